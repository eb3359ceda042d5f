//! Certified copies while the citizen waits: one screen, by keyboard, from the name to the receipt; then the next one.

mod desk;
mod send;
mod typing;

use super::{
    session::{Session, intake_centres},
    trouble::trouble,
};
use desk::{Desk, Person};
use frontend::prelude::*;
use frontend::{
    api::public,
    dom,
    remote::{Load, Remote},
    t,
    ui::{Alert, Skeleton, Tone},
};
use std::sync::Arc;

/// The procedure: a copy certified from the original.
const PROCEDURE: &str = "2.000815";

/// What was taken in last.
#[derive(Clone)]
pub struct Done {
    pub code: String,
    pub person: Person,
    /// It lies before the signer; else it waits for the officer at the desk.
    pub presented: bool,
}

/// The page.
#[component]
pub fn CopyPage() -> View {
    dom::set_title(t!("staff.copy.title").get());
    let Some(me) = Session::get() else { return ().into_view() };
    if intake_centres(&me).is_empty() {
        let notice = view! { <Alert tone=Tone::Warning><p>{t!("staff.intake.no_post")}</p></Alert> };
        return view! { <h1>{t!("staff.copy.title")}</h1>{notice} };
    }
    let loaded = Remote::new(move || public::procedure(PROCEDURE));
    let retry = Callback::new(move |()| loaded.reload());
    // Each filing is a round of its own, with a key of its own; it may begin with the person of the last one.
    let round = RwSignal::new((None::<Done>, Person::default()));
    let page = move || match loaded.get() {
        Load::Loading => view! { <h1>{t!("staff.copy.title")}</h1><Skeleton lines=6/> },
        Load::Failed(error) => view! { <h1>{t!("staff.copy.title")}</h1>{trouble(error, Some(retry))} },
        Load::Ready(procedure) => {
            let (procedure, me) = (Arc::new(procedure), me.clone());
            (move || {
                let (done, person) = round.get();
                untrack(|| {
                    let before = if done.is_none() { typing::typed_before(&me) } else { None };
                    Desk::new(&me, Arc::clone(&procedure), person, round, before).view(done)
                })
            })
            .into_view()
        }
    };
    // It stands outside the rounds: what appears in a region that was there before is read out.
    let news = move || {
        let done = round.with(|(done, _)| done.clone());
        done.map(|done| t!("staff.copy.done").with(&[("code", &done.code), ("name", &done.person.name)]))
    };
    view! { <p class="unseen" role="status">{news}</p>{page} }
}
