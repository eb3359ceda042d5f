//! What stages of a plan, and refusals about plans and lists, are called.

use domain::unit::plan::{Alert, Found, Stage};
use frontend::prelude::*;
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

/// What is to be told of a plan; subscribes to the language where it is shown.
#[must_use]
pub fn alert(alert: Alert) -> View {
    let plain = |key: Key| key.into_view();
    match alert {
        Alert::NotCarriedOut => plain(t!("staff.plan.alert.not_carried_out")),
        Alert::NotApproved => plain(t!("staff.plan.alert.not_approved")),
        Alert::NotPublished => plain(t!("staff.plan.alert.not_published")),
        Alert::OldNumbers => plain(t!("staff.plan.alert.old_numbers")),
        Alert::NotSettled { days } => {
            let days = days.to_string();
            (move || t!("staff.plan.alert.not_settled").with(&[("days", &days)])).into_view()
        }
        Alert::TooSlow { units } => {
            let units = units.to_string();
            (move || t!("staff.plan.alert.too_slow").with(&[("units", &units)])).into_view()
        }
        Alert::Late { units, dossiers } => {
            let (units, dossiers) = (units.to_string(), dossiers.to_string());
            (move || t!("staff.plan.alert.late").with(&[("units", &units), ("dossiers", &dossiers)])).into_view()
        }
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
        Some("plan_changed") => t!("staff.refused.changed"),
        Some("plan_late") => t!("staff.plan.refused.late"),
        Some("plan_own") => t!("staff.plan.refused.own"),
        Some("list_signed" | "list_void" | "list_received" | "list_without_dossier") => {
            t!("staff.list.refused_changed")
        }
        Some("list_not_signed") => t!("staff.list.refused_not_signed"),
        Some("list_unchecked") => t!("staff.list.refused_unchecked"),
        Some("list_waits_for_province") => t!("staff.list.refused_waits"),
        _ => {
            let fields = problem.map(|problem| problem.errors.as_slice()).unwrap_or_default();
            if fields.first().is_some_and(|error| error.field == "assignee") {
                return t!("staff.list.refused_no_officer").get().to_owned();
            }
            return fields.first().map_or_else(|| error.words(), crate::fields::error_words);
        }
    };
    key.get().to_owned()
}
