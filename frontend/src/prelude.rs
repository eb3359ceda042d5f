//! What nearly every screen needs: Leptos's signals and components, and our `view!`.

pub use crate::view::{Children, ChildrenFn, IntoView, NodeRef, Show, View, view};
pub use leptos::prelude::{
    ArcRwSignal, Callable, Callback, Effect, Get, GetUntracked, GetValue, LocalStorage, Memo, RwSignal, Set, SetValue, Signal,
    StoredValue, Update, UpdateValue, With, WithUntracked, WithValue, component, event_target_checked,
    event_target_value, expect_context, on_cleanup, provide_context, untrack, use_context,
};
