//! The horizontal axis of a chart: linear time, cut into equal slots of a year.
//! Knows no values; columns are counted from the left of the plot's rectangle.
//!
//! To add a kind of date: where in its slot it stands, in [`share`].

use super::super::window::is_moment;
use crate::atlas::{Date, Nature, Period};

/// Years side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    /// The first year.
    pub first: i32,
    /// How many years.
    pub years: i32,
    /// How many columns a year has, at least two.
    pub slot: i32,
    left: i32,
}

impl Timeline {
    /// From the `first` to the `last` year in columns `left` to `right`; the earliest years give way where slots
    /// would be narrower than two columns.
    pub fn new((first, last): (i32, i32), (left, right): (i32, i32)) -> Self {
        let width = (right - left).max(2);
        let years = (last - first + 1).clamp(1, width / 2);
        Timeline {
            first: last - years + 1,
            years,
            slot: width / years,
            left,
        }
    }

    /// The last year.
    pub fn last(&self) -> i32 {
        self.first + self.years - 1
    }

    /// Whether the year is on the axis.
    pub fn has(&self, year: i32) -> bool {
        (self.first..=self.last()).contains(&year)
    }

    /// The first column of a year.
    pub fn start(&self, year: i32) -> i32 {
        self.left + (year - self.first) * self.slot
    }

    /// The last column of a year.
    pub fn end(&self, year: i32) -> i32 {
        self.start(year) + self.slot - 1
    }

    /// The middle column of a year.
    pub fn middle(&self, year: i32) -> i32 {
        self.start(year) + self.slot / 2
    }

    /// The column of a period: a state at its date, anything else in the middle of its year.
    pub fn column(&self, period: Period, nature: Nature) -> i32 {
        let year = period.year().map_or(self.first, i32::from);
        if !is_moment(nature) {
            return self.middle(year);
        }
        let offset = (share(period) * f64::from(self.slot)).floor() as i32;
        self.start(year) + offset.clamp(0, self.slot - 1)
    }

    /// The years' labels and the columns where they begin; every second one where slots are narrow.
    pub fn labels(&self) -> Vec<(i32, String)> {
        let every = if self.slot < 3 { 2 } else { 1 };
        let years = (self.first..=self.last()).filter(|year| (self.last() - year) % every == 0);
        let label = |year: i32| match self.slot {
            6.. => format!("{year:04}"),
            4 | 5 => format!("’{:02}", year.rem_euclid(100)),
            _ => format!("{:02}", year.rem_euclid(100)),
        };
        years
            .map(|year| {
                let label = label(year);
                let inset = (self.slot - label.chars().count() as i32) / 2;
                (self.start(year) + inset.max(0), label)
            })
            .collect()
    }
}

/// How much of its year has passed at the date of a state.
fn share(period: Period) -> f64 {
    match period {
        Period::At(date) | Period::By(date) | Period::AsOf(date) | Period::Within(_, date) => {
            date.share_of_year()
        }
        Period::Half(_, half) => f64::from(half) / 2.0,
        Period::Quarter(_, quarter) => f64::from(quarter) / 4.0,
        Period::End(_) | Period::Span(..) | Period::Undated => 1.0,
    }
}

/// Whether a state was read at the end of a year.
pub fn is_year_end(period: Period) -> bool {
    matches!(
        period,
        Period::End(_) | Period::At(Date::Year(_)) | Period::AsOf(Date::Year(_))
    ) || share(period) >= 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(period: &str, nature: Nature) -> i32 {
        let period = Period::parse(period).expect(period);
        Timeline::new((2024, 2027), (10, 50)).column(period, nature)
    }

    #[test]
    fn a_flow_stands_in_the_middle_and_a_state_at_its_date() {
        assert_eq!(column("2025", Nature::Flow), 25);
        assert_eq!(column("by-2027", Nature::Flow), 45);
        assert_eq!(column("as-of-2025-01-27", Nature::Stock), 20);
        assert_eq!(column("as-of-2025-06", Nature::Stock), 25);
        assert_eq!(column("end-2025", Nature::Stock), 29);
        assert!(is_year_end(Period::End(2025)) && !is_year_end(Period::Quarter(2025, 3)));
    }

    #[test]
    fn labels_shrink_with_their_slots() {
        let labels = |last, width| {
            let line = Timeline::new((2020, last), (0, width));
            let labels: Vec<String> = line.labels().into_iter().map(|(_, label)| label).collect();
            (line.slot, labels.join(" "))
        };
        assert_eq!(labels(2022, 30), (10, "2020 2021 2022".to_owned()));
        assert_eq!(labels(2022, 15), (5, "’20 ’21 ’22".to_owned()));
        assert_eq!(labels(2022, 9), (3, "20 21 22".to_owned()));
        assert_eq!(labels(2023, 8), (2, "21 23".to_owned()));
        assert_eq!(
            labels(2029, 8),
            (2, "27 29".to_owned()),
            "the earliest years give way"
        );
        assert_eq!(labels(2022, 0), (2, "22".to_owned()));
    }
}
