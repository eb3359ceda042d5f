//! Decisions: denials at each level, four eyes, wrong agencies, competence that no rule decides.

mod common;
mod dossier_stage;

use domain::{
    dossier::{
        Action, Actor, StateName,
        event::Payload,
        refusal::{Guard, Refusal},
        state::DecisionKind,
    },
    ids::FileId,
};
use dossier_stage::{
    BAI_CHAY, HA_TU,
    actions::{basis, birth_in_process, path, publish, reason, receive, supplement},
    actor,
    forms::{badge_at_counter, birth_wholly_online, shop_at_counter},
    missing_paper, pdf,
};

#[test]
fn a_denial_at_level_one_is_the_case_officers_and_needs_no_file() {
    let mut birth = birth_in_process();
    let deny = Action::Deny { reason: reason(), legal_basis: basis(), document: None };
    assert_eq!(birth.guarded("tp-vp-hatu", &deny), Guard::DenyActorByLevel);
    birth.does("tl-vp-hatu", deny);
    assert_eq!(birth.guarded("ct-hatu", &Action::ApproveSign), Guard::KindGrant);
    birth.does("ct-hatu", Action::SignDenial).does("vt-hatu", publish("5/TB", None));
    let result = birth.dossier.state.result().expect("a denial is a result");
    assert_eq!((result.decision, result.external_number.as_deref()), (DecisionKind::Denial, None));
    assert_eq!((result.reason.clone(), result.legal_basis.clone()), (Some(reason()), Some(basis())));
    birth.by(&Actor::system(), Action::DeliverOnline);
    assert_eq!(birth.state(), StateName::Returned);
}

#[test]
fn a_denial_at_level_two_goes_by_approval_or_is_the_heads() {
    let mut badge = badge_at_counter();
    let accept = badge.acceptance();
    badge
        .does("tn-mongcai1", accept)
        .does("tn-mongcai1", Action::Forward { paper_count: 2 })
        .does("tp-sxd", receive("tl-sxd", 2))
        .does("tl-sxd", Action::StartWork);
    let deny = Action::Deny { reason: reason(), legal_basis: basis(), document: None };
    assert_eq!(badge.guarded("tl-sxd", &deny), Guard::DenyActorByLevel);
    let bare = Action::SubmitForApproval {
        decision: DecisionKind::Denial,
        document: None,
        reason: Some(" ".to_owned()),
        legal_basis: None,
    };
    let fields: Vec<String> = badge.wrong("tl-sxd", &bare).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["reason", "legal_basis"]);
    let draft = Action::SubmitForApproval {
        decision: DecisionKind::Denial,
        document: None,
        reason: Some(reason()),
        legal_basis: Some(basis()),
    };
    badge.does("tl-sxd", draft.clone()).does("tp-sxd", Action::ReturnForRework { reason: reason() });
    assert_eq!(badge.state(), StateName::InProcess);
    badge.does("tl-sxd", draft).does("tp-sxd", Action::Endorse).does("gd-sxd", Action::SignDenial);
    badge.does("vt-sxd", Action::ReturnForResigning { reason: reason() });
    assert_eq!(badge.state(), StateName::PendingSignature);
    assert_eq!(path(&badge).iter().filter(|action| **action == "sign_denial").count(), 1, "the void one stays");
    badge.does("gd-sxd", Action::ReturnForRework { reason: reason() });
    // The head may also deny by himself.
    badge.does("tp-sxd", Action::Deny { reason: reason(), legal_basis: basis(), document: None });
    badge.does("gd-sxd", Action::SignDenial);
    assert_eq!(badge.state(), StateName::Denied);
}

#[test]
fn of_two_heads_only_the_one_whom_the_first_named_gives_the_last_endorsement() {
    let mut badge = badge_at_counter();
    let mut special = badge.procedure().clone();
    special.approval_levels = 3;
    badge.special = Some(Box::new(special));
    let accept = badge.acceptance();
    let draft = Action::SubmitForApproval {
        decision: DecisionKind::Grant,
        document: Some(FileId::from("badge")),
        reason: None,
        legal_basis: None,
    };
    badge
        .does("tn-mongcai1", accept)
        .does("tn-mongcai1", Action::Forward { paper_count: 2 })
        .does("tp-sxd", receive("tl-sxd", 2))
        .does("tl-sxd", Action::StartWork)
        .bringing(pdf("badge"))
        .does("tl-sxd", draft);
    assert_eq!(badge.guarded("tp-sxd", &Action::Endorse), Guard::LastEndorsement, "the first one names another");
    badge.does("tp-sxd", Action::EndorseOnward { assignee: "second-head".into() });
    let head = |account: &str| {
        let mut head = actor("tp-sxd");
        head.account = account.into();
        head
    };
    let deny = Action::Deny { reason: reason(), legal_basis: basis(), document: None };
    assert_eq!(badge.refused(&head("third-head"), &Action::Endorse), Refusal::Guard(Guard::LastEndorsement));
    assert_eq!(badge.refused(&head("third-head"), &deny), Refusal::Guard(Guard::DenyActorByLevel));
    assert_eq!(badge.refused(&actor("tp-sxd"), &Action::Endorse), Refusal::Guard(Guard::LastEndorsement));
    badge.by(&head("second-head"), Action::Endorse);
    assert_eq!(badge.state(), StateName::PendingSignature);
}

