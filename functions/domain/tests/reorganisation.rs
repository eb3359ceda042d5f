//! A reorganisation as a document, held against the one of 1 July 2025.

use domain::{
    account::{Account, Place, Post, Role},
    ids::{AccountId, AgencyId, CentreId, UnitCode},
    unit::{
        Successor, Unit, UnitKind, UnitMap,
        plan::{Extent, Finding, Plan, Problem, Severity, Standing},
    },
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const EVE: Date = date(2025, 6, 30);
const DAY: Date = date(2025, 7, 1);

fn raw_units() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/seed/units.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("units.json")).expect("JSON")
}

fn today() -> UnitMap {
    UnitMap::from_raw(&raw_units()).expect("a map")
}

/// The map as it was before: the old units alone, without an end.
fn before(today: &UnitMap) -> UnitMap {
    let mut map = today.clone();
    map.units.retain(|unit| unit.is_valid(EVE));
    for unit in &mut map.units {
        unit.valid_to = None;
        unit.successors.clear();
    }
    map
}

/// The decision of 2025 as a plan, written from the published list of predecessors.
fn decision_of_2025() -> Value {
    let raw = raw_units();
    let (mut ended, mut begun, mut links) = (BTreeSet::new(), Vec::new(), Vec::new());
    for unit in raw["units"].as_array().expect("units") {
        begun.push(json!({
            "code": unit["code"], "name": unit["name"], "name_en": unit["name_en"], "type": unit["type"],
            "agency_code": unit["demo_agency_code"], "code_alternatives": unit["code_alternatives"],
        }));
        for part in unit["merged_from"].as_array().expect("parts") {
            ended.insert(part["old_code"].as_str().expect("code").to_owned());
            let mut link = json!({ "old": part["old_code"], "new": unit["code"] });
            if part["partial"] == true {
                link["part"] = true.into();
                link["default"] = part["default_successor"].clone();
            }
            links.push(link);
        }
    }
    json!({
        "id": "QN-2025", "title_vi": "Sắp xếp đơn vị hành chính năm 2025", "title_en": "Reorganisation of 2025",
        "decision": "1679/NQ-UBTVQH15", "effective": "2025-07-01", "ended": ended, "begun": begun, "links": links,
    })
}

fn plan(raw: &Value) -> Plan {
    Plan::from_raw(raw).expect("a plan")
}

fn lint(plan: &Plan, map: &UnitMap, staff: &[Account], open: &[(&str, u64)]) -> Vec<Problem> {
    let open: BTreeMap<UnitCode, u64> = open.iter().map(|(code, count)| (UnitCode::from(*code), *count)).collect();
    let findings = plan.lint(Standing { map, staff, open: &open, today: date(2025, 6, 20) });
    assert!(findings.is_sorted_by_key(|finding| finding.severity));
    findings.into_iter().map(|Finding { problem, .. }| problem).collect()
}

fn stops(problems: &[Problem]) -> Vec<&Problem> {
    problems.iter().filter(|problem| problem.severity() == Severity::Stops).collect()
}

/// Successors have no order of their own.
fn sorted(mut units: Vec<Unit>) -> Vec<Unit> {
    for unit in &mut units {
        unit.successors.sort_by(|a: &Successor, b| a.code.cmp(&b.code));
    }
    units
}

#[test]
fn the_decision_of_2025_gives_the_map_of_today() {
    let today = today();
    let before = before(&today);
    assert_eq!(before.units.len(), 171);
    let plan = plan(&decision_of_2025());
    assert_eq!((plan.ended.len(), plan.begun.len(), plan.links.len()), (171, 54, 184));
    let after = plan.apply(&before);
    assert_eq!(sorted(after.units.clone()), sorted(today.units.clone()));
    assert_eq!(after.units_on(EVE).count(), 171);
    assert_eq!(after.units_on(DAY).count(), 54);
}

