//! Why an action is refused. Codes only; the screens have the words in both languages.

use super::state::StateName;
use crate::form::FieldError;
use serde::{Deserialize, Serialize};

/// An action that the rules do not allow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// No rule leads from this state by this action: 409.
    #[error("the action is impossible in this state")]
    Impossible { state: StateName },
    /// The rule exists, but not for this person: 403.
    #[error("the action is not this person's")]
    NotYours,
    /// A guard of the rule says no: 422 with its id and source.
    #[error("a rule refuses: {0:?}")]
    Guard(Guard),
    /// Inputs are missing or wrong: 422 with fields.
    #[error("inputs are wrong")]
    Input(Vec<FieldError>),
}

/// Guards of `statuses.json`, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// R04: every paper of the check-list is present, valid or replaced by data.
    DossierComplete,
    /// R28: every fee due at filing is paid, or waived with a reason.
    FeeAtFilingPaid,
    /// R06: once a stage.
    SupplementAllowed,
    /// The unit head has agreed to exactly this list.
    UnitHeadAgrees,
    CompetenceResolved,
    CompetenceUnresolved,
    /// Approval levels of the procedure.
    Level1,
    Levels2And3,
    Level3First,
    LastEndorsement,
    DenyActorByLevel,
    KindGrant,
    KindDenial,
    /// I7.
    FourEyes,
    ReturnOnPaper,
    ReturnOnline,
    /// The agency itself is the return place, or the result has arrived.
    HereOrArrived,
    /// The agency is not the return place: the result must be sent.
    LiesElsewhere,
    /// A positive result needs its file.
    ResultDocument,
    /// The procedure wants the number of an outside register.
    ExternalNumber,
    /// I15.
    IdentityCheck,
    /// The procedure may change only before it is forwarded.
    BeforeForward,
}
