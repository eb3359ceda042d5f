//! Packing of stored bodies: deflate with a dictionary of the words that every head and event has, so that most of
//! them fit into one write unit (1 KB).

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use std::cell::RefCell;

/// Which dictionary a body was packed with; the first byte of every body. A dictionary is never changed: a better one
/// gets the next number and the old one stays for reading.
const DICTIONARY: u8 = 1;

/// Dictionary 1: what stands often stands last.
const WORDS: &[u8] = include_bytes!("pack_words_1.txt");

/// Largest body after unpacking, in bytes; a table item is at most 400 KB.
const MAX_BODY: usize = 4 * 1024 * 1024;

thread_local! {
    // Making them costs more than packing a body: a third of a megabyte is asked for and zeroed. So they are kept.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), false));
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A body that cannot be packed or unpacked.
#[derive(Debug, thiserror::Error)]
#[error("a body cannot be unpacked")]
pub struct PackError;

/// Packs a body.
///
/// # Errors
/// Never for a body that fits into memory.
pub fn pack(body: &[u8]) -> Result<Vec<u8>, PackError> {
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        pack_with(deflate, body)
    })
}

fn pack_with(deflate: &mut Compress, body: &[u8]) -> Result<Vec<u8>, PackError> {
    deflate.set_dictionary(WORDS).map_err(|_| PackError)?;
    // Deflate grows incompressible input by at most 5 bytes in 16 KB.
    let mut packed = Vec::with_capacity(body.len() + body.len() / 1024 + 64);
    packed.push(DICTIONARY);
    match deflate.compress_vec(body, &mut packed, FlushCompress::Finish) {
        Ok(Status::StreamEnd) => Ok(packed),
        _ => Err(PackError),
    }
}

/// Unpacks a body.
///
/// # Errors
/// [`PackError`] for an unknown dictionary, damage, or a body that unpacks to more than a row can hold.
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, PackError> {
    let (&dictionary, packed) = packed.split_first().ok_or(PackError)?;
    if dictionary != DICTIONARY {
        return Err(PackError);
    }
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        unpack_with(inflate, packed)
    })
}

fn unpack_with(inflate: &mut Decompress, packed: &[u8]) -> Result<Vec<u8>, PackError> {
    inflate.set_dictionary(WORDS).map_err(|_| PackError)?;
    let mut body = Vec::with_capacity(packed.len() * 5 + 256);
    loop {
        let read = usize::try_from(inflate.total_in()).map_err(|_| PackError)?;
        let rest = packed.get(read..).ok_or(PackError)?;
        match inflate.decompress_vec(rest, &mut body, FlushDecompress::Finish) {
            Ok(Status::StreamEnd) => return Ok(body),
            Ok(_) if body.len() == body.capacity() && body.len() < MAX_BODY => body.reserve(body.len()),
            _ => return Err(PackError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_every_size_come_back() {
        for size in [0, 1, 700, 5_000, 300_000] {
            let body: Vec<u8> = (0..size).map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            assert_eq!(unpack(&pack(&body).unwrap()).unwrap(), body, "{size}");
        }
    }

    #[test]
    fn what_was_packed_before_leaves_no_trace() {
        let body = b"{\"state\":\"submitted\",\"applicant\":\"Lan\"}";
        let first = pack(body).unwrap();
        assert!(unpack(&first[..first.len() - 3]).is_err());
        pack(&vec![7; 200_000]).unwrap();
        assert_eq!(pack(body).unwrap(), first);
        assert_eq!(unpack(&first).unwrap(), body);
    }

    #[test]
    fn damage_and_bombs_are_refused() {
        assert!(unpack(&[]).is_err());
        assert!(unpack(&[9, 1, 2]).is_err());
        let packed = pack(b"hello hello hello").unwrap();
        assert!(unpack(&packed[..packed.len() - 2]).is_err());
        let bomb = pack(&vec![0; MAX_BODY * 4]).unwrap();
        assert!(unpack(&bomb).is_err());
    }
}
