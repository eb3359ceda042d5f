//! The two languages. Vietnamese comes first; the choice is kept in the browser.

use crate::{
    dom,
    prelude::*,
    storage,
    view::{Attribute, IntoAttribute},
};
use domain::text::Text;

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// The tag of BCP 47, as in `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// A text of the screens in both languages; made only by `t!("key")`.
///
/// It can stand in a view, as an attribute, and wherever [`Words`] are wanted, and follows the chosen language.
#[derive(Clone, Copy, Debug)]
pub struct Key(#[doc(hidden)] pub &'static (&'static str, &'static str));

/// Words that follow the chosen language: what the design system takes as labels.
pub type Words = Signal<String>;

const STORED: &str = "lang";

thread_local! {
    static LANG: SharedSignal<Lang> = SharedSignal::new(Lang::default());
}

/// The chosen language; reading it subscribes.
#[must_use]
pub fn lang() -> Lang {
    LANG.with(SharedSignal::get)
}

/// Takes the stored choice; called once before the first view.
pub fn start() {
    if storage::read(STORED).as_deref() == Some(Lang::En.tag()) {
        set(Lang::En);
    }
}

/// Changes the language of everything on the screen.
pub fn set(lang: Lang) {
    storage::write(STORED, lang.tag());
    dom::set_document_language(lang.tag());
    LANG.with(|signal| signal.set(lang));
}

impl Key {
    /// The text in the chosen language; subscribes.
    #[must_use]
    pub fn get(self) -> &'static str {
        match lang() {
            Lang::Vi => self.0.0,
            Lang::En => self.0.1,
        }
    }

    /// The text with each `{name}` replaced; subscribes.
    #[must_use]
    pub fn with(self, values: &[(&str, &str)]) -> String {
        let mut text = self.get().to_owned();
        for (name, value) in values {
            text = text.replace(&["{", name, "}"].concat(), value);
        }
        text
    }

    /// As words for the design system.
    #[must_use]
    pub fn words(self) -> Words {
        Signal::derive(move || self.get().to_owned())
    }
}

/// The text of reference data in the chosen language; subscribes. Without English words the Vietnamese ones stand.
#[must_use]
pub fn pick(text: &Text) -> String {
    match lang() {
        Lang::En if !text.en.is_empty() => text.en.clone(),
        _ => text.vi.clone(),
    }
}

/// Words of reference data.
#[must_use]
pub fn words(text: Text) -> Words {
    Signal::derive(move || pick(&text))
}

impl From<Key> for Words {
    fn from(key: Key) -> Self {
        key.words()
    }
}

impl IntoView for Key {
    fn into_view(self) -> View {
        View::Live(Box::new(move || View::Text(self.get().to_owned())))
    }
}

impl IntoAttribute for Key {
    fn into_attribute(self) -> Attribute {
        Attribute::Live(Box::new(move || Attribute::Text(self.get().to_owned())))
    }
}
