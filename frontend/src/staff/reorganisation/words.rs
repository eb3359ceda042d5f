//! What stages of a plan, and refusals about plans and lists, are called.

use domain::unit::plan::{Found, Stage};
use frontend::{api::ApiError, i18n::Key, t, ui::Mark};

/// What a stage is called.
#[must_use]
pub fn stage(stage: Stage) -> Key {
    match stage {
        Stage::Draft => t!("staff.plan.stage.draft"),
        Stage::Approved => t!("staff.plan.stage.approved"),
        Stage::Published => t!("staff.plan.stage.published"),
        Stage::Carried => t!("staff.plan.stage.carried"),
        Stage::Verified => t!("staff.plan.stage.verified"),
        Stage::Accepted => t!("staff.plan.stage.accepted"),
        Stage::Withdrawing => t!("staff.plan.stage.withdrawing"),
        Stage::Withdrawn => t!("staff.plan.stage.withdrawn"),
    }
}

/// The colour of a stage.
#[must_use]
pub const fn mark(stage: Stage) -> Mark {
    match stage {
        Stage::Draft | Stage::Withdrawn => Mark::Neutral,
        Stage::Approved | Stage::Published | Stage::Carried => Mark::Active,
        Stage::Verified | Stage::Accepted => Mark::Good,
        Stage::Withdrawing => Mark::Near,
    }
}

/// What the receiver found of an item.
#[must_use]
pub fn found(found: Option<&Found>) -> (Mark, Key) {
    match found {
        None => (Mark::Neutral, t!("staff.list.unchecked")),
        Some(Found::Received) => (Mark::Good, t!("staff.list.received")),
        Some(Found::Missing { .. }) => (Mark::Near, t!("staff.list.missing")),
        Some(Found::Refused { .. }) => (Mark::Late, t!("staff.list.refused")),
    }
}

/// A refusal in words; subscribes to the language.
#[must_use]
pub fn refusal(error: &ApiError) -> String {
    let problem = error.problem();
    let key = match problem.and_then(|problem| problem.guard.as_deref()) {
        Some("plan_stage" | "plan_not_approved" | "plan_not_sound") => t!("staff.plan.refused.stage"),
        Some("plan_own") => t!("staff.plan.refused.own"),
        Some("list_signed" | "list_void" | "list_received" | "list_without_dossier") => {
            t!("staff.list.refused_changed")
        }
        Some("list_not_signed") => t!("staff.list.refused_not_signed"),
        Some("list_unchecked") => t!("staff.list.refused_unchecked"),
        Some("list_waits_for_province") => t!("staff.list.refused_waits"),
        _ => {
            let fields = problem.map(|problem| problem.errors.as_slice()).unwrap_or_default();
            return fields.first().map_or_else(|| error.words(), crate::fields::error_words);
        }
    };
    key.get().to_owned()
}
