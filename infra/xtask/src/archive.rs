//! A zip archive of one program, always the same for the same program.

use crate::project::Failure;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Packs one executable file that everybody may run.
///
/// A program of 4 GB or more does not fit into this form of archive.
pub fn archive(name: &str, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        // 1 January 1980, the oldest time there is.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o755);
    let pack = || {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, options)?;
        writer.write_all(bytes)?;
        Ok(writer.finish()?.into_inner())
    };
    pack().map_err(|error: ZipError| Failure(format!("{name}: cannot be packed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn an_independent_reader_finds_the_program_its_mode_and_its_time() {
        let program: Vec<u8> = (0..200_000_u32).flat_map(|number| (number / 7).to_le_bytes()).collect();
        let folder = std::env::temp_dir().join(format!("motcua-archive-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("program"), &program).unwrap();
        let script = "import sys, zipfile\n\
            z = zipfile.ZipFile('a.zip'); assert z.testzip() is None\n\
            i, = z.infolist()\n\
            assert z.read(i) == open('program', 'rb').read()\n\
            print(i.filename, oct(i.external_attr >> 16), i.date_time, i.compress_type, i.create_system)";
        let packed = archive("bootstrap", &program).unwrap();
        assert_eq!(packed, archive("bootstrap", &program).unwrap());
        std::fs::write(folder.join("a.zip"), &packed).unwrap();
        let told = Command::new("python3").args(["-c", script]).current_dir(&folder).output().unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        assert_eq!(String::from_utf8_lossy(&told.stdout).trim(), "bootstrap 0o100755 (1980, 1, 1, 0, 0, 0) 8 3");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