#[test]
fn a_dossier_at_the_wrong_agency_goes_to_coordination_and_keeps_its_date_and_code() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept)
        .does("tn-binhlieu", Action::Forward { paper_count: 3 })
        .does("tp-kt-baichay", receive("tl-kt-baichay", 3));
    let Action::RequestSupplement { items, reason: why, due_on } = supplement(vec![missing_paper(1)]) else {
        unreachable!()
    };
    shop.does("tl-kt-baichay", Action::ProposeSupplement { items, reason: why, due_on })
        .does("tp-kt-baichay", Action::AgreeSupplement);
    let (due, code) = (shop.due_on(), shop.dossier.code.clone());
    shop.when("2026-11-17T10:00").does(
        "tp-kt-baichay",
        Action::ReturnWrongAgency { reason: reason(), legal_basis: basis(), proposed_agency: None, paper_count: None },
    );
    assert_eq!(shop.state(), StateName::AwaitingCompetence);
    assert_eq!(shop.dossier.desk().as_str(), "COORD");
    assert_eq!(shop.last().due, None);
    let Payload::Input { input } = &shop.last().payload else { panic!("the legal basis stays in the history") };
    assert_eq!(input["legal_basis"], basis());
    let nobody = Action::DecideCompetence { agency: "99999".into(), reason: reason(), paper_count: None };
    assert_eq!(shop.wrong("dp-tinh", &nobody), [("agency".to_owned(), "not_in_list".to_owned())]);
    shop.does("dp-tinh", Action::DecideCompetence { agency: HA_TU.into(), reason: reason(), paper_count: None });
    assert_eq!((shop.due_on(), &shop.dossier.code), (due, &code));
    assert_eq!(shop.dossier.desk().as_str(), "06652/CX-KINHTE");
    assert_eq!(shop.dossier.national_status(), 4, "it never falls back to 2");
    shop.does("tp-kt-hatu", receive("tl-kt-hatu", 3)).does("tl-kt-hatu", Action::StartWork);
    let list = supplement(vec![missing_paper(1)]);
    assert_eq!(shop.guarded("tl-kt-hatu", &list), Guard::UnitHeadAgrees, "another head's agreement does not count");
}

#[test]
fn a_coordinator_names_another_agency_as_long_as_nothing_is_decided() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept).does("tn-binhlieu", Action::Forward { paper_count: 3 });
    let (due, code) = (shop.due_on(), shop.dossier.code.clone());
    let to = |agency: &str| Action::Reroute { agency: agency.into(), reason: reason(), legal_basis: basis() };
    assert_eq!(shop.refused(&actor("tp-kt-baichay"), &to(HA_TU)), Refusal::NotYours);
    assert_eq!(shop.wrong("dp-tinh", &to(BAI_CHAY)), [("agency".to_owned(), "same_agency".to_owned())]);
    assert_eq!(shop.wrong("dp-tinh", &to("99999")), [("agency".to_owned(), "not_in_list".to_owned())]);
    let silent = Action::Reroute { agency: HA_TU.into(), reason: String::new(), legal_basis: basis() };
    assert_eq!(shop.wrong("dp-tinh", &silent), [("reason".to_owned(), "required".to_owned())]);
    shop.does("tp-kt-baichay", receive("tl-kt-baichay", 3)).does("tl-kt-baichay", Action::StartWork);
    shop.does("dp-tinh", to(HA_TU));
    assert_eq!(shop.state(), StateName::InTransfer);
    assert_eq!(shop.dossier.desk().as_str(), "06652/CX-KINHTE");
    assert_eq!((shop.due_on(), &shop.dossier.code), (due, &code));
    shop.does("tp-kt-hatu", receive("tl-kt-hatu", 3)).does("tl-kt-hatu", Action::StartWork);
    shop.does("tl-kt-hatu", Action::Deny { reason: reason(), legal_basis: basis(), document: None });
    assert_eq!(
        shop.refused(&actor("dp-tinh"), &to(BAI_CHAY)),
        Refusal::Impossible { state: shop.state() },
        "a drafted decision stays where it is"
    );
}

#[test]
fn what_no_rule_decides_is_referred_and_decided_by_the_coordinator() {
    let mut shop = shop_at_counter();
    shop.dossier.resolver = None;
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    assert_eq!(shop.guarded("tn-binhlieu", &Action::Forward { paper_count: 3 }), Guard::CompetenceResolved);
    shop.does("tn-binhlieu", Action::ReferCompetence { reason: reason(), proposed_agency: None });
    assert_eq!(
        shop.refused(&actor("tp-kt-baichay"), &receive("tl-kt-baichay", 3)),
        Refusal::Impossible { state: StateName::AwaitingCompetence }
    );
    shop.does("ql-tinh", Action::DecideCompetence { agency: BAI_CHAY.into(), reason: reason(), paper_count: None });
    assert_eq!(shop.dossier.desk().as_str(), "06673/CX-KINHTE");
    let resolver = shop.dossier.resolver.clone().expect("decided");
    assert_eq!(resolver.signing_office.as_str(), "CX-KINHTE");
}

#[test]
fn four_eyes_stop_whoever_accepted_it_from_signing_it() {
    let mut birth = birth_wholly_online();
    let mut both = actor("tn-hatu");
    both.posts.extend(actor("ct-hatu").posts);
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth
        .by(&both, accept)
        .does("tn-hatu", Action::Forward { paper_count: 0 })
        .does("tp-vp-hatu", receive("tl-vp-hatu", 0))
        .does("tl-vp-hatu", Action::StartWork)
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    assert_eq!(birth.refused(&both, &Action::ApproveSign), Refusal::Guard(Guard::FourEyes));
    birth.does("ct-hatu", Action::ApproveSign);
    assert!(!birth.last().four_eyes_off);
}
