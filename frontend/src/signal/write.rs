//! Signals that are set by hand.

use super::{
    arena::{Place, find, keep},
    read::Read,
    source::{Source, cell, value},
};
use leptos::prelude::ArcTrigger;
use std::{marker::PhantomData, rc::Rc};

/// What can be written. A write to what is gone does nothing.
pub trait Write: Read {
    /// Changes the value and tells what reads it.
    fn update<U>(&self, change: impl FnOnce(&mut Self::Value) -> U) {
        if let Some(source) = self.source() {
            if let Some(cell) = cell(&source.peek()) {
                change(&mut cell.borrow_mut());
            }
            source.notify();
        }
    }

    /// Replaces the value and tells what reads it; false when the part of the screen in which it was made is gone.
    fn try_set(&self, value: Self::Value) -> bool {
        let is_there = self.source().is_some();
        self.set(value);
        is_there
    }

    /// Replaces the value and tells what reads it.
    fn set(&self, value: Self::Value) {
        self.update(|kept| *kept = value);
    }
}

fn source<T: 'static>(first: T) -> Rc<Source> {
    Rc::new(Source::Cell(ArcTrigger::new(), value(first)))
}

/// A signal of a part of the screen.
pub struct RwSignal<T: 'static>(pub(super) Place, PhantomData<fn() -> T>);

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for RwSignal<T> {}

impl<T: 'static> RwSignal<T> {
    /// A signal that begins with a value.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(keep(source(first)), PhantomData)
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> Read for RwSignal<T> {
    type Value = T;

    fn source(&self) -> Option<Rc<Source>> {
        find(self.0)?.downcast().ok()
    }
}
impl<T: 'static> Write for RwSignal<T> {}

/// A signal that belongs to no part of the screen: it lives as long as somebody holds it.
pub struct SharedSignal<T: 'static>(Rc<Source>, PhantomData<fn() -> T>);

impl<T> Clone for SharedSignal<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0), PhantomData)
    }
}

impl<T: 'static> SharedSignal<T> {
    /// A signal that begins with a value.
    #[must_use]
    pub fn new(first: T) -> Self {
        Self(source(first), PhantomData)
    }
}

impl<T: 'static> From<SharedSignal<T>> for RwSignal<T> {
    fn from(shared: SharedSignal<T>) -> Self {
        Self(keep(shared.0), PhantomData)
    }
}

impl<T: 'static> Read for SharedSignal<T> {
    type Value = T;

    fn source(&self) -> Option<Rc<Source>> {
        Some(Rc::clone(&self.0))
    }
}
impl<T: 'static> Write for SharedSignal<T> {}
