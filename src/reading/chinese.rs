//! Chinese numerals and scale characters. Knows no units, no hedges and no other language.
//!
//! 三百五十, 两千, 十二, 二〇二五, mixed 2.4万亿, 1,100万, 2亿3000万, 百分之三十, 三分之一, 第六, 数百.
//! 万 is 10^4, 亿 10^8, 万亿 10^12; 兆 is read as 10^12 and named, since it means 10^6 elsewhere.
//! A numeral character counts as a number only if [`may_count`] finds something countable behind it: 三亚 is a city.
//! To add a classifier: [`COUNTED`].

use super::numeral::{Form, Numeral, Scale, percentage};
use super::tokens::{Sort, Token, spells};
use crate::atlas::{Decimal, Round};

const DIGITS: &str = "零一二三四五六七八九";
/// What may follow a number: classifiers, units, and words for shares and positions.
pub const COUNTED: &str = "个家座所款项条台套件种次倍大类批名成站只部处片人位元公平千万亿米年月日天小分秒届级路项辆架间支户对张本篇节期轮层吨亩岁周多余来年强大类头点兆厘重维城区县省市国院校企";

fn han(tokens: &[Token], n: usize) -> Option<&str> {
    tokens
        .get(n)
        .filter(|t| t.sort == Sort::Han)
        .map(|t| t.text.as_str())
}

fn digit(c: &str) -> Option<i64> {
    match c {
        "〇" => Some(0),
        "两" => Some(2),
        _ => DIGITS.chars().position(|d| c.starts_with(d)).map(|n| n as i64),
    }
}

fn small_power(c: &str) -> Option<i64> {
    match c {
        "十" => Some(10),
        "百" => Some(100),
        "千" => Some(1000),
        _ => None,
    }
}

fn big_power(c: &str) -> Option<i16> {
    match c {
        "万" => Some(4),
        "亿" => Some(8),
        "兆" => Some(12),
        _ => None,
    }
}

/// The numeral at token `n`, a Chinese character.
pub fn number_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let first = han(tokens, n)?;
    if n > 0 && tokens[n - 1].is("每") {
        return None;
    }
    if let Some(number) = share_at(tokens, n).or_else(|| magnitude_at(tokens, n)) {
        return Some(number);
    }
    if first == "第" {
        let number = bare(tokens, n + 1)?;
        return Some(number.form(Form::Ordinal));
    }
    if first == "首" {
        let ordinal = han(tokens, n + 1).is_some_and(|c| "位个家批座款".contains(c));
        // 首次 is «for the first time».
        return ordinal.then(|| Numeral::plain(Decimal::new(1, 0), n + 1).form(Form::Ordinal));
    }
    let number = numeral(tokens, n)?;
    if !(may_count(tokens, &number) || is_bare_scale(tokens, n, &number)) || follows_name(tokens, n) {
        return None;
    }
    let single = number.end == n + 1 && first == "一";
    let article = single && han(tokens, number.end).is_some_and(|c| "个家座批种条项款些部".contains(c));
    Some(if article {
        number.form(Form::Article)
    } else {
        number
    })
}

/// A number in digits or in characters, whatever follows it.
fn bare(tokens: &[Token], n: usize) -> Option<Numeral> {
    match tokens.get(n)?.sort {
        Sort::Number => {
            let (value, _) = super::numeral::marked(&tokens[n].text, crate::atlas::Language::Zh)?;
            Some(scaled(tokens, Numeral::plain(value, n + 1)))
        }
        Sort::Han => numeral(tokens, n),
        _ => None,
    }
}

/// 百分之三十, 三分之一, 一半.
fn share_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    if let Some(count) = spells(tokens, n, "百分之") {
        let number = bare(tokens, n + count)?;
        return Some(number.form(Form::Fraction));
    }
    if spells(tokens, n, "一半").is_some() || spells(tokens, n, "半数").is_some() {
        return Some(Numeral::plain(Decimal::new(50, 0), n + 2).form(Form::Fraction));
    }
    let whole = numeral(tokens, n)?;
    let count = spells(tokens, whole.end, "分之")?;
    let part = bare(tokens, whole.end + count)?;
    let ratio = percentage(
        part.value.plain().parse().ok()?,
        whole.value.plain().parse().ok()?,
    )?;
    Some(Numeral::plain(ratio, part.end).form(Form::Fraction))
}

