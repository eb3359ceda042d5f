//! The history of a dossier, newest first: who did what, when, why, with which documents.

use super::{Open, papers::file_button};
use crate::{route, words};
use domain::dossier::{
    Event,
    event::{FileCard, Payload},
};
use frontend::{
    format::moment,
    t,
    ui::{Badge, Mark},
    words::state,
};
use leptos::prelude::*;

/// The timeline.
#[must_use]
pub fn history(open: Open) -> AnyView {
    let viewed = RwSignal::new(None::<FileCard>);
    let rows = move || {
        open.view.with(|view| {
            let code = view.dossier.code.as_str();
            view.history.iter().rev().map(|event| row(event, code, viewed)).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card" aria-labelledby="history-title">
            <h2 id="history-title">{t!("staff.history.title")}</h2>
            {super::papers::viewer(open, viewed)}
            <ol class="timeline">{rows}</ol>
        </section>
    }
    .into_any()
}

fn row(event: &Event, code: &str, viewed: RwSignal<Option<FileCard>>) -> AnyView {
    let by = &event.by;
    let role = words::role(by.role);
    let moved = event
        .from
        .filter(|from| *from != event.to)
        .map(|_| view! { " "<Badge mark=Mark::Neutral label=state(event.to).words()/> });
    let behalf = by.on_behalf.then(|| view! { <span class="soft">" · "{t!("staff.history.on_behalf")}</span> });
    let alone = event.four_eyes_off.then(|| view! { <p class="soft small">{t!("staff.history.four_eyes_off")}</p> });
    let reason = event.reason.clone().map(|reason| view! { <p class="reason">{reason}</p> });
    let due = event.due.as_ref().and_then(|change| change.to).map(|to| {
        let to = moment(to);
        view! { <p class="small">{move || t!("staff.history.due").with(&[("due", &to)])}</p> }
    });
    let slip = event.slip.as_ref().map(|slip| {
        let href = route::slip(code, &slip.form, event.version);
        let (form, number) = (slip.form.clone(), slip.number.to_string());
        view! { <p class="small"><a href=href>{move || t!("staff.slip.link").with(&[("form", &form), ("number", &number)])}</a></p> }
    });
    let files: Vec<AnyView> = documents(event).map(|file| file_button(file, viewed)).collect();
    view! {
        <li>
            <p class="what"><b>{words::event(&event.action)}</b>{moved}</p>
            <p class="soft small"><span class="number">{moment(event.at)}</span>" · "{by.name.clone()}" ("{role}")"{behalf}</p>
            {reason}{due}{slip}{alone}
            {(!files.is_empty()).then(|| view! { <p class="files">{files}</p> })}
        </li>
    }
    .into_any()
}

/// Files that came with the event.
fn documents(event: &Event) -> impl Iterator<Item = &FileCard> {
    let papers = match &event.payload {
        Payload::Change { papers, .. } | Payload::Documents { papers, .. } => papers.as_slice(),
        Payload::Filing(_) | Payload::Input { .. } | Payload::None => &[],
    };
    papers.iter().flat_map(|paper| &paper.files)
}
