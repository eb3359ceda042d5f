//! A plan that is taken back in the middle: everything is as it was.

use super::{journey::chain_holds, stage::*};
use crate::common::{case::Case, host::host, people::person, world::World};
use api::reorganisation::{back, carry, plans};
use domain::unit::plan::{Plan, Stage};
use serde_json::json;

#[test]
fn a_plan_taken_back_in_the_middle_leaves_every_dossier_where_it_was() {
    let world = World::at("cut-over-back", "2026-12-07T09:00");
    let cases = [in_transfer(&world), in_process(&world), to_collect(&world), shop(&world, false), shop(&world, true)];
    let codes: Vec<String> = cases.iter().map(|case| case.code.clone()).collect();
    let before: Vec<_> = codes.iter().map(|code| stored(&world, code)).collect();
    let people = ["ql-baichay", "tkq-binhlieu", "tl-kt-baichay"];
    let posts: Vec<_> = people.iter().map(|id| actor(&world, id).posts).collect();
    let map = host().wait(world.api.reference.units(&world.api)).unwrap();
    approved(&world);
    world.when("2026-12-11T08:00");
    carry_out(&world.api).unwrap();
    let (resolving, receiving) = (list_of(&world, RESOLVES), list_of(&world, RECEIVES));
    sign(&world, "ql-baichay", RESOLVES, &resolving, "give").expect(200);
    let one = json!([{ "code": codes[1], "found": { "kind": "received" } }]);
    check(&world, "ql-binhlieu", RESOLVES, &resolving, &one).expect(200);
    assert_eq!(stored(&world, &codes[1]).resolver.unwrap().agency.as_str(), NEW);
    // One is filed with the new unit meanwhile.
    let filed = person(&world, "tn-binhlieu")
        .file(&uuid::Uuid::new_v4().to_string(), &shop_at_the_new_unit())
        .expect(201)
        .json();

    // And the new unit finishes one.
    let desk = person(&world, "tn-binhlieu");
    let mut finished = Case::filed(&desk, &uuid::Uuid::new_v4().to_string(), &shop_at_the_new_unit());
    let refuse = json!({ "reason": "Ngành nghề bị cấm", "legal_basis": "Điều 6 Luật Đầu tư", "guidance": "Không cấp" });
    finished.act("tn-binhlieu", "refuse", refuse);
    assert_eq!(stored(&world, &finished.code).receiving_centre.as_str(), NEW);

    let record = host().wait(back::take_back(&world.api, PLAN, |_| ())).unwrap();
    assert_eq!(record.stage, Stage::Withdrawn);
    let ended = stored(&world, &finished.code);
    assert_eq!((ended.state.name().is_final(), ended.receiving_centre.as_str()), (true, RESOLVES));
    chain_holds(&world, &finished.code);
    assert_eq!(host().wait(world.api.reference.units(&world.api)).unwrap(), map);
    for (id, posts) in people.iter().zip(&posts) {
        assert_eq!(actor(&world, id).posts, *posts, "{id}");
    }
    for (code, before) in codes.iter().zip(&before) {
        let mut after = stored(&world, code);
        assert!(after.version > before.version, "{code} had moved");
        after.version = before.version;
        after.fired.clone_from(&before.fired);
        assert_eq!(after, *before, "{code}");
        chain_holds(&world, code);
    }
    let filed = stored(&world, filed["code"].as_str().unwrap());
    assert_eq!(filed.receiving_centre.as_str(), RESOLVES, "what was filed meanwhile is an old unit's");
    assert_eq!(lists(&world, "ql-tinh"), Vec::<serde_json::Value>::new(), "the lists are void");
    sign(&world, "ql-binhlieu", RECEIVES, &receiving, "give").refused(422, "rule_refuses");
    host().wait(back::take_back(&world.api, PLAN, |_| ())).unwrap_err();
}

#[test]
fn a_second_plan_waits_until_the_first_is_through() {
    let world = World::at("cut-over-two-plans", "2026-12-07T09:00");
    approved(&world);
    carry_out(&world.api).unwrap();
    let mut raw = raw_plan();
    raw["id"] = json!("QN-TRIAL-9");
    raw["effective"] = json!("2026-12-20");
    host().wait(plans::draft(&world.api, Plan::from_raw(&raw).unwrap(), &actor(&world, "dp-tinh"))).unwrap();
    host().wait(plans::approve(&world.api, &actor(&world, "ql-tinh"), "QN-TRIAL-9", 1)).unwrap();
    let second = || host().wait(carry::carry_out(&world.api, "QN-TRIAL-9", |_| ())).unwrap_err();
    assert_eq!(second().0.guard.as_deref(), Some("plan_another"));
    host().wait(back::take_back(&world.api, PLAN, |_| ())).unwrap();
    host().wait(carry::carry_out(&world.api, "QN-TRIAL-9", |_| ())).unwrap();
}