#[test]
fn the_decision_of_2025_has_nothing_that_stops_it_and_says_what_to_look_at() {
    let today = today();
    // The branches of the data serve the units of today; the plan would have had to name them.
    let mut map = before(&today);
    map.agencies.retain(|agency| agency.serves_units.is_empty());
    let problems = lint(&plan(&decision_of_2025()), &map, &[], &[("06652", 7), ("06655", 3)]);
    assert_eq!(stops(&problems), Vec::<&Problem>::new());
    let count = |is: fn(&Problem) -> bool| problems.iter().filter(|problem| is(problem)).count();
    // 22 of the 54 new codes name another unit than before; 12 old units were split, into 25 parts.
    let reused = count(|problem| matches!(problem, Problem::CodeReused { .. }));
    let other_name = today.units_on(DAY).filter(|unit| {
        today.units.iter().any(|old| old.code == unit.code && old.valid_to.is_some() && old.full_name != unit.full_name)
    });
    assert_eq!(reused, other_name.count());
    assert!(reused >= 22, "{reused}");
    assert_eq!(count(|problem| matches!(problem, Problem::PartUndescribed { .. })), 25);
    assert!(problems.contains(&Problem::DossiersToDivide { unit: "06655".into(), open: 3 }));
    assert!(!problems.iter().any(|problem| matches!(problem, Problem::DossiersWithoutTarget { .. })));
}

/// Three old units, of which one is split, become two.
fn small() -> (UnitMap, Value) {
    let mut map = today();
    map.units = ["10001", "10002", "10003", "10009"]
        .map(|code| Unit {
            code: code.into(),
            valid_from: None,
            valid_to: None,
            name: format!("Cũ {code}"),
            full_name: format!("Xã Cũ {code}"),
            name_en: format!("Cu {code} Commune"),
            kind: UnitKind::Commune,
            district: None,
            aliases: Vec::new(),
            demo_agency_code: Some(format!("H49.{}", &code[2..])),
            agency: None,
            successors: Vec::new(),
        })
        .to_vec();
    map.agencies.retain(|agency| agency.serves_units.is_empty());
    let new = |code: &str, name: &str, agency: &str| json!({ "code": code, "name": name, "name_en": name, "type": "phuong", "agency_code": agency });
    let plan = json!({
        "id": "P-1", "title_vi": "Thử", "title_en": "Trial", "decision": "1/NQ", "effective": "2025-07-01",
        "ended": ["10001", "10002", "10003"],
        "begun": [new("20001", "Đông", "H49.601"), new("20002", "Tây", "H49.602")],
        "links": [
            { "old": "10001", "new": "20001" },
            { "old": "10002", "new": "20001", "part": true, "default": true, "area_vi": "Khu 1" },
            { "old": "10002", "new": "20002", "part": true, "area_vi": "Khu 2", "area_en": "Quarter 2" },
            { "old": "10003", "new": "20002" },
        ],
    });
    (map, plan)
}

fn clerk_of(id: &str, agency: &str) -> Account {
    Account {
        id: id.into(),
        name: id.to_owned(),
        title_vi: String::new(),
        title_en: String::new(),
        office_phone: None,
        posts: vec![
            Post { role: Role::Clerk, place: Place::Agency { agency: AgencyId::from(agency), office: None } },
            Post { role: Role::IntakeOfficer, place: Place::Centre { centre: CentreId::from(agency) } },
        ],
        citizen: None,
    }
}

#[test]
fn a_sound_plan_has_only_empty_posts_to_look_at() {
    let (map, raw) = small();
    let problems = lint(&plan(&raw), &map, &[clerk_of("an", "10001")], &[("10001", 5)]);
    assert_eq!(stops(&problems), Vec::<&Problem>::new());
    let nobody = |unit: &str, role| Problem::NobodyIn { unit: unit.into(), role };
    let expected = [
        nobody("20001", Role::CaseOfficer),
        nobody("20001", Role::Signer),
        nobody("20002", Role::IntakeOfficer),
        nobody("20002", Role::CaseOfficer),
        nobody("20002", Role::Signer),
        nobody("20002", Role::Clerk),
    ];
    assert_eq!(problems, expected);
}

