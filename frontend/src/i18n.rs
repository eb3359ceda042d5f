//! The two languages. Vietnamese comes first; the choice is kept in the browser.

use crate::{
    api::{ApiError, Request},
    dom,
    prelude::*,
    storage,
    view::{self, Attribute, Building, IntoAttribute, Several},
};
use domain::text::Text;
use std::cell::OnceCell;

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
pub struct Key(&'static Entry);

/// What is compiled in of a text.
#[doc(hidden)]
#[derive(Debug)]
pub struct Entry {
    pub vi: &'static str,
    /// Its place in the English texts.
    pub at: usize,
}

/// Words that follow the chosen language: what the design system takes as labels.
pub type Words = Signal<String>;

const STORED: &str = "lang";

thread_local! {
    static LANG: SharedSignal<Lang> = SharedSignal::new(Lang::default());
    /// Fetched when English is first wanted.
    static ENGLISH: OnceCell<Vec<&'static str>> = const { OnceCell::new() };
}

/// The chosen language; reading it subscribes.
#[must_use]
pub fn lang() -> Lang {
    LANG.with(Read::get)
}

/// Takes the stored choice; called once, after the first view. English follows as soon as it is there.
pub fn start() {
    if storage::read(STORED).as_deref() == Some(Lang::En.tag()) {
        leptos::task::spawn_local(async {
            // Without the English texts the Vietnamese ones stand; the switch says so when it is pressed.
            let _ = choose(Lang::En).await;
        });
    }
}

/// Changes the language of everything on the screen.
///
/// # Errors
/// When the English texts could not be fetched; the language stays as it was.
pub async fn choose(lang: Lang) -> Result<(), ApiError> {
    if lang == Lang::En && ENGLISH.with(|texts| texts.get().is_none()) {
        let place = dom::first("script[data-en]").and_then(|script| script.get_attribute("data-en"));
        let texts: Vec<String> = Request::get(place.unwrap_or_default()).send().await?;
        ENGLISH.with(|kept| {
            // They stay for as long as the page, like the Vietnamese ones.
            let _ = kept.set(texts.into_iter().map(|text| &*text.leak()).collect());
        });
    }
    storage::write(STORED, lang.tag());
    dom::set_document_language(lang.tag());
    LANG.with(|signal| signal.set(lang));
    Ok(())
}

/// An English text by its place.
fn english(at: usize) -> Option<&'static str> {
    ENGLISH.with(|texts| texts.get()?.get(at).copied())
}

impl Key {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(entry: &'static Entry) -> Self {
        Self(entry)
    }

    /// The text in the chosen language; subscribes.
    #[must_use]
    pub fn get(self) -> &'static str {
        match lang() {
            Lang::Vi => self.0.vi,
            Lang::En => english(self.0.at).unwrap_or(self.0.vi),
        }
    }

    /// The text with each `{name}` replaced; subscribes.
    #[must_use]
    pub fn with(self, values: &[(&str, &str)]) -> String {
        let mut parts = self.get().split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or_default();
            text.push_str(values.iter().find(|(known, _)| *known == name).map_or(name, |(_, value)| value));
            text.push_str(rest);
        }
        text
    }

    /// As words for the design system.
    #[inline(never)]
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
#[inline(never)]
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
        (move || self.get()).into_view()
    }

    #[inline(never)]
    fn stand_in(self, parent: Building) -> Building {
        (move || self.get()).stand_in(parent)
    }

    #[inline(never)]
    fn stand_among(self, several: &mut Several) {
        (move || self.get()).stand_among(several);
    }
}

/// Reference data in the chosen language.
impl IntoView for Text {
    #[inline(never)]
    fn into_view(self) -> View {
        (move || pick(&self)).into_view()
    }
}

impl IntoAttribute for Key {
    fn into_attribute(self) -> Attribute {
        (move || self.get()).into_attribute()
    }

    #[inline(never)]
    fn write(self, to: Building, name: &'static str, write: view::Write) -> Building {
        (move || self.get()).write(to, name, write)
    }
}
