//! From a procedure's published data to its competence rule.

use super::{Alternative, Competence, Fallback, Instead, PlaceLevel};
use crate::{
    expression::Condition,
    ids::AgencyId,
    raw::{self, RawError},
    unit::COMMITTEE,
};
use serde_json::Value;

/// The answer to the one entry question.
const MATTER_PLACE: &str = "matter_place";

impl Competence {
    /// Compiles the competence rule of one procedure. The question of alternative `n` is answered under
    /// `states_competence_n`, that of the fallback under `states_competence_fallback`.
    ///
    /// # Errors
    /// Names the place that is not as expected.
    pub fn from_raw(procedure: &Value) -> Result<Self, RawError> {
        compile(raw::member(procedure, "competence")?).map_err(|error| error.within("competence"))
    }

    /// The fields whose answer decides, in the order in which they are looked at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        let alternatives = self.alternatives().iter().filter_map(|alternative| match &alternative.instead {
            Instead::Commune { field } => Some(field.as_str()),
            Instead::Agency { .. } | Instead::Desk {} => None,
        });
        let own: Vec<&str> = match self {
            Self::Fixed { .. } | Self::ByDesk {} => Vec::new(),
            Self::ByPlace { field, fallback, .. } => {
                let fallback = fallback.as_ref().map(|fallback| fallback.field.as_str());
                std::iter::once(field.as_str()).chain(fallback).collect()
            }
            Self::ByApplicantChoice { fields, .. } => fields.iter().map(String::as_str).collect(),
            Self::Coordination { field, .. } => vec![field.as_str()],
        };
        own.into_iter().chain(alternatives).collect()
    }

    /// The conditions that the rule looks at, with the field that an answer of yes makes necessary.
    #[must_use]
    pub fn conditions(&self) -> Vec<(&Condition, Option<&str>)> {
        let mut found: Vec<(&Condition, Option<&str>)> = Vec::new();
        if let Self::ByPlace { fallback: Some(fallback), .. } = self {
            found.push((&fallback.when, Some(&fallback.field)));
        }
        for alternative in self.alternatives() {
            let needed = match &alternative.instead {
                Instead::Commune { field } => Some(field.as_str()),
                Instead::Agency { .. } | Instead::Desk {} => None,
            };
            found.push((&alternative.when, needed));
        }
        found
    }

    pub(super) fn alternatives(&self) -> &[Alternative] {
        match self {
            Self::Fixed { alternatives, .. } | Self::ByPlace { alternatives, .. } => alternatives,
            Self::ByApplicantChoice { .. } | Self::ByDesk {} | Self::Coordination { .. } => &[],
        }
    }
}

fn compile(raw: &Value) -> Result<Competence, RawError> {
    let field = || raw::text(raw, "field");
    match raw::text(raw, "kind")?.as_str() {
        "fixed" => {
            Ok(Competence::Fixed { agency: AgencyId(raw::text(raw, "agency_id")?), alternatives: alternatives(raw)? })
        }
        "by_place" => Ok(Competence::ByPlace {
            field: field()?,
            level: match raw::text(raw, "level")?.as_str() {
                "commune" => PlaceLevel::Commune,
                "province_branch" => PlaceLevel::ProvinceBranch,
                other => return Err(RawError::new("level", format!("unknown level: {other}"))),
            },
            fallback: fallback(raw)?,
            alternatives: alternatives(raw)?,
            coordinating: agencies(raw, "coordinating")?,
            keeper_may_be_other_agency: raw::flag(raw, "keeper_may_be_other_agency")?,
        }),
        "by_applicant_choice" => {
            let fields = raw::texts(raw, "fields")?;
            if fields.is_empty() || raw::text(raw, "level")? != "commune" {
                return Err(RawError::new("fields", "a choice is among communes and needs a field"));
            }
            let lawful_places = raw::each(raw, "lawful_places", |_, place| {
                serde_json::from_value(place.clone()).map_err(|error| RawError::new("", error.to_string()))
            })?;
            Ok(Competence::ByApplicantChoice { fields, lawful_places })
        }
        "by_desk" => Ok(Competence::ByDesk {}),
        "coordination" => Ok(Competence::Coordination {
            lead: AgencyId(raw::text(raw, "lead")?),
            field: field()?,
            parties: agencies(raw, "parties")?,
        }),
        other => Err(RawError::new("kind", format!("unknown kind of competence: {other}"))),
    }
}

fn agencies(raw: &Value, name: &str) -> Result<Vec<AgencyId>, RawError> {
    Ok(raw::texts(raw, name)?.into_iter().map(AgencyId).collect())
}

fn fallback(raw: &Value) -> Result<Option<Fallback>, RawError> {
    let when = raw::condition(raw, "fallback_when", "states_competence_fallback")?;
    match (raw::optional_text(raw, "fallback_field")?, when) {
        (Some(field), Some(when)) => Ok(Some(Fallback { field, when })),
        (None, None) => Ok(None),
        _ => Err(RawError::new("fallback_field", "field and condition belong together")),
    }
}

fn alternatives(raw: &Value) -> Result<Vec<Alternative>, RawError> {
    if raw::optional(raw, "alternatives").is_none() {
        return Ok(Vec::new());
    }
    raw::each(raw, "alternatives", |index, raw| {
        let when = raw::condition(raw, "when", &format!("states_competence_{index}"))?
            .ok_or_else(|| RawError::new("when", "missing"))?;
        let instead = match (raw::optional_text(raw, "agency_id")?, raw::optional_text(raw, "kind")?.as_deref()) {
            (Some(agency), None) if agency == COMMITTEE => Instead::Commune { field: MATTER_PLACE.to_owned() },
            (Some(agency), None) => Instead::Agency { agency: AgencyId(agency) },
            (None, Some("by_desk")) => Instead::Desk {},
            _ => return Err(RawError::new("", "neither an agency nor the desk")),
        };
        Ok(Alternative { when, instead })
    })
}