/// Each mistake with the change that makes it and what must be found.
#[test]
fn every_mistake_is_found() {
    type Change = fn(&mut Value);
    let unit = |code: &str| UnitCode::from(code);
    let cases: Vec<(&str, Change, Problem)> = vec![
        ("past", |plan| plan["effective"] = "2025-06-19".into(), Problem::TooLate { effective: date(2025, 6, 19) }),
        ("short code", |plan| plan["begun"][0]["code"] = "2001".into(), Problem::NotACode { code: unit("2001") }),
        (
            "ended twice",
            |plan| plan["ended"].as_array_mut().expect("list").push("10001".into()),
            Problem::Twice { code: unit("10001") },
        ),
        (
            "ends what is not there",
            |plan| plan["ended"].as_array_mut().expect("list").push("10004".into()),
            Problem::EndsUnknown { code: unit("10004") },
        ),
        (
            "takes the code of one that stays",
            |plan| plan["begun"][0]["code"] = "10009".into(),
            Problem::CodeTaken { code: unit("10009"), by: "Xã Cũ 10009".to_owned() },
        ),
        (
            "identifier of one that stays",
            |plan| plan["begun"][0]["agency_code"] = "H49.009".into(),
            Problem::AgencyCodeTaken { unit: unit("20001"), agency_code: "H49.009".to_owned() },
        ),
        (
            "identifier of an agency",
            |plan| plan["begun"][0]["agency_code"] = "H49.801".into(),
            Problem::AgencyCodeTaken { unit: unit("20001"), agency_code: "H49.801".to_owned() },
        ),
        (
            "nobody takes over",
            |plan| drop(plan["links"].as_array_mut().expect("list").remove(3)),
            Problem::NoSuccessor { code: unit("10003"), name: "Xã Cũ 10003".to_owned() },
        ),
        (
            "made of nothing",
            |plan| {
                let new = json!({ "code": "20003", "name": "Không", "name_en": "None", "type": "xa", "agency_code": "H49.603" });
                plan["begun"].as_array_mut().expect("list").push(new);
            },
            Problem::NoPredecessor { code: unit("20003"), name: "Xã Không".to_owned() },
        ),
        (
            "from one that stays",
            |plan| plan["links"].as_array_mut().expect("list").push(json!({ "old": "10009", "new": "20001" })),
            Problem::LinkFromUnknown { old: unit("10009"), new: unit("20001") },
        ),
        (
            "to nowhere",
            |plan| plan["links"][3]["new"] = "20009".into(),
            Problem::LinkToUnknown { old: unit("10003"), new: unit("20009") },
        ),
        (
            "linked twice",
            |plan| plan["links"].as_array_mut().expect("list").push(json!({ "old": "10001", "new": "20001" })),
            Problem::LinkTwice { old: unit("10001"), new: unit("20001") },
        ),
        (
            "whole and a part",
            |plan| plan["links"][1] = json!({ "old": "10002", "new": "20001" }),
            Problem::Overlap { old: unit("10002"), name: "Xã Cũ 10002".to_owned() },
        ),
        (
            "one part alone",
            |plan| drop(plan["links"].as_array_mut().expect("list").remove(1)),
            Problem::OnlyAPart { old: unit("10002"), name: "Xã Cũ 10002".to_owned() },
        ),
        (
            "two to propose",
            |plan| plan["links"][2]["default"] = true.into(),
            Problem::NotOneProposed { old: unit("10002"), name: "Xã Cũ 10002".to_owned(), proposed: 2 },
        ),
        (
            "a part without words",
            |plan| drop(plan["links"][1].as_object_mut().expect("link").remove("area_vi")),
            Problem::PartUndescribed { old: unit("10002"), new: unit("20001") },
        ),
        (
            "an old code for another name",
            |plan| {
                plan["begun"][0]["code"] = "10001".into();
                plan["links"][0]["new"] = "10001".into();
                plan["links"][1]["new"] = "10001".into();
            },
            Problem::CodeReused {
                code: unit("10001"),
                before: "Xã Cũ 10001".to_owned(),
                after: "Phường Đông".to_owned(),
            },
        ),
        (
            "two of one name",
            |plan| plan["begun"][1]["name"] = "đông".into(),
            Problem::NameTwice { name: "Phường Đông".to_owned(), units: vec![unit("20001"), unit("20002")] },
        ),
        (
            "a branch that is none",
            |plan| plan["branches"] = json!([{ "unit": "20001", "branch": "QN-NONE" }]),
            Problem::BranchUnknown { unit: unit("20001"), branch: "QN-NONE".into() },
        ),
        (
            "staff of a split unit",
            |_| {},
            Problem::StaffWithoutUnit { account: AccountId::from("binh"), unit: unit("10002") },
        ),
        (
            "staff to nowhere",
            |plan| plan["staff"] = json!([{ "account": "binh", "unit": "20009" }]),
            Problem::StaffToUnknown { account: "binh".into(), unit: unit("20009") },
        ),
        ("dossiers to divide", |_| {}, Problem::DossiersToDivide { unit: unit("10002"), open: 4 }),
        (
            "dossiers without a target",
            |plan| drop(plan["links"].as_array_mut().expect("list").remove(3)),
            Problem::DossiersWithoutTarget { unit: unit("10003"), open: 2 },
        ),
    ];
    let staff = [clerk_of("an", "10001"), clerk_of("binh", "10002")];
    for (name, change, expected) in cases {
        let (map, mut raw) = small();
        change(&mut raw);
        let found = lint(&plan(&raw), &map, &staff, &[("10002", 4), ("10003", 2)]);
        assert!(found.contains(&expected), "{name}: {found:#?}");
    }
}

