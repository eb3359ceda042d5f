//! How results come back, and what may still happen to them.

use crate::common::{
    door::eventually,
    host::host,
    journeys::{birth_filed, birth_in_process, birth_issued},
    people::person,
    samples::{self, MOTHER},
};
use serde_json::json;

#[test]
fn a_result_that_the_post_could_not_deliver_is_handed_over_at_the_centre() {
    let mut case = birth_in_process(host(), "counter");
    let home = json!({ "method": "post", "centre": "06652", "address": "Tổ 1, khu 2, phường Hà Tu" });
    case.act("cd-lan", "change_return_place", json!({ "return_to": home }));
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    case.tried("tkq-hatu", "deliver_by_post", &json!({ "item_no": "EB1", "address": "Tổ 1" }))
        .refused(422, "rule_refuses");
    case.act("vt-hatu", "deliver_by_post", json!({ "item_no": "EB123456789VN", "address": "Tổ 1, khu 2" }));
    assert_eq!(case.state(), "in_delivery");

    let seen = case.seen_by("bc-quangninh");
    assert_eq!(seen["dossier"]["state"]["item"]["item_no"], "EB123456789VN");
    assert_eq!((&seen["content"]["answers"], &seen["dossier"]["applicant"]["name"]), (&json!({}), &json!(MOTHER.0)));
    let elsewhere = json!({ "reason": "Không có người nhận", "centre": "06673" });
    let elsewhere = case.tried("bc-quangninh", "delivery_failed", &elsewhere).refused(422, "invalid");
    assert_eq!(elsewhere["errors"][0]["field"], "centre");
    case.act("bc-quangninh", "delivery_failed", json!({ "reason": "Không có người nhận", "centre": "06652" }));
    assert_eq!(case.state(), "done");
    person(host(), "bc-quangninh").look(&case.code).refused(404, "not_found");
    let handed = json!({ "identity": { "kind": "identity_card", "number": MOTHER.1 }, "receiver_name": MOTHER.0 });
    case.act("tkq-hatu", "hand_over", handed);
    assert_eq!(case.state(), "returned");
}

#[test]
fn what_comes_to_be_due_after_acceptance_is_taken_and_then_an_online_result_goes_out() {
    let mut case = birth_filed(host(), "online", &samples::photo("giấy chứng sinh"));
    let view = case.act("tn-hatu", "accept", samples::birth_accepted());
    assert!(!view["allowed"].as_array().unwrap().contains(&json!("take_fee")), "nothing is owed: {}", view["allowed"]);
    let copies = json!({ "answers": { "copies": 2 }, "reason": "Xin thêm hai bản sao" });
    let view = case.act("tn-hatu", "amend_intake", copies);
    assert_eq!(view["dossier"]["owed"]["amount_vnd"], 16_000);
    assert!(view["allowed"].as_array().unwrap().contains(&json!("take_fee")), "{}", view["allowed"]);
    case.act("tn-hatu", "forward", json!({ "paper_count": 1 }));
    case.act("tp-vp-hatu", "receive", json!({ "assignee": "tl-vp-hatu", "paper_count": 1 }));
    case.act("tl-vp-hatu", "start_work", json!({}));
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    assert_eq!(case.state(), "result_ready", "unpaid, it stays");
    let paid = |amount: u64, receipt: &str| json!({ "fees": [{ "rule": 3, "amount_vnd": amount, "method": "cash", "receipt_number": receipt }] });
    case.tried("tn-hatu", "take_fee", &json!({ "fees": [] })).refused(422, "invalid");
    for wrong in [paid(16_000, ""), paid(8_000, "BL-0077"), paid(24_000, "BL-0077")] {
        assert_eq!(case.tried("tn-hatu", "take_fee", &wrong).refused(422, "rule_refuses")["guard"], "fees_settled");
    }
    let view = case.act("tn-hatu", "take_fee", paid(16_000, "BL-0077"));
    assert_eq!(view["dossier"]["owed"], json!(null));
    eventually("paid, it is returned online", || (case.state() == "returned").then_some(()));
}

#[test]
fn a_wrong_result_is_corrected_by_a_linked_dossier_that_replaces_it_when_published() {
    let mut case = birth_in_process(host(), "online");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh sai tên"));
    eventually("the result is returned online", || (case.state() == "returned").then_some(()));
    case.version += 1;
    let correct = json!({ "reason": "Sai tên đệm", "assignee": "tl-vp-hatu" });
    case.tried("tl-vp-hatu", "correct_result", &correct).refused(403, "not_permitted");
    let view = case.act("tp-vp-hatu", "correct_result", correct.clone());
    let code = view["dossier"]["correction"]["code"].as_str().unwrap().to_owned();
    assert_ne!(code, case.code);
    assert!(code.starts_with("H49.901-"), "a code of its own by the rule of every code: {code}");
    let twice = case.tried("tp-vp-hatu", "correct_result", &correct).refused(422, "rule_refuses");
    assert_eq!(twice["guard"], "no_open_correction");

    let linked = person(host(), "tl-vp-hatu").look(&code).expect(200).json();
    assert_eq!(linked["dossier"]["kind"], json!({ "kind": "correction", "of": case.code }));
    assert_eq!(
        linked["content"]["answers"]["child_full_name"],
        case.seen_by("tl-vp-hatu")["content"]["answers"]["child_full_name"]
    );
    let mut other =
        crate::common::case::Case { code, version: 1, secret: String::new(), receipt: json!({}), door: case.door };
    birth_issued(&mut other, &samples::pdf("giấy khai sinh đúng tên"));
    eventually("the old result is replaced", || {
        let original = case.seen_by("tl-vp-hatu");
        (original["dossier"]["correction"]["state"] == "replaced").then_some(())
    });
    let mine = person(host(), "cd-lan").get("/api/public/me/dossiers").expect(200).json();
    assert!(
        mine["dossiers"].as_array().unwrap().iter().any(|row| row["code"] == other.code.as_str()),
        "the mother sees it"
    );
}

#[test]
fn a_citizen_rates_once_and_no_officer_can_tell_how() {
    let mut case = birth_in_process(host(), "online");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    eventually("the result is returned online", || (case.state() == "returned").then_some(()));
    case.version += 1;
    let rating = json!({ "rating": { "attitude": 5, "time": 4, "procedure_clarity": 5, "place": 5, "result": 3,
        "comment": "Nhanh hơn mong đợi" } });
    let mut wrong = rating.clone();
    wrong["rating"]["time"] = json!(0);
    assert_eq!(case.tried("cd-lan", "rate", &wrong).refused(422, "invalid")["errors"][0]["field"], "rating.time");
    let by_officer = json!({ "rating": rating["rating"], "identity": { "kind": "identity_card", "number": MOTHER.1 } });
    let by_officer = case.tried("tn-hatu", "rate", &by_officer).refused(422, "rule_refuses");
    assert_eq!(by_officer["guard"], "not_acted_before");
    case.act("cd-lan", "rate", rating.clone());
    let again = case.tried("cd-lan", "rate", &rating).refused(422, "rule_refuses");
    assert_eq!(again["guard"], "not_rated_yet");
    // In words that the public portal shows as they are: what the rule says, what to do, where it is written.
    let words = again["reason"]["vi"].as_str().unwrap_or_default();
    assert!(words.starts_with("Hồ sơ đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần. (Quy định R30: "), "{words}");
    assert!(!words.contains("Decree"), "{words}");
    let seen = case.seen_by("tn-hatu");
    assert_eq!(seen["dossier"]["rated"], true);
    assert!(!seen.to_string().contains("Nhanh hơn mong đợi") && !seen.to_string().contains("attitude"));
}
