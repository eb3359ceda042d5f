//! Copies certified while the citizen waits: filed, accepted and laid before the signer in one request, numbered when
//! they are issued, and entered in the certification register.

use crate::common::{case::Case, door::eventually, host::host, people::person, samples};
use serde_json::{Value, json};
use uuid::Uuid;

const DESK: &str = "ct1-hatu";
const NUMBER: &str = "022190005555";

/// Two papers to certify at the desk of Hà Tu, paid and laid before the signer: 3 × 6,000 + 5 × 2,000 = 28,000 đ.
pub fn certified_copy(person: &str) -> Value {
    json!({
        "procedure": { "code": "2.000815", "valid_from": "2025-07-01" },
        "answers": {
            "applicant_kind": "citizen", "requester_full_name": person, "requester_id_number": NUMBER,
            "documents": [
                { "document_name": "Bằng tốt nghiệp đại học", "pages": 4, "copies": 3 },
                { "document_name": "=Giấy khai sinh", "pages": 1, "copies": 5 },
            ],
            "states_paper_1": false, "shown_original": true, "declaration": true,
        },
        "papers": [], "return_to": samples::returned("counter", "06652"), "centre": "06652",
        "identity": { "kind": "identity_card", "number": NUMBER }, "paper_count": 0,
        "accept": {
            "checklist": [{ "paper": 0, "status": "shown" }, { "paper": 1, "status": "not_needed" }],
            "fees": [{ "rule": 0, "amount_vnd": 28_000, "method": "cash", "receipt_number": "CT-0001" }],
            "present": true,
        },
    })
}

/// The same with other fees.
fn filing(person: &str, fees: &Value) -> Value {
    let mut body = certified_copy(person);
    body["accept"]["fees"] = fees.clone();
    body
}

fn paid(amount: u64) -> Value {
    json!([{ "rule": 0, "amount_vnd": amount, "method": "cash", "receipt_number": "CT-0001" }])
}

fn key() -> String {
    Uuid::new_v4().to_string()
}

/// The first and the last number of `12-13/2026`.
fn ends(number: &str) -> (u32, u32) {
    let ends = number.split('/').next().and_then(|serials| serials.split_once('-'));
    ends.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?))).expect("a first and a last number")
}

/// Filed under a key; four events stand then.
fn filed(key: &str, body: &Value) -> Case<'static> {
    let mut case = Case::filed(&person(host(), DESK), key, body);
    case.version = 4;
    case
}

#[test]
fn a_copy_goes_to_the_signer_in_one_request_and_into_the_register_when_it_is_issued() {
    let (key, body) = (key(), filing("Bế Thị Chứng", &paid(28_000)));
    let mut case = filed(&key, &body);
    // Sent twice it is one dossier.
    assert_eq!(person(host(), DESK).file(&key, &body).expect(201).json()["code"], case.code.as_str());
    let view = case.seen_by(DESK);
    assert_eq!(
        (view["dossier"]["state"]["name"].as_str(), view["dossier"]["version"].as_u64()),
        (Some("pending_signature"), Some(4))
    );
    let steps: Vec<&str> =
        view["history"].as_array().unwrap().iter().filter_map(|event| event["action"].as_str()).collect();
    assert_eq!(steps, ["file_at_counter", "accept", "resolve_on_the_spot", "submit_for_signature"]);
    assert_eq!(view["dossier"]["slips"][0]["form"], "01", "printed on demand, numbered in any case");

    case.tried(DESK, "approve_sign", &json!({})).refused(403, "not_permitted");
    case.act("ct-hatu", "approve_sign", json!({}));
    let view = case.act(DESK, "publish", json!({ "number": "" }));
    let number = view["dossier"]["state"]["result"]["number"].as_str().unwrap().to_owned();
    let (serials, year) = number.split_once('/').expect("numbers and their year");
    let (first, last) = serials.split_once('-').expect("a number for each of the two papers");
    assert_eq!(last.parse::<u32>().ok(), first.parse::<u32>().ok().map(|first| first + 1), "{number}");
    assert_eq!(year, &samples::day(host(), 0)[..4], "{number}");
    case.act(DESK, "receive_result", json!({ "paper_count": 0 }));
    let identity = json!({ "kind": "identity_card", "number": NUMBER });
    case.act(DESK, "hand_over", json!({ "identity": identity, "receiver_name": "Bế Thị Chứng" }));
    assert_eq!(case.state(), "returned");

    let today = samples::day(host(), 0);
    let path = format!("/api/staff/register?desk=TT-06652&from={today}&to={today}&book=certifications");
    let rows = eventually("the worker enters the dossier in the register", || {
        let register = person(host(), DESK).get(&path).expect(200).json();
        let mine = |row: &&Value| row["dossier_code"] == case.code.as_str();
        let rows: Vec<Value> = register["rows"].as_array()?.iter().filter(mine).cloned().collect();
        (!rows.is_empty()).then_some(rows)
    });
    assert_eq!(rows.len(), 2);
    let own = [first, last].map(|serial| json!(format!("{serial}/{year}")));
    assert_eq!([&rows[0]["number"], &rows[1]["number"]], own.each_ref(), "Circular 01/2020/TT-BTP, art. 4");
    assert_eq!((rows[0]["fee"].as_str(), rows[1]["fee"].as_str()), (Some("28.000"), Some("")));
    assert_eq!((rows[0]["pages"].as_u64(), rows[0]["copies"].as_u64()), (Some(4), Some(3)));
    assert_eq!((rows[0]["person"].as_str(), rows[0]["signer"].as_str()), (Some("Bế Thị Chứng"), Some("Ngô Văn Sơn")));
    let csv = person(host(), DESK).get(&format!("{path}&format=csv")).expect(200);
    assert!(csv.text().contains("\"'=Giấy khai sinh\""), "no cell is a formula");
    let pdf = person(host(), DESK).get(&format!("{path}&format=pdf")).expect(200);
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    assert!(
        pdf.body.starts_with(b"%PDF-")
            && pdf.header("content-disposition").is_some_and(|name| name.contains("so-chung-thuc-"))
    );
    person(host(), DESK).get(&format!("{path}&format=doc")).refused(400, "malformed");
    person(host(), "tn-binhlieu").get(&path).refused(403, "not_permitted");
}

