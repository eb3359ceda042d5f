//! Signals that are set by hand.

use super::{
    arena::{self, Place, keep},
    read::Read,
    source::{Source, Value, cell, value},
};
use leptos::prelude::ArcTrigger;
use std::{marker::PhantomData, rc::Rc};

/// What can be written. A write to what is gone does nothing.
pub trait Write: Read {
    /// Tells what reads it.
    #[doc(hidden)]
    fn notify(&self);

    /// Changes the value and tells what reads it.
    fn update<U>(&self, change: impl FnOnce(&mut Self::Value) -> U) {
        if let Some(value) = self.peek() {
            if let Some(cell) = cell(&value) {
                change(&mut cell.borrow_mut());
            }
            self.notify();
        }
    }

    /// Replaces the value and tells what reads it; false when the part of the screen in which it was made is gone.
    fn try_set(&self, value: Self::Value) -> bool {
        let is_there = self.peek().is_some();
        self.set(value);
        is_there
    }

    /// Replaces the value and tells what reads it.
    fn set(&self, value: Self::Value) {
        self.update(|kept| *kept = value);
    }
}

#[inline(never)]
fn source(first: Value) -> Rc<Source> {
    Rc::new(Source::Cell(ArcTrigger::new(), first))
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
        Self(keep(source(value(first))), PhantomData)
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> Read for RwSignal<T> {
    type Value = T;

    fn read(&self) -> Option<Value> {
        arena::read(self.0)
    }

    fn peek(&self) -> Option<Value> {
        arena::peek(self.0)
    }
}

impl<T: 'static> Write for RwSignal<T> {
    fn notify(&self) {
        arena::notify(self.0);
    }
}

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
        Self(source(value(first)), PhantomData)
    }
}

impl<T: 'static> From<SharedSignal<T>> for RwSignal<T> {
    fn from(shared: SharedSignal<T>) -> Self {
        Self(keep(shared.0), PhantomData)
    }
}

impl<T: 'static> Read for SharedSignal<T> {
    type Value = T;

    fn read(&self) -> Option<Value> {
        Some(self.0.read())
    }

    fn peek(&self) -> Option<Value> {
        Some(self.0.peek())
    }
}

impl<T: 'static> Write for SharedSignal<T> {
    fn notify(&self) {
        self.0.notify();
    }
}
