//! Any value to bytes of the [`super::form`].

use super::{
    PackError,
    form::{
        END, FALSE, FIGURES, FLOAT, FURTHER, HEX, LIST, MAP, NATURAL, NEGATIVE, NULL, PICTURE, PICTURES, SHORT, SMALL,
        TEXT, TRUE, WORD, figure,
    },
    words,
};
use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// Writes one value to the end of the bytes.
pub(super) struct Writer<'a>(pub &'a mut Vec<u8>);

impl Writer<'_> {
    /// The same place for a part of the value.
    fn part(&mut self) -> Writer<'_> {
        Writer(self.0)
    }

    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    fn natural(&mut self, number: u64) {
        if number < u64::from(SHORT - SMALL) {
            self.byte(SMALL + number as u8);
        } else {
            self.byte(NATURAL);
            self.varint(number);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(number) = words::number_of(text) {
            return self.word(number);
        }
        if self.figures(text.as_bytes()) {
            return;
        }
        if text.len() < usize::from(WORD - SHORT) {
            self.byte(SHORT + text.len() as u8);
        } else {
            self.byte(TEXT);
            self.varint(text.len() as u64);
        }
        self.0.extend_from_slice(text.as_bytes());
    }

    fn word(&mut self, number: u16) {
        match number.checked_sub(u16::from(FURTHER - WORD)) {
            None => self.byte(WORD + number as u8),
            Some(further) => {
                let [high, low] = further.to_be_bytes();
                self.byte(FURTHER + high);
                self.byte(low);
            }
        }
    }

    /// A text of figures, or of one of the pictures.
    fn figures(&mut self, text: &[u8]) -> bool {
        if text.first().is_none_or(|&byte| figure(byte).is_none()) {
            return false;
        }
        if FIGURES.contains(&text.len()) && text.iter().all(|&byte| figure(byte).is_some()) {
            self.byte(HEX);
            self.byte(text.len() as u8);
            self.halves(text);
            return true;
        }
        let fits = |picture: &str| {
            picture.len() == text.len()
                && picture.bytes().zip(text).all(|(drawn, &byte)| match drawn {
                    b'0' => figure(byte).is_some(),
                    drawn => drawn == byte,
                })
        };
        let Some(at) = PICTURES.iter().position(|picture| fits(picture)) else { return false };
        self.byte(PICTURE + at as u8);
        self.halves(text);
        true
    }

    /// The figures of a text, two in a byte; the last may stand alone.
    fn halves(&mut self, text: &[u8]) {
        let mut figures = text.iter().filter_map(|&byte| figure(byte));
        while let Some(high) = figures.next() {
            self.byte(high << 4 | figures.next().unwrap_or(0));
        }
    }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = PackError;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    fn serialize_bool(mut self, value: bool) -> Result<(), PackError> {
        self.byte(if value { TRUE } else { FALSE });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), PackError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), PackError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), PackError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(mut self, value: i64) -> Result<(), PackError> {
        match u64::try_from(value) {
            Ok(number) => self.natural(number),
            Err(_) => {
                self.byte(NEGATIVE);
                self.varint(!value as u64);
            }
        }
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), PackError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), PackError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), PackError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(mut self, value: u64) -> Result<(), PackError> {
        self.natural(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), PackError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(mut self, value: f64) -> Result<(), PackError> {
        self.byte(FLOAT);
        self.0.extend_from_slice(&value.to_le_bytes());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), PackError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(mut self, value: &str) -> Result<(), PackError> {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), PackError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), PackError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), PackError> {
        value.serialize(self)
    }

    fn serialize_unit(mut self) -> Result<(), PackError> {
        self.byte(NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), PackError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), PackError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), PackError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), PackError> {
        self.byte(MAP);
        self.text(variant);
        value.serialize(self.part())?;
        self.byte(END);
        Ok(())
    }

    fn serialize_seq(mut self, _: Option<usize>) -> Result<Parts<'a>, PackError> {
        self.byte(LIST);
        Ok(Parts { writer: self, ends: 1 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, PackError> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, PackError> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, PackError> {
        self.byte(MAP);
        self.text(variant);
        self.byte(LIST);
        Ok(Parts { writer: self, ends: 2 })
    }

    fn serialize_map(mut self, _: Option<usize>) -> Result<Parts<'a>, PackError> {
        self.byte(MAP);
        Ok(Parts { writer: self, ends: 1 })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, PackError> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, PackError> {
        self.byte(MAP);
        self.text(variant);
        self.byte(MAP);
        Ok(Parts { writer: self, ends: 2 })
    }
}

/// The members or items of a value, and how many ends stand behind them.
pub(super) struct Parts<'a> {
    writer: Writer<'a>,
    ends: usize,
}

impl Parts<'_> {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
        value.serialize(self.writer.part())
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), PackError> {
        self.writer.text(name);
        self.item(value)
    }

    fn close(mut self) {
        for _ in 0..self.ends {
            self.writer.byte(END);
        }
    }
}

/// The interfaces for items.
macro_rules! items {
    ($($kind:ident $add:ident),*) => {$(
        impl $kind for Parts<'_> {
            type Ok = ();
            type Error = PackError;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
                self.item(value)
            }

            fn end(self) -> Result<(), PackError> {
                self.close();
                Ok(())
            }
        }
    )*};
}

/// The interfaces for members with known names.
macro_rules! members {
    ($($kind:ident),*) => {$(
        impl $kind for Parts<'_> {
            type Ok = ();
            type Error = PackError;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), PackError> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), PackError> {
                self.close();
                Ok(())
            }
        }
    )*};
}

items!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);
members!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = PackError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), PackError> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), PackError> {
        self.item(value)
    }

    fn end(self) -> Result<(), PackError> {
        self.close();
        Ok(())
    }
}
