//! The published calendar and times of day, for the tests of due dates.

use domain::calendar::Calendar;
use jiff::Timestamp;
use std::sync::LazyLock;

/// The calendar of `infra/seed`, compiled once.
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/seed/calendar.json");
    let text = std::fs::read_to_string(path).expect("calendar.json is there");
    Calendar::from_raw(&serde_json::from_str(&text).expect("it is JSON")).expect("the published calendar compiles")
});

/// An instant from a wall-clock time in Vietnam, `2026-01-17T09:00`.
pub fn at(text: &str) -> Timestamp {
    format!("{text}+07:00").parse().expect("a time")
}
