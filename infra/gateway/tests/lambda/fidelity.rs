//! What only the cloud does to a request: stages, base64, cookies apart, limits of size and time, cold starts.

use crate::{
    common::{
        door::Door,
        host::{host, open_session},
        http::{Answer, Ask},
        journeys,
        people::{person, stranger},
        proxy::{Fault, Proxied},
        samples,
    },
    door::{Lambda, beside, function, lambda},
    events, same_answers_at,
};
use api::store::reference::Entry;
use domain::{
    message::public::{ListValue, ReferenceList},
    text::Text,
};
use gateway::ready::HostFile;
use serde_json::{Value, json};
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// A door to the shared functions through which events come changed.
struct Changed(fn(Value) -> Value);

impl Door for Changed {
    fn send(&self, ask: &Ask) -> Answer {
        events::answer(&lambda().invoke(function(ask), &(self.0)(events::request(ask))))
    }

    fn session(&self, account: &str) -> String {
        lambda().session(account)
    }
}

/// Much of what a function can be asked: papers, filing, an action, tracking, refusals by path and by body.
fn a_bit_of_everything(door: &dyn Door) {
    let case = journeys::birth_filed(door, "counter", &samples::photo("giấy chứng sinh"));
    case.seen_by("tn-hatu");
    case.tracked();
    case.tried("tn-hatu", "accept", &json!({ "checklist": 7 })).refused(400, "malformed");
    stranger(door).get("/api/public/units/resolve?name=ph%C6%B0%E1%BB%9Dng%20h%C3%A0%20kh%E1%BA%A9u").expect(200);
    stranger(door).get("/api/nothing").refused(404, "not_found");
    stranger(door).get("/api").refused(404, "not_found");
}

#[test]
fn at_the_stages_own_address_the_answers_are_the_same() {
    same_answers_at(&Changed(|event| events::at_stage(event, "trial", true)), a_bit_of_everything);
}

#[test]
fn at_a_domain_that_is_mapped_to_a_stage_the_answers_are_the_same() {
    same_answers_at(&Changed(|event| events::at_stage(event, "trial", false)), a_bit_of_everything);
}

#[test]
fn a_stage_that_is_named_like_our_first_segment_takes_nothing_else_away() {
    same_answers_at(&Changed(|event| events::at_stage(event, "api", true)), a_bit_of_everything);
}

#[test]
fn bodies_in_base64_get_the_same_answers() {
    same_answers_at(&Changed(events::in_base64), journeys::birth_handed_over);
    same_answers_at(&Changed(events::in_base64), journeys::shop_far_from_home);
}

#[test]
fn cookies_travel_in_fields_of_their_own() {
    // A session of this test alone, among cookies that are nobody's or somebody else's.
    let token = host().wait(open_session(&lambda().api, "qt-baichay"));
    let ask = |method: &str, path: &str, cookies: &str| {
        let mut event = events::request(&Ask::new(method, path));
        event["cookies"] = cookies.split('|').map(|cookie| json!(cookie)).collect();
        lambda().invoke("public", &event)
    };
    let among = format!("theme=dark|_ga=GA1.2.3=4|sessions=no|session={token}|last=%F0%9F%8D%AA");
    assert_eq!(ask("GET", "/api/auth/me", &among)["statusCode"], 200);
    assert_eq!(ask("GET", "/api/auth/me", "theme=dark|session=")["statusCode"], 401);
    let out = ask("POST", "/api/auth/logout", &among);
    assert_eq!(out["statusCode"], 204);
    let given = out["cookies"].as_array().expect("cookies of the answer");
    assert!(given.len() == 1 && given[0].as_str().is_some_and(|cookie| cookie.starts_with("session=;")), "{out}");
    assert!(out["headers"].get("set-cookie").is_none(), "a header would be joined with commas: {out}");
    assert_eq!(ask("GET", "/api/auth/me", &among)["statusCode"], 401);
}

#[test]
fn an_officer_signs_in_and_both_cookies_travel_in_fields_of_their_own() {
    let ask = |path: &str, cookies: &[&str]| {
        let mut event = events::request(&Ask::new("GET", path));
        event["cookies"] = json!(cookies);
        lambda().invoke("public", &event)
    };
    let pairs = |answer: &Value| -> Vec<String> {
        let cookies = answer["cookies"].as_array().cloned().unwrap_or_default();
        cookies.iter().filter_map(|cookie| cookie.as_str()?.split(';').next().map(str::to_owned)).collect()
    };
    let begun = ask("/api/auth/login?return=%2Fstaff%2F", &[]);
    assert_eq!(begun["statusCode"], 303, "{begun}");
    let away = begun["headers"]["location"].as_str().expect("the provider's page").to_owned();
    let ticket = pairs(&begun).pop().expect("a ticket");
    let (_, query) = away.split_once('?').expect("a query");
    let choice = Ask::new("POST", "/issuer/authorize")
        .raw("application/x-www-form-urlencoded", format!("{query}&account=tn-hatu"));
    let back = host().send(&choice).expect(303).header("location").expect("the way back").to_owned();
    let back = back.strip_prefix(&host().api.config.site).expect("our own address");
    let ended = ask(back, &[&ticket]);
    assert_eq!((&ended["statusCode"], &ended["headers"]["location"]), (&json!(303), &json!("/staff/")), "{ended}");
    let given = pairs(&ended);
    assert!(given.len() == 2 && given.contains(&"sign-in=".to_owned()), "{ended}");
    let session = given.iter().find(|pair| pair.starts_with("session=")).expect("a session");
    let me = ask("/api/auth/me", &[session]);
    assert!(me["statusCode"] == 200 && me["body"].as_str().is_some_and(|body| body.contains("tn-hatu")), "{me}");
}

