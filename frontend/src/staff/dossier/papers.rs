//! The papers of a dossier, viewed in the page.

use super::Open;
use crate::{api, trouble::trouble};
use domain::{
    dossier::{
        event::{FileCard, FiledPaper},
        rights::Sight,
    },
    message::{staff::DossierView, tracking::FileLink},
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    format::size,
    remote::{Load, Remote},
    t,
    ui::{Button, Icon, Look, Skeleton, icon},
};

/// The card of the papers that were filed, and of the agency's documents.
#[must_use]
pub fn papers(open: Open) -> View {
    let viewed = RwSignal::new(None::<FileCard>);
    let rows = move || open.view.with(|view| open.procedure.with_value(|procedure| filed(view, procedure, viewed)));
    view! {
        <section class="card" aria-labelledby="papers-title">
            <h2 id="papers-title">{t!("staff.papers.title")}</h2>
            {rows}
            {viewer(open, viewed)}
        </section>
    }
}

fn filed(view: &DossierView, procedure: &Procedure, viewed: RwSignal<Option<FileCard>>) -> View {
    let papers = &view.content.papers;
    if papers.is_empty() {
        let none = if view.sight == Sight::Whole { t!("staff.papers.none") } else { t!("staff.papers.none_sent") };
        return view! { <p class="soft">{none}</p> };
    }
    let rows: Vec<View> = papers.iter().map(|paper| row(paper, procedure, viewed)).collect();
    view! { <ul class="papers">{rows}</ul> }
}

fn row(paper: &FiledPaper, procedure: &Procedure, viewed: RwSignal<Option<FileCard>>) -> View {
    let required = paper.paper.and_then(|id| procedure.papers.iter().find(|required| required.id == id));
    let name = required.map_or_else(String::new, |required| required.name_vi.clone());
    let on_paper = paper.on_paper.then(|| view! { <p class="soft small">{t!("staff.papers.on_paper")}</p> });
    let files: Vec<View> = paper.files.iter().map(|file| file_button(file, viewed)).collect();
    view! { <li><p>{name}</p>{on_paper}<p class="files">{files}</p></li> }
}

/// A button that shows a file in the page.
#[must_use]
pub fn file_button(file: &FileCard, viewed: RwSignal<Option<FileCard>>) -> View {
    let (name, bytes, id) = (file.name.clone(), size(file.size), file.id.clone());
    let file = file.clone();
    let expanded =
        move || if viewed.with(|viewed| viewed.as_ref().is_some_and(|open| open.id == id)) { "true" } else { "false" };
    let show = move |_| {
        let same = viewed.with_untracked(|viewed| viewed.as_ref() == Some(&file));
        viewed.set((!same).then(|| file.clone()));
    };
    view! {
        <button type="button" class="file" aria-expanded=expanded on:click=show>
            {icon(Icon::File)}<span>{name}</span><small class="number">{bytes}</small>
        </button>
    }
}

/// The viewer below the list; nothing while no file is chosen.
#[must_use]
pub fn viewer(open: Open, viewed: RwSignal<Option<FileCard>>) -> View {
    let content = move || viewed.get().map(|file| show(open, file, viewed));
    content.into_view()
}

fn show(open: Open, file: FileCard, viewed: RwSignal<Option<FileCard>>) -> View {
    let (code, id) = (open.code(), file.id.0.clone());
    let link = Remote::new(move || {
        let (code, id) = (code.clone(), id.clone());
        async move { api::file(&code, &id).await }
    });
    let retry = Callback::new(move |()| link.reload());
    let body = move || match link.get() {
        Load::Loading => view! { <Skeleton lines=6/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(link) => frame(&link),
    };
    view! {
        <div class="viewer">
            <div class="viewer-head">
                <b>{file.name.clone()}</b>
                <Button label=t!("staff.papers.close") look=Look::Quiet on_press=move |()| viewed.set(None)/>
            </div>
            {body}
        </div>
    }
}

/// PDF in a frame of its own origin, pictures as pictures.
fn frame(link: &FileLink) -> View {
    let (url, name) = (link.url.clone(), link.name.clone());
    let shown = if link.media_type == "application/pdf" {
        view! { <iframe src=url.clone() title=name></iframe> }
    } else {
        view! { <img src=url.clone() alt=name/> }
    };
    view! { {shown}<p><a href=url target="_blank" rel="noopener">{t!("staff.papers.new_tab")}</a></p> }
}
