//! The table under load: conflicts and throttling are waited out, and none is ever taken for somebody else's change.

use crate::common::{
    case::Case,
    host::host,
    journeys::birth_filed,
    people::{person, stranger},
    proxy::{Fault, Proxied},
    samples,
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A filed dossier, looked at through the proxied functions.
fn case(proxied: &Proxied) -> Case<'_> {
    let filed = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    Case { door: proxied, code: filed.code, secret: filed.secret, version: filed.version, receipt: filed.receipt }
}

fn versions(code: &str) -> Vec<u64> {
    let view = person(host(), "tn-hatu").look(code).expect(200).json();
    view["history"].as_array().unwrap().iter().filter_map(|event| event["version"].as_u64()).collect()
}

#[test]
fn a_transaction_conflict_is_tried_again_and_never_called_stale() {
    let proxied = Proxied::start();
    let mut case = case(&proxied);
    proxied.plan(Fault::Conflict, "TransactWriteItems", 3);
    case.act("tn-hatu", "accept", samples::birth_accepted());
    assert_eq!(proxied.left(), 0, "all three conflicts were met");
    assert_eq!(versions(&case.code), [1, 2]);
}

#[test]
fn conflicts_without_end_are_unavailable_with_retry_after_and_change_nothing() {
    let proxied = Proxied::start();
    let mut case = case(&proxied);
    proxied.plan(Fault::Conflict, "TransactWriteItems", 1_000);
    let answer = case.tried("tn-hatu", "accept", &samples::birth_accepted());
    assert!(answer.header("retry-after").is_some());
    answer.refused(503, "unavailable");
    assert_eq!(versions(&case.code), [1]);
    proxied.plan(Fault::Conflict, "", 0);
    case.act("tn-hatu", "accept", samples::birth_accepted());
}

#[test]
fn a_conflict_behind_which_somebody_was_faster_is_stale_with_the_present_state() {
    let proxied = Proxied::start();
    let case = case(&proxied);
    // The officer's transaction meets the mother's; while it waits, hers is done.
    let code = case.code.clone();
    proxied.meanwhile(move || {
        let elsewhere = json!({ "return_to": samples::returned("counter", "06838") });
        person(host(), "cd-lan").act(&code, "change_return_place", 1, &elsewhere).expect(200);
    });
    proxied.plan(Fault::Conflict, "TransactWriteItems", 2);
    let stale = case.tried("tn-hatu", "accept", &samples::birth_accepted()).refused(412, "stale");
    assert_eq!(proxied.left(), 0, "the conflicts were met first");
    assert_eq!(stale["current"]["dossier"]["version"], 2);
    assert_eq!(versions(&case.code), [1, 2]);
}

#[test]
fn an_action_whose_answer_was_lost_is_done_once_and_answered() {
    let proxied = Proxied::start();
    let mut case = case(&proxied);
    proxied.plan(Fault::DoneButConflict, "TransactWriteItems", 1);
    let view = case.act("tn-hatu", "accept", samples::birth_accepted());
    assert_eq!(view["dossier"]["state"]["name"], "accepted");
    assert_eq!(proxied.left(), 0);
    assert_eq!(versions(&case.code), [1, 2]);
}

