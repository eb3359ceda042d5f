//! One of the citizen's own dossiers: status, supplement, what was filed, who has looked at it.

use super::{steps, supplement::Supplement};
use crate::{
    context::{shared, titled},
    filing::origin,
    route,
    status::Status,
    trouble::when_ready,
};
use domain::{
    dossier::{
        event::{FileCard, FiledPaper},
        head::Slip,
    },
    message::public::MyDossierView,
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    api::{self, ApiError, paths},
    dom,
    explain::qr,
    form::{answer_list, answered},
    format,
    remote::Remote,
    t,
    ui::{Alert, Button, Look, Tone},
};
use std::sync::Arc;

#[component]
pub fn MyDossierPage(code: String) -> View {
    titled(t!("mine.one"));
    let shared = shared();
    let loaded = Remote::new(move || {
        let code = code.clone();
        async move {
            shared.reference.load_units().await?;
            let view = api::public::my_dossier(&code).await?;
            let procedure = api::public::procedure_version(&view.tracked.procedure.reference()).await.map(Arc::new)?;
            Ok((Arc::new(view), procedure))
        }
    });
    let page = when_ready(loaded, move |(view, procedure): (Arc<MyDossierView>, Arc<Procedure>)| {
        let renewed = {
            let procedure = Arc::clone(&procedure);
            Callback::new(move |view: MyDossierView| {
                loaded.set((Arc::new(view), Arc::clone(&procedure)));
                dom::focus_heading();
            })
        };
        page(view, procedure, renewed)
    });
    view! { <a class="crumb" href=route::MINE>{t!("mine.back")}</a>{page} }
}

fn page(view: Arc<MyDossierView>, procedure: Arc<Procedure>, renewed: Callback<MyDossierView>) -> View {
    let reference = shared().reference;
    let code = view.tracked.code.0.clone();
    let supplement = (!view.allowed.is_empty()).then(|| view.supplement.clone()).flatten().map(|request| {
        view! { <Supplement view=Arc::clone(&view) request procedure=Arc::clone(&procedure) renewed/> }
    });
    let result = view.tracked.result.as_ref().filter(|result| result.has_file).map(|_| {
        view! { <section class="card no-print"><h2>{t!("track.result")}</h2><FileButton code=code.clone() file="result" label=t!("track.download")/></section> }
    });
    let (asked, also) = (steps::asked(&view, renewed), steps::also(&view, &procedure, renewed));
    let answers = view.answers.clone();
    let answers = move || answer_list(answered(&procedure, &answers, reference, None));
    let papers: Vec<_> = view.papers.iter().map(|paper| filed(&code, paper)).collect();
    let forms: Vec<_> = view.slips.iter().map(|slip| form(&code, slip)).collect();
    let has_forms = !forms.is_empty();
    let readers: Vec<_> = view.readers.iter().cloned()
        .map(|reader| view! { <li><span class="number">{format::date(reader.on)}</span>": "{reader.name}", "{reader.title_vi}</li> }).collect();
    let has_readers = !readers.is_empty();
    let link = [origin().as_str(), "/track#", &code, "/", &view.secret].concat();
    view! {
        <h1>{t!("mine.one")}</h1>
        {supplement}
        {asked}
        <Status tracked=view.tracked.clone() file=result/>
        {also}
        <h2>{t!("mine.papers")}</h2>
        <ul class="papers">{papers}</ul>
        <div hidden=!has_forms><h2>{t!("mine.forms")}</h2><ul class="papers">{forms}</ul></div>
        <details><summary>{t!("mine.answers")}</summary>{answers}</details>
        <details>
            <summary>{t!("mine.tracking")}</summary>
            <p>{t!("track.secret")}": "<strong class="number">{view.secret.clone()}</strong></p>
            {qr(&link, t!("receipt.qr"))}
        </details>
        <details hidden=!has_readers><summary>{t!("mine.readers")}</summary><ul>{readers}</ul></details>
    }
}

/// A link to a form that was issued: a file, which the browser saves by itself.
fn form(code: &str, slip: &Slip) -> View {
    let href = paths::my_form_pdf(code, &slip.form, slip.version);
    let (form, number) = (slip.form.clone(), slip.number.to_string());
    let label = move || t!("mine.form").with(&[("form", &form), ("number", &number)]);
    view! { <li><a href=href download="">{label}</a></li> }
}

fn filed(code: &str, paper: &FiledPaper) -> View {
    let files: Vec<_> = paper.files.iter().cloned().map(|file| file_row(code, file)).collect();
    let on_paper = paper.on_paper.then(|| view! { <p class="small soft">{t!("mine.on_paper")}</p> });
    view! { {files}{on_paper.map(|words| view! { <li>{words}</li> })} }
}

fn file_row(code: &str, file: FileCard) -> View {
    let label = Signal::derive({
        let name = file.name.clone();
        move || t!("mine.open_file").with(&[("name", &name)])
    });
    view! {
        <li>
            <span>{file.name}</span>" "<span class="small soft">{format::size(file.size)}</span>
            <FileButton code=code.to_owned() file=file.id.0 label=label/>
        </li>
    }
}

/// Fetches a link to a file and opens it.
#[component]
fn FileButton(#[prop(into)] code: String, #[prop(into)] file: String, #[prop(into)] label: Signal<String>) -> View {
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let open = Callback::new(move |()| {
        let (code, file) = (code.clone(), file.clone());
        busy.set(true);
        error.set(None);
        leptos::task::spawn_local(async move {
            let link = api::public::my_file(&code, &file).await;
            busy.set(false);
            match link {
                Ok(link) => dom::open_file(&link.url),
                Err(trouble) => {
                    error.set(Some(trouble));
                }
            }
        });
    });
    let trouble = move || error.get().map(|error| view! { <Alert tone=Tone::Bad><p>{error}</p></Alert> });
    view! { <Button label look=Look::Quiet busy on_press=open/>{trouble} }
}
