//! Elements in the making.

use super::{Attribute, IntoAttribute, IntoView, NodeRef, View, live};
use crate::dom;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event};

/// An element in the making. Without a document (there is always one in a browser) it is nothing.
pub struct Building(Option<Element>);

/// Begins an element. `packed` is its tag, then name and value of each constant attribute, parted by NUL.
#[must_use]
pub fn element(packed: &'static str) -> Building {
    begin(packed, None)
}

/// Begins an element of a drawing.
#[must_use]
pub fn drawing(packed: &'static str) -> Building {
    begin(packed, Some("http://www.w3.org/2000/svg"))
}

fn begin(packed: &'static str, namespace: Option<&str>) -> Building {
    let mut parts = packed.split('\0');
    let tag = parts.next().unwrap_or_default();
    let element = dom::document().and_then(|document| match namespace {
        None => document.create_element(tag).ok(),
        some => document.create_element_ns(some, tag).ok(),
    });
    if let Some(element) = &element {
        while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            let _ = element.set_attribute(name, value);
        }
    }
    Building(element)
}

/// A handler of an event that `view!` knows by its type `E`.
#[must_use]
pub fn handler<E: JsCast>(run: impl Fn(E) + 'static) -> Box<dyn Fn(Event)> {
    Box::new(move |event| run(event.unchecked_into()))
}

impl Building {
    /// An attribute that may change.
    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoAttribute) -> Self {
        self.write(name, value.into_attribute(), |element, name, value| {
            let _ = match value {
                Attribute::Text(text) => element.set_attribute(name, text),
                Attribute::Flag(true) => element.set_attribute(name, ""),
                _ => element.remove_attribute(name),
            };
        })
    }

    /// A property: what a control holds, where its attribute says only what it began with.
    #[must_use]
    pub fn property(self, name: &'static str, value: impl IntoAttribute) -> Self {
        self.write(name, value.into_attribute(), |element, name, value| {
            let value = match value {
                Attribute::Text(text) => JsValue::from_str(text),
                Attribute::Flag(flag) => JsValue::from_bool(*flag),
                _ => JsValue::from_str(""),
            };
            let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), &value);
        })
    }

    /// A class that comes and goes.
    #[must_use]
    pub fn class(self, name: &'static str, value: impl IntoAttribute) -> Self {
        self.write(name, value.into_attribute(), |element, name, value| {
            let _ = element.class_list().toggle_with_force(name, *value == Attribute::Flag(true));
        })
    }

    fn write(self, name: &'static str, value: Attribute, write: live::Write) -> Self {
        if let Some(element) = &self.0 {
            live::attribute(element, name, value, write);
        }
        self
    }

    /// Calls at each event of this name. The browser collects the handler with the element.
    #[must_use]
    pub fn on(self, event: &'static str, run: Box<dyn Fn(Event)>) -> Self {
        if let Some(element) = &self.0 {
            let listener = Closure::<dyn Fn(Event)>::new(move |event| {
                if !live::is_taking_out() {
                    run(event);
                }
            });
            let _ = element.add_event_listener_with_callback(event, listener.into_js_value().unchecked_ref());
        }
        self
    }

    /// Tells a reference of this element.
    #[must_use]
    pub fn node_ref<E: JsCast + Clone + 'static>(self, reference: NodeRef<E>) -> Self {
        if let Some(element) = &self.0 {
            reference.tell(element);
        }
        self
    }

    /// What stands inside, after what was put there before.
    #[must_use]
    pub fn child(self, child: impl IntoView) -> Self {
        self.put(child.into_view())
    }

    /// Constant text.
    #[must_use]
    pub fn text(self, text: &'static str) -> Self {
        self.put(View::Text(text.to_owned()))
    }

    fn put(self, view: View) -> Self {
        if let Some(element) = &self.0 {
            live::put(element, None, view);
        }
        self
    }

    /// The element as a view.
    #[must_use]
    pub fn done(self) -> View {
        self.0.map_or(View::Nothing, |element| View::Node(element.into()))
    }
}
