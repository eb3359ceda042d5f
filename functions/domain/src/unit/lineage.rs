//! Where a unit comes from and what became of one, in words.

use super::{Unit, UnitMap};
use crate::text::{Text, unmarked};
use jiff::civil::Date;

impl UnitMap {
    /// The units that a unit took over, or parts of which.
    pub fn predecessors<'a>(&'a self, unit: &'a Unit) -> impl Iterator<Item = &'a Unit> {
        let begins = unit.valid_from;
        self.units.iter().filter(move |old| {
            let just_before = old.valid_to.and_then(|to| to.tomorrow().ok()) == begins && begins.is_some();
            just_before && old.successors.iter().any(|successor| successor.code == unit.code)
        })
    }

    /// "Từ ngày 01/07/2025 gồm Phường Hà Phong, Phường Hà Tu": of a unit that nothing precedes, its name alone.
    #[must_use]
    pub fn made_of(&self, unit: &Unit) -> Text {
        let old: Vec<&Unit> = self.predecessors(unit).collect();
        let (Some(since), false) = (unit.valid_from, old.is_empty()) else {
            return Text { vi: unit.full_name.clone(), en: unit.name_en.clone() };
        };
        Text {
            vi: ["Từ ngày ", &day_vi(since), " gồm ", &names_vi(&old)].concat(),
            en: ["Since ", &day_en(since), " made of ", &names_en(&old)].concat(),
        }
    }

    /// Why an old name leads to a unit of today: "Phường Hà Phong (Thành phố Hạ Long) từ ngày 01/07/2025 thuộc Phường
    /// Hà Tu". Of a unit that was split also which part it is, as far as that is known, and what else the successor is made
    /// of, by which people know it.
    #[must_use]
    pub fn came_from(&self, old: &Unit, now: &Unit, split: bool) -> Text {
        let since = old.valid_to.and_then(|to| to.tomorrow().ok());
        let (since_vi, since_en) = since.map(|day| (day_vi(day), day_en(day))).unwrap_or_default();
        let district_vi = old.district.as_ref().map(|district| [" (", district, ")"].concat()).unwrap_or_default();
        let district_en = old.district.as_deref().map(|name| [" (", &district_en(name), ")"].concat());
        let district_en = district_en.unwrap_or_default();
        let others: Vec<&Unit> = self.predecessors(now).filter(|other| *other != old).collect();
        let (with_vi, with_en) = if split && !others.is_empty() {
            (
                [", cùng với ", &names_vi(&others), " cũ"].concat(),
                [", together with the former ", &names_en(&others)].concat(),
            )
        } else {
            Default::default()
        };
        let part =
            old.successors.iter().find(|part| split && part.code == now.code).and_then(|part| part.area.as_ref());
        let (part_vi, part_en) = match part {
            Some(area) => ([&area.vi, " của "].concat(), [&area.en, " of "].concat()),
            None if split => ("Một phần ".to_owned(), "A part of ".to_owned()),
            None => Default::default(),
        };
        Text {
            vi: [&part_vi, &old.full_name, &district_vi, " từ ngày ", &since_vi, " thuộc ", &now.full_name, &with_vi]
                .concat(),
            en: [&part_en, &old.name_en, &district_en, " belongs to ", &now.name_en, " since ", &since_en, &with_en]
                .concat(),
        }
    }
}

fn names_vi(units: &[&Unit]) -> String {
    units.iter().map(|unit| unit.full_name.as_str()).collect::<Vec<_>>().join(", ")
}

fn names_en(units: &[&Unit]) -> String {
    units.iter().map(|unit| unit.name_en.as_str()).collect::<Vec<_>>().join(", ")
}

fn day_vi(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn day_en(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// "Ha Long City" of "Thành phố Hạ Long".
fn district_en(district: &str) -> String {
    const KINDS: [(&str, &str); 3] = [("Thành phố ", " City"), ("Thị xã ", " Town"), ("Huyện ", " District")];
    let found = KINDS.iter().find_map(|(vi, en)| Some((district.strip_prefix(vi)?, *en)));
    let (name, kind) = found.unwrap_or((district, ""));
    [&unmarked(name), kind].concat()
}
