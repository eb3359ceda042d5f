//! Copies certified while the citizen waits (2.000815), on one screen and by keyboard alone: who, which originals, how
//! many pages and copies; the fee counts itself, the book of certified copies too.

mod desk;
mod done;
mod keys;

use super::{
    desk::draft::{Draft, Screen},
    session::{Session, intake_centres, reference},
    trouble::trouble,
};
use desk::Desk;
use domain::{
    ids::CentreId,
    message::public::{Me, Receipt},
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    api::public,
    dom,
    form::PROVINCIAL_CENTRE,
    remote::{Load, Remote},
    t,
    ui::{Alert, Skeleton, Tone},
};
use std::sync::Arc;

/// Certifying copies from the original.
pub const PROCEDURE: &str = "2.000815";

/// Where the officer is.
#[derive(Clone)]
enum Stage {
    /// Typing.
    Desk { draft: Draft, restored: bool },
    /// Taken in; `same` begins the next dossier of the same person, `other` that of another.
    Done { receipt: Box<Receipt>, centre: CentreId, same: Box<Draft>, other: Box<Draft> },
}

/// The page.
#[component]
pub fn CopyPage() -> View {
    dom::set_title(t!("staff.copy.title").get());
    let Some(me) = Session::get() else { return ().into_view() };
    // The commune at whose desk the person stands is the one that certifies.
    let centre = intake_centres(&me).into_iter().find(|centre| centre.as_str() != PROVINCIAL_CENTRE);
    let Some(centre) = centre else {
        let notice = view! { <Alert tone=Tone::Warning><p>{t!("staff.copy.no_desk")}</p></Alert> };
        return view! { <h1>{t!("staff.copy.title")}</h1>{notice} };
    };
    let reference = reference();
    let loaded = Remote::new(move || async move {
        reference.load_units().await?;
        public::procedure(PROCEDURE).await
    });
    let restored = Draft::restore(Screen::Copy, &me.account).filter(Draft::is_begun);
    let (begun, draft) = (restored.is_some(), restored.unwrap_or_else(Draft::new));
    let stage = RwSignal::new(Stage::Desk { draft, restored: begun });
    let retry = Callback::new(move |()| loaded.reload());
    let page = move || match loaded.get() {
        Load::Loading => view! { <h1>{t!("staff.copy.title")}</h1><Skeleton lines=6/> },
        Load::Failed(error) => view! { <h1>{t!("staff.copy.title")}</h1>{trouble(error, Some(retry))} },
        Load::Ready(procedure) => {
            let (me, centre, procedure) = (me.clone(), centre.clone(), Arc::new(procedure));
            // Only another stage draws the page anew, never what one of its fields happened to read.
            (move || {
                let now = stage.get();
                untrack(|| show(&me, &centre, &procedure, stage, now))
            })
            .into_view()
        }
    };
    page.into_view()
}

fn show(me: &Me, centre: &CentreId, procedure: &Arc<Procedure>, stage: RwSignal<Stage>, now: Stage) -> View {
    match now {
        Stage::Desk { draft, restored } => Desk::new(me, centre, procedure, stage, draft).view(restored),
        Stage::Done { receipt, centre, same, other } => done::done(stage, &receipt, &centre, *same, *other),
    }
}
