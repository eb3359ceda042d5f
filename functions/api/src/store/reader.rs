//! `D#<code>` · `R#<day>#<account>`: which member of staff opened a dossier, once a day each. The citizen sees it.

use super::{
    Row, SCHEMA, Store, StoreError, n, s, text,
    wire::{Call, PutItemInput},
};
use domain::{dossier::Actor, ids::DossierCode, message::public::Reader};
use jiff::civil::Date;

/// A reading as stored.
#[derive(Clone, Debug)]
pub struct Read(pub Reader);

impl Read {
    pub(super) fn of(row: &Row) -> Option<Self> {
        let on = text(row, "sk").split('#').nth(1)?.parse().ok()?;
        Some(Self(Reader { name: text(row, "nm").to_owned(), title_vi: text(row, "ti").to_owned(), on }))
    }
}

impl Store {
    /// Remembers that somebody opened a dossier today.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remember_reader(&self, code: &DossierCode, reader: &Actor, on: Date) -> Result<(), StoreError> {
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.pk("D", code.as_str())))
            .item("sk", s(format!("R#{on}#{}", reader.account)))
            .item("sv", n(SCHEMA))
            .item("nm", s(&reader.name))
            .item("ti", s(&reader.title_vi))
            .over(&self.wire)
            .await?;
        Ok(())
    }
}
