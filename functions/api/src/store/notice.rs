//! `NB#<day>` · `<code>#<version>`: notices to citizens (R25). The key is the marker: one notice per event, however
//! often the stream delivers it.

use super::{
    SCHEMA, Store, StoreError, n, s, text,
    wire::{Call, PutItemInput, QueryInput, every_row},
};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::{
    dossier::{StateName, timers::Moment},
    ids::{DossierCode, ProcedureCode},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Notices are kept for 90 days, in seconds.
const LIFETIME: i64 = 90 * 86_400;

/// What is told to whom. The words are made where it is sent or shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    pub code: DossierCode,
    pub version: u32,
    pub action: String,
    pub state: StateName,
    pub procedure: ProcedureCode,
    pub procedure_name_vi: String,
    pub at: Timestamp,
    pub due_at: Option<Timestamp>,
    /// Telephone; none: only the portal tells.
    pub phone: Option<String>,
    /// Path of the tracking page with code and secret in its fragment.
    pub track_path: String,
    /// The timer's moment, where it is a reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// What is told in these words, where the state says nothing of it: that a place is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
}

impl Store {
    /// Writes a notice unless it stands already; tells whether it is new.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_notice(&self, notice: &Notice) -> Result<bool, StoreError> {
        let pk = self.pk("NB", &domain::calendar::day_of(notice.at).to_string());
        let sk = format!("{}#{:06}", notice.code, notice.version);
        let body = self.body(notice, &format!("{pk}#{sk}"))?;
        let written = PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(pk))
            .item("sk", s(sk))
            .item("sv", n(SCHEMA))
            .item("b", body)
            .item("ttl", n(notice.at.as_second() + LIFETIME))
            .condition_expression("attribute_not_exists(pk)")
            .over(&self.wire)
            .await;
        match written {
            Ok(_) => Ok(true),
            Err(error)
                if matches!(error.as_service_error(), Some(PutItemError::ConditionalCheckFailedException(_))) =>
            {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The notices of a day.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn notices(&self, on: Date) -> Result<Vec<Notice>, StoreError> {
        let pk = self.pk("NB", &on.to_string());
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(&pk));
        let mut notices = Vec::new();
        for row in every_row(query, &self.wire).await? {
            notices.push(self.read_body(&row, &format!("{pk}#{}", text(&row, "sk")))?);
        }
        Ok(notices)
    }
}
