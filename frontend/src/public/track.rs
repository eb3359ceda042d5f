//! Following a dossier by code and secret, without an account.

use crate::{context::titled, status::Status};
use domain::{
    ids::DossierCode,
    message::tracking::{TrackRequest, TrackResultRequest, Tracked},
};
use frontend::prelude::*;
use frontend::{
    api::{self, ApiError},
    dom, router, t,
    ui::{Alert, Button, Field, Input, Look, Tone, text_input},
};

#[component]
pub fn TrackPage() -> View {
    titled(t!("track.title"));
    // A link or QR code of the receipt carries both in the fragment.
    let here = router::location();
    let (code, secret) = here.fragment().split_once('/').unwrap_or((here.fragment(), ""));
    let (code, secret) = (RwSignal::new(code.to_owned()), RwSignal::new(secret.to_owned()));
    let found = RwSignal::new(None::<Tracked>);
    let error = RwSignal::new(None::<ApiError>);
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let ask = move || {
        tried.set(true);
        error.set(None);
        let question = question(&code.get_untracked(), &secret.get_untracked());
        if question.code.as_str().is_empty() || question.secret.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = api::public::track(&question).await;
            busy.set(false);
            match answer {
                Ok(tracked) => {
                    found.set(Some(tracked));
                    // Below the form, on a phone, the status would be out of sight.
                    dom::focus_later("track-status".to_owned());
                }
                Err(trouble) => {
                    found.set(None);
                    error.set(Some(trouble));
                }
            }
        });
    };
    if !code.get_untracked().is_empty() && !secret.get_untracked().is_empty() {
        ask();
    }
    let missing = move |text: RwSignal<String>| {
        Signal::derive(move || {
            (tried.get() && text.with(|text| text.trim().is_empty())).then(|| t!("wrong.required").get().to_owned())
        })
    };
    let line = |id: &'static str, label, hint, text: RwSignal<String>| {
        Field::new(id, label).hint(hint).error(missing(text)).render(|wiring| {
            let input = Input { width: "medium", ..Input::TEXT };
            let on_input = Callback::new(move |typed| text.set(typed));
            text_input(wiring, input, text.get_untracked(), on_input, Callback::new(|()| ()))
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        ask();
    };
    let trouble = move || {
        error.get().map(|error| {
            let words = move || {
                if error.code() == "not_found" { t!("track.not_found").get().to_owned() } else { error.words() }
            };
            view! { <Alert tone=Tone::Bad><p>{words}</p></Alert> }
        })
    };
    let status = move || {
        found.get().map(|tracked| {
            let has_file = tracked.result.as_ref().is_some_and(|result| result.has_file);
            let file = has_file.then(|| view! { <ResultFile code secret/> });
            view! { <Status tracked file/> }
        })
    };
    view! {
        <h1>{t!("track.title")}</h1>
        <form on:submit=submit novalidate=true class="no-print">
            {line("track-code", t!("track.code"), t!("track.code_hint"), code)}
            {line("track-secret", t!("track.secret"), t!("track.secret_hint"), secret)}
            <div class="buttons"><Submit label=t!("track.go") busy/></div>
        </form>
        {trouble}
        <div id="track-status" tabindex="-1">{status}</div>
    }
}

/// The button of a form: Enter presses it too.
#[component]
fn Submit(label: frontend::i18n::Key, busy: RwSignal<bool>) -> View {
    view! { <button type="submit" class=Look::Primary.class() aria-busy=move || busy.get().then_some("true")>{label}</button> }
}

/// The result, for whoever proves to be the applicant.
#[component]
fn ResultFile(code: RwSignal<String>, secret: RwSignal<String>) -> View {
    let number = RwSignal::new(String::new());
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let fetch = Callback::new(move |()| {
        error.set(None);
        busy.set(true);
        let TrackRequest { code, secret } = question(&code.get_untracked(), &secret.get_untracked());
        let question = TrackResultRequest { code, secret, id_number: number.get_untracked().trim().to_owned() };
        leptos::task::spawn_local(async move {
            let answer = api::public::track_result(&question).await;
            busy.set(false);
            match answer {
                Ok(link) => dom::open_file(&link.url),
                Err(trouble) => {
                    error.set(Some(trouble));
                }
            }
        });
    });
    let wrong = Signal::derive(move || {
        error.get().map(|error| {
            if error.code() == "not_found" { t!("track.wrong_number").get().to_owned() } else { error.words() }
        })
    });
    let field =
        Field::new("track-number", t!("track.number")).hint(t!("track.number_hint")).error(wrong).render(|wiring| {
            let input = Input { width: "medium", ..Input::TEXT };
            text_input(
                wiring,
                input,
                String::new(),
                Callback::new(move |typed| number.set(typed)),
                Callback::new(|()| ()),
            )
        });
    view! {
        <section class="card no-print">
            <h2>{t!("track.result")}</h2>
            {field}
            <div class="buttons"><Button label=t!("track.download") look=Look::Primary busy on_press=fetch/></div>
        </section>
    }
}

/// Spaces around, and a code in small letters, are how people type.
fn question(code: &str, secret: &str) -> TrackRequest {
    TrackRequest { code: DossierCode(code.trim().to_ascii_uppercase()), secret: secret.trim().to_owned() }
}
