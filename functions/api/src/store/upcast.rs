//! Bodies of an older schema are brought up to today's when they are read, one version at a time. Rows are not rewritten:
//! an event's hash is that of what was written.

use super::{SCHEMA, StoreError};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A change of one body from a version to the next.
type Step = fn(Value) -> Value;

/// `STEPS[n]` leads from version `n + 1` to `n + 2`; there are as many as versions before today's.
const STEPS: [Step; SCHEMA as usize - 1] = [];

/// Reads a body that another version wrote.
///
/// # Errors
/// [`StoreError::Damaged`] for a version that no step leads on from, and for what is no `T` even then.
pub(super) fn read<T: DeserializeOwned>(version: u32, body: Value) -> Result<T, StoreError> {
    read_by(&STEPS, version, body)
}

fn read_by<T: DeserializeOwned>(steps: &[Step], version: u32, body: Value) -> Result<T, StoreError> {
    // A message of serde may quote a value.
    serde_json::from_value(upcast(steps, version, body)?)
        .map_err(|_| StoreError::Damaged(format!("a body of schema {version} is not what it should be")))
}

/// The body as the newest version has it.
fn upcast(steps: &[Step], version: u32, body: Value) -> Result<Value, StoreError> {
    let before = (version as usize).checked_sub(1);
    let left = before.and_then(|before| steps.get(before..)).filter(|left| !left.is_empty());
    let left = left.ok_or_else(|| StoreError::Damaged(format!("no upcaster leads from schema {version}")))?;
    Ok(left.iter().fold(body, |body, step| step(body)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        seal::Keys,
        store::{Store, n},
    };
    use aws_sdk_dynamodb::{
        Client,
        config::{BehaviorVersion, Config},
    };
    use serde_json::json;
    use std::sync::Arc;

    fn renamed(mut body: Value) -> Value {
        let old = body["title"].take();
        json!({ "name": old })
    }

    fn added(mut body: Value) -> Value {
        body["size"] = json!(1);
        body
    }

    #[test]
    fn an_older_body_goes_through_every_later_step() {
        let steps: [Step; 2] = [renamed, added];
        assert_eq!(upcast(&steps, 1, json!({ "title": "a" })).unwrap(), json!({ "name": "a", "size": 1 }));
        assert_eq!(upcast(&steps, 2, json!({ "name": "a" })).unwrap(), json!({ "name": "a", "size": 1 }));
    }

    /// A head as a second schema might have it: the sheets under another name.
    #[derive(serde::Deserialize)]
    struct HeadOfSchema2 {
        code: String,
        sheets: u16,
    }

    fn sheets(mut head: Value) -> Value {
        let count = head["paper_count"].take();
        head["sheets"] = count;
        head
    }

    #[test]
    fn heads_that_schema_1_packed_are_read_as_a_type_of_schema_2() {
        let published: Vec<Value> =
            serde_json::from_str(include_str!("../../../domain/tests/golden/v1/Heads.json")).unwrap();
        assert!(published.len() > 3);
        for head in published {
            let packed = crate::pack::pack(&head).unwrap();
            let read: HeadOfSchema2 = read_by(&[sheets], 1, crate::pack::unpack(&packed).unwrap()).unwrap();
            assert_eq!((json!(read.code), json!(read.sheets)), (head["code"].clone(), head["paper_count"].clone()));
            let broken = read_by::<HeadOfSchema2>(&[renamed], 1, head).map(|_| ()).unwrap_err().to_string();
            assert_eq!(broken, "damaged: a body of schema 1 is not what it should be");
        }
    }

    #[test]
    fn a_row_without_a_body_is_damaged_whatever_its_version() {
        let client = Client::from_conf(Config::builder().behavior_version(BehaviorVersion::latest()).build());
        let store = Store::new(client, "t".to_owned(), "live".to_owned(), Arc::new(Keys::derive(&[7; 32])));
        for version in [SCHEMA, SCHEMA + 1] {
            let row = [("sv".to_owned(), n(version))].into_iter().collect();
            let error = store.read_body::<Value>(&row, "D#1").unwrap_err().to_string();
            assert_eq!(error, "damaged: a row has no body");
        }
    }

    #[test]
    fn a_row_of_a_version_without_an_upcaster_is_refused_and_says_which() {
        let client = Client::from_conf(Config::builder().behavior_version(BehaviorVersion::latest()).build());
        let store = Store::new(client, "t".to_owned(), "live".to_owned(), Arc::new(Keys::derive(&[7; 32])));
        let row = |version: u32| {
            let body = store.body(&json!({ "name": "a" }), "D#1").unwrap();
            [("sv".to_owned(), n(version)), ("b".to_owned(), body)].into_iter().collect()
        };
        assert_eq!(store.read_body::<Value>(&row(SCHEMA), "D#1").unwrap(), json!({ "name": "a" }));
        for version in [0, SCHEMA + 1, u32::MAX] {
            let error = store.read_body::<Value>(&row(version), "D#1").unwrap_err().to_string();
            assert_eq!(error, format!("damaged: no upcaster leads from schema {version}"));
        }
    }
}
