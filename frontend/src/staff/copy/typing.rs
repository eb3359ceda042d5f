//! What is typed at the certification desk, kept in this tab until it is sent.

use crate::fields::Typing;
use domain::message::public::Me;
use frontend::dom;
use serde_json::{Map, Value};

/// What the typing of this screen is called.
const KIND: &str = "copy";

/// Where it is kept, for each officer.
#[must_use]
pub fn place(me: &Me) -> String {
    [KIND, ":", me.account.as_str()].concat()
}

/// What this officer was typing before a reload.
#[must_use]
pub fn typed_before(me: &Me) -> Option<Typing> {
    Typing::restore(&place(me)).filter(|typing| typing.action == KIND)
}

/// Whether somebody has typed something that is worth a word.
#[must_use]
pub fn is_begun(typing: &Typing) -> bool {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    typing
        .values
        .iter()
        .any(|(path, value)| is_text(value) && (path.starts_with("requester") || path.ends_with("document_name")))
}

/// A filing with a key of its own.
#[must_use]
pub fn fresh() -> Typing {
    Typing { action: KIND.to_owned(), draft: dom::uuid(), request: String::new(), values: Map::new() }
}
