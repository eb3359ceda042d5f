//! Each role has the rights that its function uses along the journeys of the API, and no other.

use crate::{
    common::{
        door::Door,
        host::{dynamo, host, open_session, seed_folder},
        http::{Answer, Ask},
        journeys,
        people::{person, stranger},
        samples,
        world::answered,
    },
    recorder::{Recorder, Right},
    stream::Stream,
    template::properties,
};
use api::{Api, router::Function, worker::Change};
use aws_lambda_events::event::dynamodb::Event;
use axum::{Router, body::Body, http::Request};
use gateway::ready::HostFile;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex},
};

/// A world of its own in the shared host's table, so that the host's own worker does nothing for it.
const WORLD: &str = "rights";

/// The functions, each with a recorder in its clients, as three processes would be.
struct Recorded {
    public: Router,
    staff: Router,
    documents: Router,
    /// Not recorded: opens sessions, as the sign-in page does.
    api: Api,
    sessions: Mutex<HashMap<String, String>>,
}

/// A function's own clients.
fn function(recorder: &Recorder, clock: api::state::Clock) -> Api {
    let shared = &host().api;
    let dynamo = dynamo();
    let dynamo = dynamo.config().to_builder().interceptor(recorder.clone()).build();
    let s3 = shared.s3.config().to_builder().interceptor(recorder.clone()).build();
    let mut config = shared.config.clone();
    config.world = WORLD.to_owned();
    Api::new(config, aws_sdk_dynamodb::Client::from_conf(dynamo), aws_sdk_s3::Client::from_conf(s3), clock)
}

impl Door for Recorded {
    fn send(&self, ask: &Ask) -> Answer {
        let function = match Function::of(&ask.path) {
            Function::Public => &self.public,
            Function::Staff => &self.staff,
            Function::Documents => &self.documents,
        };
        let mut request = Request::builder().method(ask.method.as_str()).uri(&ask.path);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(ask.body.clone())).expect("a request");
        host().wait(answered(function.clone(), request))
    }

    fn session(&self, account: &str) -> String {
        let mut sessions = self.sessions.lock().expect("unbroken");
        sessions.entry(account.to_owned()).or_insert_with(|| host().wait(open_session(&self.api, account))).clone()
    }
}

/// Feeds the table's stream to a worker for as long as the process lives.
fn follow(worker: Api) {
    let environment = HostFile::read(&host().data).expect("the host's file").environment;
    let mut stream = Stream::begin(&environment["AWS_ENDPOINT_URL_DYNAMODB"], &environment["MOTCUA_TABLE"]);
    std::thread::spawn(move || {
        loop {
            let Some(event) = stream.next() else {
                std::thread::sleep(std::time::Duration::from_millis(50));
                continue;
            };
            let event: Event = serde_json::from_value(event).expect("an event of the stream");
            let changes: Vec<Change> = event.records.iter().filter_map(api::host::change_of).collect();
            // What fails comes again in the cloud; here the journey would wait in vain and say so.
            host().wait(api::worker::apply(&worker, &changes)).expect("changes are applied");
        }
    });
}

/// Everything that the journeys do not ask, as people do besides.
fn other_ways(door: &dyn Door) {
    for path in ["/api/health", "/api/openapi.json", "/api/public/procedures", "/api/public/procedures/1.001193"] {
        stranger(door).get(path).expect(200);
    }
    for path in ["/api/public/units", "/api/public/units/names", "/api/public/units/resolve?name=ha%20khau"] {
        stranger(door).get(path).expect(200);
    }
    stranger(door).get("/api/public/lists/countries").expect(200);
    let question = json!({ "procedure": "2.002288", "received_at": "2026-11-23T03:00:00Z" });
    stranger(door).post("/api/public/due-date", &question).expect(200);
    person(door, "cd-lan").get("/api/public/me/dossiers").expect(200);
    let officer = person(door, "tl-vp-hatu");
    officer.get("/api/staff/queue?assignee=me").expect(200);
    let clerk = person(door, "tn-hatu");
    let me = clerk.get("/api/auth/me").expect(200).json();
    let queue = &me["queues"][0];
    let (desk, state) = (queue["desk"].as_str().unwrap_or_default(), queue["states"][0].as_str().unwrap_or_default());
    clerk.get(&format!("/api/staff/queue?desk={desk}&state={state}")).expect(200);
    clerk.get("/api/staff/search?q=nguyen").expect(200);
    let (mother, draft) = (person(door, "cd-lan"), uuid::Uuid::new_v4().to_string());
    let file = mother.upload(&draft, &samples::disguised());
    mother.file(&draft, &samples::birth(door, "counter", &file)).refused(422, "bad_file");
    person(door, "qt-baichay").post("/api/auth/logout", &json!({})).expect(204);
}

