//! The gateway's routes are the router's and the document's.

use crate::{
    common::{host::host, http::Ask, people::stranger},
    template::properties,
};
use api::router::Function;
use std::collections::BTreeSet;

/// `METHOD path` of every route of the template, by the function that it goes to.
fn of_template(function: &str) -> BTreeSet<String> {
    let events = properties(function)["Events"].as_object().expect("events");
    let routes: BTreeSet<String> = events
        .values()
        .filter(|event| event["Type"] == "HttpApi")
        .map(|event| {
            let text = |name: &str| event["Properties"][name].as_str().expect("text").to_owned();
            format!("{} {}", text("Method"), text("Path"))
        })
        .collect();
    assert_eq!(routes.len(), events.len(), "{function} has a route twice, or another event");
    routes
}

#[test]
fn the_gateway_the_document_and_the_router_have_the_same_routes() {
    let document = serde_json::to_value(api::openapi::document()).unwrap();
    let mut documented: BTreeSet<String> = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        documented.extend(item.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    // The document does not describe itself.
    documented.insert("GET /api/openapi.json".to_owned());
    let mut given: BTreeSet<String> = BTreeSet::new();
    for (name, function) in [
        ("PublicFunction", Function::Public),
        ("StaffFunction", Function::Staff),
        ("DocumentsFunction", Function::Documents),
    ] {
        let routes = of_template(name);
        // The local host, and whoever tests, asks the same function for it.
        let elsewhere =
            routes.iter().filter(|route| Function::of(route.split(' ').nth(1).unwrap_or(route)) != function);
        assert_eq!(elsewhere.collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
        given.extend(routes);
    }
    assert_eq!(given, documented);

    // The router itself: on each path it answers those methods and refuses every other one.
    let paths: BTreeSet<&str> = given.iter().filter_map(|route| route.split_once(' ').map(|(_, path)| path)).collect();
    for path in paths {
        let asked = path.replace(['{', '}'], "");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let answer = stranger(host()).send(Ask::new(method, &asked));
            let served = given.contains(&format!("{method} {path}"));
            assert_eq!(answer.status != 405, served, "{method} {path}: {} {}", answer.status, answer.text());
        }
    }
}
