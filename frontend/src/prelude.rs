//! What nearly every screen needs: signals, Leptos's components, and our `view!`.

pub use crate::{
    signal::{Callback, Memo, Read, RwSignal, SharedSignal, Signal, StoredValue, Write, effect},
    view::{Children, ChildrenFn, IntoView, NodeRef, Show, View, view},
};
pub use leptos::prelude::{
    component, event_target_checked, event_target_value, expect_context, provide_context, untrack, use_context,
};
