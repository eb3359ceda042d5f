//! A random plan over units where dossiers lie, and people at each of its units.

use crate::{
    common::{host::host, world::World},
    model::dossier_stage::{BAI_CHAY, BINH_LIEU, HA_TU, MONG_CAI_1},
    model::dossier_walk_parts::Dice,
};
use api::{reference::kind, store::reference::Entry};
use domain::{
    account::{Account, Place, Post, Role},
    ids::{AccountId, AgencyId, CentreId},
    unit::plan::{Places, Plan},
};
use serde_json::{Value, json};

/// Where the stock of dossiers lies.
const FULL: [&str; 4] = [HA_TU, BAI_CHAY, BINH_LIEU, MONG_CAI_1];
/// Where there is none: a plan ends such units too.
const EMPTY: [&str; 2] = ["06655", "06658"];

/// Units that end, whole or in parts; those that begin have codes of their own, or take over one that another had.
pub fn plan(dice: &mut Dice, all: bool) -> Plan {
    let mut ended: Vec<&str> = FULL.into_iter().filter(|_| all || dice.below(5) > 0).collect();
    ended.extend(EMPTY.into_iter().filter(|code| known(code) && dice.below(3) == 0));
    while ended.len() < 2 {
        ended = FULL.to_vec();
    }
    let count = 1 + dice.below(3.min(ended.len()));
    let codes: Vec<String> =
        (0..count).map(|at| if dice.below(2) == 0 { ended[at].to_owned() } else { format!("0990{at}") }).collect();
    let begun: Vec<Value> = codes
        .iter()
        .enumerate()
        .map(|(at, code)| {
            json!({ "code": code, "name": format!("Mới {at}"), "name_en": format!("New {at}"), "type": "phuong",
                "agency_code": format!("H49.98{at}") })
        })
        .collect();
    let mut links = Vec::new();
    for (at, old) in ended.iter().enumerate() {
        let first = at % count;
        if count > 1 && dice.below(2) == 0 {
            let second = (first + 1 + dice.below(count - 1)) % count;
            links.push(json!({ "old": old, "new": codes[first], "part": true, "default": true, "area_vi": "Khu 1" }));
            links.push(json!({ "old": old, "new": codes[second], "part": true, "area_vi": "Khu 2" }));
        } else {
            links.push(json!({ "old": old, "new": codes[first] }));
        }
    }
    let branches: Vec<Value> = codes.iter().map(|code| json!({ "unit": code, "branch": "QN-VPDKDD-HALONG" })).collect();
    let raw = json!({
        "id": "MOVES", "title_vi": "Diễn tập", "title_en": "Exercise", "decision": "3/KH", "effective": "2026-12-11",
        "ended": ended, "begun": begun, "links": links, "branches": branches,
    });
    Plan::from_raw(&raw).expect("a plan")
}

fn known(code: &str) -> bool {
    let day = "2026-12-07".parse().expect("a day");
    crate::model::dossier_stage::UNITS.unit(&code.into(), day).is_some()
}

/// Whoever answers for an agency.
pub fn head_of(agency: &str) -> String {
    format!("ql-{agency}")
}

/// At each agency of the plan one person with every post that a hand-over and a counter need.
pub fn people(world: &World, places: &Places) {
    let begun = places.all_ended().flat_map(|(_, ended)| ended.parts.iter().cloned());
    let all: Vec<AgencyId> = places.all_ended().map(|(id, _)| id.clone()).chain(begun).collect();
    for agency in all {
        let centre = Place::Centre { centre: CentreId(agency.0.clone()) };
        let office = Place::Agency { agency: agency.clone(), office: None };
        let at = |role, place: &Place| Post { role, place: place.clone() };
        let account = Account {
            id: AccountId(head_of(agency.as_str())),
            name: format!("Người của {agency}"),
            title_vi: "Công chức".to_owned(),
            title_en: "Officer".to_owned(),
            office_phone: None,
            posts: vec![
                at(Role::CentreManager, &centre),
                at(Role::IntakeOfficer, &centre),
                at(Role::ReturnsDesk, &centre),
                at(Role::UnitHead, &office),
                at(Role::CaseOfficer, &office),
                at(Role::Signer, &office),
                at(Role::Clerk, &office),
            ],
            citizen: None,
        };
        let json = serde_json::to_vec(&account).expect("JSON");
        let entry = Entry { code: account.id.0, valid_from: String::new(), json };
        host().wait(world.api.store.put_reference(kind::ACCOUNT, &entry)).expect("an account is kept");
    }
    host().wait(world.api.reference.forget_units_and_accounts());
}