#[test]
fn what_tells_the_parts_of_a_divided_unit_apart_is_told_where_a_name_is_asked_for() {
    let (map, raw) = small();
    let plan = plan(&raw);
    let after = plan.apply(&map);
    let notes = |map: &UnitMap| -> Vec<String> {
        let found = map.resolve("xã Cũ 10002", plan.effective);
        assert!(found.ask);
        found.candidates.into_iter().map(|candidate| candidate.note.vi).collect()
    };
    let told = notes(&after);
    assert!(
        told.len() == 2 && told[0].starts_with("Khu 1 của Xã Cũ 10002") && told[1].starts_with("Khu 2 của "),
        "{told:?}"
    );
    let (roll, _) = UnitMap::from_roll(&after.roll(plan.effective)).expect("a roll");
    assert_eq!(notes(&roll), told, "in the browser as well");
}

#[test]
fn a_land_branch_follows_its_units_or_the_plan_says_which() {
    let (mut map, mut raw) = small();
    let mut branches = today().agencies;
    branches.retain(|agency| !agency.serves_units.is_empty());
    branches.truncate(2);
    branches[0].serves_units = vec!["10001".into(), "10002".into()];
    branches[1].serves_units = vec!["10003".into()];
    let ids = [branches[0].id.clone(), branches[1].id.clone()];
    map.agencies.extend(branches);
    let undecided = Problem::BranchUndecided {
        unit: "20002".into(),
        branches: ids.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect(),
    };
    assert!(lint(&plan(&raw), &map, &[], &[]).contains(&undecided));
    raw["branches"] = json!([{ "unit": "20002", "branch": ids[1] }]);
    let plan = plan(&raw);
    assert!(!lint(&plan, &map, &[], &[]).contains(&undecided));
    let after = plan.apply(&map);
    let branch_of = |code: &str, on| after.land_branch(after.unit(&code.into(), on)?).map(|branch| &branch.id);
    assert_eq!(branch_of("20001", plan.effective), Some(&ids[0]));
    assert_eq!(branch_of("20002", plan.effective), Some(&ids[1]));
    let eve = plan.effective.yesterday().unwrap();
    assert_eq!(branch_of("10003", eve), Some(&ids[1]), "until the day it serves whom it served");
}

