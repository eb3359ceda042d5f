//! What a dossier is now. The history ([`super::Event`]) says how it came to be so.

use super::state::{State, SupplementItem};
use crate::{
    competence::Outcome,
    deadline::{Pause, ProcessingTime},
    ids::{AccountId, AgencyId, CentreId, DeskId, DossierCode, OfficeId},
    procedure::{Channel, ProcedureRef, ReturnMethod},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The desk of the provincial coordination queue.
pub const COORDINATION_DESK: &str = "COORD";

/// The current state of one dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    pub code: DossierCode,
    /// Number of the last event; the first filing is 1.
    pub version: u32,
    pub procedure: ProcedureRef,
    pub state: State,
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
    /// Forms issued, oldest first.
    pub slips: Vec<Slip>,
    /// Whether national status 4 has been reported.
    pub started: bool,
}

/// The competent agency and its offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolver {
    pub agency: AgencyId,
    /// Office that examines.
    pub office: OfficeId,
    /// Office whose person signs.
    pub signing_office: OfficeId,
}

/// How and where the result goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnTo {
    pub method: ReturnMethod,
    /// Centre of return; for post and online the fall-back.
    pub centre: CentreId,
    /// Postal address, for post.
    pub address: Option<String>,
}

/// The applicant as far as lists and slips need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicantCard {
    pub name: String,
    /// The organisation applied for, if any.
    pub organisation: Option<String>,
    pub phone: Option<String>,
    /// Last digits only, `••••••••0123`.
    pub id_masked: Option<String>,
}

/// A list of missing things on its way to the unit head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementProposal {
    pub items: Vec<SupplementItem>,
    pub reason: String,
    pub due_on: Date,
    pub agreed_by: Option<AccountId>,
}

/// One fee line as settled at intake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRecord {
    /// Position in the procedure version's fee list.
    pub rule: u8,
    pub amount_vnd: u64,
    pub method: FeeMethod,
    /// Number of the receipt; empty only when nothing was paid.
    pub receipt_number: String,
    /// Why nothing or less was due.
    pub exemption: Option<String>,
}

/// How a fee was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeMethod {
    Cash,
    Transfer,
    /// Nothing was due, or it was waived.
    None,
}

/// A form of Circular 03/2025 that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// `01` to `05`.
    pub form: String,
    /// Running number of the receiving centre and day.
    pub number: u32,
    /// Event that issued it.
    pub version: u32,
    pub at: Timestamp,
}

/// The statutory clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Clock {
    /// Before acceptance: only the notice of R05 is due.
    Intake {
        notice_due_at: Timestamp,
    },
    /// No clock: waiting for the citizen before acceptance, or refused.
    None,
    Running {
        started: StartedClock,
    },
    Paused {
        started: StartedClock,
        since: Timestamp,
    },
    Stopped {
        started: StartedClock,
        at: Timestamp,
    },
}

/// A clock once it has started (R10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StartedClock {
    pub received_at: Timestamp,
    /// None where the procedure's time is not known as a number (campaigns).
    pub due_at: Option<Timestamp>,
    pub due_on: Option<Date>,
    /// The processing time that was chosen at acceptance.
    pub time: Option<ProcessingTime>,
    /// Closed pauses (R11).
    pub pauses: Vec<Pause>,
}

impl Clock {
    /// The started clock, if it has started.
    #[must_use]
    pub fn started(&self) -> Option<&StartedClock> {
        match self {
            Self::Running { started } | Self::Paused { started, .. } | Self::Stopped { started, .. } => Some(started),
            _ => None,
        }
    }

    /// The statutory due date; none before acceptance, and where the time is not known as a number.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        self.started().and_then(|started| started.due_at)
    }

    /// What a queue sorts by: the intake notice before acceptance, the due date after it.
    #[must_use]
    pub fn sort_due(&self) -> Option<Timestamp> {
        match self {
            Self::Intake { notice_due_at } => Some(*notice_due_at),
            _ => self.due_at(),
        }
    }

    /// Whether the due date has passed while the clock was running, or when it stopped.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        match self {
            Self::Running { started } => started.due_at.is_some_and(|due| due < now),
            Self::Paused { started, since } => started.due_at.is_some_and(|due| due < *since),
            Self::Stopped { started, at } => started.due_at.is_some_and(|due| due < *at),
            Self::Intake { notice_due_at } => *notice_due_at < now,
            Self::None => false,
        }
    }
}

impl Dossier {
    /// Whether the agency that resolves and the centre of return are the same commune.
    #[must_use]
    pub fn returns_where_resolved(&self) -> bool {
        self.resolver.as_ref().is_some_and(|resolver| resolver.agency.as_str() == self.return_to.centre.as_str())
    }

    /// The desk where the work lies: which queue shows it.
    #[must_use]
    pub fn desk(&self) -> DeskId {
        match &self.state {
            State::Submitted | State::IntakeSupplement { .. } | State::Refused { .. } | State::Accepted => {
                centre_desk(&self.receiving_centre)
            }
            State::AwaitingCompetence { .. } => DeskId::from(COORDINATION_DESK),
            State::InTransfer
            | State::Assigned { .. }
            | State::InProcess { .. }
            | State::SupplementRequested { .. }
            | State::PendingApproval { .. } => {
                self.resolver.as_ref().map_or_else(|| DeskId::from(COORDINATION_DESK), Resolver::office_desk)
            }
            State::PendingSignature { .. } => {
                self.resolver.as_ref().map_or_else(|| DeskId::from(COORDINATION_DESK), Resolver::signing_desk)
            }
            // Where agency and return place are one unit nothing travels: the result waits for its returns desk.
            State::ResultReady { .. } if self.return_to.on_paper() && self.returns_where_resolved() => {
                centre_desk(&self.return_to.centre)
            }
            State::Approved { .. } | State::Denied { .. } | State::ResultReady { .. } => {
                self.resolver.as_ref().map_or_else(|| DeskId::from(COORDINATION_DESK), Resolver::registry_desk)
            }
            State::ResultInTransit { .. } | State::Done { .. } | State::Returned { .. } => {
                centre_desk(&self.return_to.centre)
            }
        }
    }
}

/// The desk of a service centre.
#[must_use]
pub fn centre_desk(centre: &CentreId) -> DeskId {
    DeskId(format!("TT-{centre}"))
}

/// The desk of an office of an agency.
#[must_use]
pub fn office_desk(agency: &AgencyId, office: &OfficeId) -> DeskId {
    DeskId(format!("{agency}/{office}"))
}

/// The registry (văn thư) of an agency.
#[must_use]
pub fn registry_desk(agency: &AgencyId) -> DeskId {
    DeskId(format!("{agency}/VT"))
}

impl ReturnTo {
    /// Whether the result travels on paper to a desk. A posted one does too: until `deliver_by_post` exists it waits at
    /// the fall-back centre, rather than nowhere.
    #[must_use]
    pub fn on_paper(&self) -> bool {
        self.method != ReturnMethod::Online
    }
}

impl Resolver {
    /// What a decision on competence comes to; none: the coordination queue, or no place of the province.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::Resolved { agency, office, signing_office } => {
                Some(Self { agency: agency.clone(), office: office.clone(), signing_office: signing_office.clone() })
            }
            Outcome::Coordination { .. } | Outcome::OutsideProvince { .. } => None,
        }
    }

    fn office_desk(&self) -> DeskId {
        office_desk(&self.agency, &self.office)
    }
    fn signing_desk(&self) -> DeskId {
        office_desk(&self.agency, &self.signing_office)
    }
    fn registry_desk(&self) -> DeskId {
        registry_desk(&self.agency)
    }
}
