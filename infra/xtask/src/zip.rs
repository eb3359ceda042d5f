//! A zip archive of one program, always the same for the same program.

use crate::project::Failure;
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write;

/// 1 January 1980, 00:00, as DOS counts: the oldest time there is.
const DATE: u16 = 1 << 5 | 1;
/// A regular file that everybody may read and run.
const MODE: u32 = 0o100_755;
/// Made on Unix, to version 2.0 of the format, which is enough for one deflated file.
const MADE_BY: u16 = 3 << 8 | 20;

/// Packs one executable file.
///
/// A program of 4 GB or more does not fit into this form of archive.
pub fn zip(name: &str, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |what: &dyn std::fmt::Display| Failure(format!("{name}: cannot be packed: {what}"));
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).map_err(|error| failed(&error))?;
    let packed = encoder.finish().map_err(|error| failed(&error))?;
    let mut crc = Crc::new();
    crc.update(bytes);
    let size = |length: usize| u32::try_from(length).map_err(|error| failed(&error));
    let name_length = u16::try_from(name.len()).map_err(|error| failed(&error))?;

    // What the local header and the directory's entry have in common: version to the length of an extra field.
    let mut common = Vec::new();
    for field in [20_u16, 0, 8, 0, DATE] {
        common.extend(field.to_le_bytes());
    }
    for field in [crc.sum(), size(packed.len())?, size(bytes.len())?] {
        common.extend(field.to_le_bytes());
    }
    common.extend(name_length.to_le_bytes());
    common.extend(0_u16.to_le_bytes());

    let mut archive = b"PK\x03\x04".to_vec();
    archive.extend(&common);
    archive.extend(name.as_bytes());
    archive.extend(&packed);
    let directory = size(archive.len())?;
    archive.extend(b"PK\x01\x02");
    archive.extend(MADE_BY.to_le_bytes());
    archive.extend(&common);
    // No comment, first disk, no internal attributes.
    archive.extend([0; 6]);
    archive.extend((MODE << 16).to_le_bytes());
    // The file begins at the archive's beginning.
    archive.extend([0; 4]);
    archive.extend(name.as_bytes());
    let directory_size = size(archive.len())? - directory;
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([1_u16.to_le_bytes(), 1_u16.to_le_bytes()].concat());
    archive.extend(directory_size.to_le_bytes());
    archive.extend(directory.to_le_bytes());
    archive.extend([0; 2]);
    Ok(archive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn an_independent_reader_finds_the_program_its_mode_and_its_time() {
        let program: Vec<u8> = (0..200_000_u32).flat_map(|number| (number / 7).to_le_bytes()).collect();
        let archive = zip("bootstrap", &program).unwrap();
        assert_eq!(archive, zip("bootstrap", &program).unwrap());
        let folder = std::env::temp_dir().join(format!("motcua-zip-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.zip"), &archive).unwrap();
        std::fs::write(folder.join("program"), &program).unwrap();
        let script = "import sys, zipfile\n\
            z = zipfile.ZipFile('a.zip'); assert z.testzip() is None\n\
            i, = z.infolist()\n\
            assert z.read(i) == open('program', 'rb').read()\n\
            print(i.filename, oct(i.external_attr >> 16), i.date_time, i.compress_type, i.create_system)";
        let told = Command::new("python3").args(["-c", script]).current_dir(&folder).output().unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        assert_eq!(String::from_utf8_lossy(&told.stdout).trim(), "bootstrap 0o100755 (1980, 1, 1, 0, 0, 0) 8 3");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
