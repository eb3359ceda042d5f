//! Answering a supplement: only what was asked is open.

use crate::context::shared;
use domain::{
    dossier::{
        ActionName,
        action::SupplementAnswer,
        state::{SupplementItem, SupplementRequest, SupplementTarget},
    },
    form::{Facts, FieldError},
    message::{problem::code, public::MyDossierView},
    procedure::{Channel, Procedure},
};
use frontend::prelude::*;
use frontend::{
    api::{self, ApiError, paths::PUBLIC_UPLOADS},
    dom,
    form::{Files, Form, SentFile, words},
    format, t,
    ui::{Alert, Button, ErrorSummary, Fault, Look, Tone, toast},
};
use std::sync::Arc;

/// One asked thing with its answer.
#[derive(Clone)]
struct Asked {
    item: SupplementItem,
    files: RwSignal<Vec<SentFile>>,
}

#[component]
pub fn Supplement(
    view: Arc<MyDossierView>,
    request: SupplementRequest,
    procedure: Arc<Procedure>,
    renewed: Callback<MyDossierView>,
) -> View {
    let today = format::local(crate::filing::now()).date();
    let form = Form::new(
        Arc::clone(&procedure),
        shared().reference,
        view.answers.clone(),
        Facts::on(today).by(Channel::Online),
    );
    // One UUID binds the files and names the request: sending twice answers once.
    let id = StoredValue::new(dom::uuid());
    let asked: Vec<Asked> =
        request.items.iter().cloned().map(|item| Asked { item, files: RwSignal::new(Vec::new()) }).collect();
    let under_way = RwSignal::new(0);
    let faults = RwSignal::new(Vec::<Fault>::new());
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let rows: Vec<_> = asked.iter().enumerate().map(|(at, asked)| {
        let control = match &asked.item.target {
            SupplementTarget::Field { name } => Some(frontend::form::only(form, std::slice::from_ref(name))),
            SupplementTarget::Paper { id: paper } => {
                let name = procedure.papers.iter().find(|known| known.id == *paper).map(|paper| paper.name_vi.clone()).unwrap_or_default();
                Some(view! {
                    <p><strong>{name.clone()}</strong></p>
                    <Files id=control_id(at) label=Signal::stored(name) uploads=PUBLIC_UPLOADS draft=id.get_value() files=asked.files under_way/>
                })
            }
        };
        view! { <li><p>{asked.item.missing.clone()}</p><p class="small soft">{asked.item.legal_basis.clone()}</p>{control}</li> }
    }).collect();
    let dossier = StoredValue::new((view.tracked.code.0.clone(), view.version));
    let resubmit = view.allowed.contains(&ActionName::Resubmit);
    let send = {
        let asked = asked.clone();
        Callback::new(move |()| {
            let wrong: Vec<Fault> =
                asked.iter().enumerate().filter_map(|(at, asked)| unanswered(at, asked, form)).collect();
            let stop = !wrong.is_empty();
            faults.set(wrong);
            if stop {
                dom::focus_later("error-summary".to_owned());
                return;
            }
            let answers = form.answers();
            let items: Vec<SupplementAnswer> = asked.iter().map(|asked| answer(asked, &answers)).collect();
            let action = if resubmit { ActionName::Resubmit } else { ActionName::SupplementReceived };
            busy.set(true);
            error.set(None);
            let (code, version) = dossier.get_value();
            leptos::task::spawn_local(async move {
                let id = id.get_value();
                let outcome = api::public::answer_supplement(&code, version, &id, action, &items).await;
                busy.set(false);
                match outcome {
                    Ok(view) => {
                        toast(t!("supplement.sent"));
                        renewed.run(view);
                    }
                    Err(trouble) => {
                        if let Some(now) = trouble.version_now() {
                            dossier.update_value(|(_, version)| *version = now);
                        }
                        take(trouble, form, faults, error);
                    }
                }
            });
        })
    };
    let trouble = move || error.get().map(|error| view! { <Alert tone=Tone::Bad><p>{error}</p></Alert> });
    view! {
        <section class="card supplement no-print">
            <h2>{t!("supplement.title")}</h2>
            <p>{request.reason.clone()}</p>
            <p><strong>{t!("status.answer_until")}": "</strong><span class="number">{format::date(request.due_on)}</span></p>
            <ErrorSummary faults/>
            <ol class="papers">{rows}</ol>
            {trouble}
            <div class="buttons">
                <Button label=t!("supplement.send") look=Look::Primary busy disabled=Signal::derive(move || under_way.get() > 0) on_press=send/>
            </div>
        </section>
    }
}

fn control_id(at: usize) -> String {
    ["supplement-", &at.to_string()].concat()
}

/// An asked thing without an answer, or with a wrong one.
fn unanswered(at: usize, asked: &Asked, form: Form) -> Option<Fault> {
    match &asked.item.target {
        SupplementTarget::Paper { .. } => asked.files.with_untracked(Vec::is_empty).then(|| Fault {
            id: control_id(at),
            text: [asked.item.missing.as_str(), ": ", t!("papers.missing").get()].concat(),
        }),
        SupplementTarget::Field { name } => form.wrong(name).map(|error| Fault {
            id: frontend::form::id_of(&error.field),
            text: [&form.label_of(&error.field), ": ", &words::of(&error)].concat(),
        }),
    }
}

fn answer(asked: &Asked, answers: &domain::form::Answers) -> SupplementAnswer {
    let value = match &asked.item.target {
        SupplementTarget::Field { name } => answers.get(name).cloned(),
        SupplementTarget::Paper { .. } => None,
    };
    let files = asked.files.with_untracked(|files| files.iter().map(|file| file.id.clone()).collect());
    SupplementAnswer { target: asked.item.target.clone(), files, value, on_paper: false }
}

/// The line of `items[2].files`.
fn item_of(path: &str) -> Option<usize> {
    path.strip_prefix("items[")?.split_once(']')?.0.parse().ok()
}

/// Shows what the functions said: by field where they named one.
fn take(trouble: ApiError, form: Form, faults: RwSignal<Vec<Fault>>, error: RwSignal<Option<ApiError>>) {
    if let Some(problem) =
        trouble.problem().filter(|problem| [code::INVALID, code::BAD_FILE].contains(&problem.code.as_str()))
    {
        let fault = |wrong: &FieldError| {
            let words = words::of(wrong);
            match item_of(&wrong.field) {
                Some(at) => Fault { id: control_id(at), text: words },
                None => Fault {
                    id: frontend::form::id_of(&wrong.field),
                    text: [&form.label_of(&wrong.field), ": ", &words].concat(),
                },
            }
        };
        faults.set(problem.errors.iter().map(fault).collect());
        form.refuse(problem.errors.clone());
    }
    error.set(Some(trouble));
}
