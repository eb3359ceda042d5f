//! From a raw rule to a typed one. The rule's examples are not carried along; a test runs them all.

use crate::{
    expression::{self, Expr},
    form::{
        dates::Partial,
        field::PlaceScope,
        rule::{DateBound, Precision, Rule, RuleKind, Severity},
    },
    pattern,
    raw::{self, RawError},
};
use serde::Deserialize;
use serde_json::Value;

pub(super) fn compile(raw: &Value) -> Result<Rule, RawError> {
    let parameters = raw::member(raw, "parameters")?;
    let kind = kind(&raw::text(raw, "kind")?, parameters).map_err(|error| error.within("parameters"))?;
    Ok(Rule {
        kind,
        severity: match raw::text(raw, "severity")?.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            other => return Err(RawError::new("severity", format!("unknown severity: {other}"))),
        },
        message: raw::bilingual(raw, "message")?,
        applies_when: raw::optional_text(raw, "applies_when")?
            .map(|text| expression(&text, "applies_when"))
            .transpose()?,
    })
}

fn kind(kind: &str, raw: &Value) -> Result<RuleKind, RawError> {
    Ok(match kind {
        "pattern" => {
            let source = raw::text(raw, "pattern")?;
            let pattern = pattern::parse(&source).map_err(|error| RawError::new("pattern", error.to_string()))?;
            RuleKind::Pattern { pattern }
        }
        "length" => RuleKind::Length { min: whole(raw, "min")?, max: whole(raw, "max")? },
        "range" => RuleKind::Range {
            min: number(raw, "min")?,
            max: number(raw, "max")?,
            exclusive_min: raw::flag(raw, "exclusive_min")?,
        },
        "date_range" => RuleKind::DateRange {
            min: bound(raw, "min")?,
            max: bound(raw, "max")?,
            precision: raw::each(raw, "precision", |_, item| {
                Precision::deserialize(item).map_err(|error| RawError::new("", error.to_string()))
            })?,
        },
        "one_of" => RuleKind::OneOf {},
        "reference_list" => RuleKind::ReferenceList { list: raw::text(raw, "list")? },
        "list_size" => RuleKind::ListSize { min: whole(raw, "min_items")?, max: whole(raw, "max_items")? },
        "sum" => RuleKind::Sum {
            column: raw::text(raw, "column")?,
            equals: number(raw, "equals")?.ok_or_else(|| RawError::new("equals", "missing"))?,
            when_all_given: raw::flag(raw, "when_all_given")?,
        },
        "unique" => {
            if raw::text(raw, "within")? != "commune" {
                return Err(RawError::new("within", "names are compared within a commune"));
            }
            RuleKind::Unique { of: raw::text(raw, "of")? }
        }
        "cross_field" => RuleKind::CrossField { expr: expression(&raw::text(raw, "expr")?, "expr")? },
        "address" => {
            if !raw::flag(raw, "old_units_mapped")? {
                return Err(RawError::new("old_units_mapped", "former codes are always mapped"));
            }
            RuleKind::Address { scope: place_scope(raw)? }
        }
        "unit" => RuleKind::Unit { scope: place_scope(raw)? },
        "must_be_true" => RuleKind::MustBeTrue {},
        "id_consistency" => {
            RuleKind::IdConsistency { id_field: raw::text(raw, "id_field")?, dob_field: raw::text(raw, "dob_field")? }
        }
        other => return Err(RawError::new("kind", format!("unknown kind of rule: {other}"))),
    })
}

/// Parses an expression of the data.
pub(super) fn expression(text: &str, at: &str) -> Result<Expr, RawError> {
    expression::parse(text).map_err(|error| RawError::new(at, error.to_string()))
}

/// The scope of a place.
pub(super) fn place_scope(raw: &Value) -> Result<PlaceScope, RawError> {
    PlaceScope::deserialize(raw::member(raw, "scope")?).map_err(|error| RawError::new("scope", error.to_string()))
}

fn whole(raw: &Value, name: &str) -> Result<u32, RawError> {
    let number = raw::optional_number(raw, name)?.ok_or_else(|| RawError::new(name, "missing"))?;
    u32::try_from(number).map_err(|_| RawError::new(name, "too large"))
}

fn number(raw: &Value, name: &str) -> Result<Option<f64>, RawError> {
    raw::optional(raw, name).map(|value| value.as_f64().ok_or_else(|| RawError::new(name, "not a number"))).transpose()
}

fn bound(raw: &Value, name: &str) -> Result<Option<DateBound>, RawError> {
    let Some(text) = raw::optional_text(raw, name)? else { return Ok(None) };
    if text == "today" {
        return Ok(Some(DateBound::Today));
    }
    let date = Partial::parse(&text).ok_or_else(|| RawError::new(name, "neither a date nor `today`"))?;
    Ok(Some(DateBound::Day(if name == "min" { date.first() } else { date.last() })))
}
