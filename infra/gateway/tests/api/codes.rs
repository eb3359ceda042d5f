//! Codes: serials that never repeat, and codes of other systems that stay findable.

use crate::common::{
    case::Case,
    host::{dynamo, host},
    journeys::birth_filed,
    people::{person, stranger},
    samples,
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::ids::DossierCode;
use serde_json::json;
use std::collections::BTreeSet;

const OLD: &str = "000.00.12.H49-250630-0123";

fn known_as(case: &Case<'_>, old: &str) {
    let code = DossierCode::from(case.code.as_str());
    host().wait(host().api.store.put_old_code(&DossierCode::typed(old), &code)).unwrap();
}

#[test]
fn an_officer_finds_a_dossier_by_the_code_of_another_system_however_it_is_typed() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    known_as(&case, OLD);
    for typed in [OLD, "000.00.12.h49-250630-0123", "%20000.00.12.H49%20-%20250630%20-%200123%20"] {
        let found = person(host(), "tn-hatu").get(&format!("/api/staff/search?q={typed}")).expect(200).json();
        assert_eq!(found["rows"][0]["code"], case.code.as_str(), "{typed}");
    }
    let own = case.code.to_lowercase();
    let found = person(host(), "tn-hatu").get(&format!("/api/staff/search?q={own}")).expect(200).json();
    assert_eq!(found["rows"][0]["code"], case.code.as_str());
    // Another centre does not learn that there is such a dossier.
    let elsewhere = person(host(), "tn-binhlieu").get(&format!("/api/staff/search?q={OLD}")).expect(200).json();
    assert_eq!(elsewhere["rows"], json!([]));
}

#[test]
fn a_citizen_follows_a_dossier_by_its_old_code_with_its_own_secret() {
    let case = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let old = format!("000.00.12.H49-250630-{}", &uuid::Uuid::new_v4().simple().to_string()[..8]);
    known_as(&case, &old);
    let track = |code: &str, secret: &str| {
        stranger(host()).post("/api/public/track", &json!({ "code": code, "secret": secret }))
    };
    assert_eq!(track(&old, &case.secret).expect(200).json()["state"], "submitted");
    assert_eq!(
        track(&format!(" {} ", old.to_lowercase()), &case.secret).expect(200).json()["code"],
        case.code.as_str()
    );
    assert_eq!(track(&case.code.to_lowercase(), &case.secret).expect(200).json()["state"], "submitted");
    let other = birth_filed(host(), "counter", &samples::photo("giấy chứng sinh"));
    let wrong = track(&old, &other.secret).refused(404, "not_found");
    assert_eq!(track("000.00.12.H49-250630-9999", &case.secret).refused(404, "not_found"), wrong);
}

#[test]
fn more_than_9999_a_day_get_five_digits_and_nobody_gets_a_code_twice() {
    let day = jiff::civil::date(2031, 3, 3);
    let row = [
        ("pk", AttributeValue::S("live#SEQ#H49.TEST#310303".to_owned())),
        ("sk", AttributeValue::S("A".to_owned())),
        ("v", AttributeValue::N("9990".to_owned())),
    ];
    let put = row
        .into_iter()
        .fold(dynamo().put_item().table_name(gateway::clients::TABLE), |put, (name, value)| put.item(name, value));
    host().wait(put.send()).unwrap();
    let store = &host().api.store;
    let codes: BTreeSet<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    (0..5).map(|_| host().wait(store.next_code("H49.TEST", day)).unwrap().0).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let expected: BTreeSet<String> = (9_991..=10_030).map(|serial| format!("H49.TEST-310303-{serial:04}")).collect();
    assert_eq!(codes, expected);
}
