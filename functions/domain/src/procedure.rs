//! A procedure as one dated version of reference data: what the catalogue publishes and a dossier keeps.
//!
//! Made from the raw data by [`crate::catalogue`], where expressions and patterns are parsed once;
//! browser and functions only evaluate.

use crate::{
    competence::Competence,
    deadline::{ProcessingTime, ResumePolicy},
    expression::{Condition, ConditionKind},
    fee::FeeRule,
    form::field::Field,
    ids::{OfficeId, ProcedureCode},
    iso,
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which level of government decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Commune,
    Province,
}

/// How far a procedure can be done online (R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlineLevel {
    Full,
    Partial,
    /// Filed at a counter only.
    Not,
}

/// How a result is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnMethod {
    Counter,
    Post,
    Online,
}

/// How a dossier came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Counter,
    Post,
    Online,
}

/// Which version of which procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRef {
    pub code: ProcedureCode,
    #[serde(deserialize_with = "iso::read")]
    pub valid_from: Date,
}

/// Who prepares and who signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decider {
    /// Office whose person signs: `CX-CHUTICH`, `CX-KINHTE`, or the agency's own id.
    pub body: OfficeId,
    /// Office that examines.
    pub office: OfficeId,
    pub signer: Text,
}

/// Data that take the place of a paper (R20, Resolution 66.7/2025/NQ-CP Art. 4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataSource {
    /// The database, as it stands after "from".
    pub database: Text,
    /// The same in a word or two, for the narrow columns of the forms: "dân cư".
    pub short_vi: String,
    /// When the paper itself is given all the same.
    pub fallback: Text,
    /// The paper's condition asks whether the data are missing: who says yes is asked for the paper.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks: bool,
}

/// A paper of the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperRequirement {
    /// Position in the version's list, from 0: how answers and check-lists refer to it.
    pub id: u8,
    pub name_vi: String,
    pub originals: u8,
    pub copies: u8,
    /// None: always needed.
    pub condition: Option<Condition>,
    /// Data take its place (R20): it is not asked for, but may be given where they are missing or wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaceable_by: Option<DataSource>,
    /// The electronic form takes its place: filing online asks for no file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_form: bool,
}

impl PaperRequirement {
    /// Whether data take its place unless there is a reason why they do not do (R20). Where its condition asks for that
    /// reason already, the condition was the question.
    #[must_use]
    pub fn data_first(&self) -> bool {
        self.replaceable_by.as_ref().is_some_and(|source| !source.asks)
    }
}

/// Fields that the machine of states reads from a procedure version (statuses.json, `procedure_rules`). No procedure
/// departs from the defaults yet but those that say so in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Handling {
    /// Whoever examines sits at the desk: no transfer, no assignment.
    pub on_the_spot: bool,
    /// Supplements a stage; one more needs the head (R06).
    pub max_supplements: u8,
    /// 0 or 1 (R13).
    pub max_extensions: u8,
    /// Days that a citizen has for a supplement. None: the centre's setting.
    pub supplement_days: Option<u16>,
}

impl Default for Handling {
    fn default() -> Self {
        Self { on_the_spot: false, max_supplements: 1, max_extensions: 1, supplement_days: None }
    }
}

impl Handling {
    fn is_ordinary(&self) -> bool {
        *self == Self::default()
    }
}

