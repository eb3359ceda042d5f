//! 10 → 11 December: two units become one, with everything that lies with them.

use super::stage::*;
use crate::common::{
    case::Case,
    host::host,
    journeys::birth_filed,
    people::person,
    samples::{self, OWNER},
    world::World,
};
use api::reorganisation::{carry::Carried, plans, recount};
use domain::{
    dossier::head::Clock,
    unit::plan::{Stage, Verification},
};
use serde_json::{Value, json};

#[test]
fn two_units_become_one_and_a_citizen_collects_at_the_new_one() {
    let world = World::at("cut-over", "2026-12-07T09:00");
    let [mut waiting, transfer, process] = [to_collect(&world), in_transfer(&world), in_process(&world)];
    let mut submitted = shop(&world, false);
    let mut finished = to_collect(&world);
    finished.act("tkq-binhlieu", "hand_over", to_the_owner());
    let elsewhere = birth_filed(&world, "counter", &samples::photo("giấy chứng sinh"));
    let codes = [&waiting.code, &transfer.code, &process.code, &submitted.code].map(Clone::clone);
    let before: Vec<_> = codes.iter().map(|code| stored(&world, code)).collect();
    let untouched = stored(&world, &elsewhere.code);
    approved(&world);
    carry_out_of_turn_is_refused(&world);

    // Before the day: map and posts of both periods, nothing else.
    let done = carry_out(&world.api).unwrap();
    assert_eq!((done.followed, done.listed, done.asked), (0, 0, 0));
    assert!(done.staff >= 18, "{done:?}");
    assert_eq!(carry_out(&world.api).unwrap(), Carried::default(), "again, it does nothing");
    assert!(codes.iter().zip(&before).all(|(code, before)| stored(&world, code) == *before));
    let still = shop(&world, true);
    assert_eq!(stored(&world, &still.code).receiving_centre.as_str(), RECEIVES, "filing goes on at the old unit");

    // On the day filing goes on at the new unit, under its own code; a code of the old one is its former name only.
    world.when("2026-12-11T08:00");
    let mut body = shop_at_the_new_unit();
    let key = uuid::Uuid::new_v4().to_string();
    body["centre"] = json!(RECEIVES);
    let old = person(&world, "tn-binhlieu").file(&key, &body).refused(422, "invalid");
    assert_eq!(old["errors"][0]["field"], "centre");
    body["centre"] = json!(NEW);
    let receipt = person(&world, "tn-binhlieu").file(&key, &body).expect(201).json();
    assert_eq!((&receipt["agency"], &receipt["centre"]), (&json!(NEW), &json!(NEW)));
    assert!(receipt["code"].as_str().unwrap().starts_with("H49.991-261211-"), "{receipt}");
    assert_eq!(receipt["centre_name"]["vi"], "Trung tâm Phục vụ hành chính công phường Diễn Tập");

    // Places where nothing lies follow; what lies at an ended unit goes on a list.
    let done = carry_out(&world.api).unwrap();
    assert_eq!((done.followed, done.listed, done.asked), (5, 5, 0), "{done:?}");
    assert_eq!(carry_out(&world.api).unwrap(), Carried::default());
    let tracked = transfer.tracked();
    assert_eq!(tracked["code"], transfer.code.as_str(), "code and link stay: {tracked}");

    hand_over(&world, &codes);
    let record = verify(&world);
    let found = record.verified.clone().unwrap();
    assert_eq!(found, Verification { at: found.at, open: 7, ..Verification::default() });
    assert_eq!(record.stage, Stage::Verified);

    // State, pauses and dates are as they were; the places are the new unit's.
    for (code, before) in codes.iter().zip(&before) {
        let after = stored(&world, code);
        assert_eq!((after.clock.due_at(), &after.clock), (before.clock.due_at(), &before.clock), "{code}");
        assert_eq!(after.state.name(), before.state.name());
        assert_eq!(after.state.assignee(), before.state.assignee(), "the officer came along");
        assert_eq!(after.receiving_centre.as_str(), NEW);
        assert_eq!(after.return_to.centre.as_str(), NEW);
        assert_eq!(after.resolver.as_ref().unwrap().agency.as_str(), NEW);
        assert!(after.holder().as_str().contains(NEW), "{}", after.holder());
        chain_holds(&world, code);
    }
    assert_eq!(stored(&world, &elsewhere.code), untouched);

    // For good: the old posts are gone, and the old names are still known.
    let stranger = host().wait(recount::accept(&world.api, PLAN, &actor(&world, "ql-hatu"))).unwrap_err();
    assert_eq!(stranger.0.status, 403, "a manager of a unit does not end a plan of the province");
    let manager = actor(&world, "ql-tinh");
    let accepted = host().wait(recount::accept(&world.api, PLAN, &manager)).unwrap();
    assert_eq!(accepted.stage, Stage::Accepted);
    let posts = actor(&world, "tkq-binhlieu").posts;
    assert_eq!(posts.len(), 1, "{posts:?}");
    process.seen_by("tl-kt-baichay");
    let tracked = process.tracked();
    let steps = tracked["timeline"].as_array().unwrap();
    let desks: Vec<&str> = steps.iter().filter_map(|step| step["holder"]["vi"].as_str()).collect();
    assert!(desks.iter().any(|desk| desk.ends_with("phường Bãi Cháy")), "{desks:?}");
    assert!(desks.iter().any(|desk| desk.ends_with("phường Diễn Tập")), "{desks:?}");

    // The owner comes with the old code to the new unit; the officers go on with what they had.
    waiting.version = u64::from(stored(&world, &waiting.code).version);
    waiting.act("tkq-binhlieu", "hand_over", to_the_owner());
    assert_eq!(waiting.state(), "returned");
    submitted.version = u64::from(stored(&world, &submitted.code).version);
    // A corrected answer leaves it with the new unit: the old codes mean what they meant.
    let phone = json!({ "answers": { "requester_phone": "0987000111" }, "reason": "Đổi số điện thoại" });
    let view = submitted.act("tn-binhlieu", "amend_intake", phone);
    assert_eq!(view["dossier"]["resolver"]["agency"], NEW);
    assert!(view["because"].to_string().contains("Diễn Tập"), "{}", view["because"]);
    let accept =
        json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0009"), "paper_count": 3 });
    submitted.act("tn-binhlieu", "accept", accept);
    assert!(matches!(stored(&world, &submitted.code).clock, Clock::Running { .. }));
    what_the_old_units_had_finished_is_the_new_ones(&world, &mut finished);
}

