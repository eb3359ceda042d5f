//! Why an agency is competent: sentences of the domain, in the language of the moment.

use crate::i18n::pick;
use crate::prelude::*;
use domain::text::Text;

/// A list's lines, one sentence per step of the decision.
pub fn why_competent(because: Vec<Text>) -> impl Fn() -> Vec<View> + 'static {
    move || because.iter().map(|sentence| view! { <li>{pick(sentence)}</li> }).collect()
}