/// One version of one procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Procedure {
    pub code: ProcedureCode,
    #[serde(deserialize_with = "iso::read")]
    pub valid_from: Date,
    /// Last day on which it can be filed; none: until the next version. Dossiers filed before keep it to their end.
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    pub name: Text,
    pub short_name_vi: String,
    /// Sector as published: "Hộ tịch".
    pub sector: String,
    pub level: Level,
    pub online: OnlineLevel,
    /// Why it is not, or only partly, online; published with the level.
    pub online_reason: Option<Text>,
    /// Some: may be filed only at the competent unit's own centre, with the reason. None: anywhere in the province.
    pub territorial: Option<Text>,
    pub competence: Competence,
    pub decider: Decider,
    /// 0..=3, see `statuses.json`.
    pub approval_levels: u8,
    pub four_eyes: bool,
    pub form01_on_request: bool,
    pub processing_times: Vec<ProcessingTime>,
    /// Whether the rest of the time goes on after a pause, or the whole begins anew (R11).
    #[serde(default, skip_serializing_if = "ResumePolicy::is_ordinary")]
    pub resume_policy: ResumePolicy,
    /// What else the machine of states reads from it.
    #[serde(default, skip_serializing_if = "Handling::is_ordinary")]
    pub handling: Handling,
    pub fees: Vec<FeeRule>,
    pub papers: Vec<PaperRequirement>,
    /// All questions in order: the data's own form, or the applicant's part, subject line and entry question.
    pub fields: Vec<Field>,
    /// Whether `fields` describe the procedure's own form.
    pub form_described: bool,
    /// What the names of the applicant's own fields begin with: `requester`; of a marriage `groom`, `bride`.
    pub applicant_prefixes: Vec<String>,
    pub result_name_vi: String,
    /// Number given by an outside register that a positive result must carry.
    pub external_number: Option<Field>,
    pub external_system: Option<Text>,
    pub return_methods: Vec<ReturnMethod>,
    pub legal_basis: Vec<String>,
    /// Who must come in person, in words, if anybody.
    pub presence: Option<Text>,
}

impl Procedure {
    /// Which version this is.
    #[must_use]
    pub fn reference(&self) -> ProcedureRef {
        ProcedureRef { code: self.code.clone(), valid_from: self.valid_from }
    }

    /// What a field is called; a name that is no field of its own is that of the entry question.
    #[must_use]
    pub fn label_of(&self, name: &str) -> Text {
        let label = self.fields.iter().find(|field| field.name == name).map(|field| field.label.clone());
        label.unwrap_or_else(|| Text { vi: "nơi thực hiện".to_owned(), en: "the place of the matter".to_owned() })
    }

    /// The questions that only an officer can answer, in the order of papers and times; each once.
    #[must_use]
    pub fn officer_questions(&self) -> Vec<(&str, &Text)> {
        let papers = self.papers.iter().filter_map(|paper| paper.condition.as_ref());
        let times = self.processing_times.iter().filter_map(|time| time.condition.as_ref());
        papers
            .chain(times)
            .filter_map(|condition| match &condition.kind {
                ConditionKind::OfficerStates(name) => Some((name.as_str(), &condition.sentence)),
                _ => None,
            })
            .collect()
    }
}

/// The version in force on a day among all of one procedure, oldest first. A later version ends the one before.
#[must_use]
pub fn in_force<T>(versions: &[T], on: Date, validity: impl Fn(&T) -> (Date, Option<Date>)) -> Option<&T> {
    let last = versions.iter().rev().find(|version| validity(version).0 <= on)?;
    validity(last).1.is_none_or(|until| on <= until).then_some(last)
}

impl ProcedureCodeAndName {
    /// Which version it is.
    #[must_use]
    pub fn reference(&self) -> ProcedureRef {
        ProcedureRef { code: self.code.clone(), valid_from: self.valid_from }
    }
}

/// A row of the catalogue's list; kept small, the browser loads all of them at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureSummary {
    pub code: ProcedureCode,
    #[serde(deserialize_with = "iso::read")]
    pub valid_from: Date,
    #[serde(default, deserialize_with = "iso::read_or_none", skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    pub name_vi: String,
    pub name_en: String,
    pub sector: String,
    pub level: Level,
    pub online: OnlineLevel,
}

/// A procedure as named in a dossier's view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureCodeAndName {
    pub code: ProcedureCode,
    /// Of the version that the dossier keeps: its form is read by it.
    #[serde(deserialize_with = "iso::read")]
    pub valid_from: Date,
    pub name: Text,
    pub short_name_vi: String,
}
