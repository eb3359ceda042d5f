//! The frame of every question: label, hint, error, warning, and how they are tied to the control.

use crate::i18n::Words;
use crate::prelude::*;

/// A question in the making; ends with [`Field::render`].
pub struct Field {
    id: String,
    label: Words,
    hint: Option<Words>,
    error: Signal<Option<String>>,
    warning: Signal<Option<String>>,
    required: Signal<bool>,
    group: bool,
    mark_optional: bool,
    bare: bool,
}

/// What a control must carry so that it is tied to its label, hint and error.
#[derive(Clone)]
pub struct Wiring {
    /// The control's `id`; of a group: the prefix of its parts' ids.
    pub id: String,
    pub described_by: Signal<Option<String>>,
    /// `aria-invalid`
    pub invalid: Signal<Option<&'static str>>,
    /// `aria-required`; the browser's own bubbles are not used.
    pub required: Signal<Option<&'static str>>,
}

impl Field {
    /// A question. The id must be unique in the page; an error summary links to it.
    pub fn new(id: impl Into<String>, label: impl Into<Words>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: None,
            error: Signal::stored(None),
            warning: Signal::stored(None),
            required: Signal::stored(true),
            group: false,
            mark_optional: true,
            bare: false,
        }
    }

    /// Words below the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, if something is.
    #[must_use]
    pub fn error(mut self, error: Signal<Option<String>>) -> Self {
        self.error = error;
        self
    }

    /// What may be wrong; it does not stop anybody.
    #[must_use]
    pub fn warning(mut self, warning: Signal<Option<String>>) -> Self {
        self.warning = warning;
        self
    }

    /// Whether an answer is needed. A question that needs none says so in words.
    #[must_use]
    pub fn required(mut self, required: impl Into<Signal<bool>>) -> Self {
        self.required = required.into();
        self
    }

    /// A question without the word "optional": a search.
    #[must_use]
    pub fn unmarked(mut self) -> Self {
        self.mark_optional = false;
        self
    }

    /// Without a label of its own: a tick box has its words beside it.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Several controls under one question: a fieldset with a legend.
    #[must_use]
    pub fn group(mut self) -> Self {
        self.group = true;
        self
    }

    /// The question with its control.
    pub fn render(self, control: impl FnOnce(Wiring) -> View) -> View {
        let (hint_id, error_id) = ([&self.id, "-hint"].concat(), [&self.id, "-error"].concat());
        let (error, warning, has_hint) = (self.error, self.warning, self.hint.is_some());
        let described_by = {
            let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
            Signal::derive(move || {
                let told = error.with(Option::is_some) || warning.with(Option::is_some);
                match (has_hint, told) {
                    (true, true) => Some([&error_id, " ", &hint_id].concat()),
                    (true, false) => Some(hint_id.clone()),
                    (false, true) => Some(error_id.clone()),
                    (false, false) => None,
                }
            })
        };
        let required = self.required;
        let wiring = Wiring {
            id: self.id.clone(),
            described_by,
            invalid: Signal::derive(move || error.with(Option::is_some).then_some("true")),
            required: Signal::derive(move || required.get().then_some("true")),
        };
        let control = control(wiring);
        self.frame(hint_id, error_id, described_by, control)
    }

    fn frame(self, hint_id: String, error_id: String, described_by: Signal<Option<String>>, control: View) -> View {
        let Self { id, label, hint, error, warning, required, group, mark_optional, bare } = self;
        let optional = Signal::derive(move || {
            if mark_optional && !required.get() { [" ", t!("field.optional").get()].concat() } else { String::new() }
        });
        let told = Signal::derive(move || error.get().or_else(|| warning.get()).unwrap_or_default());
        let class = move || {
            if error.with(Option::is_some) {
                "field wrong"
            } else if warning.with(Option::is_some) {
                "field doubtful"
            } else {
                "field"
            }
        };
        let words = view! { {label}<span class="optional">{optional}</span> };
        let hint = hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> });
        // The paragraph is always there, so that screen readers announce what appears in it.
        let message = view! { <p class="message" id=error_id aria-live="polite">{told}</p> };
        if bare {
            view! { <div class=class>{hint}{message}{control}</div> }
        } else if group {
            view! {
                <fieldset class=class id=id aria-describedby=described_by>
                    <legend>{words}</legend>
                    {hint}
                    {message}
                    {control}
                </fieldset>
            }
        } else {
            view! { <div class=class><label for=id>{words}</label>{hint}{message}{control}</div> }
        }
    }
}
