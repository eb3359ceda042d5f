//! The three journeys through the pure domain, and the ways of return.

mod common;
mod dossier_stage;

use domain::{
    account::Role,
    dossier::{
        Action, Actor, StateName,
        event::{Payload, content},
        head::Clock,
        refusal::{Guard, Refusal},
        state::{DecisionKind, State},
    },
    ids::FileId,
};
use dossier_stage::{
    BINH_LIEU, HA_TU, MONG_CAI_1, TYPED_NUMBER,
    actions::{hand_over, path, publish, receive, shop_in_process, supplement},
    actor, answer_field, answer_paper, card, counter, document,
    forms::{badge_at_counter, birth_online, birth_wholly_online, shop_at_counter},
    missing_paper, online, pdf, wrong_field,
};
use jiff::civil::date;
use serde_json::json;

#[test]
fn a_birth_filed_by_phone_in_the_evening_is_decided_next_morning_and_delivered_online() {
    let mut birth = birth_wholly_online();
    assert_eq!(birth.last().by.role, Role::Citizen);
    assert!(matches!(birth.dossier.clock, Clock::Intake { .. }));
    assert_eq!(birth.due_on(), None, "nothing is due before acceptance but the notice");
    assert_eq!(birth.dossier.desk().as_str(), "TT-06652");

    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth.does("tn-hatu", accept);
    assert_eq!(birth.due_on(), Some(date(2026, 11, 17)), "the same day");
    let slip = birth.last().slip.as_ref().map(|slip| (slip.form.as_str(), slip.number));
    assert_eq!(slip, Some(("01", 41)));

    birth.does("tn-hatu", Action::Forward { paper_count: 0 });
    assert_eq!(birth.dossier.desk().as_str(), "06652/CX-VP");
    birth.does("tp-vp-hatu", receive("tl-vp-hatu", 0)).does("tl-vp-hatu", Action::StartWork);
    birth
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    assert_eq!(birth.dossier.desk().as_str(), "06652/CX-CHUTICH");
    birth.does("ct-hatu", Action::ApproveSign);
    let Payload::Input { input } = &birth.last().payload else { panic!("the signature is in the history") };
    assert_eq!(input["signature"]["signer_name"], "Ngô Văn Sơn");
    assert_eq!(input["signature"]["demonstration"], true);

    assert_eq!(birth.guarded("vt-hatu", &publish("101/2026", None)), Guard::ExternalNumber);
    birth.does("vt-hatu", publish("101/2026", Some("KS-2026-22-000101")));
    assert!(matches!(birth.dossier.clock, Clock::Stopped { .. }));
    birth.by(&Actor::system(), Action::DeliverOnline);
    assert_eq!(birth.state(), StateName::Returned);
    let result = birth.dossier.state.result().expect("a result");
    assert_eq!(result.external_number.as_deref(), Some("KS-2026-22-000101"));
    assert_eq!(result.document, Some(FileId::from("draft")));
    assert_eq!(
        path(&birth),
        [
            "submit",
            "accept",
            "forward",
            "receive",
            "start_work",
            "submit_for_signature",
            "approve_sign",
            "publish",
            "deliver_online"
        ]
    );
}

#[test]
fn a_birth_collected_where_it_is_decided_waits_at_the_returns_desk_without_travelling() {
    let mut birth = birth_online(counter(HA_TU));
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth
        .does("tn-hatu", accept)
        .does("tn-hatu", Action::Forward { paper_count: 0 })
        .does("tp-vp-hatu", receive("tl-vp-hatu", 0))
        .does("tl-vp-hatu", Action::StartWork)
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("ct-hatu", Action::ApproveSign)
        .does("vt-hatu", publish("101/2026", Some("KS-101")));
    assert_eq!(birth.dossier.desk().as_str(), "TT-06652", "the returns desk sees it");
    assert_eq!(birth.guarded("vt-hatu", &Action::SendResult { paper_count: 1 }), Guard::LiesElsewhere);
    assert_eq!(birth.refused(&Actor::system(), &Action::DeliverOnline), Refusal::Guard(Guard::ReturnOnline));
    birth
        .does("tkq-hatu", Action::ReceiveResult { paper_count: 1 })
        .does("tkq-hatu", hand_over("Nguyễn Thị Lan", None));
    assert_eq!(birth.state(), StateName::Returned);
}

