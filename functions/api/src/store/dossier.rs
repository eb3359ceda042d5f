//! Dossiers: head `D#<code>` · `A`, events `D#<code>` · `E#<version>`. Head and event are written together or not at all.

use super::{
    Row, SCHEMA, Store, StoreError, idempotency, n, number, queue, s,
    sequence::BookNumbers,
    wire::{Call, GetItemInput, QueryInput, TransactWriteItemsInput, every_row},
};
use crate::{seal::sha256_short, trace};
use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    primitives::Blob,
    types::{AttributeValue, Put, ReturnConsumedCapacity, TransactWriteItem},
};
use domain::{
    dossier::{Dossier, Event, rating::AnonymousRating},
    ids::DossierCode,
};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// A head as stored, with what the next event must carry.
#[derive(Clone, Debug)]
pub struct Stored {
    pub dossier: Dossier,
    /// Hash of its last event.
    pub tail: String,
    /// Version of its tracking secret.
    pub secret_version: u32,
}

/// A dossier with its whole history, oldest first, and who has read it. `E` is how much is read of each event.
#[derive(Clone, Debug)]
pub struct WithHistory<E = Event> {
    pub stored: Stored,
    pub events: Vec<E>,
    pub readers: Vec<super::reader::Read>,
}

/// What is written together with a step of a dossier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The linked dossier that it opened, with its first event.
    pub opened: Option<&'a (Dossier, Event)>,
    /// The citizen's rating, without the dossier.
    pub rating: Option<&'a AnonymousRating>,
    /// The number that it takes in a book without gaps; taken meanwhile, nothing is written.
    pub book: Option<&'a BookNumbers>,
}

/// What became of a guarded write.
#[derive(Debug)]
pub enum Written {
    Done,
    /// Somebody was faster (or this is a retry): reload and look.
    Conflict,
}

/// Tries of a transaction that meets another one on the same items.
const TRIES: u32 = 6;

impl Store {
    /// Attribute of an event's row: trace id of the request that wrote it, 16 bytes, for whoever reads the stream.
    pub const TRACE: &'static str = "tr";

    fn dossier_pk(&self, code: &DossierCode) -> String {
        self.pk("D", code.as_str())
    }

    /// Whether this can be a code at all: codes come from requests, and a key has a longest length.
    pub(super) fn plausible(code: &DossierCode) -> bool {
        (1..=64).contains(&code.as_str().len())
    }

