//! Messages about units that are closed for a time, and work that another does for a time.

use crate::{
    ids::{AgencyId, DossierCode, OfficeId},
    text::Text,
    unit::closure::{Decision, Finding, Record},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// `GET /api/staff/closures`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closures {
    /// The latest first: all for the province, else those of the person's places.
    pub closures: Vec<ClosureView>,
    /// Whether the person may write one.
    pub may_draft: bool,
    /// Agencies that can be named; for who may write one.
    pub places: Vec<ClosablePlace>,
    /// Offices that communes have.
    pub offices: Vec<ClosableOffice>,
    pub now: Timestamp,
}

/// An agency that can be closed, or stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosablePlace {
    pub id: AgencyId,
    pub name: Text,
    /// A commune: it has a centre and a committee.
    pub commune: bool,
}

/// An office whose work can be given away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosableOffice {
    pub id: OfficeId,
    pub name: Text,
}

/// A closure as the person may see it, and the answer to each step on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureView {
    pub record: Record,
    /// The closed place.
    pub of_name: Text,
    /// Who stands in.
    pub stand_in_name: Text,
    /// What citizens read.
    pub told: Text,
    /// Of a draft: what is wrong or worth knowing.
    pub findings: Vec<Finding>,
    pub may_approve: bool,
    pub may_end: bool,
    /// Whether dossiers are still to be told.
    pub carrying: bool,
}

/// `GET /api/staff/closures/{closure}/preview`: what it would do today. Nothing is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosurePreview {
    /// Open dossiers whose citizens are told.
    pub dossiers: u64,
    /// Of those: the due date moves.
    pub moved: u64,
    /// The first of those, in the order of the old due dates.
    pub first_moves: Vec<DueMove>,
}

/// A due date that moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueMove {
    pub code: DossierCode,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

/// `POST /api/staff/closures/{closure}/end`: the second decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndClosure {
    /// Last closed day; the day before the first takes the closure back.
    pub last: Date,
    pub decision: Decision,
}