#[test]
fn a_shop_filed_far_away_is_decided_where_it_lies_supplemented_once_and_handed_over_where_it_was_filed() {
    let mut shop = shop_at_counter();
    assert!(shop.last().by.on_behalf);
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    assert_eq!((shop.dossier.fees[0].amount_vnd, shop.dossier.fees[0].receipt_number.as_str()), (50_000, "BL-0"));
    assert_eq!(shop.due_on(), Some(date(2026, 11, 19)), "three working days");

    shop.does("tn-binhlieu", Action::Forward { paper_count: 3 });
    assert_eq!(shop.dossier.desk().as_str(), "06673/CX-KINHTE");
    let short = shop.when("2026-11-17T08:00").wrong("tp-kt-baichay", &receive("tl-kt-baichay", 2));
    assert_eq!(short, [("paper_count".to_owned(), "differs_from_slip".to_owned())]);
    shop.does("tp-kt-baichay", receive("tl-kt-baichay", 3)).does("tl-kt-baichay", Action::StartWork);

    let list = vec![missing_paper(1), wrong_field("employees")];
    assert_eq!(shop.guarded("tl-kt-baichay", &supplement(list.clone())), Guard::UnitHeadAgrees);
    shop.when("2026-11-17T10:00");
    let Action::RequestSupplement { items, reason, due_on } = supplement(list.clone()) else { unreachable!() };
    shop.does("tl-kt-baichay", Action::ProposeSupplement { items, reason, due_on });
    assert_eq!(shop.guarded("tl-kt-baichay", &supplement(list.clone())), Guard::UnitHeadAgrees);
    shop.does("tp-kt-baichay", Action::AgreeSupplement);
    let other = supplement(vec![missing_paper(1)]);
    assert_eq!(shop.guarded("tl-kt-baichay", &other), Guard::UnitHeadAgrees, "the head agreed to another list");
    shop.does("tl-kt-baichay", supplement(list.clone()));
    assert!(matches!(shop.dossier.clock, Clock::Paused { .. }));
    assert_eq!(shop.due_on(), Some(date(2026, 11, 19)), "a pause does not change the date before it ends");

    shop.when("2026-11-19T09:00").bringing(document(Some(1), "proxy", "image/jpeg"));
    shop.does(
        "tn-binhlieu",
        Action::SupplementReceived {
            items: vec![answer_paper(1), answer_field("employees", json!(3))],
            paper_count: 1,
            identity: Some(card()),
        },
    );
    assert_eq!(shop.state(), StateName::InProcess);
    assert_eq!(shop.due_on(), Some(date(2026, 11, 23)), "two days of waiting and a weekend later");
    let change = shop.last().due.clone().expect("the change is told");
    assert!(change.from < change.to);
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("01"));
    assert_eq!(shop.content.answers["employees"], json!(3));
    assert_eq!(shop.dossier.paper_count, 4);
    let again = shop.guarded("tl-kt-baichay", &supplement(list));
    assert_eq!(again, Guard::SupplementAllowed, "once a stage");

    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign)
        .does("vt-baichay", publish("22G8-001", Some("5701234567")));
    assert_eq!(shop.dossier.desk().as_str(), "06673/VT");
    assert_eq!(shop.guarded("tkq-binhlieu", &Action::ReceiveResult { paper_count: 1 }), Guard::HereOrArrived);
    shop.does("vt-baichay", Action::SendResult { paper_count: 1 });
    assert_eq!(shop.dossier.desk().as_str(), "TT-06838");
    shop.does("tkq-binhlieu", Action::ReceiveResult { paper_count: 1 })
        .does("tkq-binhlieu", hand_over("Đặng Thị Oanh", None));
    assert_eq!(shop.state(), StateName::Returned);
    assert_eq!(shop.dossier.code.as_str(), "H49.901-261116-0001");
}

