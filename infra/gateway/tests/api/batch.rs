//! One action on several dossiers: each has its own outcome.

use crate::common::{
    case::Case,
    host::host,
    http::Answer,
    journeys::birth_filed,
    people::{Person, person},
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn in_transfer() -> Case<'static> {
    let mut case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    case.act("tn-hatu", "accept", samples::birth_accepted());
    case.act("tn-hatu", "forward", json!({ "paper_count": 1 }));
    case
}

fn act(code: &str, version: u64, input: Value) -> Value {
    json!({ "code": code, "version": version, "request_id": Uuid::new_v4(), "input": input })
}

fn sent(by: &Person<'_>, action: &str, acts: &[Value]) -> Answer {
    by.post(&format!("/api/staff/batch/{action}"), &json!({ "acts": acts }))
}

fn outcomes(answer: Answer) -> Vec<Value> {
    answer.expect(200).json()["outcomes"].as_array().unwrap().clone()
}

fn statuses(outcomes: &[Value]) -> Vec<u64> {
    outcomes.iter().map(|outcome| outcome["status"].as_u64().unwrap()).collect()
}

#[test]
fn a_head_assigns_several_dossiers_and_one_that_fails_keeps_none_of_the_others() {
    let cases: Vec<Case<'_>> = (0..5).map(|_| in_transfer()).collect();
    let head = person(host(), "tp-vp-hatu");
    let input = json!({ "assignee": "tl-vp-hatu", "paper_count": 1 });
    let acts = [
        act(&cases[0].code, 3, input.clone()),
        act(&cases[1].code, 2, input.clone()),
        act(&cases[2].code, 3, json!({ "assignee": "tl-kt-baichay", "paper_count": 1 })),
        act("H49.901-260101-9999", 3, input.clone()),
        act(&cases[3].code, 3, json!({ "assignee": 7 })),
        act(&cases[4].code, 3, input),
    ];
    let first = outcomes(sent(&head, "receive", &acts));
    assert_eq!(statuses(&first), [200, 412, 422, 404, 400, 200]);
    let codes: Vec<&Value> = first.iter().map(|outcome| &outcome["code"]).collect();
    let asked: Vec<&Value> = acts.iter().map(|act| &act["code"]).collect();
    assert_eq!(codes, asked, "in the order of the acts");
    assert_eq!((&first[0]["version"], &first[0]["state"]), (&json!(4), &json!("assigned")));
    assert_eq!(first[2]["problem"]["errors"][0]["field"], "assignee");
    assert_eq!(first[1]["problem"]["code"], "stale");
    let states: Vec<String> = cases.iter().map(Case::state).collect();
    assert_eq!(states, ["assigned", "in_transfer", "in_transfer", "in_transfer", "assigned"]);

    // The same batch again, as after a lost answer: what was done is answered again and nothing happens twice.
    let again = outcomes(sent(&head, "receive", &acts));
    assert_eq!(statuses(&again), [200, 412, 422, 404, 400, 200]);
    assert_eq!(again[0]["version"], 4);
    assert_eq!(cases[0].seen_by("tp-vp-hatu")["history"].as_array().unwrap().len(), 4);
}

#[test]
fn a_chairman_signs_what_may_be_signed_and_nobody_signs_by_a_batch_what_is_not_theirs() {
    let mut case = in_transfer();
    case.act("tp-vp-hatu", "receive", json!({ "assignee": "tl-vp-hatu", "paper_count": 1 }));
    case.act("tl-vp-hatu", "start_work", json!({}));
    let result = samples::pdf("giấy khai sinh");
    case.act_with("tl-vp-hatu", "submit_for_signature", &result, json!({ "document": "$file" }));
    let other = in_transfer();
    let acts = [act(&case.code, case.version, json!({})), act(&other.code, other.version, json!({}))];
    let officer = outcomes(sent(&person(host(), "tl-vp-hatu"), "approve_sign", &acts));
    assert_eq!(statuses(&officer), [403, 409]);
    let elsewhere = outcomes(sent(&person(host(), "ct-baichay"), "approve_sign", &acts));
    assert_eq!(statuses(&elsewhere), [404, 404], "what is not theirs to see is not there");
    let signed = outcomes(sent(&person(host(), "ct-hatu"), "approve_sign", &acts));
    assert_eq!(statuses(&signed), [200, 409]);
    assert_eq!(signed[0]["state"], "approved");
}

#[test]
fn a_batch_has_at_most_a_hundred_acts_of_actions_that_need_no_look_at_each_paper() {
    let officer = person(host(), "tn-hatu");
    let acts = |count: usize| vec![act("H49.901-260101-9999", 1, json!({ "paper_count": 0 })); count];
    assert_eq!(outcomes(sent(&officer, "forward", &acts(0))).len(), 0);
    let most = outcomes(sent(&officer, "forward", &acts(100)));
    assert!(most.len() == 100 && most.iter().all(|outcome| outcome["status"] == 404));
    let refused = sent(&officer, "forward", &acts(101)).refused(422, "invalid");
    assert_eq!(refused["errors"], json!([{ "field": "acts", "code": "too_many" }]));
    for action in ["accept", "publish", "hand_over", "deny", "explode", "note_timer"] {
        sent(&officer, action, &acts(1)).refused(404, "not_found");
    }
}
