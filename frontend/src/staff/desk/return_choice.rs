//! How and where the result is returned: a way the procedure knows, and a centre.

use crate::fields::{Bound, Errors, clean, error_at, forget, id_of};
use domain::{dossier::head::ReturnTo, form::FieldError, ids::CentreId, procedure::ReturnMethod};
use frontend::prelude::*;
use frontend::{
    form::Reference,
    t,
    ui::{Combobox, Field},
    words::return_method,
};

/// The inputs.
#[derive(Clone, Copy)]
pub struct ReturnInput {
    method: RwSignal<String>,
    centre: RwSignal<Option<String>>,
    address: RwSignal<String>,
    errors: Errors,
}

const METHODS: [(&str, ReturnMethod); 3] =
    [("counter", ReturnMethod::Counter), ("post", ReturnMethod::Post), ("online", ReturnMethod::Online)];

impl ReturnInput {
    /// Begins with a choice.
    #[must_use]
    pub fn new(before: &ReturnTo, errors: Errors) -> Self {
        let method = METHODS.iter().find(|(_, method)| *method == before.method).map_or("", |(name, _)| name);
        Self {
            method: RwSignal::new(method.to_owned()),
            centre: RwSignal::new(Some(before.centre.0.clone())),
            address: RwSignal::new(before.address.clone().unwrap_or_default()),
            errors,
        }
    }

    /// The questions.
    #[must_use]
    pub fn view(self, methods: &[ReturnMethod], reference: Reference) -> View {
        let options = METHODS
            .iter()
            .filter(|(_, method)| methods.contains(method))
            .map(|(name, method)| ((*name).to_owned(), return_method(*method).words()))
            .collect();
        let errors = self.errors;
        let by_post = move || {
            (self.method.get() == "post")
                .then(|| Bound::new("return_to.address", t!("staff.return.address"), self.address, errors).lines(2))
        };
        let centres = Signal::derive(move || reference.centre_items());
        let path = "return_to.centre";
        let choose = Callback::new(move |value| {
            self.centre.set(value);
            forget(errors, path);
        });
        errors.name(path, t!("staff.return.centre").words());
        let field = Field::new(id_of(path), t!("staff.return.centre")).hint(t!("staff.return.centre_hint"));
        let field = field.error(error_at(errors, path.to_owned())).render(|wiring| {
            view! { <Combobox wiring=wiring items=centres chosen=self.centre on_choose=choose/> }
        });
        view! {
            {Bound::new("return_to.method", t!("staff.return.method"), self.method, errors).choices(options)}
            {by_post}
            {field}
        }
    }

    /// The choice; subscribes. None where a part is missing.
    #[must_use]
    pub fn now(self) -> Option<ReturnTo> {
        let method =
            self.method.with(|name| METHODS.iter().find(|(known, _)| known == name).map(|(_, method)| *method))?;
        let centre = CentreId(self.centre.get()?);
        let address = self.address.get();
        let address = (method == ReturnMethod::Post).then(|| address.trim().to_owned()).filter(|text| !text.is_empty());
        Some(ReturnTo { method, centre, address })
    }

    /// The choice, if it is whole.
    ///
    /// # Errors
    /// The missing part.
    pub fn read(self) -> Result<ReturnTo, Vec<FieldError>> {
        let missing = |path: &str| Err(vec![FieldError::new(path, "required")]);
        if untrack(|| self.method.get()).is_empty() {
            return missing("return_to.method");
        }
        match untrack(|| self.now()) {
            None => missing("return_to.centre"),
            Some(to) if to.method == ReturnMethod::Post && clean(self.address).is_empty() => {
                missing("return_to.address")
            }
            Some(to) => Ok(to),
        }
    }
}
