//! The explanation of a due date: typed steps with the data's own texts; the screens put them in words.

use super::{Began, TimeUnit};
use crate::{
    calendar::{Day, DayOffKind, DayStatus},
    iso,
    text::Text,
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

/// When something is due, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// Last day; always a working day. None: no date can be computed, and the last step says why.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub due_on: Option<Date>,
    /// End of working time on that day, or the exact time where hours are counted. None together with `due_on`.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub due_at: Option<Timestamp>,
    /// Of an extended dossier: the due date as first fixed, by which it is judged (R13, R31).
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub first_due_at: Option<Timestamp>,
    /// It rests on a day off that is not finally announced, on a year whose calendar is not published, on a
    /// unit that the source leaves open, or on a question that nobody has answered yet.
    pub provisional: bool,
    /// In the order of counting.
    pub steps: Vec<Step>,
}

/// One step of the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day that the step is about.
    #[serde(deserialize_with = "iso::read")]
    pub on: Date,
    pub kind: StepKind,
}

/// What happened at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Complete and valid dossier received.
    Received {
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// What a timer beside the statutory clock counts from.
    CountedFrom {
        event: Began,
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// The case whose time is counted, as the data put it.
    Case { sentence: Text },
    /// A question that decides the time is unanswered; the longest time that is possible was taken.
    CaseOpen { sentence: Text },
    /// No case of the procedure applies; the longest time was taken.
    NoCaseApplies {},
    /// What is counted.
    Counting { value: u16, unit: TimeUnit },
    /// The source does not say which kind of day; working days were counted.
    UnitUnconfirmed {},
    /// The time is not confirmed; this provisional one is counted.
    ProvisionalTime {},
    /// Received after the cut-off: the next working day counts.
    AfterCutoff {
        #[serde(deserialize_with = "iso::read")]
        cutoff: Time,
    },
    /// The first day that counts.
    FirstDay {},
    /// The moment from which hours count, where it is not the reception.
    ClockStarts {
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// Not counted as a working day.
    Skipped { reason: SkipReason },
    /// A weekly day off that is worked, and counts.
    MakeUpDay {
        #[serde(deserialize_with = "iso::read")]
        replaces: Date,
        source: String,
    },
    /// The last calendar day is not a working day: the end moves (Civil Code 2015, art. 148).
    LastDayMoves {},
    /// The clock stood from this day.
    Paused {
        reason: PauseReason,
        #[serde(default, deserialize_with = "iso::read_or_none")]
        until: Option<Date>,
    },
    /// The whole time begins anew at the end of a pause (`resume_policy`).
    StartsAnew {
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// The due date as first fixed, before the extension.
    FirstFixed {
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// Extended by an apology (form 04) until this day; the dossier counts as late all the same (R13).
    Extended {
        #[serde(deserialize_with = "iso::read")]
        until: Date,
    },
    /// The days off of this year are not in the calendar yet.
    YearNotPublished { year: i16 },
    /// The due date.
    Due {
        #[serde(deserialize_with = "iso::read")]
        at: Timestamp,
    },
    /// There is no due date.
    NoDate { reason: NoDateReason },
}

/// Why a day does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Saturday or Sunday.
    WeeklyDayOff {},
    /// A day off with its name and the source that says so.
    DayOff { kind: DayOffKind, name: Text, source: String, status: DayStatus },
}

/// Why no date can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoDateReason {
    /// A campaign sets the date.
    Campaign {},
    /// The time is to be confirmed and there is no provisional one.
    TimeUnknown {},
    /// The clock stands; so many units are left, a begun one counted as a whole.
    StillPaused { left: u16 },
    /// Beyond what is reasonable to count.
    OutOfRange {},
}

/// Why a clock stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Waiting for a supplement (R11).
    #[default]
    Supplement,
    /// Waiting for proof of payment of a financial obligation (R12); the second appointment counts from that proof.
    FinancialObligation,
    /// The citizen asked to withdraw, and nobody has answered yet (R15).
    Withdrawal,
}

/// What happens to the time that was left when a pause ends (`procedure.resume_policy` of `statuses.json`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumePolicy {
    /// The rest of the time goes on (R11).
    #[default]
    Continue,
    /// The whole time begins anew, where the sector law says so.
    Restart,
}

impl ResumePolicy {
    /// The ordinary one, which the data leave out.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        *self == Self::Continue
    }
}

/// An interval that is not counted. The history holds the document behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    #[serde(deserialize_with = "iso::read")]
    pub from: Timestamp,
    /// None: still open.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub to: Option<Timestamp>,
    #[serde(default)]
    pub reason: PauseReason,
    /// What its end does to the time; as the procedure said when it ended, so that a later version changes nothing.
    #[serde(default, skip_serializing_if = "ResumePolicy::is_ordinary")]
    pub policy: ResumePolicy,
}

impl Pause {
    /// A pause that is still open.
    #[must_use]
    pub const fn open(from: Timestamp, reason: PauseReason) -> Self {
        Self { from, to: None, reason, policy: ResumePolicy::Continue }
    }

    /// The same pause once it has ended. A refused withdrawal never gives anybody the whole time again.
    #[must_use]
    pub fn ended(self, to: Timestamp, policy: ResumePolicy) -> Self {
        let policy = if self.reason == PauseReason::Withdrawal { ResumePolicy::Continue } else { policy };
        Self { to: Some(to), policy, ..self }
    }
}

impl SkipReason {
    /// Why this day does not count; None: it does.
    pub(super) fn of(day: Day<'_>) -> Option<Self> {
        match day {
            Day::Working | Day::MakeUp(_) => None,
            Day::WeeklyOff => Some(Self::WeeklyDayOff {}),
            Day::Off(off) => Some(Self::DayOff {
                kind: off.kind,
                name: Text { vi: off.name_vi.clone(), en: off.name_en.clone() },
                source: off.source.clone(),
                status: off.status,
            }),
        }
    }
}
