//! Birth: filed from a phone, decided in Hà Tu, collected there or returned online.

use super::{birth_filed, birth_in_process, birth_issued, tells_nothing_personal};
use crate::common::{
    case::Case,
    door::{Door, eventually},
    people::{fetch, person, stranger},
    samples::{self, CHILD, MOTHER},
};
use serde_json::{Value, json};

/// From the mother's phone to the certificate in her hand.
pub fn birth_handed_over(door: &dyn Door) {
    let paper = samples::photo("giấy chứng sinh");
    let mut case = birth_filed(door, "counter", &paper);
    assert!(case.code.starts_with("H49.901-"), "the code is the competent agency's: {}", case.code);
    assert_eq!(case.receipt["centre"], "06652");
    assert_eq!(case.receipt["agency"], "06652");
    assert!(!case.receipt["because"].as_array().unwrap().is_empty(), "competence explains itself");
    assert_eq!(case.state(), "submitted");
    assert_eq!(desk_of(&case, "tn-hatu"), "TT-06652");

    let mother = person(door, "cd-lan");
    let own = mother.look(&case.code).expect(200).json();
    let file = own["papers"][0]["files"][0]["id"].as_str().unwrap();
    assert_eq!(mother.download(&case.code, file), paper.bytes, "she gets back what she sent");
    assert_eq!(person(door, "tn-hatu").download(&case.code, file), paper.bytes, "and the officer sees the same");
    let mine = mother.get("/api/public/me/dossiers").expect(200).json();
    assert!(mine["dossiers"].as_array().unwrap().iter().any(|row| row["code"] == case.code.as_str()));

    let accepted = case.act("tn-hatu", "accept", samples::birth_accepted());
    assert_eq!(accepted["dossier"]["state"]["name"], "accepted");
    assert_eq!(accepted["dossier"]["slips"][0]["form"], "01");
    assert!(accepted["due"]["due_at"].is_string() || accepted["due"].is_object(), "{}", accepted["due"]);
    case.act("tn-hatu", "forward", json!({ "paper_count": 1 }));
    assert_eq!(desk_of(&case, "tp-vp-hatu"), "06652/CX-VP");
    let colleagues = case.seen_by("tp-vp-hatu")["colleagues"].clone();
    let officers = colleagues.as_array().into_iter().flatten();
    assert!(officers.clone().any(|officer| officer["account"] == "tl-vp-hatu"), "{colleagues}");
    assert!(officers.clone().all(|officer| officer["account"] != "tl-kt-hatu"), "another office's: {colleagues}");
    case.act("tp-vp-hatu", "receive", json!({ "assignee": "tl-vp-hatu", "paper_count": 1 }));
    assert!(in_queue(door, "tl-vp-hatu", "assignee=me", &case.code));
    case.act("tl-vp-hatu", "start_work", json!({}));

    let result = samples::pdf("giấy khai sinh");
    birth_issued(&mut case, &result);
    let issued = case.tracked();
    assert_eq!(
        (issued["state"].as_str(), issued["result"]["number"].as_str()),
        (Some("result_ready"), Some("15/2026"))
    );
    assert_eq!(issued["result"]["demonstration_signature"], true);
    assert!(!in_queue(door, "tl-vp-hatu", "assignee=me", &case.code), "what is issued leaves the officer's queue");

    case.act("tkq-hatu", "receive_result", json!({ "paper_count": 1 }));
    assert_eq!(desk_of(&case, "tkq-hatu"), "TT-06652");
    let handed = json!({ "identity": { "kind": "identity_card", "number": MOTHER.1 }, "receiver_name": MOTHER.0 });
    let view = case.act("tkq-hatu", "hand_over", handed);
    assert_eq!(view["dossier"]["state"]["receiver"]["id_masked"], "••••••••1234");
    assert!(!view.to_string().contains(&format!("\"number\":\"{}\"", MOTHER.1)), "the number shown is kept masked");
    assert_eq!(case.tracked()["national_status"], 10);
    assert_eq!(mother.download(&case.code, "result"), result.bytes);
    tells_nothing_personal(&case, &[MOTHER.0, MOTHER.1, MOTHER.2, CHILD, "Tổ 1, khu 2"]);
}

/// The same, but the result comes back online, and anyone with code, secret and the mother's number gets the file.
pub fn birth_returned_online(door: &dyn Door) {
    let mut case = birth_in_process(door, "online");
    let result = samples::pdf("giấy khai sinh");
    birth_issued(&mut case, &result);
    eventually("the system returns an online result by itself", || (case.state() == "returned").then_some(()));

    let mother = person(door, "cd-lan");
    let view = mother.look(&case.code).expect(200).json();
    assert_eq!(view["allowed"], json!(["rate"]), "nothing is left to do but to say how it was");
    let readers: Vec<&str> =
        view["readers"].as_array().unwrap().iter().filter_map(|reader| reader["name"].as_str()).collect();
    assert!(readers.is_empty(), "nobody opened it beside acting on it: {readers:?}");
    case.seen_by("ql-hatu");
    let view = mother.look(&case.code).expect(200).json();
    assert_eq!(view["readers"][0]["name"], "Phan Thị Oanh", "she sees who opened it");

    let ask = |secret: &str, number: &str| {
        let body = json!({ "code": case.code, "secret": secret, "id_number": number });
        stranger(door).post("/api/public/track/result", &body)
    };
    ask(&case.secret, "022085004321").refused(404, "not_found");
    ask("AAAAAAAAAAAAAAAAAAAAAA", MOTHER.1).refused(404, "not_found");
    let link = ask(&case.secret, MOTHER.1).expect(200).json();
    assert_eq!(fetch(&link), result.bytes);
    tells_nothing_personal(&case, &[MOTHER.0, MOTHER.1, MOTHER.2, CHILD]);
}

/// The desk at which an officer of it finds the dossier.
fn desk_of(case: &Case<'_>, account: &str) -> String {
    let me = person(case.door, account).get("/api/auth/me").expect(200).json();
    let state = case.state();
    for queue in me["queues"].as_array().unwrap() {
        let desk = queue["desk"].as_str().unwrap();
        let states: Vec<&str> = queue["states"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        if states.contains(&state.as_str())
            && in_queue(case.door, account, &format!("desk={}&state={state}", desk.replace('/', "%2F")), &case.code)
        {
            return desk.to_owned();
        }
    }
    "none".to_owned()
}

/// Whether a queue shows a dossier, on whichever page.
pub fn in_queue(door: &dyn Door, account: &str, which: &str, code: &str) -> bool {
    let mut cursor = String::new();
    loop {
        let page = person(door, account).get(&format!("/api/staff/queue?{which}{cursor}")).expect(200).json();
        if page["rows"].as_array().unwrap().iter().any(|row| row["code"] == code) {
            return true;
        }
        match page["cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return false,
        }
    }
}
