//! From the answer to a field to a unit of the day.

use super::{CoordinationReason, Outcome, Reason};
use crate::{
    expression::Scope,
    form::address::{Place, place_of},
    unit::{Unit, UnitMap},
};
use jiff::civil::Date;
use serde_json::Value;

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
    let answer = scope.answer(field).ok_or_else(missing)?;
    let code = match answer {
        Value::String(code) => code.trim(),
        Value::Object(members) => match place_of(members).map_err(|_| unknown())? {
            Place::Unit(code) => code,
            Place::Province(name) | Place::Country(name) => {
                return Err(Outcome::OutsideProvince { place: name.to_owned() });
            }
        },
        _ => return Err(unknown()),
    };
    let named = map.named(code, on);
    let Some(unit) = named else {
        // Unit codes have five digits all over the country; one that is not in the map lies elsewhere.
        let bare = code.split_once('@').map_or(code, |(code, _)| code);
        let is_code = bare.len() == 5 && bare.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if is_code { Outcome::OutsideProvince { place: code.to_owned() } } else { unknown() });
    };
    if unit.is_valid(on) {
        // The old name that the person knows the place by is kept beside the code of today.
        if let Some(old) = answer.get("old_text").and_then(Value::as_str).filter(|old| !old.trim().is_empty()) {
            because.push(Reason::OldName { name: old.trim().to_owned(), unit: unit.code.clone() });
        }
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
