//! A unit that is closed for a storm: decided by two, told to every dossier once, its work done by another, ended early.

use crate::{
    common::{
        case::Case,
        host::host,
        people::{person, stranger},
        samples,
        world::World,
    },
    cut_over::{broken_off::until_done, journey::chain_holds, stage},
};
use api::closures;
use domain::{
    calendar::day_of,
    unit::closure::{Record, Stage},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use uuid::Uuid;

pub const ID: &str = "BAO-15";
const CO_TO: &str = "07192";
const BAI_CHAY: &str = stage::RESOLVES;
const HA_TU: &str = "06652";

/// Three days from Tuesday on.
fn storm(of: &str, stand_in: &str) -> Value {
    json!({
        "id": ID, "kind": "closure", "of": of, "part": { "kind": "whole" }, "from": "2026-12-08", "to": "2026-12-10",
        "why": { "vi": "bão số 15", "en": "storm No. 15" },
        "decision": { "number": "15/QĐ-UBND", "on": "2026-12-07", "signer": "Phạm Đức Ấn" },
        "stand_in": stand_in, "due": "shifted",
    })
}

fn path(rest: &str) -> String {
    format!("/api/staff/closures/{ID}/{rest}")
}

/// Written by the coordinator, approved by the manager.
pub fn approved(world: &World, of: &str, stand_in: &str) -> Value {
    person(world, "dp-tinh").post("/api/staff/closures", &storm(of, stand_in)).expect(201);
    person(world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).expect(200).json()
}

/// Step by step, until nothing is left to do now.
pub fn carried(world: &World) -> Value {
    for _ in 0..20 {
        let view = person(world, "dp-tinh").post(&path("carry"), &json!({})).expect(200).json();
        if view["carrying"] == false {
            return view["record"]["sweep"].clone();
        }
    }
    panic!("it never ends")
}

fn due_on(world: &World, code: &str) -> Date {
    day_of(world.stored(code).stored.dossier.clock.due_at().unwrap())
}

/// How often the dossier was told.
fn told(world: &World, code: &str) -> usize {
    world.stored(code).events.iter().filter(|event| event.action == "follow_closure").count()
}

fn refresh(world: &World, case: &mut Case<'_>) {
    case.version = world.settle(&case.code);
}

fn working_days(world: &World, from: Date, to: Date) -> Option<u16> {
    world.calendar().working_days_between(from, to)
}

#[test]
fn a_unit_closed_for_a_storm_is_told_to_each_dossier_and_another_does_its_work() {
    let world = World::at("closure", "2026-12-07T09:00");
    let (mut transfer, process) = (stage::in_transfer(&world), stage::in_process(&world));
    let mut submitted = stage::shop(&world, false);
    let elsewhere = crate::common::journeys::birth_filed(&world, "counter", &samples::photo("giấy chứng sinh"));
    let before = [due_on(&world, &transfer.code), due_on(&world, &process.code)];
    only_the_province_decides(&world);

    // A preview first: nothing is written.
    person(&world, "dp-tinh").post("/api/staff/closures", &storm(BAI_CHAY, HA_TU)).expect(201);
    let shown = person(&world, "ql-tinh").get(&path("preview")).expect(200).json();
    assert_eq!((&shown["dossiers"], &shown["moved"]), (&json!(2), &json!(2)), "{shown}");
    assert_eq!((told(&world, &transfer.code), told(&world, &process.code)), (0, 0));
    let view = person(&world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).expect(200).json();
    assert_eq!((&view["record"]["stage"], &view["carrying"]), (&json!("approved"), &json!(true)));
    let again = person(&world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).refused(422, "rule_refuses");
    assert_eq!(again["guard"], "closure_stage");

    // Each is told once; its date moves by the three days, as the preview said, with the decision in the explanation.
    let sweep = carried(&world);
    assert_eq!((&sweep["informed"], &sweep["moved"], &sweep["listed"]), (&json!(2), &json!(2), &json!(2)), "{sweep}");
    carried(&world);
    for (code, before) in [&transfer.code, &process.code].into_iter().zip(before) {
        assert_eq!(told(&world, code), 1);
        assert_eq!(working_days(&world, before, due_on(&world, code)), Some(3));
        chain_holds(&world, code);
        let promised =
            shown["first_moves"].as_array().unwrap().iter().find(|one| one["code"] == code.as_str()).unwrap();
        assert_eq!(day_of(promised["to"].as_str().unwrap().parse().unwrap()), due_on(&world, code));
    }
    assert_eq!(told(&world, &elsewhere.code), 0, "nothing to do with it");
    the_citizen_is_told(&world, &transfer);

    // On Monday the stand-in has no business there yet.
    let queue = "/api/staff/queue?desk=06673/CX-KINHTE&state=in_transfer";
    person(&world, "tp-kt-hatu").get(queue).refused(403, "not_permitted");
    person(&world, "tp-kt-hatu").look(&transfer.code).refused(404, "not_found");

    // From Tuesday on the other unit's people see it marked, and act in its stead.
    world.when("2026-12-08T08:00");
    let me = person(&world, "tp-kt-hatu").get("/api/auth/me").expect(200).json();
    let theirs = me["queues"].as_array().unwrap().iter().find(|queue| queue["desk"] == "06673/CX-KINHTE").unwrap();
    assert_eq!(theirs["stands_in"]["vi"], "Phường Bãi Cháy");
    let rows = person(&world, "tp-kt-hatu").get(queue).expect(200).json();
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(1), "{rows}");
    refresh(&world, &mut transfer);
    let seen = transfer.seen_by("tp-kt-hatu");
    let people: Vec<&str> =
        seen["colleagues"].as_array().unwrap().iter().filter_map(|one| one["account"].as_str()).collect();
    assert!(people.contains(&"tl-kt-hatu") && people.contains(&"tl-kt-baichay"), "{people:?}");
    let after = transfer.act("tp-kt-hatu", "receive", json!({ "assignee": "tl-kt-hatu", "paper_count": 3 }));
    let last = after["history"].as_array().unwrap().last().unwrap();
    assert_eq!(last["by"]["stands_in"]["closure"], ID);
    assert_eq!(last["by"]["stands_in"]["name"]["vi"], "Phường Bãi Cháy");
    transfer.act("tl-kt-hatu", "start_work", json!({}));
    process.seen_by("tl-kt-baichay");

    // What is accepted meanwhile leaves the days out at once, and is told when the list is drawn once more.
    let accept =
        json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0009"), "paper_count": 3 });
    submitted.act("tn-binhlieu", "accept", accept);
    let due = due_on(&world, &submitted.code);
    world.when("2026-12-08T08:10");
    let sweep = carried(&world);
    assert_eq!((&sweep["informed"], &sweep["moved"], &sweep["listed"]), (&json!(3), &json!(2), &json!(3)), "{sweep}");
    assert_eq!((told(&world, &submitted.code), due_on(&world, &submitted.code)), (1, due));

    // A second decision opens again on Thursday: the dates move back by that day, and everybody is told.
    let second = json!({ "last": "2026-12-09", "decision": { "number": "16/QĐ-UBND", "on": "2026-12-08", "signer": "Phạm Đức Ấn" } });
    person(&world, "dp-tinh").post(&path("end"), &second).refused(403, "not_permitted");
    person(&world, "ql-tinh").post(&path("end"), &second).expect(200);
    let sweep = carried(&world);
    assert_eq!((&sweep["round"], &sweep["informed"]), (&json!(2), &json!(3)), "{sweep}");
    for (code, before) in [&transfer.code, &process.code].into_iter().zip(before) {
        assert_eq!((told(&world, code), working_days(&world, before, due_on(&world, code))), (2, Some(2)));
        chain_holds(&world, code);
    }
    assert_eq!(working_days(&world, due_on(&world, &submitted.code), due), Some(1));

    // Then it is its own work again: the head gives it to an own officer.
    world.when("2026-12-10T08:00");
    person(&world, "tp-kt-hatu").look(&transfer.code).refused(404, "not_found");
    refresh(&world, &mut transfer);
    let back = json!({ "assignee": "tl-kt-baichay", "reason": "Phường mở cửa lại" });
    let after = transfer.act("tp-kt-baichay", "reassign", back);
    assert!(after["history"].as_array().unwrap().last().unwrap()["by"].get("stands_in").is_none());
    assert!(transfer.tracked().get("closed").is_none(), "nothing is closed any more");
}

