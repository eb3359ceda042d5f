//! What a rule of the domain costs by itself, without any request: due dates with their explanation, and what a person may
//! do with a dossier.

use crate::{instructions::callgrind, operations::Doors, report::Report, synthetic::Failure};
use domain::{
    account::Account,
    calendar::Calendar,
    deadline::{ProcessingTime, TimeUnit, due},
    dossier::{Actor, Dossier, rights::offered},
    ids::{AccountId, DossierCode},
    procedure::Procedure,
};
use jiff::civil::date;
use std::{hint::black_box, path::Path};

/// The rules, as the command line and the rows name them.
const RULES: [&str; 3] = ["due_date_year", "due_date_week", "offered"];
/// The two counts whose difference is divided.
const FEW: usize = 10;
const MANY: usize = 110;

/// What the rules are asked about.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct World {
    calendar: Calendar,
    procedure: Procedure,
    dossier: Dossier,
    account: Account,
}

/// Counts every rule and adds its row; the dossier is one that the intake officer has just taken in.
///
/// # Errors
/// No valgrind, or the store's.
pub async fn rows(doors: &Doors, code: &str, officer: &str, folder: &Path, report: &mut Report) -> Result<(), Failure> {
    let api = &doors.api;
    let dossier = api.store.dossier(&DossierCode::from(code)).await?.ok_or("the dossier is gone")?.dossier;
    let accounts = api.reference.accounts(api).await.map_err(|error| error.0.code)?;
    let world = World {
        calendar: (*api.reference.calendar(api).await.map_err(|error| error.0.code)?).clone(),
        procedure: (*api.reference.version(api, &dossier.procedure).await.map_err(|error| error.0.code)?).clone(),
        dossier,
        account: accounts.get(&AccountId::from(officer)).ok_or("no such account")?.clone(),
    };
    let file = folder.join("world.json");
    std::fs::write(&file, serde_json::to_vec(&world)?)?;
    let path = file.display().to_string();
    for rule in RULES {
        let out = folder.join(format!("{rule}.callgrind"));
        let few = callgrind(&out, &["rule", &path, rule, &FEW.to_string()])?;
        let many = callgrind(&out, &["rule", &path, rule, &MANY.to_string()])?;
        report.row(&format!("instructions.{rule}"), (many - few) / (MANY - FEW) as f64, "instructions/call", None);
    }
    Ok(())
}

/// Asks a rule a number of times.
///
/// # Errors
/// No such rule, or an answer that is none.
pub fn drive(world: World, rule: &str, runs: usize) -> Result<(), Failure> {
    let World { calendar, procedure, dossier, account } = world;
    let received = domain::calendar::instant(date(2026, 1, 5).at(9, 0, 0, 0)).ok_or("no such time")?;
    // The 249th working day after 5 January 2026 lies in January 2027: a year, with all its days off explained.
    let (year, week) = (ProcessingTime::of(249, TimeUnit::WorkingDay), ProcessingTime::of(5, TimeUnit::WorkingDay));
    let actor = Actor {
        account: account.id,
        name: account.name,
        title_vi: account.title_vi,
        posts: account.posts,
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    };
    for _ in 0..runs {
        let answered = match rule {
            "due_date_year" => due(black_box(received), &year, &calendar, &[]).due_on > Some(date(2026, 12, 31)),
            "due_date_week" => due(black_box(received), &week, &calendar, &[]).due_on.is_some(),
            "offered" => !offered(black_box(&actor), &dossier, &procedure, &[]).is_empty(),
            _ => return Err("no such rule".into()),
        };
        if !black_box(answered) {
            return Err("an answer is none".into());
        }
    }
    Ok(())
}
