//! `SEQ#<what>`: one `ADD 1` outside the transaction. Gaps are fine, re-use is not (R22). The certification register has
//! no gaps: its number is taken in the transaction that writes it.

use super::{
    Row, Store, StoreError, n, number, s,
    wire::{Call, GetItemInput, UpdateItemInput},
};
use aws_sdk_dynamodb::types::ReturnValue;
use domain::ids::DossierCode;
use jiff::civil::Date;

/// The next numbers of a book that has no gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookNumbers {
    what: String,
    pub first: u32,
    /// At least 1.
    pub count: u32,
}

impl Store {
    /// The next statutory code of an agency and day: at least four digits, more when the day is busy.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_code(&self, agency_code: &str, on: Date) -> Result<DossierCode, StoreError> {
        let day = compact(on);
        let serial = self.next(&format!("{agency_code}#{day}")).await?;
        Ok(DossierCode::of(agency_code, on, serial))
    }

    /// The next number of a form at an issuing centre on a day.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_slip_number(&self, centre: &str, form: &str, on: Date) -> Result<u32, StoreError> {
        self.next(&format!("{centre}#F{form}#{}", compact(on))).await
    }

    /// What the next numbers of a centre's certification register in a year are now, one for each paper. They are not
    /// taken: the step that uses them writes them together with its event, so that a refusal or a failure leaves no gap in
    /// the book.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_certifications(&self, centre: &str, on: Date, count: u32) -> Result<BookNumbers, StoreError> {
        let what = format!("{centre}#CT#{}", on.year());
        let answer = GetItemInput::builder()
            .table_name(&self.table)
            .key("pk", s(self.pk("SEQ", &what)))
            .key("sk", s("A"))
            .consistent_read(true)
            .over(&self.wire)
            .await?;
        let last: u32 = answer.item.as_ref().and_then(|row| number(row, "v")).unwrap_or(0);
        Ok(BookNumbers { what, first: last.saturating_add(1), count })
    }

    /// The row of a book's sequence once the numbers are taken.
    pub(super) fn sequence_row(&self, taken: &BookNumbers) -> Row {
        Row::from([
            ("pk".to_owned(), s(self.pk("SEQ", &taken.what))),
            ("sk".to_owned(), s("A")),
            ("v".to_owned(), n(taken.first.saturating_add(taken.count - 1))),
        ])
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

/// `261123`, as in a dossier's code.
fn compact(day: Date) -> String {
    day.strftime("%y%m%d").to_string()
}
