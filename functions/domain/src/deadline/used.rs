//! In whose hands the time went: the working time of every holder, from the history alone, so that nobody is marked late
//! for others' delay (R16).

use super::{forward, review_return};
use crate::{
    calendar::Calendar,
    dossier::{Event, StateName, head::COORDINATION_DESK, opinion::Opinion},
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
    /// An agency whose opinion the dossier waits for, after the date that it had for it.
    Consulted { agency: AgencyId },
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
pub fn stays(events: &[Event], opinions: &[Opinion], now: Timestamp, calendar: &Calendar) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    let mut stage = Stage::Intake;
    for (index, event) in events.iter().enumerate() {
        stage = stage_of(event.working_state()).unwrap_or(stage);
        if event.to.is_final() {
            break;
        }
        let to = events.get(index + 1).map_or(now, |next| next.at).max(event.at);
        let Some(holder) = holder_of(event) else { continue };
        let waits = event.working_state() == StateName::WaitingOpinion;
        let opinions = if waits { opinions } else { &[] };
        for (holder, from, to) in divided(holder, (event.at, to), opinions) {
            let seconds = calendar.working_seconds(from, to);
            match stays.last_mut() {
                Some(last) if last.holder == holder && last.stage == stage => {
                    last.to = to;
                    last.seconds += seconds;
                }
                _ => stays.push(Stay { holder, stage, from, to, seconds }),
            }
        }
    }
    stays
}

/// A stretch of time of one holder: where the dossier waits for an opinion whose date has passed, the time is that of the
/// agency that was asked; of several that are late, the one that was to answer first.
fn divided(
    own: Holder,
    (from, to): (Timestamp, Timestamp),
    opinions: &[Opinion],
) -> Vec<(Holder, Timestamp, Timestamp)> {
    let mut late: Vec<&Opinion> = opinions.iter().filter(|opinion| opinion.blocking).collect();
    late.sort_by_key(|opinion| opinion.due_at);
    let (mut parts, mut at) = (Vec::new(), from);
    for opinion in late {
        let (begin, end) = (opinion.due_at.max(at), opinion.ended_at().unwrap_or(to).min(to));
        if begin >= end {
            continue;
        }
        if at < begin {
            parts.push((own.clone(), at, begin));
        }
        parts.push((Holder::Consulted { agency: opinion.agency.clone() }, begin, end));
        at = end;
    }
    if at < to || parts.is_empty() {
        parts.push((own, at, to));
    }
    parts
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
/// for that, and whoever was asked for an opinion for what came after its date; only the rest is the delay of the last
/// holder. A decision of this project, since no rule says how a delay is shared. Empty: the dossier is in time.
#[must_use]
pub fn delays(stays: &[Stay], due_at: Timestamp, on_paper: bool, calendar: &Calendar) -> Vec<Share> {
    let is_consulted = |stay: &Stay| matches!(stay.holder, Holder::Consulted { .. });
    let counted: Vec<&Stay> =
        stays.iter().filter(|stay| stay.stage == Stage::Processing && stay.holder != Holder::Citizen).collect();
    let Some(end) = counted.last() else { return Vec::new() };
    let mut left = calendar.working_seconds(due_at, end.to);
    let mut shares = Vec::new();
    for (at, stay) in counted.iter().enumerate() {
        let allowed = match &stay.holder {
            Holder::Consulted { .. } => {
                let over = stay.seconds.min(left);
                add(&mut shares, &stay.holder, over);
                left -= over;
                continue;
            }
            Holder::Centre { .. } => forward(stay.from, on_paper, calendar),
            Holder::Agency { .. } | Holder::Coordination | Holder::Citizen => review_return(stay.from, calendar),
        };
        let next = counted.iter().skip(at + 1).find(|next| !is_consulted(next));
        // A dossier that comes back from the citizen, or with an opinion, to the same hands was not handed on.
        if next.is_some_and(|next| next.holder != stay.holder) {
            let over = allowed.due_at.map_or(0, |due| calendar.working_seconds(due, stay.to)).min(left);
            add(&mut shares, &stay.holder, over);
            left -= over;
        }
    }
    if let Some(last) = counted.iter().rfind(|stay| !is_consulted(stay)) {
        add(&mut shares, &last.holder, left);
    }
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
