//! `<div class="…">`: an element of the document.

use crate::{bare, child};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement};
use syn::{Expr, ExprLit, Lit};

/// Elements of drawings, which live in a namespace of their own.
const DRAWING: [&str; 4] = ["svg", "path", "circle", "rect"];

/// Calls that build an element, as what they give: it may stand in another one.
pub fn element(found: &NodeElement<rstml::Infallible>) -> TokenStream {
    let tag = found.name().to_string();
    let open = format_ident!("{}", if DRAWING.contains(&tag.as_str()) { "drawing" } else { "element" });
    let mut packed = tag;
    let mut calls = TokenStream::new();
    for attribute in found.attributes() {
        match attribute {
            NodeAttribute::Attribute(keyed) => {
                if let Some(text) = constant(keyed) {
                    packed.push('\0');
                    packed.push_str(&keyed.key.to_string());
                    packed.push('\0');
                    packed.push_str(&text);
                } else {
                    calls.extend(part(keyed));
                }
            }
            NodeAttribute::Block(block) => {
                calls.extend(quote! { ::std::compile_error!(::std::stringify!(#block)) });
            }
        }
    }
    for node in &found.children {
        let child = child(node);
        calls.extend(quote! { .child(#child) });
    }
    quote! { ::frontend::view::#open(#packed)#calls }
}

/// The text of an attribute that never changes and needs no call of its own.
fn constant(keyed: &KeyedAttribute) -> Option<String> {
    if keyed.key.to_string().contains(':') {
        return None;
    }
    match keyed.value() {
        None => Some(String::new()),
        Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => Some(text.value()),
        Some(Expr::Lit(ExprLit { lit: Lit::Int(number), .. })) => Some(number.base10_digits().to_owned()),
        Some(Expr::Lit(ExprLit { lit: Lit::Bool(flag), .. })) if flag.value => Some(String::new()),
        Some(_) => None,
    }
}

/// The call for an attribute, property, class or event.
fn part(keyed: &KeyedAttribute) -> TokenStream {
    let key = keyed.key.to_string();
    let value = keyed.value().map_or_else(|| quote! { true }, bare);
    match key.split_once(':') {
        None if key == "node_ref" => quote! { .node_ref(#value) },
        None => quote! { .attribute(#key, #value) },
        Some(("prop", name)) => quote! { .property(#name, #value) },
        Some(("class", name)) => quote! { .class(#name, #value) },
        Some(("on", name)) => {
            let event = format_ident!("{}", event_type(name));
            quote! { .on(#name, ::frontend::view::handler::<::frontend::view::event::#event>(#value)) }
        }
        Some(_) => quote! { ::std::compile_error!(::std::concat!("not known to view!: ", #key)) },
    }
}

/// The type of an event by its name.
fn event_type(name: &str) -> &'static str {
    match name {
        "click" | "mousedown" => "MouseEvent",
        "keydown" => "KeyboardEvent",
        "submit" => "SubmitEvent",
        "blur" => "FocusEvent",
        _ => "Event",
    }
}
