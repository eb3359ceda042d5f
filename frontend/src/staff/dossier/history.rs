//! The history of a dossier, newest first: who did what, when, why, with which documents.

use super::{Open, papers::file_button};
use crate::{route, words};
use domain::{
    dossier::{
        Event,
        event::{FileCard, Payload},
    },
    legacy::ORIGINAL,
};
use frontend::prelude::*;
use frontend::{
    api::paths,
    form,
    format::moment,
    i18n::pick,
    t,
    ui::{Badge, Mark},
    words::state,
};

/// The timeline.
#[must_use]
pub fn history(open: Open) -> View {
    let viewed = RwSignal::new(None::<FileCard>);
    let rows = move || {
        open.view.with(|view| {
            let code = view.dossier.code.as_str();
            view.history.iter().rev().map(|event| row(event, code, open, viewed)).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="card" aria-labelledby="history-title">
            <h2 id="history-title">{t!("staff.history.title")}</h2>
            {super::papers::viewer(open, viewed)}
            <ol class="timeline">{rows}</ol>
        </section>
    }
}

fn row(event: &Event, code: &str, open: Open, viewed: RwSignal<Option<FileCard>>) -> View {
    let by = &event.by;
    let role = words::role(by.role);
    let moved = event
        .from
        .filter(|from| *from != event.to)
        .map(|_| view! { " "<Badge mark=Mark::Neutral label=state(event.to).words()/> });
    let behalf = by.on_behalf.then(|| view! { <span class="soft">" · "{t!("staff.history.on_behalf")}</span> });
    let stead = by.stands_in.as_ref().map(|of| {
        let name = of.name.clone();
        view! { <span class="soft">" · "{move || t!("staff.history.in_stead").with(&[("place", &pick(&name))])}</span> }
    });
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
    let original = (event.action == ORIGINAL).then(|| {
        let href = paths::original(code);
        view! { <p class="small"><a href=href download="original.csv">{t!("staff.history.original")}</a></p> }
    });
    let files: Vec<View> = documents(event).map(|file| file_button(file, viewed)).collect();
    view! {
        <li>
            <p class="what"><b>{words::event(&event.action)}</b>{moved}</p>
            <p class="soft small"><span class="number">{moment(event.at)}</span>" · "{by.name.clone()}" ("{role}")"{behalf}{stead}</p>
            {reason}{original}{due}{slip}{alone}{changes(event, open)}
            {(!files.is_empty()).then(|| view! { <p class="files">{files}</p> })}
        </li>
    }
}

/// The answers that the event changed, shown when asked for.
fn changes(event: &Event, open: Open) -> Option<View> {
    let Payload::Change { answers, .. } = &event.payload else { return None };
    if answers.is_empty() {
        return None;
    }
    let (answers, shown) = (StoredValue::new(answers.clone()), RwSignal::new(false));
    let count = answers.with_value(|answers| answers.len().to_string());
    let label = Signal::derive(move || t!("staff.history.changes").with(&[("count", &count)]));
    let row = move |(name, value): (&String, &serde_json::Value)| {
        let field =
            open.procedure.with_value(|procedure| procedure.fields.iter().find(|field| field.name == *name).cloned());
        let (label, text) = match (&field, value.is_null()) {
            (Some(field), false) => (pick(&field.label), form::shown(field, value, open.reference)),
            (Some(field), true) => (pick(&field.label), t!("staff.history.removed").get().to_owned()),
            (None, _) => (name.clone(), String::new()),
        };
        view! { <dt>{label}</dt><dd>{text}</dd> }
    };
    let list = move || {
        shown.get().then(|| {
            let rows: Vec<_> = answers.with_value(|answers| answers.iter().map(row).collect());
            view! { <dl class="facts narrow">{rows}</dl> }
        })
    };
    let expanded = move || if shown.get() { "true" } else { "false" };
    let press = move |_| shown.update(|shown| *shown = !*shown);
    Some(view! {
        <button type="button" class="button quiet small" aria-expanded=expanded on:click=press>{label}</button>
        {list}
    })
}

/// Files that came with the event.
fn documents(event: &Event) -> impl Iterator<Item = &FileCard> {
    let papers = match &event.payload {
        Payload::Change { papers, .. } | Payload::Documents { papers, .. } => papers.as_slice(),
        Payload::Filing(_) | Payload::Input { .. } | Payload::None => &[],
    };
    papers.iter().flat_map(|paper| &paper.files)
}
