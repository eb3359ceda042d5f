//! The stack's table is the one that the functions know.

use crate::template::properties;
use api::store::table::{INDEXES, TTL_ATTRIBUTE};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_stacks_table_is_the_one_that_the_functions_know() {
    let table = properties("Table");
    let keys = |partition: &str, sort: &str| json!([{ "AttributeName": partition, "KeyType": "HASH" }, { "AttributeName": sort, "KeyType": "RANGE" }]);
    assert_eq!(table["KeySchema"], keys("pk", "sk"));
    assert_eq!(table["StreamSpecification"], json!({ "StreamViewType": "NEW_IMAGE" }));
    assert_eq!(table["TimeToLiveSpecification"], json!({ "AttributeName": TTL_ATTRIBUTE, "Enabled": true }));

    let given: Vec<Value> = table["GlobalSecondaryIndexes"].as_array().unwrap().clone();
    assert_eq!(given.len(), INDEXES.len());
    let mut attributes = BTreeSet::from(["pk", "sk"]);
    for index in INDEXES {
        let found = given.iter().find(|given| given["IndexName"] == index.name);
        let found = found.unwrap_or_else(|| panic!("the template has no index {}", index.name));
        assert_eq!(found["KeySchema"], keys(index.partition, index.sort), "{}", index.name);
        let projection = if index.include.is_empty() {
            json!({ "ProjectionType": "KEYS_ONLY" })
        } else {
            json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": index.include })
        };
        assert_eq!(found["Projection"], projection, "{}", index.name);
        attributes.extend([index.partition, index.sort]);
    }
    let defined = table["AttributeDefinitions"].as_array().unwrap();
    assert!(defined.iter().all(|attribute| attribute["AttributeType"] == "S"));
    let defined: BTreeSet<&str> = defined.iter().filter_map(|attribute| attribute["AttributeName"].as_str()).collect();
    assert_eq!(defined, attributes);
}

#[test]
fn the_worker_is_woken_by_events_of_dossiers_as_the_store_writes_them() {
    let stream = &properties("WorkerFunction")["Events"]["Stream"]["Properties"];
    assert_eq!(stream["BatchSize"], 100, "as the local host's worker");
    let pattern = stream["FilterCriteria"]["Filters"][0]["Pattern"].as_str().unwrap();
    let pattern: Value = serde_json::from_str(pattern).unwrap();
    let prefix = pattern["dynamodb"]["Keys"]["sk"]["S"][0]["prefix"].as_str().unwrap().to_owned();
    let store = &crate::common::host::host().api.store;
    let is_event = |sk: &str| store.event_key("live#D#H49.61-260727-0001", sk).is_some();
    assert!(is_event(&format!("{prefix}000001")), "{prefix}");
    assert!(!is_event("A"), "heads wake nobody");
}