#[test]
fn a_file_that_is_no_plan_names_the_place() {
    let at = |change: fn(&mut Value)| {
        let (_, mut raw) = small();
        change(&mut raw);
        Plan::from_raw(&raw).expect_err("refused").at
    };
    assert_eq!(at(|plan| plan["id"] = "a/b".into()), "id");
    assert_eq!(at(|plan| plan["effective"] = "01/07/2025".into()), "effective");
    assert_eq!(at(|plan| plan["begun"][1]["name"] = " ".into()), "begun[1].name");
    assert_eq!(at(|plan| plan["begun"][0]["type"] = "huyen".into()), "begun[0].type");
    assert_eq!(at(|plan| plan["links"][0]["area_vi"] = "Khu 1".into()), "links[0].area_vi");
    assert_eq!(at(|plan| plan["links"][1]["part"] = "yes".into()), "links[1].part");
    assert_eq!(at(|plan| plan["staff"] = json!([{ "account": "an" }])), "staff[0].unit");
    assert_eq!(at(|plan| drop(plan.as_object_mut().expect("plan").remove("ended"))), "ended");
}

/// A sound plan over a map of so many units: each goes whole to one of the new units, or in two parts to two of them.
fn sound(old: usize, new: usize, choice: &[(usize, Option<usize>)]) -> (UnitMap, Plan) {
    let (mut map, raw) = small();
    let template = map.units[0].clone();
    let code = |base: usize, at: usize| UnitCode(format!("{}", base + at));
    map.units = (0..old)
        .map(|at| Unit {
            code: code(10_000, at),
            full_name: format!("Xã Cũ {at}"),
            name: format!("Cũ {at}"),
            demo_agency_code: Some(format!("H49.1{at:03}")),
            ..template.clone()
        })
        .collect();
    let mut plan = plan(&raw);
    let begun = plan.begun[0].clone();
    plan.ended = (0..old).map(|at| code(10_000, at)).collect();
    plan.links = Vec::new();
    for (at, (to, also)) in choice.iter().enumerate().take(old) {
        let part = |proposed| Extent::Part { proposed, area: None };
        let link =
            |new: usize, extent| domain::unit::plan::Link { old: code(10_000, at), new: code(20_000, new), extent };
        match also.map(|also| also % new).filter(|also| *also != to % new) {
            None => plan.links.push(link(to % new, Extent::Whole)),
            Some(also) => plan.links.extend([link(to % new, part(true)), link(also, part(false))]),
        }
    }
    plan.begun = (0..new)
        .map(|at| code(20_000, at))
        .filter(|code| plan.links.iter().any(|link| link.new == *code))
        .map(|code| {
            let name = format!("Mới {code}");
            domain::unit::plan::NewUnit { agency_code: format!("H49.2{code}"), name, code, ..begun.clone() }
        })
        .collect();
    (map, plan)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the map: a sound plan has nothing that stops it; on every day each code names one unit at most; every old
    /// name is found on the new day, alone where it went whole, with a question where it was split.
    #[test]
    fn every_old_unit_is_found_after_any_sound_plan(
        old in 1_usize..40, new in 1_usize..12,
        choice in prop::collection::vec((0_usize..12, prop::option::weighted(0.2, 0_usize..12)), 40),
    ) {
        let (map, plan) = sound(old, new, &choice);
        let problems = lint(&plan, &map, &[], &[]);
        prop_assert_eq!(stops(&problems), Vec::<&Problem>::new());
        let after = plan.apply(&map);
        prop_assert_eq!(after.units_on(EVE).count(), old);
        prop_assert_eq!(after.units_on(DAY).count(), plan.begun.len());
        for unit in &map.units {
            let links = plan.links_of(&unit.code);
            let found = after.resolve(&unit.full_name, DAY);
            prop_assert_eq!(found.ask, links.len() > 1);
            prop_assert_eq!(found.candidates.len(), links.len());
            prop_assert_eq!(found.candidates.first().map(|first| &first.code), links.first().map(|link| &link.new));
            prop_assert_eq!(found.exact.as_ref(), plan.heir(&unit.code));
            // On the eve it is still itself.
            prop_assert_eq!(after.resolve(&unit.full_name, EVE).exact, Some(unit.code.clone()));
        }
    }

    /// A plan that follows another goes on from where that ended: names of the first map lead through both.
    #[test]
    fn names_lead_through_two_plans(
        old in 2_usize..20,
        first in prop::collection::vec((0_usize..6, Just(None)), 20),
        second in prop::collection::vec((0_usize..3, Just(None)), 6),
    ) {
        let (map, plan) = sound(old, 6, &first);
        let between = plan.apply(&map);
        let (_, mut next) = sound(plan.begun.len(), 3, &second);
        let codes: BTreeMap<UnitCode, UnitCode> =
            next.ended.iter().cloned().zip(plan.begun.iter().map(|new| new.code.clone())).collect();
        let later = |code: &UnitCode| UnitCode(format!("3{}", &code.as_str()[1..]));
        next.effective = date(2030, 1, 1);
        next.ended = next.ended.iter().map(|code| codes[code].clone()).collect();
        for link in &mut next.links {
            *link = domain::unit::plan::Link { old: codes[&link.old].clone(), new: later(&link.new), extent: Extent::Whole };
        }
        for new in &mut next.begun {
            new.code = later(&new.code);
            new.name = format!("Mới nữa {}", new.code);
        }
        let after = next.apply(&between);
        for unit in &map.units {
            let between = plan.heir(&unit.code).expect("whole");
            let expected = next.heir(between);
            prop_assert_eq!(after.resolve(&unit.full_name, date(2030, 1, 1)).exact, expected.cloned());
            prop_assert_eq!(after.resolve(&unit.full_name, date(2029, 12, 31)).exact, Some(between.clone()));
        }
    }
}

