//! When a fact holds: one ASCII notation, read and printed, with an order in time.
//! Knows no clock.

use std::fmt;

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// `2026`
    Year(u16),
    /// `2026-01`
    Month(u16, u8),
    /// `2026-01-27`
    Day(u16, u8, u8),
}

impl Date {
    /// Reads `2026`, `2026-01` or `2026-01-27`, refusing months and days that do not exist.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = fixed(parts.next()?, 4)?;
        let Some(month) = parts.next() else {
            return (year > 0).then_some(Date::Year(year));
        };
        let month = u8::try_from(fixed(month, 2)?).ok()?;
        if !(1..=12).contains(&month) || year == 0 {
            return None;
        }
        let Some(day) = parts.next() else {
            return Some(Date::Month(year, month));
        };
        let day = u8::try_from(fixed(day, 2)?).ok()?;
        let real = (1..=days_in(year, month)).contains(&day) && parts.next().is_none();
        real.then_some(Date::Day(year, month, day))
    }

    /// Its year.
    pub fn year(self) -> u16 {
        match self {
            Date::Year(y) | Date::Month(y, _) | Date::Day(y, ..) => y,
        }
    }

    /// Its place in time as days of a 372-day year, at its end: a year ends with its last month's last day.
    fn rank(self) -> i64 {
        let (y, m, d) = match self {
            Date::Year(y) => (y, 12, 31),
            Date::Month(y, m) => (y, m, 31),
            Date::Day(y, m, d) => (y, m, d),
        };
        i64::from(y) * 372 + i64::from(m - 1) * 31 + i64::from(d)
    }

    /// How much of its year has passed at its end, 0 to 1.
    pub fn share_of_year(self) -> f64 {
        ((self.rank() - i64::from(self.year()) * 372) as f64 / 372.0).clamp(0.0, 1.0)
    }
}

fn fixed(text: &str, width: usize) -> Option<u16> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::Year(y) => write!(f, "{y:04}"),
            Date::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Date::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// The time a fact speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A whole year, month or day: `2025`, `2025-01`, `2025-06-10`.
    At(Date),
    /// A half-year: `2025-H1`.
    Half(u16, u8),
    /// A quarter: `2025-Q3`.
    Quarter(u16, u8),
    /// From one date to another: `2021/2025`.
    Span(Date, Date),
    /// The state at the end of a year: `end-2021`.
    End(u16),
    /// A deadline: `by-2028`.
    By(Date),
    /// The state on the day somebody looked: `as-of-2026-01-27`.
    AsOf(Date),
    /// Within so many years of a day: `P2Y-from-2026-01-09`.
    Within(u8, Date),
    /// The source gives no time: `undated`.
    Undated,
}

