//! The head of a dossier's page: code, procedure, applicant, state, when it is due.

use super::Open;
use crate::{
    due::{Now, due},
    route, words,
};
use domain::{
    dossier::{
        Dossier,
        action::LateDecision,
        head::{Clock, CorrectionState, Kind},
    },
    message::staff::DossierView,
};
use frontend::prelude::*;
use frontend::{
    explain::DueExplained,
    format::moment,
    i18n::{Key, pick},
    t,
    ui::{Badge, Mark},
    words::{mark, state},
};

/// The head.
#[must_use]
pub fn head(open: Open) -> View {
    let content = move || open.view.with(lines);
    view! {
        <a class="crumb" href=route::HOME>{t!("staff.back")}</a>
        {content}
    }
}

fn lines(view: &DossierView) -> View {
    let dossier = &view.dossier;
    let name = view.procedure.name.clone();
    let applicant = &dossier.applicant;
    let organisation = applicant.organisation.clone().map(|organisation| view! { <b>{organisation}</b>", " });
    let (channel, submitted) = (words::channel(dossier.channel), moment(dossier.submitted_at));
    let item = dossier.post_item_no.clone().map(|item| view! { ", "<span class="number">{item}</span> });
    let current = dossier.state.name();
    let due_label = match &dossier.clock {
        Clock::Intake { .. } => t!("staff.head.notice_due"),
        Clock::Stopped { .. } => t!("staff.head.was_due"),
        _ => t!("staff.head.due"),
    };
    let late_when_stopped = (view.late && matches!(dossier.clock, Clock::Stopped { .. }))
        .then(|| view! { " "<Badge mark=Mark::Late label=t!("staff.head.was_late")/> });
    // An asked agency is not told who asks.
    let who = (!applicant.name.is_empty()).then(|| {
        view! {
            <div><dt>{t!("staff.head.applicant")}</dt>
            <dd>
                {organisation}{applicant.name.clone()}
                {applicant.id_masked.clone().map(|id| view! { " · "<span class="number">{id}</span> })}
                {applicant.phone.clone().map(|phone| view! { " · "<span class="number">{phone}</span> })}
            </dd></div>
        }
    });
    let now = Now { now: view.now, near_until: view.near_until };
    let time = match (&dossier.clock, dossier.clock.sort_due()) {
        (Clock::None, _) => None,
        // A clock that has stopped is neither late nor in time any more.
        (Clock::Stopped { .. }, Some(at)) => Some(view! { <span class="number">{moment(at)}</span> }),
        (_, at) => Some(due(at, !matches!(dossier.clock, Clock::Paused { .. }), now)),
    };
    let time = time.map(|time| view! { <div><dt>{due_label}</dt><dd>{time}{late_when_stopped}</dd></div> });
    view! {
        <div class="page-head">
            <h1 id="dossier-head">{move || pick(&name)}</h1>
            <p id="dossier-state" class="state"><Badge mark=mark(current) label=state(current).words()/></p>
        </div>
        <div class="card head-card">
            <dl class="head-facts">
                <div><dt>{t!("staff.head.code")}</dt>
                <dd class="number"><b>{dossier.code.0.clone()}</b></dd></div>
                {who}
                <div><dt>{t!("staff.head.filed")}</dt>
                <dd><span class="number">{submitted}</span>", "{channel}{item}</dd></div>
                {time}
                {extended(view)}
                {late_entry(dossier)}
                {linked(dossier)}
            </dl>
            {view.due.clone().map(|due| view! { <DueExplained due=due/> })}
        </div>
    }
}

/// The one extension: the first date still decides whether the dossier is late (R13).
fn extended(view: &DossierView) -> Option<View> {
    let extension = view.dossier.clock.started()?.extension.as_ref()?;
    let late = view.late.then(|| view! { " "<Badge mark=Mark::Late label=t!("staff.head.late_by_first")/> });
    let first = moment(extension.first_due_at);
    Some(view! { <div><dt>{t!("staff.head.first_due")}</dt><dd><span class="number">{first}</span>{late}</dd></div> })
}

/// An entry after an outage: when it was really received, and whether a second person has said so.
fn late_entry(dossier: &Dossier) -> Option<View> {
    let late = dossier.late_entry.as_ref()?;
    let (mark, label) = match late.decision {
        None => (Mark::Near, t!("staff.late_entry.waits")),
        Some(LateDecision::Confirmed) => (Mark::Good, t!("staff.late_entry.confirmed")),
        Some(LateDecision::Rejected) => (Mark::Neutral, t!("staff.late_entry.rejected")),
    };
    let at = moment(late.received_at);
    Some(view! {
        <div><dt>{t!("staff.late_entry.received_at")}</dt>
        <dd><span class="number">{at}</span>" "<Badge mark=mark label=label/></dd></div>
    })
}

/// The correction of a result and its original name each other.
fn linked(dossier: &Dossier) -> Vec<View> {
    let link = |label: Key, code: &str, mark: Option<(Mark, Key)>| {
        let badge = mark.map(|(mark, label)| view! { " "<Badge mark=mark label=label/> });
        let code = code.to_owned();
        view! { <div><dt>{label}</dt><dd><a class="number" href=route::dossier(&code)>{code.clone()}</a>{badge}</dd></div> }
    };
    let original = match &dossier.kind {
        Kind::Correction { of } => Some(link(t!("staff.correct.of"), of.as_str(), None)),
        Kind::Ordinary => None,
    };
    let correction = dossier.correction.as_ref().map(|linked| {
        let mark = match linked.state {
            CorrectionState::Open => (Mark::Active, t!("staff.correct.open")),
            CorrectionState::Replaced => (Mark::Good, t!("staff.correct.replaced")),
            CorrectionState::Ended => (Mark::Neutral, t!("staff.correct.ended")),
        };
        link(t!("staff.correct.by"), linked.code.as_str(), Some(mark))
    });
    original.into_iter().chain(correction).collect()
}
