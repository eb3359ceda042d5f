//! Values of attributes and properties.

use super::{Building, live::Write};
use crate::{
    call::Call,
    signal::{Memo, Read, RwSignal, Signal},
};

/// A value of an attribute, property or class.
pub enum Attribute {
    /// The attribute is absent.
    Absent,
    Text(String),
    /// Present without a value, or absent.
    Flag(bool),
    /// Read anew whenever what it reads changes.
    Live(Box<dyn Call<(), Attribute>>),
}

impl PartialEq for Attribute {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Flag(a), Self::Flag(b)) => a == b,
            _ => false,
        }
    }
}

/// What can be the value of an attribute.
pub trait IntoAttribute: Sized {
    /// As a value.
    fn into_attribute(self) -> Attribute;

    /// Writes it to an element, now and whenever it changes.
    #[doc(hidden)]
    fn write(self, to: Building, name: &'static str, write: Write) -> Building {
        to.write(name, self.into_attribute(), write)
    }
}

impl IntoAttribute for String {
    fn into_attribute(self) -> Attribute {
        Attribute::Text(self)
    }
}

impl IntoAttribute for &str {
    fn into_attribute(self) -> Attribute {
        Attribute::Text(self.to_owned())
    }

    fn write(self, to: Building, name: &'static str, write: Write) -> Building {
        to.write_text(name, self, write)
    }
}

impl IntoAttribute for bool {
    fn into_attribute(self) -> Attribute {
        Attribute::Flag(self)
    }
}

impl<T: IntoAttribute> IntoAttribute for Option<T> {
    fn into_attribute(self) -> Attribute {
        self.map_or(Attribute::Absent, T::into_attribute)
    }
}

impl<F: Fn() -> V + 'static, V: IntoAttribute> IntoAttribute for F {
    fn into_attribute(self) -> Attribute {
        Attribute::Live(Box::new(move |()| self().into_attribute()))
    }

    fn write(self, to: Building, name: &'static str, write: Write) -> Building {
        to.write_live(name, Box::new(move |()| self().into_attribute()), write)
    }
}

impl<T: IntoAttribute + Clone + 'static> IntoAttribute for Signal<T> {
    fn into_attribute(self) -> Attribute {
        Attribute::Live(Box::new(move |()| self.get().into_attribute()))
    }
}

impl<T: IntoAttribute + Clone + 'static> IntoAttribute for RwSignal<T> {
    fn into_attribute(self) -> Attribute {
        Attribute::Live(Box::new(move |()| self.get().into_attribute()))
    }
}

impl<T: IntoAttribute + Clone + 'static> IntoAttribute for Memo<T> {
    fn into_attribute(self) -> Attribute {
        Attribute::Live(Box::new(move |()| self.get().into_attribute()))
    }
}

/// Numbers stand as their digits.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl IntoAttribute for $number {
            fn into_attribute(self) -> Attribute {
                Attribute::Text(self.to_string())
            }
        }
    )*};
}
numbers!(u8 u16 u32 usize i32);
