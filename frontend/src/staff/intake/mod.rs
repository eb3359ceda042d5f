//! Counter intake: who stands here, which procedure, the form, the papers, the return, the fee; then a receipt, and the
//! next dossier of the same person without typing the person again.

mod arrival;
mod counter;
mod draft;
mod due;
mod filed;
mod papers;
mod prefill;
mod preview;
mod send;

use super::{
    session::{Session, intake_centres, reference},
    trouble::trouble,
};
pub use counter::today;

use counter::counter;
use domain::{
    message::public::{Me, Receipt},
    procedure::Procedure,
};
use draft::Draft;
use frontend::prelude::*;
use frontend::{
    api::public,
    dom,
    remote::{Load, Remote},
    t,
    ui::{Alert, Skeleton, Tone},
};

/// Where the officer is.
#[derive(Clone)]
enum Stage {
    /// Typing.
    Counter { draft: Box<Draft>, restored: bool },
    /// Filed; `next` begins the next dossier of the same person.
    Filed { receipt: Box<Receipt>, accepted: bool, next: Box<Draft> },
}

/// The page.
#[component]
pub fn IntakePage() -> View {
    dom::set_title(t!("staff.intake.window").get());
    let Some(me) = Session::get() else { return ().into_view() };
    if intake_centres(&me).is_empty() {
        let notice = view! { <Alert tone=Tone::Warning><p>{t!("staff.intake.no_post")}</p></Alert> };
        return view! { <h1>{t!("staff.intake.title")}</h1>{notice} };
    }
    let reference = reference();
    // A draft names a procedure only; its form is loaded again, since it may have changed.
    let restored = Draft::restore(&me.account).filter(Draft::is_begun);
    let code = restored.as_ref().and_then(|draft| draft.procedure.clone());
    let loaded = Remote::new(move || {
        let code = code.clone();
        async move {
            reference.load_units().await?;
            match code {
                Some(code) => public::procedure(code.as_str()).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let (begun, draft) = (restored.is_some(), Box::new(restored.unwrap_or_else(Draft::new)));
    let stage = RwSignal::new(Stage::Counter { draft, restored: begun });
    let retry = Callback::new(move |()| loaded.reload());
    let page = move || match loaded.get() {
        Load::Loading => view! { <h1>{t!("staff.intake.title")}</h1><Skeleton lines=6/> },
        Load::Failed(error) => view! { <h1>{t!("staff.intake.title")}</h1>{trouble(error, Some(retry))} },
        Load::Ready(first) => {
            let first = StoredValue::new(first);
            let me = me.clone();
            // Only another stage draws the page anew, never what one of its fields happened to read.
            (move || {
                let now = stage.get();
                untrack(|| show(&me, stage, now, first))
            })
            .into_view()
        }
    };
    page.into_view()
}

fn show(me: &Me, stage: RwSignal<Stage>, now: Stage, first: StoredValue<Option<Procedure>>) -> View {
    match now {
        Stage::Counter { draft, restored } => {
            // Only the restored draft begins with the procedure that was loaded for it.
            let procedure = first.get_value().filter(|procedure| draft.procedure.as_ref() == Some(&procedure.code));
            counter(me, stage, *draft, restored, procedure)
        }
        Stage::Filed { receipt, accepted, next } => filed::filed(stage, &receipt, accepted, *next),
    }
}
