//! `SEQ#<what>`: one `ADD 1` outside the transaction. Gaps are fine, re-use is not (R22).

use super::{
    Store, StoreError, n, number, s,
    wire::{Call, UpdateItemInput},
};
use aws_sdk_dynamodb::types::ReturnValue;
use domain::ids::DossierCode;
use jiff::civil::Date;

impl Store {
    /// The next statutory code of an agency and day: at least four digits, more when the day is busy.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_code(&self, agency_code: &str, on: Date) -> Result<DossierCode, StoreError> {
        let day = format!("{:02}{:02}{:02}", on.year().rem_euclid(100), on.month(), on.day());
        let serial = self.next(&format!("{agency_code}#{day}")).await?;
        Ok(DossierCode(format!("{agency_code}-{day}-{serial:04}")))
    }

    /// The next number of a form at an issuing centre in a year.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_slip_number(&self, centre: &str, form: &str, year: i16) -> Result<u32, StoreError> {
        self.next(&format!("{centre}#F{form}#{year}")).await
    }

    async fn next(&self, what: &str) -> Result<u32, StoreError> {
        let answer = UpdateItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.pk("SEQ", what)))
            .key("sk", s("A"))
            .update_expression("ADD v :one")
            .expression_attribute_values(":one", n(1))
            .return_values(ReturnValue::UpdatedNew)
            .over(&self.wire)
            .await?;
        answer
            .attributes()
            .and_then(|row| number(row, "v"))
            .ok_or_else(|| StoreError::Damaged("a sequence has no number".to_owned()))
    }
}
