//! The statutory clock of a dossier. What a rule does to it is [`super::super::clock`]'s, how dates are counted the engine's
//! ([`crate::deadline`]).

use crate::{
    deadline::{ClosedDays, Extension, Pause, PauseReason, ProcessingTime},
    text::Text,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The statutory clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Clock {
    /// Before acceptance: only the notice of R05 is due.
    Intake {
        notice_due_at: Timestamp,
    },
    /// No clock: waiting for the citizen before acceptance, or ended before it.
    None,
    Running {
        started: StartedClock,
    },
    /// At most one pause is open.
    Paused {
        started: StartedClock,
        since: Timestamp,
        #[serde(default)]
        reason: PauseReason,
    },
    /// Published: compared with the due date.
    Stopped {
        started: StartedClock,
        at: Timestamp,
    },
    /// Withdrawn or stopped: compared with nothing.
    Ended {
        started: StartedClock,
        at: Timestamp,
    },
}

/// A clock once it has started (R10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartedClock {
    pub received_at: Timestamp,
    /// None where the procedure's time is not known as a number (campaigns).
    pub due_at: Option<Timestamp>,
    pub due_on: Option<Date>,
    /// The processing time that was chosen at acceptance.
    pub time: Option<ProcessingTime>,
    /// Questions that were open at acceptance; the longest time that was possible was promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Text>,
    /// No case of the procedure applied; the longest time was promised.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_case: bool,
    /// Closed pauses (R11, R12, R15).
    pub pauses: Vec<Pause>,
    /// The one extension (form 04, R13). `due_at` is then the later date, the index goes by the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Version of the calendar by which the due date was last counted; none of a clock older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Date>,
    /// Days on which the place that has the work is closed, by decisions that move due dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedDays>,
}

impl StartedClock {
    /// The due date as first fixed, with pauses but without the extension: the on-time index goes by it (R13, R31).
    #[must_use]
    pub fn index_due_at(&self) -> Option<Timestamp> {
        self.extension.as_ref().map_or(self.due_at, |extension| Some(extension.first_due_at))
    }
}

impl Clock {
    /// The started clock, if it has started.
    #[must_use]
    pub fn started(&self) -> Option<&StartedClock> {
        match self {
            Self::Running { started }
            | Self::Paused { started, .. }
            | Self::Stopped { started, .. }
            | Self::Ended { started, .. } => Some(started),
            Self::Intake { .. } | Self::None => None,
        }
    }

    /// The pause that is open, if the clock stands.
    #[must_use]
    pub fn open_pause(&self) -> Option<Pause> {
        match self {
            Self::Paused { since, reason, .. } => Some(Pause::open(*since, *reason)),
            _ => None,
        }
    }

    /// The statutory due date; none before acceptance, and where the time is not known as a number.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        self.started().and_then(|started| started.due_at)
    }

    /// What a queue sorts by: the intake notice before acceptance, the due date after it.
    #[must_use]
    pub fn sort_due(&self) -> Option<Timestamp> {
        match self {
            Self::Intake { notice_due_at } => Some(*notice_due_at),
            _ => self.due_at(),
        }
    }

    /// Whether the due date has passed while the clock was running, or when it stopped. An extension does not help.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        match self {
            Self::Running { started } => started.index_due_at().is_some_and(|due| due < now),
            Self::Paused { started, since, .. } => started.index_due_at().is_some_and(|due| due < *since),
            Self::Stopped { started, at } => started.index_due_at().is_some_and(|due| due < *at),
            Self::Intake { notice_due_at } => *notice_due_at < now,
            Self::None | Self::Ended { .. } => false,
        }
    }
}
