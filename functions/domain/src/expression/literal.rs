//! Reading of constants: each is what it looks like in JSON. What serde derives for that keeps a copy of everything and
//! tries one kind after the other, by code that the browser would have to load.

use super::Literal;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor},
};
use std::fmt;

struct AsItLooks;

impl Visitor<'_> for AsItLooks {
    type Value = Literal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, true, false, a number or a text")
    }

    fn visit_unit<E: Error>(self) -> Result<Literal, E> {
        Ok(Literal::Null)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Literal, E> {
        Ok(Literal::Bool(yes))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Literal, E> {
        self.visit_f64(number as f64)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Literal, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Literal, E> {
        Ok(Literal::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Literal, E> {
        Ok(Literal::Text(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsItLooks)
    }
}

#[cfg(test)]
mod tests {
    use super::Literal;

    #[test]
    fn every_constant_is_read_as_it_is_written() {
        let all = [
            Literal::Null,
            Literal::Bool(true),
            Literal::Number(-2.5),
            Literal::Number(3.0),
            Literal::Text("x".into()),
        ];
        for literal in all {
            let text = serde_json::to_string(&literal).unwrap();
            assert_eq!(serde_json::from_str::<Literal>(&text).unwrap(), literal, "{text}");
        }
        assert!(serde_json::from_str::<Literal>("[1]").is_err());
    }
}