fn to_the_owner() -> Value {
    json!({ "identity": { "kind": "identity_card", "number": OWNER.1 }, "receiver_name": OWNER.0 })
}

/// Finished dossiers stay under the units of their time; whoever took these over looks at them, keeps their registers and
/// corrects what they issued.
fn what_the_old_units_had_finished_is_the_new_ones(world: &World, finished: &mut Case<'_>) {
    let before = stored(world, &finished.code);
    let places = (before.receiving_centre.as_str(), before.resolver.as_ref().unwrap().agency.as_str());
    assert_eq!(places, (RECEIVES, RESOLVES));
    finished.seen_by("tkq-binhlieu");
    person(world, "tp-vp-hatu").look(&finished.code).refused(404, "not_found");

    let desk = format!("TT-{RECEIVES}");
    let me = person(world, "tn-binhlieu").get("/api/auth/me").expect(200).json();
    let archive = |desk: &str, vi: &str, en: &str| json!({ "desk": desk, "name": { "vi": vi, "en": en } });
    let both =
        [archive("TT-06673", "Phường Bãi Cháy", "Bai Chay Ward"), archive(&desk, "Xã Bình Liêu", "Binh Lieu Commune")];
    assert_eq!(me["archives"], json!(both));
    let register = format!("/api/staff/register?desk={desk}&from=2026-12-01&to=2026-12-11");
    world.settle(&finished.code);
    let form = person(world, "tn-binhlieu").get(&register).expect(200).json();
    assert!(form.to_string().contains(&finished.code), "{form}");
    person(world, "tn-hatu").get(&register).refused(403, "not_permitted");

    let view = finished.seen_by("tp-kt-baichay");
    assert!(view["colleagues"].to_string().contains("tl-kt-baichay"), "{}", view["colleagues"]);
    let correct = json!({ "reason": "Sai địa chỉ trụ sở", "assignee": "tl-kt-baichay" });
    let view = finished.act("tp-kt-baichay", "correct_result", correct);
    let code = view["dossier"]["correction"]["code"].as_str().unwrap();
    assert!(code.starts_with("H49.991-"), "by the agency that corrects: {code}");
    let linked = stored(world, code);
    assert_eq!(linked.resolver.as_ref().unwrap().agency.as_str(), NEW);
    assert_eq!((linked.receiving_centre.as_str(), linked.return_to.centre.as_str()), (NEW, NEW));
    assert!(linked.holder().as_str().starts_with(NEW), "{}", linked.holder());
    person(world, "tl-kt-baichay").look(code).expect(200);
}

