//! In whose hands the time went: the working time of every holder, from the history alone, so that nobody is marked late
//! for others' delay (R16).

use super::{forward, review_return};
use crate::{
    calendar::Calendar,
    dossier::{Event, StateName, head::COORDINATION_DESK},
    ids::{AgencyId, CentreId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// In whose hands a dossier was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Holder {
    /// The citizen had to answer, to pay or to be answered: the clock stood.
    Citizen,
    /// A service centre.
    Centre { centre: CentreId },
    /// An agency that resolves, with all its offices.
    Agency { agency: AgencyId },
    /// The provincial coordination queue.
    Coordination,
}

/// Which part of a dossier's life a stay belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before acceptance: no statutory time runs (R10).
    Intake,
    /// From acceptance to the issued result.
    Processing,
    /// After the result: the statutory clock has stopped.
    Return,
}

/// A stretch of time in one holder's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    pub holder: Holder,
    pub stage: Stage,
    pub from: Timestamp,
    pub to: Timestamp,
    /// Working time, in seconds; a working day has as many hours as the calendar says, usually 8.
    pub seconds: i64,
}

/// What one holder used, or is late by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub holder: Holder,
    /// Working time, in seconds.
    pub seconds: i64,
}

/// Who held the dossier when, in order; neighbouring stretches of one holder are one. `events` in order of version; a
/// dossier that is not ended is held until `now`.
#[must_use]
pub fn stays(events: &[Event], now: Timestamp, calendar: &Calendar) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    let mut stage = Stage::Intake;
    for (index, event) in events.iter().enumerate() {
        stage = stage_of(event.working_state()).unwrap_or(stage);
        if event.to.is_final() {
            break;
        }
        let to = events.get(index + 1).map_or(now, |next| next.at).max(event.at);
        let Some(holder) = holder_of(event) else { continue };
        let seconds = calendar.working_seconds(event.at, to);
        match stays.last_mut() {
            Some(last) if last.holder == holder && last.stage == stage => {
                last.to = to;
                last.seconds += seconds;
            }
            _ => stays.push(Stay { holder, stage, from: event.at, to, seconds }),
        }
    }
    stays
}

/// The working time that each holder used from acceptance to the result, the citizen's pauses among them; in the order in
/// which they first held it.
#[must_use]
pub fn used(stays: &[Stay]) -> Vec<Share> {
    let mut shares = Vec::new();
    for stay in stays.iter().filter(|stay| stay.stage == Stage::Processing) {
        add(&mut shares, &stay.holder, stay.seconds);
    }
    shares
}

/// Who is late, and by how much working time: the delay of a dossier, shared out among those who made it.
///
/// `due_at` is the due date as first fixed. Whoever handed the dossier on later than its own time allowed (a centre:
/// R08; an agency that returned it as another's: R14; coordination: the time that an agency has for the same) answers
/// for that; only the rest is the delay of the last holder. A decision of this project, since no rule says how a delay is
/// shared. Empty: the dossier is in time.
#[must_use]
pub fn delays(stays: &[Stay], due_at: Timestamp, on_paper: bool, calendar: &Calendar) -> Vec<Share> {
    let own: Vec<&Stay> =
        stays.iter().filter(|stay| stay.stage == Stage::Processing && stay.holder != Holder::Citizen).collect();
    let Some((last, before)) = own.split_last() else { return Vec::new() };
    let mut left = calendar.working_seconds(due_at, last.to);
    let mut shares = Vec::new();
    for (stay, next) in before.iter().zip(own.iter().skip(1)) {
        // A dossier that comes back from the citizen to the same hands was not handed on.
        if stay.holder == next.holder {
            continue;
        }
        let allowed = match &stay.holder {
            Holder::Centre { .. } => forward(stay.from, on_paper, calendar),
            Holder::Agency { .. } | Holder::Coordination | Holder::Citizen => review_return(stay.from, calendar),
        };
        let over = allowed.due_at.map_or(0, |due| calendar.working_seconds(due, stay.to)).min(left);
        add(&mut shares, &stay.holder, over);
        left -= over;
    }
    add(&mut shares, &last.holder, left);
    shares.retain(|share| share.seconds > 0);
    shares
}

fn add(shares: &mut Vec<Share>, holder: &Holder, seconds: i64) {
    match shares.iter_mut().find(|share| share.holder == *holder) {
        Some(share) => share.seconds += seconds,
        None => shares.push(Share { holder: holder.clone(), seconds }),
    }
}

/// None: as before. A dossier never is a draft, and what covers a working state is none.
fn stage_of(state: StateName) -> Option<Stage> {
    use StateName as S;
    Some(match state {
        S::Submitted | S::IntakeSupplement | S::Refused => Stage::Intake,
        S::Accepted
        | S::AwaitingCompetence
        | S::InTransfer
        | S::Assigned
        | S::InProcess
        | S::WaitingOpinion
        | S::SupplementRequested
        | S::FinancialObligation
        | S::PendingApproval
        | S::PendingSignature
        | S::Approved
        | S::Denied => Stage::Processing,
        S::ResultReady | S::ResultInTransit | S::Done | S::InDelivery | S::Returned => Stage::Return,
        S::Draft | S::Discarded | S::WithdrawalRequested | S::Withdrawn | S::Stopped | S::HandoverPending => {
            return None;
        }
    })
}

/// Whose hands an event leaves the dossier in; None for a desk that is none of ours.
fn holder_of(event: &Event) -> Option<Holder> {
    let waits = matches!(
        event.working_state(),
        StateName::IntakeSupplement | StateName::SupplementRequested | StateName::FinancialObligation
    );
    if waits || event.to == StateName::WithdrawalRequested {
        return Some(Holder::Citizen);
    }
    Holder::of_desk(&event.desk)
}

impl Holder {
    /// Whose desk it is, by its id ([`crate::dossier::Dossier::desk`]).
    #[must_use]
    pub fn of_desk(desk: &str) -> Option<Self> {
        if desk == COORDINATION_DESK {
            return Some(Self::Coordination);
        }
        if let Some(centre) = desk.strip_prefix("TT-") {
            return Some(Self::Centre { centre: CentreId::from(centre) });
        }
        desk.split_once('/').map(|(agency, _)| Self::Agency { agency: AgencyId::from(agency) })
    }
}
