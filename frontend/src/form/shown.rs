//! Answers as people read them: for the review before filing, and for whoever looks at a dossier.

use super::{Reference, date, number, text};
use crate::i18n::pick;
use crate::prelude::*;
use domain::{
    form::{
        Answers, Choice, Field, FieldKind, address,
        field::{Choices, FieldRole, Part},
    },
    procedure::Procedure,
};
use serde_json::Value;

/// The answered questions of a part with their answers; of all parts without one. Subscribes to the language.
#[must_use]
pub fn answered(
    procedure: &Procedure,
    answers: &Answers,
    reference: Reference,
    part: Option<Part>,
) -> Vec<(String, String)> {
    let asked = procedure
        .fields
        .iter()
        .filter(|field| field.role != Some(FieldRole::Return) && part.is_none_or(|part| field.part == part));
    let row = |field: &Field| {
        let value = answers.get(&field.name)?;
        Some((pick(&field.label), shown(field, value, reference)))
    };
    asked.filter_map(row).collect()
}

/// [`answered`] as a list of terms.
#[must_use]
pub fn answer_list(rows: Vec<(String, String)>) -> View {
    let rows: Vec<_> =
        rows.into_iter().map(|(label, value)| view! { <dt>{label}</dt><dd class="answer">{value}</dd> }).collect();
    view! { <dl class="facts">{rows}</dl> }
}

/// One answer in words.
#[must_use]
pub fn shown(field: &Field, value: &Value, reference: Reference) -> String {
    match &field.kind {
        FieldKind::Date | FieldKind::PartialDate => date::shown(value),
        FieldKind::Boolean => yes_no(value),
        FieldKind::Money => value.as_u64().map_or_else(|| text::shown(value), crate::format::dong),
        FieldKind::Decimal => number::shown(value, number::Sort::Decimal),
        FieldKind::Select { choices } | FieldKind::Multiselect { choices } => chosen(choices, value, reference),
        FieldKind::VsicCode => chosen(&Choices::List("vsic".to_owned()), value, reference),
        FieldKind::Unit { .. } | FieldKind::UnitHistoric { .. } | FieldKind::Address { .. } => place(value, reference),
        FieldKind::List { columns } => rows(columns, value, reference),
        _ => text::shown(value),
    }
}

fn yes_no(value: &Value) -> String {
    if *value == Value::Bool(true) { t!("form.yes") } else { t!("form.no") }.get().to_owned()
}

fn chosen(choices: &Choices, value: &Value, reference: Reference) -> String {
    if let Value::Array(values) = value {
        return values.iter().map(|value| chosen(choices, value, reference)).collect::<Vec<_>>().join(", ");
    }
    let code = value.as_str().unwrap_or_default();
    let label = match choices {
        Choices::Options(options) => {
            options.iter().find(|option| option.value == code).map(|option: &Choice| pick(&option.label))
        }
        Choices::List(name) => {
            reference.list(name).iter().find(|entry| entry.value == code).map(|entry| pick(&entry.label))
        }
    };
    label.unwrap_or_else(|| code.to_owned())
}

fn place(value: &Value, reference: Reference) -> String {
    let country = |code: &str| Some(chosen(&Choices::List("countries".to_owned()), &Value::from(code), reference));
    address::in_words(value, &|code| Some(reference.unit_name(code)), &country)
}

fn rows(columns: &[Field], value: &Value, reference: Reference) -> String {
    let row = |row: &Value| {
        let cell = |column: &Field| row.get(&column.name).map(|value| shown(column, value, reference));
        columns.iter().filter_map(cell).collect::<Vec<_>>().join(" · ")
    };
    value.as_array().map(|all| all.iter().map(row).collect::<Vec<_>>().join("\n")).unwrap_or_default()
}
