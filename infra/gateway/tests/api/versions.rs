//! A procedure as dated data: each day has its version, and a dossier keeps the one that it was filed under.

use crate::common::{
    case::Case,
    host::{host, seed_folder},
    http::Answer,
    people::{person, stranger},
    samples,
    world::World,
};
use serde_json::{Value, json};
use uuid::Uuid;

const SHOP: &str = "1.001612";
const BADGE: &str = "2.002288";
const FIRST: &str = "2025-07-01";
const SECOND: &str = "2026-12-02";

fn path(code: &str, version: Option<&str>) -> String {
    let version = version.map(|day| format!("?valid_from={day}")).unwrap_or_default();
    format!("/api/public/procedures/{code}{version}")
}

fn procedure<'v>(raw: &'v mut Value, code: &str) -> &'v mut Value {
    let all = raw["procedures"].as_array_mut().expect("a list");
    all.iter_mut().find(|one| one["code"] == code).expect("the procedure")
}

/// Publishes a second version of the shop, with another label, one more paper and times that hang on what the officer
/// says; and the end of the badge, which has no successor.
fn publish(world: &World) {
    let mut files = gateway::reference::read(&seed_folder()).expect("the reference data");
    let mut raw: Value = serde_json::from_str(&files.procedures).expect("JSON");
    procedure(&mut raw, BADGE)["valid_to"] = json!("2026-12-01");
    let mut second = procedure(&mut raw, SHOP).clone();
    second["valid_from"] = json!(SECOND);
    let fields = second["form_fields"].as_array_mut().expect("fields");
    let name = fields.iter_mut().find(|field| field["name"] == "business_name").expect("the name");
    name["label_vi"] = json!("Tên mới của câu hỏi");
    let mut paper = second["required_documents"][0].clone();
    paper["name_vi"] = json!("Bản vẽ vị trí");
    second["required_documents"].as_array_mut().expect("papers").push(paper);
    let mut longer = second["processing_time"][0].clone();
    longer["value"] = json!(15);
    longer["condition"] = json!({
        "kind": "officer_states", "question_vi": "Phải kiểm tra địa điểm?", "question_en": "Must the place be checked?",
    });
    second["processing_time"].as_array_mut().expect("times").push(longer);
    raw["procedures"].as_array_mut().expect("a list").push(second);
    files.procedures = raw.to_string();
    host().wait(api::seed::seed(&world.api, &files)).expect("the second version is seeded");
}

fn label(answer: &Answer) -> String {
    let procedure = answer.json();
    let fields = procedure["fields"].as_array().cloned().unwrap_or_default();
    let name = fields.iter().find(|field| field["name"] == "business_name").cloned().unwrap_or_default();
    name["label"]["vi"].as_str().unwrap_or_default().to_owned()
}

/// The rows of a procedure in the catalogue's list, by the first day of their versions.
fn listed(world: &World, code: &str) -> Vec<String> {
    let list = stranger(world).get("/api/public/procedures").expect(200).json();
    let rows = list["procedures"].as_array().cloned().unwrap_or_default();
    rows.iter()
        .filter(|row| row["code"] == code)
        .map(|row| row["valid_from"].as_str().unwrap_or_default().to_owned())
        .collect()
}

