//! `U#<subject>#<draft>` · file: an upload that was allowed. It binds the file to who asked and to the draft.

use super::{
    SCHEMA, Store, StoreError, n, number, s, text,
    wire::{Call, PutItemInput, QueryInput, every_row},
};
use domain::ids::FileId;
use jiff::Timestamp;

/// Uploads that are not filed expire with the draft (90 days), in seconds.
const LIFETIME: i64 = 90 * 86_400;

/// An allowed upload.
#[derive(Clone, Debug)]
pub struct Upload {
    pub file: FileId,
    pub name: String,
    pub media_type: String,
    /// Bytes, as announced and signed.
    pub size: u64,
}

impl Store {
    fn upload_pk(&self, subject: &str, draft: &str) -> String {
        self.pk("U", &format!("{subject}#{draft}"))
    }

    /// Remembers an upload before its ticket is given out.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn allow_upload(
        &self,
        subject: &str,
        draft: &str,
        upload: &Upload,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        PutItemInput::builder()
            .table_name(&self.table)
            .item("pk", s(self.upload_pk(subject, draft)))
            .item("sk", s(upload.file.as_str()))
            .item("sv", n(SCHEMA))
            .item("nm", s(&upload.name))
            .item("mt", s(&upload.media_type))
            .item("sz", n(upload.size))
            .item("ttl", n(now.as_second() + LIFETIME))
            .over(&self.wire)
            .await?;
        Ok(())
    }

    /// All uploads of a draft.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn uploads(&self, subject: &str, draft: &str) -> Result<Vec<Upload>, StoreError> {
        let query = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(self.upload_pk(subject, draft)))
            .consistent_read(true);
        let mut uploads = Vec::new();
        for row in every_row(query, &self.wire).await? {
            uploads.push(Upload {
                file: FileId::from(text(&row, "sk")),
                name: text(&row, "nm").to_owned(),
                media_type: text(&row, "mt").to_owned(),
                size: number(&row, "sz").unwrap_or(0),
            });
        }
        Ok(uploads)
    }
}
