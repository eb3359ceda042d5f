//! A procedure's page: what it needs, costs and takes, who decides, and the way to file it.

mod facts;

use crate::{
    context::{shared, titled_by},
    paper_notes::paper_notes,
    route,
    trouble::when_ready,
};
use domain::{
    form::{Answers, is_the_form_itself},
    procedure::{OnlineLevel, PaperRequirement, Procedure},
};
use frontend::prelude::*;
use frontend::{
    api,
    explain::DueExplained,
    format,
    remote::{Load, Remote},
    t,
    ui::{Alert, Badge, Look, Mark, Tone},
    words,
};
use std::sync::Arc;

#[component]
pub fn ProcedurePage(code: String) -> View {
    let shared = shared();
    {
        let code = code.clone();
        titled_by(move || shared.procedure_name(&code));
    }
    // The names of agencies stand in who decides; the page does not wait for them.
    leptos::task::spawn_local(async move {
        let _ = shared.reference.load_units().await;
    });
    let procedure = {
        let code = code.clone();
        Remote::new(move || {
            let code = code.clone();
            async move { api::public::procedure(&code).await.map(Arc::new) }
        })
    };
    view! { <a class="crumb" href=route::HOME>{t!("procedure.back")}</a>{when_ready(procedure, page)} }
}

fn page(procedure: Arc<Procedure>) -> View {
    let shared = shared();
    let mark = if procedure.online == OnlineLevel::Not { Mark::Neutral } else { Mark::Active };
    let times: Vec<_> = procedure
        .processing_times
        .iter()
        .cloned()
        .map(|time| view! { <li>{move || frontend::explain::processing_time(&time)}</li> })
        .collect();
    let who = {
        let procedure = Arc::clone(&procedure);
        move || facts::who_decides(&procedure, shared.reference)
    };
    let territorial = procedure.territorial.clone().map(|reason| {
        view! {
            <Alert><p>{t!("procedure.territorial")}" "{reason}</p></Alert>
        }
    });
    let presence = procedure.presence.clone().map(|presence| {
        view! {
            <Alert tone=Tone::Warning><p>{t!("procedure.presence")}" "{presence}</p></Alert>
        }
    });
    let papers: Vec<_> = procedure.papers.iter().cloned().map(paper).collect();
    let legal: Vec<_> = procedure.legal_basis.iter().cloned().map(|basis| view! { <li>{basis}</li> }).collect();
    view! {
        <h1>{procedure.name.clone()}</h1>
        <p><span class="number soft">{procedure.code.0.clone()}</span>" · "{procedure.sector.clone()}" · "
            {words::level(procedure.level)}" "<Badge mark label=words::online(procedure.online)/></p>
        {start(&procedure)}
        <section class="card">
            <dl class="facts">
                <dt>{t!("procedure.time")}</dt><dd><ul class="plain-list">{times}</ul></dd>
                <dt>{t!("procedure.due_now")}</dt><dd><DueNow code=procedure.code.0.clone()/></dd>
                <dt>{t!("procedure.fee")}</dt><dd>{facts::fees(&procedure)}</dd>
                <dt>{t!("procedure.who")}</dt><dd>{who}<br/><span class="soft small">{t!("procedure.signer")}": "{procedure.decider.signer.clone()}</span></dd>
                <dt>{t!("procedure.result")}</dt><dd>{procedure.result_name_vi.clone()}</dd>
            </dl>
        </section>
        {territorial}{presence}
        <h2>{t!("procedure.papers")}</h2>
        <ul class="papers">{papers}</ul>
        <details><summary>{t!("procedure.legal")}</summary><ul>{legal}</ul></details>
    }
}

/// The way to file, or why it is not online.
fn start(procedure: &Procedure) -> View {
    let reason = procedure.online_reason.clone();
    let words = reason.map(|reason| view! { <p>{reason}</p> });
    match procedure.online {
        OnlineLevel::Not => view! {
            <Alert><p><strong>{t!("procedure.not_online")}</strong></p>{words}<p>{t!("procedure.at_counter")}</p></Alert>
        },
        online => {
            let partly = (online == OnlineLevel::Partial)
                .then(|| view! { <Alert><p>{t!("procedure.partly")}</p>{words}</Alert> });
            view! {
                <div class="buttons"><a class=Look::Primary.class() href=route::file(procedure.code.as_str())>{t!("procedure.start")}</a></div>
                {partly}
            }
        }
    }
}

fn paper(paper: PaperRequirement) -> View {
    let notes = paper_notes(&paper);
    let copies = (paper.originals, paper.copies);
    let count =
        move || t!("paper.count").with(&[("originals", &copies.0.to_string()), ("copies", &copies.1.to_string())]);
    let instead = if is_the_form_itself(&paper) { Some(t!("paper.is_form")) } else { None };
    view! {
        <li>
            <p>{paper.name_vi}</p>
            {notes}
            <p class="small soft">{count}{instead.map(|words| view! { " · "{words} })}</p>
        </li>
    }
}

/// The exact date if the dossier were accepted at this moment.
#[component]
fn DueNow(code: String) -> View {
    let due = Remote::new(move || {
        let code = code.clone();
        async move { api::public::due_date(&code, Answers::new()).await }
    });
    let view = move || match due.get() {
        Load::Loading => view! { <span class="soft">{t!("loading")}</span> },
        Load::Failed(error) => view! { <span class="soft">{error}</span> },
        Load::Ready(answer) => {
            let words = match answer.due.due_at {
                Some(at) => view! { <strong class="number">{format::moment(at)}</strong> },
                None => view! { <span>{t!("procedure.no_date")}</span> },
            };
            let provisional = answer
                .due
                .provisional
                .then(|| view! { " "<span class="soft small">{t!("procedure.provisional")}</span> });
            view! { {words}{provisional}<DueExplained due=answer.due/> }
        }
    };
    view! { <div>{view}</div> }
}
