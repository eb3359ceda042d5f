//! Approval, signature, number.

use super::{ClockEffect, Rule, rule};
use crate::{
    account::Role as R,
    dossier::{action::ActionName as A, refusal::Guard as G, state::StateName as S},
};

pub(super) const RULES: &[Rule] = &[
    rule("submit_for_signature", A::SubmitForSignature, &[S::InProcess], &[R::CaseOfficer])
        .to(S::PendingSignature)
        .guards(&[G::Level1, G::FeeDueKnown, G::ResultDocument]),
    rule("submit_for_approval", A::SubmitForApproval, &[S::InProcess], &[R::CaseOfficer])
        .to(S::PendingApproval)
        .guards(&[G::Levels2And3, G::FeeDueKnown, G::ResultDocument]),
    rule("sign_directly", A::SignDirectly, &[S::InProcess], &[R::Signer]).to(S::Approved).guards(&[
        G::Level0,
        G::FourEyes,
        G::ValidCertificate,
        G::FeeDueKnown,
        G::ResultDocument,
        G::OfficerInCharge,
    ]),
    rule("endorse_onward", A::EndorseOnward, &[S::PendingApproval], &[R::UnitHead])
        .guards(&[G::Level3First, G::FourEyes]),
    rule("endorse", A::Endorse, &[S::PendingApproval], &[R::UnitHead])
        .to(S::PendingSignature)
        .guards(&[G::LastEndorsement, G::FourEyes]),
    rule("return_for_rework.head", A::ReturnForRework, &[S::PendingApproval], &[R::UnitHead]).to(S::InProcess),
    rule("deny", A::Deny, &[S::InProcess, S::PendingApproval], &[R::CaseOfficer, R::UnitHead])
        .to(S::PendingSignature)
        .guards(&[G::DenyActorByLevel, G::ResultDocument]),
    rule("approve_sign", A::ApproveSign, &[S::PendingSignature], &[R::Signer]).to(S::Approved).guards(&[
        G::KindGrant,
        G::FourEyes,
        G::ValidCertificate,
    ]),
    rule("sign_denial", A::SignDenial, &[S::PendingSignature], &[R::Signer]).to(S::Denied).guards(&[
        G::KindDenial,
        G::FourEyes,
        G::ValidCertificate,
    ]),
    rule("return_for_rework.signer", A::ReturnForRework, &[S::PendingSignature], &[R::Signer]).to(S::InProcess),
    rule("publish", A::Publish, &[S::Approved, S::Denied], &[R::Clerk])
        .to(S::ResultReady)
        .clock(ClockEffect::Stop)
        .guards(&[G::ResultDocument, G::ExternalNumber])
        .tell(),
    rule("return_for_resigning", A::ReturnForResigning, &[S::Approved, S::Denied], &[R::Clerk]).to(S::PendingSignature),
];
