//! Refusals of single operations: what is wrong is named by field or rule, and nothing is half written.

use crate::common::{
    case::Case,
    host::host,
    journeys::{birth_filed, birth_in_process},
    people::{person, stranger},
    samples,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn key() -> String {
    Uuid::new_v4().to_string()
}

/// A birth registration that lacks nothing, under a key.
fn birth(key: &str) -> Value {
    let file = person(host(), "cd-lan").upload(key, &samples::photo("giấy chứng sinh"));
    samples::birth(host(), "counter", &file)
}

/// `(field, code)` of each error.
fn errors(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}

#[test]
fn a_filing_with_wrong_answers_names_each_field_and_writes_nothing() {
    let mother = person(host(), "cd-lan");
    let key = key();
    let good = birth(&key);
    let wrong = [
        ("child_full_name", json!(null), "child_full_name"),
        ("child_full_name", json!("Nguyễn ".repeat(60)), "child_full_name"),
        ("requester_id_number", json!("02219600123"), "requester_id_number"),
        ("requester_phone", json!("12345"), "requester_phone"),
        ("registration_place", json!("99999"), "registration_place"),
        ("child_dob", json!("31/02/2026"), "child_dob"),
        ("child_dob", json!("2999-01-01"), "child_dob"),
        ("child_gender", json!("other"), "child_gender"),
        ("declaration", json!(false), "declaration"),
        ("made_up", json!("x"), "made_up"),
        ("child_full_name", json!(["a list"]), "child_full_name"),
        ("copies", json!(1e300), "copies"),
        ("mother_residence", json!({ "unit_code": "06652", "nested": { "too": "deep" } }), "mother_residence"),
    ];
    for (name, value, field) in wrong {
        let mut body = good.clone();
        body["answers"][name] = value.clone();
        let found = errors(&mother.file(&key, &body).refused(422, "invalid"));
        assert!(found.iter().any(|(at, _)| at.starts_with(field)), "{name} = {value}: {found:?}");
    }
    // The same key still files once it is right: no refusal used it up.
    mother.file(&key, &good).expect(201);
}

#[test]
fn a_filing_without_the_needed_paper_or_with_an_unknown_one_is_refused() {
    let mother = person(host(), "cd-lan");
    let mut body = birth(&key());
    body["papers"] = json!([]);
    let found = errors(&mother.file(&key(), &body).refused(422, "invalid"));
    assert_eq!(found, [("papers[1]".to_owned(), "required".to_owned())]);
    body["papers"] = json!([{ "paper": 77, "files": [] }]);
    let found = errors(&mother.file(&key(), &body).refused(422, "invalid"));
    assert!(found.contains(&("papers[77]".to_owned(), "not_in_list".to_owned())), "{found:?}");
}

#[test]
fn an_unknown_procedure_is_not_found_and_an_old_version_is_to_be_read_again() {
    let mother = person(host(), "cd-lan");
    let mut body = birth(&key());
    for code in ["9.999999", "", "1.001193#A", "../units"] {
        body["procedure"]["code"] = json!(code);
        mother.file(&key(), &body).refused(404, "not_found");
    }
    body["procedure"] = json!({ "code": "1.001193", "valid_from": "2020-01-01" });
    let found = errors(&mother.file(&key(), &body).refused(422, "invalid"));
    assert_eq!(found, [("procedure.valid_from".to_owned(), "version_changed".to_owned())]);
}

#[test]
fn a_place_of_return_must_exist_and_a_postal_one_has_an_address() {
    let mother = person(host(), "cd-lan");
    let mut body = birth(&key());
    body["return_to"] = samples::returned("counter", "00000");
    let found = errors(&mother.file(&key(), &body).refused(422, "invalid"));
    assert_eq!(found[0].0, "return_to.centre");
    body["return_to"] = samples::returned("post", "06652");
    let found = errors(&mother.file(&key(), &body).refused(422, "invalid"));
    assert_eq!(found[0].0, "return_to.address");
}

#[test]
fn what_is_filed_at_a_counter_only_is_refused_online_with_its_reason() {
    let mother = person(host(), "cd-lan");
    // Mediation of land disputes: at the counter of the competent commune itself.
    let body = json!({
        "procedure": { "code": "1.012812", "valid_from": "2025-07-01" },
        "answers": {
            "applicant_kind": "citizen", "requester_full_name": samples::MOTHER.0,
            "requester_id_number": samples::MOTHER.1, "requester_phone": samples::MOTHER.2,
            "requester_residence": { "unit_code": "06652", "detail": "Tổ 1, khu 2" },
            "subject": "Tranh chấp ranh giới thửa đất", "matter_place": "06652", "declaration": true,
        },
        "papers": [], "return_to": samples::returned("counter", "06652"),
    });
    let mut online = body.clone();
    let draft = key();
    let file = mother.upload(&draft, &samples::pdf("đơn"));
    let land = mother.upload(&draft, &samples::pdf("giấy tờ đất"));
    online["papers"] = json!([{ "paper": 0, "files": [file] }, { "paper": 1, "files": [land] }]);
    let refused = mother.file(&draft, &online).refused(422, "not_filed_here");
    assert!(refused["reason"]["vi"].as_str().is_some_and(|reason| !reason.is_empty()), "{refused}");

    let mut elsewhere = body;
    elsewhere["papers"] = json!([{ "paper": 0, "on_paper": true }, { "paper": 1, "on_paper": true }]);
    elsewhere["centre"] = json!("06838");
    elsewhere["identity"] = json!({ "kind": "identity_card", "number": samples::MOTHER.1 });
    elsewhere["paper_count"] = json!(2);
    let refused = person(host(), "tn-binhlieu").file(&key(), &elsewhere).refused(422, "not_filed_here");
    assert!(refused["reason"]["vi"].as_str().is_some_and(|reason| !reason.is_empty()), "{refused}");
    elsewhere["centre"] = json!("06652");
    person(host(), "tn-hatu").file(&key(), &elsewhere).expect(201);
}

#[test]
fn an_officer_takes_in_at_the_own_centre_only_and_after_an_identity_check() {
    let body = samples::shop("06673");
    person(host(), "tn-hatu").file(&key(), &body).refused(403, "not_permitted");
    person(host(), "tl-kt-binhlieu").file(&key(), &body).refused(403, "not_permitted");
    let mut unseen = body;
    unseen["identity"]["number"] = json!("  ");
    let found = errors(&person(host(), "tn-binhlieu").file(&key(), &unseen).refused(422, "invalid"));
    assert_eq!(found[0].0, "identity.number");
}

#[test]
fn a_key_is_a_uuid_and_serves_one_body() {
    let mother = person(host(), "cd-lan");
    let key = key();
    let body = birth(&key);
    mother.file("not-a-uuid", &body).refused(400, "malformed");
    mother.post("/api/public/dossiers", &body).refused(400, "malformed");
    let first = mother.file(&key, &body).expect(201).json();
    assert_eq!(mother.file(&key, &body).expect(201).json(), first, "the same receipt, however often it is sent");
    let mut other = body;
    other["answers"]["child_full_name"] = json!("Nguyễn Minh Anh");
    mother.file(&key, &other).refused(422, "key_reused");
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
    let _: Case<'_> = case;
}
