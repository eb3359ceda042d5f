//! Reading of signals of all kinds.

use super::source::{Value, cell};

/// What can be read: a signal of any kind.
pub trait Read {
    /// Of what type it is.
    type Value: 'static;

    /// Its value, if the part of the screen in which it was made is still there; subscribes.
    #[doc(hidden)]
    fn read(&self) -> Option<Value>;

    /// The same without subscribing.
    #[doc(hidden)]
    fn peek(&self) -> Option<Value>;

    /// Reads the value, if it is still there; subscribes.
    fn try_with<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> Option<U> {
        let value = self.read()?;
        Some(read(&*cell(&value)?.borrow()))
    }

    /// Reads the value; subscribes.
    ///
    /// # Panics
    /// When the part of the screen in which it was made is gone.
    fn with<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> U {
        self.try_with(read).expect("read while its screen is there")
    }

    /// Reads the value without subscribing.
    ///
    /// # Panics
    /// When the part of the screen in which it was made is gone.
    fn with_untracked<U>(&self, read: impl FnOnce(&Self::Value) -> U) -> U {
        let value = self.peek().expect("read while its screen is there");
        let cell = cell(&value).expect("handles are made with their type");
        read(&cell.borrow())
    }

    /// A copy of the value; subscribes.
    fn get(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with(Clone::clone)
    }

    /// A copy of the value, if it is still there; subscribes.
    fn try_get(&self) -> Option<Self::Value>
    where
        Self::Value: Clone,
    {
        self.try_with(Clone::clone)
    }

    /// A copy of the value without subscribing.
    fn get_untracked(&self) -> Self::Value
    where
        Self::Value: Clone,
    {
        self.with_untracked(Clone::clone)
    }
}