#[test]
fn a_badge_passes_two_levels_and_is_handed_to_a_proxy_at_the_other_end_of_the_province() {
    let mut badge = badge_at_counter();
    let accept = badge.acceptance();
    badge.does("tn-mongcai1", accept).does("tn-mongcai1", Action::Forward { paper_count: 2 });
    assert_eq!(badge.due_on(), Some(date(2026, 11, 18)), "two working days");
    assert_eq!(badge.dossier.desk().as_str(), "QN-SXD/QN-SXD");
    badge.does("tp-sxd", receive("tl-sxd", 2)).does("tl-sxd", Action::StartWork);
    let direct = Action::SubmitForSignature { document: Some(FileId::from("badge")) };
    assert_eq!(badge.guarded("tl-sxd", &direct), Guard::Level1);
    badge.bringing(pdf("badge")).does(
        "tl-sxd",
        Action::SubmitForApproval {
            decision: DecisionKind::Grant,
            document: Some(FileId::from("badge")),
            reason: None,
            legal_basis: None,
        },
    );
    let onward = Action::EndorseOnward { assignee: "gd-sxd".into() };
    assert_eq!(badge.guarded("tp-sxd", &onward), Guard::Level3First);
    badge.does("tp-sxd", Action::Endorse).does("gd-sxd", Action::ApproveSign).does("vt-sxd", publish("PH-77", None));
    badge
        .does("vt-sxd", Action::SendResult { paper_count: 1 })
        .does("tkq-mongcai1", Action::ReceiveResult { paper_count: 1 })
        .does("tkq-mongcai1", hand_over("Lê Văn Tám", Some("Giấy uỷ quyền 14/UQ")));
    let State::Returned { receiver, .. } = &badge.dossier.state else { panic!("returned") };
    assert_eq!(receiver.proxy.as_deref(), Some("Giấy uỷ quyền 14/UQ"));
    assert_eq!(receiver.id_masked.as_deref(), Some("••••••••5544"));
}

#[test]
fn a_result_chosen_online_while_it_travels_still_arrives_and_is_then_delivered() {
    let mut shop = shop_on_its_way();
    shop.does("tkq-binhlieu", Action::ChangeReturnPlace { return_to: online(BINH_LIEU), identity: Some(card()) });
    shop.does("tkq-binhlieu", Action::ReceiveResult { paper_count: 1 }).by(&Actor::system(), Action::DeliverOnline);
    assert_eq!(shop.state(), StateName::Returned);
}

#[test]
fn a_result_wanted_elsewhere_while_it_travels_is_sent_on_after_its_arrival() {
    let mut shop = shop_on_its_way();
    let elsewhere = Action::ChangeReturnPlace { return_to: counter(MONG_CAI_1), identity: Some(card()) };
    shop.does("tkq-binhlieu", elsewhere);
    assert_eq!(shop.dossier.desk().as_str(), "TT-06838", "it goes where it was sent");
    assert_eq!(shop.refused(&actor("tkq-mongcai1"), &Action::ReceiveResult { paper_count: 1 }), Refusal::NotYours);
    shop.does("tkq-binhlieu", Action::ReceiveResult { paper_count: 1 });
    assert_eq!(shop.refused(&actor("tkq-mongcai1"), &hand_over("Đặng Thị Oanh", None)), Refusal::NotYours);
    shop.does("tkq-binhlieu", Action::SendResult { paper_count: 1 });
    assert_eq!(shop.dossier.desk().as_str(), "TT-06712");
    shop.does("tkq-mongcai1", Action::ReceiveResult { paper_count: 1 })
        .does("tkq-mongcai1", hand_over("Đặng Thị Oanh", None));
    assert_eq!(shop.state(), StateName::Returned);
}

fn shop_on_its_way() -> dossier_stage::Stage {
    let mut shop = shop_in_process();
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign)
        .does("vt-baichay", publish("22G8-001", Some("5701234567")))
        .does("vt-baichay", Action::SendResult { paper_count: 1 });
    shop
}

#[test]
fn a_whole_life_keeps_no_identity_number_that_was_typed_at_a_desk_and_folds_to_its_content() {
    let mut shop = shop_in_process();
    shop.does("tkq-binhlieu", Action::ChangeReturnPlace { return_to: counter(MONG_CAI_1), identity: Some(card()) });
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("tp-kt-baichay", Action::ApproveSign)
        .does("vt-baichay", publish("22G8-001", Some("5701234567")))
        .does("vt-baichay", Action::SendResult { paper_count: 1 })
        .does("tkq-mongcai1", Action::ReceiveResult { paper_count: 1 })
        .does("tkq-mongcai1", hand_over("Đặng Thị Oanh", None));
    let stored = serde_json::to_string(&(&shop.dossier, &shop.events)).expect("JSON");
    assert!(!stored.contains(TYPED_NUMBER));
    assert_eq!(content(&shop.events), shop.content);
    let again: domain::dossier::Dossier =
        serde_json::from_str(&serde_json::to_string(&shop.dossier).expect("JSON")).expect("a dossier");
    assert_eq!(again, shop.dossier);
}
