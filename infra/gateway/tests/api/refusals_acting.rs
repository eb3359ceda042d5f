//! What actions, queues, searches and tracking refuse; and that no refusal says more than it may.

use crate::{
    common::{
        host::host,
        journeys::{birth_filed, birth_in_process},
        people::{person, stranger},
        samples,
    },
    refusals_filing::errors,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn key() -> String {
    Uuid::new_v4().to_string()
}

#[test]
fn an_action_of_another_role_is_refused_and_of_another_state_impossible() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    case.tried("ql-hatu", "accept", &samples::birth_accepted()).refused(403, "not_permitted");
    case.tried("tkq-hatu", "accept", &samples::birth_accepted()).refused(403, "not_permitted");
    case.tried("tn-hatu", "hand_over", &handed()).refused(409, "impossible_in_this_state");
    case.tried("cd-lan", "resubmit", &json!({ "items": [] })).refused(409, "impossible_in_this_state");
    case.tried("cd-lan", "accept", &samples::birth_accepted()).refused(403, "not_permitted");
    // An administrator of the centre manages accounts and sees no dossier.
    case.tried("qt-hatu", "accept", &samples::birth_accepted()).refused(404, "not_found");
    assert_eq!(case.state(), "submitted");
}

fn handed() -> Value {
    json!({ "identity": { "kind": "passport", "number": "C1234567" }, "receiver_name": "Nguyễn Thị Lan" })
}

#[test]
fn an_incomplete_check_list_is_refused_by_its_rule() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let mut list = samples::birth_accepted();
    list["checklist"].as_array_mut().unwrap().pop();
    assert_eq!(case.tried("tn-hatu", "accept", &list).refused(422, "rule_refuses")["guard"], "dossier_complete");
    let mut list = samples::birth_accepted();
    list["checklist"][1]["status"] = json!("not_needed");
    assert_eq!(case.tried("tn-hatu", "accept", &list).refused(422, "rule_refuses")["guard"], "dossier_complete");
}

#[test]
fn a_result_that_is_no_pdf_is_not_sent_to_signature() {
    let case = birth_in_process(host(), "counter");
    let draft = key();
    let file = person(host(), "tl-vp-hatu").upload(&draft, &samples::photo("ảnh chụp giấy khai sinh"));
    let input = json!({ "document": file, "draft": draft });
    let refused = case.tried("tl-vp-hatu", "submit_for_signature", &input).refused(422, "rule_refuses");
    assert_eq!(refused["guard"], "result_document");
}

#[test]
fn who_entered_or_accepted_a_dossier_neither_endorses_nor_signs_it() {
    // No demonstration account has both posts, so the rule is seen from its other side: the officer's own work is not
    // the officer's to sign, and the head of another agency does not see it at all.
    let mut case = birth_in_process(host(), "counter");
    case.act_with(
        "tl-vp-hatu",
        "submit_for_signature",
        &samples::pdf("giấy khai sinh"),
        json!({ "document": "$file" }),
    );
    case.tried("tl-vp-hatu", "approve_sign", &json!({})).refused(403, "not_permitted");
    case.tried("tp-vp-hatu", "approve_sign", &json!({})).refused(403, "not_permitted");
    case.tried("ct-baichay", "approve_sign", &json!({})).refused(404, "not_found");
}

#[test]
fn a_queue_of_another_desk_or_state_is_refused() {
    let officer = person(host(), "tn-hatu");
    officer.get("/api/staff/queue?desk=TT-06838&state=submitted").refused(403, "not_permitted");
    officer.get("/api/staff/queue?desk=TT-06652&state=pending_signature").refused(403, "not_permitted");
    officer.get("/api/staff/queue?desk=TT-06652&state=exploded").refused(400, "malformed");
    officer.get("/api/staff/queue?desk=TT-06652").refused(400, "malformed");
    officer.get("/api/staff/queue").refused(400, "malformed");
}

#[test]
fn a_made_up_cursor_shows_the_own_queue_from_its_beginning_and_never_another() {
    let officer = person(host(), "tn-hatu");
    let path = "/api/staff/queue?desk=TT-06652&state=submitted";
    let codes = |answer: &Value| -> Vec<String> {
        answer["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
    };
    birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    for cursor in ["AAAA", "%00", "bGl2ZSNEI3h4eAo"] {
        let page = officer.get(&format!("{path}&cursor={cursor}")).expect(200).json();
        assert!(!codes(&page).is_empty());
    }
}

#[test]
fn tracking_gives_one_answer_for_an_unknown_code_and_a_wrong_secret() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let ask = |code: &str, secret: &str| {
        stranger(host()).post("/api/public/track", &json!({ "code": code, "secret": secret })).refused(404, "not_found")
    };
    let unknown = ask("H49.901-260101-9999", &case.secret);
    assert_eq!(ask(&case.code, "AAAAAAAAAAAAAAAAAAAAAA"), unknown);
    assert_eq!(ask(&case.code, ""), unknown);
    assert_eq!(ask(&case.code, &"A".repeat(10_000)), unknown);
    let body = json!({ "code": case.code, "secret": case.secret, "id_number": samples::MOTHER.1 });
    stranger(host()).post("/api/public/track/result", &body).refused(404, "not_found");
}