#[test]
fn a_unit_that_takes_over_a_code_gets_an_agency_of_its_own_and_the_old_name_stays() {
    let (map, mut raw) = small();
    raw["begun"][0]["code"] = json!("10001");
    for link in raw["links"].as_array_mut().expect("links") {
        if link["new"] == "20001" {
            link["new"] = json!("10001");
        }
    }
    let plan = plan(&raw);
    let after = plan.apply(&map);
    assert_eq!(plan.apply(&after), after, "carried out twice is carried out once");
    let (old, new) =
        (AgencyId::from("10001"), after.unit(&UnitCode::from("10001"), DAY).expect("the new unit").agency_id());
    assert_eq!(new.as_str(), format!("10001-{}", DAY.strftime("%Y%m%d")));
    assert_eq!(after.committee_unit(&old, EVE).expect("the old unit").name, "Cũ 10001");
    assert_eq!(after.committee_unit(&old, DAY), None, "the old agency is nobody's now");
    assert_eq!(after.committee_unit(&new, EVE), None);
    let name = |id: &AgencyId, on| after.agency_name(id, on).expect("a name").vi;
    assert_eq!(name(&old, DAY), "Ủy ban nhân dân xã Cũ 10001");
    assert_eq!(name(&old, date(2099, 1, 1)), "Ủy ban nhân dân xã Cũ 10001", "for ever");
    assert!(name(&new, DAY).starts_with("Ủy ban nhân dân phường "));
    assert_eq!(name(&new, EVE), name(&new, DAY), "lists are drawn up before the day");
    assert!(!after.is_centre(&CentreId(old.0.clone()), DAY) && after.is_centre(&CentreId(new.0.clone()), DAY));
    let desk = |desk: String| after.desk_name(&desk, DAY).map(|name| name.vi);
    assert_eq!(desk(format!("TT-{old}")).as_deref(), Some("Trung tâm Phục vụ hành chính công xã Cũ 10001"));
    assert!(desk(format!("{new}/CX-VP")).is_some_and(|name| name.contains("phường ")));
    assert!(!after.is_desk("TT-10001", DAY) && after.is_desk(&format!("TT-{new}"), DAY));
    // A second reorganisation that takes the code over again.
    let later = date(2031, 1, 1);
    let taken = after.agency_id_for(&UnitCode::from("10001"), later);
    assert_eq!(taken, Some(AgencyId::from("10001-20310101")));
}

