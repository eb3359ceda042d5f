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
use frontend::prelude::*;

/// The portal.
#[component]
pub fn App() -> View {
    Shared::provide();
    let route = Memo::new(|_| Route::of(&router::location().path));
    let page = move || match route.get() {
        Route::Home => view! { <HomePage/> },
        Route::Procedure(code) => view! { <ProcedurePage code/> },
        Route::File(code) => view! { <FilingPage code/> },
        Route::Receipt(code) => view! { <ReceiptPage code/> },
        Route::Mine => view! { <MinePage/> },
        Route::MyDossier(code) => view! { <MyDossierPage code/> },
        Route::Track => view! { <TrackPage/> },
        Route::NotFound => view! { <NotFoundPage/> },
    };
    view! { <Frame>{page}</Frame> }
}
