//! `OP#<agency>` · `<due>#<code>#<number>`: the open questions to an agency, built from the stream. A row says nothing
//! personal; whoever is asked learns the rest from the dossier.

use super::{
    SCHEMA, Store, StoreError, n, number, s, sortable, text,
    wire::{Call, QueryInput},
};
use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};
use domain::{
    dossier::Dossier,
    ids::{AgencyId, DossierCode, OfficeId},
};
use jiff::Timestamp;

/// Most open questions that an inbox shows; they are answered, so the list does not grow.
const MOST: i32 = 200;

/// An open question to an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedOpinion {
    pub code: DossierCode,
    /// The asked office; none: whoever answers for the agency.
    pub office: Option<OfficeId>,
    pub due_at: Option<Timestamp>,
}

impl Store {
    fn opinion_pk(&self, agency: &AgencyId) -> String {
        self.pk("OP", agency.as_str())
    }

    /// Puts each open question of the dossier into the inbox of its agency and takes the others out. Doing it again
    /// changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn index_opinions(&self, dossier: &Dossier) -> Result<(), StoreError> {
        let damaged = |error: aws_sdk_dynamodb::error::BuildError| StoreError::Damaged(error.to_string());
        let mut writes = Vec::new();
        for opinion in &dossier.opinions {
            let pk = s(self.opinion_pk(&opinion.agency));
            let sk = s(format!("{}#{}#{}", sortable(opinion.due_at), dossier.code, opinion.id));
            let write = if opinion.is_open() {
                let put = PutRequest::builder()
                    .item("pk", pk)
                    .item("sk", sk)
                    .item("sv", n(SCHEMA))
                    .item("dc", s(dossier.code.as_str()))
                    .item("of", s(opinion.office.as_ref().map_or("-", |office| office.as_str())))
                    .item("du", n(opinion.due_at.as_second()))
                    .build()
                    .map_err(damaged)?;
                WriteRequest::builder().put_request(put)
            } else {
                let delete = DeleteRequest::builder().key("pk", pk).key("sk", sk).build().map_err(damaged)?;
                WriteRequest::builder().delete_request(delete)
            };
            writes.push(write.build());
        }
        self.write_all(&writes).await
    }

    /// The open questions to an agency, the earliest due first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn opinions_asked(&self, agency: &AgencyId) -> Result<Vec<AskedOpinion>, StoreError> {
        // A row is small, so that one page holds them all.
        let page = QueryInput::builder()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s(self.opinion_pk(agency)))
            .limit(MOST)
            .over(&self.wire)
            .await?;
        let asked = page.items().iter().map(|row| AskedOpinion {
            code: DossierCode::from(text(row, "dc")),
            office: Some(text(row, "of")).filter(|office| *office != "-").map(OfficeId::from),
            due_at: number(row, "du").and_then(|second| Timestamp::from_second(second).ok()),
        });
        Ok(asked.collect())
    }
}
