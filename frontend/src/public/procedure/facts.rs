//! Fee and competence of a procedure in words, before anything is known of the case.

use domain::{
    competence::{Competence, Instead, PlaceLevel},
    fee::FeeRule,
    procedure::{Channel, Procedure},
};
use frontend::prelude::*;
use frontend::{form::Reference, format, i18n::pick, t};

/// What it costs: every rule with its case.
pub fn fees(procedure: &Procedure) -> View {
    if procedure.fees.is_empty() {
        return view! { <span>{t!("fee.none")}</span> };
    }
    let rows: Vec<_> = procedure.fees.iter().cloned().map(|rule| view! { <li>{fee(rule)}</li> }).collect();
    view! { <ul class="plain-list">{rows}</ul> }
}

fn fee(rule: FeeRule) -> View {
    let exemptions = (!rule.exemptions.is_empty()).then(|| {
        let groups = rule.exemptions.join(", ");
        view! { <br/><span class="small soft">{t!("fee.exempt")}": "{groups}</span> }
    });
    let notes = [rule.note_vi.clone(), rule.legal_basis.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let line = move || {
        let amount = match rule.amount_vnd {
            Some(0) => t!("fee.free").get().to_owned(),
            Some(amount) => format::dong(amount),
            None => t!("fee.not_set").get().to_owned(),
        };
        let unit = rule.unit_vi.as_deref().map(|unit| ["/", unit].concat()).unwrap_or_default();
        let channel = match rule.channel {
            Some(Channel::Online) => t!("fee.online").get(),
            Some(Channel::Counter) => t!("fee.counter").get(),
            Some(Channel::Post) => t!("fee.post").get(),
            None => "",
        };
        let case =
            rule.condition.as_ref().map(|condition| [&pick(&condition.sentence), ": "].concat()).unwrap_or_default();
        [case.as_str(), &amount, &unit, channel].concat()
    };
    view! { <span>{line}</span>{exemptions}{(!notes.is_empty()).then(|| view! { <br/><span class="small soft">{notes}</span> })} }
}

/// Who decides; subscribes to the language.
pub fn who_decides(procedure: &Procedure, reference: Reference) -> String {
    let label = |name: &str| {
        let field = procedure.fields.iter().find(|field| field.name == name);
        field.map_or_else(|| t!("who.matter_place").get().to_owned(), |field| pick(&field.label))
    };
    let (ordinary, alternatives) = match &procedure.competence {
        Competence::Fixed { agency, alternatives } => (reference.agency_name(agency.as_str()), alternatives.as_slice()),
        Competence::ByPlace { field, level: PlaceLevel::Commune, alternatives, .. } => {
            (t!("who.commune_of").with(&[("place", &label(field))]), alternatives.as_slice())
        }
        Competence::ByPlace { field, level: PlaceLevel::ProvinceBranch, alternatives, .. } => {
            (t!("who.branch_of").with(&[("place", &label(field))]), alternatives.as_slice())
        }
        Competence::ByApplicantChoice { lawful_places, .. } => {
            let places = lawful_places.iter().map(pick).collect::<Vec<_>>().join("; ");
            (t!("who.choice").with(&[("places", &places)]), [].as_slice())
        }
        Competence::ByDesk {} => (t!("who.desk").get().to_owned(), [].as_slice()),
        Competence::Coordination { field, .. } => {
            (t!("who.coordination").with(&[("place", &label(field))]), [].as_slice())
        }
    };
    let mut words = ordinary;
    for alternative in alternatives {
        let instead = match &alternative.instead {
            Instead::Agency { agency } => reference.agency_name(agency.as_str()),
            Instead::Commune { field } => t!("who.commune_of").with(&[("place", &label(field))]),
            Instead::Desk {} => t!("who.desk").get().to_owned(),
        };
        let case = pick(&alternative.when.sentence);
        words = [words.as_str(), ". ", &t!("who.alternative").with(&[("case", &case), ("who", &instead)])].concat();
    }
    words
}
