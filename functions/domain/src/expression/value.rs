//! Values of expressions. A number or a date may be known only within bounds: a partial date is the span of its
//! days, and what is computed from it is a span as well. A comparison is true when some day makes it true.

use crate::form::dates;
use serde_json::Value;
use std::borrow::Cow;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Val<'a> {
    Null,
    Bool(bool),
    /// From the smallest to the largest that it may be.
    Number(f64, f64),
    Text(Cow<'a, str>),
    /// Values of a column, or the items of a list of texts.
    List(Vec<Val<'a>>),
    /// Rows of a list, or an address: they have no value of their own but can be counted.
    Rows(usize),
}

impl<'a> Val<'a> {
    /// One number.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self::Number(value, value)
    }

    /// The value of an answer.
    #[must_use]
    pub fn of(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Number(number) => number.as_f64().map_or(Self::Null, Self::exact),
            Value::String(text) if text.trim().is_empty() => Self::Null,
            Value::String(text) => Self::Text(Cow::Borrowed(text)),
            Value::Array(items) if items.is_empty() => Self::Null,
            Value::Array(items) if items.iter().any(Value::is_object) => Self::Rows(items.len()),
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(_) if super::is_empty(value) => Self::Null,
            Value::Object(_) => Self::Rows(1),
        }
    }

    /// Whether it is true; everything but true is not.
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// The number, if it is exactly one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::float_cmp, reason = "one number is kept as two equal bounds")]
            Self::Number(low, high) if low == high => Some(*low),
            _ => None,
        }
    }

    /// First and last day, in days of the common era, if it is a date.
    pub(super) fn days(&self) -> Option<(f64, f64)> {
        let Self::Text(text) = self else { return None };
        let span = dates::Partial::parse(text)?;
        Some((day_number(span.first()), day_number(span.last())))
    }

    /// Whether both may be the same.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a, b), Self::Number(c, d)) => a <= d && c <= b,
            (Self::Text(a), Self::Text(b)) => {
                a == b || self.both_days(other).is_some_and(|((a, b), (c, d))| a <= d && c <= b)
            }
            _ => self == other,
        }
    }

    /// Whether both may differ.
    #[expect(clippy::float_cmp, reason = "bounds of one value are the same number")]
    pub(super) fn differs(&self, other: &Self) -> bool {
        let may_differ = |((a, b), (c, d)): ((f64, f64), (f64, f64))| !(a == b && c == d && a == c);
        match (self, other) {
            (Self::Number(a, b), Self::Number(c, d)) => may_differ(((*a, *b), (*c, *d))),
            (Self::Text(a), Self::Text(b)) => self.both_days(other).map_or(a != b, may_differ),
            _ => self != other,
        }
    }

    /// The bounds of both, where they can be ordered: two numbers or two dates.
    pub(super) fn bounds(&self, other: &Self) -> Option<((f64, f64), (f64, f64))> {
        match (self, other) {
            (Self::Number(a, b), Self::Number(c, d)) => Some(((*a, *b), (*c, *d))),
            (Self::Text(_), Self::Text(_)) => Some((self.days()?, other.days()?)),
            _ => None,
        }
    }

    /// The days of two texts that look like dates. Four digits alone may be a code as well, so one of them has to
    /// have a dash.
    fn both_days(&self, other: &Self) -> Option<((f64, f64), (f64, f64))> {
        let dashed = |value: &Self| matches!(value, Self::Text(text) if text.contains('-'));
        if dashed(self) || dashed(other) { Some((self.days()?, other.days()?)) } else { None }
    }
}

/// A number that grows by one a day.
pub(super) fn day_number(day: jiff::civil::Date) -> f64 {
    let start = jiff::civil::Date::ZERO;
    f64::from(start.until(day).map_or(0, |span| span.get_days()))
}
