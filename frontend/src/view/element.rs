//! Elements in the making.
//!
//! A portal has many hundreds of the calls below, so each takes and gives single machine words where it can: an element
//! is one, a text two, a live part two. What a call does is compiled once, in the functions that are not generic.

use super::{Attribute, IntoAttribute, IntoView, NodeRef, View, live};
use crate::{call::Call, dom};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event};

/// An element in the making.
pub struct Building(Element);

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
    let element = element.expect("a browser has a document and knows the tags of HTML");
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let _ = element.set_attribute(name, value);
    }
    Building(element)
}

/// A handler of an event that `view!` knows by its type `E`.
#[must_use]
pub fn handler<E: JsCast>(run: impl Fn(E) + 'static) -> Box<dyn Call<Event>> {
    Box::new(move |event: Event| run(event.unchecked_into()))
}

impl Building {
    /// An attribute that may change.
    #[must_use]
    pub fn attribute(self, name: &'static str, value: impl IntoAttribute) -> Self {
        value.write(self, name, |element, name, value| {
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
        value.write(self, name, |element, name, value| {
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
        value.write(self, name, |element, name, value| {
            let _ = element.class_list().toggle_with_force(name, *value == Attribute::Flag(true));
        })
    }

    pub(super) fn write(self, name: &'static str, value: Attribute, write: live::Write) -> Self {
        live::attribute(&self.0, name, value, write);
        self
    }

    pub(super) fn write_text(self, name: &'static str, value: &str, write: live::Write) -> Self {
        self.write(name, Attribute::Text(value.to_owned()), write)
    }

    pub(super) fn write_live(self, name: &'static str, make: Box<dyn Call<(), Attribute>>, write: live::Write) -> Self {
        self.write(name, Attribute::Live(make), write)
    }

    /// Calls at each event of this name. The browser collects the handler with the element.
    #[must_use]
    pub fn on(self, event: &'static str, run: Box<dyn Call<Event>>) -> Self {
        let listener = Closure::<dyn Fn(Event)>::new(move |event| {
            if !live::is_taking_out() {
                run.call(event);
            }
        });
        let _ = self.0.add_event_listener_with_callback(event, listener.into_js_value().unchecked_ref());
        self
    }

    /// Tells a reference of this element.
    #[must_use]
    pub fn node_ref<E: JsCast + Clone + 'static>(self, reference: NodeRef<E>) -> Self {
        reference.tell(&self.0);
        self
    }

    /// What stands inside, after what was put there before.
    #[must_use]
    pub fn child(self, child: impl IntoView) -> Self {
        child.stand_in(self)
    }

    pub(super) fn put(self, view: View) -> Self {
        live::put(&self.0, None, view);
        self
    }

    pub(super) fn put_text(self, text: &str) -> Self {
        live::text_node(&self.0, None, text);
        self
    }

    pub(super) fn put_live(self, make: Box<dyn Call<(), View>>) -> Self {
        self.put(View::Live(make))
    }

    fn put_element(self, child: &Self) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// The element as a view.
    #[must_use]
    pub fn done(self) -> View {
        View::Node(self.0.into())
    }
}

impl IntoView for Building {
    fn into_view(self) -> View {
        self.done()
    }

    fn stand_in(self, parent: Building) -> Building {
        parent.put_element(&self)
    }
}

/// Several views in the making.
#[derive(Default)]
pub struct Several(Vec<View>);

impl Several {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn and(&mut self, view: impl IntoView) {
        view.stand_among(self);
    }

    pub(super) fn push(&mut self, view: View) {
        self.0.push(view);
    }

    pub(super) fn push_live(&mut self, make: Box<dyn Call<(), View>>) {
        self.push(View::Live(make));
    }

    /// All of them, as one view.
    #[must_use]
    pub fn done(self) -> View {
        View::Many(self.0)
    }
}
