//! Whether an answer has the shape of its field's kind, before any rule is looked at. Everything that comes from a
//! request is bounded here: lengths, rows, members.

use super::{
    address::{self, MEMBERS},
    context::Context,
    dates::Partial,
    error::FieldError,
    field::{Choices, Field, FieldKind, PlaceScope},
};
use serde_json::{Map, Value};

/// Longest text, in characters, whatever the rules say.
pub const MAX_TEXT: usize = 5_000;
/// Most rows of a list.
pub const MAX_ROWS: usize = 200;
/// Largest number either way: up to here a float counts every thousandth.
const MAX_NUMBER: f64 = 1e12;

/// What is wrong with the shape; None: nothing. Rows of a list are looked at by the check itself.
#[must_use]
pub fn wrong_shape(field: &Field, path: &str, value: &Value, context: &Context<'_>) -> Option<FieldError> {
    let problem = match (&field.kind, value) {
        (
            FieldKind::Text { .. } | FieldKind::Email | FieldKind::Tel | FieldKind::Time | FieldKind::VsicCode,
            Value::String(text),
        ) => {
            let multiline = matches!(field.kind, FieldKind::Text { multiline: true });
            wrong_text(text, MAX_TEXT, multiline)
        }
        (FieldKind::Select { choices }, Value::String(chosen)) => not_among(choices, chosen, context),
        (FieldKind::Multiselect { choices }, Value::Array(chosen)) => wrong_choice_of_several(choices, chosen, context),
        (FieldKind::Boolean, Value::Bool(_)) => None,
        (FieldKind::Date, Value::String(text)) => Partial::parse(text)
            .is_none_or(|date| date.precision() != super::rule::Precision::Day)
            .then_some("bad_date"),
        (FieldKind::PartialDate, Value::String(text)) => Partial::parse(text).is_none().then_some("bad_date"),
        (FieldKind::Integer | FieldKind::Money, Value::Number(number)) => {
            let whole = number.as_i64().or_else(|| number.as_f64().filter(|float| float.fract() == 0.0).map(|_| 0));
            let fits = number.as_f64().is_some_and(|number| number.abs() <= MAX_NUMBER);
            (whole.is_none() || !fits).then_some("not_whole")
        }
        (FieldKind::Decimal, Value::Number(number)) => {
            (!number.as_f64().is_some_and(|number| number.abs() <= MAX_NUMBER)).then_some("wrong_type")
        }
        (FieldKind::Address { scope }, Value::Object(members)) => {
            return wrong_address(members, *scope, path, context).map(|(at, code)| FieldError::new(&at, code));
        }
        // The name of an old unit is kept as the person knows it; competence is decided with what it is today.
        (FieldKind::Unit { .. }, Value::String(text)) if text.contains('@') => wrong_historic(text, context),
        (FieldKind::Unit { scope }, Value::String(code)) => {
            let known = address::is_code(code)
                && ((context.knows_unit)(code) || (*scope == PlaceScope::Any && (context.knew_unit)(code)));
            (!known).then_some("unit")
        }
        (FieldKind::UnitHistoric { .. }, Value::String(text)) => wrong_historic(text, context),
        (
            FieldKind::Unit { scope: PlaceScope::Any } | FieldKind::UnitHistoric { scope: PlaceScope::Any },
            Value::Object(members),
        ) => {
            return wrong_place(members, PlaceScope::Any, path, context).map(|(at, code)| FieldError::new(&at, code));
        }
        (FieldKind::List { .. }, Value::Array(rows)) => (rows.len() > MAX_ROWS).then_some("too_many"),
        _ => Some("wrong_type"),
    };
    problem.map(|code| FieldError::new(path, code))
}

/// Texts may hold line breaks only where they are asked for, and no signs that are invisible or turn the reading
/// direction.
pub(crate) fn wrong_text(text: &str, longest: usize, multiline: bool) -> Option<&'static str> {
    let odd = |c: char| {
        (c.is_control() && !(multiline && matches!(c, '\n' | '\t')))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if text.chars().nth(longest).is_some() {
        Some("too_long")
    } else if text.chars().any(odd) {
        Some("bad_character")
    } else {
        None
    }
}

fn not_among(choices: &Choices, chosen: &str, context: &Context<'_>) -> Option<&'static str> {
    let known = match choices {
        Choices::Options(options) => options.iter().any(|option| option.value == chosen),
        Choices::List(list) => chosen.len() <= 100 && (context.in_list)(list, chosen),
    };
    (!known).then_some("not_in_list")
}

fn wrong_choice_of_several(choices: &Choices, chosen: &[Value], context: &Context<'_>) -> Option<&'static str> {
    if chosen.len() > MAX_ROWS {
        return Some("too_many");
    }
    for (index, value) in chosen.iter().enumerate() {
        let Value::String(text) = value else { return Some("wrong_type") };
        if let Some(code) = not_among(choices, text, context) {
            return Some(code);
        }
        if chosen.iter().take(index).any(|before| before == value) {
            return Some("twice");
        }
    }
    None
}

/// A code, or a code with the day on which it was valid.
fn wrong_historic(text: &str, context: &Context<'_>) -> Option<&'static str> {
    let known = match text.split_once('@') {
        None => address::is_code(text) && ((context.knows_unit)(text) || (context.knew_unit)(text)),
        Some((code, day)) => {
            let day = Partial::parse(day).filter(|day| day.precision() == super::rule::Precision::Day);
            let past = day.is_some_and(|day| day.first() <= context.today);
            address::is_code(code) && past && ((context.knew_unit)(code) || (context.knows_unit)(code))
        }
    };
    (!known).then_some("unit")
}

/// The first thing wrong with an address, and where.
fn wrong_address(
    members: &Map<String, Value>,
    scope: PlaceScope,
    path: &str,
    context: &Context<'_>,
) -> Option<(String, &'static str)> {
    wrong_place(members, scope, path, context).or_else(|| {
        let detail = address::member(members, "detail");
        detail.is_none().then(|| (format!("{path}.detail"), "required"))
    })
}

fn wrong_place(
    members: &Map<String, Value>,
    scope: PlaceScope,
    path: &str,
    context: &Context<'_>,
) -> Option<(String, &'static str)> {
    for (name, value) in members {
        let Some(known) = MEMBERS.into_iter().find(|known| known == name) else {
            return Some((path.to_owned(), "unknown_field"));
        };
        let code = match value {
            Value::String(text) => wrong_text(text, address::MAX_MEMBER, false),
            Value::Null => None,
            _ => Some("wrong_type"),
        };
        if let Some(code) = code {
            // Whatever place is wrong, a screen has one control for it.
            let control = if ["province", "country"].contains(&known) { "unit_code" } else { known };
            return Some((format!("{path}.{control}"), code));
        }
    }
    match address::place_of(members) {
        Ok(place) => (!address::is_known(place, scope, context)).then(|| (format!("{path}.unit_code"), "unit")),
        Err(several) => Some((format!("{path}.unit_code"), if several { "address" } else { "required" })),
    }
}
