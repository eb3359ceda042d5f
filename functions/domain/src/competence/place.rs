//! From the answer to a field to a unit of the day.

use super::{CoordinationReason, Outcome, Reason};
use crate::{
    expression::Scope,
    ids::UnitCode,
    unit::{Unit, UnitMap},
};
use jiff::civil::Date;
use serde_json::{Map, Value};

/// The unit that a field names, with the explanation added to `because`; otherwise what the rule comes to.
pub(super) fn unit_of<'a>(
    field: &str,
    scope: &Scope<'_>,
    on: Date,
    map: &'a UnitMap,
    because: &mut Vec<Reason>,
) -> Result<&'a Unit, Outcome> {
    let coordination = |reason| Outcome::Coordination { reason };
    let missing = || coordination(CoordinationReason::PlaceMissing { field: field.to_owned() });
    let unknown = || coordination(CoordinationReason::PlaceUnknown { field: field.to_owned() });
    let code = match scope.answer(field).ok_or_else(missing)? {
        Value::String(code) => code.trim(),
        Value::Object(address) => match address.get("unit_code") {
            Some(Value::String(code)) if !code.trim().is_empty() => code.trim(),
            Some(Value::Null | Value::String(_)) | None => return Err(elsewhere(address).unwrap_or_else(unknown)),
            Some(_) => return Err(unknown()),
        },
        _ => return Err(unknown()),
    };
    let named = named_unit(code, on, map);
    let Some(unit) = named else {
        // Unit codes have five digits all over the country; one that is not in the map lies elsewhere.
        let is_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if is_code { Outcome::OutsideProvince { place: code.to_owned() } } else { unknown() });
    };
    if unit.is_valid(on) {
        return Ok(unit);
    }
    let successors = map.successors(unit, on);
    match successors.as_slice() {
        [only] => {
            because.push(Reason::OldUnit { old_code: unit.code.clone(), unit: only.code.clone() });
            Ok(only)
        }
        several => Err(coordination(CoordinationReason::SplitUnit {
            field: field.to_owned(),
            old_code: unit.code.clone(),
            candidates: several.iter().map(|unit| unit.code.clone()).collect(),
        })),
    }
}

/// The unit of a code, `06652`, or of a code as it was on a day, `06652@2025-06-30`.
fn named_unit<'a>(code: &str, on: Date, map: &'a UnitMap) -> Option<&'a Unit> {
    match code.split_once('@') {
        Some((code, day)) => map.unit(&UnitCode::from(code), day.parse().ok()?),
        None => {
            let code = UnitCode::from(code);
            map.unit(&code, on).or_else(|| map.former_unit(&code, on))
        }
    }
}

/// An address without a unit of the province names a place elsewhere, in words.
fn elsewhere(address: &Map<String, Value>) -> Option<Outcome> {
    /// Members from the smallest place to the largest; the street is nobody's business here.
    const MEMBERS: [&str; 4] = ["unit", "district", "province", "country"];
    let named: Vec<&str> = MEMBERS
        .iter()
        .filter_map(|member| address.get(*member)?.as_str())
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    (!named.is_empty()).then(|| Outcome::OutsideProvince { place: named.join(", ") })
}
