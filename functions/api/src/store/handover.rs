//! `H#<giving agency>` · `B#<batch>`: lists of a hand-over, up to 60 dossiers in a row, so that a signature is one write.
//! `H#<giving agency>` · `Q#<code>`: dossiers of a split unit, and what somebody said where each belongs.

use super::{
    Store, StoreError,
    dossier::Written,
    s, text,
    wire::{QueryInput, every_row},
};
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
        self.put_version(pk, &sk, batch.version, batch).await
    }

    /// A list.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batch(&self, from: &AgencyId, id: &str) -> Result<Option<Batch>, StoreError> {
        self.record(&self.handover_pk(from), &format!("B#{id}")).await
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