    /// The head, read consistently. 1 RCU.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier(&self, code: &DossierCode) -> Result<Option<Stored>, StoreError> {
        if !Self::plausible(code) {
            return Ok(None);
        }
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.dossier_pk(code)))
            .key("sk", s("A"))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.head_of(&row)).transpose()
    }

    /// Head and history, read consistently.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier_with_history(&self, code: &DossierCode) -> Result<Option<WithHistory>, StoreError> {
        self.history(code).await
    }

    /// Head and history, read consistently, with what `E` holds of each event: a timeline needs no forms.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn history<E: DeserializeOwned>(&self, code: &DossierCode) -> Result<Option<WithHistory<E>>, StoreError> {
        if !Self::plausible(code) {
            return Ok(None);
        }
        let pk = self.dossier_pk(code);
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(&pk))
            .consistent_read(true);
        let (mut stored, mut events, mut readers) = (None, Vec::new(), Vec::new());
        for row in every_row(query, &self.wire).await? {
            match super::text(&row, "sk") {
                "A" => stored = Some(self.head_of(&row)?),
                sk if sk.starts_with("E#") => events.push(self.read_body(&row, &format!("{pk}#{sk}"))?),
                sk if sk.starts_with("R#") => readers.extend(super::reader::Read::of(&row)),
                _ => {}
            }
        }
        Ok(stored.map(|stored| WithHistory { stored, events, readers }))
    }

    /// The event of a version, if there is one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn event(&self, code: &DossierCode, version: u32) -> Result<Option<Event>, StoreError> {
        let (pk, sk) = (self.dossier_pk(code), event_sk(version));
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s(&sk))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{sk}"))).transpose()
    }

    /// Writes a new dossier: head, event and idempotency record in one transaction.
    ///
    /// # Errors
    /// [`StoreError`]; a key that is taken is [`Written::Conflict`].
    pub async fn create_dossier(
        &self,
        dossier: &Dossier,
        events: &[Event],
        record: &idempotency::Record,
    ) -> Result<Written, StoreError> {
        self.transact(|| {
            let mut items = Vec::with_capacity(events.len() + 2);
            let mut tail = String::new();
            for event in events {
                let (item, hash) = self.event_put(&dossier.code, event, &tail)?;
                items.push(item);
                tail = hash;
            }
            let head = self.head_row(dossier, &tail, 1)?;
            items.push(put(&self.table, head, "attribute_not_exists(pk)", None)?);
            items.push(put(&self.table, self.idempotency_row(record), "attribute_not_exists(pk)", None)?);
            Ok(items)
        })
        .await
    }

    /// Writes the next versions, one for each event: guarded by the version on the head and by the absence of the
    /// events. What stands beside the dossier is written with them or not at all.
    ///
    /// # Errors
    /// [`StoreError`]; a dossier that moved on, or a number that is taken, is [`Written::Conflict`].
    pub async fn advance_dossier(
        &self,
        before: &Stored,
        after: &Dossier,
        events: &[Event],
        beside: Beside<'_>,
    ) -> Result<Written, StoreError> {
        self.transact(|| {
            let mut items = Vec::with_capacity(events.len() + 3);
            let mut tail = before.tail.clone();
            for event in events {
                let (item, hash) = self.event_put(&after.code, event, &tail)?;
                items.push(item);
                tail = hash;
            }
            let head = self.head_row(after, &tail, before.secret_version)?;
            items.insert(0, put(&self.table, head, "v = :before", Some((":before", n(before.dossier.version))))?);
            if let Some((dossier, first)) = beside.opened {
                let (event, tail) = self.event_put(&dossier.code, first, "")?;
                items.push(event);
                items.push(put(&self.table, self.head_row(dossier, &tail, 1)?, "attribute_not_exists(pk)", None)?);
            }
            if let Some(book) = beside.book {
                let row = self.sequence_row(book);
                items.push(match book.first {
                    1 => put(&self.table, row, "attribute_not_exists(pk)", None)?,
                    first => put(&self.table, row, "v = :last", Some((":last", n(first - 1))))?,
                });
            }
            if let Some(rating) = &beside.rating {
                items.push(put(&self.table, self.rating_row(rating)?, "attribute_not_exists(pk)", None)?);
            }
            Ok(items)
        })
        .await
    }

    /// Writes all items or none. They are put together anew at each try, because nearly always there is only one.
    async fn transact(
        &self,
        items: impl Fn() -> Result<Vec<TransactWriteItem>, StoreError>,
    ) -> Result<Written, StoreError> {
        for attempt in 0..TRIES {
            let sent = TransactWriteItemsInput::builder()
                .set_transact_items(Some(items()?))
                .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
                .over(&self.wire)
                .await;
            match sent {
                Ok(answer) => {
                    let units: f64 = answer.consumed_capacity().iter().filter_map(|used| used.capacity_units()).sum();
                    tracing::debug!(write_units = units, "transaction");
                    return Ok(Written::Done);
                }
                Err(error) => match cancelled(&error) {
                    Cancelled::Condition => {
                        trace::conflict();
                        return Ok(Written::Conflict);
                    }
                    Cancelled::Contention if attempt + 1 < TRIES => {
                        trace::retry();
                        tokio::time::sleep(backoff(attempt)).await;
                    }
                    _ => return Err(error.into()),
                },
            }
        }
        Err(StoreError::Unavailable("too much contention".to_owned()))
    }

    fn head_row(&self, dossier: &Dossier, tail: &str, secret_version: u32) -> Result<Row, StoreError> {
        let pk = self.dossier_pk(&dossier.code);
        let mut row = Row::from([
            ("sk".to_owned(), s("A")),
            ("sv".to_owned(), n(SCHEMA)),
            ("v".to_owned(), n(dossier.version)),
            ("h".to_owned(), s(tail)),
            ("k".to_owned(), n(secret_version)),
            ("b".to_owned(), self.body(dossier, &pk)?),
        ]);
        row.insert("pk".to_owned(), s(pk));
        queue::index(self, dossier, &mut row);
        Ok(row)
    }

    /// The key of a head.
    pub(super) fn head_key(&self, code: &DossierCode) -> Row {
        Row::from([("pk".to_owned(), s(self.dossier_pk(code))), ("sk".to_owned(), s("A"))])
    }

    pub(super) fn head_of(&self, row: &Row) -> Result<Stored, StoreError> {
        Ok(Stored {
            dossier: self.read_body(row, super::text(row, "pk"))?,
            tail: super::text(row, "h").to_owned(),
            secret_version: number(row, "k").unwrap_or(1),
        })
    }

    /// An event's row and its hash: SHA-256 over the hash before and the event itself.
    fn event_put(
        &self,
        code: &DossierCode,
        event: &Event,
        tail: &str,
    ) -> Result<(TransactWriteItem, String), StoreError> {
        let (pk, sk) = (self.dossier_pk(code), event_sk(event.version));
        let hash = event_hash(tail, event)?;
        let mut row = Row::from([
            ("b".to_owned(), self.body(event, &format!("{pk}#{sk}"))?),
            ("pk".to_owned(), s(pk)),
            ("sk".to_owned(), s(sk)),
            ("sv".to_owned(), n(SCHEMA)),
            ("h".to_owned(), s(&hash)),
        ]);
        // Beside the event, not in it: the history does not depend on how it was observed.
        if let Some(trace) = trace::current() {
            let bytes = Blob::new(trace.to_bytes());
            row.insert(Self::TRACE.to_owned(), AttributeValue::B(bytes));
        }
        Ok((put(&self.table, row, "attribute_not_exists(pk)", None)?, hash))
    }

    /// The dossier and version that a row of the table's stream tells of, if it is an event.
    #[must_use]
    pub fn event_key(&self, pk: &str, sk: &str) -> Option<(DossierCode, u32)> {
        let code = pk.strip_prefix(&self.pk("D", ""))?;
        let version = sk.strip_prefix("E#")?.parse().ok()?;
        Some((DossierCode(code.to_owned()), version))
    }
}

