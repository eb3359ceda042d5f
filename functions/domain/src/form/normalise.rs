//! Answers as they are checked and stored: trimmed, runs of spaces folded, phone numbers without spaces, nothing empty and no
//! sign that nobody sees. Unicode normalisation (NFC) is the host's: the browser has it built in and the functions have a library for it.

use super::{
    Answers,
    field::{Field, FieldKind},
};
use crate::expression::is_empty;
use serde_json::Value;

/// Normalises the answers of known fields; what is unknown stays as it is, for the check to refuse.
#[must_use]
pub fn normalise(fields: &[Field], answers: &Answers) -> Answers {
    let known = |name: &str| fields.iter().find(|field| field.name == name);
    let mut normal = Answers::new();
    for (name, value) in answers {
        let field = known(name);
        let value = field.map_or_else(|| value.clone(), |field| one(field, value));
        if field.is_none() || !is_empty(&value) {
            normal.insert(name.clone(), value);
        }
    }
    normal
}

fn one(field: &Field, value: &Value) -> Value {
    match (&field.kind, value) {
        (FieldKind::Tel, Value::String(text)) => {
            Value::String(text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect())
        }
        (FieldKind::Text { multiline: false }, Value::String(text)) => Value::String(fold_runs(&visible(text))),
        (_, Value::String(text)) => Value::String(visible(text).trim().to_owned()),
        (FieldKind::List { columns }, Value::Array(rows)) => Value::Array(
            rows.iter()
                .map(|row| match row {
                    Value::Object(members) => Value::Object(normalise(columns, members)),
                    other => other.clone(),
                })
                .collect(),
        ),
        (
            FieldKind::Address { .. } | FieldKind::Unit { .. } | FieldKind::UnitHistoric { .. },
            Value::Object(members),
        ) => Value::Object(place(members)),
        (_, other) => other.clone(),
    }
}

/// The members of a place that say something.
fn place(members: &Answers) -> Answers {
    let mut normal = Answers::new();
    for (name, member) in members {
        let member = match member {
            Value::String(text) => Value::String(visible(text).trim().to_owned()),
            other => other.clone(),
        };
        if !member.is_null() && member != "" {
            normal.insert(name.clone(), member);
        }
    }
    normal
}

/// Without signs that nobody sees, which come along when a text is copied: two names that look the same are the same.
fn visible(text: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !unseen(*c)).collect()
}

/// Several spaces as one; line breaks and tabs stay, for the check to refuse.
fn fold_runs(text: &str) -> String {
    let space = |c: char| matches!(c, ' ' | '\u{a0}');
    let words: Vec<&str> = text.trim().split(space).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
