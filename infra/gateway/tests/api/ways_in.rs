//! Ways in besides the phone and the counter: the post, an outage, the national portal.

use crate::common::{
    case::Case,
    door::eventually,
    host::host,
    http::Ask,
    people::{Person, person, stranger},
    samples,
};
use gateway::issuer;
use serde_json::{Value, json};
use uuid::Uuid;

/// The national portal: a machine with a bearer token.
pub fn portal() -> Person<'static> {
    let mut portal = stranger(host());
    portal.account = Some("may-cqg".to_owned());
    portal.bearer = Some(issuer::token_for(&host().data, "may-cqg").unwrap());
    portal
}

fn taken_over(key: &str, body: &Value) -> crate::common::http::Answer {
    let ask = Ask::new("POST", "/api/staff/portal-dossiers").header("idempotency-key", key).json(body);
    portal().send(ask)
}

#[test]
fn a_filing_of_the_national_portal_keeps_its_code_and_is_the_citizens_own() {
    let draft = Uuid::new_v4().to_string();
    let file = portal().upload(&draft, &samples::photo("giấy chứng sinh"));
    let mut body = samples::birth(host(), "online", &file);
    body["external_ref"] = json!("DVCQG-2026-000778");
    let code = format!("H49.901-261116-{}", 5_000 + Uuid::new_v4().as_u128() % 4_000);
    body["code"] = json!(code);
    let receipt = taken_over(&draft, &body).expect(201).json();
    assert_eq!(receipt["code"], code.as_str());
    assert_eq!(taken_over(&draft, &body).expect(201).json(), receipt, "sent twice it is one dossier");
    let view = person(host(), "tn-hatu").look(&code).expect(200).json();
    assert_eq!(view["dossier"]["external_ref"], "DVCQG-2026-000778");
    assert_eq!(view["dossier"]["id"], draft.as_str(), "I1");
    assert_eq!(view["history"][0]["action"], "receive_from_portal");
    let mine = person(host(), "cd-lan").get("/api/public/me/dossiers").expect(200).json();
    assert!(mine["dossiers"].as_array().unwrap().iter().any(|row| row["code"] == code.as_str()));

    // The portal's own reference is found as well, however it is typed.
    eventually("the search knows the portal's reference", || {
        let found = person(host(), "tn-hatu").get("/api/staff/search?q=dvcqg-2026-000778%20").expect(200).json();
        (found["rows"][0]["code"] == code.as_str()).then_some(())
    });

    let again = Uuid::new_v4().to_string();
    let file = portal().upload(&again, &samples::photo("giấy chứng sinh"));
    body["papers"][0]["files"] = json!([file]);
    let taken = taken_over(&again, &body).refused(422, "invalid");
    assert_eq!((&taken["errors"][0]["field"], &taken["errors"][0]["code"]), (&json!("code"), &json!("taken")));
    body["code"] = json!("h49; drop");
    assert_eq!(taken_over(&again, &body).refused(422, "invalid")["errors"][0]["code"], "pattern");
    body["code"] = json!(null);
    let given = taken_over(&again, &body).expect(201).json();
    assert!(given["code"].as_str().unwrap().starts_with("H49.901-"), "where the portal gave none it is given here");
}

#[test]
fn a_filing_by_post_has_its_item_and_needs_no_card() {
    let mut body = samples::shop("06673");
    body["identity"] = json!(null);
    let counter = person(host(), "tn-binhlieu");
    let bare = counter.file(&Uuid::new_v4().to_string(), &body).refused(422, "invalid");
    assert_eq!(bare["errors"][0]["field"], "identity.number", "at the counter somebody is looked at");
    body["post_item_no"] = json!("EA987654321VN");
    let case = Case::filed(&counter, &Uuid::new_v4().to_string(), &body);
    let view = case.seen_by("tn-binhlieu");
    assert_eq!(view["history"][0]["action"], "file_by_post");
    assert_eq!(
        (&view["dossier"]["post_item_no"], &view["dossier"]["channel"]),
        (&json!("EA987654321VN"), &json!("post"))
    );
}

#[test]
fn an_entry_after_an_outage_counts_from_its_true_time_and_waits_for_a_second_person() {
    let mut body = samples::shop("06673");
    let received_at = (host().api.now() - jiff::SignedDuration::from_hours(5)).to_string();
    body["late_entry"] = json!({ "received_at": "2999-01-01T00:00:00Z", "reason": "", "paper_receipt_no": "GT-1" });
    let counter = person(host(), "tn-binhlieu");
    let wrong = counter.file(&Uuid::new_v4().to_string(), &body).refused(422, "invalid")["errors"].clone();
    assert_eq!(wrong.as_array().unwrap().len(), 2, "{wrong}");
    body["late_entry"] = json!({ "received_at": received_at, "reason": "Mất điện", "paper_receipt_no": "GT-1" });
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0077") });
    let mut case = Case::filed(&counter, &Uuid::new_v4().to_string(), &body);
    assert_eq!(case.tracked()["received_at"], received_at.as_str());
    let forward = json!({ "paper_count": 3 });
    let waits = case.tried("tn-binhlieu", "forward", &forward).refused(422, "rule_refuses");
    assert_eq!((&waits["guard"], &waits["rule"]), (&json!("late_entry_confirmed"), &json!("I14")));
    let confirm = json!({ "decision": "confirmed", "reason": "Đã đối chiếu sổ giấy" });
    let same = case.tried("tn-binhlieu", "confirm_late_entry", &confirm).refused(422, "rule_refuses");
    assert_eq!(same["guard"], "second_person");
    case.act("ql-binhlieu", "confirm_late_entry", confirm);
    case.act("tn-binhlieu", "forward", forward);
}
