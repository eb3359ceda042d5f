//! A plan that moves boundaries, held against a running province: nothing is written, the numbers are those of the dossiers.

use crate::common::{case::Case, host::host, people::person, samples, world::World};
use api::reorganisation::{DryRun, dry_run};
use domain::{
    dossier::StateName,
    unit::plan::{Forecast, Load, Plan, Problem, Severity, Turn},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Bãi Cháy, which resolves, and Bình Liêu, where the shop's owner stands.
const RESOLVES: &str = "06673";
const RECEIVES: &str = "06838";

/// Both become one ward, from the day on.
fn plan(effective: &str) -> Value {
    json!({
        "id": "QN-TRIAL-1", "title_vi": "Diễn tập sáp nhập", "title_en": "Merger exercise", "decision": "01/KH",
        "effective": effective, "ended": [RESOLVES, RECEIVES],
        "begun": [{ "code": "09001", "name": "Diễn Tập", "name_en": "Exercise Ward", "type": "phuong", "agency_code": "H49.991" }],
        "links": [{ "old": RESOLVES, "new": "09001" }, { "old": RECEIVES, "new": "09001" }],
        "branches": [{ "unit": "09001", "branch": "QN-VPDKDD-HALONG" }],
    })
}

fn shop(world: &World, accepted: bool) -> String {
    let mut body = samples::shop(RESOLVES);
    if accepted {
        body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0001") });
    }
    let mut case = Case::filed(&person(world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &body);
    if accepted {
        case.act("tn-binhlieu", "forward", json!({ "paper_count": 1 }));
    }
    case.code
}

fn run(world: &World, raw: &Value) -> DryRun {
    host().wait(dry_run(&world.api, &Plan::from_raw(raw).unwrap(), |_| ())).unwrap()
}

#[test]
fn a_dry_run_counts_what_lies_where_and_writes_nothing() {
    let world = World::at("reorganisation", "2026-12-07T09:00");
    // Three working days: due on the 10th.
    let codes = [shop(&world, true), shop(&world, true), shop(&world, false)];
    let before: Vec<_> = codes.iter().map(|code| world.stored(code).stored.dossier).collect();

    // The day after the due date: all that is under way can be finished before.
    let DryRun { board, findings, seen } = run(&world, &plan("2026-12-11"));
    assert_eq!(seen, 3);
    // Who must look at what was filed, by the next working day.
    let due_at = before[2].clock.sort_due().unwrap();
    let turn = Turn { desk: "TT-06838".into(), officer: None, dossiers: 1, late: 0, due_at };
    let resolving = Load {
        held: BTreeMap::from([(StateName::InTransfer, 2)]),
        due_before: 2,
        coming: 1,
        to_finish: 2,
        // No result in ten working days.
        forecast: Forecast::Never,
        ..Load::default()
    };
    let receiving =
        Load { held: BTreeMap::from([(StateName::Submitted, 1)]), without_due: 1, returning: 2, ..Load::default() };
    let receiving = Load { turns: vec![turn], ..receiving };
    assert_eq!(board.units[&RESOLVES.into()], resolving);
    assert_eq!(board.units[&RECEIVES.into()], receiving);
    let stops: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Stops).collect();
    assert_eq!(stops, Vec::<&domain::unit::plan::Finding>::new());

    // On the due date itself they are no longer the old unit's to finish.
    let on_the_day = run(&world, &plan("2026-12-10")).board;
    assert_eq!((on_the_day.units[&RESOLVES.into()].due_before, on_the_day.units[&RESOLVES.into()].due_after), (0, 2));

    let after: Vec<_> = codes.iter().map(|code| world.stored(code).stored.dossier).collect();
    assert_eq!(after, before);
}

#[test]
fn what_stops_a_plan_is_found_with_the_open_dossiers_and_the_staff_of_the_province() {
    let world = World::at("reorganisation-lint", "2026-12-07T09:00");
    shop(&world, true);
    let mut raw = plan("2026-12-11");
    raw["links"].as_array_mut().unwrap().remove(0);
    raw["begun"][0]["agency_code"] = "H49.801".into();
    let problems: Vec<Problem> = run(&world, &raw).findings.into_iter().map(|finding| finding.problem).collect();
    let unit = || RESOLVES.into();
    assert!(problems.contains(&Problem::DossiersWithoutTarget { unit: unit(), open: 1 }), "{problems:#?}");
    assert!(problems.contains(&Problem::NoSuccessor { code: unit(), name: "Phường Bãi Cháy".to_owned() }));
    assert!(problems.contains(&Problem::AgencyCodeTaken { unit: "09001".into(), agency_code: "H49.801".to_owned() }));
    let mut undecided = plan("2026-12-11");
    undecided.as_object_mut().unwrap().remove("branches");
    let findings = run(&world, &undecided).findings;
    let branches = vec!["QN-VPDKDD-BINHLIEU".into(), "QN-VPDKDD-HALONG".into()];
    assert_eq!(findings[0].problem, Problem::BranchUndecided { unit: "09001".into(), branches });
    let homeless =
        |problem: &Problem| matches!(problem, Problem::StaffWithoutUnit { unit, .. } if unit.as_str() == RESOLVES);
    assert!(problems.iter().any(homeless), "{problems:#?}");
}
