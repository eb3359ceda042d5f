//! The processing times of a procedure.

use crate::{
    expression::Condition,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Time>,
    /// An upper bound rather than the usual time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub maximum: bool,
    /// Number, unit and case are all published.
    pub confirmed: bool,
    /// First day of acceptance that it applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day of acceptance that it applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
}
