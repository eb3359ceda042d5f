//! The table of allowed actions as people read it: `functions/domain/TABLE.md`.

use super::{ClockEffect, Relation, Rule, To, all};
use crate::{account::Role, dossier::state::StateName};
use std::fmt::Write;

const HEAD: &str = "\
# What may be done to a dossier, by whom

Generated from `domain::dossier::table`, which the server enforces and the screens read; do not edit. A row is a rule of
`infra/seed/statuses.json` seen from one of its states. Roles marked * act for the citizen here, after an identity check
(I15). Which unit a role must belong to is the relation of `domain::dossier::rights`. *over …*: only over these working
states, while a detour covers them.

| From | Action | Who | To | Clock | Guards | Form | Citizen is told |
|---|---|---|---|---|---|---|---|
";

/// The whole table, state by state in the order of a dossier's life.
#[must_use]
pub fn markdown() -> String {
    let mut text = HEAD.to_owned();
    let begins = all().filter(|rule| rule.from.is_empty());
    for rule in begins {
        row(&mut text, "(new)", rule);
    }
    for state in StateName::ALL {
        for rule in all().filter(|rule| rule.from.contains(&state)) {
            row(&mut text, state.as_str(), rule);
        }
    }
    text
}

fn row(text: &mut String, from: &str, rule: &Rule) {
    let who: Vec<String> = rule.actors.iter().map(|role| who(rule, *role)).collect();
    let over: Vec<&str> = rule.when.iter().map(|state| state.as_str()).collect();
    let over = if over.is_empty() { String::new() } else { format!(" *over {}*", over.join(", ")) };
    let to = match rule.to {
        To::State(state) => state.as_str().to_owned(),
        To::Same => "stays".to_owned(),
        To::Previous => "the state under it".to_owned(),
        To::Below(state) => format!("under it: {}", state.as_str()),
    };
    let guards: Vec<&str> = rule.guards.iter().map(|guard| guard.as_str()).collect();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "| {from}{over} | {} | {} | {to} | {} | {} | {} | {} |",
        rule.action.as_str(),
        who.join(", "),
        clock(rule.clock),
        guards.join(", "),
        rule.form.unwrap_or_default(),
        if rule.tells_citizen { "yes" } else { "" },
    );
}

fn who(rule: &Rule, role: Role) -> String {
    let name = serde_json::to_value(role).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    let behalf = if rule.on_behalf.contains(&role) { "*" } else { "" };
    let relation = match rule.relation {
        Relation::NamedReceiver => " (of the named receiver)",
        Relation::OwnUnit if role == Role::CentreManager => " (of the deciding unit)",
        Relation::Usual | Relation::OwnUnit => "",
    };
    format!("{name}{behalf}{relation}")
}

fn clock(effect: ClockEffect) -> &'static str {
    match effect {
        ClockEffect::None => "none",
        ClockEffect::Intake => "intake notice starts",
        ClockEffect::Start => "starts",
        ClockEffect::Running => "runs on",
        ClockEffect::Pause => "pauses",
        ClockEffect::Resume => "resumes",
        ClockEffect::Restore => "as the state under it",
        ClockEffect::Extend => "extended",
        ClockEffect::Recompute => "recomputed if corrected",
        ClockEffect::Stop => "stops, compared",
        ClockEffect::End => "ends",
        ClockEffect::Unchanged => "unchanged",
        ClockEffect::AsUnderlying => "as from the state under it",
    }
}
