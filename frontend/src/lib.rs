//! What both portals share: the design system, the client of the API, languages, and forms made from a
//! procedure's field definitions. The portals themselves are the two binaries, which never import each other.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

// So that `view!` names its runtime alike in the library and in the portals.
extern crate self as frontend;

pub mod api;
pub mod call;
pub mod dom;
pub mod explain;
pub mod form;
pub mod format;
pub mod i18n;
pub mod prelude;
pub mod remote;
pub mod router;
pub mod signal;
pub mod storage;
pub mod ui;
pub mod view;
pub mod words;
