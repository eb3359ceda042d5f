//! The work list: the account's queues, what is in the officer's own hands, and the search.

mod alarms;
mod batch;
mod rows;
mod tabs;

use super::{
    api,
    route::{self, Work},
    session::{Session, has_own_work, intake_centres, is_consulted},
};
use domain::message::{public::Me, staff::QueuePage};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    dom,
    router::go,
    t,
    ui::{Field, Input, Look, text_input},
};
use rows::Rows;
use web_sys::SubmitEvent;

/// The page of a queue or a search.
#[component]
pub fn WorkPage(work: Work) -> View {
    dom::set_title(t!("staff.work.window").get());
    let Some(me) = Session::get() else { return ().into_view() };
    let work = if work == Work::First { first(&me) } else { work };
    let counter = (!intake_centres(&me).is_empty())
        .then(|| view! { <a class=Look::Primary.class() href=route::INTAKE>{t!("staff.work.new")}</a> });
    let list = match &work {
        Work::First => view! { <p>{t!("staff.work.no_queue")}</p> },
        Work::Alarms { desk, list } => view! { {alarms::head(desk, *list)}<Rows work=work.clone() me=me.clone()/> },
        _ => view! { <Rows work=work.clone() me=me.clone()/> },
    };
    view! {
        <div class="page-head">
            <h1 id="work-title">{t!("staff.work.title")}</h1>
            {counter}
        </div>
        {search(&work)}
        {tabs::tabs(&me, &work)}
        {list}
    }
}

/// What a person sees first: work in hand, else the first queue of the first post.
fn first(me: &Me) -> Work {
    if has_own_work(me) {
        return Work::Mine;
    }
    if is_consulted(me) && me.queues.is_empty() {
        return Work::Opinions;
    }
    let queue = me.queues.first();
    let found = queue.and_then(|queue| queue.states.first().map(|state| (queue.desk.clone(), *state)));
    found.map_or(Work::First, |(desk, state)| Work::Desk { desk, state })
}

/// One page of a list; a search has only one.
async fn fetch(work: &Work, cursor: Option<&str>) -> Result<QueuePage, ApiError> {
    match work {
        Work::Desk { desk, state } => api::queue(desk, *state, cursor).await,
        Work::Search { query } => {
            let found = api::search(query).await?;
            Ok(QueuePage { rows: found.rows, cursor: None, now: found.now, near_until: found.near_until })
        }
        Work::Opinions => api::opinions().await,
        Work::Alarms { desk, list } => api::alarms(desk, *list, cursor).await,
        Work::Mine | Work::First => api::mine(cursor).await,
    }
}

/// The search by code or name.
fn search(work: &Work) -> View {
    let before = match work {
        Work::Search { query } => query.clone(),
        _ => String::new(),
    };
    let query = RwSignal::new(before.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let query = dom::composed(query.get_untracked().trim());
        if !query.is_empty() {
            go(&Work::Search { query }.path());
        }
    };
    let input = Input { kind: "search", ..Input::TEXT };
    let field = Field::new("staff-search", t!("staff.search.label")).hint(t!("staff.search.hint")).unmarked();
    let field = field.required(false).render(|wiring| {
        text_input(wiring, input, before, Callback::new(move |text| query.set(text)), Callback::new(|()| ()))
    });
    view! {
        <form class="search no-print" role="search" on:submit=submit>
            {field}
            <button type="submit" class=Look::Plain.class()>{t!("staff.search.go")}</button>
        </form>
    }
}
