//! Dates as they travel (ISO, possibly only year or month) and as people type and read them (`dd/mm/yyyy`,
//! `mm/yyyy`, `yyyy`).

use super::rule::Precision;
use jiff::civil::{Date, date};

/// A date of which only the year, or month and year, may be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    first: Date,
    precision: Precision,
}

impl Partial {
    /// A whole date.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; years from 1 to 9999.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4, 4)?;
        let month = parts.next().map(|part| digits(part, 2, 2));
        let day = parts.next().map(|part| digits(part, 2, 2));
        if parts.next().is_some() {
            return None;
        }
        Self::of(year, month.map_or(Some(None), |month| month.map(Some))?, day.map_or(Some(None), |day| day.map(Some))?)
    }

    /// Reads what people type: `2/3/1985`, `02.03.1985`, `02-03-1985`, `3/1985`, `1985`; a year has four digits.
    #[must_use]
    pub fn parse_typed(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
        match parts.as_slice() {
            [year] => Self::of(digits(year, 4, 4)?, None, None),
            [month, year] => Self::of(digits(year, 4, 4)?, Some(digits(month, 1, 2)?), None),
            [day, month, year] => Self::of(digits(year, 4, 4)?, Some(digits(month, 1, 2)?), Some(digits(day, 1, 2)?)),
            _ => None,
        }
    }

    fn of(year: i16, month: Option<i16>, day: Option<i16>) -> Option<Self> {
        if year < 1 {
            return None;
        }
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let small = |part: Option<i16>| i8::try_from(part.unwrap_or(1)).ok();
        Some(Self { first: Date::new(year, small(month)?, small(day)?).ok()?, precision })
    }

    /// The first day that it may be.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// The last day that it may be.
    #[must_use]
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => date(self.first.year(), 12, 31),
        }
    }

    /// How much of it is known.
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[must_use]
    pub fn iso(self) -> String {
        let day = self.first;
        match self.precision {
            Precision::Year => format!("{:04}", day.year()),
            Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Precision::Day => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }

    /// `dd/mm/yyyy`, `mm/yyyy` or `yyyy`.
    #[must_use]
    pub fn shown(self) -> String {
        let day = self.first;
        match self.precision {
            Precision::Year => format!("{:04}", day.year()),
            Precision::Month => format!("{:02}/{:04}", day.month(), day.year()),
            Precision::Day => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        }
    }
}

/// A number of so many ASCII digits.
fn digits(text: &str, least: usize, most: usize) -> Option<i16> {
    let fits = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_date_travels_as_iso_and_is_shown_as_people_write_it() {
        let day = Partial::parse_typed("2/3/1985").unwrap();
        assert_eq!((day.iso().as_str(), day.shown().as_str()), ("1985-03-02", "02/03/1985"));
        assert_eq!(Partial::parse_typed(" 3 / 1985 ").unwrap().iso(), "1985-03");
        assert_eq!(Partial::parse_typed("1985").unwrap().shown(), "1985");
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_date() {
        for typed in ["31/02/1985", "29/2/2025", "0/1/2025", "1/13/2025", "85", "1/1/85", "a/b/cccc", "1/2/3/2025", ""]
        {
            assert_eq!(Partial::parse_typed(typed), None, "{typed}");
        }
        for iso in ["1985-2-1", "1985-02-31", "31/02/1985", "1985-", "-1985", "+198", "1985-02-03-04", "0000"] {
            assert_eq!(Partial::parse(iso), None, "{iso}");
        }
    }

    #[test]
    fn a_partial_date_spans_all_its_days() {
        let month = Partial::parse("2024-02").unwrap();
        assert_eq!((month.first(), month.last()), (date(2024, 2, 1), date(2024, 2, 29)));
        let year = Partial::parse("2024").unwrap();
        assert_eq!((year.first(), year.last()), (date(2024, 1, 1), date(2024, 12, 31)));
    }
}
