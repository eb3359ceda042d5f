//! The single table. The only module that knows keys: one file per entity owns its keys, mapping and access patterns.
//!
//! Every partition key begins with its world (`live#…`). No Scan, no filter as a search, every page followed.

pub mod alarm;
pub mod closure;
pub mod code;
pub mod dossier;
pub mod handover;
pub mod idempotency;
pub mod notice;
pub mod opinion;
pub mod plan;
pub mod queue;
pub mod rating;
pub mod reader;
mod record;
pub mod reference;
pub mod register;
pub mod search;
pub mod sequence;
pub mod session;
pub mod table;
pub mod taken;
pub mod timer;
mod upcast;
pub mod upload;
mod wire;

use crate::{
    limits,
    pack::{self, PackError},
    seal::{Keys, SealError},
    trace,
};
use aws_sdk_dynamodb::{
    Client,
    config::ConfigBag,
    error::{ProvideErrorMetadata, SdkError},
    types::AttributeValue,
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{Intercept, context::BeforeTransmitInterceptorContextRef},
        retries::RequestAttempts,
        runtime_components::RuntimeComponents,
    },
};
use std::{collections::HashMap, sync::Arc};
use wire::{Call, GetItemInput, PutItemInput, Wire};

/// A row as DynamoDB has it.
pub type Row = HashMap<String, AttributeValue>;

/// Schema version of every item; older ones are upcast when read.
pub const SCHEMA: u32 = 1;

/// Largest sealed body of a row, in bytes: DynamoDB's rows have 400 KB, keys and indexed attributes included.
const MAX_BODY: usize = 390 * 1024;

/// Counts the calls that the SDK makes again.
#[derive(Debug)]
struct RetryCount;

impl Intercept for RetryCount {
    fn name(&self) -> &'static str {
        "RetryCount"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        settings: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if settings.load::<RequestAttempts>().is_some_and(|attempts| attempts.attempts() > 1) {
            trace::retry();
        }
        Ok(())
    }
}

/// Access to the table for one world.
#[derive(Clone)]
pub struct Store {
    wire: Arc<Wire>,
    table: String,
    world: String,
    keys: Arc<Keys>,
}

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Trying again later may help.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// More than a row can hold; it will not become less by trying again.
    #[error("too large for a row: {0} bytes")]
    TooLarge(usize),
    /// What is stored cannot be read.
    #[error("damaged: {0}")]
    Damaged(String),
}

impl From<SealError> for StoreError {
    fn from(error: SealError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<PackError> for StoreError {
    fn from(error: PackError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl<E, R> From<SdkError<E, R>> for StoreError
where
    SdkError<E, R>: ProvideErrorMetadata,
{
    fn from(error: SdkError<E, R>) -> Self {
        // Codes and messages of DynamoDB name attributes and keys' schema, never values.
        Self::Unavailable(format!("{} {}", error.code().unwrap_or("transport"), error.message().unwrap_or_default()))
    }
}

impl Store {
    /// A store; makes no call. How long a call may take, and that its retries are counted, is the same in every host.
    #[must_use]
    pub fn new(client: Client, table: String, world: String, keys: Arc<Keys>) -> Self {
        let config = client.config().to_builder().timeout_config(limits::table()).interceptor(RetryCount).build();
        Self { wire: Arc::new(Wire::new(Client::from_conf(config))), table, world, keys }
    }

    /// The partition key of an entity in this world.
    fn pk(&self, entity: &str, id: &str) -> String {
        format!("{}#{entity}#{id}", self.world)
    }

    /// Asks the table for nothing but whether it answers; for health and for warming a cold function.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]
    pub async fn ping(&self) -> Result<(), StoreError> {
        GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(self.pk("PING", "-")))
            .key("sk", AttributeValue::S("A".to_owned()))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// Writes a row that is nothing but its body, whatever stood there.
    async fn put_whole<T: serde::Serialize>(&self, pk: String, sk: String, value: &T) -> Result<(), StoreError> {
        PutItemInput::builder()
            .table_name(&self.table)
            .item("b", self.body(value, &format!("{pk}#{sk}"))?)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// Packs and seals a body for the place `bound_to`.
    fn body<T: serde::Serialize>(&self, value: &T, bound_to: &str) -> Result<AttributeValue, StoreError> {
        let sealed = self.keys.seal(pack::pack(value)?, bound_to)?;
        if sealed.len() > MAX_BODY {
            return Err(StoreError::TooLarge(sealed.len()));
        }
        Ok(AttributeValue::B(aws_sdk_dynamodb::primitives::Blob::new(sealed)))
    }

    /// Opens and reads the body of a row.
    fn read_body<T: serde::de::DeserializeOwned>(&self, row: &Row, bound_to: &str) -> Result<T, StoreError> {
        let sealed = row
            .get("b")
            .and_then(|value| value.as_b().ok())
            .ok_or_else(|| StoreError::Damaged("a row has no body".to_owned()))?;
        let packed = self.keys.open(sealed.as_ref(), bound_to)?;
        match number(row, "sv") {
            None | Some(SCHEMA) => Ok(pack::unpack(&packed)?),
            Some(older) => upcast::read(older, pack::unpack(&packed)?),
        }
    }
}

/// A text attribute.
fn s(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// A number attribute.
fn n(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Reads a text attribute; empty when absent.
fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}

/// Reads a number attribute.
fn number<T: std::str::FromStr>(row: &Row, name: &str) -> Option<T> {
    row.get(name).and_then(|value| value.as_n().ok()).and_then(|digits| digits.parse().ok())
}

/// How a time sorts inside a key: seconds, fixed width, so that text order is time order.
fn sortable(at: jiff::Timestamp) -> String {
    format!("{:011}", at.as_second().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config};

    #[test]
    fn a_body_that_no_row_can_hold_is_refused_before_it_is_sent() {
        let client = Client::from_conf(Config::builder().behavior_version(BehaviorVersion::latest()).build());
        let store = Store::new(client, "t".to_owned(), "live".to_owned(), Arc::new(Keys::derive(&[7; 32])));
        let mut noise = vec![0_u8; MAX_BODY];
        aws_lc_rs::rand::fill(&mut noise).unwrap();
        assert!(matches!(store.body(&noise, "D#1"), Err(StoreError::TooLarge(size)) if size > MAX_BODY));
        assert!(store.body(&"a".repeat(MAX_BODY), "D#1").is_ok(), "what counts is the packed size");
    }
}
