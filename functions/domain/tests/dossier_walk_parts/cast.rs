//! The dossiers that walks begin with, and everybody who might try something with them.

use super::super::dossier_stage::{
    BAI_CHAY, BINH_LIEU, Filing, HA_TU, MONG_CAI_1, SHOP, Stage,
    actions::{birth_in_process, publish, reason},
    actor, agency, at, card, centre, counter,
    forms::{badge_at_counter, birth_online, birth_wholly_online, company, shop, shop_at_counter},
    online, pdf, person, procedure,
};
use domain::{
    account::{Place, Role},
    dossier::{
        Action, Actor,
        head::ReturnTo,
        submit::{LateEntryInput, Way},
    },
    ids::FileId,
    procedure::{Channel, ReturnMethod},
};
use serde_json::json;

/// Dossiers that a walk can begin with.
pub const STARTS: usize = 14;
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
        6 => certification(),
        7 => {
            // The officer at the desk belongs to the agency that decides, and signs alone.
            let mut spot = certification();
            spot.with_procedure(|procedure| {
                procedure.handling.on_the_spot = true;
                procedure.approval_levels = 0;
            });
            spot
        }
        8 => late_shop(),
        9 => birth_online(posted(HA_TU)),
        10 => {
            let mut shop = shop_at_counter();
            shop.dossier.return_to = posted(BINH_LIEU);
            shop
        }
        11 => by_post(),
        12 => from_the_portal(),
        _ => corrected_birth(),
    }
}

fn posted(centre: &str) -> ReturnTo {
    ReturnTo { method: ReturnMethod::Post, address: Some("Tổ 4, phường Hà Tu".to_owned()), ..counter(centre) }
}

fn shop_filing() -> Filing {
    Filing {
        procedure: SHOP,
        answers: shop(),
        channel: Channel::Counter,
        centre: BINH_LIEU,
        by: actor("tn-binhlieu"),
        return_to: counter(BINH_LIEU),
        paper_count: 3,
        now: at("2026-11-18T08:30"),
    }
}

/// The shop, entered two days after an outage.
fn late_shop() -> Stage {
    let late_entry = Some(LateEntryInput {
        received_at: at("2026-11-16T09:10"),
        reason: "Mất điện toàn xã".to_owned(),
        paper_receipt_no: "GT-12".to_owned(),
    });
    Stage::try_file(shop_filing(), Way::Counter { identity: card(), late_entry }).expect("a late entry")
}

/// The shop, by mail, entered by the public post.
fn by_post() -> Stage {
    let filing = Filing {
        channel: Channel::Post,
        by: person("postal", &[(Role::PostalAgent, Place::Province)]),
        ..shop_filing()
    };
    Stage::file(filing)
}

fn from_the_portal() -> Stage {
    let filing = Filing { channel: Channel::Online, by: Actor::system(), paper_count: 0, ..shop_filing() };
    Stage::try_file(filing, Way::Portal { external_ref: "DVC-2026-778".to_owned() }).expect("taken over")
}

/// The linked dossier of a birth certificate with a mistake.
fn corrected_birth() -> Stage {
    let mut birth = birth_in_process();
    birth
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) })
        .does("ct-hatu", Action::ApproveSign)
        .does("vt-hatu", publish("101/2026", Some("KS-101")))
        .by(&Actor::system(), Action::DeliverOnline)
        .does("tp-vp-hatu", Action::CorrectResult { reason: reason(), assignee: actor("tl-vp-hatu").account });
    *birth.linked.take().expect("a linked dossier")
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
    let lies = dossier.state.result_centre().map_or(returned, |centre| centre.as_str());
    let mut people = vec![
        person("intake", &[(Role::IntakeOfficer, centre(received))]),
        person("intake-2", &[(Role::IntakeOfficer, centre(received))]),
        person("intake-far", &[(Role::IntakeOfficer, centre("06817"))]),
        person("returns", &[(Role::ReturnsDesk, centre(returned))]),
        person("returns-first", &[(Role::ReturnsDesk, centre(received))]),
        person("returns-where-it-lies", &[(Role::ReturnsDesk, centre(lies))]),
        person("manager", &[(Role::CentreManager, centre(received)), (Role::CentreAdmin, centre(received))]),
        person("manager-there", &[(Role::CentreManager, centre(resolves))]),
        person("asked", &[(Role::ConsultedOfficer, agency(HA_TU))]),
        person("asked-2", &[(Role::ConsultedOfficer, agency("QN-SXD"))]),
        person("postal", &[(Role::PostalAgent, Place::Province)]),
        person("receiver", &[(Role::UnitHead, agency(HA_TU)), (Role::CentreManager, centre(HA_TU))]),
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
