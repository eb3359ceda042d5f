//! Puts views into the document, and keeps their live parts up to date.

use super::{Attribute, View};
use crate::{call::Call, dom, signal::StoredValue};
use any_spawner::Executor;
use leptos::prelude::{Owner, RenderEffect};
use std::cell::Cell;
use web_sys::{Element, HtmlElement, Node};

thread_local! {
    /// While nodes are taken out: a browser that reports a blur of what it takes out speaks of what is gone.
    static TAKING_OUT: Cell<bool> = const { Cell::new(false) };
}

/// Whether an event comes from a node that is just being taken out.
pub(super) fn is_taking_out() -> bool {
    TAKING_OUT.get()
}

/// Shows a view in a place of the page, for as long as the page lives.
pub fn mount(place: &HtmlElement, app: impl FnOnce() -> View) {
    // An error means that it has been started already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(|| put(place, None, app()));
    std::mem::forget(owner);
}

/// Puts a view into a parent, before a node or at its end.
pub(super) fn put(parent: &Node, before: Option<&Node>, view: View) {
    match view {
        View::Nothing => {}
        View::Text(text) => {
            text_node(parent, before, &text);
        }
        View::Node(node) => {
            let _ = parent.insert_before(&node, before);
        }
        View::Many(views) => {
            for view in views {
                put(parent, before, view);
            }
        }
        View::Live(make) => live(parent, before, make),
    }
}

pub(super) fn text_node(parent: &Node, before: Option<&Node>, text: &str) -> Option<Node> {
    let node: Node = dom::document()?.create_text_node(text).into();
    parent.insert_before(&node, before).ok()
}

fn comment(parent: &Node, before: Option<&Node>) -> Option<Node> {
    let node: Node = dom::document()?.create_comment("").into();
    parent.insert_before(&node, before).ok()
}

/// What a live part shows now.
enum Shown {
    Nothing,
    /// One text node: only its text is changed.
    Text(Node, String),
    /// All that stands from this node to the part's end.
    From(Node),
}

/// A live part: it ends at a comment of its own, so that it finds its place again wherever it was put.
fn live(parent: &Node, before: Option<&Node>, make: Box<dyn Call<(), View>>) {
    let Some(end) = comment(parent, before) else { return };
    keep(RenderEffect::new(move |shown: Option<Shown>| replace(shown.unwrap_or(Shown::Nothing), make.call(()), &end)));
}

fn replace(shown: Shown, view: View, end: &Node) -> Shown {
    // Without a parent it was taken out with what it stood in.
    let Some(parent) = end.parent_node() else { return Shown::Nothing };
    match (shown, view) {
        (Shown::Text(node, before), View::Text(text)) => {
            if before != text {
                node.set_node_value(Some(&text));
            }
            Shown::Text(node, text)
        }
        (shown, view) => {
            take_out(&parent, shown, end);
            match view {
                View::Nothing => Shown::Nothing,
                View::Text(text) => match text_node(&parent, Some(end), &text) {
                    Some(node) => Shown::Text(node, text),
                    None => Shown::Nothing,
                },
                view => match comment(&parent, Some(end)) {
                    Some(start) => {
                        put(&parent, Some(end), view);
                        Shown::From(start)
                    }
                    None => Shown::Nothing,
                },
            }
        }
    }
}

fn take_out(parent: &Node, shown: Shown, end: &Node) {
    TAKING_OUT.set(true);
    match shown {
        Shown::Nothing => {}
        Shown::Text(node, _) => {
            let _ = parent.remove_child(&node);
        }
        Shown::From(start) => {
            while let Some(last) = end.previous_sibling() {
                let is_start = last == start;
                if parent.remove_child(&last).is_err() || is_start {
                    break;
                }
            }
        }
    }
    TAKING_OUT.set(false);
}

/// How a live attribute is written.
pub type Write = fn(&Element, &'static str, &Attribute);

/// Writes a value, and again whenever it changes.
pub(super) fn attribute(element: &Element, name: &'static str, value: Attribute, write: Write) {
    match value {
        Attribute::Live(make) => {
            let element = element.clone();
            keep(RenderEffect::new(move |before: Option<Attribute>| {
                let value = make.call(());
                if before.as_ref() != Some(&value) {
                    write(&element, name, &value);
                }
                value
            }));
        }
        value => write(element, name, &value),
    }
}

/// Keeps an effect for as long as the part of the screen in which it was made.
fn keep<T: 'static>(effect: RenderEffect<T>) {
    let _ = StoredValue::new(effect);
}
