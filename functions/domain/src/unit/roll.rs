//! The roll of names: every unit that is or was, small enough to travel to a phone where a place is typed.
//!
//! A text of lines, because its reader has to be small as well. The first line is the day it was written and the
//! province, the second the former districts; then one unit a line: code, kind, name, district, first day, last day,
//! successors (the one to propose with a star), other codes, and of a split unit what tells its parts from each other. What
//! can be made from a name is left out.

use super::{Successor, Unit, UnitKind, UnitMap};
use crate::{
    ids::UnitCode,
    text::{Text, unmarked},
};
use jiff::civil::Date;

impl UnitMap {
    /// The roll as of a day, which its reader takes for today.
    #[must_use]
    pub fn roll(&self, on: Date) -> String {
        let mut districts: Vec<&str> = self.units.iter().filter_map(|unit| unit.district.as_deref()).collect();
        districts.sort_unstable();
        districts.dedup();
        let mut roll = [&number(Some(on)), "\t", &self.province.vi, "\t", &self.province.en, "\n"].concat();
        roll.push_str(&districts.join("\t"));
        for unit in &self.units {
            let kind = UnitKind::ALL.iter().position(|kind| *kind == unit.kind).unwrap_or_default();
            let district = unit.district.as_deref().and_then(|name| districts.iter().position(|known| *known == name));
            let star =
                |successor: &Successor| [successor.code.as_str(), if successor.default { "*" } else { "" }].concat();
            let fields = [
                unit.code.0.clone(),
                kind.to_string(),
                unit.name.clone(),
                district.map(|at| at.to_string()).unwrap_or_default(),
                number(unit.valid_from),
                number(unit.valid_to),
                unit.successors.iter().map(star).collect::<Vec<_>>().join(","),
                unit.aliases.iter().map(|code| code.as_str().to_owned()).collect::<Vec<_>>().join(","),
                areas(&unit.successors),
            ];
            roll.push('\n');
            roll.push_str(fields.join("\t").trim_end());
        }
        roll
    }

    /// Reads a roll: the units, and the day that is today. It has no agencies. None for a text that is no roll.
    #[must_use]
    pub fn from_roll(roll: &str) -> Option<(Self, Date)> {
        let mut lines = roll.lines();
        let mut first = lines.next()?.split('\t');
        let today = day(first.next()?)?;
        let province = Text { vi: first.next()?.to_owned(), en: first.next()?.to_owned() };
        let districts: Vec<&str> = lines.next()?.split('\t').collect();
        let units = lines.map(|line| unit(line, &districts)).collect::<Option<Vec<_>>>()?;
        let map = Self {
            province,
            province_code: String::new(),
            units,
            agencies: Vec::new(),
            offices: Vec::new(),
            closures: Vec::new(),
        };
        Some((map, today))
    }
}

fn unit(line: &str, districts: &[&str]) -> Option<Unit> {
    let mut fields = line.split('\t');
    let code = UnitCode::from(fields.next()?);
    let kind = *UnitKind::ALL.get(fields.next()?.parse::<usize>().ok()?)?;
    let name = fields.next()?;
    let mut rest = || fields.next().unwrap_or_default();
    let district = rest().parse::<usize>().ok().and_then(|at| districts.get(at)).map(|name| (*name).to_owned());
    let (valid_from, valid_to) = (day(rest()), day(rest()));
    let listed = |text: &str| text.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let codes = listed(rest());
    let aliases = listed(rest()).into_iter().map(UnitCode).collect();
    let mut areas = rest().split('|');
    let successors = codes.into_iter().map(|code| Successor {
        default: code.ends_with('*'),
        code: UnitCode::from(code.trim_end_matches('*')),
        area: areas.next().and_then(|area| area.split_once('=')).map(|(vi, en)| Text { vi: vi.into(), en: en.into() }),
    });
    let successors = successors.collect();
    Some(Unit {
        code,
        valid_from,
        valid_to,
        name: name.to_owned(),
        full_name: [kind.title_vi(), " ", name].concat(),
        name_en: [&unmarked(name), " ", kind.name_en()].concat(),
        kind,
        district,
        aliases,
        demo_agency_code: None,
        agency: None,
        successors,
    })
}

/// `Khu 1=Quarter 1|=`, in the order of the successors; nothing where nothing is known.
fn areas(successors: &[Successor]) -> String {
    if successors.iter().all(|successor| successor.area.is_none()) {
        return String::new();
    }
    let plain = |text: &str| text.replace(['|', '=', '\t', '\n', '\r'], " ");
    let area = |successor: &Successor| {
        successor.area.as_ref().map(|area| [&plain(&area.vi), "=", &plain(&area.en)].concat()).unwrap_or_default()
    };
    successors.iter().map(area).collect::<Vec<_>>().join("|")
}

/// A day as digits, `20250630`; none: empty.
fn number(day: Option<Date>) -> String {
    day.map(|day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())).unwrap_or_default()
}

fn day(digits: &str) -> Option<Date> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |value: Option<i16>| value.and_then(|value| i8::try_from(value).ok());
    Date::new(part(0, 4)?, small(part(4, 6))?, small(part(6, 8))?).ok()
}
