//! How and where the result is returned.

use super::steps::Filing;
use domain::{dossier::head::ReturnTo, form::field::FieldRole, ids::CentreId, procedure::ReturnMethod};
use frontend::prelude::*;
use frontend::{
    form::{PROVINCIAL_CENTRE, UnitPicker, words as form_words},
    t,
    ui::{Alert, Fault, Field, Input, Tone, radios, text_input},
    words,
};
use serde_json::Value;

#[component]
pub fn ReturnChoice(filing: Filing) -> View {
    let procedure = filing.form.procedure();
    if filing.draft.with_untracked(|draft| draft.return_centre.is_none()) {
        let near = nearest(filing);
        filing.draft.update(|draft| draft.return_centre = Some(near));
    }
    if let [only] = procedure.return_methods.as_slice() {
        filing.set_method(*only);
    }
    let options = procedure
        .return_methods
        .iter()
        .map(|method| (name(*method).to_owned(), words::return_method(*method).words()))
        .collect();
    let method = Signal::derive(move || filing.draft.with(|draft| draft.return_method));
    let chosen = Signal::derive(move || method.get().map(|method| name(method).to_owned()));
    let on_choose = Callback::new(move |chosen: String| {
        if let Some(method) = [ReturnMethod::Counter, ReturnMethod::Post, ReturnMethod::Online]
            .into_iter()
            .find(|method| name(*method) == chosen)
        {
            filing.set_method(method);
        }
    });
    let by = Field::new("return-method", t!("return.method"))
        .error(filing.return_error("return_to.method"))
        .group()
        .render(|wiring| radios(&wiring, options, chosen, on_choose));
    let centre =
        Signal::derive(move || filing.draft.with(|draft| draft.return_centre.as_ref().map(|centre| centre.0.clone())));
    let set_centre = Callback::new(move |code: Option<String>| {
        filing.forget_refusal("return_to.centre");
        filing.draft.update(|draft| draft.return_centre = code.map(CentreId));
    });
    let at = Field::new(
        "return-centre",
        Signal::derive(move || {
            if method.get() == Some(ReturnMethod::Counter) { t!("return.centre") } else { t!("return.fallback") }
                .get()
                .to_owned()
        }),
    )
    .hint(t!("return.centre_hint"))
    .error(filing.return_error("return_to.centre"))
    .render(|wiring| {
        view! { <UnitPicker wiring reference=filing.form.reference centres=true chosen=centre on_choose=set_centre/> }
    });
    let closed = move || {
        let words = centre.get().and_then(|centre| filing.form.reference.closed(&centre));
        words.map(|words| view! { <Alert tone=Tone::Warning><p>{words}</p></Alert> })
    };
    let address = Field::new("return-address", t!("return.address"))
        .hint(t!("return.address_hint"))
        .error(filing.return_error("return_to.address"))
        .render(|wiring| {
            let first = filing.draft.with_untracked(|draft| draft.return_address.clone());
            let on_input = Callback::new(move |typed: String| {
                filing.forget_refusal("return_to.address");
                filing.draft.update(|draft| draft.return_address = frontend::dom::composed(&typed));
            });
            text_input(
                wiring,
                Input { autocomplete: "street-address", ..Input::TEXT },
                first,
                on_input,
                Callback::new(|()| ()),
            )
        });
    view! {
        <div class="part">
            {by}
            <div hidden=move || method.get() != Some(ReturnMethod::Post)>{address}</div>
            <div hidden=move || method.get().is_none()>{at}{closed}</div>
        </div>
    }
}

fn name(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::Counter => "counter",
        ReturnMethod::Post => "post",
        ReturnMethod::Online => "online",
    }
}

/// The centre to propose: of the place that the matter concerns, of the applicant's residence, or the provincial one.
fn nearest(filing: Filing) -> CentreId {
    let procedure = filing.form.procedure();
    let decides = procedure
        .fields
        .iter()
        .filter(|field| field.role == Some(FieldRole::Competence))
        .map(|field| field.name.as_str());
    let mut names = decides.chain(["requester_residence"]);
    let centre = filing.form.with_raw_untracked(|answers| {
        names.find_map(|name| {
            let value = answers.get(name)?;
            let code = value.as_str().or_else(|| value.get("unit_code").and_then(Value::as_str))?;
            filing.form.reference.centre_of(code)
        })
    });
    centre.unwrap_or_else(|| CentreId(PROVINCIAL_CENTRE.to_owned()))
}

impl Filing {
    fn set_method(self, method: ReturnMethod) {
        self.forget_refusal("return_to.method");
        if self.draft.with_untracked(|draft| draft.return_method != Some(method)) {
            self.draft.update(|draft| draft.return_method = Some(method));
        }
        // Fees and papers of some procedures depend on it, so the form knows it too.
        self.form.answer("return_method", Value::from(name(method)));
    }

    fn forget_refusal(self, field: &str) {
        if self.refused.with_untracked(|refused| refused.iter().any(|error| error.field == field)) {
            self.refused.update(|refused| refused.retain(|error| error.field != field));
        }
    }

    /// The choice, complete.
    pub fn return_to(self) -> Option<ReturnTo> {
        self.draft.with_untracked(|draft| {
            let method = draft.return_method?;
            let address = (method == ReturnMethod::Post).then(|| draft.return_address.trim().to_owned());
            Some(ReturnTo { method, centre: draft.return_centre.clone()?, address })
        })
    }

    fn return_error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.tried.with(|tried| tried[3]).then(|| self.return_wrong(field)).flatten())
    }

    fn return_wrong(self, field: &str) -> Option<String> {
        let said = self.refused.with(|refused| refused.iter().find(|error| error.field == field).map(form_words::of));
        let missing = self.draft.with(|draft| match field {
            "return_to.method" => draft.return_method.is_none(),
            "return_to.centre" => draft.return_centre.is_none(),
            _ => draft.return_method == Some(ReturnMethod::Post) && draft.return_address.trim().is_empty(),
        });
        said.or_else(|| missing.then(|| t!("wrong.required").get().to_owned()))
    }

    /// What is wrong with the choice. Subscribes.
    pub fn return_faults(self) -> Vec<Fault> {
        let questions = [
            ("return_to.method", "return-method", t!("return.method")),
            ("return_to.address", "return-address", t!("return.address")),
            ("return_to.centre", "return-centre", t!("return.centre")),
        ];
        let fault = |(field, id, label): (&str, &str, frontend::i18n::Key)| {
            let words = self.return_wrong(field)?;
            Some(Fault { id: id.to_owned(), text: [label.get(), ": ", &words].concat() })
        };
        questions.into_iter().filter_map(fault).collect()
    }
}