impl Period {
    /// Reads the notation above; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "undated" {
            return Some(Period::Undated);
        }
        if let Some(rest) = text.strip_prefix("end-") {
            return fixed(rest, 4).map(Period::End);
        }
        if let Some(rest) = text.strip_prefix("by-") {
            return Date::parse(rest).map(Period::By);
        }
        if let Some(rest) = text.strip_prefix("as-of-") {
            return Date::parse(rest).map(Period::AsOf);
        }
        if let Some((years, from)) = text.strip_prefix('P').and_then(|t| t.split_once("Y-from-")) {
            let years = years.parse::<u8>().ok().filter(|n| (1..=99).contains(n))?;
            return Some(Period::Within(years, Date::parse(from)?));
        }
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (Date::parse(from)?, Date::parse(to)?);
            return (from.rank() <= to.rank()).then_some(Period::Span(from, to));
        }
        if let Some((year, part)) = text.split_once("-H") {
            return Some(Period::Half(fixed(year, 4)?, within(part, 2)?));
        }
        if let Some((year, part)) = text.split_once("-Q") {
            return Some(Period::Quarter(fixed(year, 4)?, within(part, 4)?));
        }
        Date::parse(text).map(Period::At)
    }

    /// The year in which it ends; `None` if undated.
    pub fn year(self) -> Option<u16> {
        match self {
            Period::At(date) | Period::By(date) | Period::AsOf(date) | Period::Span(_, date) => {
                Some(date.year())
            }
            Period::Half(y, _) | Period::Quarter(y, _) | Period::End(y) => Some(y),
            Period::Within(years, from) => Some(from.year().saturating_add(u16::from(years))),
            Period::Undated => None,
        }
    }

    /// Whether it is a whole calendar year.
    pub fn is_whole_year(self) -> bool {
        matches!(self, Period::At(Date::Year(_)))
    }

    /// Orders periods by the time they end, undated ones first.
    pub fn rank(self) -> i64 {
        let year = |y: u16| i64::from(y) * 372;
        match self {
            Period::Undated => 0,
            Period::At(date) | Period::By(date) | Period::AsOf(date) | Period::Span(_, date) => date.rank(),
            Period::Half(y, h) => year(y) + i64::from(h) * 186,
            Period::Quarter(y, q) => year(y) + i64::from(q) * 93,
            Period::End(y) => year(y) + 372,
            Period::Within(n, from) => from.rank() + i64::from(n) * 372,
        }
    }

    /// At most eight columns for tables: `2025`, `26-01`, `end 25`, `by 28`, `→28-01` (within years), `21–25`,
    /// `25 1–9` (months of a year, which stay apart from a day where dashes are all alike).
    pub fn short(self) -> String {
        match self {
            Period::At(d) | Period::AsOf(d) => brief(d),
            Period::Half(y, n) => format!("{} H{n}", two(y)),
            Period::Quarter(y, n) => format!("{} Q{n}", two(y)),
            Period::Span(a, b) => brief_span(a, b),
            Period::End(y) => format!("end {}", two(y)),
            Period::By(d) => format!("by {}", two(d.year())),
            Period::Within(n, from) => format!("→{}", brief(later(from, n))),
            Period::Undated => "undated".to_owned(),
        }
    }

    /// In words: «by the end of 2028», «as of 27 January 2026».
    pub fn words(self) -> String {
        match self {
            Period::At(d @ Date::Year(_)) => format!("year {d}"),
            Period::At(d) => spoken(d),
            Period::Half(y, n) => format!("{} half of {y}", if n == 1 { "first" } else { "second" }),
            Period::Quarter(y, n) => format!("quarter {n} of {y}"),
            Period::Span(a, b) => format!("{} to {}", spoken(a), spoken(b)),
            Period::End(y) => format!("end of {y}"),
            Period::By(d) => format!("by {}", spoken(d)),
            Period::AsOf(d) => format!("as of {}", spoken(d)),
            Period::Within(1, d) => format!("within a year of {}", spoken(d)),
            Period::Within(n, d) => format!("within {n} years of {}", spoken(d)),
            Period::Undated => "undated".to_owned(),
        }
    }
}

fn within(text: &str, most: u8) -> Option<u8> {
    text.parse::<u8>()
        .ok()
        .filter(|n| text.len() == 1 && (1..=most).contains(n))
}

/// The last two digits of a year.
fn two(year: u16) -> String {
    format!("{:02}", year % 100)
}

/// A date for tables, days as their month.
fn brief(date: Date) -> String {
    match date {
        Date::Year(y) => format!("{y}"),
        Date::Month(y, m) | Date::Day(y, m, _) => format!("{}-{m:02}", two(y)),
    }
}

/// A span for tables. Part of a year never looks like the year: a month at either end is said. Where both years and
/// both months do not fit, the later ones are said, as that is when a figure holds.
fn brief_span(from: Date, to: Date) -> String {
    let month = |date: Date| match date {
        Date::Year(_) => None,
        Date::Month(_, m) | Date::Day(_, m, _) => Some(m),
    };
    let (first, last) = (from.year(), to.year());
    if first == last {
        return match (month(from), month(to)) {
            (None, None) => brief(to),
            (Some(a), Some(b)) if a == b => brief(to),
            (a, b) => format!("{} {}–{}", two(first), a.unwrap_or(1), b.unwrap_or(12)),
        };
    }
    match (month(from), month(to)) {
        // Equal digits of another century would look like one year.
        _ if first % 100 == last % 100 => format!("–{last}"),
        (Some(a), None) => format!("{}-{a:02}–{}", two(first), two(last)),
        (_, Some(b)) => format!("{}–{}-{b:02}", two(first), two(last)),
        (None, None) => format!("{}–{}", two(first), two(last)),
    }
}

