//! The unit map: all units of all periods, the agencies and the kinds of commune offices.

use super::{Agency, AgencyKind, CommuneOffice, Successor, Unit, UnitSummary, closure::Closure, compile};
use crate::{
    ids::{AgencyId, CentreId, OfficeId, UnitCode},
    raw::RawError,
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::VecDeque;

/// The provincial service centre.
pub const PROVINCIAL_CENTRE: &str = "QN-PVHCC";
/// The committee, as a kind of commune office.
pub const COMMITTEE: &str = "CX-UBND";
/// The committee's chairman.
pub const CHAIRMAN: &str = "CX-CHUTICH";
/// The committee's general office.
pub const GENERAL_OFFICE: &str = "CX-VP";

/// Every unit that is or was, with its agencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitMap {
    /// Name of the province, "Quảng Ninh".
    pub province: Text,
    /// Agency identifier of the province (R22), `H49`.
    pub province_code: String,
    /// By code, older first.
    pub units: Vec<Unit>,
    pub agencies: Vec<Agency>,
    pub offices: Vec<CommuneOffice>,
    /// Decisions by which places are closed for a time, or their work is another's. They are kept by themselves, not with
    /// the map: whoever loads the one adds the others.
    #[serde(skip)]
    pub closures: Vec<Closure>,
}

impl Unit {
    /// Whether the unit exists on the day.
    #[must_use]
    pub fn is_valid(&self, on: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_to.is_none_or(|to| on <= to)
    }
}

impl Unit {
    /// The code with its first day, `06673@2026-12-11`: whoever had the code before is another unit.
    pub(super) fn since(&self) -> Option<UnitCode> {
        self.valid_from.map(|from| UnitCode(format!("{}@{from}", self.code)))
    }
}

impl UnitMap {
    /// Compiles the published map.
    ///
    /// # Errors
    /// Names the first place where the data are not as expected.
    pub fn from_raw(raw: &Value) -> Result<Self, RawError> {
        compile::unit_map(raw)
    }

    /// The unit of a code on a day; aliases count too.
    #[must_use]
    pub fn unit(&self, code: &UnitCode, on: Date) -> Option<&Unit> {
        let aliased = || self.units.iter().find(|unit| unit.aliases.contains(code) && unit.is_valid(on));
        self.periods(code).iter().find(|unit| unit.is_valid(on)).or_else(aliased)
    }

    /// All units that had or have this code, older first. The units are in order of their codes.
    pub(super) fn periods(&self, code: &UnitCode) -> &[Unit] {
        let from = self.units.partition_point(|unit| unit.code < *code);
        let rest = self.units.get(from..).unwrap_or_default();
        let same = rest.iter().take_while(|unit| unit.code == *code).count();
        rest.get(..same).unwrap_or_default()
    }

