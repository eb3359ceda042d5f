//! Words in two languages, and folding for search without tone marks.

use serde::{Deserialize, Serialize};

/// A text in Vietnamese and English, from the reference data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub vi: String,
    pub en: String,
}