#[test]
fn agencies_of_today_keep_the_ids_that_dossiers_have() {
    for unit in today().units_on(date(2026, 11, 26)) {
        assert_eq!(unit.agency_id().as_str(), unit.code.as_str());
    }
}

/// Finished dossiers stay at the unit of their time: its work is answered for by whoever took it over, also later.
#[test]
fn whoever_took_a_unit_over_answers_for_what_it_did() {
    let (map, raw) = small();
    let after = plan(&raw).apply(&map);
    let answering = |map: &UnitMap, id: &str, on| -> Vec<String> {
        map.answering(&AgencyId::from(id), on).into_iter().map(|id| id.0).collect()
    };
    assert_eq!(answering(&after, "10001", DAY), ["20001"]);
    assert_eq!(answering(&after, "10002", DAY), ["20001", "20002"], "split: the one to propose comes first");
    assert_eq!(answering(&after, "10002", EVE), ["10002"]);
    assert_eq!(answering(&after, "10009", DAY), ["10009"]);
    assert_eq!(answering(&after, "99999", DAY), Vec::<String>::new());
    let department = after.agencies.first().expect("an agency").id.clone();
    assert_eq!(after.answering(&department, DAY), std::slice::from_ref(&department));

    let at = |map: &UnitMap, agency: &str, on| -> Vec<String> {
        let succeeded = map.succeeded_posts(&clerk_of("k", agency).posts, on);
        succeeded.iter().map(|post| format!("{:?} {}", post.role, post.place.house().expect("a house"))).collect()
    };
    let both = ["Clerk 10001", "Clerk 10002", "IntakeOfficer 10001", "IntakeOfficer 10002"];
    assert_eq!(at(&after, "20001", DAY), both);
    assert_eq!(at(&after, "20001", EVE), Vec::<String>::new(), "not before the day");
    assert_eq!(at(&after, "10009", DAY), Vec::<String>::new());
    let own = [clerk_of("k", "20001").posts, clerk_of("k", "10001").posts].concat();
    let others = after.succeeded_posts(&own, DAY);
    assert!(
        others.iter().all(|post| post.place.house() == Some("10002")),
        "what one has is not given again: {others:?}"
    );
    let archives = after.archives(&after.succeeded_posts(&clerk_of("k", "20002").posts, DAY), DAY);
    let archives: Vec<(&str, &str)> =
        archives.iter().map(|archive| (archive.desk.as_str(), archive.name.vi.as_str())).collect();
    let expected = [
        ("10002/VT", "Xã Cũ 10002"),
        ("10003/VT", "Xã Cũ 10003"),
        ("TT-10002", "Xã Cũ 10002"),
        ("TT-10003", "Xã Cũ 10003"),
    ];
    assert_eq!(archives, expected);

    // The successor ends too.
    let next = json!({
        "id": "P-2", "title_vi": "Nữa", "title_en": "Again", "decision": "2/NQ", "effective": "2030-01-01",
        "ended": ["20001"], "begun": [{ "code": "30001", "name": "Bắc", "name_en": "Bac", "type": "xa", "agency_code": "H49.701" }],
        "links": [{ "old": "20001", "new": "30001" }],
    });
    let (later, day) = (plan(&next).apply(&after), date(2030, 1, 1));
    assert_eq!(answering(&later, "10001", day), ["30001"]);
    assert_eq!(answering(&later, "10002", day), ["30001", "20002"]);
    assert_eq!(at(&later, "30001", day).len(), 6, "of the three before it");
}