    /// The units that exist on a day, by code.
    pub fn units_on(&self, on: Date) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.is_valid(on))
    }

    /// The last unit that had this code and no longer exists on the day.
    #[must_use]
    pub fn former_unit(&self, code: &UnitCode, on: Date) -> Option<&Unit> {
        self.periods(code)
            .iter()
            .filter(|unit| unit.valid_to.is_some_and(|to| to < on))
            .max_by_key(|unit| unit.valid_to)
    }

    /// The unit of a code, `06652`, or of a code as it was on a day, `06652@2025-06-30`; on the day given, or the last
    /// before it.
    #[must_use]
    pub fn named(&self, code: &str, on: Date) -> Option<&Unit> {
        if let Some((code, day)) = code.split_once('@') {
            return self.unit(&UnitCode::from(code), day.parse().ok()?);
        }
        let code = UnitCode::from(code);
        self.unit(&code, on).or_else(|| self.former_unit(&code, on))
    }

    /// Units valid on the day that took over (a part of) this one, followed through several changes; the one to
    /// propose comes first.
    #[must_use]
    pub fn successors<'a>(&'a self, unit: &'a Unit, on: Date) -> Vec<&'a Unit> {
        let mut found: Vec<&Unit> = Vec::new();
        let mut open = self.next_after(unit);
        // Each step goes forward in time, so that the walk ends.
        while let Some(unit) = open.pop_front() {
            if !unit.is_valid(on) {
                for next in self.next_after(unit).into_iter().rev() {
                    open.push_front(next);
                }
            } else if !found.iter().any(|known| known.code == unit.code) {
                found.push(unit);
            }
        }
        found
    }

    /// The units that began when this one ended and took over (a part of) it, the one to propose first.
    fn next_after(&self, unit: &Unit) -> VecDeque<&Unit> {
        let Some(begins) = unit.valid_to.and_then(|ended| ended.tomorrow().ok()) else { return VecDeque::new() };
        let mut next: Vec<&Successor> = unit.successors.iter().collect();
        next.sort_by_key(|successor| !successor.default);
        next.into_iter().filter_map(|successor| self.unit(&successor.code, begins)).collect()
    }

    /// An agency that is not a commune's committee.
    #[must_use]
    pub fn agency(&self, id: &AgencyId) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == *id)
    }

    /// The unit whose committee this agency is.
    #[must_use]
    pub fn committee_unit(&self, agency: &AgencyId, on: Date) -> Option<&Unit> {
        self.unit_of_agency(agency.as_str(), on)
    }

    /// The branch of the land registration office that serves a unit.
    #[must_use]
    pub fn land_branch(&self, unit: &Unit) -> Option<&Agency> {
        let serving = |code: &UnitCode| {
            let serves = |agency: &&Agency| agency.serves_units.contains(code);
            self.agencies.iter().filter(|agency| agency.kind == AgencyKind::PublicServiceUnitBranch).find(serves)
        };
        unit.since().and_then(|since| serving(&since)).or_else(|| serving(&unit.code))
    }

    /// The kind of commune office with this id.
    #[must_use]
    pub fn office(&self, id: &OfficeId) -> Option<&CommuneOffice> {
        self.offices.iter().find(|office| office.id == *id)
    }

    /// The commune office that examines a sector: one that every kind of unit has.
    #[must_use]
    pub fn office_of_sector(&self, sector: &str) -> Option<&CommuneOffice> {
        self.offices
            .iter()
            .find(|office| office.unit_kinds.len() >= 3 && office.sectors.iter().any(|examined| examined == sector))
    }

    /// Name of an agency: "Ủy ban nhân dân phường Hà Tu", "Sở Xây dựng"; of one that has ended, its last.
    #[must_use]
    pub fn agency_name(&self, id: &AgencyId, on: Date) -> Option<Text> {
        if let Some(unit) = self.named_unit(id.as_str(), on) {
            return Some(unit.summary().committee_name());
        }
        self.agency(id).map(|agency| agency.name.clone())
    }

    /// Name of an office within an agency: "Phòng Kinh tế" in a commune, "Phòng Kinh tế, Hạ tầng và Đô thị" in a
    /// ward; of a provincial agency its own name, or that of the agency that prepares its decisions.
    #[must_use]
    pub fn office_name(&self, agency: &AgencyId, office: &OfficeId, on: Date) -> Option<Text> {
        let Some(unit) = self.named_unit(agency.as_str(), on) else {
            return self.agency(&AgencyId(office.0.clone())).map(|agency| agency.name.clone());
        };
        let office = self.office(office)?;
        let meant = office.resolves_to.iter().find(|(kind, _)| *kind == unit.kind).and_then(|(_, id)| self.office(id));
        Some(meant.unwrap_or(office).name.clone())
    }

    /// An office with the committee that it belongs to, as it is named outside its own house: every commune has an
    /// office of the same name.
    #[must_use]
    pub fn office_of_agency_name(&self, agency: &AgencyId, office: &OfficeId, on: Date) -> Option<Text> {
        let office = self.office_name(agency, office, on)?;
        let Some(unit) = self.named_unit(agency.as_str(), on) else { return Some(office) };
        let committee = unit.summary().committee_name();
        let joined = |office: String, committee: String| [office.as_str(), ", ", &committee].concat();
        Some(Text { vi: joined(office.vi, committee.vi), en: joined(office.en, committee.en) })
    }

    /// Agency identifier for dossier codes (R22, R23). None for an agency that is not in the map.
    #[must_use]
    pub fn agency_code(&self, id: &AgencyId, on: Date) -> Option<&str> {
        match self.named_unit(id.as_str(), on) {
            Some(unit) => unit.demo_agency_code.as_deref(),
            None => self.agency(id).map(|agency| agency.demo_agency_code.as_str()),
        }
    }

    /// Whether there is such a service centre on the day.
    #[must_use]
    pub fn is_centre(&self, id: &CentreId, on: Date) -> bool {
        id.as_str() == PROVINCIAL_CENTRE || self.centre_unit(id, on).is_some()
    }

    /// The commune of a centre; None for the provincial one.
    #[must_use]
    pub fn centre_unit(&self, id: &CentreId, on: Date) -> Option<&Unit> {
        self.unit_of_agency(id.as_str(), on)
    }

    /// The centre nearest to an agency's work: a committee's own, otherwise the provincial one.
    #[must_use]
    pub fn centre_of(&self, agency: &AgencyId, on: Date) -> CentreId {
        self.committee_unit(agency, on).map_or_else(|| CentreId::from(PROVINCIAL_CENTRE), Unit::centre_id)
    }

    /// Name of a centre, also of one that has ended: "Trung tâm Phục vụ hành chính công phường Hà Tu".
    #[must_use]
    pub fn centre_name(&self, id: &CentreId, on: Date) -> Option<Text> {
        if let Some(unit) = self.named_unit(id.as_str(), on) {
            return Some(unit.summary().centre_name());
        }
        self.agency(&AgencyId(id.0.clone()))
            .filter(|agency| agency.kind == AgencyKind::ServiceCentre)
            .map(|agency| agency.name.clone())
    }

    /// The centres of a day, the provincial one first.
    #[must_use]
    pub fn centres(&self, on: Date) -> Vec<CentreId> {
        let provincial = std::iter::once(CentreId::from(PROVINCIAL_CENTRE));
        provincial.chain(self.units_on(on).map(Unit::centre_id)).collect()
    }

    /// The units of a day in short form, by name.
    #[must_use]
    pub fn summaries(&self, on: Date) -> Vec<UnitSummary> {
        let closed = |unit: &Unit| self.closed_centre(&unit.centre_id(), on).map(|closure| self.closure_told(closure));
        let summary = |unit: &Unit| UnitSummary { closed: closed(unit), ..unit.summary() };
        let mut units: Vec<UnitSummary> = self.units_on(on).map(summary).collect();
        units.sort_by_cached_key(|unit| (crate::text::fold(&unit.name), unit.code.clone()));
        units
    }
}
