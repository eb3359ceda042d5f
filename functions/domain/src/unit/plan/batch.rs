//! A list of dossiers that one unit hands to another: the giver signs it, the receiver checks each item and signs.
//!
//! What is signed does not change any more; only what the receiver finds is added. The dossiers themselves belong to the
//! giver until each is found received ([`crate::dossier::state::Handover`]).

use super::Hand;
use crate::{
    dossier::{Dossier, StateName, action::Places, head::FeeMethod, state::HandoverMove},
    ids::{AccountId, AgencyId, DossierCode, ProcedureCode},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most dossiers of one list: what two people can count in a morning, and what a row of the table holds.
pub const MOST_ITEMS: usize = 60;

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// `<from>.<to>.<number>`.
    pub id: String,
    pub plan: String,
    pub from: AgencyId,
    pub to: AgencyId,
    /// Rises with each change.
    pub version: u32,
    pub drawn_at: Timestamp,
    pub items: Vec<Item>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Signed>,
    /// Over what was signed ([`Batch::listed`]), hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Signed>,
    /// The plan was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub void: bool,
}

/// Who signed, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub account: AccountId,
    pub name: String,
    pub title_vi: String,
    pub at: Timestamp,
}

/// One dossier of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub code: DossierCode,
    pub procedure: ProcedureCode,
    pub applicant: String,
    /// The working state, looking under detours.
    pub state: StateName,
    pub due_at: Option<Timestamp>,
    /// Sheets that go along.
    pub paper_count: u16,
    /// Fees taken in cash, đồng: what the till must show.
    pub cash_vnd: u64,
    /// A result waits to be returned.
    pub result_ready: bool,
    pub moves: Vec<HandoverMove>,
    /// The places as they were, so that the step can be taken back.
    pub was: Places,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
}

/// What the receiver found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub found: Found,
    pub by: AccountId,
    pub at: Timestamp,
}

/// Kinds of findings. What is not received goes to the coordination queue; the giver keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Found {
    Received,
    /// Which papers.
    Missing {
        papers: String,
    },
    Refused {
        reason: String,
    },
}

/// Why a step on a list is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoStep {
    /// The plan was taken back.
    Void,
    AlreadySigned,
    NotSigned,
    /// The list does not have this dossier.
    NotListed,
    /// It was received; that cannot be unsaid.
    AlreadyReceived,
    /// Some items were not checked.
    Unchecked,
    /// Nothing stands on it.
    Empty,
}

impl Item {
    /// The dossier as it goes on a list.
    #[must_use]
    pub fn of(dossier: &Dossier, hand: &Hand) -> Self {
        let lowest = dossier.state.lowest();
        let cash = dossier.fees.iter().filter(|fee| fee.method == FeeMethod::Cash).map(|fee| fee.amount_vnd).sum();
        Self {
            code: dossier.code.clone(),
            procedure: dossier.procedure.code.clone(),
            applicant: dossier.applicant.name.clone(),
            state: lowest.name(),
            due_at: dossier.clock.due_at(),
            paper_count: dossier.paper_count,
            cash_vnd: cash,
            result_ready: lowest.result().is_some(),
            moves: hand.moves.clone(),
            was: Places::of(dossier),
            check: None,
        }
    }

    /// Whether the receiver has it.
    #[must_use]
    pub fn is_received(&self) -> bool {
        self.check.as_ref().is_some_and(|check| check.found == Found::Received)
    }
}

impl Batch {
    /// Whether the giver's signature still lets the receiver work on it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.given.is_some() && self.taken.is_none() && !self.void
    }

    /// The items that still wait on it. One that was received may come back and be handed over anew, and so may one that
    /// was not received, once both have signed: the province has it, and says where it goes.
    pub fn waiting(&self) -> impl Iterator<Item = &Item> {
        let stands = !self.void && self.taken.is_none();
        self.items.iter().filter(move |item| stands && !item.is_received())
    }

    /// What the giver signs, byte by byte: the items without what the receiver found.
    #[must_use]
    pub fn listed(&self) -> String {
        let mut text = [self.id.as_str(), self.plan.as_str(), self.from.as_str(), self.to.as_str()].join("\n");
        for item in &self.items {
            let moves = item.moves.iter().map(|moved| format!("{moved:?}")).collect::<Vec<_>>().join(",");
            let state = item.state.as_str();
            let line =
                format!("\n{} {state} {} {} {} {moves}", item.code, item.paper_count, item.cash_vnd, item.result_ready);
            text.push_str(&line);
        }
        text
    }

    /// The giver signs.
    ///
    /// # Errors
    /// [`NoStep`]
    pub fn give(&mut self, by: Signed, hash: String) -> Result<(), NoStep> {
        match () {
            () if self.void => Err(NoStep::Void),
            () if self.given.is_some() => Err(NoStep::AlreadySigned),
            () if self.items.is_empty() => Err(NoStep::Empty),
            () => {
                self.given = Some(by);
                self.hash = Some(hash);
                self.version += 1;
                Ok(())
            }
        }
    }

    /// The item, if it may be checked now.
    ///
    /// # Errors
    /// [`NoStep`]
    pub fn checkable(&self, code: &DossierCode) -> Result<&Item, NoStep> {
        let item = self.items.iter().find(|item| item.code == *code).ok_or(NoStep::NotListed)?;
        match () {
            () if self.void => Err(NoStep::Void),
            () if self.given.is_none() => Err(NoStep::NotSigned),
            () if self.taken.is_some() => Err(NoStep::AlreadySigned),
            () if item.is_received() => Err(NoStep::AlreadyReceived),
            () => Ok(item),
        }
    }

    /// Notes what the receiver found.
    ///
    /// # Errors
    /// [`NoStep`]
    pub fn check(&mut self, code: &DossierCode, check: Check) -> Result<(), NoStep> {
        self.checkable(code)?;
        if let Some(item) = self.items.iter_mut().find(|item| item.code == *code) {
            item.check = Some(check);
            self.version += 1;
        }
        Ok(())
    }

    /// The receiver signs.
    ///
    /// # Errors
    /// [`NoStep`]
    pub fn take(&mut self, by: Signed) -> Result<(), NoStep> {
        match () {
            () if self.void => Err(NoStep::Void),
            () if self.given.is_none() => Err(NoStep::NotSigned),
            () if self.taken.is_some() => Err(NoStep::AlreadySigned),
            () if self.items.iter().any(|item| item.check.is_none()) => Err(NoStep::Unchecked),
            () => {
                self.taken = Some(by);
                self.version += 1;
                Ok(())
            }
        }
    }
}
