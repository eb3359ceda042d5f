//! Routes and contexts of the public portal.

use crate::{
    context::Shared,
    frame::Frame,
    home::HomePage,
    later::{Later, later},
    not_found::NotFoundPage,
    procedure::ProcedurePage,
    route::Route,
};
use frontend::prelude::*;
use frontend::router;

/// The portal.
#[component]
pub fn App() -> View {
    Shared::provide();
    let route = Memo::new(|_| Route::of(&router::location().path));
    let page = move || match route.get() {
        Route::Home => view! { <HomePage/> },
        Route::Procedure(code) => view! { <ProcedurePage code/> },
        Route::File(code) => later(Later::Filing(code)),
        Route::Receipt(code) => later(Later::Receipt(code)),
        Route::Mine => later(Later::Mine),
        Route::MyDossier(code) => later(Later::MyDossier(code)),
        Route::Track => later(Later::Track),
        Route::NotFound => view! { <NotFoundPage/> },
    };
    view! { <Frame>{page}</Frame> }
}
