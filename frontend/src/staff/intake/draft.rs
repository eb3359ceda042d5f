//! What is being typed at the counter, kept in this browser per officer until it is filed or deleted.

use domain::{
    dossier::{
        action::{CheckedPaper, FeeInput, IdentityCheck, IdentityKind},
        head::ReturnTo,
    },
    form::Answers,
    ids::{AccountId, CentreId, ProcedureCode},
};
use frontend::{api::json, dom, form::SentFile, storage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A filing in the making.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The Idempotency-Key; uploads are bound to it too.
    pub key: String,
    pub procedure: Option<ProcedureCode>,
    pub centre: Option<CentreId>,
    pub identity: IdentityCheck,
    #[serde(default)]
    pub arrival: DraftArrival,
    pub answers: Answers,
    pub papers: BTreeMap<u8, DraftPaper>,
    /// As typed.
    pub sheets: String,
    pub return_to: Option<ReturnTo>,
    pub checklist: Vec<CheckedPaper>,
    pub fees: Vec<FeeInput>,
    /// Answers of the officer.
    #[serde(default)]
    pub officer_states: BTreeMap<String, bool>,
}

/// How it came in, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftArrival {
    pub by_post: bool,
    pub item: String,
    /// Received on paper while the system was down: `day`, `time`, `receipt` and `reason` say more.
    pub late: bool,
    pub day: String,
    pub time: String,
    pub receipt: String,
    pub reason: String,
}

/// What was handed in for one paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPaper {
    pub files: Vec<SentFile>,
    pub on_paper: bool,
}

impl Draft {
    /// An empty one with a key of its own.
    #[must_use]
    pub fn new() -> Self {
        Self {
            key: dom::uuid(),
            procedure: None,
            centre: None,
            identity: IdentityCheck { kind: IdentityKind::IdentityCard, number: String::new() },
            arrival: DraftArrival::default(),
            answers: Answers::new(),
            papers: BTreeMap::new(),
            sheets: String::new(),
            return_to: None,
            checklist: Vec::new(),
            fees: Vec::new(),
            officer_states: BTreeMap::new(),
        }
    }

    /// Another filing of the same person: identity and the applicant's own answers stay, the rest is new.
    #[must_use]
    pub fn of_same_person(identity: IdentityCheck, applicant: Answers, centre: Option<CentreId>) -> Self {
        Self { identity, answers: applicant, centre, ..Self::new() }
    }

    /// Whether somebody has typed something that would be lost.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.procedure.is_some() || !self.identity.number.is_empty() || self.arrival != DraftArrival::default()
    }

    /// What this officer was typing.
    #[must_use]
    pub fn restore(officer: &AccountId) -> Option<Self> {
        storage::read(&place(officer)).and_then(|text| json::read(&text).ok())
    }

    /// Keeps it; false when the browser keeps nothing.
    #[must_use]
    pub fn keep(&self, officer: &AccountId) -> bool {
        json::write(self).is_some_and(|text| storage::write(&place(officer), &text))
    }

    /// Forgets what this officer was typing.
    pub fn forget(officer: &AccountId) {
        storage::remove(&place(officer));
    }
}

fn place(officer: &AccountId) -> String {
    ["intake:", officer.as_str()].concat()
}