fn only_the_province_decides(world: &World) {
    person(world, "ql-baichay").post("/api/staff/closures", &storm(BAI_CHAY, HA_TU)).refused(403, "not_permitted");
    let mut wrong = storm(BAI_CHAY, BAI_CHAY);
    wrong["to"] = json!("2026-12-07");
    let refused = person(world, "dp-tinh").post("/api/staff/closures", &wrong).refused(422, "invalid");
    let fields: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().filter_map(|one| one["field"].as_str()).collect();
    assert_eq!(fields, ["to", "stand_in"], "{refused}");
    // Their own draft is not theirs to approve, nor anybody's to see but the province's.
    let mut theirs = storm(BAI_CHAY, HA_TU);
    theirs["id"] = json!("NHAP-1");
    let path = |rest: &str| format!("/api/staff/closures/NHAP-1/{rest}");
    person(world, "ql-tinh").post("/api/staff/closures", &theirs).expect(201);
    let own = person(world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).refused(422, "rule_refuses");
    assert_eq!(own["guard"], "closure_own");
    person(world, "dp-tinh").post(&path("approve"), &json!({ "version": 1 })).refused(403, "not_permitted");
    let taken = person(world, "dp-tinh").post("/api/staff/closures", &theirs).refused(422, "invalid");
    assert_eq!(taken["errors"][0]["code"], "taken");
    person(world, "tp-kt-baichay").get(&path("preview")).refused(404, "not_found");
    person(world, "tp-kt-baichay").post(&path("carry"), &json!({})).refused(403, "not_permitted");
    let list = person(world, "tp-kt-baichay").get("/api/staff/closures").expect(200).json();
    assert_eq!((&list["closures"], &list["may_draft"], &list["places"]), (&json!([]), &json!(false), &json!([])));
    let row = host().wait(world.api.store.closure("NHAP-1")).unwrap().unwrap();
    assert_eq!(row.stage, Stage::Draft);
}

