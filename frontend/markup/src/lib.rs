//! `view!`: the markup of Leptos, turned into calls of `frontend::view` that build the document at once.
//!
//! Leptos's own macro gives every element a type of its own, with code to build, rebuild and hydrate it; that is more
//! than half of a portal's WebAssembly. Here an element is one call with its tag and constant attributes packed
//! into one text, and one call for each part that is not constant.

mod component;
mod element;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use rstml::node::{Node, NodeBlock};
use syn::{Expr, Stmt};

/// Markup as an expression of type `frontend::view::View`: elements, `{expressions}`, "texts" and components.
///
/// Attributes: `name=value`, `prop:name=value` (a property of the element), `class:name=bool`, `on:event=handler`,
/// `node_ref=reference`. A value or child that is a closure or a signal is live.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = rstml::Parser::new(rstml::ParserConfig::default().recover_block(true));
    let (nodes, errors) = parser.parse_recoverable(tokens).split_vec();
    let errors = errors.into_iter().map(|error| error.emit_as_expr_tokens());
    let view = many(&nodes);
    quote! {{ #(#errors;)* #view }}.into()
}

/// Several nodes as one view.
fn many(nodes: &[Node]) -> TokenStream {
    match nodes {
        [one] => single(one),
        several => {
            let views = several.iter().map(child);
            // A name that no expression between the tags can mean.
            let all = Ident::new("several", Span::mixed_site());
            quote! {{ let mut #all = ::frontend::view::Several::new(); #(#all.and(#views);)* #all.done() }}
        }
    }
}

/// One node as a view.
fn single(node: &Node) -> TokenStream {
    match node {
        Node::Element(found) if component::is_component(found) => component::component(found),
        other => {
            let child = child(other);
            quote! { ::frontend::view::IntoView::into_view(#child) }
        }
    }
}

/// What may stand where a child stands: anything that is `IntoView`.
fn child(node: &Node) -> TokenStream {
    match node {
        Node::Element(found) if component::is_component(found) => component::component(found),
        Node::Element(found) => element::element(found),
        Node::Fragment(fragment) => many(&fragment.children),
        Node::Text(text) => {
            let text = &text.value;
            quote! { #text }
        }
        Node::Block(NodeBlock::ValidBlock(block)) => match block.stmts.as_slice() {
            [Stmt::Expr(expression, None)] => quote! { #expression },
            _ => quote! { #block },
        },
        other => quote! { ::std::compile_error!(::std::concat!("not known to view!: ", ::std::stringify!(#other))) },
    }
}

/// An expression without the braces that markup needs around it.
fn bare(value: &Expr) -> TokenStream {
    if let Expr::Block(block) = value
        && let [Stmt::Expr(expression, None)] = block.block.stmts.as_slice()
    {
        return quote! { #expression };
    }
    quote! { #value }
}
