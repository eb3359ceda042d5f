//! What is wrong with a closure, by field, found before anything is done.

use super::{Closure, DueRule, Kind, Part};
use crate::{
    account::{Account, Role},
    form::types::wrong_text,
    ids::{AgencyId, CentreId, OfficeId},
    unit::{UnitMap, plan::Severity},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing about a closure that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub severity: Severity,
    /// Path of the field: `to`, `decision.number`.
    pub field: String,
    /// Stable code that the screens translate.
    pub code: String,
    /// The other decision that it clashes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

/// What a closure is held against; the map knows the other decisions.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub map: &'a UnitMap,
    pub staff: &'a [Account],
    pub today: Date,
}

/// Longest line that a person types.
const MAX_LINE: usize = 200;

impl Closure {
    /// Everything that is wrong with it or worth knowing, what stops it first.
    #[must_use]
    pub fn lint(&self, standing: Standing<'_>) -> Vec<Finding> {
        let mut found = Found { closure: self, standing, findings: Vec::new() };
        found.texts();
        found.days();
        found.places();
        found.others();
        if found.findings.iter().all(|finding| finding.severity == Severity::Look) {
            found.staff();
        }
        found.findings.sort_by_key(|finding| finding.severity);
        found.findings
    }
}

struct Found<'a> {
    closure: &'a Closure,
    standing: Standing<'a>,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, severity: Severity, field: &str, code: &str, other: Option<&str>) {
        let other = other.map(str::to_owned);
        self.findings.push(Finding { severity, field: field.to_owned(), code: code.to_owned(), other });
    }

    fn stop(&mut self, field: &str, code: &str) {
        self.add(Severity::Stops, field, code, None);
    }

    fn look(&mut self, field: &str, code: &str) {
        self.add(Severity::Look, field, code, None);
    }

    fn texts(&mut self) {
        let closure = self.closure;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !(1..=40).contains(&closure.id.len()) || !closure.id.bytes().all(is_plain) {
            self.stop("id", "pattern");
        }
        let lines = [
            ("why.vi", &closure.why.vi),
            ("why.en", &closure.why.en),
            ("decision.number", &closure.decision.number),
            ("decision.signer", &closure.decision.signer),
        ];
        for (field, line) in lines {
            if line.trim().is_empty() {
                self.stop(field, "required");
            } else if let Some(code) = wrong_text(line, MAX_LINE, false) {
                self.stop(field, code);
            }
        }
    }

    fn days(&mut self) {
        let (closure, today) = (self.closure, self.standing.today);
        if closure.decision.on > today {
            self.stop("decision.on", "in_future");
        }
        match closure.to {
            Some(to) if to < closure.from => self.stop("to", "before_from"),
            Some(to) if to < today => self.stop("to", "in_past"),
            _ if closure.from < today => self.look("from", "begun"),
            _ => {}
        }
        let a_year_on = closure.from.saturating_add(jiff::Span::new().years(1));
        if closure.to.is_some_and(|to| to > a_year_on) {
            self.stop("to", "too_long");
        }
        match (closure.kind, closure.due, closure.to) {
            (Kind::Delegation, DueRule::Shifted, _) => self.stop("due", "delegation_keeps_dates"),
            (Kind::Closure, DueRule::Shifted, None) => self.look("due", "end_unknown"),
            _ => {}
        }
    }

    fn places(&mut self) {
        let closure = self.closure;
        self.place("of", &closure.of, &closure.part);
        let same_agency = closure.of == closure.stand_in;
        match (&closure.part, &closure.stand_in_office) {
            (Part::Office { office }, Some(other)) => {
                if same_agency && office == other {
                    self.stop("stand_in_office", "itself");
                }
                self.place("stand_in", &closure.stand_in, &Part::Office { office: other.clone() });
            }
            (Part::Office { .. }, None) => self.stop("stand_in_office", "required"),
            (_, Some(_)) => self.stop("stand_in_office", "not_asked"),
            (_, None) if same_agency => self.stop("stand_in", "itself"),
            (part, None) => self.place("stand_in", &closure.stand_in, part),
        }
    }

    /// Whether the agency exists on the first day, and has that part.
    fn place(&mut self, field: &str, id: &AgencyId, part: &Part) {
        let (map, on) = (self.standing.map, self.closure.from);
        let commune = map.committee_unit(id, on);
        if commune.is_none() && map.agency(id).is_none() && !map.is_centre(&CentreId(id.0.clone()), on) {
            return self.stop(field, "unknown");
        }
        let has = match part {
            Part::Whole => commune.is_some(),
            Part::Centre => map.is_centre(&CentreId(id.0.clone()), on),
            Part::Agency => true,
            Part::Office { office } => match commune {
                Some(unit) => map.office(office).is_some_and(|known| known.unit_kinds.contains(&unit.kind)),
                None => office.as_str() == id.as_str() || map.agency(&AgencyId(office.0.clone())).is_some(),
            },
        };
        if !has {
            self.stop(if matches!(part, Part::Office { .. }) { "part.office" } else { field }, "no_such_part");
        }
    }

    /// Against the other decisions: the same place twice, a stand-in that is closed itself, a circle.
    fn others(&mut self) {
        let closure = self.closure;
        let map = self.standing.map;
        for other in map.closures.iter().filter(|other| other.id != closure.id && other.overlaps(closure)) {
            if meet((&other.of, &other.part), (&closure.of, &closure.part)) {
                self.add(Severity::Stops, "from", "overlaps", Some(&other.id));
            }
            let stands_in = (&closure.stand_in, &part_of_stand_in(closure));
            if meet((&other.of, &other.part), stands_in) {
                self.add(Severity::Stops, "stand_in", "closed_itself", Some(&other.id));
            }
            if meet((&closure.of, &closure.part), (&other.stand_in, &part_of_stand_in(other))) {
                self.add(Severity::Stops, "of", "stands_in_for_another", Some(&other.id));
            }
        }
    }

    /// Whether anybody would stand in, role by role.
    fn staff(&mut self) {
        let closure = self.closure;
        let lent: Vec<Role> = self
            .standing
            .staff
            .iter()
            .flat_map(|account| &account.posts)
            .filter(|post| closure.lends(post).is_some())
            .map(|post| post.role)
            .collect();
        let centre: &[(Role, &str)] =
            &[(Role::IntakeOfficer, "no_intake_officer"), (Role::ReturnsDesk, "no_returns_desk")];
        let agency: &[(Role, &str)] =
            &[(Role::CaseOfficer, "no_case_officer"), (Role::UnitHead, "no_unit_head"), (Role::Signer, "no_signer")];
        let needed: Vec<&(Role, &str)> = match closure.part {
            Part::Whole => centre.iter().chain(agency).collect(),
            Part::Centre => centre.iter().collect(),
            Part::Agency => agency.iter().collect(),
            Part::Office { .. } => agency.iter().take(2).collect(),
        };
        if lent.is_empty() {
            return self.look("stand_in", "nobody");
        }
        for (role, code) in needed {
            if !lent.contains(role) {
                self.look("stand_in", code);
            }
        }
    }
}

fn part_of_stand_in(closure: &Closure) -> Part {
    match (&closure.part, &closure.stand_in_office) {
        (Part::Office { .. }, Some(office)) => Part::Office { office: office.clone() },
        (part, _) => part.clone(),
    }
}

/// Whether two parts have a desk in common.
fn meet((one, part): (&AgencyId, &Part), (other, its): (&AgencyId, &Part)) -> bool {
    let office = |part: &Part| match part {
        Part::Office { office } => Some(office.clone()),
        _ => None::<OfficeId>,
    };
    one == other
        && match (part, its) {
            (Part::Whole, _) | (_, Part::Whole) | (Part::Centre, Part::Centre) => true,
            (Part::Centre, _) | (_, Part::Centre) => false,
            (Part::Agency, _) | (_, Part::Agency) => true,
            _ => office(part) == office(its),
        }
}