#[test]
fn a_filing_whose_answer_was_lost_gives_the_receipt_of_the_one_dossier() {
    let proxied = Proxied::start();
    let mother = person(&proxied, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let body = samples::birth(&proxied, "counter", &file);
    proxied.plan(Fault::DoneButConflict, "TransactWriteItems", 1);
    let first = mother.file(&draft, &body).expect(201).json();
    assert_eq!(proxied.left(), 0);
    assert_eq!(mother.file(&draft, &body).expect(201).json(), first);
    assert_eq!(versions(first["code"].as_str().unwrap()), [1]);
}

#[test]
fn throttling_is_waited_out_in_reads_and_writes() {
    let proxied = Proxied::start();
    let mut case = case(&proxied);
    for operation in ["GetItem", "Query", "TransactWriteItems", "UpdateItem"] {
        proxied.plan(Fault::Throttled, operation, 2);
        match case.version {
            1 => case.act("tn-hatu", "accept", samples::birth_accepted()),
            _ => {
                case.act("cd-lan", "change_return_place", json!({ "return_to": samples::returned("counter", "06838") }))
            }
        };
    }
    proxied.plan(Fault::Throttled, "PutItem", 2);
    person(&proxied, "cd-lan").ticket(&Uuid::new_v4().to_string(), &samples::pdf("giấy")).expect(201);
    assert_eq!(proxied.left(), 0);
}

#[test]
fn throttling_without_end_is_unavailable_on_every_way_in() {
    let proxied = Proxied::start();
    let case = case(&proxied);
    let mother = person(&proxied, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    proxied.plan(Fault::Throttled, "", usize::MAX);
    let track = json!({ "code": case.code, "secret": case.secret });
    for answer in [
        stranger(&proxied).get("/api/health/ready"),
        stranger(&proxied).post("/api/public/track", &track),
        mother.look(&case.code),
        mother.file(&draft, &samples::birth(host(), "counter", &draft)),
        case.tried("tn-hatu", "accept", &samples::birth_accepted()),
    ] {
        assert_eq!(answer.header("retry-after"), Some("2"));
        answer.refused(503, "unavailable");
    }
}

#[test]
fn a_table_that_never_answers_is_unavailable_before_anybody_gives_up() {
    let proxied = Proxied::start();
    let case = case(&proxied);
    proxied.plan(Fault::Silent, "", usize::MAX);
    let began = Instant::now();
    let track = json!({ "code": case.code, "secret": case.secret });
    let answer = stranger(&proxied).post("/api/public/track", &track);
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert_eq!(answer.header("retry-after"), Some("2"));
    answer.refused(503, "unavailable");
    proxied.plan(Fault::Silent, "", 0);
    case.tracked();
}

/// The kind of row that a read asks for: `D` for `live#D#…`.
fn kind(body: &Value) -> String {
    let key = body["Key"]["pk"]["S"]
        .as_str()
        .or_else(|| body["ExpressionAttributeValues"].as_object()?.values().find_map(|value| value["S"].as_str()));
    key.unwrap_or_default().split('#').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn what_decides_reads_consistently_and_nothing_scans_or_filters() {
    let proxied = Proxied::start();
    let officer = person(&proxied, "tn-binhlieu");
    let mut body = samples::shop("06673");
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0003") });
    let mut case = Case::filed(&officer, &Uuid::new_v4().to_string(), &body);
    case.act("tn-binhlieu", "forward", json!({ "paper_count": 3 }));
    case.tracked();
    let mother = person(&proxied, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let birth = Case::filed(&mother, &draft, &samples::birth(&proxied, "counter", &file));
    mother.look(&birth.code).expect(200);
    mother.get("/api/public/me/dossiers").expect(200);
    officer.get("/api/staff/queue?desk=TT-06838&state=submitted").expect(200);
    officer.get("/api/staff/search?q=hoang").expect(200);

    let mut kinds = std::collections::BTreeSet::new();
    for (operation, body) in proxied.seen() {
        assert_ne!(operation, "Scan");
        assert!(body.get("FilterExpression").is_none(), "{operation} {body}");
        let decides = ["D", "I", "U", "SESS", "NAME"].contains(&kind(&body).as_str());
        if ["GetItem", "Query"].contains(&operation.as_str()) && decides && body.get("IndexName").is_none() {
            assert_eq!(body["ConsistentRead"], true, "{operation} {body}");
            kinds.insert(kind(&body));
        }
        if operation == "TransactWriteItems" {
            for item in body["TransactItems"].as_array().unwrap() {
                assert!(item["Put"]["ConditionExpression"].is_string(), "an unguarded write: {item}");
            }
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["D", "I", "NAME", "SESS", "U"], "all of these were read");
}
