//! The OpenAPI document: it is 3.1, it is complete, and the list of routes changes only on purpose.

use crate::{
    common::{host::host, people::stranger},
    routes,
};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// `METHOD path` of every operation of the document that the host serves.
fn documented() -> BTreeSet<String> {
    let document = stranger(host()).get("/api/openapi.json").expect(200).json();
    let paths = document["paths"].as_object().expect("paths").clone();
    paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .into_iter()
                .flat_map(|item| item.keys())
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect()
}

#[test]
fn the_document_is_openapi_3_1_and_describes_every_parameter_and_answer() {
    let document = stranger(host()).get("/api/openapi.json").expect(200).json();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")), "{}", document["openapi"]);
    assert!(document["info"]["title"].is_string());
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let id = operation["operationId"].as_str().unwrap_or_default();
            assert!(!id.is_empty(), "{method} {path} has no operation id");
            // Both portals have operations of the same name; they differ by tag.
            let tag = operation["tags"][0].as_str().unwrap_or_default();
            assert!(ids.insert((tag.to_owned(), id.to_owned())), "{tag} {id} twice");
            assert!(!operation["responses"].as_object().expect("responses").is_empty(), "{method} {path}");
            let named: BTreeSet<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path" && parameter["required"] == Value::Bool(true))
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            let wanted: BTreeSet<&str> =
                path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            assert_eq!(named, wanted, "{method} {path}");
        }
    }
}

/// Golden files of what lies in the table; the others are messages.
const STORED: [&str; 7] =
    ["Heads", "EventsOfBirth", "EventsOfShop", "Session", "PlanRecord", "BoardOfPlan", "HandoverList"];

#[test]
fn every_answer_parameter_and_name_of_a_message_is_told_in_words() {
    let document = stranger(host()).get("/api/openapi.json").expect(200).json();
    let told = |value: &Value| value["description"].as_str().is_some_and(|text| !text.trim().is_empty());
    let mut silent = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            for (status, answer) in operation["responses"].as_object().expect("responses") {
                if !told(answer) {
                    silent.push(format!("{method} {path} {status}"));
                }
                let problem = answer["content"]["application/problem+json"]["schema"]["$ref"].is_string();
                let told_otherwise = status.starts_with(['2', '3']) || answer["content"]["text/html"].is_object();
                assert_eq!(problem, !told_otherwise, "{method} {path} {status}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten().filter(|one| !told(one)) {
                silent.push(format!("{method} {path} {}", parameter["name"]));
            }
        }
    }
    let names = &document["components"]["schemas"]["Names"]["properties"];
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/domain/tests/golden");
    for file in files(&golden).iter().flat_map(|folder| files(folder)) {
        let message = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !STORED.contains(&message.as_str()) {
            let value = serde_json::from_str(&fs::read_to_string(&file).expect("a file")).expect("JSON");
            silent.extend(
                used(&value).into_iter().filter(|name| !told(&names[name])).map(|name| [&message, " ", &name].concat()),
            );
        }
    }
    silent.sort();
    silent.dedup();
    assert!(silent.is_empty(), "without a word: {silent:#?}");
}

#[test]
fn every_code_of_a_problem_is_in_the_document_with_its_status() {
    let document = stranger(host()).get("/api/openapi.json").expect(200).json();
    let code = &document["components"]["schemas"]["Problem"]["properties"]["code"];
    let known: BTreeSet<&str> = code["enum"].as_array().expect("codes").iter().filter_map(Value::as_str).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/domain/src/message/problem.rs");
    let source = fs::read_to_string(source).expect("a source");
    let written: BTreeSet<&str> =
        source.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split('"').nth(1)).collect();
    assert!(written.contains("procedure_changed") && written.len() > 15, "the source was read: {written:?}");
    assert_eq!(known, written);
    let words = code["description"].as_str().expect("words");
    assert!(known.iter().all(|code| words.contains(&format!("`{code}` ("))), "{words}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

/// The names of a message; those of a form's answers are the procedure's.
fn used(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(used).collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| {
                let own = if ["answers", "input", "officer_states"].contains(&name.as_str()) {
                    BTreeSet::new()
                } else {
                    used(value)
                };
                own.into_iter().chain(std::iter::once(name.clone()))
            })
            .collect(),
        _ => BTreeSet::new(),
    }
}

#[test]
fn the_list_of_routes_changes_only_on_purpose() {
    let routes: Vec<String> = documented().into_iter().collect();
    insta::assert_snapshot!("routes", routes.join("\n"));
}

#[test]
fn every_route_has_its_refusals() {
    let tested: BTreeSet<String> = routes::ALL.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    assert_eq!(tested, documented());
}

#[test]
fn an_unknown_path_is_not_found_in_both_functions() {
    for path in ["/api/nothing", "/api/staff/nothing", "/api/public/dossiers/a/b/c/d", "/api"] {
        stranger(host()).get(path).refused(404, "not_found");
    }
}
