//! Identifiers as types. Each says what it looks like and where it comes from.

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
    /// An agency that can be competent: a commune's committee by its unit code (`06652`), a provincial
    /// agency (`QN-SXD`) or a land branch (`QN-VPDKDD-…`).
    AgencyId
}
text_id! {
    /// An office inside an agency: `CX-VP`, `CX-KINHTE`, `CX-CHUTICH`; for provincial agencies the agency's own id.
    OfficeId
}
text_id! {
    /// A service centre: the unit code of its commune (`06652`) or `QN-PVHCC` for the provincial one.
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
