//! Reading messages, small: JSON is parsed once into a plain value, and types are read from that value with an error
//! that carries nothing.
//!
//! The reader of `serde_json` is compiled anew for every type and writes a sentence for every mistake. To a screen, a
//! message of the wrong shape is one thing ([`Trouble::Garbled`](super::Trouble)), and without those sentences the public
//! portal is much smaller. The code derived for the domain's types is the same.

use super::text;
use serde::{
    Deserializer, Serialize,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
        Visitor,
    },
    forward_to_deserialize_any,
};
use serde_json::{Map, Number, Value, map};
use std::{fmt, slice};

/// Reads a message.
///
/// # Errors
/// [`Misfit`] when the text is no JSON or not of the type's shape.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    read_value(&text::parse(text)?)
}

/// Reads a message that is parsed already.
///
/// # Errors
/// [`Misfit`] when it is not of the type's shape.
pub fn read_value<T: DeserializeOwned>(value: &Value) -> Result<T, Misfit> {
    T::deserialize(Reader(value))
}

/// The text of a message or of something that is kept; None when JSON has none for it.
#[must_use]
pub fn write<T: Serialize + ?Sized>(message: &T) -> Option<String> {
    text::write(message)
}

/// The message is of another shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit;

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another shape")
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A value being read.
#[derive(Clone, Copy)]
struct Reader<'de>(&'de Value);

fn number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Misfit> {
    if let Some(whole) = number.as_u64() {
        visitor.visit_u64(whole)
    } else if let Some(whole) = number.as_i64() {
        visitor.visit_i64(whole)
    } else {
        visitor.visit_f64(number.as_f64().unwrap_or_default())
    }
}

impl<'de> Reader<'de> {
    /// As one of these variants: a bare name, or an object with the name as its only member.
    #[inline(never)]
    fn variant(self, variants: &'static [&'static str]) -> Option<Variant<'de>> {
        let (name, content) = match self.0 {
            Value::String(name) => (name, &Value::Null),
            Value::Object(members) if members.len() == 1 => members.iter().next()?,
            _ => return None,
        };
        let index = variants.iter().position(|known| known == name)?;
        Some(Variant { index: u32::try_from(index).ok()?, content })
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Number(value) => number(value, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(rows) => visitor.visit_seq(Rows(rows.iter())),
            Value::Object(members) => visitor.visit_map(Members { rest: members.iter(), value: &Value::Null }),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(Misfit),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Bool(yes) => visitor.visit_bool(*yes),
            _ => Err(Misfit),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0.as_u64().map_or(Err(Misfit), |whole| visitor.visit_u64(whole))
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0.as_i64().map_or(Err(Misfit), |whole| visitor.visit_i64(whole))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0.as_f64().map_or(Err(Misfit), |value| visitor.visit_f64(value))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Array(rows) => visitor.visit_seq(Rows(rows.iter())),
            _ => Err(Misfit),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(members) => visitor.visit_map(Members { rest: members.iter(), value: &Value::Null }),
            _ => Err(Misfit),
        }
    }

    /// In the order of the type's fields: what is derived for that is a third of what is derived for members in any order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Object(members) => visitor.visit_seq(Fields { rest: fields.iter(), members }),
            _ => Err(Misfit),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.variant(variants).map_or(Err(Misfit), |variant| visitor.visit_enum(variant))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 f32 char bytes byte_buf unit unit_struct tuple_struct }
}

struct Rows<'de>(slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Rows<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|value| seed.deserialize(Reader(value))).transpose()
    }
}

/// The fields of a type, each taken from the members by its name.
struct Fields<'de> {
    rest: slice::Iter<'static, &'static str>,
    members: &'de Map<String, Value>,
}