/// What a role of the template allows on table and buckets. The stream is read by the event source mapping with the
/// worker's role, not by the worker's program.
fn allowed(role: &str) -> BTreeSet<Right> {
    let by_mapping = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];
    let mut rights = BTreeSet::new();
    for policy in properties(role)["Policies"].as_array().expect("policies") {
        for statement in policy["PolicyDocument"]["Statement"].as_array().expect("statements") {
            assert_eq!(statement["Effect"], "Allow", "{role}: {statement}");
            for action in list(&statement["Action"]) {
                let action = action.as_str().expect("an action");
                let about_data = action.starts_with("dynamodb:") || action.starts_with("s3:");
                if about_data && !by_mapping.iter().any(|name| action.ends_with(name)) {
                    rights.extend(
                        list(&statement["Resource"]).iter().map(|resource| (action.to_owned(), named(resource))),
                    );
                }
            }
        }
    }
    rights
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_else(|| vec![value.clone()])
}

/// `Table`, `Table/index/queue`, `PapersBucket/*`: a resource without its address.
fn named(resource: &Value) -> String {
    match (&resource["Fn::GetAtt"], resource["Fn::Sub"].as_str()) {
        (Value::Array(parts), _) if parts.get(1).is_some_and(|attribute| attribute == "Arn") => {
            parts[0].as_str().unwrap_or_default().to_owned()
        }
        (_, Some(address)) => address.replace("${", "").replace(".Arn}", ""),
        _ => panic!("an address that this test does not know: {resource}"),
    }
}

/// A closure that staff write, look at, approve, have told and end; the scheduled run tells of its end.
fn closed_for_a_time(door: &dyn Door) {
    let decision = json!({ "number": "1/QĐ-UBND", "on": samples::day(door, 0), "signer": "Phạm Đức Ấn" });
    let closure = json!({
        "id": "DONG-1", "kind": "closure", "of": "06673", "part": { "kind": "whole" },
        "from": samples::day(door, 0), "to": samples::day(door, 2), "why": { "vi": "bão", "en": "storm" },
        "decision": decision, "stand_in": "06652", "due": "shifted",
    });
    let (coordinator, manager) = (person(door, "dp-tinh"), person(door, "ql-tinh"));
    coordinator.post("/api/staff/closures", &closure).expect(201);
    manager.get("/api/staff/closures/DONG-1/preview").expect(200);
    manager.post("/api/staff/closures/DONG-1/approve", &json!({ "version": 1 })).expect(200);
    for _ in 0..2 {
        manager.post("/api/staff/closures/DONG-1/carry", &json!({})).expect(200);
    }
    let second = json!({ "last": samples::day(door, -1), "decision": decision });
    manager.post("/api/staff/closures/DONG-1/end", &second).expect(200);
}

#[test]
fn each_role_has_the_rights_that_its_function_uses_and_no_other() {
    let recorders = [(); 4].map(|()| Recorder::default());
    let today = api::host::system_clock;
    let [public, staff, documents, worker] = recorders.each_ref().map(|recorder| function(recorder, today()));
    let plain = function(&Recorder::default(), today());
    let raw = gateway::reference::read(&seed_folder()).expect("the reference data");
    host().wait(api::seed::seed(&plain, &raw)).expect("the world is seeded");
    for function in [&public, &staff, &documents, &worker] {
        // As every function does when it starts.
        host().wait(function.store.ping()).expect("the table answers");
    }
    follow(worker.clone());
    let door = Recorded {
        public: api::router::public(public),
        staff: api::router::staff(staff),
        documents: api::router::documents(documents, documents::print),
        api: plain,
        sessions: Mutex::default(),
    };
    for way in [
        journeys::birth_handed_over,
        journeys::birth_returned_online,
        journeys::shop_far_from_home,
        journeys::company_badge,
        journeys::refused_at_intake,
        journeys::supplemented_at_intake,
        journeys::denied_by_one_level,
        journeys::denied_by_two_levels,
        journeys::unresolved_competence,
        journeys::corrected_before_work,
        journeys::forms_and_register,
        other_ways,
        closed_for_a_time,
    ] {
        way(&door);
    }
    // A month later many a timer has run out.
    let later = function(&recorders[3], Arc::new(move || today()() + SignedDuration::from_hours(24 * 33)));
    let run = host().wait(api::worker::timers(&later)).expect("timers run");
    assert!(run.noted > 0 && run.failed == 0, "{run:?}");
    let [public, staff, documents, worker] = recorders.each_ref().map(Recorder::rights);
    let roles = ["PublicRole", "StaffRole", "DocumentsRole", "WorkerRole"];
    for (role, used) in roles.into_iter().zip([public, staff, documents, worker]) {
        assert!(used.len() > 3, "{role} was recorded");
        let allowed = allowed(role);
        let missing: Vec<_> = used.difference(&allowed).collect();
        let idle: Vec<_> = allowed.difference(&used).collect();
        assert!(missing.is_empty() && idle.is_empty(), "{role} lacks {missing:?} and does not need {idle:?}");
    }
}
