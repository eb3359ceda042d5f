//! `I#<subject>#<key>`: which dossier a filing made, and a hash of its body. Lives as long as a draft may.

use super::{
    Row, SCHEMA, Store, StoreError, n, s, text,
    wire::{Call, GetItemInput},
};
use crate::error::ApiError;
use domain::ids::DossierCode;
use jiff::Timestamp;

/// 90 days, in seconds.
const LIFETIME: i64 = 90 * 86_400;

/// The record of one filing.
#[derive(Clone, Debug)]
pub struct Record {
    /// Account that filed.
    pub subject: String,
    /// The draft's UUID.
    pub key: String,
    /// Hex SHA-256 of the body.
    pub body_hash: String,
    pub code: DossierCode,
    pub at: Timestamp,
}

impl Store {
    fn idempotency_pk(&self, subject: &str, key: &str) -> String {
        self.pk("I", &format!("{subject}#{key}"))
    }

    /// The dossier that this key made before, if any.
    ///
    /// # Errors
    /// The store's, or 422 when the key was used with another body.
    pub async fn filed_before(
        &self,
        subject: &str,
        key: &str,
        body_hash: &str,
    ) -> Result<Option<DossierCode>, ApiError> {
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.idempotency_pk(subject, key)))
            .key("sk", s("A"))
            .consistent_read(true)
            .over(&self.wire)
            .await
            .map_err(StoreError::from)?;
        match answer.item {
            None => Ok(None),
            Some(row) if text(&row, "bh") == body_hash => Ok(Some(DossierCode::from(text(&row, "co")))),
            Some(_) => Err(ApiError::key_reused()),
        }
    }

    pub(super) fn idempotency_row(&self, record: &Record) -> Row {
        Row::from([
            ("pk".to_owned(), s(self.idempotency_pk(&record.subject, &record.key))),
            ("sk".to_owned(), s("A")),
            ("sv".to_owned(), n(SCHEMA)),
            ("bh".to_owned(), s(&record.body_hash)),
            ("co".to_owned(), s(record.code.as_str())),
            ("ttl".to_owned(), n(record.at.as_second() + LIFETIME)),
        ])
    }
}
