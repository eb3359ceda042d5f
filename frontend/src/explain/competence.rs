//! Why an agency is competent, in words.

use crate::prelude::*;
use crate::{form::Reference, i18n::pick};
use domain::{competence::Reason, ids::AgencyId, text::Text};

/// A list's lines, one sentence per step of the decision, in the language of the moment. Field names are put in words by
/// `label`.
pub fn why_competent(
    because: Vec<Reason>,
    reference: Reference,
    label: impl Fn(&str) -> String + 'static,
) -> impl Fn() -> Vec<View> + 'static {
    move || {
        let line = |reason: &Reason| view! { <li>{sentence(reason, reference, &label)}</li> };
        because.iter().map(line).collect()
    }
}

fn sentence(reason: &Reason, reference: Reference, label: &dyn Fn(&str) -> String) -> String {
    let names =
        |ids: &[AgencyId]| ids.iter().map(|id| reference.agency_name(id.as_str())).collect::<Vec<_>>().join(", ");
    let texts = |texts: &[Text]| texts.iter().map(pick).collect::<Vec<_>>().join("; ");
    match reason {
        Reason::FixedAgency { agency } => t!("why.fixed").with(&[("agency", &reference.agency_name(agency.as_str()))]),
        Reason::Alternative { sentence } => t!("why.alternative").with(&[("case", &pick(sentence))]),
        Reason::AlternativeUnanswered { sentence } => t!("why.alternative_open").with(&[("case", &pick(sentence))]),
        Reason::PlaceOfField { field, unit } => {
            t!("why.place").with(&[("field", &label(field)), ("unit", &reference.unit_name(unit.as_str()))])
        }
        Reason::Fallback { field, instead_of, sentence } => t!("why.fallback").with(&[
            ("field", &label(field)),
            ("other", &label(instead_of)),
            ("case", &pick(sentence)),
        ]),
        Reason::ApplicantChoice { unit, lawful_places, .. } => {
            t!("why.choice").with(&[("unit", &reference.unit_name(unit.as_str())), ("places", &texts(lawful_places))])
        }
        Reason::Desk { centre } => t!("why.desk").with(&[("centre", &reference.agency_name(centre.as_str()))]),
        Reason::Lead { unit, parties } => {
            t!("why.lead").with(&[("unit", &reference.unit_name(unit.as_str())), ("parties", &names(parties))])
        }
        Reason::LandBranch { unit, branch } => t!("why.branch").with(&[
            ("unit", &reference.unit_name(unit.as_str())),
            ("branch", &reference.agency_name(branch.as_str())),
        ]),
        Reason::OldUnit { unit, .. } => t!("why.old_unit").with(&[("unit", &reference.unit_name(unit.as_str()))]),
        Reason::OfficeOfSector { sector, .. } => t!("why.office").with(&[("sector", sector)]),
        Reason::KeeperMayBeOtherAgency {} => t!("why.keeper").get().to_owned(),
        Reason::Coordinating { agencies } => t!("why.coordinating").with(&[("agencies", &names(agencies))]),
    }
}