fn due_on(view: &Value) -> String {
    view["due"]["due_on"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_dossier_filed_under_the_first_version_is_finished_by_it_after_the_second_became_valid() {
    let world = World::at("versions", "2026-12-01T09:00");
    let mut old = Case::filed(&person(&world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &samples::shop("06673"));
    let first_label = label(&stranger(&world).get(&path(SHOP, None)).expect(200));
    publish(&world);

    // Published ahead: nothing changes before its day.
    world.when("2026-12-01T09:10");
    assert_eq!(label(&stranger(&world).get(&path(SHOP, None)).expect(200)), first_label);
    assert_eq!(listed(&world, SHOP), [FIRST]);
    assert_eq!(listed(&world, BADGE), [FIRST]);

    world.when("2026-12-02T09:00");
    assert_eq!(listed(&world, SHOP), [SECOND]);
    assert_eq!(label(&stranger(&world).get(&path(SHOP, None)).expect(200)), "Tên mới của câu hỏi");
    // The dossier names its version, by which its screens read labels and papers.
    let seen = old.seen_by("tn-binhlieu");
    assert_eq!(seen["procedure"]["valid_from"], FIRST);
    assert_eq!(old.tracked()["procedure"]["valid_from"], FIRST);
    assert_eq!(label(&stranger(&world).get(&path(SHOP, Some(FIRST))).expect(200)), first_label);
    stranger(&world).get(&path(SHOP, Some("2026-12-03"))).refused(404, "not_found");
    stranger(&world).get(&path(SHOP, Some("yesterday"))).expect(400);

    // The old check-list is whole and the old time is counted; what only the second version asks is unknown to it.
    let accept = |states: Value| {
        json!({ "checklist": samples::shop_checklist(), "paper_count": 3, "fees": samples::shop_fee("BL-0001"),
            "officer_states": states })
    };
    let refused = old.tried("tn-binhlieu", "accept", &accept(json!({ "states_time_1": true }))).refused(422, "invalid");
    assert_eq!(refused["errors"][0]["field"], "officer_states.states_time_1");
    let view = old.act("tn-binhlieu", "accept", accept(json!({})));
    assert_eq!(due_on(&view), "2026-12-07");

    // A new one is by the second version: its paper is asked, and its time follows what the officer says.
    let mut body = samples::shop("06673");
    body["procedure"]["valid_from"] = json!(SECOND);
    let mut due = Vec::new();
    for states in [json!({}), json!({ "states_time_1": true }), json!({ "states_time_1": false })] {
        body["answers"]["business_name"] = json!(format!("Hộ kinh doanh {}", Uuid::new_v4()));
        let mut new = Case::filed(&person(&world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &body);
        new.tried("tn-binhlieu", "accept", &accept(states.clone())).refused(422, "rule_refuses");
        let mut whole = accept(states.clone());
        let list = whole["checklist"].as_array_mut().expect("a list");
        list.push(json!({ "paper": 3, "status": "shown" }));
        let found = due_on(&new.act("tn-binhlieu", "accept", whole.clone()));
        // What the counter shows before, and what it hands out after taking in at once, is the same date.
        let question = json!({ "procedure": SHOP, "channel": "counter", "officer_states": states });
        let preview = stranger(&world).post("/api/public/due-date", &question).expect(200).json();
        assert_eq!(due_on(&preview), found, "{states}");
        let mut at_once = body.clone();
        at_once["answers"]["business_name"] = json!(format!("Hộ kinh doanh {}", Uuid::new_v4()));
        at_once["accept"] = whole;
        let receipt = Case::filed(&person(&world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &at_once).receipt;
        assert_eq!(receipt["due_if_accepted_now"]["due_on"], found, "{states}");
        due.push(found);
    }
    assert_eq!(due[0], due[1], "the longest time until the officer has answered");
    assert_eq!(due[2], "2026-12-07");
    assert!(due[0] > due[2], "{due:?}");

    // And the old one goes on to its end by its own version.
    world.settle(&old.code);
    let head = &world.stored(&old.code).stored.dossier;
    assert_eq!(head.procedure.valid_from.to_string(), FIRST);
}

#[test]
fn a_filing_prepared_under_an_ended_version_is_told_so_and_goes_through_unchanged_under_the_new_one() {
    let world = World::at("versions-filing", "2026-12-01T09:00");
    publish(&world);
    world.when("2026-12-02T09:00");
    let officer = person(&world, "tn-binhlieu");
    let (key, mut body) = (Uuid::new_v4().to_string(), samples::shop("06673"));
    officer.file(&key, &body).refused(422, "procedure_changed");
    // The same draft, key and answers: only the version is another.
    body["procedure"]["valid_from"] = json!(SECOND);
    officer.file(&key, &body).expect(201);

    // A procedure that ended without a successor says the same, and is in no list; dossiers still read it.
    let ended = person(&world, "tn-mongcai1").file(&Uuid::new_v4().to_string(), &samples::badge());
    ended.refused(422, "procedure_changed");
    assert_eq!(listed(&world, BADGE), Vec::<String>::new());
    stranger(&world).get(&path(BADGE, None)).refused(404, "not_found");
    stranger(&world).get(&path(BADGE, Some(FIRST))).expect(200);
}