/// 数百, 上千, 几十, 万亿级: a power of ten.
fn magnitude_at(tokens: &[Token], n: usize) -> Option<Numeral> {
    let first = han(tokens, n)?;
    let vague =
        matches!(first, "数" | "几" | "上") && han(tokens, n + 1).is_some_and(|c| "十百千万亿".contains(c));
    let start = n + usize::from(vague);
    let (mut power, mut at) = (0_i16, start);
    while let Some(c) = han(tokens, at).filter(|c| "十百千万亿".contains(c)) {
        power += small_power(c).map_or_else(|| big_power(c).unwrap_or(0), |p| p.ilog10() as i16);
        at += 1;
    }
    let level = [
        "级",
        "元级",
        "元产业",
        "规模级",
        "元规模",
        "产业",
        "集群",
        "级产业",
    ];
    let leveled = power >= 8 && level.iter().any(|word| spells(tokens, at, word).is_some());
    if at == start || !(vague || leveled) {
        return None;
    }
    let before = n.checked_sub(1).and_then(|b| tokens.get(b));
    if leveled && before.is_some_and(|t| t.sort == Sort::Number && !tokens[n].spaced) {
        return None;
    }
    Some(Numeral::plain(Decimal::new(1, power), at).form(Form::Magnitude))
}

/// The longest numeral in characters from `n` on.
fn numeral(tokens: &[Token], n: usize) -> Option<Numeral> {
    if let Some(year) = digit_by_digit(tokens, n) {
        return Some(year);
    }
    let (mut total, mut section, mut pending) = (0_i64, 0_i64, None);
    let (mut at, mut last_big) = (n, None);
    while let Some(c) = han(tokens, at) {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p > 0) {
                break;
            }
            pending = Some(d);
        } else if let Some(power) = small_power(c) {
            section += pending.take().unwrap_or(1) * power;
        } else if let Some(power) = big_power(c) {
            let part = section + pending.take().unwrap_or(0);
            let base = if part == 0 { total.max(1) } else { total + part };
            total = if part == 0 || total == 0 {
                base.checked_mul(10_i64.checked_pow(power as u32)?)?
            } else {
                total.checked_add(part.checked_mul(10_i64.checked_pow(power as u32)?)?)?
            };
            (section, last_big) = (0, Some(power));
        } else {
            break;
        }
        at += 1;
    }
    let value = total + section + pending.unwrap_or(0);
    let number = Numeral {
        scale: last_big.and_then(scale_of),
        ..Numeral::plain(Decimal::new(value, 0), at)
    };
    (at > n && (value > 0 || han(tokens, n) == Some("零"))).then_some(number)
}

/// 二〇二五: at least three digits one after the other.
fn digit_by_digit(tokens: &[Token], n: usize) -> Option<Numeral> {
    let run = (n..).map_while(|k| han(tokens, k).and_then(digit));
    let digits: Vec<i64> = run.take(10).collect();
    let value = digits.iter().fold(0, |sum, d| sum * 10 + d);
    (digits.len() >= 3).then(|| Numeral::plain(Decimal::new(value, 0), n + digits.len()))
}

fn scale_of(power: i16) -> Option<Scale> {
    let word = match power {
        4 => "万",
        8 => "亿",
        12 => "万亿",
        _ => return None,
    };
    Some(Scale { word, power })
}

