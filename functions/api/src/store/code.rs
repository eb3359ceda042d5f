//! `C#<old code>` · `A`: the code by which another system knows a dossier, of the national portal or of an earlier one.
//! Our own codes need no such row.

use super::{
    SCHEMA, Store, StoreError, n, s, text,
    wire::{Call, GetItemInput, PutItemInput},
};
use domain::ids::DossierCode;

impl Store {
    /// Makes a dossier findable by a code of another system. Where two dossiers came with one code, the later is found.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_old_code(&self, old: &DossierCode, code: &DossierCode) -> Result<(), StoreError> {
        if !Self::plausible(old) {
            return Ok(());
        }
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.pk("C", old.as_str())))
            .item("sk", s("A"))
            .item("sv", n(SCHEMA))
            .item("co", s(code.as_str()))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// The code of the dossier that another system knows by this code.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn by_old_code(&self, old: &DossierCode) -> Result<Option<DossierCode>, StoreError> {
        if !Self::plausible(old) {
            return Ok(None);
        }
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.pk("C", old.as_str())))
            .key("sk", s("A"))
            .over(&self.wire)
            .await?;
        let code = answer.item.as_ref().map(|row| text(row, "co")).filter(|code| !code.is_empty());
        Ok(code.map(DossierCode::from))
    }
}
