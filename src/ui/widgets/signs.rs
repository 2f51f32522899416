//! The characters of the four glyph tiers for points, bars, dashes and frames.
//! Knows neither values nor places on screen; every sign is one column wide in its tier.
//!
//! To add a sign: a member of [`Sign`] and its three characters in [`Sign::draw`].

use crate::settings::Glyphs;
use unicode_width::UnicodeWidthChar;

/// What a character stands for, whatever the tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A stated value without a height, or a point of a chart.
    Stated,
    /// A computed value.
    Computed,
    /// A projection.
    Projected,
    /// A target.
    Target,
    /// A claim.
    Claim,
    /// Values that disagree.
    Dispute,
    /// Nobody's value is known.
    Gap,
    /// Somebody looked and found none.
    Searched,
    /// More than the point shows.
    Over,
    /// Less than the point shows.
    Under,
    /// About as much as the point shows.
    About,
    /// A vertical hairline.
    Vertical,
    /// A horizontal hairline.
    Horizontal,
    /// A vertical hairline with a label at its left.
    Tick,
    /// Where the two axes meet.
    Corner,
    /// Where an axis that does not start at zero meets the other.
    CutCorner,
    /// The begin of a span.
    SpanStart,
    /// The end of a span.
    SpanEnd,
}

impl Sign {
    /// Its character in a tier.
    pub fn draw(self, glyphs: Glyphs) -> char {
        let (braille, block, ascii) = match self {
            Sign::Stated => ('●', '*', '*'),
            Sign::Computed => ('□', 'd', 'd'),
            Sign::Projected => ('◌', 'p', 'p'),
            Sign::Target => ('○', 'o', 'o'),
            Sign::Claim => ('◇', 'c', 'c'),
            Sign::Dispute => ('!', '!', '!'),
            Sign::Gap => ('·', '·', '.'),
            Sign::Searched => ('∅', '∅', 'x'),
            Sign::Over => ('↑', '^', '^'),
            Sign::Under => ('↓', 'v', 'v'),
            Sign::About => ('~', '~', '~'),
            Sign::Vertical => ('│', '│', '|'),
            Sign::Horizontal => ('─', '─', '-'),
            Sign::Tick => ('┤', '┤', '|'),
            Sign::Corner => ('└', '└', '+'),
            Sign::CutCorner => ('≈', '≈', '~'),
            Sign::SpanStart => ('├', '├', '|'),
            Sign::SpanEnd => ('┤', '┤', '|'),
        };
        match glyphs {
            Glyphs::Braille => braille,
            Glyphs::Block => block,
            Glyphs::Ascii | Glyphs::BrailleAsciiFrames => ascii,
        }
    }
}

/// Whether a tier can draw a bound thinner than an exact value.
pub fn has_thin_bars(glyphs: Glyphs) -> bool {
    has_braille(glyphs)
}

/// Whether a tier has braille dots.
pub fn has_braille(glyphs: Glyphs) -> bool {
    matches!(glyphs, Glyphs::Braille | Glyphs::BrailleAsciiFrames)
}

/// A bar of 1 to 8 levels.
pub fn bar(level: u8, glyphs: Glyphs) -> char {
    match glyphs {
        Glyphs::Braille | Glyphs::Block => pick(&['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'], level),
        Glyphs::BrailleAsciiFrames => pick(&['⣀', '⣤', '⣶', '⣿'], level.div_ceil(2)),
        Glyphs::Ascii => digit(level),
    }
}

/// A thin bar of 1 to 4 levels; only for tiers that have them.
pub fn thin_bar(level: u8) -> char {
    pick(&['⡀', '⡄', '⡆', '⡇'], level)
}

/// The floating dot of a computed value at 1 to 4 levels, or its letter.
pub fn floating(level: u8, glyphs: Glyphs) -> char {
    if has_braille(glyphs) {
        pick(&['⢀', '⠠', '⠐', '⠈'], level)
    } else {
        Sign::Computed.draw(glyphs)
    }
}

/// A dash at 1 to 4 levels, for axes that do not start at zero. The block tier has no dashes, so digits.
pub fn dash(level: u8, glyphs: Glyphs) -> char {
    if has_braille(glyphs) {
        pick(&['⣀', '⠤', '⠒', '⠉'], level)
    } else {
        digit(level)
    }
}

fn digit(level: u8) -> char {
    char::from(b'0' + level.min(9))
}

fn pick(signs: &[char], level: u8) -> char {
    let last = signs.len().saturating_sub(1);
    signs
        .get(usize::from(level.saturating_sub(1)).min(last))
        .copied()
        .unwrap_or(' ')
}

/// A text whose characters are all one column wide in the tier; what a tier lacks is spelled or becomes `?`.
pub fn fold(text: &str, glyphs: Glyphs) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars() {
        match spelled(sign) {
            _ if fits(sign, glyphs) => folded.push(sign),
            Some(spelling) => folded.push_str(spelling),
            None => folded.push('?'),
        }
    }
    folded
}

fn fits(sign: char, glyphs: Glyphs) -> bool {
    match glyphs {
        Glyphs::Ascii => matches!(sign, ' '..='~'),
        Glyphs::BrailleAsciiFrames => sign.width_cjk() == Some(1),
        Glyphs::Braille | Glyphs::Block => sign.width() == Some(1),
    }
}

fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
        '≥' => ">=",
        '≤' => "<=",
        '≈' => "~",
        '–' | '−' | '—' => "-",
        '’' | '‘' => "'",
        '·' => ".",
        '∅' => "x",
        '×' => "x",
        '÷' => "/",
        '²' => "2",
        '³' => "3",
        '\u{a0}' | '\u{202f}' | '\u{2009}' => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::Named;

    #[test]
    fn every_level_has_a_sign_of_one_column() {
        for glyphs in Glyphs::ALL {
            for level in 0..=20 {
                let signs = [
                    bar(level, *glyphs),
                    floating(level, *glyphs),
                    dash(level, *glyphs),
                ];
                assert!(signs.iter().all(|s| fits(*s, *glyphs)), "{glyphs:?} {level}");
            }
        }
        assert!((0..9).all(|level| thin_bar(level).width_cjk() == Some(1)));
    }

    #[test]
    fn what_a_tier_lacks_is_spelled() {
        let check = |text, glyphs, expected: &str| assert_eq!(fold(text, glyphs), expected);
        check("≥2.4–3 km²", Glyphs::Ascii, ">=2.4-3 km2");
        check("≥2.4–3 km²", Glyphs::Braille, "≥2.4–3 km²");
        check("≈3 市", Glyphs::BrailleAsciiFrames, "~3 ?");
        check("a\tb\u{7}", Glyphs::Braille, "a?b?");
    }
}
