//! Corrections of the intake: what they change, what they must not, and that the history still folds to the form.

mod common;
mod dossier_stage;

use common::answers;
use domain::{
    deadline,
    dossier::{
        Action, StateName,
        event::{Payload, content},
        head::Clock,
        refusal::{Guard, Refusal},
    },
    form::Answers,
    ids::ProcedureCode,
    procedure::{Channel, ReturnMethod},
};
use dossier_stage::{
    BADGE, BAI_CHAY, CALENDAR, Filing, HA_TU, Stage,
    actions::{reason, receive, supplement},
    actor, at,
    forms::{birth_wholly_online, company, shop_at_counter},
    missing_paper,
};
use jiff::civil::date;
use serde_json::{Value, json};

fn amend(changes: Value) -> Action {
    Action::AmendIntake { procedure: None, answers: answers(changes), reason: reason() }
}

fn replace(code: &str, form: Answers) -> Action {
    Action::AmendIntake { procedure: Some(ProcedureCode::from(code)), answers: form, reason: reason() }
}

fn accepted_shop() -> Stage {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept);
    shop
}

#[test]
fn a_wrong_name_is_corrected_before_acceptance_and_the_notice_stays_as_it_was() {
    let mut birth = birth_wholly_online();
    let clock = birth.dossier.clock.clone();
    birth.when("2026-11-17T08:00").does("tn-hatu", amend(json!({ "requester_full_name": "Nguyễn Thị Lân" })));
    assert_eq!(birth.dossier.clock, clock, "the notice is still due from the filing");
    assert_eq!(birth.dossier.applicant.name, "Nguyễn Thị Lân");
    assert_eq!(birth.dossier.owner, actor("cd-lan").citizen, "who filed online keeps it");
    assert_eq!((birth.last().slip.clone(), birth.last().due.clone()), (None, None), "no form 01 was issued yet");
    let Payload::Change { answers, .. } = &birth.last().payload else { panic!("a change") };
    assert_eq!(Value::Object(answers.clone()), json!({ "requester_full_name": "Nguyễn Thị Lân" }), "only what changed");
    assert_eq!(content(&birth.events), birth.content);
}

#[test]
fn after_acceptance_a_corrected_name_issues_form_01_again_with_the_same_date() {
    let mut shop = accepted_shop();
    let clock = shop.dossier.clock.clone();
    shop.when("2026-11-18T09:00").does("tn-binhlieu", amend(json!({ "requester_full_name": "Đặng Thị Oánh" })));
    assert_eq!(shop.dossier.clock, clock, "only a corrected procedure computes the date anew");
    assert_eq!(shop.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("01"));
    assert_eq!(shop.dossier.slips.len(), 2);
}

#[test]
fn a_removed_answer_is_gone_from_the_content_and_a_wrong_owner_does_not_keep_the_dossier() {
    let mut shop = shop_at_counter();
    let first = shop.dossier.owner.clone();
    shop.does(
        "tn-binhlieu",
        amend(json!({ "requester_id_number": null, "applicant_kind": "foreigner",
            "requester_passport_number": "C1234567", "requester_passport_country": "KR" })),
    );
    assert!(!shop.content.answers.contains_key("requester_id_number"));
    assert!(first.is_some());
    assert_eq!(shop.dossier.owner, None);
    assert_eq!(content(&shop.events), shop.content);
}

#[test]
fn another_place_before_forwarding_moves_the_dossier_and_its_reasons() {
    let mut shop = accepted_shop();
    let due = shop.due_on();
    let elsewhere = json!({ "business_address": { "unit_code": HA_TU, "detail": "Tổ 9" } });
    shop.does("tn-binhlieu", amend(elsewhere.clone()));
    assert_eq!(shop.dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str()), Some(HA_TU));
    let reasons = serde_json::to_string(&shop.content.competence).expect("JSON");
    assert!(reasons.contains(HA_TU) && !reasons.contains(BAI_CHAY), "{reasons}");
    assert_eq!(shop.due_on(), due);
    assert_eq!(shop.dossier.code.as_str(), "H49.901-261116-0001", "the code never changes");
}

#[test]
fn once_forwarded_neither_place_nor_procedure_changes_but_a_name_does() {
    let mut shop = accepted_shop();
    shop.does("tn-binhlieu", Action::Forward { paper_count: 3 });
    let elsewhere = amend(json!({ "business_address": { "unit_code": HA_TU, "detail": "Tổ 9" } }));
    assert_eq!(shop.guarded("tn-binhlieu", &elsewhere), Guard::BeforeForward);
    assert_eq!(shop.guarded("tn-binhlieu", &replace(BADGE, company("Cấp phù hiệu xe"))), Guard::BeforeForward);
    let name = amend(json!({ "requester_full_name": "Đặng Thị Oánh" }));
    shop.does("tn-binhlieu", name.clone()).does("tp-kt-baichay", receive("tl-kt-baichay", 3));
    shop.does("tn-binhlieu", name.clone()).does("tl-kt-baichay", Action::StartWork);
    let too_late = shop.refused(&actor("tn-binhlieu"), &name);
    assert_eq!(too_late, Refusal::Impossible { state: StateName::InProcess });
}

