//! The officers' words for the domain's codes: actions, roles, offices. Actions are named as in the rule table's
//! source (`statuses.json`).

use domain::{
    account::Role,
    dossier::{
        ActionName,
        action::{DataProblem, IdentityKind, PaperStatus, ScanException},
        head::FeeMethod,
        state::DecisionKind,
    },
    legacy::{IMPORTED, ORIGINAL},
    procedure::Channel,
};
use frontend::{i18n::Key, t};

/// What an action is called, on its button and in the history.
#[must_use]
pub fn action(name: ActionName) -> Key {
    match name {
        ActionName::Start | ActionName::DiscardDraft | ActionName::Submit => t!("staff.action.submit"),
        ActionName::ReceiveFromPortal => t!("staff.action.receive_from_portal"),
        ActionName::FileAtCounter => t!("staff.action.file_at_counter"),
        ActionName::FileByPost => t!("staff.action.file_by_post"),
        ActionName::ConfirmLateEntry => t!("staff.action.confirm_late_entry"),
        ActionName::Accept => t!("staff.action.accept"),
        ActionName::RequestSupplement => t!("staff.action.request_supplement"),
        ActionName::ProposeSupplement => t!("staff.action.propose_supplement"),
        ActionName::AgreeSupplement => t!("staff.action.agree_supplement"),
        ActionName::Refuse => t!("staff.action.refuse"),
        ActionName::Resubmit => t!("staff.action.resubmit"),
        ActionName::Expire => t!("staff.action.expire"),
        ActionName::SupplementReceived => t!("staff.action.supplement_received"),
        ActionName::AmendIntake => t!("staff.action.amend_intake"),
        ActionName::AmendProcedure => t!("staff.action.amend_procedure"),
        ActionName::Forward => t!("staff.action.forward"),
        ActionName::ReferCompetence => t!("staff.action.refer_competence"),
        ActionName::DecideCompetence => t!("staff.action.decide_competence"),
        ActionName::Reroute => t!("staff.action.reroute"),
        ActionName::ResolveOnTheSpot => t!("staff.action.resolve_on_the_spot"),
        ActionName::Receive => t!("staff.action.receive"),
        ActionName::ReturnWrongAgency => t!("staff.action.return_wrong_agency"),
        ActionName::StartWork => t!("staff.action.start_work"),
        ActionName::Reassign => t!("staff.action.reassign"),
        ActionName::AskOpinion => t!("staff.action.ask_opinion"),
        ActionName::AskSideOpinion => t!("staff.action.ask_side_opinion"),
        ActionName::AnswerOpinion => t!("staff.action.answer_opinion"),
        ActionName::RecordOpinionAnswer => t!("staff.action.record_opinion_answer"),
        ActionName::WithdrawOpinion => t!("staff.action.withdraw_opinion"),
        ActionName::MarkOpinionOverdue => t!("staff.action.mark_opinion_overdue"),
        ActionName::OpinionsComplete => t!("staff.action.opinions_complete"),
        ActionName::RequestFinancialObligation => t!("staff.action.request_financial_obligation"),
        ActionName::ObligationFulfilled => t!("staff.action.obligation_fulfilled"),
        ActionName::SubmitForApproval => t!("staff.action.submit_for_approval"),
        ActionName::SubmitForSignature => t!("staff.action.submit_for_signature"),
        ActionName::SignDirectly => t!("staff.action.sign_directly"),
        ActionName::EndorseOnward => t!("staff.action.endorse_onward"),
        ActionName::Endorse => t!("staff.action.endorse"),
        ActionName::Deny => t!("staff.action.deny"),
        ActionName::ReturnForRework => t!("staff.action.return_for_rework"),
        ActionName::ApproveSign => t!("staff.action.approve_sign"),
        ActionName::SignDenial => t!("staff.action.sign_denial"),
        ActionName::ReturnForResigning => t!("staff.action.return_for_resigning"),
        ActionName::Publish => t!("staff.action.publish"),
        ActionName::SendResult => t!("staff.action.send_result"),
        ActionName::ReceiveResult => t!("staff.action.receive_result"),
        ActionName::DeliverOnline => t!("staff.action.deliver_online"),
        ActionName::DeliverByPost => t!("staff.action.deliver_by_post"),
        ActionName::ConfirmDelivery => t!("staff.action.confirm_delivery"),
        ActionName::DeliveryFailed => t!("staff.action.delivery_failed"),
        ActionName::HandOver => t!("staff.action.hand_over"),
        ActionName::TakeFee => t!("staff.action.take_fee"),
        ActionName::ChangeReturnPlace => t!("staff.action.change_return_place"),
        ActionName::ExtendWithApology => t!("staff.action.extend_with_apology"),
        ActionName::Stop => t!("staff.action.stop"),
        ActionName::RequestWithdrawal => t!("staff.action.request_withdrawal"),
        ActionName::ConfirmWithdrawal => t!("staff.action.confirm_withdrawal"),
        ActionName::RefuseWithdrawal => t!("staff.action.refuse_withdrawal"),
        ActionName::CancelWithdrawal => t!("staff.action.cancel_withdrawal"),
        ActionName::StartHandover => t!("staff.action.start_handover"),
        ActionName::AcceptHandover => t!("staff.action.accept_handover"),
        ActionName::RejectHandover => t!("staff.action.reject_handover"),
        ActionName::RedirectHandover => t!("staff.action.redirect_handover"),
        ActionName::CancelHandover => t!("staff.action.cancel_handover"),
        ActionName::Rate => t!("staff.action.rate"),
        ActionName::CorrectResult => t!("staff.action.correct_result"),
        ActionName::ResultReplaced => t!("staff.action.result_replaced"),
        ActionName::CorrectionEnded => t!("staff.action.correction_ended"),
        ActionName::NoteTimer => t!("staff.action.note_timer"),
        ActionName::RecomputeDue => t!("staff.action.recompute_due"),
        ActionName::FollowClosure => t!("staff.action.follow_closure"),
        ActionName::FollowUnits => t!("staff.action.follow_units"),
    }
}

