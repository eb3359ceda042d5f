//! The processing times of a procedure.

use crate::{
    expression::Condition,
    iso,
    raw::{self, RawError},
};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How a processing time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Accepted before the cut-off: due the same day (R09).
    SameDay,
    WorkingDay,
    /// Every day counts; the end moves to the next working day (Civil Code 2015, art. 148).
    CalendarDay,
    /// Hours of the working timetable.
    WorkingHour,
    /// Set by a campaign (school enrolment, examinations): no date can be computed.
    Campaign,
    /// The source does not say which kind of day: counted as working days and marked.
    DayToConfirm,
    /// Not known: no date, unless a provisional value is given.
    ToConfirm,
}

/// What to count with until a time is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provisional {
    pub value: u16,
    pub unit: TimeUnit,
}

/// One processing time of a procedure; several differ by case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessingTime {
    /// When it applies. None: the ordinary time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// Number of units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u16>,
    pub unit: TimeUnit,
    /// Cut-off of a same-day procedure. None: the calendar's.
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Time>,
    /// An upper bound rather than the usual time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub maximum: bool,
    /// Number, unit and case are all published.
    pub confirmed: bool,
    /// First day of acceptance that it applies to.
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day of acceptance that it applies to.
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<Provisional>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
}

impl ProcessingTime {
    /// A time without conditions: so many units.
    #[must_use]
    pub const fn of(value: u16, unit: TimeUnit) -> Self {
        Self {
            condition: None,
            value: Some(value),
            unit,
            cutoff: None,
            maximum: false,
            confirmed: true,
            valid_from: None,
            valid_until: None,
            provisional: None,
            note_en: None,
        }
    }

    /// Compiles the processing times of one procedure. The question of entry `n` is answered under `states_time_n`.
    ///
    /// # Errors
    /// Names the first entry that is not as expected.
    pub fn from_raw(procedure: &Value) -> Result<Vec<Self>, RawError> {
        raw::each(procedure, "processing_time", one)
    }

    /// Whether it applies to dossiers accepted on this day.
    #[must_use]
    pub fn is_valid(&self, on: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_until.is_none_or(|until| on <= until)
    }
}

fn one(index: usize, raw: &Value) -> Result<ProcessingTime, RawError> {
    let unit = unit(raw, "unit")?;
    let value = number(raw, "value")?;
    let provisional = match (number(raw, "provisional_value")?, raw::optional(raw, "provisional_unit")) {
        (Some(value), Some(_)) => Some(Provisional { value, unit: self::unit(raw, "provisional_unit")? }),
        (None, None) => None,
        _ => return Err(RawError::new("provisional_value", "value and unit belong together")),
    };
    let counted_from = raw::text(raw, "counted_from")?;
    let expected = if unit == TimeUnit::Campaign { "campaign_calendar" } else { "complete_valid_dossier" };
    if counted_from != expected {
        return Err(RawError::new("counted_from", format!("{counted_from} where {expected} is counted")));
    }
    if value.is_none() && !matches!(unit, TimeUnit::Campaign | TimeUnit::ToConfirm) {
        return Err(RawError::new("value", "missing"));
    }
    let open = matches!(unit, TimeUnit::DayToConfirm | TimeUnit::ToConfirm)
        || raw::flag(raw, "case_to_confirm")?
        || raw::optional_text(raw, "unit_source")?.as_deref() == Some("to_confirm");
    Ok(ProcessingTime {
        condition: raw::condition(raw, "condition", &format!("states_time_{index}"))?,
        value,
        unit,
        cutoff: raw::optional(raw, "cutoff").map(|cutoff| raw::time(cutoff, "cutoff")).transpose()?,
        maximum: raw::flag(raw, "maximum")?,
        confirmed: raw::text(raw, "source")? == "portal_text" && !open,
        valid_from: raw::optional_date(raw, "valid_from")?,
        valid_until: raw::optional_date(raw, "valid_until")?,
        provisional,
        note_en: raw::optional_text(raw, "note_en")?,
    })
}

fn number(raw: &Value, name: &str) -> Result<Option<u16>, RawError> {
    let read = |number| u16::try_from(number).map_err(|_| RawError::new(name, "too large"));
    raw::optional_number(raw, name)?.map(read).transpose()
}

fn unit(raw: &Value, name: &str) -> Result<TimeUnit, RawError> {
    serde_json::from_value(raw::member(raw, name)?.clone()).map_err(|error| RawError::new(name, error.to_string()))
}
