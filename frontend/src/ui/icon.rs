//! A few line icons. They are decoration: words stand beside each of them.

use crate::prelude::*;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Check,
    Clock,
    Close,
    File,
    Info,
    Pin,
    Search,
    Warning,
}

/// Draws an icon in the colour of the text around it.
#[must_use]
pub fn icon(icon: Icon) -> View {
    let path = match icon {
        Icon::Check => "M4 12.5l5.5 5.5L20 7",
        Icon::Clock => "M12 7v5l3.5 2M12 3a9 9 0 100 18 9 9 0 000-18z",
        Icon::Close => "M6 6l12 12M18 6L6 18",
        Icon::File => "M7 3h7l5 5v13H7zM14 3v5h5",
        Icon::Info => "M12 11v6M12 7.2v.3M12 3a9 9 0 100 18 9 9 0 000-18z",
        Icon::Pin => "M12 21s-7-6.2-7-11a7 7 0 1114 0c0 4.8-7 11-7 11zM12 12a2 2 0 100-4 2 2 0 000 4z",
        Icon::Search => "M11 4a7 7 0 100 14 7 7 0 000-14zM16.5 16.5L21 21",
        Icon::Warning => "M12 4L2.5 20h19zM12 10v5M12 17.2v.3",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" fill="none"
            stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
            <path d=path/>
        </svg>
    }
}
