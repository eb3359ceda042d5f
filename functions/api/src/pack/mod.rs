//! Packing of stored bodies, so that most heads and events fit into one write unit (1 KB) and cost little to write and
//! read: a binary form of their JSON ([`form`]) in which the words that every body has are numbers.
//!
//! The first byte says how a body was packed. None of these ways is ever changed: a better one gets the next number, and
//! those before stay for reading. Every way gives back the names of its fields, so that bodies of an older schema can be
//! upcast as JSON could.

mod form;
mod read;
mod words;
mod write;

pub(crate) use form::letter;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::{Serialize, de::DeserializeOwned};
use std::cell::RefCell;

/// JSON, deflated with a dictionary.
const JSON_1: u8 = 1;
/// The form with words of table 2.
const WORDS_2: u8 = 2;
/// The same, deflated: for bodies of many write units, where a smaller one is worth the work.
const DEFLATED_3: u8 = 3;

/// The dictionary of the first way: what stands often stands last.
const DICTIONARY_1: &[u8] = include_bytes!("words_1.txt");

/// Largest body after unpacking, in bytes; a table item is at most 400 KB.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// From this many bytes on a body is deflated.
const LARGE: usize = 4 * 1024;

thread_local! {
    // Making them costs more than packing a body: a third of a megabyte is asked for and zeroed. So they are kept.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), false));
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

/// A body that cannot be packed or unpacked.
#[derive(Debug, thiserror::Error)]
#[error("a body cannot be unpacked{}", .0.map(|name| format!(": it lacks {name}")).unwrap_or_default())]
pub struct PackError(Option<&'static str>);

impl PackError {
    /// Damage, or a form that this version does not know.
    const DAMAGED: Self = Self(None);
}

impl serde::ser::Error for PackError {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self::DAMAGED
    }
}

impl serde::de::Error for PackError {
    // Only the name of a missing field is ours to repeat; everything else may quote a value.
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self::DAMAGED
    }

    fn missing_field(name: &'static str) -> Self {
        Self(Some(name))
    }
}

/// Packs a body.
///
/// # Errors
/// [`PackError`] only for a value that cannot be serialised.
pub fn pack<T: Serialize + ?Sized>(body: &T) -> Result<Vec<u8>, PackError> {
    let mut packed = Vec::with_capacity(1024);
    packed.push(WORDS_2);
    body.serialize(write::Writer(&mut packed))?;
    match packed.split_first() {
        Some((_, plain)) if plain.len() >= LARGE => deflated(plain),
        _ => Ok(packed),
    }
}

/// Unpacks a body.
///
/// # Errors
/// [`PackError`] for an unknown way of packing, damage, a body that unpacks to more than a row can hold, or one that is
/// no `T`.
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, PackError> {
    let (&way, packed) = packed.split_first().ok_or(PackError::DAMAGED)?;
    match way {
        WORDS_2 => value(packed),
        DEFLATED_3 => value(&inflated(packed, None)?),
        JSON_1 => serde_json::from_slice(&inflated(packed, Some(DICTIONARY_1))?).map_err(|_| PackError::DAMAGED),
        _ => Err(PackError::DAMAGED),
    }
}

fn value<T: DeserializeOwned>(plain: &[u8]) -> Result<T, PackError> {
    let mut reader = read::Reader::new(plain);
    let value = T::deserialize(&mut reader)?;
    if reader.at_end() { Ok(value) } else { Err(PackError::DAMAGED) }
}

fn deflated(plain: &[u8]) -> Result<Vec<u8>, PackError> {
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        // Deflate grows incompressible input by at most 5 bytes in 16 KB.
        let mut packed = Vec::with_capacity(plain.len() + plain.len() / 1024 + 64);
        packed.push(DEFLATED_3);
        match deflate.compress_vec(plain, &mut packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => Ok(packed),
            _ => Err(PackError::DAMAGED),
        }
    })
}

