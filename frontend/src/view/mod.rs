//! What a screen is made of, and how it becomes the document: the few calls that `view!` makes.
//!
//! A [`View`] is built once. What changes later is a closure or a signal in it, run as a render effect of Leptos's
//! reactive graph: a live text changes its text node, a live attribute its attribute, and any other live part is
//! taken out and put in anew. So a control that a person types into must not stand in a part that depends on what is
//! typed.

mod attribute;
mod children;
mod element;
mod live;
mod reference;

pub use attribute::{Attribute, IntoAttribute};
pub use children::{Children, ChildrenFn, Show, ShowProps, ToChildren};
pub use element::{Building, Several, drawing, element, handler};
pub use leptos::component::{component_props_builder, component_view};
pub use live::{Write, mount};
pub use markup::view;
pub use reference::NodeRef;
/// The types of events that `view!` hands to handlers.
pub use web_sys as event;

use crate::{
    call::Call,
    signal::{Memo, Read, RwSignal, Signal},
};
use web_sys::Node;

/// A piece of a screen.
#[derive(Default)]
pub enum View {
    #[default]
    Nothing,
    Text(String),
    Node(Node),
    Many(Vec<View>),
    /// Made anew whenever what it reads changes.
    Live(Box<dyn Call<(), View>>),
}

/// What can stand in a view.
pub trait IntoView: Sized {
    /// As a view.
    fn into_view(self) -> View;

    /// Puts it into an element, at its end; what needs no [`View`] for that makes none.
    #[must_use]
    fn stand_in(self, parent: Building) -> Building {
        parent.put(self.into_view())
    }

    /// Puts it behind other views.
    fn stand_among(self, several: &mut Several) {
        several.push(self.into_view());
    }
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Nothing
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(self)
    }

    fn stand_in(self, parent: Building) -> Building {
        parent.put_text(&self)
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        View::Text(self.to_owned())
    }

    fn stand_in(self, parent: Building) -> Building {
        parent.put_text(self)
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map(T::into_view).unwrap_or_default()
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        View::Many(self.into_iter().map(T::into_view).collect())
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_view(self) -> View {
        View::Many(self.into_iter().map(T::into_view).collect())
    }
}

impl<F: Fn() -> V + 'static, V: IntoView> IntoView for F {
    fn into_view(self) -> View {
        View::Live(Box::new(move |()| self().into_view()))
    }

    fn stand_in(self, parent: Building) -> Building {
        parent.put_live(Box::new(move |()| self().into_view()))
    }

    fn stand_among(self, several: &mut Several) {
        several.push_live(Box::new(move |()| self().into_view()));
    }
}

impl<T: IntoView + Clone + 'static> IntoView for Signal<T> {
    fn into_view(self) -> View {
        View::Live(Box::new(move |()| self.get().into_view()))
    }
}

impl<T: IntoView + Clone + 'static> IntoView for RwSignal<T> {
    fn into_view(self) -> View {
        View::Live(Box::new(move |()| self.get().into_view()))
    }
}

impl<T: IntoView + Clone + 'static> IntoView for Memo<T> {
    fn into_view(self) -> View {
        View::Live(Box::new(move |()| self.get().into_view()))
    }
}

/// Numbers stand as their digits.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl IntoView for $number {
            fn into_view(self) -> View {
                View::Text(self.to_string())
            }
        }
    )*};
}
numbers!(u8 u16 u32 u64 usize);
