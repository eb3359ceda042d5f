//! Messages of the staff portal.

use super::{problem::Problem, public::PaperInput};
use crate::{
    deadline::DueDate,
    dossier::{
        ActionName, Dossier, StateName,
        action::{CheckedPaper, FeeInput, IdentityCheck},
        event::{Content, Event},
        head::ReturnTo,
        owed::Owed,
        rights::Sight,
        submit::LateEntryInput,
        timers::Moment,
    },
    fee::FeeLine,
    form::Answers,
    ids::{AccountId, CentreId, DossierCode, ProcedureCode, RequestId},
    procedure::{ProcedureCodeAndName, ProcedureRef},
    text::Text,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `GET /api/staff/queue?desk=&state=&cursor=` or `?assignee=me&cursor=`: by due date, earliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePage {
    pub rows: Vec<QueueRow>,
    /// Opaque; none on the last page.
    pub cursor: Option<String>,
    /// The server's time, for what is late.
    pub now: Timestamp,
    /// What is due until then is nearly late ([`crate::deadline::near_until`]).
    pub near_until: Timestamp,
}

/// What one holder of a dossier used of its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeUsed {
    pub holder: Text,
    /// Working time, in seconds.
    pub seconds: i64,
    /// The part of the delay for which this holder answers, in seconds of working time; 0: none.
    pub late_seconds: i64,
}

/// The second person's word on a plan or a closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The version that was read; another one is not approved by it.
    pub version: u32,
}

/// A row of a queue or of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    pub code: DossierCode,
    pub procedure: ProcedureCode,
    pub applicant: String,
    pub state: StateName,
    /// Intake notice before acceptance, due date after it.
    pub due_at: Option<Timestamp>,
    pub assignee: Option<AccountId>,
    /// Whether the clock runs: a paused or stopped dossier is not getting late.
    pub running: bool,
    /// Timers that have fired and whose cause still stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alarms: Vec<Moment>,
    /// In a list of alarms, when the first of them came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// What the citizen has still to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
}

/// `GET /api/staff/search?q=`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    pub rows: Vec<QueueRow>,
    pub now: Timestamp,
    /// As in [`QueuePage`].
    pub near_until: Timestamp,
}

/// Most acts of one batch.
pub const MAX_BATCH: usize = 100;

/// `POST /api/staff/batch/{action}`: the same action on several dossiers, each by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// At most [`MAX_BATCH`].
    pub acts: Vec<BatchAct>,
}

/// One act of a batch, as it would be sent by itself with `If-Match`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchAct {
    pub code: DossierCode,
    pub version: u32,
    pub request_id: RequestId,
    /// The draft of files that it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// The action's own fields.
    #[serde(default)]
    pub input: Answers,
}

/// The answer: an outcome for each act, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchOutcomes {
    pub outcomes: Vec<BatchOutcome>,
}

/// What became of one act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchOutcome {
    pub code: DossierCode,
    /// The status that the act would have got by itself; 503 also for one that was not reached in time, which is sent
    /// again under the same request id.
    pub status: u16,
    /// Version and state after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateName>,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// A member of staff who can be named as assignee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub account: AccountId,
    pub name: String,
    pub title_vi: String,
}

/// `POST /api/staff/dossiers` with `Idempotency-Key`: counter intake; answers a [`super::public::Receipt`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntakeDossier {
    pub procedure: ProcedureRef,
    pub answers: Answers,
    pub papers: Vec<PaperInput>,
    pub return_to: ReturnTo,
    /// The desk's own centre; one at which the officer has an intake post.
    pub centre: CentreId,
    /// What was shown at the desk; needed at the counter.
    #[serde(default)]
    pub identity: Option<IdentityCheck>,
    pub paper_count: u16,
    /// Number of the postal item: it came by post then.
    #[serde(default)]
    pub post_item_no: Option<String>,
    /// It is entered after an outage; a second person confirms the true time of receipt.
    #[serde(default)]
    pub late_entry: Option<LateEntryInput>,
    /// Accept at once: check-list and fees as for the action `accept`.
    #[serde(default)]
    pub accept: Option<AcceptNow>,
}

/// `POST /api/staff/portal-dossiers` with `Idempotency-Key`: a filing that the national portal took in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortalDossier {
    pub procedure: ProcedureRef,
    pub answers: Answers,
    pub papers: Vec<PaperInput>,
    pub return_to: ReturnTo,
    /// Its reference at the portal.
    pub external_ref: String,
    /// The statutory code, where the portal has given it already; it is kept.
    #[serde(default)]
    pub code: Option<DossierCode>,
}

/// Accepting in the same request; two events are written, each checked by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptNow {
    pub checklist: Vec<CheckedPaper>,
    #[serde(default)]
    pub fees: Vec<FeeInput>,
    /// Also resolve it on the spot and lay it before the signer, in the posts of the same officer.
    #[serde(default)]
    pub present: bool,
    /// As for the action `accept`.
    #[serde(default)]
    pub officer_states: std::collections::BTreeMap<String, bool>,
}

/// `GET /api/staff/dossiers/{code}`, and the answer to every staff action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierView {
    /// `ETag` and `If-Match` carry its version. `owner` is always none here.
    pub dossier: Dossier,
    pub procedure: ProcedureCodeAndName,
    pub content: Content,
    pub history: Vec<Event>,
    /// Actions this person may try now, in the table's order.
    pub allowed: Vec<ActionName>,
    /// Names for the codes in the dossier: centres, agency, offices.
    pub receiving_centre: Text,
    pub resolving_agency: Option<Text>,
    pub return_place: Text,
    pub holder: Text,
    /// The statutory due date, before acceptance the notice at intake; explained.
    pub due: Option<DueDate>,
    pub late: bool,
    /// In whose hands the working time went, from acceptance to the result; the citizen's pauses among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_used: Vec<TimeUsed>,
    /// Which of its places is closed for a time, until when and who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Text>,
    /// Fees that are due at filing by the rules.
    pub fees_due: Vec<FeeLine>,
    /// Officers who can be named, where an action needs one.
    pub colleagues: Vec<Colleague>,
    /// Heads who can be named as the next one to endorse.
    #[serde(default)]
    pub heads: Vec<Colleague>,
    /// Agencies that a coordinator can name.
    pub agencies: Vec<super::public::AgencyName>,
    /// Names of the agencies that were asked for an opinion, and of the one that is to take a hand-over.
    #[serde(default)]
    pub named_agencies: Vec<super::public::AgencyName>,
    /// How much of the dossier this is: what is not this person's to see is left out.
    #[serde(default)]
    pub sight: Sight,
    pub readers: Vec<super::public::Reader>,
    /// Why this agency, in words.
    #[serde(default)]
    pub because: Vec<Text>,
    /// Agencies that can be competent where none is decided, the one to propose first: found anew with the map of today.
    #[serde(default)]
    pub proposals: Vec<super::public::AgencyName>,
    pub now: Timestamp,
    /// As in [`QueuePage`].
    pub near_until: Timestamp,
    /// For the slips: tracking link with code and secret in its fragment.
    pub track_path: String,
}
