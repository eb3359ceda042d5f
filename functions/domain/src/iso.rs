//! Dates, times of day and moments as text, in the one form in which we write them (RFC 3339, UTC).
//!
//! A browser reads only what the functions have written, and jiff's own parser, which knows every form there is, was
//! three hundredths of the citizen's download. The functions go on reading with jiff, because anybody may ask them.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Deserializer, de::Error};

/// What is written as a text of fixed form.
pub trait Iso: Sized {
    /// Reads the form that we write.
    fn of(text: &str) -> Option<Self>;
    /// Reads every form that jiff knows.
    #[cfg(not(target_arch = "wasm32"))]
    fn any(text: &str) -> Option<Self>;
}

/// A field of this kind: `#[serde(deserialize_with = "iso::read")]`.
///
/// # Errors
/// The deserializer's, or that the text is no such thing.
pub fn read<'de, T: Iso, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    parsed(&text).ok_or_else(|| D::Error::custom("not a date or time"))
}

/// A field that may be missing: `#[serde(default, deserialize_with = "iso::read_or_none")]`.
///
/// # Errors
/// The deserializer's, or that the text is no such thing.
pub fn read_or_none<'de, T: Iso, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
    parsed(&text).map(Some).ok_or_else(|| D::Error::custom("not a date or time"))
}

#[cfg(target_arch = "wasm32")]
fn parsed<T: Iso>(text: &str) -> Option<T> {
    T::of(text)
}

#[cfg(not(target_arch = "wasm32"))]
fn parsed<T: Iso>(text: &str) -> Option<T> {
    T::any(text)
}

/// `2026-11-26`
impl Iso for Date {
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let year = i16::try_from(digits(&bytes[..4])?).ok()?;
        Self::new(year, small(&bytes[5..7])?, small(&bytes[8..])?).ok()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn any(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// `15:00:00`
impl Iso for Time {
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' {
            return None;
        }
        Self::new(small(&bytes[..2])?, small(&bytes[3..5])?, small(&bytes[6..])?, 0).ok()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn any(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// `2026-11-26T08:00:00Z`, with a fraction of a second where there is one.
impl Iso for Timestamp {
    fn of(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let time = Time::of(time)?;
        let places = u32::try_from(fraction.len()).ok().filter(|places| (1..=9).contains(places))?;
        let nanoseconds = digits(fraction.as_bytes())? * 10_i32.pow(9 - places);
        // Days since 1 January 1970, which was day 719 528 counted from the year 0.
        let days = i64::from(days_from_epoch(Date::of(date)?));
        let of_day = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        Self::new(days * 86_400 + of_day, nanoseconds).ok()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn any(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Days from 1 January 1970 in the Gregorian calendar, years beginning in March so that the leap day is the last.
fn days_from_epoch(date: Date) -> i32 {
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = if month > 2 { year } else { year - 1 };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
}

fn small(bytes: &[u8]) -> Option<i8> {
    digits(bytes).and_then(|number| i8::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    #[test]
    fn what_jiff_writes_is_read_as_jiff_reads_it() {
        let mut day = Date::constant(1899, 12, 25);
        while day < Date::constant(2105, 3, 5) {
            assert_eq!(Date::of(&day.to_string()), Some(day));
            let at = Timestamp::of(&format!("{day}T23:59:08Z"));
            assert_eq!(at, format!("{day}T23:59:08Z").parse().ok(), "{day}");
            day = day.saturating_add(1.day());
        }
        for second in [-1, 0, 1, 951_782_399, 1_795_651_200, 253_402_207_199] {
            for nanosecond in [0, 1, 120_000_000, 999_999_999] {
                let at = Timestamp::new(second, nanosecond).unwrap();
                assert_eq!(Timestamp::of(&at.to_string()), Some(at));
            }
        }
        for time in [Time::constant(0, 0, 0, 0), Time::constant(15, 0, 0, 0), Time::constant(23, 59, 59, 0)] {
            assert_eq!(Time::of(&time.to_string()), Some(time));
        }
    }

    #[test]
    fn what_is_none_is_none() {
        for text in ["", "2026-13-01", "2026-02-30", "2026-1-01", "26-11-26", "2026/11/26", "2026-11-2x", "２026-11-26"]
        {
            assert_eq!(Date::of(text), None, "{text}");
        }
        for text in ["24:00:00", "15:00", "15:60:00", "-1:00:00", "15.00.00"] {
            assert_eq!(Time::of(text), None, "{text}");
        }
        for text in ["2026-11-26", "2026-11-26T08:00:00", "2026-11-26 08:00:00Z", "2026-11-26T08:00:00.Z", "T08:00:00Z"]
        {
            assert_eq!(Timestamp::of(text), None, "{text}");
        }
    }
}