fn the_citizen_is_told(world: &World, case: &Case<'_>) {
    world.settle(&case.code);
    let tracked = case.tracked();
    let words = tracked["closed"]["vi"].as_str().unwrap();
    assert!(words.starts_with("Phường Bãi Cháy đóng cửa từ 08/12/2026 đến hết 10/12/2026: bão số 15"), "{words}");
    assert!(words.contains("Làm thay: Phường Hà Tu"), "{words}");
    let steps = tracked["due"]["steps"].to_string();
    assert_eq!(steps.matches("15/QĐ-UBND, 07/12/2026").count(), 3, "{steps}");
    assert!(tracked["timeline"].as_array().unwrap().iter().any(|step| step["action"] == "follow_closure"));
    let notices = host().wait(world.api.store.notices(day_of(world.api.now()))).unwrap();
    let notice = notices.iter().find(|one| one.action == "follow_closure" && one.code.as_str() == case.code).unwrap();
    assert_eq!(notice.due_at, world.stored(&case.code).stored.dossier.clock.due_at());
    assert!(notice.told.as_deref().is_some_and(|told| told.contains("không tính vào thời hạn")), "{notice:?}");
}

/// A birth that Cô Tô registers, sent from a phone.
fn birth_at_co_to(world: &World) -> Case<'_> {
    let mother = person(world, "cd-lan");
    let draft = Uuid::new_v4().to_string();
    let file = mother.upload(&draft, &samples::photo("giấy chứng sinh"));
    let mut body = samples::birth(world, "counter", &file);
    for field in ["requester_residence", "mother_residence"] {
        body["answers"][field] = samples::residence(CO_TO);
    }
    body["answers"]["registration_place"] = json!(CO_TO);
    body["answers"]["return_centre"] = json!(CO_TO);
    body["return_to"] = samples::returned("counter", CO_TO);
    Case::filed(&mother, &draft, &body)
}

#[test]
fn filing_goes_on_while_the_unit_is_closed_and_the_stand_in_takes_it_in() {
    let world = World::at("closure-filing", "2026-12-07T09:00");
    approved(&world, CO_TO, HA_TU);
    world.when("2026-12-08T09:00");
    let units = stranger(&world).get("/api/public/units").expect(200).json();
    let closed: Vec<&Value> =
        units["units"].as_array().unwrap().iter().filter(|unit| unit.get("closed").is_some()).collect();
    assert_eq!(closed.len(), 1);
    assert_eq!(closed[0]["code"], CO_TO);
    assert!(closed[0]["closed"]["en"].as_str().unwrap().contains("is closed from 08/12/2026 to 10/12/2026"));

    // Online it is for Cô Tô as ever: its agency, its centre, its code.
    let mut birth = birth_at_co_to(&world);
    assert_eq!((&birth.receipt["agency"], &birth.receipt["centre"]), (&json!(CO_TO), &json!(CO_TO)));
    assert_eq!(birth.receipt["due_if_accepted_now"]["due_on"], "2026-12-11", "{}", birth.receipt);
    assert!(birth.tracked()["closed"]["vi"].as_str().is_some_and(|words| words.starts_with("Đặc khu Cô Tô đóng cửa")));
    let seen = birth.act("tn-hatu", "accept", samples::birth_accepted());
    let accepted = seen["history"].as_array().unwrap().last().unwrap();
    assert_eq!(accepted["by"]["stands_in"]["name"]["vi"], "Đặc khu Cô Tô");
    assert_eq!(accepted["desk"], format!("TT-{CO_TO}"), "competence and places stay");
    assert_eq!(due_on(&world, &birth.code), date(2026, 12, 11));
    assert_eq!(seen["due"]["due_on"], "2026-12-11", "the explanation comes to it");

    // Nobody stands at the counter of a closed centre.
    let mut body = stage_shop_at(CO_TO);
    let refused = person(&world, "ql-tinh").file(&Uuid::new_v4().to_string(), &body).refused(403, "not_permitted");
    assert!(refused["errors"].is_null());
    let officer = person(&world, "tn-hatu");
    body["centre"] = json!(CO_TO);
    officer.file(&Uuid::new_v4().to_string(), &body).refused(403, "not_permitted");
    world.when("2026-12-11T09:00");
    assert!(birth.tracked().get("closed").is_none());
}

