//! A run that breaks off before or after any of its writes: run again, it comes to the same end.

use super::{journey::chain_holds, stage::*};
use crate::common::{host::host, mortal::mortal, world::World};
use api::{
    Api,
    error::ApiError,
    reorganisation::{back, carry},
};
use domain::unit::plan::Stage;

/// Runs until a process lives long enough; gives how many died.
pub fn until_done(world: &World, run: impl Fn(&Api) -> Result<(), ApiError>) -> i64 {
    let (mut died, mut writes, mut last) = (0, 0, None);
    while died < 150 {
        let api = mortal(world, writes, died % 2 == 1);
        match run(&api) {
            Ok(()) => return died,
            Err(error) => last = Some(error),
        }
        died += 1;
        // Each process gets as far as its first write, or a second one: every place between two writes is a last one.
        writes = died % 3 % 2;
    }
    panic!("it never ends: {last:?}")
}

#[test]
fn a_plan_carried_out_and_taken_back_by_processes_that_die_at_every_write_comes_to_its_end() {
    let world = World::at("cut-over-broken", "2026-12-07T09:00");
    let cases = [in_transfer(&world), in_process(&world), to_collect(&world), shop(&world, false)];
    let codes: Vec<String> = cases.iter().map(|case| case.code.clone()).collect();
    let before: Vec<_> = codes.iter().map(|code| stored(&world, code)).collect();
    approved(&world);
    world.when("2026-12-11T08:00");
    let died = until_done(&world, |api| host().wait(carry::carry_out(api, PLAN, |_| ())).map(|_| ()));
    assert!(died > 20, "{died} processes died: too few to prove anything");
    host().wait(world.api.reference.forget_units_and_accounts());
    let listed: u64 = lists(&world, "ql-tinh").iter().filter_map(|list| list["items"].as_u64()).sum();
    assert_eq!(listed, 4, "each once");
    for (code, before) in codes.iter().zip(&before) {
        let after = stored(&world, code);
        assert!(after.version <= before.version + 1, "{code} followed once");
        assert_eq!((&after.clock, &after.state), (&before.clock, &before.state));
        assert_eq!(after.holder(), before.holder(), "until it is received it is the giver's");
        chain_holds(&world, code);
    }
    let list = list_of(&world, RESOLVES);
    sign(&world, "ql-baichay", RESOLVES, &list, "give").expect(200);
    receive_all(&world, "ql-binhlieu", RESOLVES, &list);

    let died = until_done(&world, |api| match host().wait(back::take_back(api, PLAN, |_| ())) {
        Ok(_) => Ok(()),
        // The last write was done and not heard of.
        Err(_) if host().wait(world.api.store.plan(PLAN)).unwrap().unwrap().stage == Stage::Withdrawn => Ok(()),
        Err(error) => Err(error),
    });
    assert!(died > 20, "{died}");
    for (code, before) in codes.iter().zip(&before) {
        let mut after = stored(&world, code);
        after.version = before.version;
        after.fired.clone_from(&before.fired);
        assert_eq!(after, *before, "{code}");
        chain_holds(&world, code);
    }
}
