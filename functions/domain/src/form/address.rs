//! Addresses and places as answers.
//!
//! In the province an address is `{"unit_code": "06652", "detail": "Tổ 1, khu 2"}`; a former code that no unit has
//! today is taken and mapped where competence is decided. Elsewhere it is `{"province": "Hải Phòng", "detail": …}` or,
//! abroad, `{"country": "KR", "detail": …}`. An old address may keep its words in `old_text`. A unit field of scope
//! `any` takes a code, or the same object without need of a detail.

use super::{context::Context, dates::Partial, field::PlaceScope, rule::Precision};
use serde_json::{Map, Value};

/// Members that an address may have.
pub const MEMBERS: [&str; 5] = ["unit_code", "province", "country", "detail", "old_text"];
/// Longest member, in characters.
pub const MAX_MEMBER: usize = 300;

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// A unit of the province, by code.
    Unit(&'a str),
    /// Another province, by name.
    Province(&'a str),
    /// Another country, by code.
    Country(&'a str),
}

/// The place of an address or of a unit's answer; None where none or more than one is given.
#[must_use]
pub fn place(value: &Value) -> Option<Place<'_>> {
    match value {
        Value::String(code) => Some(Place::Unit(code.split_once('@').map_or(code.as_str(), |(code, _)| code))),
        Value::Object(members) => place_of(members).ok(),
        _ => None,
    }
}

/// The place that the members name.
///
/// # Errors
/// Whether more than one is named; otherwise none is.
pub fn place_of(members: &Map<String, Value>) -> Result<Place<'_>, bool> {
    let unit = member(members, "unit_code").map(Place::Unit);
    let province = member(members, "province").map(Place::Province);
    let country = member(members, "country").map(Place::Country);
    let mut places = [unit, province, country].into_iter().flatten();
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (_, second) => Err(second.is_some()),
    }
}

/// An address or a unit's answer as a line: `Tổ 1, khu 2, Phường Hà Tu`. What `unit` or `country` do not know stays a
/// code; `unit` is asked for an old one with its day.
#[must_use]
pub fn in_words(
    value: &Value,
    unit: &dyn Fn(&str) -> Option<String>,
    country: &dyn Fn(&str) -> Option<String>,
) -> String {
    let unit_name = |code: &str| {
        let bare = code.split_once('@').map_or(code, |(code, _)| code);
        unit(code).unwrap_or_else(|| bare.to_owned())
    };
    match value {
        Value::String(code) => unit_name(code),
        Value::Object(members) => {
            let of_country = |code: &str| country(code).unwrap_or_else(|| code.to_owned());
            let parts = [
                member(members, "detail").map(str::to_owned),
                member(members, "unit_code").map(unit_name),
                member(members, "province").map(str::to_owned),
                member(members, "country").map(of_country),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// A member that says something.
#[must_use]
pub fn member<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// Whether the place may be named in this scope and is known.
#[must_use]
pub fn is_known(place: Place<'_>, scope: PlaceScope, context: &Context<'_>) -> bool {
    match place {
        Place::Unit(code) => {
            let (code, day) = code.split_once('@').map_or((code, None), |(code, day)| (code, Some(day)));
            let is_day = day.is_none_or(|day| Partial::parse(day).is_some_and(|day| day.precision() == Precision::Day));
            is_code(code) && is_day && ((context.knows_unit)(code) || (context.knew_unit)(code))
        }
        Place::Province(_) => scope == PlaceScope::Any,
        Place::Country(code) => scope == PlaceScope::Any && (context.in_list)("countries", code),
    }
}

/// Five digits.
#[must_use]
pub fn is_code(code: &str) -> bool {
    code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit())
}
