//! From the published calendar.json to the calendar.

use super::{Calendar, DayOff, DayOffKind, DayStatus, MakeUpDay, Shift};
use crate::raw::{self, RawError};
use jiff::civil::Time;
use serde_json::Value;

impl Calendar {
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
            valid_from: raw::optional_date(meta, "valid_from")
                .map_err(|error| error.within("meta"))?
                .unwrap_or_else(super::always),
            weekly_days_off,
            days_off,
            make_up_days,
            shifts: shifts(raw).map_err(|error| error.within("working_hours"))?,
            same_day_cutoff: cutoff(cutoffs, "same_day_procedures")?,
            forwarding_cutoff: cutoff(cutoffs, "forwarding")?,
        })
    }
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
fn seconds_between(from: Time, to: Time) -> i64 {
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