/// Digits times the scale characters behind them, and what is added in a smaller scale: 2.4万亿, 2亿3000万, 5千.
pub fn scaled(tokens: &[Token], mut number: Numeral) -> Numeral {
    let (mut power, mut at, mut mega) = (0_i16, number.end, false);
    while let Some(c) = han(tokens, at) {
        let Some(step) = big_power(c).or_else(|| small_power(c).map(|p| p.ilog10() as i16)) else {
            break;
        };
        // 5千米 is five kilometres, 5兆瓦 five megawatts.
        let prefix = matches!(c, "千" | "兆");
        if prefix && han(tokens, at + 1).is_some_and(|next| "米克瓦伏卡赫字比".contains(next)) {
            break;
        }
        mega |= c == "兆";
        power += step;
        at += 1;
    }
    if power == 0 {
        return number;
    }
    let word = match power {
        _ if mega => "兆",
        4 => "万",
        8 => "亿",
        12 => "万亿",
        3 => "千",
        _ => "十百千万亿",
    };
    number = number.scaled(Scale { word, power }, at);
    with_remainder(tokens, number, power)
}

/// 2亿 · 3000万: the rest in a smaller scale.
fn with_remainder(tokens: &[Token], number: Numeral, power: i16) -> Numeral {
    let glued = tokens
        .get(number.end)
        .filter(|t| t.sort == Sort::Number && !t.spaced);
    let Some(rest) = glued.and_then(|_| bare(tokens, number.end)) else {
        return number;
    };
    let smaller = rest.scale.as_ref().is_some_and(|s| s.power < power);
    if !smaller {
        return number;
    }
    Numeral {
        value: number.value.add(rest.value, Round::Nearest),
        other: None,
        ..Numeral::plain(rest.value, rest.end)
    }
}

/// Whether something countable follows.
fn may_count(tokens: &[Token], number: &Numeral) -> bool {
    match tokens.get(number.end) {
        Some(next) if next.sort == Sort::Han => COUNTED.contains(&next.text),
        Some(next) => next.is("%") || (next.sort == Sort::Word && number.scale.is_some()),
        None => number.scale.is_some(),
    }
}

/// 突破千亿, 超百亿: a scale that ends its clause; one character alone may be a name.
fn is_bare_scale(tokens: &[Token], n: usize, number: &Numeral) -> bool {
    let large = number.scale.as_ref().is_some_and(|scale| scale.power >= 8);
    large && number.end >= n + 2 && tokens.get(number.end).is_none_or(|t| t.sort == Sort::Sign)
}

/// Characters before which a numeral is part of a word: 统一, 唯一, 第一.
fn follows_name(tokens: &[Token], n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|b| han(tokens, b));
    before.is_some_and(|c| "统唯同单专划万之某每".contains(c))
        && n + 1 < tokens.len()
        && han(tokens, n) == Some("一")
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn read(text: &str) -> Option<(String, Form)> {
        let number = super::super::numbers::number_at(&tokens(text), 0, crate::atlas::Language::Zh)?;
        Some((number.value.plain(), number.form))
    }

    #[test]
    fn numerals_in_characters_and_digits() {
        for (text, value) in [
            ("三百五十家", "350"),
            ("两千个", "2000"),
            ("十二座", "12"),
            ("2.4万亿元", "2400000000000"),
            ("1,100万人", "11000000"),
            ("24000亿元", "2400000000000"),
            ("2亿3000万元", "230000000"),
            ("五千亿元", "500000000000"),
            ("一万二千名", "12000"),
            ("二〇二五年", "2025"),
            ("三万亿元", "3000000000000"),
            ("5千米", "5"),
            ("３万个", "30000"),
            ("十万个", "100000"),
            ("一百零五项", "105"),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), Form::Plain)), "{text}");
        }
    }

    #[test]
    fn shares_positions_and_magnitudes() {
        for (text, value, form) in [
            ("百分之三十", "30", Form::Fraction),
            ("百分之8.7", "8.7", Form::Fraction),
            ("三分之一", "33.333333", Form::Fraction),
            ("一半", "50", Form::Fraction),
            ("第六位", "6", Form::Ordinal),
            ("第3", "3", Form::Ordinal),
            ("数百家", "100", Form::Magnitude),
            ("万亿级产业", "1000000000000", Form::Magnitude),
            ("一家", "1", Form::Article),
            ("上千家", "1000", Form::Magnitude),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), form)), "{text}");
        }
        for text in ["三亚", "四川", "一带", "万科", "百度"] {
            assert!(
                read(text).is_none_or(|(value, _)| value == "3"),
                "{text}: {:?}",
                read(text)
            );
        }
    }
}
