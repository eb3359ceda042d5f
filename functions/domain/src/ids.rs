//! Identifiers as types. Each says what it looks like and where it comes from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Declares a text identifier: transparent in JSON, ordered, hashable.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);
        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// Statutory code of a dossier, `H49.901-261123-0001` (R22): agency identifier, day, serial of the day.
    /// Given once at filing; it never changes (I2).
    DossierCode
}
text_id! {
    /// Internal id of a dossier: the UUID of its draft, immutable (I1). Codes are given later, and kept where another
    /// system gave one.
    DossierId
}
text_id! {
    /// Code of a procedure in the national catalogue, `1.001193`.
    ProcedureCode
}
text_id! {
    /// Code of a commune, ward or special zone, `06652`. Ambiguous without a date: see [`crate::unit`].
    UnitCode
}
text_id! {
    /// An agency that can be competent: a commune's committee (`06652`, `06673-20261211`: [`crate::unit::Unit::agency_id`]),
    /// a provincial agency (`QN-SXD`) or a land branch (`QN-VPDKDD-…`).
    AgencyId
}
text_id! {
    /// An office inside an agency: `CX-VP`, `CX-KINHTE`, `CX-CHUTICH`; for provincial agencies the agency's own id.
    OfficeId
}
text_id! {
    /// A service centre: the id of its commune's committee (`06652`) or `QN-PVHCC` for the provincial one.
    CentreId
}
text_id! {
    /// A staff account or a citizen account.
    AccountId
}
text_id! {
    /// An uploaded file or an issued document (UUID).
    FileId
}
text_id! {
    /// The desk where a dossier lies: the partition of a work queue. Made only by [`crate::dossier::Dossier::desk`].
    DeskId
}
text_id! {
    /// The request that made an event (UUID chosen by the caller): a retry with the same id gets the same answer.
    RequestId
}

impl DossierCode {
    /// A code as somebody typed it, of ours or of another system: capitals, without spaces.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase())
    }

    /// The code of a serial: at least four digits, more when the day is busy (R22). Codes of one day do not sort as text.
    #[must_use]
    pub fn of(agency_code: &str, on: Date, serial: u32) -> Self {
        Self(format!("{agency_code}-{:02}{:02}{:02}-{serial:04}", on.year().rem_euclid(100), on.month(), on.day()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_has_four_digits_and_more_when_the_day_is_busy() {
        let day = Date::constant(2026, 11, 26);
        let code = |serial| DossierCode::of("H49.901", day, serial).0;
        assert_eq!(code(1), "H49.901-261126-0001");
        assert_eq!(code(9_999), "H49.901-261126-9999");
        assert_eq!(code(10_000), "H49.901-261126-10000");
        assert_eq!(code(u32::MAX), "H49.901-261126-4294967295");
    }

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in ["000.00.12.h49-250630-0123", " 000.00.12.H49-250630-0123 ", "000.00.12.H49 - 250630 - 0123"] {
            assert_eq!(DossierCode::typed(typed), DossierCode::from("000.00.12.H49-250630-0123"));
        }
    }
}
