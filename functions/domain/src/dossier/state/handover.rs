//! A hand-over between units after a reorganisation: who gives, who is named to take, what moves.

use crate::ids::{AccountId, AgencyId, CentreId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A hand-over under way. The giving unit stays the owner until it is accepted (I11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The agency that is named to take it.
    pub agency: AgencyId,
    /// The service centre of that agency's unit, for what lies at a centre.
    pub centre: CentreId,
    pub moves: Vec<HandoverMove>,
    /// Sheets listed in the hand-over record.
    pub paper_count: u16,
    pub batch_id: String,
    /// The unit that gives, where it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<AgencyId>,
    pub reason: String,
    pub by: AccountId,
    /// When the present receiver was named.
    pub named_at: Timestamp,
    /// The named receiver has rejected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<Rejection>,
}

/// Which of the three places move to the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoverMove {
    ReceivingCentre,
    ResolvingAgency,
    ReturnPlace,
}

/// Why and when the named receiver would not take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    pub reason: String,
    pub at: Timestamp,
}
