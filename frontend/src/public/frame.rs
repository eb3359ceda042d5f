//! Header, footer and what stands around every page.

use crate::{context::shared, route};
use frontend::prelude::*;
use frontend::{
    api::{self, paths},
    dom, router, t,
    ui::{LanguageSwitch, Toasts},
};

/// The frame around a page.
#[component]
pub fn Frame(children: Children) -> View {
    let offline = RwSignal::new(!dom::is_online());
    dom::on_window("offline", move || offline.set(true));
    dom::on_window("online", move || offline.set(false));
    let link = |path: &'static str, words: frontend::i18n::Key| {
        let current = move || (router::location().path == path).then_some("page");
        view! { <a href=path aria-current=current>{words}</a> }
    };
    view! {
        <a class="skip" href="#main">{t!("frame.skip")}</a>
        <header class="top"><div>
            <a class="brand" href=route::HOME>
                <svg viewBox="0 0 32 32" width="34" height="34" aria-hidden="true">
                    <path d="M8 27V6h16v21M4 27h24" fill="none" stroke="#fff" stroke-width="2.6"/>
                    <circle cx="19.5" cy="17" r="1.7" fill="#ffc765"/>
                </svg>
                <span>{t!("brand.name")}<small>{t!("brand.province")}</small></span>
            </a>
            <nav aria-label=t!("frame.nav")>
                {link(route::HOME, t!("nav.find"))}
                {link(route::TRACK, t!("nav.track"))}
                {link(route::MINE, t!("nav.mine"))}
            </nav>
            <Person/>
            <LanguageSwitch/>
        </div></header>
        <p class="offline" role="status" hidden=move || !offline.get()>{t!("frame.offline")}</p>
        <main id="main">{children()}</main>
        <footer class="bottom"><div>{t!("frame.foot")}</div></footer>
        <Toasts/>
    }
}

/// Who is signed in, or the way to sign in.
#[component]
fn Person() -> View {
    let shared = shared();
    let sign_out = move |_| {
        leptos::task::spawn_local(async move {
            if api::auth::sign_out().await.is_ok() {
                shared.session.set(None);
                router::go(route::HOME);
            }
        });
    };
    let view = move || match shared.me() {
        Some(me) => view! {
            <span class="person"><span class="small">{me.name}</span>
            <button type="button" class="plain" on:click=sign_out>{t!("sign.out")}</button></span>
        },
        None if shared.session_is_known() => {
            let href = move || {
                let here = router::location();
                paths::sign_in(&[here.path.as_str(), &here.query].concat())
            };
            view! { <a class="person" href=href>{t!("sign.in")}</a> }
        }
        None => ().into_view(),
    };
    view! { {view} }
}
