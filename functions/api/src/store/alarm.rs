//! `D#<code>` · `L#<desk>`: that a dossier alarms a desk, one row for each desk whose roles `statuses.json` names, written
//! by the worker. It stands in the sparse index `officer` under `AL#<desk>` · `<since>#<code>`; results that nobody collects
//! are a list of their own, `UC#<desk>`.

use super::{
    Row, Store, StoreError, n,
    queue::{self, Page, queue_row},
    s, sortable, text,
    wire::{Call, DeleteItemInput, PutItemInput, QueryInput, every_row},
};
use domain::{
    account::Role,
    dossier::{
        Dossier,
        timers::{DeskAlarm, Moment, of_desks},
    },
    ids::DeskId,
    message::staff::QueueRow,
};
use jiff::Timestamp;

/// How the sort keys of these rows begin.
const KIND: &str = "L";
/// What stands before the roles that are alarmed, at the end of the moments; without it everybody at the desk is.
const FOR: &str = "for=";

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
    /// Makes the rows of a dossier what they should be now; what stays as it was is not written again.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn show_alarms(&self, dossier: &Dossier) -> Result<(), StoreError> {
        let pk = self.pk("D", dossier.code.as_str());
        let written = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :kind)")
            .expression_attribute_values(":pk", s(&pk))
            .expression_attribute_values(":kind", s(KIND))
            .consistent_read(true);
        let written = every_row(written, &self.wire).await?;
        let rows = of_desks(dossier).into_iter().map(|alarm| self.alarm_row(dossier, &pk, &alarm));
        let rows = rows.collect::<Result<Vec<Row>, StoreError>>()?;
        for gone in written.iter().filter(|old| !rows.iter().any(|row| row.get("sk") == old.get("sk"))) {
            let key =
                DeleteItemInput::builder().table_name(&self.table).key("pk", s(&pk)).key("sk", s(text(gone, "sk")));
            key.over(&self.wire).await?;
        }
        for row in rows.into_iter().filter(|row| !written.contains(row)) {
            PutItemInput::builder().table_name(&self.table).set_item(Some(row)).over(&self.wire).await?;
        }
        Ok(())
    }

    fn alarm_row(&self, dossier: &Dossier, pk: &str, alarm: &DeskAlarm) -> Result<Row, StoreError> {
        let uncollected = alarm.moments.contains(&Moment::ResultUnclaimed);
        let list = if uncollected { AlarmList::Uncollected } else { AlarmList::Alarms };
        let mut row = Row::from([
            ("pk".to_owned(), s(pk)),
            ("sk".to_owned(), s(format!("{KIND}#{}", alarm.desk))),
            ("sv".to_owned(), n(super::SCHEMA)),
            ("op".to_owned(), s(self.pk(list.entity(), alarm.desk.0.as_str()))),
            ("os".to_owned(), s(format!("{}#{}", sortable(alarm.since), dossier.code))),
        ]);
        queue::shown(dossier, &mut row);
        // This desk's alone.
        let mut told = queue::ids_of(alarm.moments.iter().copied());
        if !alarm.lies_here {
            // The index shows no attribute more; what is no moment is no alarm.
            let roles = serde_json::to_string(&alarm.roles).map_err(|error| StoreError::Damaged(error.to_string()))?;
            told.extend([" ", FOR, &roles]);
        }
        row.insert("al".to_owned(), s(told));
        Ok(row)
    }

    /// A desk's alarms that are these roles', the oldest first. A page may have fewer rows than others: what is another
    /// role's is left out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn alarms(
        &self,
        desk: &DeskId,
        list: AlarmList,
        roles: &[Role],
        cursor: Option<&str>,
    ) -> Result<Page<QueueRow>, StoreError> {
        self.officer_page(self.pk(list.entity(), desk.0.as_str()), cursor, |row| {
            if let Some((_, told)) = text(row, "al").split_once(FOR) {
                let told: Vec<Role> = serde_json::from_str(told).ok()?;
                roles.iter().find(|role| told.contains(role))?;
            }
            let (since, _) = text(row, "os").split_once('#')?;
            Some(QueueRow { since: Timestamp::from_second(since.parse().ok()?).ok(), ..queue_row(row)? })
        })
        .await
    }
}
