//! `NAME#<procedure>#<unit>` · name: names that were granted and are taken in a unit, for `unique` rules.

use super::{
    SCHEMA, Store, StoreError, n, s,
    wire::{Call, GetItemInput, PutItemInput},
};
use domain::ids::{DossierCode, ProcedureCode, UnitCode};

impl Store {
    fn taken_pk(&self, procedure: &ProcedureCode, unit: &UnitCode) -> String {
        self.pk("NAME", &format!("{procedure}#{unit}"))
    }

    /// Whether a name (spaces folded) is taken in a unit.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn name_is_taken(
        &self,
        procedure: &ProcedureCode,
        unit: &UnitCode,
        name: &str,
    ) -> Result<bool, StoreError> {
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.taken_pk(procedure, unit)))
            .key("sk", s(name))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        Ok(answer.item.is_some())
    }

    /// Takes a name once it is granted. Taking it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn take_name(
        &self,
        procedure: &ProcedureCode,
        unit: &UnitCode,
        name: &str,
        by: &DossierCode,
    ) -> Result<(), StoreError> {
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.taken_pk(procedure, unit)))
            .item("sk", s(name))
            .item("sv", n(SCHEMA))
            .item("co", s(by.as_str()))
            .over(&self.wire)
            .await?;
        Ok(())
    }
}
