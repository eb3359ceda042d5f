//! What is wrong with a plan, found before anything is done.

use super::{Extent, Link, NewUnit, Plan};
use crate::{
    account::{Account, Place, Role},
    ids::{AccountId, AgencyId, UnitCode},
    text::fold,
    unit::{Unit, UnitMap},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One thing about the plan that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub severity: Severity,
    pub problem: Problem,
}

/// What a finding means for the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan cannot be carried out as it stands.
    Stops,
    /// It can; somebody should know.
    Look,
}

/// Kinds of findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// The day is over; on the day itself it is not too late.
    TooLate { effective: Date },
    /// A code does not have five figures.
    NotACode { code: UnitCode },
    /// The plan ends or begins a unit twice.
    Twice { code: UnitCode },
    /// No such unit exists on the day before.
    EndsUnknown { code: UnitCode },
    /// The code of a new unit belongs to one that stays.
    CodeTaken { code: UnitCode, by: String },
    /// The identifier for dossier codes belongs to another unit or agency.
    AgencyCodeTaken { unit: UnitCode, agency_code: String },
    /// Nothing takes over an old unit.
    NoSuccessor { code: UnitCode, name: String },
    /// A new unit is made of nothing.
    NoPredecessor { code: UnitCode, name: String },
    /// A link starts at a unit that the plan does not end.
    LinkFromUnknown { old: UnitCode, new: UnitCode },
    /// A link leads to a unit that the plan does not begin.
    LinkToUnknown { old: UnitCode, new: UnitCode },
    /// Two links between the same units.
    LinkTwice { old: UnitCode, new: UnitCode },
    /// A whole unit goes to one and (a part of) it to another.
    Overlap { old: UnitCode, name: String },
    /// Only one part of a unit goes anywhere.
    OnlyAPart { old: UnitCode, name: String },
    /// Of the parts none, or more than one, is the one to propose.
    NotOneProposed { old: UnitCode, name: String, proposed: usize },
    /// Nothing says what tells a part from the others.
    PartUndescribed { old: UnitCode, new: UnitCode },
    /// A code will name another unit than before.
    CodeReused { code: UnitCode, before: String, after: String },
    /// Two units of the same day have the same name: people will always be asked.
    NameTwice { name: String, units: Vec<UnitCode> },
    /// Several land branches served the predecessors; the plan must name one.
    BranchUndecided { unit: UnitCode, branches: Vec<AgencyId> },
    /// The plan names a branch, or a unit for it, that does not exist.
    BranchUnknown { unit: UnitCode, branch: AgencyId },
    /// Somebody works at a unit that is split, and the plan does not say where they go.
    StaffWithoutUnit { account: AccountId, unit: UnitCode },
    /// The plan sends somebody where no unit begins, or names somebody unknown.
    StaffToUnknown { account: AccountId, unit: UnitCode },
    /// A new unit has nobody who could do this work.
    NobodyIn { unit: UnitCode, role: Role },
    /// Open dossiers of a unit that nothing takes over.
    DossiersWithoutTarget { unit: UnitCode, open: u64 },
    /// Open dossiers of a unit that is split: each is looked at, or goes to the coordination queue.
    DossiersToDivide { unit: UnitCode, open: u64 },
}

/// What the plan is held against.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub map: &'a UnitMap,
    pub staff: &'a [Account],
    /// Open dossiers by the unit that has them.
    pub open: &'a BTreeMap<UnitCode, u64>,
    pub today: Date,
}

impl Problem {
    /// Whether the plan cannot be carried out with it.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::PartUndescribed { .. }
            | Self::CodeReused { .. }
            | Self::NameTwice { .. }
            | Self::NobodyIn { .. }
            | Self::DossiersToDivide { .. } => Severity::Look,
            _ => Severity::Stops,
        }
    }
}

impl Plan {
    /// Everything that is wrong with the plan or worth knowing, what stops it first.
    #[must_use]
    pub fn lint(&self, standing: Standing<'_>) -> Vec<Finding> {
        let mut found = Found { plan: self, standing, problems: Vec::new() };
        found.day();
        found.units();
        found.links();
        found.names();
        found.branches();
        found.staff();
        found.dossiers();
        let with = |problem: Problem| Finding { severity: problem.severity(), problem };
        let mut findings: Vec<Finding> = found.problems.into_iter().map(with).collect();
        findings.sort_by_key(|finding| finding.severity);
        findings
    }
}

