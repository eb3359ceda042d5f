//! Finding a procedure: by words without tone marks, by sector, by level.

mod results;

use crate::{
    context::{shared, titled},
    route,
    trouble::when_ready,
};
use domain::{message::public::ProcedureList, procedure::Level};
use frontend::prelude::*;
use frontend::{
    i18n::Key,
    router, t,
    ui::{Icon, icon},
    words,
};
use results::{Results, Wanted};
use std::sync::Arc;

/// What most people come for; the rest is found by words or sector.
const POPULAR: [&str; 8] =
    ["1.001193", "2.000815", "1.004873", "1.001612", "1.000894", "1.013978", "1.000656", "1.001776"];

#[component]
pub fn HomePage() -> View {
    titled(t!("home.title"));
    let shared = shared();
    let start = router::location();
    let query = RwSignal::new(start.value("q").unwrap_or_default());
    // A link on this page (a sector, the brand) changes the address, and the address is what counts.
    let asked = Memo::new(|_| router::location().value("q").unwrap_or_default());
    effect(move || {
        let asked = asked.get();
        if query.with_untracked(|query| *query != asked) {
            query.set(asked);
        }
    });
    let sector = Memo::new(|_| router::location().value("sector"));
    let level = Memo::new(|_| match router::location().value("level").as_deref() {
        Some("commune") => Some(Level::Commune),
        Some("province") => Some(Level::Province),
        _ => None,
    });
    let keep = move || {
        let path =
            route::search(query.get_untracked().trim(), sector.get_untracked().as_deref(), level.get_untracked());
        router::replace(&path);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        keep();
    };
    let level_chip = move |wanted: Option<Level>, label: Key| {
        let href = move || route::search(&query.get(), sector.get().as_deref(), wanted);
        view! { <a class="chip" href=href aria-current=move || (level.get() == wanted).then_some("true")>{label}</a> }
    };
    let list = when_ready(shared.catalogue, move |list: Arc<ProcedureList>| {
        let list = StoredValue::new(list);
        let wanted = Signal::derive(move || Wanted { query: query.get(), sector: sector.get(), level: level.get() });
        (move || {
            if wanted.with(Wanted::is_nothing) {
                browse(&list.get_value())
            } else {
                view! { <Results list wanted/> }
            }
        })
        .into_view()
    });
    view! {
        <h1>{t!("home.title")}</h1>
        <p class="lead">{t!("home.lead")}</p>
        <form class="search" role="search" action=route::HOME method="get" on:submit=submit>
            <label for="q">{t!("home.search")}</label>
            <div class="search-box">
                {icon(Icon::Search)}
                <input class="input" id="q" name="q" type="search" autocomplete="off" placeholder=t!("home.placeholder")
                    prop:value=query on:input=move |event| query.set(event_target_value(&event)) on:change=move |_| keep()/>
            </div>
        </form>
        <nav class="chips" aria-label=t!("home.levels")>
            {level_chip(None, t!("home.all_levels"))}
            {level_chip(Some(Level::Commune), words::level(Level::Commune))}
            {level_chip(Some(Level::Province), words::level(Level::Province))}
        </nav>
        {move || sector.get().map(|name| {
            let href = move || route::search(&query.get(), None, level.get());
            view! { <p class="chips"><span>{t!("home.sector")}": "<strong>{name}</strong></span><a href=href>{t!("home.all_sectors")}</a></p> }
        })}
        {list}
    }
}

/// Nothing is asked yet: what most people want, and all sectors.
fn browse(list: &ProcedureList) -> View {
    let popular = POPULAR.iter().filter_map(|code| list.procedures.iter().find(|row| row.code.as_str() == *code));
    let popular: Vec<_> = popular.map(|row| results::row(row.clone())).collect();
    let mut sectors: Vec<(String, usize)> = Vec::new();
    for row in &list.procedures {
        match sectors.iter_mut().find(|(name, _)| *name == row.sector) {
            Some((_, count)) => *count += 1,
            None => sectors.push((row.sector.clone(), 1)),
        }
    }
    sectors.sort_by_cached_key(|(name, _)| domain::text::fold(name));
    let sectors: Vec<_> = sectors
        .into_iter()
        .map(|(name, count)| {
            let href = route::search("", Some(&name), None);
            view! { <li><a href=href>{name}</a>" "<span class="soft small">{count}</span></li> }
        })
        .collect();
    view! {
        <h2>{t!("home.popular")}</h2>
        <ul class="results">{popular}</ul>
        <h2>{t!("home.sectors")}</h2>
        <ul class="sectors">{sectors}</ul>
    }
}
