//! A unit that is closed for a time, or an office whose work another does for a time: a dated decision.
//!
//! Competence stays with the competent agency; its work is done by another one, in its name. Nothing moves: the dossiers
//! keep desk, code and places, and whoever stands in has the posts of the closed place on those days
//! ([`UnitMap::stand_ins`]). The map carries the decisions that hold ([`UnitMap::closures`]), so that whoever knows the
//! units knows which are closed.

mod lending;
mod lint;
mod record;
mod words;

pub use lending::StandIn;
pub use lint::{Finding, Standing};
pub use record::{Ending, NotNow, Record, Stage, Sweep};

use super::UnitMap;
use crate::{
    account::Place,
    deadline::ClosedDays,
    dossier::{
        Dossier,
        head::{Clock, Resolver},
    },
    ids::{AgencyId, CentreId, OfficeId},
    text::Text,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A decision that closes a place for a time, or gives its work to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Chosen by who writes it.
    pub id: String,
    pub kind: Kind,
    /// Whose work it is: a commune's committee and centre have one id, the provincial centre and departments have theirs.
    pub of: AgencyId,
    pub part: Part,
    /// First day.
    pub from: Date,
    /// Last day. None: until a second decision ends it.
    pub to: Option<Date>,
    /// Why, as citizens read it: "bão số 15".
    pub why: Text,
    pub decision: Decision,
    /// Who does the work: the same part of this agency.
    pub stand_in: AgencyId,
    /// The office that stands in, where one office's work is given away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand_in_office: Option<OfficeId>,
    pub due: DueRule,
}

/// What the decision does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The place is closed: nobody is served there, and citizens are told.
    Closure,
    /// The place is open; another does its work.
    Delegation,
}

/// Which part of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Part {
    /// A commune's centre and committee.
    Whole,
    /// The service centre alone.
    Centre,
    /// The committee or department with all offices.
    Agency,
    /// One office.
    Office { office: OfficeId },
}

/// What becomes of due dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueRule {
    /// The stand-in keeps them.
    Unchanged,
    /// The working days on which the place is closed do not count.
    Shifted,
}

/// The paper that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// "15/QĐ-UBND".
    pub number: String,
    pub on: Date,
    /// Who signed it.
    pub signer: String,
}

impl Decision {
    /// "15/QĐ-UBND, 26/11/2026": the same in every language.
    #[must_use]
    pub fn cited(&self) -> String {
        format!("{}, {}", self.number, words::day(self.on))
    }
}

impl Closure {
    /// Whether it holds on the day.
    #[must_use]
    pub fn is_active(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }

    /// Whether it has been taken back before its first day.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.to.is_some_and(|to| to < self.from)
    }

    /// Whether two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| one.to.is_some_and(|to| to < other.from);
        !self.is_void() && !other.is_void() && !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether the work of this centre is given away.
    #[must_use]
    pub fn has_centre(&self, centre: &str) -> bool {
        self.of.as_str() == centre && matches!(self.part, Part::Whole | Part::Centre)
    }

    /// Whether the work of this office is given away; without an office: of the agency as such.
    #[must_use]
    pub fn has_office(&self, agency: &str, office: Option<&str>) -> bool {
        self.of.as_str() == agency
            && match &self.part {
                Part::Whole | Part::Agency => true,
                Part::Centre => false,
                Part::Office { office: only } => office == Some(only.as_str()),
            }
    }

    /// Whether the work of a place, as a post has it, is given away.
    #[must_use]
    pub fn has_place(&self, place: &Place) -> bool {
        match place {
            Place::Centre { centre } => self.has_centre(centre.as_str()),
            Place::Agency { agency, office } => self.has_office(agency.as_str(), office.as_ref().map(OfficeId::as_str)),
            Place::Province => false,
        }
    }

    /// Whether this is a desk of the place (`TT-07192`, `07192/CX-VP`, `07192/VT`).
    #[must_use]
    pub fn has_desk(&self, desk: &str) -> bool {
        match (desk.strip_prefix("TT-"), desk.split_once('/')) {
            (Some(centre), _) => self.has_centre(centre),
            // The registry is the whole agency's.
            (None, Some((agency, "VT"))) => self.has_office(agency, None),
            (None, Some((agency, office))) => self.has_office(agency, Some(office)),
            (None, None) => false,
        }
    }

    fn resolves(&self, resolver: &Resolver) -> bool {
        let agency = resolver.agency.as_str();
        [&resolver.office, &resolver.signing_office].iter().any(|office| self.has_office(agency, Some(office.as_str())))
    }

    /// Whether the dossier is the place's work: it lies at one of its desks, or the place has still to decide it.
    #[must_use]
    pub fn touches(&self, dossier: &Dossier) -> bool {
        let undecided = !matches!(dossier.clock, Clock::Stopped { .. } | Clock::Ended { .. });
        !dossier.state.name().is_final()
            && (self.has_desk(dossier.desk().as_str())
                || self.has_desk(dossier.holder().as_str())
                || (undecided && dossier.resolver.as_ref().is_some_and(|resolver| self.resolves(resolver))))
    }

    /// The days that the dossier's time does not count by this decision. None: it keeps its due date, also while nobody
    /// knows when the place opens again.
    #[must_use]
    pub fn days_for(&self, dossier: &Dossier, map: &UnitMap) -> Option<ClosedDays> {
        self.days(map).filter(|_| self.touches(dossier))
    }

    /// The days that do not count for whom it touches.
    #[must_use]
    pub fn days(&self, map: &UnitMap) -> Option<ClosedDays> {
        let to = self.to.filter(|_| self.moves_due_dates() && !self.is_void())?;
        Some(ClosedDays {
            closure: self.id.clone(),
            from: self.from,
            to,
            name: map.closure_name(self),
            source: self.decision.cited(),
        })
    }

    /// Whether due dates move by it.
    #[must_use]
    pub fn moves_due_dates(&self) -> bool {
        self.kind == Kind::Closure && self.due == DueRule::Shifted
    }
}

impl UnitMap {
    /// A decision that holds, held or was taken back.
    #[must_use]
    pub fn closure(&self, id: &str) -> Option<&Closure> {
        self.closures.iter().find(|closure| closure.id == id)
    }

    /// Why a centre serves nobody on the day.
    #[must_use]
    pub fn closed_centre(&self, centre: &CentreId, on: Date) -> Option<&Closure> {
        self.closures.iter().find(|closure| {
            closure.kind == Kind::Closure && closure.is_active(on) && closure.has_centre(centre.as_str())
        })
    }

    /// The closure of which whoever waits for the dossier should know: of the place that has it or decides it, or of the
    /// place where the result is fetched; one that comes within a week is told already.
    #[must_use]
    pub fn closed_for(&self, dossier: &Dossier, on: Date) -> Option<&Closure> {
        let soon = on.saturating_add(jiff::Span::new().days(7));
        let told = |closure: &&Closure| {
            let shown = closure.from <= soon && closure.to.is_none_or(|to| on <= to) && !closure.is_void();
            let fetched = dossier.return_to.on_paper() && closure.has_centre(dossier.return_to.centre.as_str());
            closure.kind == Kind::Closure && shown && (closure.touches(dossier) || fetched)
        };
        self.closures.iter().find(|closure| !dossier.state.name().is_final() && told(closure))
    }

    /// Days that a clock which is counted today has to leave out, and does not know of yet: of decisions that are not over.
    #[must_use]
    pub fn days_missing(&self, dossier: &Dossier, known: &[ClosedDays], on: Date) -> Vec<ClosedDays> {
        let unknown = |closure: &&Closure| {
            closure.to.is_some_and(|to| on <= to) && !known.iter().any(|days| days.closure == closure.id)
        };
        self.closures.iter().filter(unknown).filter_map(|closure| closure.days_for(dossier, self)).collect()
    }
}