struct Found<'a> {
    plan: &'a Plan,
    standing: Standing<'a>,
    problems: Vec<Problem>,
}

impl<'a> Found<'a> {
    fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn day(&mut self) {
        if self.plan.effective < self.standing.today {
            self.add(Problem::TooLate { effective: self.plan.effective });
        }
    }

    /// The unit of a code on the last day of the old map.
    fn old(&self, code: &UnitCode) -> Option<&'a Unit> {
        self.standing.map.unit(code, self.plan.effective.yesterday().unwrap_or(self.plan.effective))
    }

    fn name_of(&self, code: &UnitCode) -> String {
        self.old(code).map_or_else(|| code.to_string(), |unit| unit.full_name.clone())
    }

    /// The units of the first day that stay as they are.
    fn staying(&self) -> impl Iterator<Item = &'a Unit> {
        let (plan, map) = (self.plan, self.standing.map);
        map.units_on(plan.effective).filter(move |unit| !plan.ended.contains(&unit.code))
    }

    fn units(&mut self) {
        let plan = self.plan;
        for code in repeated(plan.ended.iter()).chain(repeated(plan.begun.iter().map(|new| &new.code))) {
            self.add(Problem::Twice { code });
        }
        for code in &plan.ended {
            if self.old(code).is_none() {
                self.add(Problem::EndsUnknown { code: code.clone() });
            }
        }
        let agencies = self.standing.map.agencies.iter().map(|agency| agency.demo_agency_code.as_str());
        let mut identifiers: BTreeSet<&str> = agencies.collect();
        identifiers.extend(self.standing.map.units.iter().filter_map(|unit| unit.demo_agency_code.as_deref()));
        for new in &plan.begun {
            if new.code.as_str().len() != 5 || !new.code.as_str().bytes().all(|byte| byte.is_ascii_digit()) {
                self.add(Problem::NotACode { code: new.code.clone() });
            }
            let taken = self.staying().find(|unit| unit.code == new.code || unit.aliases.contains(&new.code));
            if let Some(unit) = taken {
                self.add(Problem::CodeTaken { code: new.code.clone(), by: unit.full_name.clone() });
            }
            // A dossier's code is given once: an identifier that was in use would begin two units' codes.
            if !identifiers.insert(&new.agency_code) && !self.inherits(new) {
                let agency_code = new.agency_code.clone();
                self.add(Problem::AgencyCodeTaken { unit: new.code.clone(), agency_code });
            }
            if let Some(before) = self.old(&new.code).filter(|before| before.full_name != new.full_name()) {
                let (before, after) = (before.full_name.clone(), new.full_name());
                self.add(Problem::CodeReused { code: new.code.clone(), before, after });
            }
        }
    }

    /// Whether a new unit goes on with the identifier of one that it takes over whole.
    fn inherits(&self, new: &NewUnit) -> bool {
        self.plan.links.iter().filter(|link| link.new == new.code && link.extent == Extent::Whole).any(|link| {
            self.old(&link.old).and_then(|old| old.demo_agency_code.as_deref()) == Some(new.agency_code.as_str())
        })
    }

    fn links(&mut self) {
        let plan = self.plan;
        let mut seen = BTreeSet::new();
        for link in &plan.links {
            let (old, new) = (link.old.clone(), link.new.clone());
            if !plan.ended.contains(&old) {
                self.add(Problem::LinkFromUnknown { old, new });
            } else if !plan.begun.iter().any(|unit| unit.code == new) {
                self.add(Problem::LinkToUnknown { old, new });
            } else if !seen.insert((&link.old, &link.new)) {
                self.add(Problem::LinkTwice { old, new });
            } else if matches!(link.extent, Extent::Part { area: None, .. }) {
                self.add(Problem::PartUndescribed { old, new });
            }
        }
        for old in &plan.ended {
            self.division(old);
        }
        for new in &plan.begun {
            if !plan.links.iter().any(|link| link.new == new.code) {
                self.add(Problem::NoPredecessor { code: new.code.clone(), name: new.full_name() });
            }
        }
    }

    /// Whether the links of an old unit together are the whole of it, once.
    fn division(&mut self, code: &UnitCode) {
        let (links, name) = (self.plan.links_of(code), self.name_of(code));
        let old = code.clone();
        match links.as_slice() {
            [] => self.add(Problem::NoSuccessor { code: old, name }),
            [only] if only.extent == Extent::Whole => {}
            [_] => self.add(Problem::OnlyAPart { old, name }),
            several if several.iter().any(|link| link.extent == Extent::Whole) => {
                self.add(Problem::Overlap { old, name });
            }
            several => {
                let proposed = several.iter().filter(|link| Link::is_proposed(link)).count();
                if proposed != 1 {
                    self.add(Problem::NotOneProposed { old, name, proposed });
                }
            }
        }
    }

    fn names(&mut self) {
        let mut bearers: BTreeMap<String, Vec<(String, UnitCode)>> = BTreeMap::new();
        let staying = self.staying().map(|unit| (unit.full_name.clone(), unit.code.clone()));
        let begun = self.plan.begun.iter().map(|new| (new.full_name(), new.code.clone()));
        for (name, code) in staying.chain(begun) {
            bearers.entry(fold(&name)).or_default().push((name, code));
        }
        for units in bearers.into_values().filter(|units| units.len() > 1) {
            let name = units.first().map(|(name, _)| name.clone()).unwrap_or_default();
            self.add(Problem::NameTwice { name, units: units.into_iter().map(|(_, code)| code).collect() });
        }
    }

    fn branches(&mut self) {
        let (plan, map) = (self.plan, self.standing.map);
        for said in &plan.branches {
            let (unit, branch) = (said.unit.clone(), said.branch.clone());
            if !plan.begun.iter().any(|new| new.code == unit) || map.agency(&branch).is_none() {
                self.add(Problem::BranchUnknown { unit, branch });
            }
        }
        for new in &plan.begun {
            let inherited = plan.branches_of_predecessors(&new.code, map);
            if inherited.len() > 1 && plan.branch_of(&new.code, map).is_none() {
                let branches = inherited.into_iter().collect();
                self.add(Problem::BranchUndecided { unit: new.code.clone(), branches });
            }
        }
    }

    fn staff(&mut self) {
        let (plan, staff) = (self.plan, self.standing.staff);
        for told in &plan.staff {
            let known = staff.iter().any(|account| account.id == told.account);
            if !known || !plan.begun.iter().any(|new| new.code == told.to) {
                self.add(Problem::StaffToUnknown { account: told.account.clone(), unit: told.to.clone() });
            }
        }
        let mut filled: BTreeSet<(UnitCode, Role)> = BTreeSet::new();
        for account in staff {
            let told = plan.staff.iter().find(|told| told.account == account.id).map(|told| &told.to);
            for post in &account.posts {
                let Some(unit) = self.unit_of(&post.place).filter(|unit| plan.ended.contains(unit)) else { continue };
                match told.or_else(|| plan.heir(&unit)) {
                    Some(to) => {
                        filled.insert((to.clone(), post.role));
                    }
                    None => self.add(Problem::StaffWithoutUnit { account: account.id.clone(), unit }),
                }
            }
        }
        for new in &plan.begun {
            for role in [Role::IntakeOfficer, Role::CaseOfficer, Role::Signer, Role::Clerk] {
                if !filled.contains(&(new.code.clone(), role)) {
                    self.add(Problem::NobodyIn { unit: new.code.clone(), role });
                }
            }
        }
    }

    /// The unit of a post, at its centre or its committee, on the last day before the plan.
    fn unit_of(&self, place: &Place) -> Option<UnitCode> {
        let last_day = self.plan.effective.yesterday().unwrap_or(self.plan.effective);
        let unit = match place {
            Place::Centre { centre } => self.standing.map.centre_unit(centre, last_day),
            Place::Agency { agency, .. } => self.standing.map.committee_unit(agency, last_day),
            Place::Province => None,
        };
        unit.map(|unit| unit.code.clone())
    }

    fn dossiers(&mut self) {
        for unit in &self.plan.ended {
            let open = self.standing.open.get(unit).copied().unwrap_or_default();
            if open == 0 {
                continue;
            }
            let unit = unit.clone();
            match self.plan.links_of(&unit).as_slice() {
                [] => self.add(Problem::DossiersWithoutTarget { unit, open }),
                [_] => {}
                _ => self.add(Problem::DossiersToDivide { unit, open }),
            }
        }
    }
}

/// The codes that come again.
fn repeated<'a>(codes: impl Iterator<Item = &'a UnitCode>) -> impl Iterator<Item = UnitCode> {
    let mut seen = BTreeSet::new();
    codes.filter(move |code| !seen.insert(*code)).cloned().collect::<Vec<_>>().into_iter()
}