fn inflated(packed: &[u8], dictionary: Option<&[u8]>) -> Result<Vec<u8>, PackError> {
    INFLATE.with_borrow_mut(|inflate| {
        inflate.reset(false);
        if let Some(dictionary) = dictionary {
            inflate.set_dictionary(dictionary).map_err(|_| PackError::DAMAGED)?;
        }
        let mut body = Vec::with_capacity(packed.len() * 5 + 256);
        loop {
            let read = usize::try_from(inflate.total_in()).map_err(|_| PackError::DAMAGED)?;
            let rest = packed.get(read..).ok_or(PackError::DAMAGED)?;
            match inflate.decompress_vec(rest, &mut body, FlushDecompress::Finish) {
                Ok(Status::StreamEnd) => return Ok(body),
                Ok(_) if body.len() == body.capacity() && body.len() < MAX_BODY => body.reserve(body.len()),
                _ => return Err(PackError::DAMAGED),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::hex;
    use serde::Deserialize;
    use serde_json::{Value, json};

    fn back(value: &Value) -> Value {
        unpack(&pack(value).unwrap()).unwrap()
    }

    #[test]
    fn every_kind_of_value_comes_back() {
        for value in [
            json!(null),
            json!([true, false, 0, 31, 32, 300, u64::MAX, -1, -300, i64::MIN, 0.5, -1e300]),
            json!({ "version": 1, "unheard_of": { "state": "submitted" }, "": [[], {}], "đ": "Hà Tu" }),
            json!(["2026-11-23", "2026-11-23T01:02:03Z", "2026-11-23T01:02:03.5Z", "2026-11-23T01:02:03+07:00"]),
            json!(["20d8f5a2-9d43-4fdd-8bb4-7f2c6a1e0b93", "20D8F5A2-9D43-4FDD-8BB4-7F2C6A1E0B93", "2026-11-2x"]),
            json!(["022196001234", "06652", "0123", "12345", "decade", "0".repeat(128), "0".repeat(129), "a0b", "7"]),
            json!(["x".repeat(79), "x".repeat(80), "x".repeat(300_000), "•••••••••1234"]),
        ] {
            assert_eq!(back(&value), value);
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Every {
        Unit,
        Newtype(Option<u8>),
        Tuple(i8, char),
        Struct { at: Option<String> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Tagged {
        Bare,
        With { every: Vec<Every>, number: u64 },
    }

    #[test]
    fn types_of_ours_come_back() {
        let every = vec![
            Every::Unit,
            Every::Newtype(None),
            Every::Newtype(Some(200)),
            Every::Tuple(-7, 'ệ'),
            Every::Struct { at: Some("2026-11-23".to_owned()) },
        ];
        for value in [Tagged::Bare, Tagged::With { every, number: 1 << 40 }] {
            assert_eq!(unpack::<Tagged>(&pack(&value).unwrap()).unwrap(), value);
        }
    }

    #[test]
    fn the_bytes_of_each_way_stay_as_they_are() {
        let value = json!({ "applicant": "Lan", "state": { "name": "submitted" }, "version": 1 });
        let packed = pack(&value).unwrap();
        assert_eq!(hex(&packed), "02069b334c616e900685b808801108");
        let stored_with_dictionary_1 = bytes("01abc61fff4881a9e493988792d86a01");
        assert_eq!(unpack::<Value>(&stored_with_dictionary_1).unwrap(), value);
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn a_large_body_is_deflated_as_well() {
        let body = json!({ "reason": "Thiếu giấy chứng sinh. ".repeat(10_000) });
        let packed = pack(&body).unwrap();
        assert!(packed.len() < 2_000, "{}", packed.len());
        assert_eq!(unpack::<Value>(&packed).unwrap(), body);
        // What was packed before leaves no trace.
        assert_eq!(pack(&body).unwrap(), packed);
    }

    #[test]
    fn damage_and_bombs_are_refused() {
        let packed = pack(&json!({ "at": ["2026-11-23", "12345", "Lan", 300, { "desk": -1 }] })).unwrap();
        for length in 0..packed.len() {
            assert!(unpack::<Value>(&packed[..length]).is_err(), "{length}");
        }
        assert!(unpack::<Value>(&[packed.as_slice(), &[0]].concat()).is_err(), "more than a value");
        for byte in 0..=255 {
            // Some of these are values: none of them may be a panic.
            let _ = unpack::<Value>(&[WORDS_2, byte, 0xFF, 0xFF, 0xFF]);
        }
        assert!(unpack::<Value>(&[&[WORDS_2][..], &[form::LIST; 100_000]].concat()).is_err(), "too deep");
        let bomb = deflated(&vec![0; MAX_BODY * 4]).unwrap();
        assert!(unpack::<Value>(&bomb).is_err());
        assert!(unpack::<Value>(&[9, 0]).is_err());
    }

    #[test]
    fn a_missing_field_is_named_and_no_value_is() {
        let error = unpack::<Tagged>(&pack(&json!({ "kind": "with", "every": [] })).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "a body cannot be unpacked: it lacks number");
        let error = unpack::<Tagged>(&pack(&json!({ "kind": "secret" })).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), "a body cannot be unpacked");
    }
}
