//! Leptos's signals under handles of one machine type.
//!
//! The reactive graph is Leptos's: its triggers, memos, effects and owners. Its own handles are compiled once for
//! every type of value, which made a tenth of the public portal's WebAssembly; here a value is one pointer, and only
//! the last step, from the pointer to the type, is compiled for each.

mod arena;
mod callback;
mod derived;
mod read;
mod source;
mod write;

pub use arena::StoredValue;
pub use callback::Callback;
pub use derived::{Memo, Signal};
pub use read::Read;
pub use write::{RwSignal, SharedSignal, Write};

/// Runs after the present step, and again whenever a signal that it read has changed.
pub fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    leptos::prelude::Effect::new(move |_: Option<()>| run());
}
