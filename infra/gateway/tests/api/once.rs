//! Everything happens once: one key makes one dossier, one version takes one action.

use crate::common::{case::Case, host::host, http::Answer, journeys::birth_filed, people::person, samples};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Barrier, thread};
use uuid::Uuid;

/// Runs all at the same moment and gives their answers.
fn at_once<'a>(asks: Vec<Box<dyn Fn() -> Answer + Send + 'a>>) -> Vec<Answer> {
    let barrier = Barrier::new(asks.len());
    thread::scope(|scope| {
        let running: Vec<_> = asks
            .into_iter()
            .map(|ask| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    ask()
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().expect("a thread answers")).collect()
    })
}

#[test]
fn twenty_requests_with_one_key_make_one_dossier_and_the_same_receipt() {
    let mother = person(host(), "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let body = samples::birth(host(), "counter", &file);
    let before = mine();
    let asks = (0..20).map(|_| -> Box<dyn Fn() -> Answer + Send> { Box::new(|| mother.file(&draft, &body)) }).collect();
    let receipts: Vec<Value> = at_once(asks).into_iter().map(|answer| answer.expect(201).json()).collect();
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]), "{receipts:#?}");
    let code = receipts[0]["code"].as_str().unwrap();
    let new: Vec<String> = mine().difference(&before).cloned().collect();
    // Other tests file for the same mother meanwhile; of this birth's paper there is one dossier.
    let with_paper = new.iter().filter(|code| person(host(), "tn-hatu").look(code).text().contains(&file)).count();
    assert_eq!(with_paper, 1);
    assert!(new.iter().any(|new| new == code));
}

#[test]
fn a_receipt_that_is_asked_for_again_says_what_was_true_at_filing() {
    let mother = person(host(), "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let body = samples::birth(host(), "counter", &file);
    let mut case = Case::filed(&mother, &draft, &body);
    let elsewhere = json!({ "return_to": samples::returned("counter", "06838") });
    case.act("cd-lan", "change_return_place", elsewhere.clone());
    let moved = json!({ "answers": { "requester_phone": "0987000111" }, "reason": "Đổi số điện thoại" });
    let view = case.act("tn-hatu", "amend_intake", moved);
    assert_eq!(view["dossier"]["return_to"]["centre"], "06838");
    assert_eq!(view["dossier"]["applicant"]["phone"], "0987000111");
    assert_eq!(mother.file(&draft, &body).expect(201).json(), case.receipt);
    assert_eq!(case.receipt["return_to"]["centre"], "06652");

    // Form 01 as well: the papers that were taken in have gone on, and so has the place of return.
    let view = case.act("tn-hatu", "accept", samples::birth_accepted());
    assert!(view["history"].as_array().unwrap().iter().all(|event| event["stood"].is_null()), "screens need it not");
    let slip = format!("/api/staff/dossiers/{}/forms/01", case.code);
    let handed_out = person(host(), "tn-hatu").get(&slip).expect(200).json();
    let back = json!({ "return_to": samples::returned("counter", "06652") });
    case.act("cd-lan", "change_return_place", back);
    assert_eq!(person(host(), "tn-hatu").get(&slip).expect(200).json(), handed_out);
}

/// Codes of the mother's dossiers, newest page.
fn mine() -> BTreeSet<String> {
    let page = person(host(), "cd-lan").get("/api/public/me/dossiers").expect(200).json();
    page["dossiers"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn of_two_people_who_act_on_one_version_one_wins_and_the_other_sees_what_changed() {
    for _ in 0..10 {
        let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
        let (officer, mother) = (person(host(), "tn-hatu"), person(host(), "cd-lan"));
        let elsewhere = json!({ "return_to": samples::returned("counter", "06838") });
        let answers = at_once(vec![
            Box::new(|| officer.act(&case.code, "accept", 1, &samples::birth_accepted())),
            Box::new(|| mother.act(&case.code, "change_return_place", 1, &elsewhere)),
        ]);
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "{} {}", answers[0].text(), answers[1].text());
        let stale = answers.iter().find(|answer| answer.status == 412).unwrap().json();
        let version = stale["current"]["version"].as_u64().or(stale["current"]["dossier"]["version"].as_u64());
        assert_eq!(version, Some(2));
        let history = officer.look(&case.code).expect(200).json()["history"].clone();
        assert_eq!(history.as_array().unwrap().len(), 2);
    }
}

#[test]
fn one_action_sent_ten_times_under_one_request_id_happens_once_and_is_answered_ten_times() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let officer = person(host(), "tn-hatu");
    let mut input = samples::birth_accepted();
    input["request_id"] = json!(Uuid::new_v4());
    let asks = (0..10)
        .map(|_| -> Box<dyn Fn() -> Answer + Send> { Box::new(|| officer.act(&case.code, "accept", 1, &input)) })
        .collect();
    for answer in at_once(asks) {
        assert_eq!(answer.expect(200).json()["dossier"]["version"], 2);
    }
    let slips = officer.look(&case.code).expect(200).json()["dossier"]["slips"].clone();
    assert_eq!(slips.as_array().unwrap().len(), 1);
    // A late retry, after the next step, is still answered and changes nothing.
    officer.act(&case.code, "forward", 2, &json!({ "paper_count": 0 })).expect(200);
    assert_eq!(officer.act(&case.code, "accept", 1, &input).expect(200).json()["dossier"]["version"], 3);
    // The same request with something else in it is no retry: nobody is told that it was carried out.
    input["checklist"][0]["note"] = json!("Bản chụp");
    officer.act(&case.code, "accept", 1, &input).refused(422, "key_reused");
}

#[test]
fn codes_given_at_the_same_moment_are_all_different() {
    let drafts: Vec<(String, Value)> = (0..12)
        .map(|_| {
            let draft = Uuid::new_v4().to_string();
            let file = person(host(), "cd-lan").upload(&draft, &samples::photo("giấy chứng sinh"));
            (draft, samples::birth(host(), "counter", &file))
        })
        .collect();
    let mother = person(host(), "cd-lan");
    let mother = &mother;
    let asks = drafts
        .iter()
        .map(|(draft, body)| -> Box<dyn Fn() -> Answer + Send> { Box::new(move || mother.file(draft, body)) })
        .collect();
    let codes: BTreeSet<String> =
        at_once(asks).into_iter().map(|answer| answer.expect(201).json()["code"].to_string()).collect();
    assert_eq!(codes.len(), 12);
}
