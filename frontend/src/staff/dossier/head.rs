//! The head of a dossier's page: code, procedure, applicant, state, when it is due.

use super::Open;
use crate::{
    due::{Now, due},
    route, words,
};
use domain::{dossier::head::Clock, message::staff::DossierView};
use frontend::prelude::*;
use frontend::{
    explain::DueExplained,
    format::moment,
    i18n::pick,
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
    let current = dossier.state.name();
    let due_label = match &dossier.clock {
        Clock::Intake { .. } => t!("staff.head.notice_due"),
        Clock::Stopped { .. } => t!("staff.head.was_due"),
        _ => t!("staff.head.due"),
    };
    let late_when_stopped = (view.late && matches!(dossier.clock, Clock::Stopped { .. }))
        .then(|| view! { " "<Badge mark=Mark::Late label=t!("staff.head.was_late")/> });
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
                <div><dt>{t!("staff.head.applicant")}</dt>
                <dd>
                    {organisation}{applicant.name.clone()}
                    {applicant.id_masked.clone().map(|id| view! { " · "<span class="number">{id}</span> })}
                    {applicant.phone.clone().map(|phone| view! { " · "<span class="number">{phone}</span> })}
                </dd></div>
                <div><dt>{t!("staff.head.filed")}</dt>
                <dd><span class="number">{submitted}</span>", "{channel}</dd></div>
                {time}
            </dl>
            {view.due.clone().map(|due| view! { <DueExplained due=due/> })}
        </div>
    }
}
