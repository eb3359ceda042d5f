//! A dialog over the page: the browser keeps the focus inside and closes it by Escape.

use crate::i18n::Words;
use crate::prelude::*;
use web_sys::HtmlDialogElement;

/// A dialog that is open while `open` is true. Escape sets it to false. Its children are made when it first opens
/// and stay, so that typing survives a closed dialog.
#[component]
pub fn Dialog(
    #[prop(into)] title: Words,
    open: RwSignal<bool>,
    #[prop(into)] id: String,
    children: ChildrenFn,
) -> View {
    let node = NodeRef::<HtmlDialogElement>::new();
    effect(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let opened = Memo::new(move |before: Option<&bool>| open.get() || before.copied().unwrap_or(false));
    let heading = [&id, "-title"].concat();
    let labelled_by = heading.clone();
    view! {
        <dialog node_ref=node id=id aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <h2 id=heading>{title}</h2>
            {move || opened.get().then(|| children())}
        </dialog>
    }
}