#[test]
fn a_plan_whose_day_went_by_before_it_was_approved_is_not_approved() {
    let world = World::at("cut-over-too-late", "2026-12-20T09:00");
    host().wait(plans::draft(&world.api, plan(), &actor(&world, "dp-tinh"))).unwrap();
    let told = person(&world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).refused(422, "rule_refuses");
    assert_eq!(told["guard"], "plan_late");
}

fn carry_out_of_turn_is_refused(world: &World) {
    let refused = |error: api::error::ApiError| error.0.guard.clone().unwrap_or_default();
    let early = host().wait(recount::verify(&world.api, PLAN, |_| ())).unwrap_err();
    assert_eq!(refused(early), "plan_stage");
    let again = person(world, "ql-tinh").post(&path("approve"), &json!({ "version": 1 })).refused(422, "rule_refuses");
    assert_eq!(again["guard"], "plan_stage", "approved once");
}

/// Both lists: signed, checked (one paper is missing at first), signed.
fn hand_over(world: &World, codes: &[String; 4]) {
    let [waiting, transfer, process, _] = codes;
    let (resolving, receiving) = (list_of(world, RESOLVES), list_of(world, RECEIVES));
    person(world, "ql-hatu").get(&path("lists")).refused(404, "not_found");
    person(world, "ql-hatu").get(&path(&format!("lists/{RESOLVES}/{resolving}"))).refused(404, "not_found");
    check(world, "ql-baichay", RESOLVES, &resolving, &json!([{ "code": transfer, "found": { "kind": "received" } }]))
        .expect(200)
        .json()["outcomes"][0]["problem"]["guard"]
        .as_str()
        .map_or_else(|| panic!("checked before it was given"), |guard| assert_eq!(guard, "list_not_signed"));
    sign(world, "tn-baichay", RESOLVES, &resolving, "give").refused(403, "not_permitted");
    let given = sign(world, "ql-baichay", RESOLVES, &resolving, "give").expect(200).json();
    let hash = given["batch"]["hash"].clone();
    assert!(hash.as_str().is_some_and(|hash| hash.len() == 64), "{given}");
    let again = sign(world, "ql-baichay", RESOLVES, &resolving, "give").expect(200).json();
    assert_eq!(again["batch"], given["batch"], "signed twice is signed once");
    sign(world, "ql-binhlieu", RECEIVES, &receiving, "give").expect(200);

    // Named to the receiver, still the giver's.
    let pending = stored(world, transfer);
    assert_eq!(pending.state.name().as_str(), "handover_pending");
    assert_eq!(pending.holder().as_str(), "06673/CX-KINHTE");
    let early = sign(world, "ql-binhlieu", RESOLVES, &resolving, "take").refused(422, "rule_refuses");
    assert_eq!(early["guard"], "list_unchecked");

    // One is received, of one a paper is missing, one has too few sheets.
    let few = json!([{ "code": process, "found": { "kind": "received" }, "paper_count": 2 }]);
    let few = check(world, "ql-binhlieu", RESOLVES, &resolving, &few).expect(200).json();
    assert_eq!(few["outcomes"][0]["problem"]["errors"][0]["code"], "differs_from_slip");
    let nothing = json!([{ "code": process, "found": { "kind": "missing", "papers": " " } }]);
    let nothing = check(world, "ql-binhlieu", RESOLVES, &resolving, &nothing).refused(422, "invalid");
    assert_eq!(nothing["errors"][0]["field"], "checks[0].papers");
    let some = json!([
        { "code": transfer, "found": { "kind": "received" } },
        { "code": process, "found": { "kind": "missing", "papers": "Bản chụp giấy tờ tùy thân" } },
    ]);
    let checked = check(world, "ql-binhlieu", RESOLVES, &resolving, &some).expect(200).json();
    assert_eq!(checked["outcomes"].as_array().unwrap().iter().filter(|one| one["problem"].is_null()).count(), 2);
    assert_eq!(checked["view"]["batch"]["hash"], hash);
    assert_eq!(stored(world, transfer).holder().as_str(), format!("{NEW}/CX-KINHTE"));

    // What is not received waits with the province, and is still the giver's.
    assert_eq!(stored(world, process).holder().as_str(), "06673/CX-KINHTE");
    let queue = person(world, "ql-tinh").get("/api/staff/queue?desk=COORD&state=handover_pending").expect(200).json();
    assert_eq!(queue["rows"][0]["code"], process.as_str());
    let waits = json!([{ "code": process, "found": { "kind": "received" } }]);
    let waits = check(world, "ql-binhlieu", RESOLVES, &resolving, &waits).expect(200).json();
    assert_eq!(waits["outcomes"][0]["problem"]["guard"], "list_waits_for_province");
    let version = u64::from(stored(world, process).version);
    let found = json!({ "agency": NEW, "reason": "Đã tìm thấy giấy tờ" });
    person(world, "ql-tinh").act(process, "redirect_handover", version, &found).expect(200);
    receive_all_left(world, RESOLVES, &resolving);
    receive_all(world, "ql-binhlieu", RECEIVES, &receiving);
    assert_eq!(verify(world).verified.unwrap().unsigned, 2, "nobody has signed for them");
    for (from, list) in [(RESOLVES, &resolving), (RECEIVES, &receiving)] {
        let taken = sign(world, "ql-baichay", from, list, "take").expect(200).json();
        assert_eq!(taken["batch"]["taken"]["account"], "ql-baichay");
        sign(world, "ql-binhlieu", from, list, "take").refused(422, "rule_refuses");
    }
    assert!(stored(world, waiting).holder().as_str().starts_with("TT-"));
}

fn receive_all_left(world: &World, from: &str, list: &str) {
    let view = person(world, "ql-binhlieu").get(&path(&format!("lists/{from}/{list}"))).expect(200).json();
    let left: Vec<Value> = view["batch"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| item["check"]["found"]["kind"] != "received")
        .map(|item| json!({ "code": item["code"], "found": { "kind": "received" } }))
        .collect();
    let checked = check(world, "ql-binhlieu", from, list, &json!(left)).expect(200).json();
    assert!(checked["outcomes"].as_array().unwrap().iter().all(|one| one["problem"].is_null()), "{checked}");
}

/// Each event carries the hash of the one before, and the head that of the last.
pub fn chain_holds(world: &World, code: &str) {
    let found = world.stored(code);
    let tail = found
        .events
        .iter()
        .fold(String::new(), |tail, event| api::store::dossier::event_hash(&tail, event).expect("an event"));
    assert_eq!(tail, found.stored.tail, "{code}");
    let versions: Vec<u32> = found.events.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..=found.stored.dossier.version).collect::<Vec<_>>());
}
