//! `CLOSE#-` · `<id>`: decisions that close a place for a time, or give its work to another. `CLOSE#<id>` · `L#<round>`: the
//! dossiers that a round of telling goes through.

use super::{Store, StoreError, dossier::Written};
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
        self.put_version(self.closures_pk(), record.closure.id.as_str(), record.version, record).await
    }

    /// A closure.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn closure(&self, id: &str) -> Result<Option<Record>, StoreError> {
        self.record(&self.closures_pk(), id).await
    }

    /// Every closure; there are a handful in a year.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn closures(&self) -> Result<Vec<Record>, StoreError> {
        self.records(&self.closures_pk()).await
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
        Ok(self.record(&self.pk("CLOSE", id), &format!("L#{round}")).await?.unwrap_or_default())
    }
}
