//! Evaluating an expression: total, never a panic. A missing value is null; it makes `<`, `<=`, `>`, `>=` and `in`
//! false and every arithmetic null.

use super::{Comparison, Expr, Function, Literal, Operator, Scope, Val, value::day_number};
use crate::form::dates::Partial;
use serde_json::Value;
use std::borrow::Cow;

/// Whether the expression is true.
#[must_use]
pub fn holds(expr: &Expr, scope: &Scope<'_>) -> bool {
    eval(expr, scope).is_true()
}

/// The value of the expression.
#[must_use]
pub fn eval<'a>(expr: &'a Expr, scope: &Scope<'a>) -> Val<'a> {
    match expr {
        Expr::Literal(literal) => constant(literal),
        Expr::Name(name) => look_up(name, scope),
        Expr::Not(inner) => Val::Bool(!holds(inner, scope)),
        Expr::Negative(inner) => match eval(inner, scope) {
            Val::Number(low, high) => Val::Number(-high, -low),
            _ => Val::Null,
        },
        Expr::Or(parts) => Val::Bool(parts.iter().any(|part| holds(part, scope))),
        Expr::And(parts) => Val::Bool(parts.iter().all(|part| holds(part, scope))),
        Expr::Compare(how, pair) => Val::Bool(compare(*how, &eval(&pair.0, scope), &eval(&pair.1, scope))),
        Expr::In(inner, values) => {
            let value = eval(inner, scope);
            Val::Bool(value != Val::Null && values.iter().any(|literal| constant(literal).equals(&value)))
        }
        Expr::InName(inner, name) => {
            let value = eval(inner, scope);
            let among = look_up(name, scope);
            Val::Bool(
                value != Val::Null && matches!(among, Val::List(items) if items.iter().any(|item| item.equals(&value))),
            )
        }
        Expr::Arithmetic(how, pair) => arithmetic(*how, &eval(&pair.0, scope), &eval(&pair.1, scope)),
        Expr::Call(function, arguments) => call(*function, arguments, scope),
        Expr::SumOver(list, row) => sum_over(list, row, scope),
    }
}

fn constant(literal: &Literal) -> Val<'_> {
    match literal {
        Literal::Null => Val::Null,
        Literal::Bool(yes) => Val::Bool(*yes),
        Literal::Number(number) => Val::exact(*number),
        Literal::Text(text) => Val::Text(Cow::Borrowed(text)),
    }
}

/// The value that a name stands for: an answer, a member of one, the column of a list, or a fact.
fn look_up<'a>(name: &str, scope: &Scope<'a>) -> Val<'a> {
    if let Some(value) = scope.answer(name) {
        return Val::of(value);
    }
    match name {
        "submitted_on" => return Val::Text(Cow::Owned(scope.facts().submitted_on.to_string())),
        "channel_in" => return scope.channel().map_or(Val::Null, |channel| Val::Text(Cow::Borrowed(channel))),
        _ => {}
    }
    let Some((field, member)) = name.split_once('.') else { return Val::Null };
    match scope.answer(field) {
        Some(Value::Object(members)) => members.get(member).map_or(Val::Null, Val::of),
        Some(Value::Array(rows)) => {
            let column: Vec<Val<'_>> = rows
                .iter()
                .filter_map(|row| row.get(member))
                .map(Val::of)
                .filter(|value| *value != Val::Null)
                .collect();
            if column.is_empty() { Val::Null } else { Val::List(column) }
        }
        _ => Val::Null,
    }
}

fn compare(how: Comparison, left: &Val<'_>, right: &Val<'_>) -> bool {
    match how {
        Comparison::Equal => left.equals(right),
        Comparison::NotEqual => left.differs(right),
        _ => left.bounds(right).is_some_and(|((a, b), (c, d))| match how {
            Comparison::Less => a < d,
            Comparison::LessOrEqual => a <= d,
            Comparison::Greater => b > c,
            _ => b >= c,
        }),
    }
}

fn arithmetic<'a>(how: Operator, left: &Val<'_>, right: &Val<'_>) -> Val<'a> {
    let (Val::Number(a, b), Val::Number(c, d)) = (left, right) else { return Val::Null };
    let (low, high) = match how {
        Operator::Plus => (a + c, b + d),
        Operator::Minus => (a - d, b - c),
        Operator::Times => {
            let products = [a * c, a * d, b * c, b * d];
            (
                products.iter().copied().fold(f64::INFINITY, f64::min),
                products.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            )
        }
    };
    if low.is_finite() && high.is_finite() { Val::Number(low, high) } else { Val::Null }
}

fn call<'a>(function: Function, arguments: &'a [Expr], scope: &Scope<'a>) -> Val<'a> {
    let mut values = arguments.iter().map(|argument| eval(argument, scope));
    match function {
        Function::Min => extreme(values, f64::min),
        Function::Max => extreme(values, f64::max),
        Function::Count => match values.next() {
            #[expect(clippy::cast_precision_loss, reason = "a list of answers is bounded far below")]
            Some(Val::List(items)) => Val::exact(items.len() as f64),
            #[expect(clippy::cast_precision_loss, reason = "a list of answers is bounded far below")]
            Some(Val::Rows(rows)) => Val::exact(rows as f64),
            _ => Val::exact(0.0),
        },
        Function::Empty => Val::Bool(matches!(values.next(), None | Some(Val::Null))),
        Function::DaysBetween => match (values.next().and_then(|v| v.days()), values.next().and_then(|v| v.days())) {
            (Some((a, b)), Some((c, d))) => Val::Number(c - b, d - a),
            _ => Val::Null,
        },
        Function::AgeYears => match values.next() {
            Some(Val::Text(born)) => Partial::parse(&born)
                .map_or(Val::Null, |born| Val::exact(age(born.first(), scope.facts().submitted_on))),
            _ => Val::Null,
        },
    }
}

/// Full years at a day; negative before birth.
fn age(born: jiff::civil::Date, on: jiff::civil::Date) -> f64 {
    if day_number(born) > day_number(on) {
        return -1.0;
    }
    let birthday_passed = (on.month(), on.day()) >= (born.month(), born.day());
    f64::from(on.year() - born.year() - i16::from(!birthday_passed))
}

/// The smallest or largest; null when one is missing.
fn extreme<'a>(values: impl Iterator<Item = Val<'a>>, choose: fn(f64, f64) -> f64) -> Val<'a> {
    let mut best: Option<(f64, f64)> = None;
    for value in values {
        let Val::Number(low, high) = value else { return Val::Null };
        best = Some(best.map_or((low, high), |(a, b)| (choose(a, low), choose(b, high))));
    }
    best.map_or(Val::Null, |(low, high)| Val::Number(low, high))
}

/// The sum over the rows; 0 of no rows, null when a row does not say enough.
fn sum_over<'a>(list: &str, row: &'a Expr, scope: &Scope<'a>) -> Val<'a> {
    let rows = match scope.answer(list) {
        Some(Value::Array(rows)) => rows.as_slice(),
        _ => &[],
    };
    rows.iter().fold(Val::exact(0.0), |sum, item| match item {
        Value::Object(columns) => arithmetic(Operator::Plus, &sum, &eval(row, &scope.in_row(columns))),
        _ => Val::Null,
    })
}
