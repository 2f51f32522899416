//! The themes' colours for eyes that see fewer of them: what must be told apart is, simulated for the three kinds of
//! colour blindness, in 24 bits and in 256 colours; and contrast holds in 256 colours too.

use citescape::data::themes;
use citescape::settings::{Role, Theme};

type Rgb = (u8, u8, u8);

/// Roles that say different things at the same place. Each pair differs in shape as well (▲ ▼, ✔ !, bold, a mark
/// before it), so colour is the second difference, never the only one.
const PAIRS: [(Role, Role); 4] = [
    (Role::Up, Role::Down),
    (Role::Ok, Role::Err),
    (Role::Cite, Role::Text),
    (Role::Accent, Role::Cite),
];

/// Least distance in OKLab: several times what is just noticed (about 0.02).
const LEAST_DISTANCE: f64 = 0.08;

/// Full protanopia, deuteranopia and tritanopia in linear light (Machado, Oliveira and Fernandes 2009).
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn linear((r, g, b): Rgb) -> [f64; 3] {
    [r, g, b].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

/// OKLab of linear light (Ottosson 2020).
fn oklab(light: [f64; 3]) -> [f64; 3] {
    let cones = times(
        &[
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ],
        light.map(|c| c.clamp(0.0, 1.0)),
    );
    times(
        &[
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ],
        cones.map(f64::cbrt),
    )
}

fn distance(a: Rgb, b: Rgb, eyes: &[[f64; 3]; 3]) -> f64 {
    let [a, b] = [a, b].map(|colour| oklab(times(eyes, linear(colour))));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The 240 colours that are the same on every terminal: a cube and a scale of greys.
fn of_256(index: u8) -> Rgb {
    assert!(index >= 16, "{index} is each terminal's own");
    if index >= 232 {
        let grey = 8 + (index - 232) * 10;
        return (grey, grey, grey);
    }
    let level = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
    let n = index - 16;
    (level(n / 36), level(n / 6 % 6), level(n % 6))
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The themes with colours of their own; `ansi` and `mono` leave them to the terminal.
fn coloured() -> Vec<Theme> {
    let all: Vec<Theme> = themes()
        .into_iter()
        .filter(|theme| !theme.mono && theme.name != "ansi")
        .collect();
    assert!(all.len() >= 3, "{} themes", all.len());
    all
}

#[test]
fn what_must_be_told_apart_is_told_apart_by_all_eyes() {
    for theme in coloured() {
        for (one, other) in PAIRS {
            let (a, b) = (theme.paint(one), theme.paint(other));
            for (eyes, matrix) in &EYES {
                let full = distance(a.rgb, b.rgb, matrix);
                let few = distance(of_256(a.indexed), of_256(b.indexed), matrix);
                let name = &theme.name;
                assert!(
                    full >= LEAST_DISTANCE,
                    "{name}: {one:?} and {other:?}, {eyes}: {full:.3}"
                );
                assert!(
                    few >= LEAST_DISTANCE,
                    "{name} in 256: {one:?} and {other:?}, {eyes}: {few:.3}"
                );
            }
        }
    }
}

#[test]
fn text_stands_out_in_256_colours_too() {
    for theme in coloured() {
        // The cube has no orange between one of 4.4 to 1 and brown.
        let least = if theme.name == "high-contrast" { 7.0 } else { 4.4 };
        for role in Role::ALL {
            if matches!(role, Role::Selection | Role::Raised | Role::Line) {
                continue;
            }
            let found = contrast(of_256(theme.paint(role).indexed), theme.background);
            assert!(found >= least, "{}: {role:?} has {found:.2}", theme.name);
        }
        let shown = |role| of_256(theme.paint(role).indexed);
        for ground in [Role::Selection, Role::Raised] {
            let found = contrast(shown(Role::Text), shown(ground));
            assert!(found >= 4.5, "{}: text on {ground:?} has {found:.2}", theme.name);
        }
    }
}

/// The 256 colours are chosen by hand: near their 24-bit ones, but not by a formula that would lose contrast.
#[test]
fn colours_of_256_resemble_those_of_24_bits() {
    for theme in coloured() {
        for role in Role::ALL {
            let paint = theme.paint(role);
            let apart = distance(paint.rgb, of_256(paint.indexed), &EYES[0].1);
            assert!(apart < 0.12, "{}: {role:?} is {apart:.3} away", theme.name);
        }
    }
}
