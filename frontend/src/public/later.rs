//! Pages that are fetched when they are first wanted: nobody who only looks for a procedure loads the form engine.
//!
//! `cargo xtask wasm` splits the portal at one function; what both sides need stays in the first part. One later part and
//! not one per page: parts are compressed apart, so that every cut costs some kilobytes. A part that does not come is a
//! failure that can be tried again, like any other load.

use crate::{
    filing::{FilingPage, ReceiptPage},
    mine::{MinePage, MyDossierPage},
    track::TrackPage,
    trouble::failed,
};
use frontend::{
    api::{ApiError, Trouble},
    prelude::*,
    ui::Skeleton,
};
use leptos::{
    prelude::Owner,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::{cell::RefCell, rc::Rc};

/// A page of another part, or the reason why that part did not come.
type Page = Result<View, SplitLoaderError>;

/// Which page of the later part.
#[derive(Clone)]
pub enum Later {
    /// On which a procedure is filed.
    Filing(String),
    Receipt(String),
    /// The dossiers of the one who is signed in.
    Mine,
    MyDossier(String),
    Track,
}

#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn later_part(page: Later) -> Page {
    Ok(match page {
        Later::Filing(code) => view! { <FilingPage code/> },
        Later::Receipt(code) => view! { <ReceiptPage code/> },
        Later::Mine => view! { <MinePage/> },
        Later::MyDossier(code) => view! { <MyDossierPage code/> },
        Later::Track => view! { <TrackPage/> },
    })
}

/// How far a page is.
enum Stage {
    Loading,
    /// Until it is shown, which happens once.
    Here(Option<View>),
    Failed,
}

/// A page of the later part, as soon as that is here.
pub fn later(page: Later) -> View {
    let stage = Rc::new(RefCell::new(Stage::Loading));
    let changed = RwSignal::new(());
    // The page belongs to this place of the screen, also when it comes late or at a second try.
    let owner = Owner::current().unwrap_or_default();
    let load = {
        let stage = Rc::clone(&stage);
        Callback::new(move |()| {
            let (page, stage) = (later_part(page.clone()), Rc::clone(&stage));
            stage.replace(Stage::Loading);
            changed.set(());
            let show = async move {
                let now = match page.await {
                    Ok(view) => Stage::Here(Some(view)),
                    Err(_) => Stage::Failed,
                };
                stage.replace(now);
                changed.set(());
            };
            owner.with(|| untrack(|| leptos::task::spawn_local_scoped(show)));
        })
    };
    load.run(());
    (move || {
        changed.get();
        match &mut *stage.borrow_mut() {
            Stage::Loading => view! { <Skeleton lines=6/> },
            Stage::Here(page) => page.take().unwrap_or_default(),
            Stage::Failed => failed(ApiError::new(Trouble::Unreachable), load),
        }
    })
    .into_view()
}
