//! What every page may ask for: who is signed in, the catalogue's list, reference data.

use domain::message::public::ProcedureList;
use frontend::prelude::*;
use frontend::{
    api::{self, auth::Person},
    dom,
    form::Reference,
    i18n::Key,
    remote::{Load, Remote},
};
use std::sync::Arc;

/// Made once, at the top of the portal.
#[derive(Clone, Copy)]
pub struct Shared {
    pub session: Remote<Option<Person>>,
    pub catalogue: Remote<Arc<ProcedureList>>,
    pub reference: Reference,
}

impl Shared {
    /// Begins to load what nearly every page needs.
    pub fn provide() -> Self {
        let shared = Self {
            session: Remote::new(api::auth::person),
            catalogue: Remote::new(|| async { api::public::procedures().await.map(Arc::new) }),
            reference: Reference::new(),
        };
        provide_context(shared);
        shared
    }

    /// The person who is signed in; None also while that is not known. Subscribes.
    pub fn me(self) -> Option<Person> {
        self.session.value().flatten()
    }

    /// Whether it is known who is signed in.
    pub fn session_is_known(self) -> bool {
        !matches!(self.session.get(), Load::Loading)
    }

    /// A procedure's name in the chosen language, or its code. Subscribes.
    pub fn procedure_name(self, code: &str) -> String {
        let list = self.catalogue.value();
        let found = list.as_ref().and_then(|list| list.procedures.iter().find(|row| row.code.as_str() == code));
        found.map_or_else(|| code.to_owned(), |row| name_of(row.name_vi.clone(), row.name_en.clone()))
    }
}

/// The context.
pub fn shared() -> Shared {
    expect_context()
}

/// A name in the chosen language. Subscribes.
pub fn name_of(vi: String, en: String) -> String {
    frontend::i18n::pick(&domain::text::Text { vi, en })
}

/// Titles the window while the page stands.
pub fn titled(title: Key) {
    titled_by(move || title.get().to_owned());
}

/// Titles the window by words that may change.
pub fn titled_by(title: impl Fn() -> String + 'static) {
    effect(move || dom::set_title(&[title().as_str(), " · ", t_name().get()].concat()));
}

fn t_name() -> Key {
    frontend::t!("brand.name")
}