#[test]
fn a_due_date_of_a_time_beyond_the_calendar_is_an_answer_or_a_refusal_by_field() {
    let ask = |at: &str| {
        stranger(host()).post("/api/public/due-date", &json!({ "procedure": "2.002288", "received_at": at }))
    };
    for at in
        ["9999-12-30T22:00:00Z", "-009999-01-02T01:59:59Z", "0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "soon"]
    {
        let answer = ask(at);
        assert!(answer.status < 500, "{at}: {}", answer.text());
    }
    ask("soon").refused(400, "malformed");
}

#[test]
fn a_due_date_is_asked_of_a_procedure_or_of_a_bare_time_and_explains_itself() {
    let ask = |question: &serde_json::Value| stranger(host()).post("/api/public/due-date", question);
    let received = "2026-02-13T09:00:00+07:00";
    let time = json!({ "value": 2, "unit": "working_day" });
    let due = ask(&json!({ "received_at": received, "processing_time": time })).expect(200).json()["due"].clone();
    assert_eq!(due["due_on"], "2026-02-24", "{due}");
    let skipped = due["steps"].as_array().expect("steps").iter().filter(|step| step["kind"].get("skipped").is_some());
    assert_eq!(skipped.count(), 9, "two weekends and five days of Tết");
    ask(&json!({ "received_at": received })).refused(400, "malformed");
    ask(&json!({ "procedure": "2.002288", "processing_time": time })).refused(400, "malformed");
}

#[test]
fn a_refusal_never_repeats_what_somebody_wrote() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let name = "Nguyễn Thị Bí Mật";
    for input in [
        json!({ "checklist": name, "paper_count": 0 }),
        json!({ "checklist": [{ "paper": 0, "status": name }], "paper_count": 0 }),
        json!({ "checklist": [], "paper_count": name }),
    ] {
        let refused = case.tried("tn-hatu", "accept", &input).refused(400, "malformed");
        assert!(!refused.to_string().contains(name), "{refused}");
    }
}

#[test]
fn what_is_far_too_long_is_refused_before_it_reaches_a_key_or_a_row() {
    let long = "9".repeat(5_000);
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    // Keys of the table are made of codes, drafts and units; none of these may be longer than a key can be.
    person(host(), "tn-hatu").look(&long).refused(404, "not_found");
    person(host(), "cd-lan").look(&long).refused(404, "not_found");
    let place = json!({ "return_to": samples::returned("counter", "06838") });
    person(host(), "cd-lan").act(&long, "change_return_place", 1, &place).refused(404, "not_found");
    stranger(host()).get(&format!("/api/public/procedures/{long}")).refused(404, "not_found");
    person(host(), "tn-hatu").get(&format!("/api/staff/search?q={long}")).expect(200);
    let mut shop = samples::shop("06673");
    shop["answers"]["business_address"]["unit_code"] = json!(long);
    let found = errors(&person(host(), "tn-binhlieu").file(&key(), &shop).refused(422, "invalid"));
    assert!(found.iter().any(|(field, _)| field.starts_with("business_address")), "{found:?}");

    let mut input = samples::birth_accepted();
    input["request_id"] = json!(long);
    case.tried("tn-hatu", "accept", &input).refused(400, "malformed");
    input["request_id"] = json!("");
    case.tried("tn-hatu", "accept", &input).refused(400, "malformed");
    let input = json!({ "return_to": samples::returned("counter", "06838"), "draft": long });
    case.tried("cd-lan", "change_return_place", &input).expect(200);
    let officers = birth_in_process(host(), "counter");
    let input = json!({ "document": key(), "draft": long });
    let refused = officers.tried("tl-vp-hatu", "submit_for_signature", &input).refused(422, "bad_file");
    assert_eq!(errors(&refused), [("document".to_owned(), "unknown_file".to_owned())]);
}

#[test]
fn somebody_elses_case_is_not_in_a_list_or_a_search() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let mine = person(host(), "cd-hung").get("/api/public/me/dossiers").expect(200).text();
    assert!(!mine.contains(&case.code));
    let found = person(host(), "tn-binhlieu").get(&format!("/api/staff/search?q={}", case.code)).expect(200).json();
    assert_eq!(found["rows"], json!([]));
}