#[test]
fn a_wrong_procedure_is_corrected_with_a_new_date_from_the_same_receipt_a_new_agency_and_form_01() {
    let mut shop = accepted_shop();
    shop.dossier.return_to.method = ReturnMethod::Online;
    let received = shop.dossier.clock.started().expect("accepted").received_at;
    let before = shop.dossier.clock.due_at();
    shop.when("2026-11-17T09:00").does("tn-binhlieu", replace(BADGE, company("Cấp phù hiệu xe")));
    let Clock::Running { started } = &shop.dossier.clock else { panic!("it runs on") };
    assert_eq!(started.received_at, received);
    let badge = shop.procedure();
    let fresh = deadline::start(received, badge, &shop.content.answers, &shop.facts(), &CALENDAR);
    assert_eq!((started.due_on, started.clone()), (Some(date(2026, 11, 18)), fresh));
    let change = shop.last().due.clone().expect("the change is told");
    assert_eq!((change.from, change.to), (before, shop.dossier.clock.due_at()));
    assert_eq!(shop.dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str()), Some("QN-SXD"));
    assert_eq!(shop.dossier.applicant.organisation.as_deref(), Some("Công ty TNHH Vận tải Ví Dụ"));
    assert!(!shop.content.answers.contains_key("business_name"), "the old form is in the history only");
    assert!(shop.content.papers.iter().all(|paper| paper.paper.is_none_or(|id| {
        let old = dossier_stage::procedure(dossier_stage::SHOP).papers.iter().find(|old| old.id == id);
        old.map(|old| &old.name_vi) == badge.papers.iter().find(|new| new.id == id).map(|new| &new.name_vi)
    })));
    assert_eq!(shop.content.papers.len(), 3, "no paper is lost");
    assert_eq!(content(&shop.events), shop.content);
    assert_eq!(shop.dossier.return_to.method, ReturnMethod::Online, "the new procedure offers it too");
}

#[test]
fn a_corrected_answer_does_not_change_the_date_even_where_it_names_another_case() {
    let mut form = company("Liên thông khai sinh");
    form.remove("states_paper_1");
    form.extend(answers(json!({ "matter_place": HA_TU, "states_time_1": false })));
    let mut birth = Stage::file(Filing {
        procedure: "2.000986",
        answers: form,
        channel: Channel::Counter,
        centre: HA_TU,
        by: actor("tn-hatu"),
        return_to: dossier_stage::counter(HA_TU),
        paper_count: 0,
        now: at("2026-11-16T09:00"),
    });
    let accept = birth.acceptance();
    birth.does("tn-hatu", accept);
    assert_eq!(birth.due_on(), Some(date(2026, 12, 7)), "20 calendar days, the last one moved from a Sunday");
    birth.does("tn-hatu", amend(json!({ "states_time_1": true })));
    let other = deadline::start(birth.now, birth.procedure(), &birth.content.answers, &birth.facts(), &CALENDAR);
    assert_ne!(other.due_on, birth.due_on(), "the other case has another time");
    assert_eq!(birth.due_on(), Some(date(2026, 12, 7)));
}

#[test]
fn a_corrected_procedure_that_does_not_know_the_way_of_return_falls_back_to_the_counter() {
    let mut badge = dossier_stage::forms::badge_at_counter();
    badge.dossier.return_to.method = ReturnMethod::Online;
    let certified = "2.000815";
    let mut form = company("Chứng thực");
    let known: Vec<String> =
        dossier_stage::procedure(certified).fields.iter().map(|field| field.name.clone()).collect();
    form.retain(|name, _| known.contains(name));
    form.insert(
        "documents".to_owned(),
        json!([{ "document_type": "diploma", "issuer": "Trường A", "pages": 2, "copies": 3 }]),
    );
    form.insert("shown_original".to_owned(), json!(true));
    form.insert("states_paper_1".to_owned(), json!(false));
    match badge.attempt(&actor("tn-mongcai1"), &replace(certified, form)) {
        Ok((dossier, _)) => assert_eq!(dossier.return_to.method, ReturnMethod::Counter),
        Err(refusal) => panic!("{refusal:?}"),
    }
}

#[test]
fn the_procedure_is_not_corrected_under_an_open_supplement_but_a_name_is() {
    let mut shop = shop_at_counter();
    shop.does("tn-binhlieu", supplement(vec![missing_paper(0)]));
    let wrong = shop.wrong("tn-binhlieu", &replace(BADGE, company("Cấp phù hiệu xe")));
    assert_eq!(wrong, [("procedure".to_owned(), "supplement_open".to_owned())]);
    shop.does("tn-binhlieu", amend(json!({ "requester_full_name": "Đặng Thị Oánh" })));
    assert_eq!(shop.dossier.clock, Clock::None, "it still waits for the citizen");
    assert_eq!(shop.dossier.supplements_asked, 1);
    assert!(shop.now >= at("2026-11-16T08:30"));
}

#[test]
fn a_correction_that_breaks_the_form_or_comes_from_another_centre_is_refused() {
    let shop = shop_at_counter();
    let broken = shop.wrong("tn-binhlieu", &amend(json!({ "requester_phone": "12" })));
    assert_eq!(broken.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["requester_phone"]);
    let silent = Action::AmendIntake { procedure: None, answers: Answers::new(), reason: "  ".to_owned() };
    assert_eq!(shop.wrong("tn-binhlieu", &silent), [("reason".to_owned(), "required".to_owned())]);
    assert_eq!(shop.refused(&actor("tn-hatu"), &amend(json!({}))), Refusal::NotYours);
}
