//! Messages about plans that move boundaries, and the lists by which units hand dossiers over.

use super::problem::Problem;
use crate::{
    calendar::day_of,
    ids::{AccountId, AgencyId, DossierCode, UnitCode},
    text::Text,
    unit::plan::{Alert, Batch, Found, Load, Signed, Stage, Verification, alerts},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Most findings, or answers, of one request: each is a step on a dossier, and a request takes 25 seconds at most.
pub const MAX_CHECKS: usize = 20;
/// Most questions of a plan that are given at a time.
pub const MAX_QUESTIONS: usize = 50;

/// `GET /api/staff/reorganisations`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plans {
    pub plans: Vec<PlanView>,
}

/// `GET /api/staff/reorganisations/{plan}`: what the person may see of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    pub id: String,
    pub title: Text,
    pub decision: String,
    pub effective: Date,
    pub stage: Stage,
    pub author: Signed,
    pub approved: Option<Signed>,
    pub verified: Option<Verification>,
    pub accepted: Option<Signed>,
    /// When the numbers of the units were counted; none: not yet.
    pub counted_at: Option<Timestamp>,
    /// Units that end: all for the province, else the person's own and those that theirs takes over.
    pub units: Vec<PlanUnit>,
    /// Whether the person answers for the whole province.
    pub province: bool,
    pub may_approve: bool,
    /// Rises with each change of the plan; an approval names the one that was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// What the plan says; for the province.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<PlanDocument>,
    pub now: Timestamp,
}

/// What a plan says, for whoever approves it. The units that end stand in [`PlanView::units`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDocument {
    pub begun: Vec<UnitBegun>,
    /// What is wrong with it or worth knowing, what stops it first.
    pub findings: Vec<FindingView>,
    /// People of whom the plan says where they go.
    pub moved_staff: u64,
}

/// A unit that begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitBegun {
    pub code: UnitCode,
    pub name: Text,
    /// Agency identifier for dossier codes (R22).
    pub agency_code: String,
    pub made_of: Vec<MadeOf>,
    /// The land branch that serves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<Text>,
}

/// An old unit, or a part of it, that a new one takes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    pub code: UnitCode,
    pub name: Text,
    /// Not the whole of it.
    pub part: bool,
    /// What tells the part from the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Text>,
}

/// A finding of the dry run in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// The plan cannot be carried out with it.
    pub stops: bool,
    pub words: Text,
}

impl PlanView {
    /// What must be told about it now, the most pressing first.
    #[must_use]
    pub fn alerts(&self) -> Vec<Alert> {
        let counted = self.counted_at.map(day_of);
        alerts(self.stage, self.effective, day_of(self.now), counted, self.units.iter().map(|unit| &unit.load))
    }
}

/// A unit that ends, with its open dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUnit {
    pub agency: AgencyId,
    pub name: Text,
    /// The units that take over, the one to propose first.
    pub parts: Vec<(AgencyId, Text)>,
    /// Without the turns: those are below, with their names.
    pub load: Load,
    /// Who must act by the end of the next working day, the nearest date first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<TurnView>,
}

/// A desk, or one officer of it, with what is due there soon or late already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnView {
    pub desk: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    pub dossiers: u64,
    pub late: u64,
    /// The nearest date among them.
    pub due_at: Timestamp,
}

/// `GET /api/staff/reorganisations/{plan}/lists`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    pub lists: Vec<ListSummary>,
}

/// A list in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSummary {
    pub id: String,
    pub from: AgencyId,
    pub from_name: Text,
    pub to: AgencyId,
    pub to_name: Text,
    pub items: u64,
    pub sheets: u64,
    pub received: u64,
    /// Not received: papers are missing, or it was refused.
    pub unmatched: u64,
    pub given: Option<Signed>,
    pub taken: Option<Signed>,
}

/// `GET /api/staff/reorganisations/{plan}/lists/{from}/{batch}`, and the answer to each step on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub batch: Batch,
    pub from_name: Text,
    pub to_name: Text,
    /// Of the plan.
    pub title: Text,
    pub decision: String,
    /// Whether the person may sign as giver, check items, sign as receiver.
    pub may_give: bool,
    pub may_check: bool,
    pub may_take: bool,
}

/// `POST …/lists/{from}/{batch}/checks`: what the receiver found of some items, at most [`MAX_CHECKS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    pub checks: Vec<CheckAct>,
}

/// What the receiver found of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAct {
    pub code: DossierCode,
    pub found: Found,
    /// Sheets that were counted; none: as listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_count: Option<u16>,
    /// Who goes on with it; none: the same person where they came along, else an officer of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AccountId>,
}

/// The list after it, and what became of each finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    pub view: ListView,
    pub outcomes: Vec<CheckOutcome>,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckOutcome {
    pub code: DossierCode,
    /// None: it stands.
    pub problem: Option<Problem>,
}

/// `GET /api/staff/reorganisations/{plan}/questions`: dossiers of split units that somebody must assign, at most
/// [`MAX_QUESTIONS`] at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    pub questions: Vec<QuestionView>,
    /// How many more wait behind them; none: these are all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<u64>,
}

/// A dossier of a split unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    pub code: DossierCode,
    pub from: AgencyId,
    pub from_name: Text,
    pub proposed: Option<AgencyId>,
    pub parts: Vec<(AgencyId, Text)>,
}

/// `POST /api/staff/reorganisations/{plan}/questions`: at most [`MAX_CHECKS`]; the answer is the questions that are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub answers: Vec<Answer>,
}

/// Where a dossier belongs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub code: DossierCode,
    pub from: AgencyId,
    pub to: AgencyId,
    pub reason: String,
}
