//! Bytes of the [`super::form`] to any value.

use super::{
    PackError,
    form::{
        END, FALSE, FLOAT, FURTHER, HEX, LIST, MAP, NATURAL, NEGATIVE, NULL, PICTURE, PICTURES, SHORT, SMALL, TEXT,
        TRUE, WORD, letter,
    },
    words,
};
use serde::{
    de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor},
    forward_to_deserialize_any,
};

/// Deepest nesting; a body from a request has at most 32 levels (`json.rs`), and an event a few around them.
const MAX_DEPTH: u8 = 64;

/// Reads values from the beginning of the bytes.
pub(super) struct Reader<'de> {
    rest: &'de [u8],
    depth: u8,
}

impl<'de> Reader<'de> {
    pub(super) fn new(bytes: &'de [u8]) -> Self {
        Self { rest: bytes, depth: 0 }
    }

    /// Whether everything was read.
    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn peek(&self) -> Result<u8, PackError> {
        self.rest.first().copied().ok_or(PackError::DAMAGED)
    }

    fn byte(&mut self) -> Result<u8, PackError> {
        let (&byte, rest) = self.rest.split_first().ok_or(PackError::DAMAGED)?;
        self.rest = rest;
        Ok(byte)
    }

    fn bytes(&mut self, length: usize) -> Result<&'de [u8], PackError> {
        let (bytes, rest) = self.rest.split_at_checked(length).ok_or(PackError::DAMAGED)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn varint(&mut self) -> Result<u64, PackError> {
        let mut number = 0;
        for place in 0..10 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << (place * 7);
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(PackError::DAMAGED)
    }

    fn text(&mut self, length: usize) -> Result<&'de str, PackError> {
        std::str::from_utf8(self.bytes(length)?).map_err(|_| PackError::DAMAGED)
    }

    fn word(&mut self, first: u8) -> Result<&'static str, PackError> {
        let number = match first.checked_sub(FURTHER) {
            None => u16::from(first - WORD),
            Some(high) => u16::from_be_bytes([high, self.byte()?]) + u16::from(FURTHER - WORD),
        };
        words::word(number).ok_or(PackError::DAMAGED)
    }

    /// A picture with its figures, which stand two in a byte.
    fn drawn(&mut self, picture: impl Iterator<Item = u8>, figures: usize) -> Result<String, PackError> {
        let bytes = self.bytes(figures.div_ceil(2))?;
        let mut figures = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Ok(picture
            .map(|drawn| if drawn == b'0' { letter(figures.next().unwrap_or(0)) } else { char::from(drawn) })
            .collect())
    }

    /// A value whose first byte is read already.
    fn value<V: Visitor<'de>>(&mut self, first: u8, visitor: V) -> Result<V::Value, PackError> {
        match first {
            NULL => visitor.visit_unit(),
            FALSE => visitor.visit_bool(false),
            TRUE => visitor.visit_bool(true),
            NATURAL => visitor.visit_u64(self.varint()?),
            NEGATIVE => visitor.visit_i64(!i64::try_from(self.varint()?).map_err(|_| PackError::DAMAGED)?),
            FLOAT => {
                let bytes = self.bytes(8)?.try_into().map_err(|_| PackError::DAMAGED)?;
                visitor.visit_f64(f64::from_le_bytes(bytes))
            }
            MAP => self.nested(|reader| visitor.visit_map(Parts(reader))),
            LIST => self.nested(|reader| visitor.visit_seq(Parts(reader))),
            TEXT => {
                let length = usize::try_from(self.varint()?).map_err(|_| PackError::DAMAGED)?;
                visitor.visit_borrowed_str(self.text(length)?)
            }
            HEX => {
                let figures = usize::from(self.byte()?);
                visitor.visit_string(self.drawn(std::iter::repeat_n(b'0', figures), figures)?)
            }
            PICTURE..SMALL => {
                let picture = PICTURES.get(usize::from(first - PICTURE)).ok_or(PackError::DAMAGED)?;
                let figures = picture.bytes().filter(|&byte| byte == b'0').count();
                visitor.visit_string(self.drawn(picture.bytes(), figures)?)
            }
            SMALL..SHORT => visitor.visit_u64(u64::from(first - SMALL)),
            SHORT..WORD => visitor.visit_borrowed_str(self.text(usize::from(first - SHORT))?),
            WORD.. => visitor.visit_borrowed_str(self.word(first)?),
            _ => Err(PackError::DAMAGED),
        }
    }

    /// What stands between the beginning of a map or list and its end.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, PackError>) -> Result<T, PackError> {
        self.depth = self.depth.checked_add(1).filter(|&depth| depth <= MAX_DEPTH).ok_or(PackError::DAMAGED)?;
        let value = read(self)?;
        self.depth -= 1;
        if self.byte()? == END { Ok(value) } else { Err(PackError::DAMAGED) }
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = PackError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        let first = self.byte()?;
        self.value(first, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, PackError> {
        if self.peek()? == NULL {
            self.byte()?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, PackError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, PackError> {
        if self.peek()? == MAP {
            self.byte()?;
            self.nested(|reader| visitor.visit_enum(Variant(reader, true)))
        } else {
            visitor.visit_enum(Variant(self, false))
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The members of a map, or the items of a list.
struct Parts<'a, 'de>(&'a mut Reader<'de>);

impl Parts<'_, '_> {
    fn more(&self) -> Result<bool, PackError> {
        Ok(self.0.peek()? != END)
    }
}

impl<'de> SeqAccess<'de> for Parts<'_, 'de> {
    type Error = PackError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, PackError> {
        if self.more()? { seed.deserialize(&mut *self.0).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Parts<'_, 'de> {
    type Error = PackError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, PackError> {
        if self.more()? { seed.deserialize(&mut *self.0).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, PackError> {
        seed.deserialize(&mut *self.0)
    }
}

/// A variant: its name alone, or a map of its name and what it carries.
struct Variant<'a, 'de>(&'a mut Reader<'de>, bool);

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = PackError;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), PackError> {
        let name = seed.deserialize(&mut *self.0)?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = PackError;

    fn unit_variant(self) -> Result<(), PackError> {
        if self.1 { Err(PackError::DAMAGED) } else { Ok(()) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, PackError> {
        if self.1 { seed.deserialize(self.0) } else { Err(PackError::DAMAGED) }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, PackError> {
        if self.1 { self.0.deserialize_any(visitor) } else { Err(PackError::DAMAGED) }
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, PackError> {
        if self.1 { self.0.deserialize_any(visitor) } else { Err(PackError::DAMAGED) }
    }
}
