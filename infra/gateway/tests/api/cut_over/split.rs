//! A unit that is split: nobody guesses where its dossiers belong, somebody of the province says it.

use super::{journey::chain_holds, stage::*};
use crate::common::{people::person, world::World};
use domain::unit::plan::Plan;
use serde_json::{Value, json};

/// Bình Liêu goes in two parts.
pub fn divided() -> Plan {
    let mut raw = raw_plan();
    raw["begun"].as_array_mut().unwrap().push(
        json!({ "code": "09002", "name": "Khu Hai", "name_en": "Second Commune", "type": "xa", "agency_code": "H49.992" }),
    );
    raw["links"] = json!([
        { "old": RESOLVES, "new": RESOLVES },
        { "old": RECEIVES, "new": RESOLVES, "part": true, "default": true, "area_vi": "Khu 1" },
        { "old": RECEIVES, "new": "09002", "part": true, "area_vi": "Khu 2" },
    ]);
    raw["branches"].as_array_mut().unwrap().push(json!({ "unit": "09002", "branch": "QN-VPDKDD-HALONG" }));
    Plan::from_raw(&raw).unwrap()
}

#[test]
fn the_province_says_where_a_dossier_of_a_split_unit_belongs() {
    let world = World::at("cut-over-split", "2026-12-07T09:00");
    let (filed, other) = (shop(&world, false), shop(&world, false));
    approved_as(&world, divided());
    world.when("2026-12-11T08:00");
    let done = carry_out(&world.api).unwrap();
    assert_eq!((done.listed, done.asked), (0, 2), "{done:?}");
    assert_eq!(stored(&world, &filed.code).holder().as_str(), "TT-06838", "until somebody says it, it stays");
    let found = verify(&world).verified.unwrap();
    assert_eq!((found.at_ended, found.undecided), (2, 2));

    let (coordinator, path) = (person(&world, "dp-tinh"), path("questions"));
    person(&world, "ql-binhlieu").get(&path).refused(403, "not_permitted");
    let asked = coordinator.get(&path).expect(200).json();
    let mut codes: Vec<&str> =
        asked["questions"].as_array().unwrap().iter().filter_map(|one| one["code"].as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [filed.code.as_str(), other.code.as_str()]);
    assert_eq!(asked["questions"][0]["proposed"], NEW);
    let say = |to: &str, reason: &str| {
        let answer = json!({ "code": filed.code, "from": RECEIVES, "to": to, "reason": reason });
        coordinator.post(&path, &json!({ "answers": [answer] }))
    };
    assert_eq!(say("06652", "Địa bàn").refused(422, "invalid")["errors"][0]["field"], "answers[0].to");
    assert_eq!(say("09002", " ").refused(422, "invalid")["errors"][0]["field"], "answers[0].reason");
    let left = say("09002", "Nhà ở khu 2").expect(200).json();
    assert_eq!(left["questions"].as_array().unwrap().len(), 1, "{left}");

    // It is on a list of the part that was said, and goes there.
    let list = list_of(&world, RECEIVES);
    assert!(list.starts_with("06838.09002."), "{list}");
    sign(&world, "ql-binhlieu", RECEIVES, &list, "give").expect(200);
    let handover = stored(&world, &filed.code).state.handover().cloned().unwrap();
    assert_eq!(handover.agency.as_str(), "09002");
    // Nobody works there yet: the plan had to say who does.
    let items = json!([{ "code": filed.code, "found": { "kind": "received" } }]);
    check(&world, "ql-binhlieu", RECEIVES, &list, &items).refused(403, "not_permitted");
    let again = coordinator.get(&path).expect(200).json();
    assert_eq!(again["questions"][0]["code"].as_str(), Some(other.code.as_str()));
    assert_eq!(again["questions"][0]["from_name"]["vi"], Value::from("Ủy ban nhân dân xã Bình Liêu"));
}

/// Bãi Cháy, which decides, goes in two parts; Bình Liêu, where the dossier lies, goes whole.
fn decider_divided() -> Plan {
    let mut raw = raw_plan();
    let second = json!({ "code": "09002", "name": "Khu Hai", "name_en": "Second Commune", "type": "xa", "agency_code": "H49.992" });
    raw["begun"].as_array_mut().unwrap().push(second);
    raw["links"] = json!([
        { "old": RECEIVES, "new": RESOLVES },
        { "old": RESOLVES, "new": RESOLVES, "part": true, "default": true, "area_vi": "Khu 1" },
        { "old": RESOLVES, "new": "09002", "part": true, "area_vi": "Khu 2" },
    ]);
    raw["branches"].as_array_mut().unwrap().push(json!({ "unit": "09002", "branch": "QN-VPDKDD-HALONG" }));
    Plan::from_raw(&raw).unwrap()
}

#[test]
fn a_dossier_that_lies_at_one_unit_and_is_decided_by_a_split_one_is_asked_about_on_the_first_day() {
    let world = World::at("cut-over-decider-split", "2026-12-07T09:00");
    let (early, late) = (shop(&world, false), shop(&world, false));
    approved_as(&world, decider_divided());
    world.when("2026-12-11T08:00");
    let done = carry_out(&world.api).unwrap();
    assert_eq!((done.listed, done.asked), (2, 2), "what is asked does not keep it from being handed over: {done:?}");
    let say = |code: &str| {
        let answer = json!({ "code": code, "from": RESOLVES, "to": "09002", "reason": "Cửa hàng ở khu 2" });
        person(&world, "dp-tinh").post(&path("questions"), &json!({ "answers": [answer] })).expect(200).json()
    };
    let decides = |code: &str| stored(&world, code).resolver.unwrap().agency.0;
    // One is said before the list is signed, the other while nobody has it: it moves when it has been received.
    say(&early.code);
    assert_eq!(decides(&early.code), "09002");
    let list = list_of(&world, RECEIVES);
    sign(&world, "ql-binhlieu", RECEIVES, &list, "give").expect(200);
    say(&late.code);
    assert_eq!(decides(&late.code), RESOLVES);
    receive_all(&world, "ql-binhlieu", RECEIVES, &list);
    assert_eq!(decides(&late.code), "09002");
    sign(&world, "ql-binhlieu", RECEIVES, &list, "take").expect(200);
    let found = verify(&world).verified.unwrap();
    assert!(found.is_sound(), "{found:?}");
    for case in [&early, &late] {
        chain_holds(&world, &case.code);
    }
}
