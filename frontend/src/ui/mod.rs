//! The design system: it knows neither router nor API. Each component has its stylesheet beside it; colours,
//! sizes and type are in `styles/tokens.css`.

mod alert;
mod badge;
mod button;
mod choice;
mod combobox;
mod dialog;
mod field;
mod icon;
mod input;
mod language;
mod mount;
mod pager;
mod skeleton;
mod steps;
mod summary;
mod table;
mod toast;

pub use alert::{Alert, Tone};
pub use badge::{Badge, Mark};
pub use button::{Button, Look};
pub use choice::{Checkbox, radios};
pub use combobox::{Combobox, Item};
pub use dialog::Dialog;
pub use field::{Field, Wiring};
pub use icon::{Icon, icon};
pub use input::{Input, text_area, text_input};
pub use language::LanguageSwitch;
pub use mount::mount;
pub use pager::More;
pub use skeleton::Skeleton;
pub use steps::Steps;
pub use summary::{ErrorSummary, Fault};
pub use table::{Cell, Table};
pub use toast::{Toasts, toast};
