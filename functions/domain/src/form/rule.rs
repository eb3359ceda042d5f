//! What an answer must be like: the fourteen kinds of rules that the data use.

use super::field::PlaceScope;
use crate::{
    expression::{Expr, plain_number},
    iso,
    pattern::Pattern,
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// A rule on the answer to a field. An empty answer breaks no rule but that of being required.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub kind: RuleKind,
    #[serde(default, skip_serializing_if = "Severity::is_error")]
    pub severity: Severity,
    /// What is said when the rule is broken.
    pub message: Text,
    /// None: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Expr>,
}

/// Whether a broken rule stops the filing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    #[default]
    Error,
    /// Said, but the person may go on.
    Warning,
}

/// The kinds of rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// The whole text matches.
    Pattern { pattern: Pattern },
    /// Characters of the text, both ends included.
    Length { min: u32, max: u32 },
    /// A number within bounds.
    Range {
        #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
        min: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
        max: Option<f64>,
        /// The lower bound itself is too small.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        exclusive_min: bool,
    },
    /// A date within bounds and precise enough.
    DateRange {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<DateBound>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<DateBound>,
        /// What may be given.
        precision: Vec<Precision>,
    },
    /// One of the field's own choices; of a boolean: true or false.
    OneOf {},
    /// A value of this list.
    ReferenceList { list: String },
    /// Number of rows, both ends included.
    ListSize { min: u32, max: u32 },
    /// The column adds up to this number.
    Sum {
        column: String,
        #[serde(serialize_with = "plain_number")]
        equals: f64,
        /// Only looked at when every row has the column.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        when_all_given: bool,
    },
    /// Not among the names that the context knows as taken; in the browser that set is empty.
    Unique {
        /// The field whose unit limits the comparison.
        of: String,
    },
    /// An expression over several fields. One that names a field without an answer is not looked at, unless it
    /// decides by other fields.
    CrossField { expr: Expr },
    /// A whole address.
    Address { scope: PlaceScope },
    /// A known unit.
    Unit { scope: PlaceScope },
    /// Confirmed.
    MustBeTrue {},
    /// The identity number's century and year agree with the date of birth.
    IdConsistency { id_field: String, dob_field: String },
}

/// A bound of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBound {
    /// The day of filing.
    Today,
    Day(#[serde(deserialize_with = "iso::read")] Date),
}

/// How much of a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Year,
    Month,
    Day,
}

impl Severity {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    const fn is_error(&self) -> bool {
        matches!(self, Self::Error)
    }
}

/// Writes a whole number without a fraction.
#[expect(clippy::ref_option, reason = "serde calls it with a reference")]
fn optional_number<S: Serializer>(number: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => plain_number(number, serializer),
        None => serializer.serialize_none(),
    }
}