#[test]
fn an_answer_near_6_mb_travels_whole_and_a_larger_one_is_refused_in_clear_words() {
    const WORLD: &str = "large";
    let environment = HostFile::read(&host().data).expect("the host's file").environment;
    let api = beside(&environment, WORLD);
    // Quoted for Lambda a value of this kind has 30,050 bytes: 207 of them fit, 208 do not.
    for (name, values) in [("fits", 207), ("too-large", 208)] {
        let label = |number: usize| Text { vi: format!("{number:05}{}", "ắ".repeat(4_995)), en: "\"".repeat(3_750) };
        let values = (0..values).map(|number| ListValue { value: format!("v{number:04}"), label: label(number) });
        let list = ReferenceList { values: values.collect() };
        let json = serde_json::to_vec(&list).expect("JSON");
        let entry = Entry { code: name.to_owned(), valid_from: String::new(), json };
        host().wait(api.store.put_reference("list", &entry)).expect("the list is written");
    }
    let large = Lambda::start_with("large", &[("MOTCUA_WORLD", WORLD)]);
    let returned = large.invoke("public", &events::request(&Ask::new("GET", "/api/public/lists/fits")));
    let size = returned.to_string().len();
    assert!((6_100_000..6 * 1024 * 1024).contains(&size), "near the limit of Lambda and below it: {size}");
    let answer = events::answer(&returned).expect(200);
    let list = answer.json();
    assert_eq!(list["values"].as_array().map(Vec::len), Some(207), "nothing is cut");
    let problem = stranger(&large).get("/api/public/lists/too-large").refused(500, "answer_too_large");
    assert!(problem["detail"].as_str().is_some_and(|words| words.contains("bytes")), "{problem}");
}

#[test]
fn a_table_that_is_silent_or_slow_is_answered_for_in_time_and_nothing_is_lost() {
    let proxied = Proxied::start();
    let table = format!("http://{}", proxied.table);
    // Nothing answers when the functions start: they live, and say so in the log.
    proxied.plan(Fault::Silent, "", usize::MAX);
    let slow = Lambda::start_with("slow", &[("AWS_ENDPOINT_URL_DYNAMODB", &table)]);
    let began = Instant::now();
    stranger(&slow).get("/api/health").expect(200);
    assert!(began.elapsed() < Duration::from_secs(9), "Lambda gives ten seconds to start: {:?}", began.elapsed());
    assert!(slow.log("public").contains("the table does not answer at start"));

    let within = |what: &str, ask: &dyn Fn() -> Answer, at_least: u64| {
        let began = Instant::now();
        let answer = ask();
        let took = began.elapsed();
        assert!(took > Duration::from_secs(at_least), "{what} was really tried: {took:?}");
        assert!(took < Duration::from_secs(29), "{what} is answered before the gateway gives up: {took:?}");
        assert!(answer.header("retry-after").is_some(), "{what}: {} {}", answer.status, answer.text());
        answer.refused(503, "unavailable");
    };
    within("a silent table", &|| stranger(&slow).get("/api/health/ready"), 3);
    proxied.plan(Fault::Silent, "", 0);
    stranger(&slow).get("/api/health/ready").expect(200);

    // Each call alone is in time, all together are not.
    let mother = person(&slow, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let body = samples::birth(&slow, "counter", &file);
    proxied.plan(Fault::Slow(3_800), "", usize::MAX);
    within("a slow table", &|| mother.file(&draft, &body), 20);
    proxied.plan(Fault::Slow(0), "", 0);
    let receipt = mother.file(&draft, &body).expect(201).json();
    assert_eq!(mother.file(&draft, &body).expect(201).json(), receipt, "one dossier, however often it was sent");
}

#[test]
fn a_cold_function_calls_its_table_before_it_takes_a_request() {
    let proxied = Proxied::start();
    let cold = Lambda::start_with("cold", &[("AWS_ENDPOINT_URL_DYNAMODB", &format!("http://{}", proxied.table))]);
    let pings = || {
        let seen = proxied.seen();
        seen.iter().filter(|(_, body)| body["Key"]["pk"]["S"].as_str().is_some_and(|pk| pk.contains("#PING#"))).count()
    };
    let mut all = 0;
    crate::common::door::eventually("each of the four functions has made its first call", || {
        all += pings();
        (all == 4).then_some(())
    });
    stranger(&cold).get("/api/health").expect(200);
    assert_eq!(pings(), 0, "the first request finds the connection open");
}

/// A door at which, now and then, the function that is to answer has just been taken away.
struct Restless {
    functions: Lambda,
    asked: AtomicUsize,
}

impl Door for Restless {
    fn send(&self, ask: &Ask) -> Answer {
        if self.asked.fetch_add(1, Ordering::Relaxed) % 4 == 2 {
            self.functions.restart(function(ask));
        }
        self.functions.send(ask)
    }

    fn session(&self, account: &str) -> String {
        self.functions.session(account)
    }
}

#[test]
fn cold_starts_in_the_middle_of_a_journey_change_no_answer() {
    let functions = Lambda::start_with("restless", &[]);
    functions.follow_stream();
    let restless = Restless { functions, asked: AtomicUsize::new(0) };
    same_answers_at(&restless, journeys::birth_handed_over);
    let starts = restless.asked.load(Ordering::Relaxed) / 4;
    assert!(starts >= 5, "{starts} cold starts");
}
