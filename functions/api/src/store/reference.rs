//! `REF#<kind>` · `<code>#<valid from>`: reference data, seeded, dated, never compiled in.

use super::{
    SCHEMA, Store, StoreError, n, s, text,
    wire::{Call, DeleteItemInput, PutItemInput, QueryInput, every_row},
};
use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};

/// A piece of reference data as JSON.
#[derive(Clone, Debug)]
pub struct Entry {
    pub code: String,
    /// ISO date; empty for data without validity.
    pub valid_from: String,
    pub json: Vec<u8>,
}

impl Store {
    /// Writes one entry; the same entry again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_reference(&self, kind: &str, entry: &Entry) -> Result<(), StoreError> {
        let damaged = |error: std::io::Error| StoreError::Damaged(error.to_string());
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&entry.json).map_err(damaged)?;
        let packed = packed.finish().map_err(damaged)?;
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.pk("REF", kind)))
            .item("sk", s(format!("{}#{}", entry.code, entry.valid_from)))
            .item("sv", n(SCHEMA))
            .item("j", AttributeValue::B(Blob::new(packed)))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// Removes one entry; one that is not there is removed already.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete_reference(&self, kind: &str, code: &str, valid_from: &str) -> Result<(), StoreError> {
        DeleteItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.pk("REF", kind)))
            .key("sk", s(format!("{code}#{valid_from}")))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// All entries of a kind whose code begins with `code` (empty: all), oldest version first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn references(&self, kind: &str, code: &str) -> Result<Vec<Entry>, StoreError> {
        let mut query = QueryInput::builder()
            .table_name(&self.table)
            .expression_attribute_values(":pk", s(self.pk("REF", kind)))
            .key_condition_expression("pk = :pk");
        if !code.is_empty() {
            query = query
                .key_condition_expression("pk = :pk AND begins_with(sk, :code)")
                .expression_attribute_values(":code", s(format!("{code}#")));
        }
        let mut entries = Vec::new();
        for row in every_row(query, &self.wire).await? {
            let (code, valid_from) = text(&row, "sk").split_once('#').unwrap_or((text(&row, "sk"), ""));
            let mut json = Vec::new();
            if let Some(packed) = row.get("j").and_then(|value| value.as_b().ok()) {
                DeflateDecoder::new(packed.as_ref())
                    .read_to_end(&mut json)
                    .map_err(|error| StoreError::Damaged(error.to_string()))?;
            }
            entries.push(Entry { code: code.to_owned(), valid_from: valid_from.to_owned(), json });
        }
        Ok(entries)
    }
}
