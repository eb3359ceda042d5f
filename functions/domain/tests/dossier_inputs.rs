//! What is typed wrongly is named by its field, and nothing changes.

mod common;
mod dossier_stage;

use domain::{
    dossier::{
        Action, Actor,
        action::{CheckedPaper, DataProblem, FeeInput, IdentityCheck, MAX_ITEMS, MAX_TEXT, PaperStatus},
        head::{FeeMethod, ReturnTo},
        refusal::{Guard, Refusal},
        state::SupplementItem,
    },
    ids::FileId,
    procedure::ReturnMethod,
};
use dossier_stage::{
    BINH_LIEU, HA_TU, Stage,
    actions::{birth_in_process, publish, reason, receive, shop_in_process, supplement},
    actor, card, counter, document,
    forms::{birth_wholly_online, shop_at_counter},
    missing_paper, pdf, wrong_field,
};
use jiff::civil::date;

fn codes(stage: &Stage, who: &str, action: &Action) -> Vec<String> {
    stage.wrong(who, action).into_iter().map(|(field, code)| format!("{field} {code}")).collect()
}

/// The acceptance with other fees or another check-list.
fn acceptance(stage: &Stage, change: impl FnOnce(&mut Vec<CheckedPaper>, &mut Vec<FeeInput>)) -> Action {
    let mut action = stage.acceptance();
    if let Action::Accept { checklist, fees, .. } = &mut action {
        change(checklist, fees);
    }
    action
}

#[test]
fn reasons_are_needed_bounded_and_free_of_invisible_signs() {
    let birth = birth_wholly_online();
    let refuse = |reason: &str, guidance: &str| Action::Refuse {
        reason: reason.to_owned(),
        legal_basis: "Điều 17".to_owned(),
        guidance: guidance.to_owned(),
    };
    assert_eq!(codes(&birth, "tn-hatu", &refuse(" \n", "")), ["reason required", "guidance required"]);
    assert_eq!(codes(&birth, "tn-hatu", &refuse(&"x".repeat(MAX_TEXT + 1), "a")), ["reason too_long"]);
    assert_eq!(
        codes(&birth, "tn-hatu", &refuse("a\u{202e}b", "a\u{0}b")),
        ["reason bad_character", "guidance bad_character"]
    );
    let several_lines = refuse(&"ộ\n".repeat(MAX_TEXT / 2), "Nộp tại nơi cư trú");
    assert!(birth.attempt(&actor("tn-hatu"), &several_lines).is_ok(), "characters count, not bytes");
}

#[test]
fn a_check_list_names_every_paper_once_and_tells_the_truth() {
    let shop = shop_at_counter();
    let line = |paper, status| CheckedPaper { paper, status, not_scanned: None, fallback: None };
    let twice = acceptance(&shop, |list, _| list.push(line(0, PaperStatus::Present)));
    assert_eq!(codes(&shop, "tn-binhlieu", &twice), ["checklist[3] twice"]);
    let unknown = acceptance(&shop, |list, _| list.push(line(77, PaperStatus::Present)));
    assert_eq!(codes(&shop, "tn-binhlieu", &unknown), ["checklist[3] not_in_list"]);
    let short = acceptance(&shop, |list, _| list.truncate(2));
    let needed = acceptance(&shop, |list, _| list[0].status = PaperStatus::NotNeeded);
    let no_data = acceptance(&shop, |list, _| list[0].status = PaperStatus::ReplacedByData);
    for action in [short, needed, no_data] {
        assert_eq!(shop.guarded("tn-binhlieu", &action), Guard::DossierComplete, "{action:?}");
    }
    let shown = acceptance(&shop, |list, _| list[2].status = PaperStatus::Shown);
    assert!(shop.attempt(&actor("tn-binhlieu"), &shown).is_ok());
}

