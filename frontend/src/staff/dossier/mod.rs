//! The page of one dossier: what it is, what was filed, what happened, and what this officer can do now.

mod actions;
pub mod alarms;
pub mod answers;
mod detour;
mod head;
mod history;
mod opinions;
mod outcome;
pub mod papers;
pub mod side;

use super::{
    api,
    session::{Session, reference},
    trouble::trouble,
};
use domain::{
    dossier::{ActionName, rights::Sight},
    message::{public::Me, staff::DossierView},
    procedure::Procedure,
};
use frontend::prelude::*;
use frontend::{
    api::{ApiError, public},
    dom,
    form::Reference,
    i18n::pick,
    remote::{Load, Remote},
    t,
    ui::{Alert, Skeleton, Tone},
};
use std::sync::Arc;

/// What the page is made of.
#[derive(Clone, PartialEq)]
struct Loaded {
    view: DossierView,
    procedure: Arc<Procedure>,
}

/// The open dossier, for all parts of the page.
#[derive(Clone, Copy)]
pub struct Open {
    /// As the functions told it last; an action's answer replaces it.
    pub view: RwSignal<DossierView>,
    pub procedure: StoredValue<Arc<Procedure>>,
    pub reference: Reference,
    pub me: StoredValue<Me>,
    /// The action that the address asks for.
    pub act: Option<ActionName>,
    /// Loads everything anew: the procedure itself may have been corrected.
    reload: Callback<()>,
}

impl Open {
    /// Takes the answer of an action, or the state that overtook one.
    pub fn take(self, view: DossierView) {
        let same = self.procedure.with_value(|procedure| procedure.code == view.procedure.code);
        self.view.set(view);
        if !same {
            self.reload.run(());
        }
    }

    /// The dossier's code.
    #[must_use]
    pub fn code(self) -> String {
        self.view.with_untracked(|view| view.dossier.code.0.clone())
    }
}

async fn load(code: String, reference: Reference) -> Result<Loaded, ApiError> {
    let view = api::dossier(&code).await?;
    // Labels and papers are those of the version that it was filed under.
    let procedure = public::procedure_version(&view.dossier.procedure).await?;
    reference.load_units().await?;
    Ok(Loaded { view, procedure: Arc::new(procedure) })
}

/// The page.
#[component]
pub fn DossierPage(code: String, act: Option<ActionName>) -> View {
    dom::set_title(&code);
    let heading = code.clone();
    let reference = reference();
    let remote = Remote::new(move || load(code.clone(), reference));
    let reload = Callback::new(move |()| remote.reload());
    let Some(me) = Session::get() else { return ().into_view() };
    let page = move || match remote.get() {
        Load::Loading => view! { <h1 class="number">{heading.clone()}</h1><Skeleton lines=8/> },
        Load::Failed(error) => {
            view! { <h1 class="number">{heading.clone()}</h1>{trouble(error, Some(reload))} }
        }
        Load::Ready(loaded) => page(Open {
            view: RwSignal::new(loaded.view),
            procedure: StoredValue::new(loaded.procedure),
            reference,
            me: StoredValue::new(me.clone()),
            act,
            reload,
        }),
    };
    page.into_view()
}

fn page(open: Open) -> View {
    match open.view.with_untracked(|view| view.sight) {
        Sight::Whole => whole(open),
        sight => limited(open, sight),
    }
}

/// What an asked agency, or the public post, sees: its question with the papers sent along, or its item.
fn limited(open: Open, sight: Sight) -> View {
    let note = if sight == Sight::Postal { t!("staff.limited.postal") } else { t!("staff.limited.question") };
    let papers = (sight == Sight::Question).then(|| papers::papers(open));
    view! {
        {head::head(open)}
        <Alert><p>{note}</p></Alert>
        <div class="dossier">
            <div class="dossier-side">{actions::actions(open)}</div>
            <div class="dossier-main">
                {opinions::opinions(open)}
                {papers}
            </div>
        </div>
    }
}

/// That one of its places is closed, and who stands in.
fn closed(open: Open) -> View {
    let told = move || {
        let words = open.view.with(|view| view.closed.clone());
        words.map(|words| view! { <Alert tone=Tone::Warning><p>{move || pick(&words)}</p></Alert> })
    };
    told.into_view()
}

fn whole(open: Open) -> View {
    view! {
        {head::head(open)}
        {closed(open)}
        <div class="dossier">
            <div class="dossier-side">
                {actions::actions(open)}
                {alarms::alarms(open)}
                {side::side(open)}
            </div>
            <div class="dossier-main">
                {detour::detours(open)}
                {opinions::opinions(open)}
                {outcome::outcome(open)}
                {papers::papers(open)}
                {answers::answers(open)}
                {history::history(open)}
            </div>
        </div>
    }
}
