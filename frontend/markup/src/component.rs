//! `<Button label=…/>`: a component, a function marked with Leptos's `#[component]`.

use crate::{bare, many};
use proc_macro2::TokenStream;
use quote::quote;
use rstml::node::{NodeAttribute, NodeElement};

/// Components begin with a capital letter.
pub fn is_component(found: &NodeElement<rstml::Infallible>) -> bool {
    found.name().to_string().starts_with(char::is_uppercase)
}

/// The call of a component with its properties; what stands inside goes to `children`.
pub fn component(found: &NodeElement<rstml::Infallible>) -> TokenStream {
    let name = found.name();
    let properties = found.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(keyed) => {
            let key = &keyed.key;
            // A property without a value is given the variable of its name.
            let value = keyed.value().map_or_else(|| quote! { #key }, bare);
            quote! { .#key(#value) }
        }
        NodeAttribute::Block(block) => quote! { ::std::compile_error!(::std::stringify!(#block)) },
    });
    let children = if found.children.is_empty() {
        TokenStream::new()
    } else {
        let inside = many(&found.children);
        quote! { .children(::frontend::view::ToChildren::to_children(move || #inside)) }
    };
    quote! {
        ::frontend::view::component_view(
            #name,
            ::frontend::view::component_props_builder(&#name)#(#properties)*#children.build()
        )
    }
}
