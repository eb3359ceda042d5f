//! Who will be competent, before anything is sent. The browser has the units of today, not the whole map with old units,
//! land branches and offices: what it finds with them is shown, everything else is left to the functions.

use super::counter::{Counter, Rest};
use domain::{
    competence::{CompetenceDecision, CoordinationReason, Names, Outcome, Reason, RefusalCode, may_receive, resolve},
    ids::UnitCode,
    procedure::Procedure,
    text::Text,
    unit::{Unit, UnitMap},
};
use frontend::prelude::*;
use frontend::{
    explain::why_competent,
    form::Reference,
    i18n::pick,
    t,
    ui::{Alert, Tone},
};

/// Today's units as a map.
fn map(reference: Reference) -> UnitMap {
    let unit = |unit: &domain::unit::UnitSummary| Unit {
        code: unit.code.clone(),
        valid_from: None,
        valid_to: None,
        name: unit.name.clone(),
        full_name: unit.full_name().vi,
        name_en: unit.name_en.clone(),
        kind: unit.kind,
        district: None,
        aliases: Vec::new(),
        demo_agency_code: None,
        agency: unit.agency.clone(),
        successors: Vec::new(),
    };
    let mut units: Vec<Unit> = reference.units().units.iter().map(unit).collect();
    // The list is by name; a map is looked through by code.
    units.sort_by(|a, b| a.code.cmp(&b.code));
    UnitMap {
        province: Text::default(),
        province_code: String::new(),
        units,
        agencies: Vec::new(),
        offices: Vec::new(),
        closures: Vec::new(),
    }
}

/// The decision with what is typed so far; subscribes.
fn decide(counter: Counter, rest: Rest, procedure: &Procedure) -> CompetenceDecision {
    let (facts, centre) = (rest.form.facts(), counter.centre());
    let map = map(counter.reference);
    rest.form.with_answers(|answers| resolve(procedure, answers, &facts, &centre, facts.submitted_on, &map))
}

/// Who decides and why, as far as it can be told.
#[must_use]
pub fn competence(counter: Counter, rest: Rest) -> View {
    let procedure = rest.form.procedure();
    let decision = {
        let procedure = procedure.clone();
        Memo::new(move |_| decide(counter, rest, &procedure))
    };
    let content = move || {
        let CompetenceDecision { outcome, because } = decision.get();
        match outcome {
            Outcome::Resolved { agency, .. } => {
                // Which office of the commune examines is known to the functions only.
                let because: Vec<Reason> =
                    because.into_iter().filter(|reason| !matches!(reason, Reason::OfficeOfSector { .. })).collect();
                let rows = why_competent(sentences(&because, counter.reference, &procedure));
                view! { <p><b>{deciding(counter.reference, agency.as_str())}</b></p><ul class="small">{rows}</ul> }
            }
            Outcome::Coordination { reason: CoordinationReason::PlaceMissing { field } } => {
                let field = rest.form.label_of(&field);
                view! { <p class="soft">{t!("staff.preview.missing").with(&[("field", &field)])}</p> }
            }
            Outcome::Coordination { .. } => view! { <p class="soft">{t!("staff.preview.later")}</p> },
            Outcome::OutsideProvince { place } => {
                view! { <p>{t!("staff.preview.outside").with(&[("place", &place)])}</p> }
            }
        }
    };
    content.into_view()
}

/// The steps in words, by the names that the browser has.
fn sentences(because: &[Reason], reference: Reference, procedure: &Procedure) -> Vec<Text> {
    let same = |name: String| Text { vi: name.clone(), en: name };
    let unit = |code: &UnitCode| same(reference.unit_name(code.as_str()));
    let names = Names {
        unit: &unit,
        agency: &|id| same(reference.agency_name(id)),
        field: &|name| procedure.label_of(name),
        old: &unit,
        became: &|_, _| None,
    };
    because.iter().map(|reason| reason.words(&names)).collect()
}

/// The committee of a unit, or another agency.
fn deciding(reference: Reference, agency: &str) -> String {
    let units = reference.units();
    let unit = units.units.iter().find(|unit| unit.agency_id().as_str() == agency);
    unit.map_or_else(|| reference.agency_name(agency), |unit| pick(&unit.committee_name()))
}

/// A warning before all typing: this desk may not take this procedure, with the published reason.
#[must_use]
pub fn refusal(counter: Counter, rest: Rest) -> View {
    let procedure = rest.form.procedure();
    let refused = Memo::new(move |_| {
        let decision = decide(counter, rest, &procedure);
        may_receive(&procedure, &counter.centre(), counter.arrival.channel(), &decision).err()
    });
    let content = move || {
        refused.get().map(|refusal| {
            let words = move || match refusal.code {
                RefusalCode::CommuneDeskOnly => t!("staff.preview.commune_desk").get().to_owned(),
                RefusalCode::OutsideProvince => t!("staff.preview.outside").with(&[("place", &pick(&refusal.reason))]),
                RefusalCode::OwnCentreOnly | RefusalCode::NotOnline => pick(&refusal.reason),
            };
            view! { <Alert tone=Tone::Warning><p><b>{t!("staff.preview.refused")}</b></p><p>{words}</p></Alert> }
        })
    };
    content.into_view()
}
