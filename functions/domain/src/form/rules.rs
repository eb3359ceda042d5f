//! Whether an answer keeps a rule.

use super::{
    address,
    context::{Context, fold_spaces},
    dates::Partial,
    field::{Choices, Field, FieldKind, PlaceScope},
    rule::{DateBound, Rule, RuleKind},
};
use crate::expression::{self, Comparison, Expr, Scope};
use jiff::civil::Date;
use serde_json::Value;

/// How the rule is broken, as a stable code; None: it is kept. Whether it applies is not looked at here.
///
/// A value of another type than the rule speaks of breaks it.
#[must_use]
pub fn broken(
    rule: &RuleKind,
    field: &Field,
    value: &Value,
    scope: &Scope<'_>,
    context: &Context<'_>,
) -> Option<&'static str> {
    let text = value.as_str();
    let unless = |kept: bool, code: &'static str| (!kept).then_some(code);
    match rule {
        RuleKind::Pattern { pattern } => unless(text.is_some_and(|text| pattern.matches(text)), "pattern"),
        RuleKind::Length { min, max } => {
            let Some(text) = text else { return Some("wrong_type") };
            let length = u32::try_from(text.trim().chars().count()).unwrap_or(u32::MAX);
            bounds(length < *min, length > *max, "too_short", "too_long")
        }
        RuleKind::Range { min, max, exclusive_min } => {
            let Some(number) = value.as_f64() else { return Some("wrong_type") };
            let small = min.is_some_and(|min| number < min || (*exclusive_min && number <= min));
            bounds(small, max.is_some_and(|max| number > max), "too_small", "too_large")
        }
        RuleKind::DateRange { min, max, precision } => {
            let Some(given) = text.and_then(Partial::parse) else { return Some("bad_date") };
            let today = context.today;
            if !precision.contains(&given.precision()) {
                return Some("not_precise");
            }
            let early = min.is_some_and(|min| given.last() < day(min, today));
            bounds(early, max.is_some_and(|max| given.first() > day(max, today)), "too_early", "too_late")
        }
        RuleKind::OneOf {} => unless(is_a_choice(&field.kind, value, context), "not_in_list"),
        RuleKind::ReferenceList { list } => {
            unless(text.is_some_and(|text| (context.in_list)(list, text)), "not_in_list")
        }
        RuleKind::ListSize { min, max } => {
            let Value::Array(rows) = value else { return Some("wrong_type") };
            let rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            bounds(rows < *min, rows > *max, "too_few", "too_many")
        }
        RuleKind::Sum { column, equals, when_all_given } => {
            unless(adds_up(value, column, *equals, *when_all_given), "sum")
        }
        RuleKind::Unique { .. } => {
            unless(text.is_some_and(|text| !(context.is_taken)(&field.name, &fold_spaces(text))), "taken")
        }
        RuleKind::CrossField { expr } => {
            unless(expression::holds(expr, scope) || waits_for_an_answer(expr, scope), "cross_field")
        }
        RuleKind::Address { scope: places } => {
            let whole = match value {
                Value::Object(members) => address::member(members, "detail").is_some(),
                _ => false,
            };
            unless(whole && is_place(value, *places, context), "address")
        }
        RuleKind::Unit { scope: places } => unless(is_place(value, *places, context), "unit"),
        RuleKind::MustBeTrue {} => unless(value == &Value::Bool(true), "must_be_true"),
        RuleKind::IdConsistency { id_field, dob_field } => {
            unless(consistent(id_field, dob_field, scope), "id_consistency")
        }
    }
}

/// Whether the rule applies now.
#[must_use]
pub fn applies(rule: &Rule, scope: &Scope<'_>) -> bool {
    rule.applies_when.as_ref().is_none_or(|when| expression::holds(when, scope))
}

const fn bounds(below: bool, above: bool, low: &'static str, high: &'static str) -> Option<&'static str> {
    if below {
        Some(low)
    } else if above {
        Some(high)
    } else {
        None
    }
}

const fn day(bound: DateBound, today: Date) -> Date {
    match bound {
        DateBound::Today => today,
        DateBound::Day(day) => day,
    }
}

fn is_a_choice(kind: &FieldKind, value: &Value, context: &Context<'_>) -> bool {
    let among = |choices: &Choices, value: &Value| {
        value.as_str().is_some_and(|text| match choices {
            Choices::Options(options) => options.iter().any(|option| option.value == text),
            Choices::List(list) => (context.in_list)(list, text),
        })
    };
    match (kind, value) {
        (FieldKind::Boolean, Value::Bool(_)) => true,
        (FieldKind::Select { choices }, value) => among(choices, value),
        (FieldKind::Multiselect { choices }, Value::Array(values)) => {
            !values.is_empty() && values.iter().all(|value| among(choices, value))
        }
        _ => false,
    }
}

fn is_place(value: &Value, scope: PlaceScope, context: &Context<'_>) -> bool {
    address::place(value).is_some_and(|place| address::is_known(place, scope, context))
}

/// Whether the column adds up, to a millionth.
fn adds_up(value: &Value, column: &str, equals: f64, when_all_given: bool) -> bool {
    let Value::Array(rows) = value else { return false };
    let given: Vec<f64> = rows.iter().filter_map(|row| row.get(column).and_then(Value::as_f64)).collect();
    if when_all_given && given.len() < rows.len() {
        return true;
    }
    (given.iter().sum::<f64>() - equals).abs() < 1e-6
}

/// Whether the century and the year in an identity number are those of the date of birth: the fourth digit gives sex
/// and century (0 and 1: 1900s, 2 and 3: 2000s …), the fifth and sixth the year. Nothing is said without both.
fn consistent(id_field: &str, dob_field: &str, scope: &Scope<'_>) -> bool {
    let answer = |name: &str| scope.answer(name).and_then(Value::as_str);
    let (Some(number), Some(born)) = (answer(id_field), answer(dob_field).and_then(Partial::parse)) else {
        return true;
    };
    let digit =
        |at: usize| number.chars().nth(at).and_then(|c| c.to_digit(10)).and_then(|digit| i16::try_from(digit).ok());
    if number.len() != 12 {
        return true;
    }
    let (Some(century), Some(tens), Some(units)) = (digit(3), digit(4), digit(5)) else { return true };
    1900 + century / 2 * 100 + tens * 10 + units == born.first().year()
}

/// Whether an ordering comparison in the expression has a side without a value: what is not answered yet is not wrong
/// yet, and if it is needed that is said by its own field.
fn waits_for_an_answer(expr: &Expr, scope: &Scope<'_>) -> bool {
    match expr {
        Expr::Compare(how, pair) => {
            let ordering = !matches!(how, Comparison::Equal | Comparison::NotEqual);
            let missing = |side: &Expr| expression::eval(side, scope) == expression::Val::Null;
            ordering && (missing(&pair.0) || missing(&pair.1))
        }
        Expr::Or(parts) | Expr::And(parts) => parts.iter().any(|part| waits_for_an_answer(part, scope)),
        Expr::Not(inner) => waits_for_an_answer(inner, scope),
        _ => false,
    }
}
