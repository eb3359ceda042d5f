//! The bytes of a packed value: the model of JSON, with numbers for known words and half a byte for each figure of
//! times, dates and identifiers.
//!
//! | First byte | What follows |
//! |---|---|
//! | 0, 1, 2 | nothing: null, false, true |
//! | 3, 4 | a natural number *n*, or −1 − *n*, as a varint |
//! | 5 | a float: 8 bytes, little end first |
//! | 6, 7 | members (name, value, name, value, …) or items, until 8 |
//! | 9 | a text: its length as a varint, its bytes |
//! | 10 | a text of hexadecimal figures: how many, then two in a byte |
//! | 11–13 | the figures of a text of one of the [`PICTURES`], two in a byte |
//! | 16–47 | nothing: the number 0–31 |
//! | 48–127 | a text of 0–79 bytes |
//! | 128–191 | nothing: word 0–63 |
//! | 192–255 | one byte: word 64–16,447 |

pub(super) const NULL: u8 = 0;
pub(super) const FALSE: u8 = 1;
pub(super) const TRUE: u8 = 2;
pub(super) const NATURAL: u8 = 3;
pub(super) const NEGATIVE: u8 = 4;
pub(super) const FLOAT: u8 = 5;
pub(super) const MAP: u8 = 6;
pub(super) const LIST: u8 = 7;
pub(super) const END: u8 = 8;
pub(super) const TEXT: u8 = 9;
pub(super) const HEX: u8 = 10;
pub(super) const PICTURE: u8 = 11;
pub(super) const SMALL: u8 = 16;
pub(super) const SHORT: u8 = 48;
pub(super) const WORD: u8 = 128;
pub(super) const FURTHER: u8 = 192;

/// Texts of a fixed form: `0` stands for a figure, all else for itself.
pub(super) const PICTURES: [&str; 3] = ["0000-00-00", "0000-00-00T00:00:00Z", "00000000-0000-0000-0000-000000000000"];

/// Fewest and most figures that take the form of their own.
pub(super) const FIGURES: std::ops::RangeInclusive<usize> = 5..=128;

/// The value of a lower-case hexadecimal figure.
pub(super) fn figure(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

/// The lower-case hexadecimal figure of the lower half of a byte.
pub(crate) fn letter(value: u8) -> char {
    char::from(match value & 15 {
        figure @ 0..10 => b'0' + figure,
        figure => b'a' - 10 + figure,
    })
}
