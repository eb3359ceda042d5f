//! `TM#<shard 0..15>` · `<at>#<code>`: the next moment of each dossier that waits for one. Derived by the worker after each
//! event; a row that a later step has overtaken stays until its time comes and is deleted then.

use super::{SCHEMA, Store, StoreError, n, queue::shard, s, sortable, text};
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
        self.client
            .put_item()
            .table_name(&self.table)
            .item("pk", s(self.timer_pk(shard(code))))
            .item("sk", s(format!("{}#{code}", sortable(at))))
            .item("sv", n(SCHEMA))
            .send()
            .await?;
        Ok(())
    }

    /// The rows of a shard whose moment has come, the earliest first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn timers_due(&self, shard: u32, now: Timestamp, most: usize) -> Result<Vec<TimerRow>, StoreError> {
        let mut rows = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND sk <= :now")
            .expression_attribute_values(":pk", s(self.timer_pk(shard)))
            // `~` sorts after every code of this very second.
            .expression_attribute_values(":now", s(format!("{}~", sortable(now))))
            .into_paginator()
            .items()
            .send();
        let mut due = Vec::new();
        while let Some(row) = rows.next().await {
            let row = row?;
            let key = text(&row, "sk");
            if let Some((_, code)) = key.split_once('#') {
                due.push(TimerRow { code: DossierCode::from(code), key: key.to_owned() });
            }
            if due.len() >= most {
                break;
            }
        }
        Ok(due)
    }

    /// Deletes a row that has been dealt with.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete_timer(&self, row: &TimerRow) -> Result<(), StoreError> {
        self.client
            .delete_item()
            .table_name(&self.table)
            .key("pk", s(self.timer_pk(shard(&row.code))))
            .key("sk", s(&row.key))
            .send()
            .await?;
        Ok(())
    }
}