#[test]
fn a_fee_is_paid_once_with_a_receipt_or_waived_with_a_reason() {
    let shop = shop_at_counter();
    let twice = acceptance(&shop, |_, fees| fees.push(fees[0].clone()));
    assert_eq!(codes(&shop, "tn-binhlieu", &twice), ["fees[1] twice"]);
    let absurd = acceptance(&shop, |_, fees| fees[0].amount_vnd = u64::MAX);
    assert_eq!(codes(&shop, "tn-binhlieu", &absurd), ["fees[0].amount_vnd range"]);
    let long = acceptance(&shop, |_, fees| fees[0].receipt_number = "9".repeat(400));
    assert_eq!(codes(&shop, "tn-binhlieu", &long), ["fees[0].receipt_number too_long"]);

    let waive = |fee: &mut FeeInput, reason: &str| {
        *fee = FeeInput {
            rule: fee.rule,
            amount_vnd: 0,
            method: FeeMethod::None,
            receipt_number: String::new(),
            exemption: Some(reason.to_owned()),
        };
    };
    let none = acceptance(&shop, |_, fees| fees.clear());
    let no_receipt = acceptance(&shop, |_, fees| fees[0].receipt_number = " ".to_owned());
    let no_method = acceptance(&shop, |_, fees| fees[0].method = FeeMethod::None);
    let no_reason = acceptance(&shop, |_, fees| waive(&mut fees[0], " "));
    let other_rule = acceptance(&shop, |_, fees| fees[0].rule = 1);
    for action in [none, no_receipt, no_method, no_reason, other_rule] {
        assert_eq!(shop.guarded("tn-binhlieu", &action), Guard::FeeAtFilingPaid, "{action:?}");
    }
    let waived = acceptance(&shop, |_, fees| waive(&mut fees[0], "Hộ nghèo"));
    assert!(shop.attempt(&actor("tn-binhlieu"), &waived).is_ok());

    let birth = birth_wholly_online();
    let too_much = acceptance(&birth, |_, fees| {
        fees[0] = FeeInput { amount_vnd: 8_000, method: FeeMethod::Cash, ..fees[0].clone() };
        fees[0].receipt_number = "BL-1".to_owned();
        fees[0].exemption = Some("Hộ nghèo".to_owned());
    });
    assert_eq!(birth.guarded("tn-hatu", &too_much), Guard::FeeAtFilingPaid, "nothing is taken where nothing is due");
}

#[test]
fn a_supplement_list_is_full_exists_and_can_be_answered() {
    let shop = shop_at_counter();
    let unknown = supplement(vec![missing_paper(0), missing_paper(0), missing_paper(9), wrong_field("colour")]);
    let expected = ["items[1] twice", "items[2] not_in_list", "items[3] not_in_list"];
    assert_eq!(codes(&shop, "tn-binhlieu", &unknown), expected);
    assert_eq!(codes(&shop, "tn-binhlieu", &supplement(vec![])), ["items required"]);
    let many = supplement(vec![missing_paper(0); MAX_ITEMS + 1]);
    assert_eq!(codes(&shop, "tn-binhlieu", &many), ["items too_many"]);
    let today =
        Action::RequestSupplement { items: vec![missing_paper(0)], reason: reason(), due_on: date(2026, 11, 16) };
    assert_eq!(codes(&shop, "tn-binhlieu", &today), ["due_on in_the_past"]);
}

#[test]
fn a_paper_that_data_replace_is_asked_for_only_with_the_reason_why_they_do_not_do() {
    let birth = birth_wholly_online();
    let paper = birth.procedure().papers.iter().find(|paper| paper.data_first()).expect("one that data replace").id;
    let asked = |item, fallback| supplement(vec![SupplementItem { fallback, ..item }]);
    let without = asked(missing_paper(paper), None);
    assert_eq!(codes(&birth, "tn-hatu", &without), ["items[0].fallback data_replace_it"]);
    assert!(birth.attempt(&actor("tn-hatu"), &asked(missing_paper(paper), Some(DataProblem::Wrong))).is_ok());
    for item in [missing_paper(1), wrong_field("child_hometown")] {
        let pointless = asked(item, Some(DataProblem::Missing));
        assert_eq!(codes(&birth, "tn-hatu", &pointless), ["items[0].fallback not_in_list"]);
    }
}

