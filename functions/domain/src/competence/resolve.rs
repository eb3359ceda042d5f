//! Deciding who is competent.

use super::{Competence, CompetenceDecision, CoordinationReason, Instead, Outcome, PlaceLevel, Reason, place::unit_of};
use crate::{
    expression::Scope,
    form::{Answers, Facts},
    ids::{AgencyId, CentreId, OfficeId},
    procedure::{Decider, Procedure},
    unit::{CHAIRMAN, COMMITTEE, GENERAL_OFFICE, Unit, UnitMap},
};
use jiff::civil::Date;

/// Marks the ids of commune offices.
const COMMUNE_OFFICE: &str = "CX-";

/// Who is competent for a filing received at this centre, with the unit map of the day.
///
/// Statements of the applicant are answers of the form, those of officers lie in the facts. A condition without
/// an answer is taken as not given, and the explanation says so.
#[must_use]
pub fn resolve(
    procedure: &Procedure,
    answers: &Answers,
    facts: &Facts,
    receiving: &CentreId,
    on: Date,
    map: &UnitMap,
) -> CompetenceDecision {
    let mut search = Search { procedure, scope: Scope::new(answers, facts), receiving, on, map, because: Vec::new() };
    let outcome = search.decide().unwrap_or_else(|outcome| outcome);
    CompetenceDecision { outcome, because: search.because }
}

/// The offices of an agency for a procedure: what a coordinator's choice of agency comes to. None: no such agency.
#[must_use]
pub fn agency_in(procedure: &Procedure, agency: &AgencyId, on: Date, map: &UnitMap) -> Option<Outcome> {
    if let Some(unit) = map.committee_unit(agency, on) {
        let mut because = Vec::new();
        return Some(committee(procedure, unit, map, &mut because));
    }
    map.agency(agency).map(|known| provincial(&procedure.decider, &known.id))
}

/// A decision in the making. `Err` ends the search with an outcome that is no agency.
struct Search<'a> {
    procedure: &'a Procedure,
    scope: Scope<'a>,
    receiving: &'a CentreId,
    on: Date,
    map: &'a UnitMap,
    because: Vec<Reason>,
}

impl<'a> Search<'a> {
    fn decide(&mut self) -> Result<Outcome, Outcome> {
        let competence = &self.procedure.competence;
        for alternative in competence.alternatives() {
            let sentence = alternative.when.sentence.clone();
            match alternative.when.holds(&self.scope) {
                Some(true) => {
                    self.because.push(Reason::Alternative { sentence });
                    return self.instead(&alternative.instead);
                }
                Some(false) => {}
                None => self.because.push(Reason::AlternativeUnanswered { sentence }),
            }
        }
        match competence {
            Competence::Fixed { agency, .. } => {
                self.because.push(Reason::FixedAgency { agency: agency.clone() });
                Ok(provincial(&self.procedure.decider, agency))
            }
            Competence::ByPlace { field, level, fallback, coordinating, keeper_may_be_other_agency, .. } => {
                let mut field = field;
                if let Some(fallback) = fallback.as_ref().filter(|known| known.when.holds(&self.scope) == Some(true)) {
                    self.because.push(Reason::Fallback {
                        field: fallback.field.clone(),
                        instead_of: field.clone(),
                        sentence: fallback.when.sentence.clone(),
                    });
                    field = &fallback.field;
                }
                let unit = self.unit(field)?;
                self.because.push(Reason::PlaceOfField { field: field.clone(), unit: unit.code.clone() });
                let outcome = match level {
                    PlaceLevel::Commune => self.committee(unit),
                    PlaceLevel::ProvinceBranch => self.branch(unit)?,
                };
                if !coordinating.is_empty() {
                    self.because.push(Reason::Coordinating { agencies: coordinating.clone() });
                }
                if *keeper_may_be_other_agency {
                    self.because.push(Reason::KeeperMayBeOtherAgency {});
                }
                Ok(outcome)
            }
            Competence::ByApplicantChoice { fields, lawful_places } => {
                let answered =
                    fields.iter().find(|field| self.scope.answer(field).is_some()).or_else(|| fields.first());
                let field = answered.map_or("", String::as_str);
                let unit = self.unit(field)?;
                self.because.push(Reason::ApplicantChoice {
                    field: field.to_owned(),
                    unit: unit.code.clone(),
                    lawful_places: lawful_places.clone(),
                });
                Ok(self.committee(unit))
            }
            Competence::ByDesk {} => self.desk(),
            Competence::Coordination { lead, field, parties } => self.lead(lead, field, parties),
        }
    }

