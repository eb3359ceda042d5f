//! `TM#<shard 0..15>` · `<at>#<code>`: the next moment of each dossier that waits for one. Derived by the worker after each
//! event; a row that a later step has overtaken stays until its time comes and is deleted then.

use super::{
    SCHEMA, Store, StoreError, n,
    queue::shard,
    s, sortable, text,
    wire::{Call, DeleteItemInput, PutItemInput, QueryInput},
};
use domain::ids::DossierCode;
use jiff::Timestamp;

/// Partitions of the rows, as of the open dossiers.
pub use super::queue::SHARDS;

/// A row: whose moment comes when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerRow {
    pub code: DossierCode,
    /// As the key has it, so that exactly this row is deleted.
    key: String,
}

impl Store {
    fn timer_pk(&self, shard: u32) -> String {
        self.pk("TM", &shard.to_string())
    }

    /// Remembers when a dossier must be looked at. Writing the same moment again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_timer(&self, code: &DossierCode, at: Timestamp) -> Result<(), StoreError> {
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.timer_pk(shard(code))))
            .item("sk", s(format!("{}#{code}", sortable(at))))
            .item("sv", n(SCHEMA))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// The rows of a shard whose moment has come, the earliest first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn timers_due(&self, shard: u32, now: Timestamp, most: usize) -> Result<Vec<TimerRow>, StoreError> {
        let page = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND sk <= :now")
            .expression_attribute_values(":pk", s(self.timer_pk(shard)))
            // `~` sorts after every code of this very second.
            .expression_attribute_values(":now", s(format!("{}~", sortable(now))))
            .limit(i32::try_from(most).unwrap_or(i32::MAX))
            .over(&self.wire)
            .await?;
        let due = page.items().iter().filter_map(|row| {
            let key = text(row, "sk");
            let (_, code) = key.split_once('#')?;
            Some(TimerRow { code: DossierCode::from(code), key: key.to_owned() })
        });
        Ok(due.collect())
    }

    /// Deletes a row that has been dealt with.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete_timer(&self, row: &TimerRow) -> Result<(), StoreError> {
        DeleteItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.timer_pk(shard(&row.code))))
            .key("sk", s(&row.key))
            .over(&self.wire)
            .await?;
        Ok(())
    }
}
