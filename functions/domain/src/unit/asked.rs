//! A place as people write it, taken apart: kind, name, and the district or province behind it.
//!
//! Nobody types a comma on a phone. So each way in which the words can be read is tried, the plainest first: "Hà Phong,
//! TP Hạ Long", "xa hai hoa mong cai", "Tổ 5, khu 2, P.Hà Phong, H. Vân Đồn".

use super::UnitKind;
use crate::text;

/// Longest text that is looked at, in characters; no name is longer than half of it.
const MAX_TEXT: usize = 120;

/// One way to read what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub kind: Option<PlaceKind>,
    /// The name in lower case, with its marks.
    pub marked: String,
    /// Folded.
    pub plain: String,
    /// Folded names of districts and provinces behind it, without their kinds.
    pub places: Vec<String>,
}

/// What a word before or after a name says of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Unit(UnitKind),
    /// City, town or district: a level that ended.
    District,
    Province,
}

/// Words before a name, longest first where one begins another.
const BEFORE: [(&str, PlaceKind); 16] = [
    ("phuong", PlaceKind::Unit(UnitKind::Ward)),
    ("p", PlaceKind::Unit(UnitKind::Ward)),
    ("dac khu", PlaceKind::Unit(UnitKind::SpecialZone)),
    ("dk", PlaceKind::Unit(UnitKind::SpecialZone)),
    ("thi tran", PlaceKind::Unit(UnitKind::Township)),
    ("tt", PlaceKind::Unit(UnitKind::Township)),
    ("thi xa", PlaceKind::District),
    ("tx", PlaceKind::District),
    ("xa", PlaceKind::Unit(UnitKind::Commune)),
    ("x", PlaceKind::Unit(UnitKind::Commune)),
    ("thanh pho", PlaceKind::District),
    ("tp", PlaceKind::District),
    ("huyen", PlaceKind::District),
    ("h", PlaceKind::District),
    ("tinh", PlaceKind::Province),
    ("t", PlaceKind::Province),
];

/// Words after a name, as in English.
const AFTER: [(&str, PlaceKind); 7] = [
    ("ward", PlaceKind::Unit(UnitKind::Ward)),
    ("special zone", PlaceKind::Unit(UnitKind::SpecialZone)),
    ("township", PlaceKind::Unit(UnitKind::Township)),
    ("commune", PlaceKind::Unit(UnitKind::Commune)),
    ("city", PlaceKind::District),
    ("district", PlaceKind::District),
    ("province", PlaceKind::Province),
];

/// A word in lower case with its marks, and folded.
type Word = (String, String);

/// Every way to read a text, the plainest first. `is_place` knows the folded names of districts and of the province.
pub(super) fn readings(typed: &str, is_place: &dyn Fn(&str) -> bool) -> Vec<Reading> {
    let segments = segments(typed);
    let mut found = Vec::new();
    for (at, words) in segments.iter().enumerate() {
        let behind = segments.get(at + 1..).unwrap_or_default();
        let places: Vec<String> = behind.iter().map(|words| bare(words).1).filter(|place| !place.is_empty()).collect();
        let whole = Reading { places: places.clone(), ..reading(words) };
        // A part of an address may stand before the unit; a district alone behind a comma is no unit's name.
        if at > 0 && !matches!(whole.kind, Some(PlaceKind::Unit(_))) && is_place(&whole.plain) {
            continue;
        }
        found.push(whole);
        // A place may follow without a comma, and the province behind it.
        for cut in (1..words.len()).rev() {
            let (name, tail) = words.split_at(cut);
            let place = bare(tail).1;
            let both = is_place(&place).then(|| vec![place]).or_else(|| two_places(tail, is_place));
            if let Some(mut behind) = both {
                behind.extend(places.iter().cloned());
                found.push(Reading { places: behind, ..reading(name) });
            }
        }
    }
    found.retain(|reading| !reading.plain.is_empty());
    // Whoever says "phường" names the unit there, whatever street or hamlet stands before it.
    found.sort_by_key(|reading| !matches!(reading.kind, Some(PlaceKind::Unit(_))));
    found
}

/// A district with the province behind it: "tp hạ long quảng ninh".
fn two_places(words: &[Word], is_place: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    (1..words.len()).find_map(|cut| {
        let (first, second) = words.split_at(cut);
        let (first, second) = (bare(first).1, bare(second).1);
        (is_place(&first) && is_place(&second)).then(|| vec![first, second])
    })
}

