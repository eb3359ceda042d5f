//! Pages that are fetched when they are first wanted: nobody who only looks for a procedure loads the form engine.
//!
//! `cargo xtask wasm` splits the portal at these functions (`frontend::…` that both sides need stays in the first
//! part). A part that does not come is a failure that can be tried again, like any other load.

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

#[wasm_split(filing, wasm_split_path = ::leptos::wasm_split, fallible)]
fn filing_part(code: String) -> Page {
    Ok(view! { <FilingPage code/> })
}

#[wasm_split(following, wasm_split_path = ::leptos::wasm_split, fallible)]
fn receipt_part(code: String) -> Page {
    Ok(view! { <ReceiptPage code/> })
}

#[wasm_split(following, wasm_split_path = ::leptos::wasm_split, fallible)]
fn mine_part() -> Page {
    Ok(view! { <MinePage/> })
}

#[wasm_split(following, wasm_split_path = ::leptos::wasm_split, fallible)]
fn my_dossier_part(code: String) -> Page {
    Ok(view! { <MyDossierPage code/> })
}

#[wasm_split(following, wasm_split_path = ::leptos::wasm_split, fallible)]
fn track_part() -> Page {
    Ok(view! { <TrackPage/> })
}

/// The page on which a procedure is filed.
pub fn filing(code: String) -> View {
    later(move || filing_part(code.clone()))
}

/// The receipt of a dossier.
pub fn receipt(code: String) -> View {
    later(move || receipt_part(code.clone()))
}

/// The dossiers of the one who is signed in.
pub fn mine() -> View {
    later(mine_part)
}

/// One dossier of the one who is signed in.
pub fn my_dossier(code: String) -> View {
    later(move || my_dossier_part(code.clone()))
}

/// Following a dossier by its code.
pub fn track() -> View {
    later(track_part)
}

/// How far a page is.
enum Stage {
    Loading,
    /// Until it is shown, which happens once.
    Here(Option<View>),
    Failed,
}

fn later<F: Future<Output = Page> + 'static>(fetch: impl Fn() -> F + 'static) -> View {
    let stage = Rc::new(RefCell::new(Stage::Loading));
    let changed = RwSignal::new(());
    // The page belongs to this place of the screen, also when it comes late or at a second try.
    let owner = Owner::current().unwrap_or_default();
    let load = {
        let stage = Rc::clone(&stage);
        Callback::new(move |()| {
            let (page, stage) = (fetch(), Rc::clone(&stage));
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
