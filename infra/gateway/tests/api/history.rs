//! The history: a chain of hashes over the stored events, complete from the first to the last.

use crate::common::{
    case::Case,
    door::eventually,
    host::host,
    journeys::{birth_in_process, birth_issued},
    samples,
};
use api::store::dossier::event_hash;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{dossier::Event, ids::DossierCode};
use gateway::{clients, ready::HostFile};
use std::collections::HashMap;

/// The rows of a dossier as they lie in the table.
fn rows(case: &Case<'_>) -> Vec<HashMap<String, AttributeValue>> {
    let file = HostFile::read(&host().data).unwrap();
    let endpoint = file.environment["AWS_ENDPOINT_URL_DYNAMODB"].trim_start_matches("http://").parse().unwrap();
    let client = clients::dynamo(endpoint);
    let query = client
        .query()
        .table_name(clients::TABLE)
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", AttributeValue::S(format!("live#D#{}", case.code)));
    host().wait(query.send()).unwrap().items.unwrap_or_default()
}

fn text(row: &HashMap<String, AttributeValue>, name: &str) -> String {
    row.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default()
}

#[test]
fn every_event_carries_the_hash_of_the_one_before_and_the_head_that_of_the_last() {
    let mut case = birth_in_process(host(), "online");
    birth_issued(&mut case, &samples::pdf("giấy khai sinh"));
    eventually("the result is returned", || (case.state() == "returned").then_some(()));

    let found = host().wait(host().api.store.dossier_with_history(&DossierCode(case.code.clone()))).unwrap().unwrap();
    let stored = rows(&case);
    let mut tail = String::new();
    for (at, event) in found.events.iter().enumerate() {
        assert_eq!(event.version as usize, at + 1, "no version is missing");
        tail = event_hash(&tail, event).unwrap();
        let row = stored.iter().find(|row| text(row, "sk") == format!("E#{:06}", event.version)).unwrap();
        assert_eq!(text(row, "h"), tail, "event {}", event.version);
        assert_eq!(row.get("sv").and_then(|value| value.as_n().ok()).map(String::as_str), Some("1"));
    }
    assert_eq!(found.stored.tail, tail);
    assert_eq!(found.stored.dossier.version as usize, found.events.len());
    let actions: Vec<&str> = found.events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "submit",
            "accept",
            "forward",
            "receive",
            "start_work",
            "submit_for_signature",
            "approve_sign",
            "publish",
            "deliver_online",
        ]
    );
}

#[test]
fn an_event_that_was_changed_removed_or_moved_breaks_the_chain() {
    let case = birth_in_process(host(), "counter");
    let found = host().wait(host().api.store.dossier_with_history(&DossierCode(case.code.clone()))).unwrap().unwrap();
    let chain =
        |events: &[Event]| events.iter().try_fold(String::new(), |tail, event| event_hash(&tail, event)).unwrap();
    assert_eq!(chain(&found.events), found.stored.tail);
    for at in 0..found.events.len() {
        let mut changed = found.events.clone();
        changed[at].by.name.push('x');
        assert_ne!(chain(&changed), found.stored.tail);
        let mut removed = found.events.clone();
        removed.remove(at);
        assert_ne!(chain(&removed), found.stored.tail);
        let mut moved = found.events.clone();
        moved.rotate_left(1);
        assert_ne!(chain(&moved), found.stored.tail);
    }
}

#[test]
fn nothing_personal_lies_in_the_table_in_the_open_but_the_name_that_queues_show() {
    let case = birth_in_process(host(), "counter");
    let open = format!("{:?}", rows(&case));
    for personal in [samples::MOTHER.1, samples::MOTHER.2, samples::CHILD, "Tổ 1, khu 2", &case.secret] {
        assert!(!open.contains(personal), "{personal} lies in the open");
    }
    assert!(open.contains("06652"), "the rows were read");
}
