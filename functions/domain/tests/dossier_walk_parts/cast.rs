//! The dossiers that walks begin with, and everybody who might try something with them.

use crate::dossier_stage::{
    BAI_CHAY, BINH_LIEU, Filing, HA_TU, MONG_CAI_1, Stage, actor, agency, at, centre, counter,
    forms::{badge_at_counter, birth_online, birth_wholly_online, company, shop_at_counter},
    online, person, procedure,
};
use domain::{
    account::{Place, Role},
    dossier::Actor,
    procedure::Channel,
};
use serde_json::json;

/// Dossiers that a walk can begin with.
pub const STARTS: usize = 7;
/// A dossier of each kind: levels 1, 2 and 3, with and without four eyes, competence decided or not, each return.
pub fn stages(which: usize) -> Stage {
    match which {
        0 => birth_wholly_online(),
        1 => birth_online(counter(HA_TU)),
        2 => shop_at_counter(),
        3 => badge_at_counter(),
        4 => provincial("1.010727", "Cấp giấy phép môi trường"),
        5 => {
            let mut shop = shop_at_counter();
            shop.dossier.resolver = None;
            shop
        }
        _ => certification(),
    }
}

fn provincial(code: &'static str, subject: &str) -> Stage {
    let mut answers = company(subject);
    answers.remove("states_paper_1");
    answers.insert("states_paper_2".to_owned(), json!(false));
    Stage::file(Filing {
        procedure: code,
        answers,
        channel: Channel::Counter,
        centre: MONG_CAI_1,
        by: actor("tn-mongcai1"),
        return_to: online(MONG_CAI_1),
        paper_count: 1,
        now: at("2026-11-16T09:00"),
    })
}

/// A certified copy, whose procedure switches four eyes off.
fn certification() -> Stage {
    let mut answers = company("Chứng thực");
    answers.retain(|name, _| procedure("2.000815").fields.iter().any(|field| field.name == *name));
    answers.insert("states_paper_1".to_owned(), json!(false));
    answers.insert("shown_original".to_owned(), json!(true));
    let copy = json!({ "document_type": "diploma", "issuer": "Trường A", "pages": 2, "copies": 3 });
    answers.insert("documents".to_owned(), json!([copy]));
    Stage::file(Filing {
        procedure: "2.000815",
        answers,
        channel: Channel::Counter,
        centre: HA_TU,
        by: everybody(&[HA_TU, BINH_LIEU]),
        return_to: counter(HA_TU),
        paper_count: 1,
        now: at("2026-11-16T09:00"),
    })
}

/// One person with every post: what a one-person desk comes to, and the test of four eyes.
fn everybody(places: &[&str]) -> Actor {
    let mut posts = Vec::new();
    for place in places {
        posts.extend([Role::IntakeOfficer, Role::ReturnsDesk].map(|role| (role, centre(place))));
        posts.extend(DECIDERS.map(|role| (role, agency(place))));
    }
    person("everybody", &posts)
}

const DECIDERS: [Role; 4] = [Role::CaseOfficer, Role::UnitHead, Role::Signer, Role::Clerk];

/// Everybody who might try something with this dossier.
pub fn cast(stage: &Stage) -> Vec<Actor> {
    let dossier = &stage.dossier;
    let (received, returned) = (dossier.receiving_centre.as_str(), dossier.return_to.centre.as_str());
    let resolves = dossier.resolver.as_ref().map_or(BAI_CHAY, |resolver| resolver.agency.as_str());
    let mut people = vec![
        person("intake", &[(Role::IntakeOfficer, centre(received))]),
        person("intake-2", &[(Role::IntakeOfficer, centre(received))]),
        person("intake-far", &[(Role::IntakeOfficer, centre("06817"))]),
        person("returns", &[(Role::ReturnsDesk, centre(returned))]),
        person("returns-first", &[(Role::ReturnsDesk, centre(received))]),
        person("manager", &[(Role::CentreManager, centre(received)), (Role::CentreAdmin, centre(received))]),
        person("coordinator", &[(Role::Coordinator, Place::Province)]),
        person("province", &[(Role::ProvinceManager, Place::Province)]),
        person("admin", &[(Role::SystemAdmin, Place::Province)]),
        actor("cd-lan"),
        actor("cd-hung"),
        Actor::system(),
        everybody(&[received, resolves, returned]),
    ];
    for role in DECIDERS {
        let name = format!("{role:?}").to_lowercase();
        people.push(person(&name, &[(role, agency(resolves))]));
        people.push(person(&format!("{name}-2"), &[(role, agency(resolves))]));
        people.push(person(&format!("{name}-elsewhere"), &[(role, agency(BINH_LIEU))]));
    }
    people
}
