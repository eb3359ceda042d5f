//! Handles that can be copied: what they stand for lives as long as the part of the screen in which it was made.

use super::source::{self, Source, Value};
use leptos::prelude::{LocalStorage, StoredValue as Stored, WithValue};
use std::{any::Any, marker::PhantomData, rc::Rc};

/// A place in Leptos's arena, of one type for all.
pub(super) type Place = Stored<Rc<dyn Any>, LocalStorage>;

/// Puts something into the arena.
pub(super) fn keep(kept: Rc<dyn Any>) -> Place {
    Stored::new_local(kept)
}

/// What stands at a place; None when the part of the screen is gone.
pub(super) fn find(place: Place) -> Option<Rc<dyn Any>> {
    place.try_with_value(Rc::clone)
}

fn source_at(place: Place) -> Option<Rc<Source>> {
    find(place)?.downcast().ok()
}

/// The value of the signal at a place; subscribes.
#[inline(never)]
pub(super) fn read(place: Place) -> Option<Value> {
    source_at(place).map(|source| source.read())
}

/// The value of the signal at a place without subscribing.
#[inline(never)]
pub(super) fn peek(place: Place) -> Option<Value> {
    source_at(place).map(|source| source.peek())
}

/// Tells what read the signal at a place that it has changed.
#[inline(never)]
pub(super) fn notify(place: Place) {
    if let Some(source) = source_at(place) {
        source.notify();
    }
}

/// A value that nobody subscribes to.
pub struct StoredValue<T: 'static>(Place, PhantomData<fn() -> T>);

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps a value.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(keep(source::value(value)), PhantomData)
    }

    /// Reads the value; None when the part of the screen is gone.
    pub fn try_with_value<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        let value: Value = find(self.0)?;
        Some(read(&*source::cell(&value)?.borrow()))
    }

    /// Reads the value.
    ///
    /// # Panics
    /// When the part of the screen in which it was made is gone.
    pub fn with_value<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.try_with_value(read).expect("read while its screen is there")
    }

    /// Changes the value, if it is still there.
    pub fn update_value<U>(self, change: impl FnOnce(&mut T) -> U) {
        if let Some(value) = find(self.0)
            && let Some(cell) = source::cell(&value)
        {
            change(&mut cell.borrow_mut());
        }
    }

    /// Replaces the value, if it is still there.
    pub fn set_value(self, value: T) {
        self.update_value(|kept| *kept = value);
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    /// A copy of the value; None when the part of the screen is gone.
    #[must_use]
    pub fn try_get_value(self) -> Option<T> {
        self.try_with_value(T::clone)
    }

    /// A copy of the value.
    ///
    /// # Panics
    /// When the part of the screen in which it was made is gone.
    #[must_use]
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }
}