/// Hash of an event after the event before it.
///
/// # Errors
/// Only if the event cannot be written as JSON.
pub fn event_hash(tail: &str, event: &Event) -> Result<String, StoreError> {
    let mut bytes = tail.as_bytes().to_vec();
    serde_json::to_writer(&mut bytes, event).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(sha256_short(&bytes))
}

fn event_sk(version: u32) -> String {
    format!("E#{version:06}")
}

/// A conditional put as part of a transaction.
fn put(
    table: &str,
    row: Row,
    condition: &str,
    value: Option<(&str, AttributeValue)>,
) -> Result<TransactWriteItem, StoreError> {
    let mut put = Put::builder().table_name(table).set_item(Some(row)).condition_expression(condition);
    if let Some((name, value)) = value {
        put = put.expression_attribute_values(name, value);
    }
    let put = put.build().map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(TransactWriteItem::builder().put(put).build())
}

enum Cancelled {
    Condition,
    Contention,
    Other,
}

/// Why a transaction was cancelled: a condition that failed and a conflict with another one are never one bucket.
fn cancelled(error: &SdkError<TransactWriteItemsError>) -> Cancelled {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() else {
        return match error.as_service_error() {
            Some(TransactWriteItemsError::TransactionInProgressException(_)) => Cancelled::Contention,
            _ => Cancelled::Other,
        };
    };
    let codes = || cancelled.cancellation_reasons().iter().filter_map(|reason| reason.code());
    if codes().any(|code| code == "ConditionalCheckFailed") {
        Cancelled::Condition
    } else if codes().any(|code| code == "TransactionConflict" || code.contains("Throttl")) {
        Cancelled::Contention
    } else {
        Cancelled::Other
    }
}

/// Exponential, with full jitter from the process's own randomness.
fn backoff(attempt: u32) -> Duration {
    let mut byte = [0; 1];
    let _ = aws_lc_rs::rand::fill(&mut byte);
    let most = 20_u64 << attempt;
    Duration::from_millis(most * u64::from(byte.first().copied().unwrap_or(128)) / 255)
}
