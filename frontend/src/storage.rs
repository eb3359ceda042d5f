//! The browser's local storage. A browser that refuses it (private mode, full) loses drafts, nothing else.

use web_sys::Storage;

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// A stored text.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Stores a text; false when the browser refuses, so that a screen can say that nothing is kept.
pub fn write(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Forgets a text.
pub fn remove(key: &str) {
    if let Some(storage) = local() {
        let _ = storage.remove_item(key);
    }
}

/// The keys that begin so.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let length = storage.length().unwrap_or(0);
    (0..length).filter_map(|at| storage.key(at).ok().flatten()).filter(|key| key.starts_with(prefix)).collect()
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// A text kept until the tab is closed.
#[must_use]
pub fn read_for_now(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Keeps a text until the tab is closed: a receipt with its secret does not belong on a shared device for longer.
pub fn write_for_now(key: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets a text that was kept until the tab is closed.
pub fn remove_for_now(key: &str) {
    if let Some(storage) = session() {
        let _ = storage.remove_item(key);
    }
}
