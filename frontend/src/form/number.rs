//! Numbers: whole, decimal with comma or point, and money with grouped digits.

use super::{Slot, text};
use crate::api::decimal;
use crate::prelude::*;
use crate::ui::{Input, Wiring, text_input};
use serde_json::{Number, Value};

/// What kind of number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Whole,
    Decimal,
    Money,
}

/// A number; what is none is kept as typed, so that the check can say so.
pub(super) fn number(slot: &Slot, wiring: Wiring, sort: Sort) -> View {
    let mode = if sort == Sort::Decimal { "decimal" } else { "numeric" };
    let input = Input { mode, width: "short", ..Input::TEXT };
    let (typing, leaving) = (slot.clone(), slot.clone());
    let on_input = Callback::new(move |text: String| typing.set(value(&text, sort)));
    let control =
        text_input(wiring, input, shown(&slot.begin(), sort), on_input, Callback::new(move |()| leaving.leave()));
    if sort == Sort::Money {
        view! { <div class="unit-suffix">{control}<span>"đ"</span></div> }
    } else {
        control
    }
}

fn value(typed: &str, sort: Sort) -> Value {
    let typed = typed.trim();
    if typed.is_empty() {
        return Value::Null;
    }
    let read = match sort {
        Sort::Whole => typed.parse::<i64>().ok().map(Value::from),
        Sort::Money => {
            let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}')).collect();
            digits.parse::<i64>().ok().map(Value::from)
        }
        Sort::Decimal => decimal(&typed.replace(',', ".")).and_then(Number::from_f64).map(Value::Number),
    };
    read.unwrap_or_else(|| Value::String(typed.to_owned()))
}

/// A kept value as people read it.
pub(super) fn shown(value: &Value, sort: Sort) -> String {
    match (sort, value.as_u64()) {
        (Sort::Money, Some(amount)) => domain::text::grouped(amount),
        (Sort::Decimal, _) => text::shown(value).replace('.', ","),
        _ => text::shown(value),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sort, value};
    use serde_json::json;

    #[test]
    fn numbers_are_read_as_people_here_write_them() {
        assert_eq!(value("12,5", Sort::Decimal), json!(12.5));
        assert_eq!(value("1.250.000", Sort::Money), json!(1_250_000));
        assert_eq!(value(" 3 ", Sort::Whole), json!(3));
        assert_eq!(value("", Sort::Whole), json!(null));
        assert_eq!(value("ba", Sort::Whole), json!("ba"));
    }
}