#[test]
fn numbers_of_a_centre_run_on_through_the_year() {
    let issued = || {
        let mut case = filed(&key(), &filing("Bế Thị Chứng", &paid(28_000)));
        case.act("ct-hatu", "approve_sign", json!({}));
        let view = case.act(DESK, "publish", json!({ "number": "" }));
        let number = view["dossier"]["state"]["result"]["number"].as_str().unwrap().to_owned();
        ends(&number)
    };
    let (first, second) = (issued(), issued());
    assert!(first.1 < second.0, "{first:?} {second:?}");
}

/// The certification desk of Bãi Cháy is used by this test alone, so that its numbers can be counted.
#[test]
fn a_refusal_takes_no_number_and_publishing_at_the_same_moment_leaves_no_gap() {
    let mut cases: Vec<Case<'static>> = (0..8)
        .map(|_| {
            let mut body = filing("Bế Thị Chứng", &paid(28_000));
            body["centre"] = json!("06673");
            body["return_to"] = samples::returned("counter", "06673");
            let mut case = Case::filed(&person(host(), "ct1-baichay"), &key(), &body);
            case.version = 4;
            case.act("ct-baichay", "approve_sign", json!({}));
            case
        })
        .collect();
    // Whoever may not publish, and whoever looks at an old version, takes nothing from the book.
    for case in &mut cases {
        case.tried("ct-baichay", "publish", &json!({ "number": "" })).refused(403, "not_permitted");
        case.version -= 1;
        assert_eq!(case.tried("ct1-baichay", "publish", &json!({ "number": "" })).status, 412);
        case.version += 1;
    }
    let mut numbers: Vec<(u32, u32)> = std::thread::scope(|scope| {
        let publish = |case: &Case<'static>| {
            let view = case.tried("ct1-baichay", "publish", &json!({ "number": "" })).expect(200).json();
            let number = view["dossier"]["state"]["result"]["number"].as_str().unwrap_or_default().to_owned();
            ends(&number)
        };
        let running: Vec<_> = cases.iter().map(|case| scope.spawn(move || publish(case))).collect();
        running.into_iter().map(|thread| thread.join().expect("it is published")).collect()
    });
    numbers.sort_unstable();
    let first = numbers[0].0;
    let two_by_two = (0..8).map(|at| (first + 2 * at, first + 2 * at + 1));
    assert_eq!(numbers, two_by_two.collect::<Vec<(u32, u32)>>(), "each number once, none left out");
}

#[test]
fn a_copy_that_is_not_in_order_is_refused_and_nothing_is_filed() {
    let desk = person(host(), DESK);
    let guard =
        |fees: &Value| desk.file(&key(), &filing("Bế Thị Chứng", fees)).refused(422, "rule_refuses")["guard"].clone();
    assert_eq!(guard(&paid(27_000)), "fee_at_filing_paid");
    assert_eq!(guard(&paid(29_000)), "fee_at_filing_paid");
    assert_eq!(guard(&json!([])), "fee_at_filing_paid");
    let waived =
        json!([{ "rule": 0, "amount_vnd": 0, "method": "none", "receipt_number": "", "exemption": "hộ nghèo" }]);
    filed(&key(), &filing("Bế Thị Miễn", &waived));
    for (field, value) in [("pages", 0), ("copies", 10_000)] {
        let mut body = filing("Bế Thị Chứng", &paid(28_000));
        body["answers"]["documents"][0][field] = json!(value);
        let errors = desk.file(&key(), &body).refused(422, "invalid")["errors"].clone();
        assert_eq!(errors[0]["field"], format!("documents[0].{field}"));
    }
    // Whoever only takes in does not lay it before the signer.
    person(host(), "tn-hatu").file(&key(), &filing("Bế Thị Chứng", &paid(28_000))).refused(403, "not_permitted");
}
