//! Messages of the public portal. Those of uploads serve officers as well.

use super::tracking::Tracked;
use crate::{
    account::Organisation,
    deadline::{DueDate, TimeUnit},
    dossier::{
        StateName,
        event::FiledPaper,
        head::{ApplicantCard, ReturnTo, Slip},
        owed::Owed,
        state::{Obligation, SupplementRequest},
    },
    form::Answers,
    ids::{AccountId, AgencyId, CentreId, DossierCode, FileId, ProcedureCode},
    iso,
    procedure::{Channel, ProcedureRef, ProcedureSummary},
    text::Text,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /api/auth/me`; 401 when nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub account: AccountId,
    pub name: String,
    pub title: Text,
    pub citizen: Option<CitizenProfile>,
    /// Staff: the queues of this account.
    pub queues: Vec<crate::account::WorkQueue>,
    pub posts: Vec<crate::account::Post>,
    /// Staff: desks of ended units that the own ones took over, whose registers are theirs to read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub archives: Vec<crate::account::Archive>,
}

/// What a form may be filled in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitizenProfile {
    pub id_number: String,
    pub date_of_birth: Option<String>,
    pub phone: Option<String>,
    pub organisation: Option<Organisation>,
}

/// `GET /api/public/procedures`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureList {
    pub procedures: Vec<ProcedureSummary>,
}

/// `GET /api/public/units`: what forms and return choices need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitList {
    pub units: Vec<crate::unit::UnitSummary>,
    /// Provincial agencies and the provincial centre, by id.
    pub agencies: Vec<AgencyName>,
}

/// An agency's or centre's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyName {
    pub id: AgencyId,
    pub name: Text,
}

/// `GET /api/public/lists/{list}`: values of `reference_list` fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceList {
    pub values: Vec<ListValue>,
}

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListValue {
    pub value: String,
    pub label: Text,
}

/// `POST /api/public/due-date`: of a procedure or of a bare time, one of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueDateQuestion {
    /// None: now.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub received_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_time: Option<BareTime>,
    /// Answers that conditions of the processing time look at.
    #[serde(default)]
    pub answers: Answers,
    /// What an officer answers to the procedure's own questions, by their names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub officer_states: BTreeMap<String, bool>,
    /// How it comes in. None: online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
}

/// A number of units, without a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BareTime {
    pub value: u16,
    pub unit: TimeUnit,
}

/// Its answer; where the procedure's time is no number, `due` says why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueDateAnswer {
    #[serde(deserialize_with = "iso::read")]
    pub received_at: Timestamp,
    pub due: DueDate,
    /// Who would decide with these answers, where a procedure was asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<Competent>,
}

/// Who decides, and why, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competent {
    /// None: it cannot be told yet, or the coordination desk decides.
    pub agency: Option<Text>,
    pub because: Vec<Text>,
}

/// `POST /api/{public,staff}/uploads`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadRequest {
    /// The draft's UUID; with a dossier's code for its supplement or documents.
    pub draft: String,
    pub name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Bytes; at most [`MAX_FILE_BYTES`].
    pub size: u64,
}

/// Largest file, in bytes (25 MB).
pub const MAX_FILE_BYTES: u64 = 25 * 1024 * 1024;
/// Most files in one filing.
pub const MAX_FILES: usize = 60;

/// Where to put the file: `PUT url` with exactly these headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadTicket {
    pub file: FileId,
    pub url: String,
    pub headers: Vec<(String, String)>,
    #[serde(deserialize_with = "iso::read")]
    pub expires_at: Timestamp,
}

/// A paper of a filing: its files, or that it was handed over on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperInput {
    pub paper: u8,
    #[serde(default)]
    pub files: Vec<FileId>,
    #[serde(default)]
    pub on_paper: bool,
}

/// `POST /api/public/dossiers` with `Idempotency-Key`: the draft's UUID, to which the uploads are bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmitDossier {
    pub procedure: ProcedureRef,
    pub answers: Answers,
    pub papers: Vec<PaperInput>,
    pub return_to: ReturnTo,
    /// The centre that shall receive it; none: the competent unit's own, or the provincial one.
    #[serde(default)]
    pub centre: Option<CentreId>,
}

/// The answer to a filing. A retry gets it again; applicant, procedure, agency and places then as they are by that time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub code: DossierCode,
    /// Opens tracking together with the code.
    pub secret: String,
    pub procedure: ProcedureRef,
    pub procedure_name: Text,
    pub applicant: ApplicantCard,
    #[serde(deserialize_with = "iso::read")]
    pub submitted_at: Timestamp,
    pub centre: CentreId,
    pub centre_name: Text,
    /// None: the province decides who is competent.
    pub agency: Option<AgencyId>,
    pub agency_name: Option<Text>,
    pub because: Vec<Text>,
    /// By when the centre answers (R05).
    pub notice: DueDate,
    /// When it would be due if accepted at the moment of filing.
    pub due_if_accepted_now: Option<DueDate>,
    pub return_to: ReturnTo,
    /// Path of the tracking page with code and secret in its fragment.
    pub track_path: String,
}

/// `GET /api/public/me/dossiers`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDossiers {
    pub dossiers: Vec<MyDossier>,
    pub cursor: Option<String>,
}

/// A row of the citizen's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDossier {
    pub code: DossierCode,
    pub procedure: ProcedureCode,
    pub state: StateName,
    #[serde(deserialize_with = "iso::read")]
    pub submitted_on: Date,
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub due_at: Option<Timestamp>,
    /// What is still to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
}

/// `GET /api/public/dossiers/{code}`: the owner's view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDossierView {
    pub tracked: Tracked,
    pub version: u32,
    pub secret: String,
    pub answers: Answers,
    pub papers: Vec<FiledPaper>,
    pub return_to: ReturnTo,
    /// What is asked of the citizen, if something is.
    pub supplement: Option<SupplementRequest>,
    /// What the citizen has to pay, if something is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obligation: Option<Obligation>,
    /// Action ids the citizen may use now.
    pub allowed: Vec<crate::dossier::ActionName>,
    /// Forms that were issued, oldest first.
    pub slips: Vec<Slip>,
    /// Who among staff has opened it.
    pub readers: Vec<Reader>,
}

/// A member of staff who opened the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    pub name: String,
    pub title_vi: String,
    #[serde(deserialize_with = "iso::read")]
    pub on: Date,
}

/// The body of `POST …/actions/{action}` besides the action's own fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActionRequest {
    /// UUID of the request: a retry with the same id gets the same answer.
    pub request_id: crate::ids::RequestId,
    /// Draft id to which uploads of this action are bound, if it brings files.
    #[serde(default)]
    pub draft: Option<String>,
    /// The action's own fields, see [`crate::dossier::Action`].
    #[serde(flatten)]
    pub input: serde_json::Map<String, serde_json::Value>,
}
