//! How dossiers begin, and drafts in the browser ([`super::super::draft`], [`super::super::submit`]).

use super::{ClockEffect, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule("start", A::Start, &[], &[R::Citizen]).to(S::Draft).clock(ClockEffect::None),
    rule("discard_draft", A::DiscardDraft, &[S::Draft], &[R::Citizen, R::System])
        .to(S::Discarded)
        .clock(ClockEffect::None),
    rule("submit", A::Submit, &[S::Draft], &[R::Citizen])
        .to(S::Submitted)
        .clock(ClockEffect::Intake)
        .guards(&[G::FormValid])
        .tell(),
    rule("receive_from_portal", A::ReceiveFromPortal, &[], &[R::System])
        .to(S::Submitted)
        .clock(ClockEffect::Intake)
        .guards(&[G::FormValid])
        .tell(),
    rule("file_at_counter", A::FileAtCounter, &[], &[R::IntakeOfficer])
        .to(S::Submitted)
        .clock(ClockEffect::Intake)
        .guards(&[G::FormValid])
        .tell(),
    rule("file_by_post", A::FileByPost, &[], &[R::PostalAgent, R::IntakeOfficer])
        .to(S::Submitted)
        .clock(ClockEffect::Intake)
        .guards(&[G::FormValid])
        .tell(),
];
