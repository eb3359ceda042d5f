//! Rows that are a body and a version: written if nobody was faster, read by their key, or all of a partition.

use super::{
    SCHEMA, Store, StoreError,
    dossier::Written,
    n, s, text,
    wire::{Call, GetItemInput, PutItemInput, QueryInput, every_row},
};
use aws_sdk_dynamodb::operation::put_item::builders::PutItemInputBuilder;
use serde::{Serialize, de::DeserializeOwned};

impl Store {
    /// Writes a record that is nothing but its body and its version, if the version is the next one.
    pub(super) async fn put_version<T: Serialize + Sync>(
        &self,
        pk: String,
        sk: &str,
        version: u32,
        record: &T,
    ) -> Result<Written, StoreError> {
        let put = PutItemInput::builder()
            .table_name(&self.table)
            .item("b", self.body(record, &format!("{pk}#{sk}"))?)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .item("v", n(version));
        written(guarded(put, version).over(&self.wire).await)
    }

    /// A record as it is now.
    pub(super) async fn record<T: DeserializeOwned>(&self, pk: &str, sk: &str) -> Result<Option<T>, StoreError> {
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(pk))
            .key("sk", s(sk))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{sk}"))).transpose()
    }

    /// Every record of a partition; for those that are few.
    pub(super) async fn records<T: DeserializeOwned>(&self, pk: &str) -> Result<Vec<T>, StoreError> {
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(pk));
        let rows = every_row(query, &self.wire).await?;
        rows.iter().map(|row| self.read_body(row, &format!("{pk}#{}", text(row, "sk")))).collect()
    }
}

/// A first version never takes the place of anything; a later one only that of the one before.
fn guarded(put: PutItemInputBuilder, version: u32) -> PutItemInputBuilder {
    match version {
        0 | 1 => put.condition_expression("attribute_not_exists(pk)"),
        later => put.condition_expression("v = :before").expression_attribute_values(":before", n(later - 1)),
    }
}

/// What a conditional put came to.
fn written<R: std::fmt::Debug>(
    sent: Result<
        aws_sdk_dynamodb::operation::put_item::PutItemOutput,
        aws_sdk_dynamodb::error::SdkError<aws_sdk_dynamodb::operation::put_item::PutItemError, R>,
    >,
) -> Result<Written, StoreError> {
    match sent {
        Ok(_) => Ok(Written::Done),
        Err(error) if error.as_service_error().is_some_and(|error| error.is_conditional_check_failed_exception()) => {
            Ok(Written::Conflict)
        }
        Err(error) => Err(error.into()),
    }
}