#[test]
fn a_result_needs_the_pdf_that_it_names_and_a_number_of_its_register() {
    let mut birth = birth_in_process();
    let named = Action::SubmitForSignature { document: Some(FileId::from("draft")) };
    assert_eq!(birth.guarded("tl-vp-hatu", &named), Guard::ResultDocument, "no file came");
    birth.bringing(pdf("another"));
    assert_eq!(birth.guarded("tl-vp-hatu", &named), Guard::ResultDocument, "another file came");
    birth.brings.clear();
    birth.bringing(document(None, "draft", "image/png"));
    assert_eq!(birth.guarded("tl-vp-hatu", &named), Guard::ResultDocument, "a picture is no result");
    birth.brings.clear();
    birth.bringing(pdf("draft")).does("tl-vp-hatu", named).does("ct-hatu", Action::ApproveSign);
    assert_eq!(codes(&birth, "vt-hatu", &publish(" ", Some("KS-1"))), ["number required"]);
    assert_eq!(codes(&birth, "vt-hatu", &publish("1/2026", Some(&"1".repeat(61)))), ["external_number too_long"]);
    assert_eq!(codes(&birth, "vt-hatu", &publish("1\n2", Some("KS-1"))), ["number bad_character"]);
}

#[test]
fn a_return_place_is_offered_complete_and_changed_for_the_citizen_only_after_an_identity_check() {
    let shop = shop_at_counter();
    let to = |method, address: Option<&str>| Action::ChangeReturnPlace {
        return_to: ReturnTo { method, address: address.map(str::to_owned), ..counter(HA_TU) },
        identity: Some(card()),
    };
    assert_eq!(codes(&shop, "tkq-binhlieu", &to(ReturnMethod::Post, Some(" "))), ["return_to.address required"]);
    let long = "x".repeat(301);
    assert_eq!(codes(&shop, "tkq-binhlieu", &to(ReturnMethod::Counter, Some(&long))), ["return_to.address too_long"]);
    let unchecked = Action::ChangeReturnPlace { return_to: counter(HA_TU), identity: None };
    assert_eq!(codes(&shop, "tkq-binhlieu", &unchecked), ["identity.number required"]);
    let empty = IdentityCheck { number: "  ".to_owned(), ..card() };
    let empty = Action::ChangeReturnPlace { return_to: counter(HA_TU), identity: Some(empty) };
    assert_eq!(codes(&shop, "tkq-binhlieu", &empty), ["identity.number required"]);
    let long = IdentityCheck { number: "1".repeat(301), ..card() };
    let hand = Action::ChangeReturnPlace { return_to: counter(BINH_LIEU), identity: Some(long) };
    assert_eq!(codes(&shop, "tkq-binhlieu", &hand), ["identity.number too_long"]);
    assert_eq!(shop.refused(&actor("tkq-hatu"), &to(ReturnMethod::Counter, None)), Refusal::NotYours);
    let birth = birth_wholly_online();
    let mine = Action::ChangeReturnPlace { return_to: counter(HA_TU), identity: None };
    assert!(birth.attempt(&actor("cd-lan"), &mine).is_ok());
    assert_eq!(birth.refused(&actor("cd-hung"), &mine), Refusal::NotYours, "another citizen");
}

#[test]
fn only_the_officer_in_charge_and_the_heads_of_the_office_touch_a_case() {
    let mut shop = shop_in_process();
    let reassign = Action::Reassign { assignee: actor("tl-kt-binhlieu").account, reason: reason() };
    for who in ["tl-kt-baichay", "tp-vp-baichay", "tp-kt-binhlieu", "ct-baichay", "ql-baichay", "ql-tinh", "qt-baichay"]
    {
        assert_eq!(shop.refused(&actor(who), &reassign), Refusal::NotYours, "{who}");
    }
    shop.does("tp-kt-baichay", reassign);
    shop.bringing(pdf("draft"));
    let sign = Action::SubmitForSignature { document: Some(FileId::from("draft")) };
    assert_eq!(shop.refused(&actor("tl-kt-baichay"), &sign), Refusal::NotYours, "somebody else is in charge now");
    let taken = receive("tl-kt-baichay", 3);
    assert!(matches!(shop.refused(&actor("tp-kt-baichay"), &taken), Refusal::Impossible { .. }));
}

#[test]
fn the_system_forwards_no_paper() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    let forward = Action::Forward { paper_count: 3 };
    assert!(matches!(shop.refused(&Actor::system(), &forward), Refusal::Input(_)));
    let mut birth = birth_wholly_online();
    let accept = birth.acceptance();
    birth.does("tn-hatu", accept).by(&Actor::system(), Action::Forward { paper_count: 0 });
}
