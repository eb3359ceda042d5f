//! Routes and contexts of the public portal.

use crate::{
    context::Shared,
    filing::{FilingPage, ReceiptPage},
    frame::Frame,
    home::HomePage,
    mine::{MinePage, MyDossierPage},
    not_found::NotFoundPage,
    procedure::ProcedurePage,
    route::Route,
    track::TrackPage,
};
use frontend::router;
use leptos::prelude::*;

/// The portal.
#[component]
pub fn App() -> AnyView {
    Shared::provide();
    let route = Memo::new(|_| Route::of(&router::location().path));
    let page = move || match route.get() {
        Route::Home => view! { <HomePage/> }.into_any(),
        Route::Procedure(code) => view! { <ProcedurePage code/> }.into_any(),
        Route::File(code) => view! { <FilingPage code/> }.into_any(),
        Route::Receipt(code) => view! { <ReceiptPage code/> }.into_any(),
        Route::Mine => view! { <MinePage/> }.into_any(),
        Route::MyDossier(code) => view! { <MyDossierPage code/> }.into_any(),
        Route::Track => view! { <TrackPage/> }.into_any(),
        Route::NotFound => view! { <NotFoundPage/> }.into_any(),
    };
    view! { <Frame>{page}</Frame> }.into_any()
}
