//! Names of units, found in the browser while somebody types.
//!
//! A module of its own and not a part of the portals: only who types a place fetches it, both portals share it, and the
//! public one does not grow by it. It knows no names itself; the roll comes from the functions, so that a plan that
//! moves boundaries is known here on its day.

use domain::unit::UnitMap;
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// What a name means by a roll of names (`GET /api/public/units/names`), as the JSON that
/// `GET /api/public/units/resolve` answers with; empty when the roll cannot be read.
///
/// The roll is read anew each time: that takes less than a thousandth part of the time between two keystrokes, and
/// nothing has to be kept.
#[wasm_bindgen]
#[must_use]
pub fn resolve(roll: &str, name: &str) -> String {
    let found = UnitMap::from_roll(roll).map(|(map, today)| map.resolve(name, today));
    found.and_then(|found| serde_json::to_string(&found).ok()).unwrap_or_default()
}
