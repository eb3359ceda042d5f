//! `PLAN` · `<id>`: plans that move boundaries, with how far they have come. `PLAN#<id>` · `BOARD`: the last numbers of
//! their units.

use super::{
    Store, StoreError,
    dossier::Written,
    s,
    wire::{Call, GetItemInput},
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
        self.put_version(self.plans_pk(), record.plan.id.as_str(), record.version, record).await
    }

    /// A plan.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn plan(&self, id: &str) -> Result<Option<Record>, StoreError> {
        self.record(&self.plans_pk(), id).await
    }

    /// Every plan; there are a handful in a decade.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn plans(&self) -> Result<Vec<Record>, StoreError> {
        self.records(&self.plans_pk()).await
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
