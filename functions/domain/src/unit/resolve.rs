//! From a name as people write it to a unit: old and new names, with or without kind and tone marks.

use super::{Unit, UnitKind, UnitMap};
use crate::{ids::UnitCode, text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most suggestions for a name that nothing bears.
const SUGGESTIONS: usize = 5;
/// Longest name that is looked at, in characters; no unit's is longer than half of it.
const MAX_NAME: usize = 120;

/// What a name can mean on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The one unit that is meant, when there is no doubt.
    pub exact: Option<UnitCode>,
    /// Every unit that can be meant; the one to propose comes first.
    pub candidates: Vec<Candidate>,
    /// Somebody must choose: the name is borne twice, or the old unit was split.
    pub ask: bool,
    /// Units with a similar name, when nothing bears this one.
    pub suggestions: Vec<Candidate>,
}

/// A unit that can be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub code: UnitCode,
    pub full_name: String,
    /// Set where the name is that of an old unit.
    pub via: Option<Via>,
}

/// The old unit behind a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    pub old_code: UnitCode,
    pub old_name: String,
    pub old_district: Option<String>,
}

/// A name taken apart.
struct Asked {
    kind: Option<UnitKind>,
    /// Lower case, with its marks.
    marked: String,
    /// Folded.
    plain: String,
    /// Folded names of district or province behind a comma.
    places: Vec<String>,
}

impl UnitMap {
    /// What a name means on a day: units of that day, and old units through their successors.
    ///
    /// Marks and kind may be missing; where they are given they decide between namesakes. A district or the
    /// province may follow behind a comma: "Hải Hòa, Móng Cái".
    #[must_use]
    pub fn resolve(&self, name: &str, on: Date) -> Resolution {
        let asked = Asked::parse(name);
        let mut bearers: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| unit.valid_from.is_none_or(|from| from <= on))
            .filter(|unit| asked.is_name_of(unit))
            .collect();
        // Districts ended with the old units: who names one means an old unit.
        narrow(&mut bearers, |unit| asked.names_district_of(unit));
        narrow(&mut bearers, |unit| unit.name.to_lowercase() == asked.marked);
        narrow(&mut bearers, |unit| asked.kind == Some(unit.kind));
        bearers.sort_by_key(|unit| !unit.is_valid(on));

        let mut candidates: Vec<Candidate> = Vec::new();
        for bearer in bearers {
            let (now, via) = if bearer.is_valid(on) {
                (vec![bearer], None)
            } else {
                (self.successors(bearer, on), Some(via(bearer)))
            };
            for unit in now {
                if !candidates.iter().any(|known| known.code == unit.code) {
                    candidates.push(candidate(unit, via.clone()));
                }
            }
        }
        let exact = match candidates.as_slice() {
            [only] => Some(only.code.clone()),
            _ => None,
        };
        let suggestions = if candidates.is_empty() { self.similar(&asked, on) } else { Vec::new() };
        Resolution { ask: candidates.len() > 1, exact, candidates, suggestions }
    }

    /// Units with a similar name, old names included, nearest first.
    fn similar(&self, asked: &Asked, on: Date) -> Vec<Candidate> {
        if asked.plain.is_empty() {
            return Vec::new();
        }
        let allowed = (asked.plain.chars().count() / 4).clamp(1, 3);
        let mut near: Vec<(usize, bool, &Unit)> = self
            .units
            .iter()
            .filter_map(|unit| {
                let name = text::fold(&unit.name);
                let distance =
                    if text::rank_folded(&asked.plain, &name).is_some() { 1 } else { distance(&asked.plain, &name) };
                (distance <= allowed).then_some((distance, !unit.is_valid(on), unit))
            })
            .collect();
        near.sort_by_key(|(distance, old, unit)| (*distance, *old, unit.code.clone()));
        let mut found: Vec<Candidate> = Vec::new();
        for (_, old, unit) in near {
            let (now, via) = if old { (self.successors(unit, on), Some(via(unit))) } else { (vec![unit], None) };
            for unit in now {
                if found.len() < SUGGESTIONS && !found.iter().any(|known| known.code == unit.code) {
                    found.push(candidate(unit, via.clone()));
                }
            }
        }
        found
    }
}

