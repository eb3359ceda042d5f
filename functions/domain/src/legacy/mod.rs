//! Dossiers of the systems before this one: lines of a CSV become dossiers with a history of imported origin. Pure.
//!
//! What stands where is data, one column map for each old system (`infra/legacy/README.md` describes it). A line is
//! taken whole or not at all, with every reason in words for whoever mends the file.

mod enter;
mod map;
mod problem;
mod read;

pub use enter::{Entry, IMPORTED, ORIGINAL, Place, enter, request};
pub use map::{Column, ColumnMap, Header, OldState};
pub use problem::Problem;
pub use read::{Line, old_day};
