//! The map after a plan.

use super::{Link, NewUnit, Plan};
use crate::{
    ids::{AgencyId, UnitCode},
    unit::{Agency, AgencyKind, Successor, Unit, UnitMap},
};
use std::collections::BTreeSet;

impl Plan {
    /// The map with the old units ended and the new ones begun; one that has them already stays as it is. A plan with findings that stop it gives a map with the same
    /// holes; [`Plan::lint`] finds them before.
    #[must_use]
    pub fn apply(&self, map: &UnitMap) -> UnitMap {
        let mut after = map.clone();
        let last_day = self.effective.yesterday().unwrap_or(self.effective);
        for old in &self.ended {
            let ending = after.units.iter_mut().find(|unit| unit.code == *old && unit.is_valid(last_day));
            if let Some(unit) = ending {
                unit.valid_to = Some(last_day);
                unit.successors = self.links_of(old).into_iter().map(Link::successor).collect();
            }
        }
        let known = |new: &&NewUnit| !self.has_begun(new, map);
        after.units.extend(self.begun.iter().filter(known).map(|new| new.unit(self.effective, map)));
        after.units.sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
        for agency in &mut after.agencies {
            self.serve(agency, map);
        }
        after
    }

    /// Whether the map has the plan already.
    #[must_use]
    pub fn is_applied(&self, map: &UnitMap) -> bool {
        self.begun.iter().all(|new| self.has_begun(new, map))
    }

    fn has_begun(&self, new: &NewUnit, map: &UnitMap) -> bool {
        map.units.iter().any(|unit| unit.code == new.code && unit.valid_from == Some(self.effective))
    }

    /// A land branch goes on to serve what its units became.
    fn serve(&self, agency: &mut Agency, before: &UnitMap) {
        if agency.kind != AgencyKind::PublicServiceUnitBranch || self.is_applied(before) {
            return;
        }
        // With the day: until then, and for what is from before, the code is another unit's.
        let served = self.begun.iter().filter(|new| self.branch_of(&new.code, before).as_ref() == Some(&agency.id));
        let begun = served.filter_map(|new| new.unit(self.effective, before).since());
        agency.serves_units.extend(begun);
    }

    /// The branch that serves a new unit: the plan's word, or that of all its predecessors. None: they had several, or none.
    pub(super) fn branch_of(&self, new: &UnitCode, before: &UnitMap) -> Option<AgencyId> {
        if let Some(said) = self.branches.iter().find(|said| said.unit == *new) {
            return Some(said.branch.clone());
        }
        let inherited = self.branches_of_predecessors(new, before);
        if inherited.len() == 1 { inherited.into_iter().next() } else { None }
    }

    /// The branches that served the units, or parts, of which a new one is made.
    pub(super) fn branches_of_predecessors(&self, new: &UnitCode, before: &UnitMap) -> BTreeSet<AgencyId> {
        let last_day = self.effective.yesterday().unwrap_or(self.effective);
        let old = self.links.iter().filter(|link| link.new == *new).filter_map(|link| before.unit(&link.old, last_day));
        old.filter_map(|old| before.land_branch(old)).map(|branch| branch.id.clone()).collect()
    }
}

impl Link {
    fn successor(&self) -> Successor {
        Successor { code: self.new.clone(), default: self.is_proposed(), area: self.area().cloned() }
    }
}

impl NewUnit {
    /// "Phường Hà Tu".
    #[must_use]
    pub fn full_name(&self) -> String {
        [self.kind.title_vi(), " ", &self.name].concat()
    }

    fn unit(&self, from: jiff::civil::Date, before: &UnitMap) -> Unit {
        Unit {
            code: self.code.clone(),
            valid_from: Some(from),
            valid_to: None,
            name: self.name.clone(),
            full_name: self.full_name(),
            name_en: self.name_en.clone(),
            kind: self.kind,
            district: None,
            aliases: self.aliases.clone(),
            demo_agency_code: Some(self.agency_code.clone()),
            agency: before.agency_id_for(&self.code, from),
            successors: Vec::new(),
        }
    }
}