fn stage_shop_at(centre: &str) -> Value {
    let mut body = samples::shop(BAI_CHAY);
    body["centre"] = json!(centre);
    body
}

#[test]
fn a_closed_centre_takes_in_nothing_over_its_counter() {
    let world = World::at("closure-counter", "2026-12-07T09:00");
    approved(&world, "06838", HA_TU);
    let file = |world: &World| person(world, "tn-binhlieu").file(&Uuid::new_v4().to_string(), &samples::shop(BAI_CHAY));
    file(&world).expect(201);
    world.when("2026-12-08T09:00");
    let refused = file(&world).refused(422, "invalid");
    assert_eq!(refused["errors"], json!([{ "field": "centre", "code": "closed" }]));
    world.when("2026-12-11T09:00");
    file(&world).expect(201);
}

#[test]
fn taken_back_before_it_begins_nothing_has_changed_but_that_everybody_was_told() {
    let world = World::at("closure-back", "2026-12-07T09:00");
    let process = stage::in_process(&world);
    let before = world.stored(&process.code).stored.dossier;
    approved(&world, BAI_CHAY, HA_TU);
    carried(&world);
    assert_ne!(due_on(&world, &process.code), day_of(before.clock.due_at().unwrap()));
    let second = json!({ "last": "2026-12-07", "decision": { "number": "16/QĐ-UBND", "on": "2026-12-07", "signer": "Phạm Đức Ấn" } });
    let late = json!({ "last": "2026-12-10", "decision": second["decision"] });
    let refused = person(&world, "ql-tinh").post(&path("end"), &late).refused(422, "invalid");
    assert_eq!(refused["errors"][0]["code"], "not_earlier");
    let blank = json!({ "last": "2026-12-07", "decision": { "number": "", "on": "2026-12-09", "signer": "x" } });
    let refused = person(&world, "ql-tinh").post(&path("end"), &blank).refused(422, "invalid");
    assert_eq!(refused["errors"].as_array().map(Vec::len), Some(2), "{refused}");
    person(&world, "ql-tinh").post(&path("end"), &second).expect(200);
    carried(&world);
    let after = world.stored(&process.code).stored.dossier;
    assert_eq!((after.clock, after.state), (before.clock, before.state));
    assert_eq!(told(&world, &process.code), 2);
    world.when("2026-12-08T08:00");
    person(&world, "tp-kt-hatu").look(&process.code).refused(404, "not_found");
}

#[test]
fn the_scheduled_run_carries_a_closure_out_by_itself() {
    let world = World::at("closure-timers", "2026-12-07T09:00");
    let process = stage::in_process(&world);
    approved(&world, BAI_CHAY, HA_TU);
    world.timers();
    world.timers();
    assert_eq!(told(&world, &process.code), 1);
    let record = host().wait(world.api.store.closure(ID)).unwrap().unwrap();
    assert!(!record.sweep.is_due(world.api.now()), "{:?}", record.sweep);
}

#[test]
fn told_by_processes_that_die_at_every_write_each_dossier_is_told_once() {
    let world = World::at("closure-broken", "2026-12-07T09:00");
    let cases = [stage::in_transfer(&world), stage::in_process(&world), stage::in_transfer(&world)];
    let before: Vec<Date> = cases.iter().map(|case| due_on(&world, &case.code)).collect();
    approved(&world, BAI_CHAY, HA_TU);
    let run = |api: &api::Api| loop {
        let record: Record = host().wait(closures::carry(api, ID))?;
        if !record.sweep.is_due(api.now()) {
            return Ok(());
        }
    };
    let died = until_done(&world, run);
    assert!(died >= 5, "{died} processes died: too few to prove anything");
    for (case, before) in cases.iter().zip(before) {
        assert_eq!(told(&world, &case.code), 1);
        assert_eq!(working_days(&world, before, due_on(&world, &case.code)), Some(3));
        chain_holds(&world, &case.code);
    }
}
