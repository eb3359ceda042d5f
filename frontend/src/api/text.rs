//! JSON text to a plain value and back, by the browser's own reader and writer: the tables alone that decimal numbers
//! need weigh 10 KB, and every browser has them.

use super::json::Misfit;
use serde::Serialize;
use serde_json::Value;

/// A value from its text.
///
/// # Errors
/// [`Misfit`] when the text is no JSON.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn parse(text: &str) -> Result<Value, Misfit> {
    serde_json::from_str(text).map_err(|_| Misfit)
}

/// The text of a message; None when it is none that JSON knows (a map whose keys are no texts).
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn write<T: Serialize + ?Sized>(message: &T) -> Option<String> {
    serde_json::to_string(message).ok()
}

/// A decimal number that a person typed with a point, if it is one.
#[cfg(not(target_arch = "wasm32"))]
pub fn decimal(typed: &str) -> Option<f64> {
    typed.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(target_arch = "wasm32")]
pub use browser::decimal;
#[cfg(target_arch = "wasm32")]
pub(super) use browser::{parse, write};

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{Misfit, Serialize, Value};
    use js_sys::{Array, JSON, Object};
    use serde_json::{Map, Number};
    use wasm_bindgen::{JsCast, JsValue};

    /// Beyond this a whole number is not exact in the browser.
    const EXACT: f64 = 9_007_199_254_740_992.0;

    /// See the other `parse`.
    pub fn parse(text: &str) -> Result<Value, Misfit> {
        JSON::parse(text).map(|parsed| from_browser(&parsed)).map_err(|_| Misfit)
    }

    /// See the other `write`.
    pub fn write<T: Serialize + ?Sized>(message: &T) -> Option<String> {
        let value = serde_json::to_value(message).ok()?;
        let mut text = String::new();
        put(&value, &mut text);
        Some(text)
    }

    /// See the other `decimal`. The browser would also read an empty text, hexadecimal digits and infinity.
    pub fn decimal(typed: &str) -> Option<f64> {
        let plain = typed.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+'));
        let number = js_sys::Number::from(JsValue::from_str(typed)).value_of();
        (plain && typed.bytes().any(|byte| byte.is_ascii_digit()) && number.is_finite()).then_some(number)
    }

    fn from_browser(parsed: &JsValue) -> Value {
        if let Some(flag) = parsed.as_bool() {
            Value::Bool(flag)
        } else if let Some(text) = parsed.as_string() {
            Value::String(text)
        } else if let Some(number) = parsed.as_f64() {
            number_of(number)
        } else if let Some(list) = parsed.dyn_ref::<Array>() {
            Value::Array(list.iter().map(|entry| from_browser(&entry)).collect())
        } else if let Some(object) = parsed.dyn_ref::<Object>() {
            let mut map = Map::new();
            for entry in Object::entries(object).iter() {
                let entry: Array = entry.unchecked_into();
                map.insert(entry.get(0).as_string().unwrap_or_default(), from_browser(&entry.get(1)));
            }
            Value::Object(map)
        } else {
            Value::Null
        }
    }

    fn number_of(number: f64) -> Value {
        if number.fract() == 0.0 && number.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            let whole = number as i64;
            Value::from(whole)
        } else {
            Number::from_f64(number).map_or(Value::Null, Value::Number)
        }
    }

    fn put(value: &Value, text: &mut String) {
        match value {
            Value::Null => text.push_str("null"),
            Value::Bool(true) => text.push_str("true"),
            Value::Bool(false) => text.push_str("false"),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => text.push_str(&whole.to_string()),
                (_, Some(whole)) => text.push_str(&whole.to_string()),
                _ => put_plain(&JsValue::from_f64(number.as_f64().unwrap_or_default()), text),
            },
            Value::String(said) => put_plain(&JsValue::from_str(said), text),
            Value::Array(list) => {
                text.push('[');
                for (at, entry) in list.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    put(entry, text);
                }
                text.push(']');
            }
            Value::Object(map) => {
                text.push('{');
                for (at, (name, entry)) in map.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    put_plain(&JsValue::from_str(name), text);
                    text.push(':');
                    put(entry, text);
                }
                text.push('}');
            }
        }
    }

    fn put_plain(value: &JsValue, text: &mut String) {
        if let Ok(written) = JSON::stringify(value) {
            text.push_str(&String::from(written));
        }
    }
}
