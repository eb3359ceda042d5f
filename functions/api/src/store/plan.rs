//! `PLAN` · `<id>`: plans that move boundaries, with how far they have come. `PLAN#<id>` · `BOARD`: the last numbers of
//! their units.

use super::{
    SCHEMA, Store, StoreError,
    dossier::Written,
    handover::{guarded, written},
    n, s, text,
    wire::{Call, GetItemInput, PutItemInput, QueryInput, every_row},
};
use domain::unit::plan::{Record, Snapshot};

impl Store {
    fn plans_pk(&self) -> String {
        self.pk("PLAN", "-")
    }

    /// Writes a plan, if its version is the next one.
    ///
    /// # Errors
    /// [`StoreError`]; somebody was faster is [`Written::Conflict`].
    pub async fn put_plan(&self, record: &Record) -> Result<Written, StoreError> {
        let (pk, sk) = (self.plans_pk(), record.plan.id.as_str());
        let put = PutItemInput::builder()
            .table_name(&self.table)
            .item("b", self.body(record, &format!("{pk}#{sk}"))?)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .item("v", n(record.version));
        written(guarded(put, record.version).over(&self.wire).await)
    }

    /// A plan.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn plan(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let pk = self.plans_pk();
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(&pk))
            .key("sk", s(id))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{id}"))).transpose()
    }

    /// Every plan; there are a handful in a decade.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn plans(&self) -> Result<Vec<Record>, StoreError> {
        let pk = self.plans_pk();
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(&pk));
        let rows = every_row(query, &self.wire).await?;
        rows.iter().map(|row| self.read_body(row, &format!("{pk}#{}", text(row, "sk")))).collect()
    }

    /// Keeps the numbers of a plan's units.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_board(&self, plan: &str, snapshot: &Snapshot) -> Result<(), StoreError> {
        let (pk, sk) = (self.pk("PLAN", plan), "BOARD");
        self.put_whole(pk, sk.to_owned(), snapshot).await?;
        Ok(())
    }

    /// The numbers of a plan's units, as last counted.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn board(&self, plan: &str) -> Result<Option<Snapshot>, StoreError> {
        let (pk, sk) = (self.pk("PLAN", plan), "BOARD");
        let answer =
            GetItemInput::builder().table_name(&self.table).key("pk", s(&pk)).key("sk", s(sk)).over(&self.wire).await?;
        answer.item.map(|row| self.read_body(&row, &format!("{pk}#{sk}"))).transpose()
    }
}