impl<'de> Fields<'de> {
    fn next(&mut self) -> Option<Option<&'de Value>> {
        self.rest.next().map(|name| self.members.get(*name))
    }
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Misfit;

    /// A field whose member is absent reads null, as an option does; if it cannot, it has its default, or is missed.
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(member) = self.next() else { return Ok(None) };
        match seed.deserialize(Reader(member.unwrap_or(&Value::Null))) {
            Ok(value) => Ok(Some(value)),
            Err(_) if member.is_none() => Ok(None),
            Err(misfit) => Err(misfit),
        }
    }
}

struct Members<'de> {
    rest: map::Iter<'de>,
    value: &'de Value,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(Reader(self.value))
    }
}

/// The name of a member.
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    /// Numbers as names: files by paper, in a draft.
    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.0.parse().map_or(Err(Misfit), |number| visitor.visit_u8(number))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }

    /// Numbers by state, on the board of a plan.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let index = variants.iter().position(|known| *known == self.0);
        let index = index.and_then(|index| u32::try_from(index).ok()).ok_or(Misfit)?;
        visitor.visit_enum(Variant { index, content: &Value::Null })
    }
}

/// One variant of an enumeration, and what comes with it. What is derived knows it by its place as well as by its name, and
/// looking the name up in one place is less code than doing so for each enumeration.
struct Variant<'de> {
    index: u32,
    content: &'de Value,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = Content<'de>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Content<'de>), Misfit> {
        Ok((seed.deserialize(self.index.into_deserializer())?, Content(self.content)))
    }
}

struct Content<'de>(&'de Value);

impl<'de> VariantAccess<'de> for Content<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(Reader(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        Reader(self.0).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        Reader(self.0).deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Misfit, read};
    use domain::{
        deadline::DueDate,
        dossier::{StateName, state::SupplementTarget},
        form::FieldKind,
        procedure::Procedure,
    };
    use serde::{Deserialize, de::DeserializeOwned};
    use std::{collections::BTreeMap, fmt::Debug};

    /// Both readers read the text, and the same from it.
    fn same<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
        let common: T = serde_json::from_str(text).unwrap();
        assert_eq!(read::<T>(text), Ok(common), "{text}");
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Mixed {
        number: u8,
        decimal: Option<f64>,
        names: BTreeMap<u8, Vec<String>>,
        pair: (String, i64),
    }

    #[test]
    fn messages_are_read_as_by_the_common_reader() {
        same::<SupplementTarget>(r#"{"kind":"paper","id":3}"#);
        assert!(read::<SupplementTarget>(r#"{"kind":"nothing","id":3}"#).is_err());
        same::<FieldKind>(r#""date""#);
        same::<FieldKind>(r#"{"select":{"choices":{"list":"countries"}}}"#);
        same::<FieldKind>(r#"{"list":{"columns":[]}}"#);
        same::<DueDate>(
            r#"{"due_on":"2026-11-25","due_at":null,"provisional":false,"steps":[{"on":"2026-11-24","kind":{"counting":{"value":1,"unit":"working_day"}}},{"on":"2026-11-24","kind":{"skipped":{"reason":{"weekly_day_off":{}}}}}]}"#,
        );
    }

    #[test]
    fn numbers_names_and_pairs_are_read() {
        same::<Mixed>(r#"{"number":7,"decimal":1.5,"names":{"2":["a"]},"pair":["x",-4],"unknown":{"a":[1]}}"#);
        same::<Mixed>(r#"{"number":7,"decimal":null,"names":{},"pair":["x",4]}"#);
        same::<BTreeMap<StateName, u64>>(r#"{"in_transfer":2,"done":1}"#);
        assert!(read::<BTreeMap<StateName, u64>>(r#"{"nothing":2}"#).is_err());
    }

    #[test]
    fn another_shape_is_a_misfit_and_never_a_panic() {
        for text in ["", "{", "[]", "null", "7", r#""x""#, "{}", r#"{"number":300,"names":{},"pair":["x",4]}"#] {
            assert_eq!(read::<Mixed>(text), Err(Misfit), "{text}");
            assert!(read::<Procedure>(text).is_err(), "{text}");
        }
    }
}