fn candidate(unit: &Unit, via: Option<Via>) -> Candidate {
    Candidate { code: unit.code.clone(), full_name: unit.full_name.clone(), via }
}

fn via(old: &Unit) -> Via {
    Via { old_code: old.code.clone(), old_name: old.full_name.clone(), old_district: old.district.clone() }
}

/// Keeps the units for which it is true, if there are any.
fn narrow(units: &mut Vec<&Unit>, is: impl Fn(&Unit) -> bool) {
    if units.iter().any(|unit| is(unit)) {
        units.retain(|unit| is(unit));
    }
}

impl Asked {
    fn parse(name: &str) -> Self {
        let name: String = name.chars().take(MAX_NAME).collect();
        let mut parts = name.split(',');
        let lower = parts.next().unwrap_or_default().to_lowercase();
        let marked = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        let (kind, marked) = strip_kind(&marked);
        let places = parts.map(|part| bare_place(&text::fold(part))).filter(|place| !place.is_empty()).collect();
        Self { kind, plain: text::fold(&marked), marked, places }
    }

    fn is_name_of(&self, unit: &Unit) -> bool {
        !self.plain.is_empty() && text::fold(&unit.name) == self.plain
    }

    fn names_district_of(&self, unit: &Unit) -> bool {
        let district = unit.district.as_deref().map(|district| bare_place(&text::fold(district)));
        district.is_some_and(|district| self.places.contains(&district))
    }
}

/// Takes the kind of unit off the front of a name in lower case.
fn strip_kind(name: &str) -> (Option<UnitKind>, String) {
    const WORDS: [(&str, UnitKind); 12] = [
        ("phuong ", UnitKind::Ward),
        ("p. ", UnitKind::Ward),
        ("p.", UnitKind::Ward),
        ("p ", UnitKind::Ward),
        ("dac khu ", UnitKind::SpecialZone),
        ("dk. ", UnitKind::SpecialZone),
        ("thi tran ", UnitKind::Township),
        ("tt. ", UnitKind::Township),
        ("tt.", UnitKind::Township),
        ("tt ", UnitKind::Township),
        ("xa ", UnitKind::Commune),
        ("x. ", UnitKind::Commune),
    ];
    // Folding keeps the number of letters of composed text, so the prefix is taken off by letters; a decomposed
    // prefix is longer, hence the marks are not counted.
    let folded = text::fold(name);
    for (word, kind) in WORDS {
        if folded.len() > word.len() && folded.starts_with(word) {
            return (Some(kind), skip_letters(name, word.chars().count()).to_owned());
        }
    }
    (None, name.to_owned())
}

/// The rest of a text after so many letters, marks that stand for themselves not counted.
fn skip_letters(name: &str, letters: usize) -> &str {
    let is_mark = |letter: char| ('\u{0300}'..='\u{036f}').contains(&letter);
    let mut seen = 0;
    for (at, letter) in name.char_indices() {
        if seen == letters && !is_mark(letter) {
            return name.get(at..).unwrap_or_default().trim();
        }
        seen += usize::from(!is_mark(letter));
    }
    ""
}

/// A folded district or province without its kind.
fn bare_place(folded: &str) -> String {
    const KINDS: [&str; 8] = ["thanh pho ", "thi xa ", "huyen ", "tinh ", "tp. ", "tp.", "tp ", "tx. "];
    let place = folded.trim();
    KINDS.iter().find_map(|kind| place.strip_prefix(kind)).unwrap_or(place).trim().to_owned()
}

/// Number of letters to change, add or drop to come from one text to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in (1..).zip(from.chars()) {
        let mut above_left = line - 1;
        let mut left = line;
        if let Some(first) = row.first_mut() {
            *first = line;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let change = above_left + usize::from(letter != *other);
            above_left = *cell;
            left = change.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
