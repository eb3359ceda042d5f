//! Rows of the same things: a table on a desk, cards on a phone.

use crate::i18n::Words;
use crate::prelude::*;

/// A cell: the column's words are repeated in it for the cards.
pub struct Cell {
    pub label: Words,
    pub content: View,
}

/// A table around its rows ([`Cell::row`]); `head` and the cells of each row go together; the caption is read out.
#[component]
pub fn Table(#[prop(into)] caption: Words, head: Vec<Words>, children: Children) -> View {
    let head: Vec<_> = head.into_iter().map(|words| view! { <th scope="col">{words}</th> }).collect();
    view! {
        <table class="cards">
            <caption class="unseen">{caption}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

impl Cell {
    /// A row of cells.
    #[must_use]
    pub fn row(cells: Vec<Self>) -> View {
        let cells: Vec<_> =
            cells.into_iter().map(|cell| view! { <td data-label=cell.label>{cell.content}</td> }).collect();
        view! { <tr>{cells}</tr> }
    }
}
