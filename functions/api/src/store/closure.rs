//! `CLOSE#-` · `<id>`: decisions that close a place for a time, or give its work to another. `CLOSE#<id>` · `L#<round>`: the
//! dossiers that a round of telling goes through.

use super::{
    SCHEMA, Store, StoreError,
    dossier::Written,
    handover::{guarded, written},
    n, s, text,
    wire::{Call, GetItemInput, PutItemInput, QueryInput, every_row},
};
use domain::{ids::DossierCode, unit::closure::Record};

impl Store {
    fn closures_pk(&self) -> String {
        self.pk("CLOSE", "-")
    }

    /// Writes a closure, if its version is the next one.
    ///
    /// # Errors
    /// [`StoreError`]; somebody was faster is [`Written::Conflict`].
    pub async fn put_closure(&self, record: &Record) -> Result<Written, StoreError> {
        let (pk, sk) = (self.closures_pk(), record.closure.id.as_str());
        let put = PutItemInput::builder()
            .table_name(&self.table)
            .item("b", self.body(record, &format!("{pk}#{sk}"))?)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .item("v", n(record.version));
        written(guarded(put, record.version).over(&self.wire).await)
    }

    /// A closure.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn closure(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let pk = self.closures_pk();
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s(id))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{id}"))).transpose()
    }

    /// Every closure; there are a handful in a year.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn closures(&self) -> Result<Vec<Record>, StoreError> {
        let pk = self.closures_pk();
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(&pk));
        let rows = every_row(query, &self.wire).await?;
        rows.iter().map(|row| self.read_body(row, &format!("{pk}#{}", text(row, "sk")))).collect()
    }

    /// Keeps the dossiers of a round.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_closure_list(&self, id: &str, round: u32, codes: &[DossierCode]) -> Result<(), StoreError> {
        self.put_whole(self.pk("CLOSE", id), format!("L#{round}"), &codes).await
    }

    /// The dossiers of a round; none where no list is drawn.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn closure_list(&self, id: &str, round: u32) -> Result<Vec<DossierCode>, StoreError> {
        let (pk, sk) = (self.pk("CLOSE", id), format!("L#{round}"));
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s(&sk))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        let codes = answer.item.map(|row| self.read_body(&row, &format!("{pk}#{sk}"))).transpose()?;
        Ok(codes.unwrap_or_default())
    }
}
