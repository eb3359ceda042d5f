//! The OpenAPI document: it is 3.1, it is complete, and the list of routes changes only on purpose.

use crate::{
    common::{host::host, people::stranger},
    routes,
};
use serde_json::Value;
use std::collections::BTreeSet;

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
