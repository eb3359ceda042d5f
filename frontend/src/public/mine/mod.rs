//! The signed-in citizen's own dossiers.

mod dossier;
mod sender;
mod steps;
mod supplement;

use crate::{
    context::{shared, titled},
    filing, route,
    trouble::{failed, when_ready},
};
use domain::message::public::{MyDossier, MyDossiers};
use frontend::prelude::*;
use frontend::{
    api::{self, ApiError},
    explain::ASKED,
    format,
    i18n::Words,
    remote::Remote,
    t,
    ui::{Badge, Cell, Look, More, Table},
    words,
};

pub use dossier::MyDossierPage;

#[component]
pub fn MinePage() -> View {
    titled(t!("mine.title"));
    let first = Remote::new(|| api::public::my_dossiers(None));
    view! { {when_ready(first, list)} }
}

fn list(first: MyDossiers) -> View {
    let shared = shared();
    let rows = RwSignal::new(first.dossiers);
    let cursor = RwSignal::new(first.cursor);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let more = Callback::new(move |()| {
        let Some(from) = cursor.get_untracked() else { return };
        busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            let answer = api::public::my_dossiers(Some(&from)).await;
            busy.set(false);
            match answer {
                Ok(page) => {
                    rows.update(|rows| rows.extend(page.dossiers));
                    cursor.set(page.cursor);
                }
                Err(trouble) => {
                    error.set(Some(trouble));
                }
            }
        });
    });
    let head: Vec<Words> = vec![
        t!("track.code").words(),
        t!("mine.procedure").words(),
        t!("mine.state").words(),
        t!("status.submitted").words(),
        t!("status.due").words(),
    ];
    let labels = head.clone();
    let drawn = move || rows.get().into_iter().map(|row| table_row(row, &labels)).collect::<Vec<_>>();
    let drafts = move || {
        let account = shared.me()?.account.0;
        let codes = filing::drafts(&account);
        (!codes.is_empty()).then(|| {
            let rows: Vec<_> = codes
                .into_iter()
                .map(|code| {
                    let href = route::file(&code);
                    view! { <li><a href=href>{move || shared.procedure_name(&code)}</a></li> }
                })
                .collect();
            view! { <h2>{t!("mine.drafts")}</h2><ul>{rows}</ul> }
        })
    };
    let empty = move || {
        rows.with(Vec::is_empty).then(|| {
            view! {
                <p>{t!("mine.empty")}</p>
                <div class="buttons"><a class=Look::Primary.class() href=route::HOME>{t!("nav.find")}</a></div>
            }
        })
    };
    view! {
        <h1>{t!("mine.title")}</h1>
        {empty}
        <div hidden=move || rows.with(Vec::is_empty)>
            <Table caption=t!("mine.title") head=head>{drawn}</Table>
            <More shown=Signal::derive(move || rows.with(Vec::len)) more=Signal::derive(move || cursor.with(Option::is_some)) busy on_more=more/>
        </div>
        {move || error.get().map(|error| failed(error, more))}
        {drafts}
    }
}

fn table_row(row: MyDossier, labels: &[Words]) -> View {
    let shared = shared();
    let (code, procedure) = (row.code.0, row.procedure.0);
    let href = route::my_dossier(&code);
    let how = [&href, ASKED].concat();
    let contents = [
        view! { <a class="number" href=href>{code}</a> },
        view! { <span>{move || shared.procedure_name(&procedure)}</span> },
        view! { <span><Badge mark=words::mark(row.state) label=words::state(row.state)/>" "{row.owed.map(words::owed)}</span> },
        view! { <span class="number">{format::date(row.submitted_on)}</span> },
        view! { <span class="number">{row.due_at.map(|due| view! { <a href=how>{format::moment(due)}</a> })}</span> },
    ];
    let cells = labels.iter().zip(contents).map(|(label, content)| Cell { label: *label, content }).collect();
    Cell::row(cells)
}
