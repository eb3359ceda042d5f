//! The data folder: what is kept between two runs of the host, and who may use it.

use crate::HostError;
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

/// What a reset removes: exactly the names this host writes, so that a wrong `--data` cannot cost anybody's files.
const OURS: [&str; 9] = [
    "table.sqlite",
    "table.sqlite-wal",
    "table.sqlite-shm",
    "files",
    "secret",
    "issuer.p8",
    "stream-position",
    "seeded",
    "host.json",
];

/// An open data folder. One process at a time has it.
#[derive(Debug)]
pub struct DataFolder {
    root: PathBuf,
    /// Held as long as the host lives; the system frees it however the process ends.
    _lock: File,
}

impl DataFolder {
    /// Opens or creates the folder and takes its lock; `reset` forgets what an earlier host left there.
    ///
    /// # Errors
    /// [`HostError::InUse`] while another process has it; [`HostError::File`].
    pub fn open(root: &Path, reset: bool) -> Result<Self, HostError> {
        fs::create_dir_all(root).map_err(HostError::file(root))?;
        let root = root.canonicalize().map_err(HostError::file(root))?;
        let path = root.join("lock");
        let lock =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(HostError::file(&path))?;
        lock.try_lock().map_err(|_| HostError::InUse(root.clone()))?;
        let folder = Self { root, _lock: lock };
        if reset {
            for name in OURS {
                folder.remove(name)?;
            }
        }
        fs::create_dir_all(folder.files()).map_err(HostError::file(folder.files()))?;
        Ok(folder)
    }

    fn remove(&self, name: &str) -> Result<(), HostError> {
        let path = self.root.join(name);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        match removed {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(HostError::File { path, source: error }),
            _ => Ok(()),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The embedded table's database.
    #[must_use]
    pub fn table(&self) -> PathBuf {
        self.root.join("table.sqlite")
    }

    /// The file store: one folder per bucket.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.root.join("files")
    }

    /// A small text that was written before; none: never.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.root.join(name)).ok()
    }

    /// Replaces a small file at once: a reader, or the next start after a kill, sees the old or the new, never half.
    /// Only the owner may read it.
    ///
    /// # Errors
    /// [`HostError::File`]
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), HostError> {
        let path = self.root.join(name);
        let half = self.root.join(format!(".{name}.half"));
        write_private(&half, bytes).and_then(|()| fs::rename(&half, &path)).map_err(HostError::file(path))
    }

    /// Reads a file, or makes it first.
    ///
    /// # Errors
    /// [`HostError::File`], or what `make` says.
    pub fn read_or_make(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<Vec<u8>, HostError>,
    ) -> Result<Vec<u8>, HostError> {
        let path = self.root.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let bytes = make()?;
                self.write(name, &bytes)?;
                Ok(bytes)
            }
            Err(source) => Err(HostError::File { path, source }),
        }
    }
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = File::options().create(true).truncate(true).write(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> PathBuf {
        std::env::temp_dir().join(format!("gateway-data-{}", uuid::Uuid::new_v4()))
    }

    #[test]
    fn a_second_host_on_the_same_folder_is_refused() {
        let path = folder();
        let first = DataFolder::open(&path, false).unwrap();
        assert!(matches!(DataFolder::open(&path, false), Err(HostError::InUse(_))));
        drop(first);
        DataFolder::open(&path, false).unwrap();
        fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn a_reset_forgets_what_the_host_wrote_and_nothing_else() {
        let path = folder();
        let data = DataFolder::open(&path, false).unwrap();
        data.write("secret", b"old").unwrap();
        fs::write(path.join("notes.txt"), "mine").unwrap();
        drop(data);
        let data = DataFolder::open(&path, true).unwrap();
        assert_eq!(data.read_or_make("secret", || Ok(b"new".to_vec())).unwrap(), b"new");
        assert_eq!(data.read("notes.txt").as_deref(), Some("mine"));
        fs::remove_dir_all(path).unwrap();
    }
}