    fn instead(&mut self, instead: &Instead) -> Result<Outcome, Outcome> {
        match instead {
            Instead::Agency { agency } => Ok(alone(agency)),
            Instead::Commune { field } => {
                let unit = self.unit(field)?;
                self.because.push(Reason::PlaceOfField { field: field.clone(), unit: unit.code.clone() });
                Ok(self.committee(unit))
            }
            Instead::Desk {} => self.desk(),
        }
    }

    /// The commune at whose desk the person stands.
    fn desk(&mut self) -> Result<Outcome, Outcome> {
        let Some(unit) = self.map.centre_unit(self.receiving, self.on) else {
            let reason = CoordinationReason::NotACommuneDesk { centre: self.receiving.clone() };
            return Err(Outcome::Coordination { reason });
        };
        self.because.push(Reason::Desk { centre: self.receiving.clone() });
        Ok(self.committee(unit))
    }

    /// Several agencies take part; the lead starts.
    fn lead(&mut self, lead: &AgencyId, field: &str, parties: &[AgencyId]) -> Result<Outcome, Outcome> {
        if lead.as_str() == COMMITTEE {
            let unit = self.unit(field)?;
            self.because.push(Reason::Lead { unit: unit.code.clone(), parties: parties.to_vec() });
            return Ok(self.committee(unit));
        }
        if self.map.agency(lead).is_none() {
            return Err(Outcome::Coordination { reason: CoordinationReason::UnknownLead { lead: lead.clone() } });
        }
        self.because.push(Reason::FixedAgency { agency: lead.clone() });
        self.because.push(Reason::Coordinating { agencies: parties.to_vec() });
        Ok(alone(lead))
    }

    fn branch(&mut self, unit: &Unit) -> Result<Outcome, Outcome> {
        let Some(branch) = self.map.land_branch(unit) else {
            return Err(Outcome::Coordination { reason: CoordinationReason::NoBranch { unit: unit.code.clone() } });
        };
        self.because.push(Reason::LandBranch { unit: unit.code.clone(), branch: branch.id.clone() });
        Ok(alone(&branch.id))
    }

    fn unit(&mut self, field: &str) -> Result<&'a Unit, Outcome> {
        unit_of(field, &self.scope, self.on, self.map, &mut self.because)
    }

    fn committee(&mut self, unit: &Unit) -> Outcome {
        committee(self.procedure, unit, self.map, &mut self.because)
    }
}

/// A commune's committee with the office that examines and the one that signs. Where the data name a provincial
/// office (the procedure is usually the province's), the sector finds the commune's, and the chairman signs.
fn committee(procedure: &Procedure, unit: &Unit, map: &UnitMap, because: &mut Vec<Reason>) -> Outcome {
    let decider = &procedure.decider;
    let agency = unit.agency_id();
    if decider.office.as_str().starts_with(COMMUNE_OFFICE) {
        return Outcome::Resolved { agency, office: decider.office.clone(), signing_office: decider.body.clone() };
    }
    let office =
        map.office_of_sector(&procedure.sector).map_or_else(|| OfficeId::from(GENERAL_OFFICE), |o| o.id.clone());
    because.push(Reason::OfficeOfSector { office: office.clone(), sector: procedure.sector.clone() });
    Outcome::Resolved { agency, office, signing_office: OfficeId::from(CHAIRMAN) }
}

/// The agency that the data name; another one may prepare its decisions.
fn provincial(decider: &Decider, agency: &AgencyId) -> Outcome {
    if decider.body.as_str() != agency.as_str() {
        return alone(agency);
    }
    Outcome::Resolved { agency: agency.clone(), office: decider.office.clone(), signing_office: decider.body.clone() }
}

/// An agency that examines and signs by itself.
fn alone(agency: &AgencyId) -> Outcome {
    let office = OfficeId(agency.0.clone());
    Outcome::Resolved { agency: agency.clone(), signing_office: office.clone(), office }
}
