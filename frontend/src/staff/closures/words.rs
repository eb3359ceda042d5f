//! What stages, findings and refusals of closures are called.

use domain::unit::closure::{Finding, Kind, Record, Stage};
use frontend::prelude::*;
use frontend::{
    api::ApiError,
    i18n::Key,
    t,
    ui::{Badge, Mark},
};
use jiff::civil::Date;

/// How far it has come, on a day.
#[must_use]
pub fn badge(record: &Record, today: Date) -> View {
    let (mark, label) = match (record.stage, record.in_force()) {
        (Stage::Draft, _) | (_, None) => (Mark::Neutral, t!("staff.closure.stage.draft")),
        (_, Some(holds)) if holds.is_void() => (Mark::Neutral, t!("staff.closure.stage.taken_back")),
        (_, Some(holds)) if holds.is_active(today) => (Mark::Active, t!("staff.closure.stage.active")),
        (_, Some(holds)) if today < holds.from => (Mark::Near, t!("staff.closure.stage.coming")),
        _ => (Mark::Good, t!("staff.closure.stage.over")),
    };
    view! { <Badge mark=mark label=label/> }
}

/// What a decision of a kind is called.
#[must_use]
pub fn kind(kind: Kind) -> Key {
    match kind {
        Kind::Closure => t!("staff.closure.kind.closure"),
        Kind::Delegation => t!("staff.closure.kind.delegation"),
    }
}

/// What somebody should know; what stops a draft stands at its field.
#[must_use]
pub fn finding(finding: &Finding) -> Key {
    match finding.code.as_str() {
        "begun" => t!("staff.closure.look.begun"),
        "end_unknown" => t!("staff.closure.look.end_unknown"),
        "nobody" => t!("staff.closure.look.nobody"),
        "no_intake_officer" => t!("staff.closure.look.no_intake_officer"),
        "no_returns_desk" => t!("staff.closure.look.no_returns_desk"),
        "no_case_officer" => t!("staff.closure.look.no_case_officer"),
        "no_unit_head" => t!("staff.closure.look.no_unit_head"),
        "no_signer" => t!("staff.closure.look.no_signer"),
        _ => t!("staff.closure.look.stops"),
    }
}

/// A refusal in words; subscribes to the language.
#[must_use]
pub fn refusal(error: &ApiError) -> String {
    let problem = error.problem();
    match problem.and_then(|problem| problem.guard.as_deref()) {
        Some("closure_own") => t!("staff.closure.refused.own").get().to_owned(),
        Some("closure_changed") => t!("staff.refused.changed").get().to_owned(),
        Some("closure_stage") => t!("staff.closure.refused.stage").get().to_owned(),
        _ => {
            let fields = problem.map(|problem| problem.errors.as_slice()).unwrap_or_default();
            fields.first().map_or_else(|| error.words(), crate::fields::error_words)
        }
    }
}
