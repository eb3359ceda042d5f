//! From a name as people write it to a unit: old and new names, with or without kind, marks and district.
//!
//! It never guesses. One unit is meant only where nothing else can be; a name that two places bear, an old unit that was
//! split, a district, or a name whose district says another thing: somebody must choose.

use super::{
    Unit, UnitKind, UnitMap,
    asked::{PlaceKind, Reading, readings},
    spelling,
};
use crate::{
    ids::UnitCode,
    text::{self, Text},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most suggestions for a name that nothing bears.
const SUGGESTIONS: usize = 5;

/// What a name can mean on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The one unit that is meant, when there is no doubt.
    pub exact: Option<UnitCode>,
    /// Every unit that can be meant; the one to propose comes first.
    pub candidates: Vec<Candidate>,
    /// Somebody must choose: the name is borne twice, or the old unit was split.
    pub ask: bool,
    /// Units with a similar name, when nothing bears this one.
    pub suggestions: Vec<Candidate>,
    /// The former district that bears this name too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
}

/// A unit that can be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub code: UnitCode,
    pub full_name: String,
    /// Set where the name is that of an old unit.
    pub via: Option<Via>,
    /// Why this unit, and what distinguishes it from the others.
    #[serde(default)]
    pub note: Text,
}

/// The old unit behind a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    pub old_code: UnitCode,
    pub old_name: String,
    pub old_district: Option<String>,
    /// The old unit itself as an answer, `06655@2025-06-30`: where nobody knows which part is meant, the
    /// coordination desk finds out.
    #[serde(default)]
    pub as_then: String,
    /// Whether it was split.
    #[serde(default)]
    pub split: bool,
}

impl UnitMap {
    /// What a name means on a day: units of that day, and old units through their successors.
    ///
    /// Marks and kind may be missing; where they are given they decide between namesakes. A district or the province may
    /// follow, with a comma or without: "Hải Hòa, Móng Cái", "ha phong ha long".
    #[must_use]
    pub fn resolve(&self, name: &str, on: Date) -> Resolution {
        // A code, as answers keep it.
        let code = name.trim();
        if code.len() >= 5 && code.bytes().all(|byte| byte.is_ascii_digit() || b"@-".contains(&byte)) {
            let candidates = self.candidates(self.named(code, on).into_iter(), on);
            let exact = if let [only] = candidates.as_slice() { Some(only.code.clone()) } else { None };
            return Resolution { ask: candidates.len() > 1, exact, candidates, ..Resolution::default() };
        }
        let districts = self.districts();
        let is_place =
            |place: &str| text::fold(&self.province.vi) == place || districts.iter().any(|(folded, _)| folded == place);
        let readings = readings(name, &is_place);
        for reading in &readings {
            let named = districts.iter().find(|(folded, _)| *folded == reading.plain).map(|(_, name)| *name);
            if let Some(found) = self.meant(reading, named, on, &is_place) {
                return found;
            }
        }
        let suggestions = readings.iter().map(|reading| self.similar(&reading.plain, on));
        Resolution {
            suggestions: suggestions.into_iter().find(|found| !found.is_empty()).unwrap_or_default(),
            ..Resolution::default()
        }
    }

    /// What one reading means; None: nothing. `named` is the former district of that name.
    fn meant(
        &self,
        asked: &Reading,
        named: Option<&str>,
        on: Date,
        is_place: &dyn Fn(&str) -> bool,
    ) -> Option<Resolution> {
        let is_unit = !matches!(asked.kind, Some(PlaceKind::District | PlaceKind::Province));
        let mut bearers: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| is_unit && unit.valid_from.is_none_or(|from| from <= on))
            .filter(|unit| text::fold(&unit.name) == asked.plain)
            .collect();
        let district = named.filter(|_| !matches!(asked.kind, Some(PlaceKind::Unit(_) | PlaceKind::Province)));
        if bearers.is_empty() {
            return district.map(|district| self.of_district(district, on));
        }
        // Districts ended with the old units: who names one means an old unit.
        narrow(&mut bearers, |unit| asked.places.iter().any(|place| is_in(unit, place)));
        narrow(&mut bearers, |unit| text::lower(&unit.name) == asked.marked);
        let kind = match asked.kind {
            Some(PlaceKind::Unit(kind)) => Some(kind),
            _ => None,
        };
        narrow(&mut bearers, |unit| kind == Some(unit.kind));
        bearers.sort_by_key(|unit| !unit.is_valid(on));