/// What an event of the history is called: an action, or the filing.
#[must_use]
pub fn event(id: &str) -> Key {
    match id {
        IMPORTED => return t!("staff.action.import_legacy"),
        ORIGINAL => return t!("staff.action.import_original"),
        _ => {}
    }
    let all = ActionName::ALL.iter().chain(ActionName::FILING);
    all.copied().find(|name| name.as_str() == id).map_or(t!("staff.action.submit"), action)
}

/// What an action is for, in one sentence above its inputs.
#[must_use]
pub fn purpose(name: ActionName) -> Option<Key> {
    Some(match name {
        ActionName::Accept => t!("staff.purpose.accept"),
        ActionName::RequestSupplement => t!("staff.purpose.request_supplement"),
        ActionName::ProposeSupplement => t!("staff.purpose.propose_supplement"),
        ActionName::AgreeSupplement => t!("staff.purpose.agree_supplement"),
        ActionName::Refuse => t!("staff.purpose.refuse"),
        ActionName::Resubmit | ActionName::SupplementReceived => t!("staff.purpose.answer_supplement"),
        ActionName::AmendIntake => t!("staff.purpose.amend_intake"),
        ActionName::Forward => t!("staff.purpose.forward"),
        ActionName::ReferCompetence => t!("staff.purpose.refer_competence"),
        ActionName::DecideCompetence => t!("staff.purpose.decide_competence"),
        ActionName::Reroute => t!("staff.purpose.reroute"),
        ActionName::Receive => t!("staff.purpose.receive"),
        ActionName::ReturnWrongAgency => t!("staff.purpose.return_wrong_agency"),
        ActionName::StartWork => t!("staff.purpose.start_work"),
        ActionName::SubmitForApproval => t!("staff.purpose.submit_for_approval"),
        ActionName::SubmitForSignature => t!("staff.purpose.submit_for_signature"),
        ActionName::Deny => t!("staff.purpose.deny"),
        ActionName::ApproveSign | ActionName::SignDenial => t!("staff.purpose.sign"),
        ActionName::Publish => t!("staff.purpose.publish"),
        ActionName::SendResult => t!("staff.purpose.send_result"),
        ActionName::ReceiveResult => t!("staff.purpose.receive_result"),
        ActionName::HandOver => t!("staff.purpose.hand_over"),
        ActionName::AmendProcedure => t!("staff.purpose.amend_procedure"),
        ActionName::ResolveOnTheSpot => t!("staff.purpose.resolve_on_the_spot"),
        ActionName::SignDirectly => t!("staff.purpose.sign_directly"),
        ActionName::ConfirmLateEntry => t!("staff.purpose.confirm_late_entry"),
        ActionName::AskOpinion => t!("staff.purpose.ask_opinion"),
        ActionName::AskSideOpinion => t!("staff.purpose.ask_side_opinion"),
        ActionName::AnswerOpinion => t!("staff.purpose.answer_opinion"),
        ActionName::RecordOpinionAnswer => t!("staff.purpose.record_opinion_answer"),
        ActionName::WithdrawOpinion => t!("staff.purpose.withdraw_opinion"),
        ActionName::RequestFinancialObligation => t!("staff.purpose.request_financial_obligation"),
        ActionName::ObligationFulfilled => t!("staff.purpose.obligation_fulfilled"),
        ActionName::ExtendWithApology => t!("staff.purpose.extend_with_apology"),
        ActionName::Stop => t!("staff.purpose.stop"),
        ActionName::Expire => t!("staff.purpose.expire"),
        ActionName::RequestWithdrawal => t!("staff.purpose.request_withdrawal"),
        ActionName::ConfirmWithdrawal => t!("staff.purpose.confirm_withdrawal"),
        ActionName::RefuseWithdrawal => t!("staff.purpose.refuse_withdrawal"),
        ActionName::CancelWithdrawal => t!("staff.purpose.cancel_withdrawal"),
        ActionName::DeliverByPost => t!("staff.purpose.deliver_by_post"),
        ActionName::ConfirmDelivery => t!("staff.purpose.confirm_delivery"),
        ActionName::DeliveryFailed => t!("staff.purpose.delivery_failed"),
        ActionName::StartHandover => t!("staff.purpose.start_handover"),
        ActionName::AcceptHandover => t!("staff.purpose.accept_handover"),
        ActionName::RejectHandover => t!("staff.purpose.reject_handover"),
        ActionName::RedirectHandover => t!("staff.purpose.redirect_handover"),
        ActionName::CancelHandover => t!("staff.purpose.cancel_handover"),
        ActionName::Rate => t!("staff.purpose.rate"),
        ActionName::CorrectResult => t!("staff.purpose.correct_result"),
        _ => return None,
    })
}

