//! `H#<giving agency>` · `B#<batch>`: lists of a hand-over, up to 60 dossiers in a row, so that a signature is one write.
//! `H#<giving agency>` · `Q#<code>`: dossiers of a split unit, and what somebody said where each belongs.

use super::{
    SCHEMA, Store, StoreError,
    dossier::Written,
    n, s, text,
    wire::{Call, GetItemInput, PutItemInput, QueryInput, every_row},
};
use aws_sdk_dynamodb::operation::put_item::builders::PutItemInputBuilder;
use domain::{
    ids::{AccountId, AgencyId, DossierCode},
    unit::plan::Batch,
};
use serde::{Deserialize, Serialize};

/// A dossier of a split unit that somebody must assign, or has assigned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub code: DossierCode,
    pub plan: String,
    /// The part to propose.
    pub proposed: Option<AgencyId>,
    pub decision: Option<Decision>,
}

/// Where a dossier belongs, as somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub to: AgencyId,
    pub by: AccountId,
    pub reason: String,
}

impl Store {
    fn handover_pk(&self, from: &AgencyId) -> String {
        self.pk("H", from.as_str())
    }

    /// Writes a list, if its version is the next one.
    ///
    /// # Errors
    /// [`StoreError`]; somebody was faster is [`Written::Conflict`].
    pub async fn put_batch(&self, batch: &Batch) -> Result<Written, StoreError> {
        let (pk, sk) = (self.handover_pk(&batch.from), format!("B#{}", batch.id));
        let put = PutItemInput::builder()
            .table_name(&self.table)
            .item("b", self.body(batch, &format!("{pk}#{sk}"))?)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .item("v", n(batch.version));
        written(guarded(put, batch.version).over(&self.wire).await)
    }

    /// A list.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batch(&self, from: &AgencyId, id: &str) -> Result<Option<Batch>, StoreError> {
        let (pk, sk) = (self.handover_pk(from), format!("B#{id}"));
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s(&sk))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{sk}"))).transpose()
    }

    /// Every list of a giving agency, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batches(&self, from: &AgencyId) -> Result<Vec<Batch>, StoreError> {
        self.handed(from, "B#").await
    }

    /// Every dossier of a split agency that was asked about.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn questions(&self, from: &AgencyId) -> Result<Vec<Question>, StoreError> {
        self.handed(from, "Q#").await
    }

    /// Asks about a dossier, or keeps what was said of it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_question(&self, from: &AgencyId, question: &Question) -> Result<(), StoreError> {
        let (pk, sk) = (self.handover_pk(from), format!("Q#{}", question.code));
        self.put_whole(pk, sk, question).await?;
        Ok(())
    }

    async fn handed<T: serde::de::DeserializeOwned>(&self, from: &AgencyId, kind: &str) -> Result<Vec<T>, StoreError> {
        let pk = self.handover_pk(from);
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :kind)")
            .expression_attribute_values(":pk", s(&pk))
            .expression_attribute_values(":kind", s(kind))
            .consistent_read(true);
        let rows = every_row(query, &self.wire).await?;
        rows.iter().map(|row| self.read_body(row, &format!("{pk}#{}", text(row, "sk")))).collect()
    }
}

/// A first version never takes the place of anything; a later one only that of the one before.
pub(super) fn guarded(put: PutItemInputBuilder, version: u32) -> PutItemInputBuilder {
    match version {
        0 | 1 => put.condition_expression("attribute_not_exists(pk)"),
        later => put.condition_expression("v = :before").expression_attribute_values(":before", n(later - 1)),
    }
}

/// What a conditional put came to.
pub(super) fn written<R: std::fmt::Debug>(
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
