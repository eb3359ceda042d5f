//! What anyone with code and secret may see: nothing personal.

use crate::{
    deadline::DueDate,
    dossier::{StateName, state::DecisionKind},
    ids::DossierCode,
    iso,
    procedure::ProcedureCodeAndName,
    text::Text,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The tracking page of the public portal.
pub const TRACK_PAGE: &str = "/track";

/// Path of the tracking page; code and secret stand in the fragment, which no server sees.
#[must_use]
pub fn track_path(code: &DossierCode, secret: &str) -> String {
    format!("{TRACK_PAGE}#{code}/{secret}")
}

/// `POST /api/public/track`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackRequest {
    pub code: DossierCode,
    pub secret: String,
}

/// `POST /api/public/track/result`: a proof of identity besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackResultRequest {
    pub code: DossierCode,
    pub secret: String,
    /// Full identity or passport number of the applicant.
    pub id_number: String,
}

/// Where a file can be fetched, for a few minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLink {
    pub url: String,
    pub name: String,
    pub media_type: String,
    #[serde(deserialize_with = "iso::read")]
    pub expires_at: Timestamp,
}

/// The public status of a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    pub code: DossierCode,
    pub procedure: ProcedureCodeAndName,
    pub state: StateName,
    /// 1 to 10 (R24).
    pub national_status: u8,
    /// What the state means for the person, in plain words of the reference data.
    #[serde(default)]
    pub plain: Text,
    #[serde(deserialize_with = "iso::read")]
    pub submitted_at: Timestamp,
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub received_at: Option<Timestamp>,
    /// Due date with its explanation, once accepted.
    pub due: Option<DueDate>,
    pub late: bool,
    /// Set while the clock is paused.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub paused_since: Option<Timestamp>,
    /// Name of the centre, office or person in whose hands it is.
    pub holder: Text,
    pub receiving_centre: Text,
    pub resolving_agency: Option<Text>,
    pub return_place: Text,
    pub return_method: crate::procedure::ReturnMethod,
    pub timeline: Vec<TimelineStep>,
    /// Last day to answer an open supplement request.
    #[serde(default, deserialize_with = "iso::read_or_none")]
    pub supplement_due_on: Option<Date>,
    /// What is missing, without the personal answers.
    pub supplement_items: Vec<String>,
    /// The reason of a refusal, a denial or an open supplement.
    pub reason: Option<String>,
    pub legal_basis: Option<String>,
    pub guidance: Option<String>,
    /// Which place is closed for a time, until when and who stands in, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Text>,
    pub result: Option<TrackedResult>,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineStep {
    #[serde(deserialize_with = "iso::read")]
    pub at: Timestamp,
    /// Action id.
    pub action: String,
    pub to: StateName,
    /// Whose desk it reached.
    pub holder: Text,
    /// What an officer wrote with it; for the owner only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The result, as far as code and secret show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedResult {
    pub decision: DecisionKind,
    pub number: String,
    #[serde(deserialize_with = "iso::read")]
    pub issued_at: Timestamp,
    pub has_file: bool,
    pub demonstration_signature: bool,
}
