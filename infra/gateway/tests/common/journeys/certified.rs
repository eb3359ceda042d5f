//! Copies certified at the desk: one request takes in, accepts and takes the fee; the book has its line by itself.

use crate::common::{
    door::{Door, eventually},
    people::person,
    samples::{self, day},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The desk of Bình Liêu where an officer of its committee takes in and examines.
const DESK: &str = "cc-binhlieu";

/// A diploma of 3 pages twice and an identity card of 1 page five times: 2 × 5,000 + 5 × 2,000 đồng.
fn filing(fee: u64) -> Value {
    let (name, number, _) = samples::OWNER;
    json!({
        "procedure": { "code": "2.000815", "valid_from": "2025-07-01" },
        "answers": {
            "applicant_kind": "citizen", "requester_full_name": name, "requester_id_number": number, "no_phone": true,
            "documents": [
                { "document_type": "diploma", "issuer": "Trường A", "document_number": "12/A", "pages": 3, "copies": 2 },
                { "document_type": "identity", "issuer": "=Bộ Công an", "pages": 1, "copies": 5 },
            ],
            "certified_e_copy": false, "states_paper_1": false, "shown_original": true, "declaration": true,
        },
        "papers": [{ "paper": 0, "on_paper": true }], "return_to": samples::returned("counter", "06838"), "centre": "06838",
        "identity": { "kind": "identity_card", "number": number }, "paper_count": 0,
        "accept": {
            "checklist": [{ "paper": 0, "status": "shown" }, { "paper": 1, "status": "not_needed" }],
            "fees": [{ "rule": 0, "amount_vnd": fee, "method": "cash", "receipt_number": "CT-0001" }],
        },
    })
}

/// From the one request to the book and to the officer's own hands.
pub fn certified_copy(door: &dyn Door) {
    let desk = person(door, DESK);
    let key = Uuid::new_v4().to_string();
    let refused = desk.file(&Uuid::new_v4().to_string(), &filing(19_000)).refused(422, "rule_refuses");
    assert_eq!(refused["errors"][0]["code"], "fee_at_filing_paid", "{refused}");
    let receipt = desk.file(&key, &filing(20_000)).expect(201).json();
    assert_eq!(desk.file(&key, &filing(20_000)).expect(201).json(), receipt, "sent twice it is one dossier");
    let code = receipt["code"].as_str().expect("a code").to_owned();
    assert!(code.starts_with("H49.923"), "the commune at whose desk the person stands decides: {code}");

    let today = day(door, 0);
    let path = format!("/api/staff/register?desk=TT-06838&from={today}&to={today}&book=certification");
    let row = eventually("the worker writes the line of the book", || {
        let book = desk.get(&path).expect(200).json();
        assert_eq!(book["form"], "certification");
        book["rows"].as_array()?.iter().find(|row| row["dossier_code"] == code.as_str()).cloned()
    });
    assert_eq!(row["requester"], samples::OWNER.0);
    assert_eq!((&row["pages"], &row["copies"], &row["fee_vnd"]), (&json!(4), &json!(7), &json!(20_000)));
    let documents = row["documents"].as_str().unwrap_or_default();
    assert!(documents.contains("số 12/A (Trường A): 3 trang × 2 bản; "), "{documents}");
    assert_eq!((row["number"].as_str(), row["signer"].as_str()), (Some(""), Some("")), "not signed yet");
    let text = desk.get(&format!("{path}&format=csv")).expect(200).text();
    assert!(text.contains(&code) && text.starts_with('\u{FEFF}'), "{text}");
    let pdf = desk.get(&format!("{path}&format=pdf")).expect(200);
    assert!(pdf.header("content-disposition").is_some_and(|name| name.contains("so-chung-thuc-TT-06838")));
    desk.get(&format!("{path}s")).refused(400, "malformed");

    // Other dossiers of the centre are not in it, and the register of all has this one too.
    let all = desk.get(&path.replace("&book=certification", "")).expect(200).json();
    assert!(all["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["dossier_code"] == code.as_str())));

    // Nothing travels: the officer of the committee at the desk goes on at once.
    let view = desk.look(&code).expect(200).json();
    assert_eq!(view["dossier"]["state"]["name"], "accepted", "{}", view["dossier"]["state"]);
    let version = view["dossier"]["version"].as_u64().expect("a version");
    let view = desk.act(&code, "resolve_on_the_spot", version, &json!({})).expect(200).json();
    assert_eq!(view["dossier"]["state"]["name"], "in_process", "{}", view["dossier"]["state"]);
}