/// What cannot be undone, as the sentence that is confirmed before the action goes.
#[must_use]
pub fn consequence(name: ActionName) -> Option<Key> {
    Some(match name {
        ActionName::Stop => t!("staff.consequence.stop"),
        ActionName::Expire => t!("staff.consequence.expire"),
        ActionName::ConfirmWithdrawal => t!("staff.consequence.confirm_withdrawal"),
        ActionName::ExtendWithApology => t!("staff.consequence.extend_with_apology"),
        ActionName::CorrectResult => t!("staff.consequence.correct_result"),
        ActionName::AmendProcedure => t!("staff.consequence.amend_procedure"),
        _ => return None,
    })
}

/// What a role is called.
#[must_use]
pub fn role(role: Role) -> Key {
    match role {
        Role::Citizen => t!("staff.role.citizen"),
        Role::IntakeOfficer => t!("staff.role.intake_officer"),
        Role::CaseOfficer => t!("staff.role.case_officer"),
        Role::UnitHead => t!("staff.role.unit_head"),
        Role::Signer => t!("staff.role.signer"),
        Role::Clerk => t!("staff.role.clerk"),
        Role::ReturnsDesk => t!("staff.role.returns_desk"),
        Role::CentreManager => t!("staff.role.centre_manager"),
        Role::Coordinator => t!("staff.role.coordinator"),
        Role::ProvinceManager => t!("staff.role.province_manager"),
        Role::System => t!("staff.role.system"),
        Role::ConsultedOfficer => t!("staff.role.consulted_officer"),
        Role::PostalAgent => t!("staff.role.postal_agent"),
        Role::CentreAdmin | Role::SystemAdmin | Role::SupportTechnician => t!("staff.role.other"),
    }
}

