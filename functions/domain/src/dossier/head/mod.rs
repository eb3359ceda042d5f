//! What a dossier is now. The history ([`super::Event`]) says how it came to be so.

mod clock;
mod desk;
mod parts;

pub use clock::{Clock, StartedClock};
pub use desk::{COORDINATION_DESK, centre_desk, office_desk, registry_desk};
pub use parts::{
    ApplicantCard, CorrectionState, FeeMethod, FeeRecord, Kind, LateEntry, LinkedCorrection, Resolver, ReturnTo, Slip,
    SupplementProposal,
};

use super::{action::LateDecision, opinion::Opinion, owed::Owed, state::State, timers::Fired};
use crate::{
    calendar::day_of,
    form::Facts,
    ids::{AccountId, CentreId, DossierCode, DossierId},
    procedure::{Channel, ProcedureRef},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The current state of one dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Given with the draft and immutable (I1); the code is given at filing.
    #[serde(default)]
    pub id: DossierId,
    pub code: DossierCode,
    #[serde(default, skip_serializing_if = "Kind::is_ordinary")]
    pub kind: Kind,
    /// Number of the last event; the first filing is 1.
    pub version: u32,
    pub procedure: ProcedureRef,
    pub state: State,
    /// Since when the working state is what it is; a detour knows its own beginning.
    #[serde(default)]
    pub since: Timestamp,
    pub channel: Channel,
    /// Where it was received (place 1 of 3).
    pub receiving_centre: CentreId,
    /// Who resolves it (place 2 of 3); none while competence is undecided.
    pub resolver: Option<Resolver>,
    /// How and where the result is returned (place 3 of 3).
    pub return_to: ReturnTo,
    pub applicant: ApplicantCard,
    /// Pseudonym of the citizen who owns it (an HMAC that the functions make); none for an organisation's walk-in
    /// without a personal number.
    pub owner: Option<String>,
    pub submitted_at: Timestamp,
    /// Who entered and who accepted it, for the four-eyes rule (I7).
    pub entered_by: AccountId,
    pub accepted_by: Option<AccountId>,
    pub clock: Clock,
    /// Supplements asked in the stage at hand: before acceptance, or at the agency (R06).
    pub supplements_asked: u8,
    /// A supplement list that the case officer proposes and the unit head agrees to (statuses.json `unit_head_agrees`).
    pub supplement_proposal: Option<SupplementProposal>,
    /// Sheets of paper that travel with it; 0: wholly electronic.
    pub paper_count: u16,
    /// Fees taken or waived.
    pub fees: Vec<FeeRecord>,
    /// What is left to pay since the last event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
    /// Forms issued, oldest first.
    pub slips: Vec<Slip>,
    /// Whether national status 4 has been reported.
    pub started: bool,
    /// Entered after an outage (statuses.json, flag `late_entry`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_entry: Option<LateEntry>,
    /// Its reference at the national portal, where it came from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    /// Number of the postal item that it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_item_no: Option<String>,
    /// Questions to other agencies, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<Opinion>,
    /// Timers of the present state that have fired, so that no alarm is raised twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fired: Vec<Fired>,
    /// When the result could first be had: at the return place, or online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_at: Option<Timestamp>,
    /// That it was rated; how, nobody can tell from here (R30).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rated: bool,
    /// The linked correction, the last one where there were several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<LinkedCorrection>,
    /// What an officer answered at acceptance to the procedure's questions, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub officer_states: BTreeMap<String, bool>,
}

impl Dossier {
    /// The facts that conditions are evaluated with: those of the filing, and what officers stated.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let officer_states = self.officer_states.clone();
        Facts { officer_states, ..Facts::on(day_of(self.submitted_at)).by(self.channel) }
    }

    /// Value 1 to 10 reported to the national portal (R24).
    #[must_use]
    pub fn national_status(&self) -> u8 {
        // A dossier is never a draft, the only state without a value.
        self.state.reported().national_status(self.started).unwrap_or_default()
    }

    /// The true time of receipt of an entry after an outage, from which the time counts then (R10). None where there is
    /// no such entry, where a second person rejected it, or where a supplement completed the dossier only later.
    #[must_use]
    pub fn true_receipt(&self) -> Option<Timestamp> {
        let late = self.late_entry.as_ref().filter(|_| self.supplements_asked == 0)?;
        (late.decision != Some(LateDecision::Rejected)).then_some(late.received_at)
    }

    /// Whether its clock counts in the on-time index; a correction's never does.
    #[must_use]
    pub fn in_index(&self) -> bool {
        self.kind.is_ordinary()
    }

    /// Whether a linked correction has replaced the result.
    #[must_use]
    pub fn is_replaced(&self) -> bool {
        self.correction.as_ref().is_some_and(|linked| linked.state == CorrectionState::Replaced)
    }

    /// The open opinion items.
    pub fn open_opinions(&self) -> impl Iterator<Item = &Opinion> {
        self.opinions.iter().filter(|opinion| opinion.is_open())
    }

    /// Whether a blocking opinion is open (I13).
    #[must_use]
    pub fn waits_for_opinion(&self) -> bool {
        self.open_opinions().any(|opinion| opinion.blocking)
    }
}
