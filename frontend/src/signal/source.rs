//! Where a value comes from, whatever its type.

use crate::call::Call;
use leptos::prelude::{ArcMemo, ArcTrigger, Get, GetUntracked, Notify, Track};
use send_wrapper::SendWrapper;
use std::{any::Any, cell::RefCell, rc::Rc};

/// A value behind a pointer: always a `RefCell` of its type.
pub type Value = Rc<dyn Any>;

/// What a memo holds; the browser has one thread.
pub type Kept = SendWrapper<Value>;

/// Where a value comes from.
pub enum Source {
    /// It is set by hand.
    Cell(ArcTrigger, Value),
    /// It never changes.
    Constant(Value),
    /// It is computed at each reading.
    Derived(Box<dyn Call<(), Value>>),
    /// It is computed when what it reads has changed.
    Memo(ArcMemo<Kept>),
}

impl Source {
    /// The value as it is now; subscribes.
    pub fn read(&self) -> Value {
        match self {
            Self::Cell(trigger, value) => {
                trigger.track();
                Rc::clone(value)
            }
            Self::Constant(value) => Rc::clone(value),
            Self::Derived(make) => make.call(()),
            Self::Memo(memo) => Rc::clone(&memo.get()),
        }
    }

    /// The value without subscribing.
    pub fn peek(&self) -> Value {
        match self {
            Self::Cell(_, value) | Self::Constant(value) => Rc::clone(value),
            Self::Derived(make) => leptos::prelude::untrack(|| make.call(())),
            Self::Memo(memo) => Rc::clone(&memo.get_untracked()),
        }
    }

    /// Tells what read it that it has changed.
    pub fn notify(&self) {
        if let Self::Cell(trigger, _) = self {
            trigger.notify();
        }
    }
}

/// A value behind a pointer.
pub fn value<T: 'static>(value: T) -> Value {
    Rc::new(RefCell::new(value))
}

/// The value behind a pointer. Handles are made with their type, so another type cannot stand there.
pub fn cell<T: 'static>(value: &Value) -> Option<&RefCell<T>> {
    value.downcast_ref()
}
