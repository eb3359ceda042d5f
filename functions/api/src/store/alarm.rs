//! `D#<code>` · `L`: that a dossier alarms its desk, one row for each such dossier, written by the worker. It stands in the
//! sparse index `officer` under `AL#<desk>` · `<since>#<code>`; results that nobody collects are a list of their own,
//! `UC#<desk>`.

use super::{
    Store, StoreError, n,
    queue::{self, Page, queue_row},
    s, sortable, text,
    wire::{Call, DeleteItemInput, PutItemInput},
};
use domain::{
    dossier::{
        Dossier,
        timers::{Moment, alarms},
    },
    ids::DeskId,
    message::staff::QueueRow,
};
use jiff::Timestamp;

/// Which list of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmList {
    /// What a person has to do something about.
    Alarms,
    /// Results that lie at the desk longer than they should (R17).
    Uncollected,
}

impl AlarmList {
    const fn entity(self) -> &'static str {
        match self {
            Self::Alarms => "AL",
            Self::Uncollected => "UC",
        }
    }
}

impl Store {
    /// Writes or deletes the row of a dossier, as it is now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn show_alarms(&self, dossier: &Dossier) -> Result<(), StoreError> {
        let pk = self.pk("D", dossier.code.as_str());
        let Some(since) = alarms(dossier).map(|(_, at)| at).min() else {
            let gone = DeleteItemInput::builder().table_name(&self.table).key("pk", s(pk)).key("sk", s("L"));
            gone.over(&self.wire).await?;
            return Ok(());
        };
        let uncollected = alarms(dossier).any(|(moment, _)| moment == Moment::ResultUnclaimed);
        let list = if uncollected { AlarmList::Uncollected } else { AlarmList::Alarms };
        let mut row = super::Row::from([
            ("pk".to_owned(), s(pk)),
            ("sk".to_owned(), s("L")),
            ("sv".to_owned(), n(super::SCHEMA)),
            ("op".to_owned(), s(self.pk(list.entity(), dossier.desk().0.as_str()))),
            ("os".to_owned(), s(format!("{}#{}", sortable(since), dossier.code))),
        ]);
        queue::shown(dossier, &mut row);
        PutItemInput::builder().table_name(&self.table).set_item(Some(row)).over(&self.wire).await?;
        Ok(())
    }

    /// A desk's alarms, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn alarms(
        &self,
        desk: &DeskId,
        list: AlarmList,
        cursor: Option<&str>,
    ) -> Result<Page<QueueRow>, StoreError> {
        self.officer_page(self.pk(list.entity(), desk.0.as_str()), cursor, |row| {
            let (since, _) = text(row, "os").split_once('#')?;
            Some(QueueRow { since: Timestamp::from_second(since.parse().ok()?).ok(), ..queue_row(row)? })
        })
        .await
    }
}
