//! One value of each form. They are written field by field, so that a new field must say what it is here.

mod closure;
mod public;
mod reorganisation;
mod staff;
mod stored;

use domain::text::Text;
use jiff::Timestamp;
use serde_json::Value;

/// A form of the wire.
pub struct Form {
    pub name: &'static str,
    /// The value as today's code writes it.
    pub today: Value,
    /// Reads a file of this form and writes it again.
    pub read: fn(&str) -> Result<Value, serde_json::Error>,
}

/// A form by the name of its type.
macro_rules! form {
    ($name:ident: $type:ty = $value:expr) => {{
        let value: $type = $value;
        $crate::golden_parts::Form {
            name: stringify!($name),
            today: serde_json::to_value(&value).expect("JSON"),
            read: |text| serde_json::from_str::<$type>(text).and_then(|value| serde_json::to_value(&value)),
        }
    }};
    ($type:ident = $value:expr) => {
        form!($type: $type = $value)
    };
}
use form;

/// Every form.
pub fn forms() -> Vec<Form> {
    let mut forms = public::forms();
    forms.extend(staff::forms());
    forms.extend(reorganisation::forms());
    forms.extend(closure::forms());
    forms.extend(stored::forms());
    forms
}

fn text(vi: &str, en: &str) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

fn moment() -> Timestamp {
    crate::dossier_stage::at("2026-11-17T09:30")
}
