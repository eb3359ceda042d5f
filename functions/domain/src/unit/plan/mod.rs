//! A reorganisation as a document: which units end, which begin, and what becomes of whom.
//!
//! A plan is read from a file ([`Plan::from_raw`]), examined against the map, the staff and the open dossiers
//! ([`Plan::lint`]), and turns the map of today into the map with both periods ([`Plan::apply`]). A unit that stays as
//! it is does not stand in the plan. Old periods are kept for good: what was filed under them must be named for ever.

mod alert;
mod apply;
mod batch;
mod board;
mod lint;
mod places;
mod read;
mod record;
mod staff;
mod words;

pub use alert::{Alert, alerts};
pub use batch::{Batch, Check, Found, Item, MOST_ITEMS, NoStep, Signed};
pub use board::{Board, Counting, Forecast, Load, MOST_TURNS, PACE_DAYS, Turn};
pub use lint::{Finding, Problem, Severity, Standing};
pub use places::{Ended, Follow, Hand, Places, Route};
pub use record::{NotNow, Record, Snapshot, Stage, Verification};

use super::UnitKind;
use crate::{
    ids::{AccountId, AgencyId, UnitCode},
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A decision that moves boundaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Chosen by who writes the plan; also names its version of the map.
    pub id: String,
    pub title: Text,
    /// Number of the resolution.
    pub decision: String,
    /// First day of the new units; the old ones end the day before.
    pub effective: Date,
    pub ended: Vec<UnitCode>,
    pub begun: Vec<NewUnit>,
    pub links: Vec<Link>,
    /// Where people of ended units go, where the links do not say it.
    pub staff: Vec<StaffMove>,
    /// Land branches of new units whose predecessors had several.
    pub branches: Vec<BranchOf>,
}

/// A unit that begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUnit {
    /// Five digits; may have been the code of another unit before.
    pub code: UnitCode,
    /// Without its kind.
    pub name: String,
    pub name_en: String,
    pub kind: UnitKind,
    pub aliases: Vec<UnitCode>,
    /// Agency identifier for dossier codes (R22).
    pub agency_code: String,
}

/// An old unit, or a part of it, becomes (a part of) a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub old: UnitCode,
    pub new: UnitCode,
    pub extent: Extent,
}

/// How much of the old unit goes along a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    Whole,
    /// One of several.
    Part {
        /// The one to propose where nobody knows better.
        proposed: bool,
        /// What tells this part from the others, for the person who must choose: "Khu 1 đến khu 5".
        area: Option<Text>,
    },
}

/// Where a member of staff goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMove {
    pub account: AccountId,
    pub to: UnitCode,
}

/// Which branch of the land registration office serves a new unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BranchOf {
    pub unit: UnitCode,
    pub branch: AgencyId,
}

impl Plan {
    /// The links from an old unit, the one to propose first.
    #[must_use]
    pub fn links_of(&self, old: &UnitCode) -> Vec<&Link> {
        let mut links: Vec<&Link> = self.links.iter().filter(|link| link.old == *old).collect();
        links.sort_by_key(|link| !link.is_proposed());
        links
    }

    /// The one unit that takes over everything of an old one; None where it is split.
    #[must_use]
    pub fn heir(&self, old: &UnitCode) -> Option<&UnitCode> {
        match self.links_of(old).as_slice() {
            [only] => Some(&only.new),
            _ => None,
        }
    }
}

impl Link {
    /// What tells this part from the others.
    #[must_use]
    pub const fn area(&self) -> Option<&Text> {
        match &self.extent {
            Extent::Whole => None,
            Extent::Part { area, .. } => area.as_ref(),
        }
    }

    /// Whether it is the one to propose.
    #[must_use]
    pub const fn is_proposed(&self) -> bool {
        match self.extent {
            Extent::Whole => true,
            Extent::Part { proposed, .. } => proposed,
        }
    }
}
