//! What stands inside a component.

use super::{IntoView, View};
use crate::prelude::{Memo, Read, component};
use std::rc::Rc;

/// What stands inside a component that shows it once.
pub type Children = Box<dyn FnOnce() -> View>;

/// What stands inside a component that may show it several times.
pub type ChildrenFn = Rc<dyn Fn() -> View>;

/// How `view!` hands over what stands inside a component.
pub trait ToChildren<F> {
    /// As children.
    fn to_children(make: F) -> Self;
}

impl<F: FnOnce() -> V + 'static, V: IntoView> ToChildren<F> for Children {
    fn to_children(make: F) -> Self {
        Box::new(move || make().into_view())
    }
}

impl<F: Fn() -> V + 'static, V: IntoView> ToChildren<F> for ChildrenFn {
    fn to_children(make: F) -> Self {
        Rc::new(move || make().into_view())
    }
}

/// Shows what stands inside while `when` holds.
#[component]
pub fn Show<W: Fn() -> bool + 'static>(when: W, children: ChildrenFn) -> View {
    let shown = Memo::new(move |_| when());
    View::Live(Box::new(move |()| if shown.get() { children() } else { View::Nothing }))
}
