//! The project's own copy of the reference data, for tests.
#![allow(dead_code, reason = "each test program uses another part of it")]

use domain::{form::Answers, procedure::Procedure};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

/// A file of `infra/seed`.
pub fn seed(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/seed").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All procedures, compiled; fails with every error.
pub fn catalogue() -> Vec<Procedure> {
    domain::catalogue::compile(&seed("procedures.json"), &seed("labels.json"))
        .unwrap_or_else(|errors| panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

/// One procedure.
pub fn procedure(code: &str) -> Procedure {
    catalogue()
        .into_iter()
        .find(|procedure| procedure.code.as_str() == code)
        .expect("the procedure is in the catalogue")
}

/// Codes of the units of today, and of those that ended.
pub fn unit_codes() -> (BTreeSet<String>, BTreeSet<String>) {
    let raw = seed("units.json");
    let units = raw["units"].as_array().expect("a list of units");
    let code = |unit: &Value, name: &str| unit[name].as_str().expect("a code").to_owned();
    let former = units.iter().flat_map(|unit| unit["merged_from"].as_array().expect("a list of old units"));
    (units.iter().map(|unit| code(unit, "code")).collect(), former.map(|old| code(old, "old_code")).collect())
}

/// Values of a reference list.
pub fn list(name: &str) -> BTreeSet<String> {
    let lists = seed("lists.json");
    let values = lists[name].as_array().unwrap_or_else(|| panic!("no list {name}"));
    values.iter().map(|item| item["value"].as_str().expect("a value").to_owned()).collect()
}

/// Answers from JSON.
pub fn answers(json: Value) -> Answers {
    match json {
        Value::Object(members) => members,
        _ => panic!("answers are an object"),
    }
}
