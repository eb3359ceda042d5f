//! Words for the domain's codes. The domain emits codes, the screens have the words.

use crate::format::dong;
use crate::i18n::{Key, Words};
use crate::prelude::*;
use crate::ui::{Badge, Mark};
use domain::{
    dossier::{StateName, owed::Owed},
    procedure::{Level, OnlineLevel, ReturnMethod},
};

/// A state, as officers and applicants read it.
#[must_use]
pub fn state(state: StateName) -> Key {
    match state {
        StateName::Draft => t!("state.draft"),
        StateName::Discarded => t!("state.discarded"),
        StateName::Submitted => t!("state.submitted"),
        StateName::IntakeSupplement => t!("state.intake_supplement"),
        StateName::Refused => t!("state.refused"),
        StateName::Accepted => t!("state.accepted"),
        StateName::AwaitingCompetence => t!("state.awaiting_competence"),
        StateName::InTransfer => t!("state.in_transfer"),
        StateName::Assigned => t!("state.assigned"),
        StateName::InProcess => t!("state.in_process"),
        StateName::WaitingOpinion => t!("state.waiting_opinion"),
        StateName::SupplementRequested => t!("state.supplement_requested"),
        StateName::FinancialObligation => t!("state.financial_obligation"),
        StateName::PendingApproval => t!("state.pending_approval"),
        StateName::PendingSignature => t!("state.pending_signature"),
        StateName::Approved => t!("state.approved"),
        StateName::Denied => t!("state.denied"),
        StateName::ResultReady => t!("state.result_ready"),
        StateName::ResultInTransit => t!("state.result_in_transit"),
        StateName::Done => t!("state.done"),
        StateName::InDelivery => t!("state.in_delivery"),
        StateName::Returned => t!("state.returned"),
        StateName::WithdrawalRequested => t!("state.withdrawal_requested"),
        StateName::Withdrawn => t!("state.withdrawn"),
        StateName::Stopped => t!("state.stopped"),
        StateName::HandoverPending => t!("state.handover_pending"),
    }
}

/// How a state is marked.
#[must_use]
pub fn mark(state: StateName) -> Mark {
    match state {
        StateName::IntakeSupplement | StateName::SupplementRequested | StateName::FinancialObligation => Mark::Near,
        StateName::ResultReady
        | StateName::ResultInTransit
        | StateName::Done
        | StateName::InDelivery
        | StateName::Returned => Mark::Good,
        StateName::Draft | StateName::Discarded | StateName::Refused | StateName::Withdrawn | StateName::Stopped => {
            Mark::Neutral
        }
        _ => Mark::Active,
    }
}

/// What is still to be paid, as a mark beside a dossier in a list.
#[must_use]
pub fn owed(owed: Owed) -> View {
    let Owed { amount_vnd, more } = owed;
    let words: Words = Signal::derive(move || {
        let words = match (amount_vnd, more) {
            (0, _) => return t!("owed.open").get().to_owned(),
            (_, true) => t!("owed.more"),
            (_, false) => t!("owed.sum"),
        };
        words.with(&[("amount", &dong(amount_vnd))])
    });
    view! { <Badge mark=Mark::Near label=words/> }
}

/// The level of government that decides.
#[must_use]
pub fn level(level: Level) -> Key {
    match level {
        Level::Commune => t!("level.commune"),
        Level::Province => t!("level.province"),
    }
}

/// How far a procedure can be done online.
#[must_use]
pub fn online(online: OnlineLevel) -> Key {
    match online {
        OnlineLevel::Full => t!("online.full"),
        OnlineLevel::Partial => t!("online.partial"),
        OnlineLevel::Not => t!("online.not"),
    }
}

/// How a result is returned.
#[must_use]
pub fn return_method(method: ReturnMethod) -> Key {
    match method {
        ReturnMethod::Counter => t!("return.counter"),
        ReturnMethod::Post => t!("return.post"),
        ReturnMethod::Online => t!("return.online"),
    }
}

/// The criteria of a rating (R30) by their paths in the action, in its order.
pub const RATING: [(&str, Key); 5] = [
    ("rating.attitude", t!("rating.attitude")),
    ("rating.time", t!("rating.time")),
    ("rating.procedure_clarity", t!("rating.clarity")),
    ("rating.place", t!("rating.place")),
    ("rating.result", t!("rating.result")),
];

/// A level of satisfaction, 1 to 5.
#[must_use]
pub fn rating_level(level: u8) -> Key {
    match level {
        1 => t!("rating.level_1"),
        2 => t!("rating.level_2"),
        3 => t!("rating.level_3"),
        4 => t!("rating.level_4"),
        _ => t!("rating.level_5"),
    }
}
