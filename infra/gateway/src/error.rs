//! Why the host cannot start or go on. Each message says what to do about it or which file it is about.

use std::path::PathBuf;

/// A failure of the host itself; requests have the functions' own errors.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    #[error("{0}\n{help}", help = crate::options::HELP)]
    Options(String),
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("another host is running on {0}: stop it, or give another folder with --data")]
    InUse(PathBuf),
    #[error("port {port} cannot be opened ({source}): stop what uses it, or give another with --port")]
    Port { port: u16, source: std::io::Error },
    #[error("the embedded table: {0}")]
    Table(String),
    #[error("the embedded file store: {0}")]
    Files(String),
    #[error("the reference data: {0}")]
    Reference(#[from] api::seed::SeedError),
    #[error("{0} has no built app: run `cargo xtask wasm` first")]
    NoApp(PathBuf),
    #[error("the issuer's key: {0}")]
    Issuer(String),
    #[error("no host has run on {0} yet: `cargo xtask start` first")]
    NeverStarted(PathBuf),
    #[error("{0}")]
    Other(String),
}

impl HostError {
    /// A failure at a file or folder.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
