//! Opinions of other agencies: one item per question, each with its own clock. The dossier's clock is never paused by
//! them.

use crate::{
    account::{Place, Post, Role},
    ids::{AccountId, AgencyId, FileId, OfficeId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One question to one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Its number within the dossier, from 1.
    pub id: u8,
    pub agency: AgencyId,
    /// The asked office; none: whoever answers for the agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    pub question: String,
    /// Files of the dossier that were sent with it; the asked agency sees no others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<FileId>,
    /// Whether the dossier waits for it.
    pub blocking: bool,
    pub asked_by: AccountId,
    pub asked_at: Timestamp,
    pub due_at: Timestamp,
    pub state: OpinionState,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum OpinionState {
    Asked,
    Overdue,
    Answered {
        answer: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<FileId>,
        at: Timestamp,
        /// After its date.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        late: bool,
        /// Came on paper and was entered by the case officer.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        on_paper: bool,
    },
    Withdrawn {
        /// None: by the system, because the dossier ended or its result was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        at: Timestamp,
    },
}

impl OpinionState {
    /// The id of `statuses.json`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Overdue => "overdue",
            Self::Answered { .. } => "answered",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

impl Opinion {
    /// Whether it still waits for an answer.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, OpinionState::Asked | OpinionState::Overdue)
    }

    /// When it was answered, or nobody waited for it any more.
    #[must_use]
    pub const fn ended_at(&self) -> Option<Timestamp> {
        match self.state {
            OpinionState::Asked | OpinionState::Overdue => None,
            OpinionState::Answered { at, .. } | OpinionState::Withdrawn { at, .. } => Some(at),
        }
    }

    /// Whether the post answers for the asked agency.
    #[must_use]
    pub fn is_asked_of(&self, post: &Post) -> bool {
        post.role == Role::ConsultedOfficer
            && matches!(&post.place, Place::Agency { agency, office } if *agency == self.agency
                && (office.is_none() || self.office.is_none() || *office == self.office))
    }

    /// Whether the asked agency may still look at it: while it waits, and at its own answer.
    #[must_use]
    pub const fn is_visible_to_the_asked(&self) -> bool {
        !matches!(self.state, OpinionState::Withdrawn { .. })
    }
}
