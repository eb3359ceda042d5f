//! Identity as it is checked at a desk, and how little of it is kept.

use serde::{Deserialize, Serialize};

/// A check of identity at the desk (I15). The number is masked before it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityCheck {
    pub kind: IdentityKind,
    pub number: String,
}

/// What was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    IdentityCard,
    Vneid,
    Passport,
    /// Known to the officer by the slip and a witness; the reason stands in the number field.
    Other,
}

impl IdentityCheck {
    /// The same check with all but the last four characters of the number hidden. A reason stays readable for the
    /// audit, without its digits.
    #[must_use]
    pub fn masked(&self) -> Self {
        let number = self.number.trim();
        let number = match self.kind {
            IdentityKind::Other => number.chars().map(|c| if c.is_numeric() { '•' } else { c }).collect(),
            _ => mask(number),
        };
        Self { kind: self.kind, number }
    }
}

/// Hides all but the last four characters.
#[must_use]
pub fn mask(number: &str) -> String {
    let total = number.chars().count();
    let shown = if total > 6 { 4 } else { 0 };
    number.chars().enumerate().map(|(at, letter)| if at + shown < total { '•' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_only_the_last_four_signs_are_kept_and_of_a_short_one_none() {
        assert_eq!(mask("022196001234"), "••••••••1234");
        assert_eq!(mask("C1234567"), "••••4567");
        assert_eq!(mask("123456"), "••••••");
        assert_eq!(mask(""), "");
    }

    #[test]
    fn a_reason_instead_of_a_number_stays_readable_without_its_digits() {
        let known = IdentityCheck {
            kind: IdentityKind::Other,
            number: " Có giấy hẹn 01 và ông A, số 022085000123 ".to_owned(),
        };
        assert_eq!(known.masked().number, "Có giấy hẹn •• và ông A, số ••••••••••••");
    }
}
