//! The Lambda binaries, run as Lambda runs them, against the local host: the same people take the same ways through
//! both and get the same answers.
//!
//! `public`, `staff`, `documents` and `worker` run under cargo-lambda's emulation of the Lambda Runtime API, asked with API Gateway
//! HTTP API v2 events and the table's stream, over the same kind of table and file store as the local host.

#[path = "../common/mod.rs"]
mod common;

mod door;
mod emulator;
mod events;
mod fidelity;
mod functions;
mod observed;
mod stream;
mod transcript;

use common::{
    door::Door,
    host::host,
    http::Ask,
    journeys,
    people::{person, stranger},
    samples,
};
use door::lambda;
use serde_json::json;
use transcript::{Transcript, differences};
use uuid::Uuid;

/// Takes a way through both doors and compares what was said.
fn same_answers(way: fn(&dyn Door)) {
    same_answers_at(lambda(), way);
}

/// The same with another door to the functions.
fn same_answers_at(door: &dyn Door, way: fn(&dyn Door)) {
    let (here, there) = (Transcript::of(host()), Transcript::of(door));
    way(&here);
    way(&there);
    let (here, there) = (here.lines(), there.lines());
    assert!(here.len() >= 3, "the way was taken");
    assert_eq!(differences(&here, &there), Vec::<String>::new());
}

#[test]
fn a_birth_that_is_collected_gets_the_same_answers() {
    same_answers(journeys::birth_handed_over);
}

#[test]
fn a_birth_that_the_worker_returns_online_gets_the_same_answers() {
    same_answers(journeys::birth_returned_online);
}

#[test]
fn a_shop_with_fee_and_supplement_gets_the_same_answers() {
    same_answers(journeys::shop_far_from_home);
}

#[test]
fn a_company_with_two_levels_gets_the_same_answers() {
    same_answers(journeys::company_badge);
}

#[test]
fn refusals_supplements_and_denials_get_the_same_answers() {
    same_answers(journeys::refused_at_intake);
    same_answers(journeys::supplemented_at_intake);
    same_answers(journeys::denied_by_one_level);
    same_answers(journeys::denied_by_two_levels);
}

#[test]
fn corrections_and_coordination_get_the_same_answers() {
    same_answers(journeys::corrected_before_work);
    same_answers(journeys::unresolved_competence);
}

#[test]
fn forms_and_the_register_get_the_same_answers() {
    same_answers(journeys::forms_and_register);
}

#[test]
fn everything_a_stranger_can_ask_gets_the_same_answers() {
    same_answers(|door| {
        let asks = stranger(door);
        for path in [
            "/api/health",
            "/api/health/ready",
            "/api/openapi.json",
            "/api/public/procedures",
            "/api/public/procedures?q=khai%20sinh",
            "/api/public/procedures?level=province&q=xe",
            "/api/public/procedures?q=kh%C3%A1m+b%E1%BB%87nh",
            "/api/public/procedures/1.001193",
            "/api/public/procedures/9.999999",
            "/api/public/units",
            "/api/public/units/resolve?name=ph%C6%B0%E1%BB%9Dng%20h%C3%A0%20kh%E1%BA%A9u",
            "/api/public/units/resolve",
            "/api/public/lists/countries",
            "/api/public/lists/nothing",
            "/api/public/me/dossiers",
            "/api/auth/me",
            "/api/staff/queue",
            "/api/staff/nothing",
            "/api/nothing",
            "/api/public/dossiers/%FF",
            "/api/public/procedures/%31.001193",
        ] {
            asks.get(path);
        }
        let tag = asks.get("/api/public/procedures").header("etag").unwrap().to_owned();
        assert_eq!(asks.send(Ask::new("GET", "/api/public/procedures").header("if-none-match", &tag)).status, 304);
        asks.post("/api/public/due-date", &json!({ "procedure": "2.002288", "received_at": "2026-11-23T03:00:00Z" }));
    });
}

