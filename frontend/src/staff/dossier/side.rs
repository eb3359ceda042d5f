//! Beside a dossier: its three places, who has it, why this agency, fees, printed forms, who has looked.

use super::Open;
use crate::{desk::fees::title, route, words};
use domain::{dossier::head::FeeMethod, fee::still_due, message::staff::DossierView, text::Text};
use frontend::prelude::*;
use frontend::{
    explain::why_competent,
    format::{date, dong, moment},
    i18n::{Lang, lang, pick, words as text},
    t,
    words::return_method,
};

/// The cards beside the content.
#[must_use]
pub fn side(open: Open) -> View {
    let content = move || {
        open.view.with(|view| {
            view! {
                {places(view)}
                {time_used(view)}
                {fees(view)}
                {slips(view)}
                {readers(view)}
            }
        })
    };
    content.into_view()
}

fn places(view: &DossierView) -> View {
    let resolving = view.resolving_agency.clone();
    let resolving = move || match &resolving {
        Some(agency) => pick(agency),
        None => t!("staff.places.undecided").get().to_owned(),
    };
    let holder = text(view.holder.clone());
    let method = return_method(view.dossier.return_to.method);
    let address = view.dossier.return_to.address.clone().map(|address| view! { <br/>{address} });
    let assignee = view.dossier.state.assignee().map(|assignee| {
        // The history names whoever has acted; an officer who has not is known by the account only.
        let name =
            view.history.iter().rev().find(|event| event.by.account == *assignee).map(|event| event.by.name.clone());
        let colleague = view.colleagues.iter().find(|colleague| colleague.account == *assignee);
        let name =
            name.or_else(|| colleague.map(|colleague| colleague.name.clone())).unwrap_or_else(|| assignee.0.clone());
        view! { <dt>{t!("staff.places.assignee")}</dt><dd>{name}</dd> }
    });
    let because = competence(view.because.clone());
    view! {
        <section class="card">
            <h2>{t!("staff.places.title")}</h2>
            <dl class="facts narrow">
                <dt>{t!("staff.places.holder")}</dt><dd><b>{holder}</b></dd>
                {assignee}
                <dt>{t!("staff.places.receiving")}</dt><dd>{text(view.receiving_centre.clone())}</dd>
                <dt>{t!("staff.places.resolving")}</dt><dd>{resolving}</dd>
                <dt>{t!("staff.places.return")}</dt><dd>{method}": "{text(view.return_place.clone())}{address}</dd>
                <dt>{t!("staff.places.sheets")}</dt><dd class="number">{view.dossier.paper_count}</dd>
            </dl>
            {because}
        </section>
    }
}

/// Hours to a tenth, as numbers are written in the language; subscribes to it.
fn hours(seconds: i64) -> String {
    let tenths = (seconds + 180) / 360;
    let point = if lang() == Lang::Vi { "," } else { "." };
    [(tenths / 10).to_string().as_str(), point, (tenths % 10).to_string().as_str()].concat()
}

/// In whose hands the working time went, and who answers for a delay; nothing before acceptance.
fn time_used(view: &DossierView) -> Option<View> {
    let rows: Vec<_> = view
        .time_used
        .iter()
        .map(|share| {
            let (used, late) = (share.seconds, share.late_seconds);
            let late = (late > 0).then(|| {
                view! { <br/><span class="bad-text small">{move || t!("staff.used.late").with(&[("hours", &hours(late))])}</span> }
            });
            view! {
                <li>{text(share.holder.clone())}<br/><span class="soft small">{move || t!("staff.used.hours").with(&[("hours", &hours(used))])}</span>{late}</li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{t!("staff.used.heading")}</summary>
                <p class="soft small">{t!("staff.used.note")}</p>
                <ul class="plain">{rows}</ul>
            </details>
        }
    })
}

/// Why the agency is competent, folded away; nothing where nobody said.
fn competence(because: Vec<Text>) -> Option<View> {
    if because.is_empty() {
        return None;
    }
    let rows = why_competent(because);
    Some(view! {
        <details class="explained">
            <summary>{t!("staff.places.why")}</summary>
            <ul>{rows}</ul>
        </details>
    })
}

/// What was taken, and what is still to pay.
fn fees(view: &DossierView) -> Option<View> {
    let rows: Vec<_> = view
        .dossier
        .fees
        .iter()
        .map(|fee| {
            let how = words::fee_method(fee.method);
            let detail = match fee.method {
                FeeMethod::None => fee.exemption.clone().unwrap_or_default(),
                _ => fee.receipt_number.clone(),
            };
            view! { <li><b class="number">{dong(fee.amount_vnd)}</b>" · "{how}" · "{detail}</li> }
        })
        .collect();
    let ended = view.dossier.state.name().is_final();
    let left = if ended { Vec::new() } else { still_due(&view.fees_due, &view.dossier.fees) };
    let left: Vec<_> = left
        .iter()
        .map(|line| {
            let amount =
                line.amount.map_or_else(|| t!("staff.fee.amount_open").words(), |amount| Signal::stored(dong(amount)));
            view! { <li><b class="number">{amount}</b>" · "{title(line)}</li> }
        })
        .collect();
    let left = (!left.is_empty())
        .then(|| view! { <p class="left-to-pay"><b>{t!("staff.fee.left")}</b></p><ul class="plain">{left}</ul> });
    (left.is_some() || !rows.is_empty()).then(|| {
        view! { <section class="card"><h2>{t!("staff.fee.heading")}</h2><ul class="plain">{rows}</ul>{left}</section> }
    })
}

fn slips(view: &DossierView) -> Option<View> {
    let code = view.dossier.code.as_str();
    let rows: Vec<_> = view
        .dossier
        .slips
        .iter()
        .rev()
        .map(|slip| {
            let (form, number) = (slip.form.clone(), slip.number.to_string());
            let name = move || t!("staff.slip.link").with(&[("form", &form), ("number", &number)]);
            let href = route::slip(code, &slip.form, slip.version);
            view! { <li><a href=href>{name}</a>" "<span class="soft small number">{moment(slip.at)}</span></li> }
        })
        .collect();
    let control = route::control_slip(code);
    Some(view! {
        <section class="card">
            <h2>{t!("staff.slip.heading")}</h2>
            <ul class="plain">{rows}<li><a href=control>{t!("staff.slip.control")}</a></li></ul>
        </section>
    })
}

fn readers(view: &DossierView) -> Option<View> {
    let rows: Vec<_> = view
        .readers
        .iter()
        .map(|reader| {
            view! {
                <li>{reader.name.clone()}<br/><span class="soft small">{reader.title_vi.clone()}", "{date(reader.on)}</span></li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{t!("staff.readers.heading")}</summary>
                <p class="soft small">{t!("staff.readers.note")}</p>
                <ul class="plain">{rows}</ul>
            </details>
        }
    })
}
