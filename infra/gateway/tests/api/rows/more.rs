//! Rows of the rarer kinds: old codes, names that are taken, questions to other agencies, ratings, plans with their boards,
//! lists and questions, closures with whom they told.

use super::{SECRET, put, rows, shapes, to_json};
use crate::{
    closure,
    common::{
        host::{host, seed_folder},
        journeys::{birth_in_process, birth_issued},
        samples::pdf,
        world::{World, at},
    },
    cut_over::{split::divided, stage},
    legacy,
};
use api::reorganisation::recount;
use domain::{
    dossier::event::content,
    ids::{AgencyId, DossierCode, ProcedureCode, UnitCode},
    unit::plan::{Batch, Stage},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

const WORLD: &str = "rows_more_v1";
const BEGIN: &str = "2026-12-07T09:00";
const OLD_CODE: &str = "HL/2025_77";
const STORM: &str = "07192";
/// The kinds that this file is for; the dossiers' own rows are the other file's.
pub const KINDS: [&str; 7] = ["C", "CLOSE", "H", "NAME", "OP", "PLAN", "RATE"];

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rows_more_v1.json")
}

fn world(name: &str) -> World {
    World::under(SECRET, name, BEGIN, &gateway::reference::read(&seed_folder()).expect("the reference data"))
}

/// Writes a row of each kind, and says by what it is found again.
fn walk(world: &World) -> Value {
    let mut asked = birth_in_process(world, "counter");
    let question = json!({ "agency": "QN-SXD", "question": "Đề nghị xác minh nơi cư trú", "documents": [],
        "due_on": "2026-12-10" });
    asked.act("tl-vp-hatu", "ask_opinion", json!({ "opinions": [question] }));
    world.settle(&asked.code);

    let mut rated = birth_in_process(world, "online");
    birth_issued(&mut rated, &pdf("giấy khai sinh"));
    rated.version = world.settle(&rated.code);
    let rating =
        json!({ "attitude": 5, "time": 4, "procedure_clarity": 5, "place": 5, "result": 3, "comment": "Nhanh" });
    rated.act("cd-lan", "rate", json!({ "rating": rating }));

    let granted = stage::to_collect(world);
    world.settle(&granted.code);
    let imported = legacy::one_line(world, OLD_CODE);
    world.settle(&imported);
    closure::approved(world, STORM, "06652");
    closure::carried(world);

    // One part of Bình Liêu must be told; what lies at Bãi Cháy is listed.
    let (to_tell, listed) = (stage::shop(world, false), stage::in_process(world));
    stage::approved_as(world, divided());
    host().wait(recount::count(&world.api, &divided(), |_| ())).expect("a board");
    world.when("2026-12-11T08:00");
    stage::carry_out(&world.api).expect("carried out");
    let name = content(&world.stored(&granted.code).events).answers["business_name"].clone();
    json!({ "asked": asked.code, "imported": imported, "name": name, "to_tell": to_tell.code, "listed": listed.code })
}

/// The rows of the kinds above.
fn kept(name: &str) -> Vec<Value> {
    let of = |row: &Value| {
        let kind = row["pk"]["S"].as_str().and_then(|pk| pk.split('#').nth(1));
        kind.is_some_and(|kind| KINDS.contains(&kind))
    };
    rows(name).iter().map(to_json).filter(of).collect()
}

/// The file; made by a walk of today where it is missing and may be written.
pub fn golden() -> Value {
    // Tests run beside each other, and the file is written once.
    static WRITING: Mutex<()> = Mutex::new(());
    let _alone = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    if !file().exists() {
        assert!(std::env::var_os("WRITE_GOLDEN").is_some(), "no golden file; WRITE_GOLDEN=1 writes it");
        let world = self::world(WORLD);
        let found_by = walk(&world);
        let golden = json!({ "found_by": found_by, "rows": kept(WORLD) });
        fs::write(file(), format!("{}\n", serde_json::to_string_pretty(&golden).expect("JSON"))).expect("a file");
    }
    serde_json::from_str(&fs::read_to_string(file()).expect("a file")).expect("JSON")
}

#[test]
fn rows_of_rarer_kinds_are_read_and_found_by_todays_functions() {
    let golden = golden();
    let world = world(WORLD);
    put(&golden["rows"]);
    let code = |name: &str| DossierCode::from(golden["found_by"][name].as_str().expect("a code"));
    let store = &world.api.store;
    let (given, from) = (AgencyId::from(stage::RESOLVES), AgencyId::from(stage::RECEIVES));

    let old = host().wait(store.by_old_code(&DossierCode::from(OLD_CODE))).unwrap();
    assert_eq!(old, Some(code("imported")), "an odd code leads to the one that it has here");
    let (procedure, unit) = (ProcedureCode::from("1.001612"), UnitCode::from(stage::RESOLVES));
    let name = golden["found_by"]["name"].as_str().expect("a name");
    assert!(host().wait(store.name_is_taken(&procedure, &unit, name)).unwrap(), "{name}");
    let asked = host().wait(store.opinions_asked(&AgencyId::from("QN-SXD"))).unwrap();
    assert_eq!(asked.iter().map(|one| &one.code).collect::<Vec<_>>(), [&code("asked")]);
    assert!(asked[0].due_at.is_some());

    let record = host().wait(store.plan(stage::PLAN)).unwrap().expect("the plan");
    assert_eq!((record.stage, record.plan), (Stage::Carried, divided()));
    assert_eq!(host().wait(store.plans()).unwrap().len(), 1);
    let board = host().wait(store.board(stage::PLAN)).unwrap().expect("its board");
    assert_eq!(board.at, at(BEGIN));
    let batches: Vec<Batch> = host().wait(store.batches(&given)).unwrap();
    assert!(batches.iter().any(|batch| batch.items.iter().any(|item| item.code == code("listed"))), "{batches:?}");
    let again = host().wait(store.batch(&given, &batches[0].id)).unwrap();
    assert_eq!(again.as_ref(), Some(&batches[0]));
    let questions = host().wait(store.questions(&from)).unwrap();
    assert!(questions.iter().any(|question| question.code == code("to_tell")), "{questions:?}");

    let closure = host().wait(store.closure(closure::ID)).unwrap().expect("the closure");
    assert_eq!(closure.closure.of.as_str(), STORM);
    assert_eq!(host().wait(store.closures()).unwrap(), [closure]);
}

#[test]
fn rarer_rows_are_written_today_as_the_golden_file_has_them() {
    let published = shapes(golden()["rows"].as_array().expect("rows"));
    assert_eq!(published.keys().map(String::as_str).collect::<Vec<_>>(), KINDS);
    let today = world("rows_more_today");
    walk(&today);
    assert_eq!(
        shapes(&kept("rows_more_today")),
        published,
        "a row with other attributes is another schema: see `upcast`"
    );
}
