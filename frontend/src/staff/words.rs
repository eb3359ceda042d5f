//! The officers' words for the domain's codes: actions, roles, guards, offices. Actions are named as in the rule table's
//! source (`statuses.json`).

use domain::{
    account::Role,
    dossier::{
        ActionName,
        action::{IdentityKind, PaperStatus},
        head::FeeMethod,
        refusal::Guard,
        state::DecisionKind,
    },
    procedure::Channel,
};
use frontend::{i18n::Key, t};

/// What an action is called, on its button and in the history.
#[must_use]
pub fn action(name: ActionName) -> Key {
    match name {
        ActionName::Accept => t!("staff.action.accept"),
        ActionName::RequestSupplement => t!("staff.action.request_supplement"),
        ActionName::ProposeSupplement => t!("staff.action.propose_supplement"),
        ActionName::AgreeSupplement => t!("staff.action.agree_supplement"),
        ActionName::Refuse => t!("staff.action.refuse"),
        ActionName::Resubmit => t!("staff.action.resubmit"),
        ActionName::SupplementReceived => t!("staff.action.supplement_received"),
        ActionName::AmendIntake => t!("staff.action.amend_intake"),
        ActionName::Forward => t!("staff.action.forward"),
        ActionName::ReferCompetence => t!("staff.action.refer_competence"),
        ActionName::DecideCompetence => t!("staff.action.decide_competence"),
        ActionName::Receive => t!("staff.action.receive"),
        ActionName::ReturnWrongAgency => t!("staff.action.return_wrong_agency"),
        ActionName::StartWork => t!("staff.action.start_work"),
        ActionName::Reassign => t!("staff.action.reassign"),
        ActionName::SubmitForApproval => t!("staff.action.submit_for_approval"),
        ActionName::SubmitForSignature => t!("staff.action.submit_for_signature"),
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
        ActionName::HandOver => t!("staff.action.hand_over"),
        ActionName::ChangeReturnPlace => t!("staff.action.change_return_place"),
    }
}

/// What an event of the history is called: an action, or the filing.
#[must_use]
pub fn event(id: &str) -> Key {
    match id {
        "file_at_counter" => t!("staff.action.file_at_counter"),
        _ => ActionName::from_id(id).map_or(t!("staff.action.submit"), action),
    }
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
        Role::ConsultedOfficer
        | Role::CentreAdmin
        | Role::SystemAdmin
        | Role::SupportTechnician
        | Role::PostalAgent => t!("staff.role.other"),
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

/// Why a guard of the rule table says no.
#[must_use]
pub fn guard(guard: Guard) -> Key {
    match guard {
        Guard::DossierComplete => t!("staff.guard.dossier_complete"),
        Guard::FeeAtFilingPaid => t!("staff.guard.fee_at_filing_paid"),
        Guard::SupplementAllowed => t!("staff.guard.supplement_allowed"),
        Guard::UnitHeadAgrees => t!("staff.guard.unit_head_agrees"),
        Guard::CompetenceResolved => t!("staff.guard.competence_resolved"),
        Guard::CompetenceUnresolved => t!("staff.guard.competence_unresolved"),
        Guard::Level1 | Guard::Levels2And3 | Guard::Level3First | Guard::LastEndorsement | Guard::DenyActorByLevel => {
            t!("staff.guard.levels")
        }
        Guard::KindGrant => t!("staff.guard.kind_grant"),
        Guard::KindDenial => t!("staff.guard.kind_denial"),
        Guard::FourEyes => t!("staff.guard.four_eyes"),
        Guard::ReturnOnPaper => t!("staff.guard.return_on_paper"),
        Guard::ReturnOnline => t!("staff.guard.return_online"),
        Guard::HereOrArrived => t!("staff.guard.here_or_arrived"),
        Guard::LiesElsewhere => t!("staff.guard.lies_elsewhere"),
        Guard::ResultDocument => t!("staff.guard.result_document"),
        Guard::ExternalNumber => t!("staff.guard.external_number"),
        Guard::IdentityCheck => t!("staff.guard.identity_check"),
        Guard::BeforeForward => t!("staff.guard.before_forward"),
    }
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
