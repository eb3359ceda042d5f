//! A plan as it is kept, with how far it has come and who said so.

use super::{Board, Plan, Signed};
use serde::{Deserialize, Serialize};

/// A plan on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub plan: Plan,
    pub stage: Stage,
    /// Rises with each change.
    pub version: u32,
    pub author: Signed,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Signed>,
    /// The last count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Verification>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Signed>,
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    /// By a second person.
    Approved,
    /// Map and posts of both periods stand; before the day nothing else happens.
    Published,
    /// The day has come: places follow, lists are drawn up.
    Carried,
    /// Everything lies where it belongs.
    Verified,
    /// For good: the old posts are gone.
    Accepted,
    /// On the way back.
    Withdrawing,
    Withdrawn,
}

/// What a recount found. All but the first must be 0 before a plan is accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub at: jiff::Timestamp,
    /// Open dossiers of the province.
    pub open: u64,
    /// Of those: with a place at a unit that has ended.
    pub at_ended: u64,
    /// Of those: nobody has said yet which part of a split unit they belong to.
    pub undecided: u64,
    /// On a list, but not in the table.
    pub lost: u64,
    /// On two lists.
    pub twice: u64,
    /// At a desk that does not exist.
    pub nowhere: u64,
    /// Lists that the receiver has not signed.
    pub unsigned: u64,
}

/// The numbers of a plan's units, with when they were counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub at: jiff::Timestamp,
    pub board: Board,
}

/// Why a step is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// The stage does not allow it.
    Stage(Stage),
    /// Whoever wrote the plan does not approve it.
    OwnPlan,
    /// The plan is another one than was read.
    Changed,
    /// The recount found something.
    NotSound,
}

impl Verification {
    /// Whether everything lies where it belongs.
    #[must_use]
    pub const fn is_sound(&self) -> bool {
        self.at_ended == 0
            && self.undecided == 0
            && self.lost == 0
            && self.twice == 0
            && self.nowhere == 0
            && self.unsigned == 0
    }
}

impl Record {
    /// A new plan.
    #[must_use]
    pub const fn draft(plan: Plan, author: Signed) -> Self {
        Self { plan, stage: Stage::Draft, version: 1, author, approved: None, verified: None, accepted: None }
    }

    /// A second person approves the version that they have read.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn approve(&mut self, by: Signed, read: u32) -> Result<(), NotNow> {
        self.at(&[Stage::Draft])?;
        if by.account == self.author.account {
            return Err(NotNow::OwnPlan);
        }
        if read != self.version {
            return Err(NotNow::Changed);
        }
        self.approved = Some(by);
        self.to(Stage::Approved);
        Ok(())
    }

    /// Map and posts stand, and from the day on the lists.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn carried(&mut self, the_day_has_come: bool) -> Result<(), NotNow> {
        self.at(&[Stage::Approved, Stage::Published, Stage::Carried, Stage::Verified])?;
        self.to(if the_day_has_come { Stage::Carried } else { Stage::Published });
        Ok(())
    }

    /// A recount.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn verify(&mut self, found: Verification) -> Result<(), NotNow> {
        self.at(&[Stage::Carried, Stage::Verified])?;
        let sound = found.is_sound();
        self.verified = Some(found);
        self.to(if sound { Stage::Verified } else { Stage::Carried });
        Ok(())
    }

    /// For good.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn accept(&mut self, by: Signed) -> Result<(), NotNow> {
        self.at(&[Stage::Verified])?;
        if !self.verified.as_ref().is_some_and(Verification::is_sound) {
            return Err(NotNow::NotSound);
        }
        self.accepted = Some(by);
        self.to(Stage::Accepted);
        Ok(())
    }

    /// The way back begins; until acceptance it is open.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn withdraw(&mut self) -> Result<(), NotNow> {
        if matches!(self.stage, Stage::Accepted | Stage::Withdrawn) {
            return Err(NotNow::Stage(self.stage));
        }
        self.to(Stage::Withdrawing);
        Ok(())
    }

    /// The way back is gone.
    ///
    /// # Errors
    /// [`NotNow`]
    pub fn withdrawn(&mut self) -> Result<(), NotNow> {
        self.at(&[Stage::Withdrawing])?;
        self.to(Stage::Withdrawn);
        Ok(())
    }

    /// Whether the plan's map stands, or may, and can still be taken back: two such plans would not know of each other.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Published | Stage::Carried | Stage::Verified | Stage::Withdrawing)
    }

    /// Whether lists are drawn up, signed and checked.
    #[must_use]
    pub const fn hands_over(&self) -> bool {
        matches!(self.stage, Stage::Carried | Stage::Verified)
    }

    fn at(&self, stages: &[Stage]) -> Result<(), NotNow> {
        if stages.contains(&self.stage) { Ok(()) } else { Err(NotNow::Stage(self.stage)) }
    }

    fn to(&mut self, stage: Stage) {
        self.stage = stage;
        self.version += 1;
    }
}
