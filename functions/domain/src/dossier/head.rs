//! What a dossier is now. The history ([`super::Event`]) says how it came to be so.

use super::{
    opinion::Opinion,
    state::{State, SupplementItem},
    timers::Fired,
};
use crate::{
    competence::Outcome,
    deadline::{Extension, Pause, PauseReason, ProcessingTime},
    ids::{AccountId, AgencyId, CentreId, DeskId, DossierCode, DossierId, OfficeId},
    procedure::{Channel, ProcedureRef, ReturnMethod},
    text::Text,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The desk of the provincial coordination queue.
pub const COORDINATION_DESK: &str = "COORD";

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
}

/// Ordinary, or the correction of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Ordinary,
    /// Its clock is internal: neither statutory nor in the on-time index.
    Correction { of: DossierCode },
}

impl Kind {
    /// Whether it is no correction.
    #[must_use]
    pub const fn is_ordinary(&self) -> bool {
        matches!(self, Self::Ordinary)
    }
}

/// The correction that a returned dossier led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedCorrection {
    pub code: DossierCode,
    pub state: CorrectionState,
}

/// What became of a linked correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionState {
    /// Under way; the old result is valid.
    Open,
    /// Published: the old result is revoked, kept and marked.
    Replaced,
    /// Ended without a new result; the old one stands.
    Ended,
}

/// An entry after an outage: true time of receipt, reason, paper receipt, and the second person's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateEntry {
    pub received_at: Timestamp,
    pub reason: String,
    pub paper_receipt_no: String,
    /// None: it waits for its second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<super::action::LateDecision>,
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
    /// No clock: waiting for the citizen before acceptance, or ended before it.
    None,
    Running {
        started: StartedClock,
    },
    /// At most one pause is open.
    Paused {
        started: StartedClock,
        since: Timestamp,
        #[serde(default)]
        reason: PauseReason,
    },
    /// Published: compared with the due date.
    Stopped {
        started: StartedClock,
        at: Timestamp,
    },
    /// Withdrawn or stopped: compared with nothing.
    Ended {
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
    /// Questions that were open at acceptance; the longest time that was possible was promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<Text>,
    /// No case of the procedure applied; the longest time was promised.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_case: bool,
    /// Closed pauses (R11, R12, R15).
    pub pauses: Vec<Pause>,
    /// The one extension (form 04, R13). `due_at` is then the later date, the index goes by the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Version of the calendar by which the due date was last counted; none of a clock older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Date>,
}

impl StartedClock {
    /// The due date as first fixed, with pauses but without the extension: the on-time index goes by it (R13, R31).
    #[must_use]
    pub fn index_due_at(&self) -> Option<Timestamp> {
        self.extension.as_ref().map_or(self.due_at, |extension| Some(extension.first_due_at))
    }
}

impl Clock {
    /// The started clock, if it has started.
    #[must_use]
    pub fn started(&self) -> Option<&StartedClock> {
        match self {
            Self::Running { started }
            | Self::Paused { started, .. }
            | Self::Stopped { started, .. }
            | Self::Ended { started, .. } => Some(started),
            Self::Intake { .. } | Self::None => None,
        }
    }

    /// The pause that is open, if the clock stands.
    #[must_use]
    pub fn open_pause(&self) -> Option<Pause> {
        match self {
            Self::Paused { since, reason, .. } => Some(Pause::open(*since, *reason)),
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

    /// Whether the due date has passed while the clock was running, or when it stopped. An extension does not help.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        match self {
            Self::Running { started } => started.index_due_at().is_some_and(|due| due < now),
            Self::Paused { started, since, .. } => started.index_due_at().is_some_and(|due| due < *since),
            Self::Stopped { started, at } => started.index_due_at().is_some_and(|due| due < *at),
            Self::Intake { notice_due_at } => *notice_due_at < now,
            Self::None | Self::Ended { .. } => false,
        }
    }
}

impl Dossier {
    /// Whether the agency that resolves and the centre of return are the same commune.
    #[must_use]
    pub fn returns_where_resolved(&self) -> bool {
        self.resolver.as_ref().is_some_and(|resolver| resolver.agency.as_str() == self.return_to.centre.as_str())
    }

    /// The desk where the work lies: which queue shows it. A withdrawal is the receiving centre's to answer, wherever
    /// the dossier lies.
    #[must_use]
    pub fn desk(&self) -> DeskId {
        match &self.state {
            State::WithdrawalRequested { .. } => centre_desk(&self.receiving_centre),
            other => self.desk_of(other),
        }
    }

    /// Who has the dossier, for screens and the control slip: under a detour whoever had it before (I11).
    #[must_use]
    pub fn holder(&self) -> DeskId {
        self.desk_of(self.state.lowest())
    }

    fn desk_of(&self, state: &State) -> DeskId {
        let at_agency = |desk: fn(&Resolver) -> DeskId| {
            self.resolver.as_ref().map_or_else(|| DeskId::from(COORDINATION_DESK), desk)
        };
        match state {
            State::Submitted
            | State::IntakeSupplement { .. }
            | State::Refused { .. }
            | State::Accepted
            | State::Withdrawn { .. } => centre_desk(&self.receiving_centre),
            State::AwaitingCompetence { .. } => DeskId::from(COORDINATION_DESK),
            State::InTransfer
            | State::Assigned { .. }
            | State::InProcess { .. }
            | State::WaitingOpinion { .. }
            | State::SupplementRequested { .. }
            | State::FinancialObligation { .. }
            | State::PendingApproval { .. } => at_agency(Resolver::office_desk),
            State::PendingSignature { .. } => at_agency(Resolver::signing_desk),
            // Where agency and return place are one unit nothing travels: the result waits for its returns desk.
            State::ResultReady { .. } if self.return_to.on_paper() && self.returns_where_resolved() => {
                centre_desk(&self.return_to.centre)
            }
            State::Approved { .. } | State::Denied { .. } | State::ResultReady { .. } => {
                at_agency(Resolver::registry_desk)
            }
            State::ResultInTransit { to: centre, .. } | State::Done { at: centre, .. } => centre_desk(centre),
            State::InDelivery { item, .. } => match &item.from {
                Some(centre) => centre_desk(centre),
                None => at_agency(Resolver::registry_desk),
            },
            State::Returned { .. } => centre_desk(&self.return_to.centre),
            // Papers go back through the centre.
            State::Stopped { .. } => centre_desk(&self.receiving_centre),
            State::WithdrawalRequested { under, .. } | State::HandoverPending { under, .. } => self.desk_of(under),
        }
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
        (late.decision != Some(super::action::LateDecision::Rejected)).then_some(late.received_at)
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
    /// Whether the result travels on paper to a desk. Whoever chose online and wants paper besides chooses the counter:
    /// the electronic result lies in the citizen's account in any case (R17).
    #[must_use]
    pub fn on_paper(&self) -> bool {
        self.method == ReturnMethod::Counter
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
