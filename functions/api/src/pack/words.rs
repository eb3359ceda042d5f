//! Words that have a number: names of fields, states, actions and papers, and the values of choices.
//!
//! A word's number never changes: a table that stands is never edited, a better one gets a number of its own in
//! [`super`]. What is not in the table is spelled out, so that a new field needs no new table.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

/// Table 2, one word a line; the first 64 take one byte.
const WORDS: &str = include_str!("words_2.txt");

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let words: Vec<&str> = WORDS.lines().collect();
    let numbers = words.iter().zip(0..).map(|(&word, number)| (word, number)).collect();
    Table { longest: words.iter().map(|word| word.len()).max().unwrap_or(0), numbers, words }
});

struct Table {
    words: Vec<&'static str>,
    numbers: HashMap<&'static str, u16, BuildHasherDefault<Fnv>>,
    /// Bytes of the longest word: longer texts are not looked up.
    longest: usize,
}

/// The number of a word.
pub(super) fn number_of(text: &str) -> Option<u16> {
    if text.len() > TABLE.longest { None } else { TABLE.numbers.get(text).copied() }
}

/// The word of a number.
pub(super) fn word(number: u16) -> Option<&'static str> {
    TABLE.words.get(usize::from(number)).copied()
}

/// FNV-1a: the words are ours, so nobody can choose them to collide, and a long text costs one look.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::sha256_hex;

    #[test]
    fn every_word_has_one_number() {
        for (at, word) in WORDS.lines().enumerate() {
            assert_eq!(number_of(word).map(usize::from), Some(at), "{word}");
        }
        assert!(TABLE.words.len() < 16_448);
    }

    #[test]
    fn table_2_is_what_stored_bodies_were_packed_with() {
        assert_eq!(sha256_hex(WORDS.as_bytes()), "b423af9e4e957d03222d74a2a3b09b2d57529e6e0246631a728510e0553bfb9d");
    }
}
