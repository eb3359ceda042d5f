//! Functions that can be copied and handed down.

use super::arena::{Place, find, keep};
use crate::call::Call;
use std::{marker::PhantomData, rc::Rc};

/// A function of a part of the screen; once that is gone it does nothing.
pub struct Callback<In: 'static>(Place, PhantomData<fn(In)>);

impl<In> Clone for Callback<In> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<In> Copy for Callback<In> {}

impl<In: 'static> Callback<In> {
    /// A function that can be copied.
    #[must_use]
    pub fn new(run: impl Fn(In) + 'static) -> Self {
        Self::kept(Box::new(run))
    }

    #[inline(never)]
    fn kept(run: Box<dyn Call<In>>) -> Self {
        Self(keep(Rc::new(run)), PhantomData)
    }

    /// Calls it.
    pub fn run(self, input: In) {
        if let Some(kept) = find(self.0)
            && let Some(run) = kept.downcast_ref::<Box<dyn Call<In>>>()
        {
            run.call(input);
        }
    }
}

impl<In: 'static, F: Fn(In) + 'static> From<F> for Callback<In> {
    fn from(run: F) -> Self {
        Self::new(run)
    }
}
