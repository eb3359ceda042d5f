//! What a filing refuses, online and at the counter: every fault is named by field or rule, and nothing is half written.

use crate::common::{host::host, people::person, samples};
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
pub fn errors(problem: &Value) -> Vec<(String, String)> {
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
    mother.file(&key(), &body).refused(422, "procedure_changed");
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
