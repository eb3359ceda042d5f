//! A cut-over at size: 171 units become 54 in a night, as on 1 July 2025, with all that lies with them. Measured are the
//! time of each step and the capacity that a hand-over and its acceptance use.

use crate::{engines::Engines, meter::Meter, report::Report, scale::fill, synthetic::Failure};
use api::{
    Api,
    reference::kind,
    reorganisation::{carry, lists, plans, recount},
    store::reference::Entry,
};
use domain::{
    account::{Account, Place, Post, Role},
    calendar::day_of,
    dossier::Actor,
    ids::{AccountId, AgencyId, CentreId},
    message::reorganisation::{CheckAct, MAX_CHECKS},
    text::Text,
    unit::{
        UnitMap,
        plan::{Extent, Found, Link, NewUnit, Plan, Stage},
    },
};
use std::{path::Path, time::Instant};

/// Measures and adds rows.
///
/// # Errors
/// A step fails, or the count at the end is not sound.
pub async fn rows(folder: &Path, seed: &Path, many: usize, report: &mut Report) -> Result<(), Failure> {
    let engines = Engines::start(&folder.join("cut-over"), seed).await?;
    let meter = Meter::default();
    let api = engines.api(&meter)?;
    let plan = eve(&api).await?;
    fill(&api, many).await?;
    let [author, manager] =
        [("dp", Role::Coordinator), ("ql", Role::ProvinceManager)].map(|(id, role)| province(id, role));
    let id = plan.id.clone();
    plans::draft(&api, plan.clone(), &author).await.map_err(failed)?;
    plans::approve(&api, &manager, &id, 1).await.map_err(failed)?;
    meter.take();
    let began = Instant::now();
    let carried = carry::carry_out(&api, &id, |_| ()).await.map_err(failed)?;
    report.row("cut_over.carry_out", began.elapsed().as_secs_f64(), "s", None);
    report.row("cut_over.dossiers", many as f64, "dossiers", None);
    report.row("cut_over.followed", carried.followed as f64, "dossiers", None);
    report.row("cut_over.listed", carried.listed as f64, "dossiers", None);
    report.row("cut_over.to_decide", carried.asked as f64, "dossiers", None);
    report.row("cut_over.carry_out.write", meter.take().write_units / many as f64, "WCU per dossier", None);

    let map = api.reference.units(&api).await.map_err(failed)?;
    let places = plan.places(&map);
    decide(&api, &plan, &manager).await?;
    meter.take();
    let began = Instant::now();
    let mut handed = 0_u64;
    for (from, _) in places.all_ended() {
        for batch in api.store.batches(from).await? {
            let giver = manager_of(&batch.from);
            let receiver = manager_of(&batch.to);
            let given = lists::give(&api, &giver, &id, from, &batch.id).await.map_err(failed)?;
            let acts: Vec<CheckAct> = given
                .items
                .iter()
                .map(|item| CheckAct {
                    code: item.code.clone(),
                    found: Found::Received,
                    paper_count: None,
                    assignee: None,
                })
                .collect();
            for some in acts.chunks(MAX_CHECKS) {
                let checked = lists::check(&api, &receiver, &id, from, &batch.id, some).await.map_err(failed)?;
                if let Some(problem) = checked.1.into_iter().find_map(|outcome| outcome.problem) {
                    return Err(format!("{}: {problem:?}", batch.id).into());
                }
            }
            handed += acts.len() as u64;
            if !given.void {
                lists::take(&api, &receiver, &id, from, &batch.id).await.map_err(failed)?;
            }
        }
    }
    let used = meter.take().write_units / (handed.max(1)) as f64;
    report.row("cut_over.hand_over", began.elapsed().as_secs_f64(), "s", None);
    report.row("cut_over.handed_over", handed as f64, "dossiers", None);
    report.row("cut_over.hand_over.write", used, "WCU per dossier", Some(18.0));
    // Dossiers of two ended units go from one to the other first; the next run takes the rest along.
    carry::carry_out(&api, &id, |_| ()).await.map_err(failed)?;
    let began = Instant::now();
    let record = recount::verify(&api, &id, |_| ()).await.map_err(failed)?;
    report.row("cut_over.verify", began.elapsed().as_secs_f64(), "s", None);
    engines.stop().await;
    match record.stage {
        Stage::Verified => Ok(()),
        _ => Err(format!("the cut-over is not sound: {:?}", record.verified).into()),
    }
}

/// Puts a running host on the eve of 1 July 2025: 171 units, dossiers in all of them, and the plan as a draft of the
/// coordinator's that begins today. The host has to start again before it knows its map.
///
/// # Errors
/// The host does not answer, or the plan was drafted before.
pub async fn province_on_the_eve(api: &Api, many: usize) -> Result<(), Failure> {
    let plan = eve(api).await?;
    fill(api, many).await?;
    let author = api.reference.account(api, "dp-tinh").await.map_err(failed)?.ok_or("the accounts are not seeded")?;
    let author = Actor {
        account: author.id,
        name: author.name,
        title_vi: author.title_vi,
        posts: author.posts,
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    };
    plans::draft(api, plan, &author).await.map_err(failed)?;
    Ok(())
}

