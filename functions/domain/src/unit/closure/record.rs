//! A closure as it is kept, with who said so and how far its dossiers have been told.

use super::{Closure, Decision};
use crate::unit::plan::Signed;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A closure on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub closure: Closure,
    pub stage: Stage,
    /// Rises with each change.
    pub version: u32,
    pub author: Signed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Signed>,
    /// The second decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
    #[serde(default)]
    pub sweep: Sweep,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    /// By a second person: it holds.
    Approved,
}

/// The decision that ends it earlier than the first one said, or says at last when it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Last closed day; the day before the first: it is taken back.
    pub last: Date,
    pub decision: Decision,
    pub by: Signed,
}

/// How far the dossiers have been told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// What is told: 1 the closure, 2 its end.
    pub round: u32,
    /// Dossiers that were found when the list was drawn; none: it is not drawn yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<u32>,
    /// Dossiers of the list that were dealt with.
    pub dealt: u32,
    /// Those that were told.
    pub informed: u32,
    /// Those whose due date moved.
    pub moved: u32,
    /// When the list is drawn once more: functions that run learn of a decision some minutes late, and what they take in
    /// meanwhile must be told as well. None: that has been done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again_at: Option<Timestamp>,
}

impl Sweep {
    /// A new round, nothing done yet.
    #[must_use]
    pub fn begin(round: u32, again_at: Timestamp) -> Self {
        Self { round, again_at: Some(again_at), ..Self::default() }
    }

    /// Whether there is something to do now.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.round > 0 && (!self.is_through() || self.again_at.is_some_and(|at| at <= now))
    }

    /// Whether the present list has been dealt with.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.listed.is_some_and(|listed| self.dealt >= listed)
    }
}

/// Why a step is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// The stage does not allow it.
    Stage,
    /// Whoever wrote it does not approve it.
    OwnDecision,
    /// It is another one than was read.
    Changed,
    /// It ends on that day already, or earlier.
    NotEarlier,
}

impl Record {
    /// A new one.
    #[must_use]
    pub fn draft(closure: Closure, author: Signed) -> Self {
        let sweep = Sweep::default();
        Self { closure, stage: Stage::Draft, version: 1, author, approved: None, ended: None, sweep }
    }

    /// A second person approves the version that they have read; from then on it holds.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn approve(&mut self, by: Signed, read: u32, again_at: Timestamp) -> Result<(), NotNow> {
        if self.stage != Stage::Draft {
            return Err(NotNow::Stage);
        }
        if by.account == self.author.account {
            return Err(NotNow::OwnDecision);
        }
        if read != self.version {
            return Err(NotNow::Changed);
        }
        self.approved = Some(by);
        self.stage = Stage::Approved;
        self.sweep = Sweep::begin(1, again_at);
        self.version += 1;
        Ok(())
    }

    /// A second decision ends it.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn end(&mut self, ending: Ending, again_at: Timestamp) -> Result<(), NotNow> {
        if self.stage != Stage::Approved || self.ended.is_some() {
            return Err(NotNow::Stage);
        }
        let eve = self.closure.from.yesterday().unwrap_or(self.closure.from);
        if ending.last < eve || self.closure.to.is_some_and(|to| to <= ending.last) {
            return Err(NotNow::NotEarlier);
        }
        self.ended = Some(ending);
        self.sweep = Sweep::begin(self.sweep.round + 1, again_at);
        self.version += 1;
        Ok(())
    }

    /// The decision as it holds: with its true end, and naming the decision that says so. None: nobody has approved it.
    #[must_use]
    pub fn in_force(&self) -> Option<Closure> {
        if self.stage != Stage::Approved {
            return None;
        }
        let mut closure = self.closure.clone();
        if let Some(ending) = &self.ended {
            closure.to = Some(ending.last);
            closure.decision = ending.decision.clone();
        }
        Some(closure)
    }
}
