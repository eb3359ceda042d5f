//! Working days, working hours and cut-offs: dated data that the State changes every year, sometimes a week ahead.
//!
//! The one time zone is UTC+7 without daylight saving, so no time zone database is needed.

mod compile;
mod worked;

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};
use serde::{Deserialize, Serialize};

/// Vietnam's time.
pub const ZONE: Offset = Offset::constant(7);

/// The wall clock in Vietnam at an instant.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    ZONE.to_datetime(at)
}

/// The day in Vietnam at an instant.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    local(at).date()
}

/// The instant of a wall-clock time in Vietnam; None at the very ends of representable time.
#[must_use]
pub fn instant(at: DateTime) -> Option<Timestamp> {
    ZONE.to_timestamp(at).ok()
}

/// How sure a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayStatus {
    Verified,
    PartlyVerified,
    ToConfirm,
}

/// Why a day is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOffKind {
    PublicHoliday,
    /// A working day given free against a Saturday worked.
    SwapDayOff,
    /// A holiday that fell on a weekly day off.
    CompensationDay,
    /// The place that has a dossier's work is closed; only in the calendar of such a dossier.
    UnitClosed,
}

/// A day that is not a working day, beside the weekly days off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub date: Date,
    pub name_vi: String,
    pub name_en: String,
    pub kind: DayOffKind,
    pub status: DayStatus,
    /// Which source says so, by the marks of the calendar's own list.
    pub source: String,
}

/// A weekly day off that is worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUpDay {
    pub date: Date,
    /// The day off that it pays for.
    pub replaces: Date,
    pub status: DayStatus,
    pub source: String,
}

/// A stretch of working time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    pub from: Time,
    pub to: Time,
}

/// One version of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Day on which these data were published; a change makes a new version.
    pub version: Date,
    /// First day on which it is counted by. Open due dates that were counted before change only by
    /// [`crate::deadline::recompute`].
    #[serde(default = "always")]
    pub valid_from: Date,
    /// Weekly days off, 1 = Monday … 7 = Sunday.
    pub weekly_days_off: Vec<u8>,
    /// In order of date.
    pub days_off: Vec<DayOff>,
    /// In order of date.
    pub make_up_days: Vec<MakeUpDay>,
    /// The day's working time, in order.
    pub shifts: Vec<Shift>,
    /// A same-day dossier accepted after this time is due on the next working day (R09).
    pub same_day_cutoff: Time,
    /// A dossier accepted after this time is forwarded at the start of the next working day (R08).
    pub forwarding_cutoff: Time,
}

/// Since when a calendar is valid that does not say so.
const fn always() -> Date {
    Date::constant(2025, 1, 1)
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day<'a> {
    Working,
    /// Worked although its weekday is usually off.
    MakeUp(&'a MakeUpDay),
    /// Off as every week.
    WeeklyOff,
    Off(&'a DayOff),
}

impl Day<'_> {
    /// Whether the day is worked.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::MakeUp(_))
    }
}

impl Calendar {
    /// What the day is, and why.
    #[must_use]
    pub fn day(&self, date: Date) -> Day<'_> {
        if let Some(day) = find(&self.days_off, date, |day| day.date) {
            return Day::Off(day);
        }
        if let Some(day) = find(&self.make_up_days, date, |day| day.date) {
            return Day::MakeUp(day);
        }
        let weekday = date.weekday().to_monday_one_offset();
        if self.weekly_days_off.iter().any(|&off| i16::from(off) == i16::from(weekday)) {
            Day::WeeklyOff
        } else {
            Day::Working
        }
    }

    /// Whether the day is worked.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.day(date).is_working()
    }

    /// Whether the holidays of the day's year are in the data at all.
    #[must_use]
    pub fn knows_year_of(&self, date: Date) -> bool {
        let published = |day: &DayOff| day.kind != DayOffKind::UnitClosed && day.date.year() == date.year();
        self.days_off.iter().any(published)
    }

    /// Beginning of a working day.
    #[must_use]
    pub fn opens(&self) -> Time {
        self.shifts.first().map_or(Time::midnight(), |shift| shift.from)
    }

    /// End of a working day.
    #[must_use]
    pub fn closes(&self) -> Time {
        self.shifts.last().map_or(Time::MAX, |shift| shift.to)
    }

    /// The first working day after this one; None at the end of representable time.
    #[must_use]
    pub fn next_working_day(&self, after: Date) -> Option<Date> {
        let mut date = after.tomorrow().ok()?;
        // No calendar has a year without a working day; the bound only guards against broken data.
        for _ in 0..366 {
            if self.is_working_day(date) {
                return Some(date);
            }
            date = date.tomorrow().ok()?;
        }
        None
    }
}

/// The calendar by which a day counts: the last published of those that are valid by then. None only where there is none.
pub fn in_force<'a>(calendars: impl IntoIterator<Item = &'a Calendar>, on: Date) -> Option<&'a Calendar> {
    calendars.into_iter().filter(|calendar| calendar.valid_from <= on).max_by_key(|calendar| calendar.version)
}

/// Finds a dated entry in a list that is in order of date.
fn find<T>(days: &[T], date: Date, key: impl Fn(&T) -> Date) -> Option<&T> {
    days.binary_search_by_key(&date, key).ok().and_then(|index| days.get(index))
}
