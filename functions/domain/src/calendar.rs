//! Working days, working hours and cut-offs: dated data that the State changes every year, sometimes a week ahead.
//!
//! The one time zone is UTC+7 without daylight saving, so no time zone database is needed.

use crate::raw::{self, RawError};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
        self.days_off.iter().any(|day| day.date.year() == date.year())
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

    /// When a dossier accepted at this instant must have been forwarded: at once within the day's cut-off,
    /// otherwise at the beginning of the next working day (R08). None at the end of representable time.
    #[must_use]
    pub fn forward_by(&self, accepted_at: Timestamp) -> Option<Timestamp> {
        let at = local(accepted_at);
        if self.is_working_day(at.date()) && at.time() <= self.forwarding_cutoff {
            return instant(at.date().to_datetime(self.closes()));
        }
        instant(self.next_working_day(at.date())?.to_datetime(self.opens()))
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

    /// Compiles the published calendar.
    ///
    /// # Errors
    /// Names the first place where the data are not as expected.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        let meta = raw::member(raw, "meta")?;
        let mut days_off = raw::each(raw, "non_working_days", |_, day| day_off(day))?;
        days_off.sort_by_key(|day| day.date);
        let mut make_up_days = raw::each(raw, "make_up_working_days", |_, day| make_up_day(day))?;
        make_up_days.sort_by_key(|day| day.date);
        let weekly_days_off = raw::each(raw, "weekly_days_off", |_, day| weekday(day))?;
        if weekly_days_off.len() >= 7 {
            return Err(RawError::new("weekly_days_off", "leaves no working day"));
        }
        let cutoffs = raw::list(raw, "daily_cutoffs")?;
        Ok(Self {
            version: raw::date(meta, "generated").map_err(|error| error.within("meta"))?,
            weekly_days_off,
            days_off,
            make_up_days,
            shifts: shifts(raw).map_err(|error| error.within("working_hours"))?,
            same_day_cutoff: cutoff(cutoffs, "same_day_procedures")?,
            forwarding_cutoff: cutoff(cutoffs, "forwarding")?,
        })
    }
}

/// Finds a dated entry in a list that is in order of date.
fn find<T>(days: &[T], date: Date, key: impl Fn(&T) -> Date) -> Option<&T> {
    days.binary_search_by_key(&date, key).ok().and_then(|index| days.get(index))
}

fn day_off(raw: &Value) -> Result<DayOff, RawError> {
    Ok(DayOff {
        date: raw::date(raw, "date")?,
        name_vi: raw::text(raw, "name_vi")?,
        name_en: raw::text(raw, "name_en")?,
        kind: match raw::text(raw, "kind")?.as_str() {
            "public_holiday" => DayOffKind::PublicHoliday,
            "swap_day_off" => DayOffKind::SwapDayOff,
            "compensation_day" => DayOffKind::CompensationDay,
            other => return Err(RawError::new("kind", format!("unknown kind of day off: {other}"))),
        },
        status: status(raw)?,
        source: raw::text(raw, "source")?,
    })
}

fn make_up_day(raw: &Value) -> Result<MakeUpDay, RawError> {
    Ok(MakeUpDay {
        date: raw::date(raw, "date")?,
        replaces: raw::date(raw, "replaces")?,
        status: status(raw)?,
        source: raw::text(raw, "source")?,
    })
}

fn status(raw: &Value) -> Result<DayStatus, RawError> {
    match raw::text(raw, "status")?.as_str() {
        "verified" => Ok(DayStatus::Verified),
        "partly_verified" => Ok(DayStatus::PartlyVerified),
        "to_confirm" => Ok(DayStatus::ToConfirm),
        other => Err(RawError::new("status", format!("unknown status: {other}"))),
    }
}

fn weekday(raw: &Value) -> Result<u8, RawError> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    (1..)
        .zip(NAMES)
        .find_map(|(number, name)| (raw.as_str() == Some(name)).then_some(number))
        .ok_or_else(|| RawError::new("", "not a weekday"))
}

/// The default timetable; it must sum to the hours of a working day, or hours could not be converted to days.
fn shifts(raw: &Value) -> Result<Vec<Shift>, RawError> {
    let hours = raw::member(raw, "working_hours")?;
    let default = raw::member(hours, "default")?;
    let mut shifts = Vec::new();
    for name in ["morning", "afternoon"] {
        let [from, to] = raw::list(default, name)? else {
            return Err(RawError::new(name, "not a beginning and an end"));
        };
        shifts.push(Shift { from: raw::time(from, name)?, to: raw::time(to, name)? });
    }
    let in_order = shifts.iter().flat_map(|shift| [shift.from, shift.to]).is_sorted_by(|a, b| a < b);
    if !in_order {
        return Err(RawError::new("default", "the shifts overlap or are not in order"));
    }
    let worked: i64 = shifts.iter().map(|shift| seconds_between(shift.from, shift.to)).sum();
    let promised = raw::optional_number(hours, "hours_per_working_day")?.unwrap_or(8);
    if u64::try_from(worked).ok() != Some(promised * 3600) {
        return Err(RawError::new("default", format!("sums to {worked} seconds instead of {promised} hours")));
    }
    Ok(shifts)
}

/// Seconds from one time of a day to another.
pub(crate) fn seconds_between(from: Time, to: Time) -> i64 {
    seconds_of_day(to) - seconds_of_day(from)
}

fn seconds_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

fn cutoff(raw: &[Value], name: &str) -> Result<Time, RawError> {
    let at = format!("daily_cutoffs.{name}");
    let found = raw.iter().find(|entry| entry.get("name").and_then(Value::as_str) == Some(name));
    let time = found.and_then(|entry| entry.get("time")).ok_or_else(|| RawError::new(at.as_str(), "missing"))?;
    raw::time(time, &at)
}
