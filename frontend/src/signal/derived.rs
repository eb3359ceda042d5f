//! Signals that follow others.

use super::{
    RwSignal,
    arena::{self, Place, keep},
    read::Read,
    source::{Kept, Source, Value, cell, value},
};
use crate::call::Call;
use leptos::prelude::ArcMemo;
use send_wrapper::SendWrapper;
use std::{cell::RefCell, marker::PhantomData, rc::Rc};

/// Any signal that can be read.
pub struct Signal<T: 'static>(Place, PhantomData<fn() -> T>);

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Signal<T> {}

impl<T: 'static> Signal<T> {
    /// A value that never changes.
    #[must_use]
    pub fn stored(constant: T) -> Self {
        Self(keep(Rc::new(Source::Constant(value(constant)))), PhantomData)
    }

    /// A value that is computed at each reading.
    #[must_use]
    pub fn derive(compute: impl Fn() -> T + 'static) -> Self {
        Self(derived(Box::new(move |()| value(compute()))), PhantomData)
    }
}

#[inline(never)]
fn derived(make: Box<dyn Call<(), Value>>) -> Place {
    keep(Rc::new(Source::Derived(make)))
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

impl<T: 'static> Read for Signal<T> {
    type Value = T;

    fn read(&self) -> Option<Value> {
        arena::read(self.0)
    }

    fn peek(&self) -> Option<Value> {
        arena::peek(self.0)
    }
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(constant: T) -> Self {
        Self::stored(constant)
    }
}

impl<T: 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self(signal.0, PhantomData)
    }
}

impl<T: 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self(memo.0, PhantomData)
    }
}

/// A value that is computed when what it reads has changed, and tells only of a value that differs.
pub struct Memo<T: 'static>(Place, PhantomData<fn() -> T>);

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Memo<T> {}

impl<T: PartialEq + 'static> Memo<T> {
    /// A memo; `compute` is given the value before.
    #[must_use]
    pub fn new(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        let step = move |before: Option<&Value>| {
            let before = before.and_then(cell::<T>).map(RefCell::borrow);
            let now = compute(before.as_deref());
            let changed = before.is_none_or(|before| *before != now);
            (value(now), changed)
        };
        Self(memo(Box::new(step)), PhantomData)
    }
}

type Step = Box<dyn for<'a> Call<Option<&'a Value>, (Value, bool)>>;

fn memo(step: Step) -> Place {
    let step = SendWrapper::new(step);
    let memo = ArcMemo::new_owning(move |before: Option<Kept>| {
        let (now, changed) = step.call(before.as_deref());
        (SendWrapper::new(now), changed)
    });
    keep(Rc::new(Source::Memo(memo)))
}

impl<T: 'static> Read for Memo<T> {
    type Value = T;

    fn read(&self) -> Option<Value> {
        arena::read(self.0)
    }

    fn peek(&self) -> Option<Value> {
        arena::peek(self.0)
    }
}