/// An office of a commune by its id; of another agency the id itself.
#[must_use]
pub fn office(id: &str) -> String {
    let key = match id {
        "CX-CHUTICH" => t!("staff.office.chairman"),
        "CX-UBND" => t!("staff.office.committee"),
        "CX-VP" => t!("staff.office.general"),
        "CX-KINHTE" => t!("staff.office.economy"),
        "VT" => t!("staff.office.registry"),
        other => return other.to_owned(),
    };
    key.get().to_owned()
}

/// What was shown at the desk.
#[must_use]
pub fn identity(kind: IdentityKind) -> Key {
    match kind {
        IdentityKind::IdentityCard => t!("staff.identity.card"),
        IdentityKind::Vneid => t!("staff.identity.vneid"),
        IdentityKind::Passport => t!("staff.identity.passport"),
        IdentityKind::Other => t!("staff.identity.other"),
    }
}

/// How a paper of the check-list stands.
#[must_use]
pub fn paper_status(status: PaperStatus) -> Key {
    match status {
        PaperStatus::Present => t!("staff.paper.present"),
        PaperStatus::ReplacedByData => t!("staff.paper.replaced"),
        PaperStatus::Shown => t!("staff.paper.shown"),
        PaperStatus::NotNeeded => t!("staff.paper.not_needed"),
    }
}

/// Why a paper was taken though data replace it.
#[must_use]
pub fn data_problem(problem: DataProblem) -> Key {
    match problem {
        DataProblem::Missing => t!("staff.paper.data_missing"),
        DataProblem::Wrong => t!("staff.paper.data_wrong"),
        DataProblem::Unreachable => t!("staff.paper.data_unreachable"),
    }
}

/// Why a paper is asked for that data should replace.
#[must_use]
pub fn data_gap(problem: DataProblem) -> Key {
    match problem {
        DataProblem::Missing => t!("staff.supplement.data_missing"),
        DataProblem::Wrong => t!("staff.supplement.data_wrong"),
        DataProblem::Unreachable => t!("staff.supplement.data_unreachable"),
    }
}

/// How it stands, with the reason why the paper is not scanned.
#[must_use]
pub fn paper_finding(status: PaperStatus, not_scanned: Option<ScanException>) -> Key {
    match not_scanned {
        None => paper_status(status),
        Some(ScanException::FiledElectronically) => t!("staff.paper.not_scanned_electronic"),
        Some(ScanException::VerificationAnswer) => t!("staff.paper.not_scanned_verification"),
        Some(ScanException::Secret) => t!("staff.paper.not_scanned_secret"),
    }
}

/// How a fee was paid.
#[must_use]
pub fn fee_method(method: FeeMethod) -> Key {
    match method {
        FeeMethod::Cash => t!("staff.fee.cash"),
        FeeMethod::Transfer => t!("staff.fee.transfer"),
        FeeMethod::None => t!("staff.fee.waived"),
    }
}

/// Grant or denial.
#[must_use]
pub fn decision(kind: DecisionKind) -> Key {
    match kind {
        DecisionKind::Grant => t!("staff.decision.grant"),
        DecisionKind::Denial => t!("staff.decision.denial"),
    }
}

/// How a dossier came in.
#[must_use]
pub fn channel(channel: Channel) -> Key {
    match channel {
        Channel::Counter => t!("staff.channel.counter"),
        Channel::Post => t!("staff.channel.post"),
        Channel::Online => t!("staff.channel.online"),
    }
}
