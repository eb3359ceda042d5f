//! How long timers run that no law fixes.

use serde::{Deserialize, Serialize};

/// How long timers run that no law fixes: a setting of the province, with the values that the data propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Calendar days until a draft is stale.
    pub draft_days: u16,
    /// Working days for the second person of a late entry.
    pub late_entry_days: u16,
    /// Working days for paper to be forwarded (R08).
    pub forward_paper_days: u16,
    /// Working days until a dossier in transfer counts as not taken over (R08).
    pub takeover_days: u16,
    /// Working days for a decision on competence.
    pub competence_days: u16,
    /// Working days to return an unfit dossier (R14).
    pub review_days: u16,
    /// Calendar days until a citizen is reminded of an obligation.
    pub obligation_days: u16,
    /// Working days for the answer to a withdrawal.
    pub withdrawal_days: u16,
    /// Working days to take, and to decide on, a hand-over.
    pub handover_days: u16,
    /// Working days for a result on its way.
    pub transit_days: u16,
    /// Calendar days until a result counts as not collected (R17).
    pub collection_days: u16,
    /// Working days for the post.
    pub delivery_days: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            draft_days: 30,
            late_entry_days: 1,
            forward_paper_days: 1,
            takeover_days: 1,
            competence_days: 1,
            review_days: 2,
            obligation_days: 30,
            withdrawal_days: 1,
            handover_days: 1,
            transit_days: 1,
            collection_days: 30,
            delivery_days: 5,
        }
    }
}
