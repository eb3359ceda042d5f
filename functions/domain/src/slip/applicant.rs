//! Who applied, as far as a form says it.

use crate::{
    form::{Answers, FieldKind, address, field::Part},
    procedure::Procedure,
    unit::UnitMap,
};
use jiff::civil::Date;
use serde_json::Value;

/// The applicant's own address in words: the first address of the applicant's part that is answered; empty without one.
#[must_use]
pub fn residence(
    procedure: &Procedure,
    answers: &Answers,
    units: &UnitMap,
    on: Date,
    country: &dyn Fn(&str) -> Option<String>,
) -> String {
    let addresses = procedure
        .fields
        .iter()
        .filter(|field| matches!(field.kind, FieldKind::Address { .. }) && field.part == Part::Applicant);
    let value = addresses.filter_map(|field| answers.get(&field.name)).next();
    let unit = |code: &str| units.named(code, on).map(|unit| unit.summary().full_name().vi);
    value.map(|value| address::in_words(value, &unit, country)).unwrap_or_default()
}

/// A text answer; empty without one.
pub(super) fn answer(answers: &Answers, name: &str) -> String {
    answers.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