/// The province on the eve: the map of 171 units takes the place of today's, and the plan of 2025 begins today.
async fn eve(api: &Api) -> Result<Plan, Failure> {
    let today = api.reference.units(api).await.map_err(failed)?;
    let day = day_of(api.now());
    let mut map = UnitMap::clone(&today);
    map.units.retain(|unit| unit.valid_to.is_some());
    for (unit, number) in map.units.iter_mut().zip(100..) {
        unit.valid_to = None;
        unit.demo_agency_code = Some(format!("H49.{number}"));
    }
    let old: Vec<_> = today.units.iter().filter(|unit| unit.valid_to.is_some()).collect();
    let links = old.iter().flat_map(|unit| {
        let whole = unit.successors.len() == 1;
        unit.successors.iter().map(move |next| Link {
            old: unit.code.clone(),
            new: next.code.clone(),
            extent: if whole { Extent::Whole } else { Extent::Part { proposed: next.default, area: None } },
        })
    });
    let begun = today.units.iter().filter(|unit| unit.valid_to.is_none()).map(|unit| NewUnit {
        code: unit.code.clone(),
        name: unit.name.clone(),
        name_en: unit.name_en.clone(),
        kind: unit.kind,
        aliases: Vec::new(),
        agency_code: unit.demo_agency_code.clone().unwrap_or_default(),
    });
    let plan = Plan {
        id: "QN-2025".to_owned(),
        title: Text { vi: "Sắp xếp năm 2025".to_owned(), en: "Reorganisation of 2025".to_owned() },
        decision: "1679/NQ-UBTVQH15".to_owned(),
        effective: day,
        ended: old.iter().map(|unit| unit.code.clone()).collect(),
        begun: begun.collect(),
        links: links.collect(),
        staff: Vec::new(),
        branches: Vec::new(),
    };
    // A case officer in every unit of the new day, who goes on with what is handed over.
    let places = plan.places(&map);
    for unit in &plan.begun {
        let Some(agency) = places.agency_begun(&unit.code) else { continue };
        put(api, kind::ACCOUNT, &format!("tl-{agency}"), &officer_of(agency)).await?;
    }
    put(api, kind::UNITS, "all", &map).await?;
    api.reference.forget_units_and_accounts().await;
    Ok(plan)
}

/// Dossiers of split units go where it is proposed.
async fn decide(api: &Api, plan: &Plan, manager: &Actor) -> Result<(), Failure> {
    let record = api::reorganisation::plan(api, &plan.id).await.map_err(failed)?;
    loop {
        let asked = plans::questions(api, &manager.posts, &record).await.map_err(failed)?;
        let answers: Vec<_> = asked
            .questions
            .into_iter()
            .filter_map(|question| {
                let (code, from, to) = (question.code, question.from, question.proposed?);
                Some(domain::message::reorganisation::Answer { code, from, to, reason: "Địa bàn".to_owned() })
            })
            .collect();
        if answers.is_empty() {
            break;
        }
        plans::answer(api, manager, &plan.id, &answers).await.map_err(failed)?;
    }
    // Those that need nobody's hand follow.
    carry::carry_out(api, &plan.id, |_| ()).await.map_err(failed)?;
    Ok(())
}

async fn put(api: &Api, kind: &str, code: &str, value: &impl serde::Serialize) -> Result<(), Failure> {
    let entry = Entry { code: code.to_owned(), valid_from: String::new(), json: serde_json::to_vec(value)? };
    Ok(api.store.put_reference(kind, &entry).await?)
}

fn officer_of(agency: &AgencyId) -> Account {
    Account {
        id: AccountId(format!("tl-{agency}")),
        name: format!("Cán bộ {agency}"),
        title_vi: "Chuyên viên (dữ liệu mẫu)".to_owned(),
        title_en: "Officer (sample)".to_owned(),
        office_phone: None,
        posts: vec![Post { role: Role::CaseOfficer, place: Place::Agency { agency: agency.clone(), office: None } }],
        citizen: None,
    }
}

fn manager_of(agency: &AgencyId) -> Actor {
    let place = Place::Centre { centre: CentreId(agency.0.clone()) };
    person(&format!("ql-{agency}"), Post { role: Role::CentreManager, place })
}

fn province(id: &str, role: Role) -> Actor {
    person(id, Post { role, place: Place::Province })
}

fn person(id: &str, post: Post) -> Actor {
    Actor {
        account: AccountId::from(id),
        name: id.to_owned(),
        title_vi: "Cán bộ (dữ liệu mẫu)".to_owned(),
        posts: vec![post],
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    }
}

fn failed(error: api::error::ApiError) -> Failure {
    format!("{} {:?} {:?}", error.0.code, error.0.guard, error.0.detail).into()
}
