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

use crate::call::Call;

pub use arena::StoredValue;
pub use callback::Callback;
pub use derived::{Memo, Signal};
pub use read::Read;
pub use write::{RwSignal, SharedSignal, Write};

/// Runs after the present step, and again whenever a signal that it read has changed.
pub fn effect(run: impl Fn() + 'static) {
    kept(Box::new(move |()| run()));
}

fn kept(run: Box<dyn Call<()>>) {
    leptos::prelude::Effect::new(move |_: Option<()>| run.call(()));
}

#[cfg(test)]
mod tests {
    use super::{Callback, Memo, Read, RwSignal, Signal, StoredValue, Write};
    use leptos::prelude::Owner;
    use std::{cell::Cell, rc::Rc};

    #[test]
    fn what_follows_a_signal_has_its_present_value() {
        Owner::new().with(|| {
            let typed = RwSignal::new("khai".to_owned());
            let length = Signal::derive(move || typed.with(String::len));
            let long = Memo::new(move |_| length.get() > 4);
            assert_eq!((length.get(), long.get()), (4, false));
            typed.update(|text| text.push_str(" sinh"));
            assert_eq!((length.get(), long.get()), (9, true));
            let any: Signal<bool> = long.into();
            assert!(any.get_untracked());
        });
    }

    #[test]
    fn a_memo_is_computed_only_after_a_change() {
        Owner::new().with(|| {
            let (number, runs) = (RwSignal::new(1), Rc::new(Cell::new(0)));
            let counted = Rc::clone(&runs);
            let doubled = Memo::new(move |before: Option<&i32>| {
                counted.set(counted.get() + 1);
                number.get() * 2 + before.copied().unwrap_or(0)
            });
            assert_eq!((doubled.get(), doubled.get(), runs.get()), (2, 2, 1));
            number.set(5);
            assert_eq!((doubled.get(), runs.get()), (12, 2));
        });
    }

    #[test]
    fn what_is_gone_takes_no_write_and_no_call() {
        let owner = Owner::new();
        let called = Rc::new(Cell::new(false));
        let (signal, stored, callback) = owner.with(|| {
            let called = Rc::clone(&called);
            (RwSignal::new(1), StoredValue::new(1), Callback::new(move |()| called.set(true)))
        });
        assert!(signal.try_set(2));
        owner.cleanup();
        assert!(!signal.try_set(3));
        stored.set_value(3);
        callback.run(());
        assert_eq!((signal.try_get(), stored.try_get_value(), called.get()), (None, None, false));
    }
}