/// The parts between commas, brackets and the like, each as words.
fn segments(typed: &str) -> Vec<Vec<Word>> {
    let text: String = typed.chars().take(MAX_TEXT).collect();
    let parts = text.split([',', ';', '(', ')', '/', '\n', '–', '—']).flat_map(|part| part.split(" - "));
    let words = |part: &str| -> Vec<Word> {
        // "P.Bãi Cháy", "TP. Hạ Long": the dot ends a word.
        let words = part.split(|letter: char| letter.is_whitespace() || letter == '.').filter(|word| !word.is_empty());
        words.map(|word| (text::lower(word), text::fold(word))).filter(|(_, plain)| !plain.is_empty()).collect()
    };
    parts.map(words).filter(|words| !words.is_empty()).collect()
}

fn reading(words: &[Word]) -> Reading {
    let (kind, plain) = bare(words);
    // What is left of the words with marks is as long as what is left of the folded ones.
    let left = plain.split(' ').count();
    let before = words.len() - left.min(words.len());
    let skipped = if kind.is_some_and(|kind| stands_before(words, kind)) { before } else { 0 };
    let marked: Vec<&str> = words.iter().skip(skipped).take(left).map(|(marked, _)| marked.as_str()).collect();
    Reading { kind, marked: marked.join(" "), plain, places: Vec::new() }
}

/// Whether the kind of these words stands before the name.
fn stands_before(words: &[Word], kind: PlaceKind) -> bool {
    BEFORE.iter().any(|(word, of)| *of == kind && strip(words, word, true).is_some())
}

/// Words without the word of a kind, and that kind; a name of nothing but a kind stays as it is.
fn bare(words: &[Word]) -> (Option<PlaceKind>, String) {
    let join = |words: &[Word]| words.iter().map(|(_, plain)| plain.as_str()).collect::<Vec<_>>().join(" ");
    let before = BEFORE.iter().find_map(|(word, kind)| Some((*kind, strip(words, word, true)?)));
    let found = before.or_else(|| AFTER.iter().find_map(|(word, kind)| Some((*kind, strip(words, word, false)?))));
    found.map_or_else(|| (None, join(words)), |(kind, rest)| (Some(kind), join(rest)))
}

/// The words without the given ones at the front or the back, if anything is left.
fn strip<'a>(words: &'a [Word], kind: &str, front: bool) -> Option<&'a [Word]> {
    let count = kind.split(' ').count();
    let rest = words.len().checked_sub(count).filter(|rest| *rest > 0)?;
    let (first, second) = words.split_at(if front { count } else { rest });
    let (taken, left) = if front { (first, second) } else { (second, first) };
    taken.iter().map(|(_, plain)| plain.as_str()).eq(kind.split(' ')).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Reading {
        readings(typed, &|place| ["ha long", "mong cai", "quang ninh"].contains(&place)).swap_remove(0)
    }

    #[test]
    fn kinds_stand_before_and_after_and_may_be_shortened() {
        for typed in ["Phường Hà Phong", "P.Hà Phong", "p hà phong", "Hà Phong Ward", "P. HÀ PHONG,"] {
            let reading = read(typed);
            assert_eq!(reading.kind, Some(PlaceKind::Unit(UnitKind::Ward)), "{typed}");
            assert_eq!((reading.marked.as_str(), reading.plain.as_str()), ("hà phong", "ha phong"), "{typed}");
        }
        assert_eq!(read("TP. Hạ Long").kind, Some(PlaceKind::District));
        assert_eq!(read("thị xã Quảng Yên").kind, Some(PlaceKind::District), "not a commune named Quảng Yên");
        assert_eq!(read("xã").plain, "xa", "nothing but a kind is left as it is");
    }

    #[test]
    fn a_district_may_follow_with_or_without_a_comma() {
        let last = |typed: &str| {
            let all = readings(typed, &|place| ["ha long", "mong cai", "quang ninh"].contains(&place));
            all.into_iter().find(|reading| reading.plain == "ha phong").map(|reading| reading.places)
        };
        for typed in ["Hà Phong, TP Hạ Long", "ha phong ha long", "Hà Phong thành phố Hạ Long", "ha phong (ha long)"]
        {
            assert_eq!(last(typed), Some(vec!["ha long".to_owned()]), "{typed}");
        }
        let both = Some(vec!["ha long".to_owned(), "quang ninh".to_owned()]);
        assert_eq!(last("ha phong tp ha long quang ninh"), both);
        assert_eq!(last("Tổ 5, khu 2, P.Hà Phong, TP Hạ Long, Quảng Ninh"), both);
    }
}
