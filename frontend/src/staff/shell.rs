//! The frame of every page: who is signed in, where one can go, how to leave.

use super::{
    register, route,
    session::{has_plans, intake_centres},
    trouble::sign_in_link,
};
use domain::{message::public::Me, text::Text};
use frontend::prelude::*;
use frontend::{
    api::auth,
    dom,
    i18n::{pick, words},
    router::{leave, location},
    t,
    ui::{Alert, Button, LanguageSwitch, Look, Toasts, Tone},
};

/// The frame around a page of a signed-in officer.
#[must_use]
pub fn shell(me: &Me, page: impl Fn() -> View + Send + Sync + 'static) -> View {
    let at_counter = !intake_centres(me).is_empty();
    let here = |wanted: &'static str| move || (location().path == wanted).then_some("page");
    let who = view! {
        <p class="who"><b>{me.name.clone()}</b><span>{words(me.title.clone())}</span></p>
    };
    let counter = at_counter.then(|| {
        view! {
            <a href=route::INTAKE aria-current=here(route::INTAKE)>{t!("staff.nav.intake")}</a>
            <a href=route::COPY aria-current=here(route::COPY)>{t!("staff.nav.copy")}</a>
        }
    });
    let register = (!register::desks(me).is_empty()).then(|| {
        view! { <a href=route::REGISTER aria-current=here(route::REGISTER)>{t!("staff.nav.register")}</a> }
    });
    let plans = has_plans(me).then(|| {
        view! {
            <a href=route::PLANS aria-current=here(route::PLANS)>{t!("staff.nav.plans")}</a>
            <a href=route::CLOSURES aria-current=here(route::CLOSURES)>{t!("staff.nav.closures")}</a>
        }
    });
    view! {
        {skip()}
        <header class="top staff-top"><div>
            {brand()}
            <nav aria-label=t!("staff.nav.label")>
                <a href=route::HOME aria-current=here(route::HOME)>{t!("staff.nav.work")}</a>
                {counter}
                {register}
                {plans}
            </nav>
            {who}
            <LanguageSwitch/>
            {sign_out()}
        </div></header>
        {offline()}
        {standing_in(me)}
        <main id="main">{page}</main>
        <Toasts/>
    }
}

/// The frame while nobody is known.
#[must_use]
pub fn bare(content: View) -> View {
    view! {
        {skip()}
        <header class="top staff-top"><div>{brand()}<LanguageSwitch/></div></header>
        <main id="main" class="narrow">{content}</main>
    }
}

/// Nobody is signed in, or somebody who is no officer.
#[must_use]
pub fn signed_out(other: Option<&Me>) -> View {
    let name = other.map(|me| me.name.clone());
    let notice = name.map(|name| {
        view! {
            <Alert tone=Tone::Warning>
                <p>{move || t!("staff.signed_out.no_post").with(&[("name", &name)])}</p>
            </Alert>
        }
    });
    bare(view! {
        <h1>{t!("staff.signed_out.title")}</h1>
        {notice}
        <p>{t!("staff.signed_out.text")}</p>
        {sign_in_link()}
    })
}

fn skip() -> View {
    view! { <a class="skip" href="#main">{t!("frame.skip")}</a> }
}

fn brand() -> View {
    view! {
        <a class="brand" href=route::HOME>
            <svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">
                <path d="M8 27V6h16v21M4 27h24" fill="none" stroke="#fff" stroke-width="2.6"/>
                <circle cx="19.5" cy="17" r="1.7" fill="#ffc765"/>
            </svg>
            <span>"Một Cửa"<small>{t!("staff.brand")}</small></span>
        </a>
    }
}

fn sign_out() -> View {
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            // Whether or not the answer came: the page that follows asks anew who is signed in.
            let _ = auth::sign_out().await;
            leave(route::HOME);
        });
    };
    view! { <Button label=t!("staff.sign_out") look=Look::Quiet busy=busy on_press=press/> }
}

/// Whose work this person does beside their own, for a time.
fn standing_in(me: &Me) -> Option<View> {
    let mut names: Vec<Text> = Vec::new();
    for name in me.queues.iter().filter_map(|queue| queue.stands_in.as_ref()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    if names.is_empty() {
        return None;
    }
    let told = move || {
        let names: Vec<String> = names.iter().map(pick).collect();
        t!("staff.stands_in").with(&[("names", &names.join("; "))])
    };
    Some(view! { <p class="stands-in no-print" role="status">{told}</p> })
}

/// A banner while the browser has no connection.
fn offline() -> View {
    let connected = || web_sys::window().is_none_or(|window| window.navigator().on_line());
    let online = RwSignal::new(connected());
    for event in ["online", "offline"] {
        let listener = dom::listen(event, move |_: web_sys::Event| online.set(connected()));
        let _ = StoredValue::new(listener);
    }
    view! { <Show when=move || !online.get()><p class="offline" role="status">{t!("frame.offline")}</p></Show> }
}