        let candidates = self.candidates(bearers.iter().copied(), on);
        // A district that none of them lay in, or a place that is not of the province.
        let elsewhere = !asked.places.iter().all(|place| {
            let known = is_place(place);
            let here = text::fold(&self.province.vi) == *place || place == "viet nam";
            here || (known && candidates.iter().any(|unit| self.lay_in(&unit.code, place, on)))
        });
        // Whoever names neither kind nor place may mean the district of that name, if it was more than this unit.
        let nowhere = asked.places.iter().all(|place| *place == text::fold(&self.province.vi) || place == "viet nam");
        let wider = district.filter(|_| asked.kind.is_none() && nowhere).filter(|district| {
            let whole = self.of_district(district, on).candidates;
            whole.iter().any(|unit| !candidates.iter().any(|known| known.code == unit.code))
        });
        let exact = match candidates.as_slice() {
            [only] if !elsewhere && wider.is_none() => Some(only.code.clone()),
            _ => None,
        };
        Some(Resolution {
            ask: exact.is_none(),
            exact,
            candidates,
            suggestions: Vec::new(),
            district: wider.map(str::to_owned),
        })
    }

    /// The units that a former district has become.
    fn of_district(&self, district: &str, on: Date) -> Resolution {
        let units = self.units.iter().filter(|unit| unit.district.as_deref() == Some(district));
        let mut candidates = self.candidates(units, on);
        for candidate in &mut candidates {
            // Of the many old units of a district none is meant.
            candidate.via = None;
            candidate.note = self.unit(&candidate.code, on).map(|unit| self.made_of(unit)).unwrap_or_default();
        }
        let exact = match candidates.as_slice() {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        let ask = exact.is_none();
        Resolution { exact, candidates, ask, suggestions: Vec::new(), district: Some(district.to_owned()) }
    }

    /// The units of the day behind these, each once.
    fn candidates<'a>(&'a self, units: impl Iterator<Item = &'a Unit>, on: Date) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for unit in units {
            let (now, via) =
                if unit.is_valid(on) { (vec![unit], None) } else { (self.successors(unit, on), Some(unit)) };
            let split = now.len() > 1;
            for now in now {
                if found.iter().any(|known| known.code == now.code) {
                    continue;
                }
                let note = via.map_or_else(|| self.made_of(now), |old| self.came_from(old, now, split));
                let via = via.map(|old| as_via(old, split));
                found.push(Candidate { code: now.code.clone(), full_name: now.full_name.clone(), via, note });
            }
        }
        found
    }

    /// Whether a unit of the day covers land of a former district, or is an old unit of it.
    fn lay_in(&self, code: &UnitCode, district: &str, on: Date) -> bool {
        let Some(unit) = self.unit(code, on) else { return false };
        is_in(unit, district) || self.predecessors(unit).any(|old| is_in(old, district))
    }

    /// The former districts, folded without their kind, and as they are written.
    fn districts(&self) -> Vec<(String, &str)> {
        let mut found: Vec<(String, &str)> = Vec::new();
        for district in self.units.iter().filter_map(|unit| unit.district.as_deref()) {
            if !found.iter().any(|(_, known)| *known == district) {
                found.push((district_name(district), district));
            }
        }
        found
    }

    /// Units with a similar name, old names included, nearest first.
    fn similar(&self, plain: &str, on: Date) -> Vec<Candidate> {
        let allowed = (plain.chars().count() / 4).clamp(1, 3);
        let near = |name: &str| {
            let part = plain.chars().count() > 2 && text::rank_folded(plain, name).is_some();
            if part { Some(1) } else { spelling::distance(plain, name, allowed) }
        };
        let mut near: Vec<(usize, bool, &Unit)> = self
            .units
            .iter()
            .filter(|unit| unit.valid_from.is_none_or(|from| from <= on))
            .filter_map(|unit| Some((near(&text::fold(&unit.name))?, !unit.is_valid(on), unit)))
            .collect();
        near.sort_by_key(|(distance, old, unit)| (*distance, *old, unit.code.clone()));
        let mut found = self.candidates(near.into_iter().map(|(_, _, unit)| unit), on);
        found.truncate(SUGGESTIONS);
        found
    }
}

fn as_via(old: &Unit, split: bool) -> Via {
    let ended = old.valid_to.map(|day| format!("@{:04}-{:02}-{:02}", day.year(), day.month(), day.day()));
    Via {
        old_code: old.code.clone(),
        old_name: old.full_name.clone(),
        old_district: old.district.clone(),
        as_then: [old.code.as_str(), &ended.unwrap_or_default()].concat(),
        split,
    }
}

/// Keeps the units for which it is true, if there are any.
fn narrow(units: &mut Vec<&Unit>, is: impl Fn(&Unit) -> bool) {
    if units.iter().any(|unit| is(unit)) {
        units.retain(|unit| is(unit));
    }
}

fn is_in(unit: &Unit, district: &str) -> bool {
    unit.district.as_deref().is_some_and(|known| district_name(known) == district)
}

/// "Thành phố Hạ Long" as it is compared: "ha long".
fn district_name(district: &str) -> String {
    const KINDS: [&str; 3] = ["thanh pho ", "thi xa ", "huyen "];
    let folded = text::fold(district);
    KINDS.iter().find_map(|kind| folded.strip_prefix(kind)).unwrap_or(&folded).to_owned()
}

impl UnitKind {
    /// By its letter in the roll of names.
    pub(super) const ALL: [Self; 4] = [Self::Commune, Self::Ward, Self::SpecialZone, Self::Township];
}
