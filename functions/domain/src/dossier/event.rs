//! The immutable history: audit, timeline and outbox at once.

use super::{action::IdentityCheck, state::StateName, stood::Stood};
use crate::{
    account::Role,
    calendar::day_of,
    competence::Reason,
    form::Answers,
    ids::{AccountId, DossierCode, FileId, RequestId},
    text::Text,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// One thing that happened to a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The dossier's version after it; the filing is 1.
    pub version: u32,
    /// The id of the action, in `statuses.json` or the table.
    pub action: String,
    pub at: Timestamp,
    pub by: By,
    pub request: RequestId,
    pub from: Option<StateName>,
    pub to: StateName,
    /// The working state under a detour, where `to` is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<StateName>,
    /// Who owned it after the event, for the control slip.
    pub desk: String,
    /// Reason given, where one was (I6); the citizen reads it where notified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Old and new statutory due time, where it changed (I5). The intake notice is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueChange>,
    /// Form of Circular 03/2025 that it issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<SlipIssued>,
    /// What stood then, of the filing and where a form was issued; none in events older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stood: Option<Box<Stood>>,
    /// What came with it.
    #[serde(default, skip_serializing_if = "Payload::is_none")]
    pub payload: Payload,
    /// four_eyes was off for this act (I7).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub four_eyes_off: bool,
    /// The linked dossier: the correction that was opened, replaced this one or ended, or the original of a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<DossierCode>,
    /// Opinion items that the system withdrew because the dossier ended or was published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions_withdrawn: Vec<u8>,
}

/// An event as a timeline needs it: without who did it and what came with it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct EventStep {
    pub action: String,
    pub at: Timestamp,
    pub from: Option<StateName>,
    pub to: StateName,
    pub desk: String,
}

impl From<&Event> for EventStep {
    fn from(event: &Event) -> Self {
        Self { action: event.action.clone(), at: event.at, from: event.from, to: event.to, desk: event.desk.clone() }
    }
}

impl Event {
    /// The working state that it left the dossier in, looking under detours.
    #[must_use]
    pub fn working_state(&self) -> StateName {
        self.under.unwrap_or(self.to)
    }
}

/// Who did it, in which role, and whether for the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub account: AccountId,
    pub name: String,
    pub role: Role,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
    /// The identity that was checked at the desk, masked (I15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<IdentityCheck>,
    /// In whose stead, where the place is closed or its work is given away for a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in: Option<InStead>,
}

/// In whose stead somebody acted, and by which decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InStead {
    /// Id of the closure.
    pub closure: String,
    /// The place, as it was named then.
    pub name: Text,
}

/// A due date that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueChange {
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
}

/// Form and its running number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipIssued {
    pub form: String,
    pub number: u32,
}

/// What came with an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Payload {
    #[default]
    None,
    /// The whole form and the papers: of the filing, or as they are under a corrected procedure.
    Filing(Box<Filing>),
    /// Changed answers (`null`: removed) and added papers: a supplement or an amendment.
    Change {
        answers: Answers,
        papers: Vec<FiledPaper>,
        /// The reasons of competence, where they changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        competence: Option<Vec<Reason>>,
    },
    /// The action's input as sent, identity numbers masked.
    Input { input: serde_json::Value },
    /// An input with documents of the agency: a draft or a result.
    Documents { input: serde_json::Value, papers: Vec<FiledPaper> },
}

impl Payload {
    fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// What was filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    pub answers: Answers,
    pub papers: Vec<FiledPaper>,
    /// Why this agency: the reasons of the competence rule, for screens.
    pub competence: Vec<Reason>,
}

/// A paper as filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledPaper {
    /// Paper of the procedure's list; None: a document of the agency (draft, result), or a paper that a corrected
    /// procedure does not ask for.
    pub paper: Option<u8>,
    pub files: Vec<FileCard>,
    /// Sheets handed over at the desk.
    #[serde(default)]
    pub on_paper: bool,
}

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCard {
    pub id: FileId,
    /// As the person named it, for screens.
    pub name: String,
    /// Judged by content: `application/pdf`, `image/jpeg` or `image/png`.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Hex SHA-256 of the content.
    pub sha256: String,
    /// Whether it is kept under its content, where no other can take its place. Earlier ones lie under their id alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_content: bool,
}

/// The form and papers as they are after all changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub answers: Answers,
    pub papers: Vec<FiledPaper>,
    pub competence: Vec<Reason>,
}

/// Folds the history to the present content: later answers replace earlier ones of the same name, papers are added.
#[must_use]
pub fn content<'a>(events: impl IntoIterator<Item = &'a Event>) -> Content {
    let mut now = Content::default();
    for event in events {
        now.apply(&event.payload);
    }
    now
}

/// The day in Vietnam on which the answers of [`content`] were last changed: their codes of units are of that day.
#[must_use]
pub fn answered_on<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Date> {
    let answers = |event: &&Event| match &event.payload {
        Payload::Filing(_) => true,
        Payload::Change { answers, .. } => !answers.is_empty(),
        Payload::None | Payload::Input { .. } | Payload::Documents { .. } => false,
    };
    events.into_iter().filter(answers).last().map(|event| day_of(event.at))
}

/// The day in Vietnam of the map by which the reasons of [`content`] were found.
#[must_use]
pub fn reasoned_on<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Date> {
    let reasons =
        |event: &&Event| matches!(&event.payload, Payload::Filing(_) | Payload::Change { competence: Some(_), .. });
    events.into_iter().filter(reasons).last().map(|event| day_of(event.at))
}

impl Content {
    /// Adds what one event brought.
    pub fn apply(&mut self, payload: &Payload) {
        match payload {
            Payload::Filing(filing) => {
                let Filing { answers, papers, competence } = filing.as_ref().clone();
                *self = Self { answers, papers, competence };
            }
            Payload::Change { answers, papers, competence } => {
                if let Some(reasons) = competence {
                    self.competence.clone_from(reasons);
                }
                for (name, value) in answers {
                    if value.is_null() {
                        self.answers.remove(name);
                    } else {
                        self.answers.insert(name.clone(), value.clone());
                    }
                }
                for paper in papers {
                    match self.papers.iter_mut().find(|old| old.paper == paper.paper) {
                        Some(old) => {
                            let new = paper.files.iter().filter(|file| !old.files.contains(file)).cloned();
                            let new: Vec<FileCard> = new.collect();
                            old.files.extend(new);
                            old.on_paper |= paper.on_paper;
                        }
                        None => self.papers.push(paper.clone()),
                    }
                }
            }
            Payload::None | Payload::Input { .. } | Payload::Documents { .. } => {}
        }
    }
}