#[test]
fn what_every_route_refuses_is_refused_in_the_same_words() {
    same_answers(|door| {
        let mother = person(door, "cd-lan");
        let officer = person(door, "tn-hatu");
        let case = journeys::birth_filed(door, "counter", &samples::photo("giấy chứng sinh"));
        let action = format!("/api/staff/dossiers/{}/actions/accept", case.code);
        for (by, path) in [
            (&mother, "/api/public/dossiers"),
            (&mother, "/api/public/uploads"),
            (&mother, "/api/public/track"),
            (&officer, "/api/staff/dossiers"),
            (&officer, "/api/staff/uploads"),
            (&officer, action.as_str()),
        ] {
            let send = |media_type: &str, body: Vec<u8>| by.send(Ask::new("POST", path).raw(media_type, body));
            send("application/json", b"{\"a\": ".to_vec()).refused(400, "malformed");
            send("application/json", b"{\"a\": \"\xFF\"}".to_vec()).refused(400, "malformed");
            send("application/json", "[".repeat(20_000).into_bytes()).refused(400, "malformed");
            send("application/json", vec![b' '; 600_000]).refused(413, "too_large");
            send("text/plain", b"{}".to_vec()).refused(415, "wrong_type");
            by.send(Ask::new("DELETE", path)).refused(405, "method_not_allowed");
            stranger(door).post(path, &json!({}));
        }
        mother.get("/api/staff/queue").refused(403, "not_permitted");
        officer.get("/api/public/me/dossiers").refused(403, "not_permitted");
        person(door, "cd-hung").look(&case.code).refused(404, "not_found");
        person(door, "tn-binhlieu").look(&case.code).refused(404, "not_found");
        officer
            .post(&action, &json!({ "request_id": "r", "checklist": [], "paper_count": 0 }))
            .refused(428, "no_if_match");
        officer.act(&case.code, "accept", 7, &samples::birth_accepted()).refused(412, "stale");
        officer.act(&case.code, "hand_over", 1, &json!({})).refused(400, "malformed");
        officer.act(&case.code, "start_work", 1, &json!({})).refused(409, "impossible_in_this_state");
        let draft = Uuid::new_v4().to_string();
        let file = mother.upload(&draft, &samples::disguised());
        mother.file(&draft, &samples::birth(door, "counter", &file)).refused(422, "bad_file");
        let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
        let body = samples::birth(door, "counter", &file);
        let receipt = mother.file(&draft, &body).expect(201).json();
        assert_eq!(mother.file(&draft, &body).expect(201).json(), receipt);
        mother.file(&draft, &samples::birth(door, "online", &file)).refused(422, "key_reused");
    });
}

#[test]
fn a_cookie_is_set_and_revoked_through_the_gateways_own_cookie_fields() {
    same_answers(|door| {
        // An account of this way alone: whoever signs out ends the session for all who share it.
        let token = door.session("qt-baichay");
        let ask =
            |method: &str, path: &str| Ask::new(method, path).header("cookie", &format!("a=b; session={token}; c=d"));
        door.send(&ask("GET", "/api/auth/me")).expect(200);
        let out = door.send(&ask("POST", "/api/auth/logout")).expect(204);
        assert!(out.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")), "{out:?}");
        door.send(&ask("GET", "/api/auth/me")).refused(401, "no_session");
    });
}

#[test]
fn a_function_answers_only_what_came_through_the_distribution() {
    let secrets = [("MOTCUA_ORIGIN_SECRETS", "present-secret,previous-secret")];
    let bare = door::Lambda::start_with("guarded", &secrets);
    for path in ["/api/public/lists/countries", "/api/health", "/api/staff/queue", "/api/nothing"] {
        let ask = Ask::new("GET", path);
        bare.send(&ask).refused(403, "not_permitted");
        for wrong in ["guessed", "", "present-secret,previous-secret", "present-secre"] {
            bare.send(&ask.clone().header("x-origin-secret", wrong)).refused(403, "not_permitted");
        }
        // Rotation: for a while the distribution still sends the one before.
        for right in ["present-secret", "previous-secret"] {
            let answer = bare.send(&ask.clone().header("x-origin-secret", right));
            assert_ne!(answer.status, 403, "{path}: {}", answer.text());
        }
    }
}

#[test]
fn a_log_line_has_the_status_where_the_stacks_alarms_look_for_it() {
    let logged = door::Lambda::start_with("logged", &[]);
    logged.send(&Ask::new("GET", "/api/nothing")).refused(404, "not_found");
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("lambda-logged/public.log");
    // The filters of infra/stack/template.yaml are `{ $.status >= 500 }`.
    common::door::eventually("the answer is logged", || {
        let log = std::fs::read_to_string(&path).ok()?;
        let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        lines.into_iter().find(|line| line["status"] == 404)
    });
}

#[test]
fn the_worker_applies_a_repeated_and_disordered_stream_once() {
    let mut case = journeys::birth_in_process(lambda(), "online");
    journeys::birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    common::door::eventually("the worker returns the result", || (case.state() == "returned").then_some(()));
    let versions: Vec<u64> = (1..=case.version).collect();
    for order in [versions.clone(), versions.iter().rev().copied().collect(), vec![case.version; 5]] {
        lambda().worker(&events::records(door::WORLD, &case.code, &order));
    }
    let mother = person(lambda(), "cd-lan").look(&case.code).expect(200).json();
    assert_eq!(mother["version"].as_u64(), Some(case.version + 1), "delivered once");
    lambda().worker(&json!({ "detail-type": "Scheduled Event", "source": "aws.events" }));
}
