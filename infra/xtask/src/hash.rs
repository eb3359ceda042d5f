//! Names of files by their content.

use std::hash::{DefaultHasher, Hasher};

/// 16 hexadecimal digits that change with the content. Not for secrets.
pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    format!("{:016x}", hasher.finish())
}