/// The same day so many years later.
fn later(date: Date, years: u8) -> Date {
    let year = |y: u16| y.saturating_add(u16::from(years));
    match date {
        Date::Year(y) => Date::Year(year(y)),
        Date::Month(y, m) => Date::Month(year(y), m),
        Date::Day(y, m, d) => Date::Day(year(y), m, d),
    }
}

/// A date in English words: `27 January 2026`.
pub fn spoken(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = |m: u8| MONTHS[usize::from(m - 1) % 12];
    match date {
        Date::Year(y) => y.to_string(),
        Date::Month(y, m) => format!("{} {y}", month(m)),
        Date::Day(y, m, d) => format!("{d} {} {y}", month(m)),
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::At(d) => write!(f, "{d}"),
            Period::Half(y, n) => write!(f, "{y:04}-H{n}"),
            Period::Quarter(y, n) => write!(f, "{y:04}-Q{n}"),
            Period::Span(a, b) => write!(f, "{a}/{b}"),
            Period::End(y) => write!(f, "end-{y:04}"),
            Period::By(d) => write!(f, "by-{d}"),
            Period::AsOf(d) => write!(f, "as-of-{d}"),
            Period::Within(n, d) => write!(f, "P{n}Y-from-{d}"),
            Period::Undated => f.write_str("undated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTATIONS: [&str; 14] = [
        "2025",
        "2025-H1",
        "2025-Q3",
        "2025-01",
        "2025-06-10",
        "2021/2025",
        "end-2021",
        "by-2028",
        "as-of-2026-01-27",
        "P2Y-from-2026-01-09",
        "undated",
        "2025-01/2025-09",
        "as-of-2023-03",
        "2024-02-29",
    ];

    #[test]
    fn every_notation_survives_a_round_trip() {
        for text in NOTATIONS {
            assert_eq!(Period::parse(text).expect(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "2025-H3",
            "2025-Q0",
            "by",
            "by-",
            "end-25",
            "2025/2021",
            "P0Y-from-2026",
            "P2Y",
            "as-of-",
            "2025-1",
            "2025-01-01-01",
            "0000",
            "２０２５",
            "Undated",
        ] {
            assert!(Period::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn orders_by_the_end() {
        let rank = |t: &str| Period::parse(t).unwrap().rank();
        assert!(rank("undated") < rank("2024"));
        assert!(rank("2024") < rank("2025-H1") && rank("2025-H1") < rank("2025-Q3"));
        assert!(rank("as-of-2026-01-27") > rank("end-2025") && rank("by-2028") > rank("P2Y-from-2025"));
    }

    #[test]
    fn short_forms_fit_eight_columns() {
        for text in NOTATIONS.iter().chain(SPANS.iter().map(|(span, _)| span)) {
            assert!(
                Period::parse(text).unwrap().short().chars().count() <= 8,
                "{text}"
            );
        }
    }

    const SPANS: [(&str, &str); 12] = [
        ("2021/2025", "21–25"),
        ("2025/2025", "2025"),
        ("2025-01/2025-09", "25 1–9"),
        ("2025-01/2025-10", "25 1–10"),
        ("2025-03/2025-03", "25-03"),
        ("2025-03/2025", "25 3–12"),
        ("2025-06-10/2025-08-02", "25 6–8"),
        ("2025-06-10/2025-06-12", "25-06"),
        ("2019-06/2022-04", "19–22-04"),
        ("2019/2022-04-30", "19–22-04"),
        ("2019-06/2022", "19-06–22"),
        ("1925/2025", "–2025"),
    ];

    #[test]
    fn a_part_of_a_year_does_not_look_like_the_year() {
        for (span, short) in SPANS {
            assert_eq!(Period::parse(span).unwrap().short(), short, "{span}");
        }
    }
}
