//! References to elements of a view.

use crate::signal::{Read, RwSignal, Write};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A reference to an element, which is there once the view is built.
pub struct NodeRef<E: 'static>(RwSignal<Option<E>>);

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<E> Copy for NodeRef<E> {}

impl<E: JsCast + Clone + 'static> NodeRef<E> {
    /// A reference to nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The element; subscribes.
    #[must_use]
    pub fn get(self) -> Option<E> {
        self.0.get()
    }

    /// The element without subscribing.
    #[must_use]
    pub fn get_untracked(self) -> Option<E> {
        self.0.get_untracked()
    }

    pub(super) fn tell(self, element: &Element) {
        self.0.set(element.clone().dyn_into().ok());
    }
}

impl<E: JsCast + Clone + 'static> Default for NodeRef<E> {
    fn default() -> Self {
        Self::new()
    }
}
