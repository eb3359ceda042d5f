//! Explanations in words: how a due date was counted, why an agency is competent.

mod competence;
mod due;
mod qr;

pub use competence::why_competent;
pub use due::{ASKED, DueExplained, processing_time};
pub use qr::qr;
