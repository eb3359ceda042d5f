//! Routes and contexts of the public portal.

use crate::{
    context::Shared, frame::Frame, home::HomePage, later, not_found::NotFoundPage, procedure::ProcedurePage,
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
        Route::File(code) => later::filing(code),
        Route::Receipt(code) => later::receipt(code),
        Route::Mine => later::mine(),
        Route::MyDossier(code) => later::my_dossier(code),
        Route::Track => later::track(),
        Route::NotFound => view! { <NotFoundPage/> },
    };
    view! { <Frame>{page}</Frame> }
}
