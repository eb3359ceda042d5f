//! The table of rules against the published states and transitions, rule by rule. What this version leaves out or adds
//! is listed by name, so that nothing is dropped or slipped in silently.

mod common;

use common::seed;
use domain::{
    account::Role,
    dossier::{
        StateName,
        action::ActionName,
        refusal::Guard,
        table::{ClockEffect, RULES, Rule},
    },
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::LazyLock};

static STATUSES: LazyLock<Value> = LazyLock::new(|| seed("statuses.json"));

/// This project's way to record that the head has agreed (`unit_head_agrees` has no state of its own).
const ADDED: [&str; 2] = ["propose_supplement", "agree_supplement"];

/// Rules that have issues of their own.
const NOT_YET: [&str; 50] = [
    // drafts live in the browser; filing is `dossier::submit`
    "start",
    "discard_draft",
    "submit",
    "file_at_counter",
    // other ways in, and entries after an outage
    "receive_from_portal",
    "file_by_post",
    "confirm_late_entry",
    "amend_procedure",
    // timers that end something
    "expire.intake",
    "expire.agency",
    // on the spot, opinions, financial obligations
    "resolve_on_the_spot",
    "sign_directly",
    "ask_opinion",
    "ask_side_opinion",
    "opinions_complete",
    "request_financial_obligation",
    "obligation_fulfilled",
    // post, and sending on from centre to centre
    "send_result.onward",
    "deliver_by_post",
    "confirm_delivery",
    "delivery_failed",
    // apology, stop, withdrawal
    "extend_with_apology.agency",
    "extend_with_apology.centre",
    "extend_with_apology.competence",
    "stop.agency",
    "stop.centre",
    "stop.competence",
    "request_withdrawal.before_acceptance",
    "request_withdrawal.running",
    "request_withdrawal.paused",
    "confirm_withdrawal",
    "refuse_withdrawal",
    "cancel_withdrawal",
    // hand-over between units
    "start_handover",
    "accept_handover",
    "reject_handover",
    "redirect_handover",
    "cancel_handover",
    "resubmit.under_handover",
    "supplement_received.under_handover",
    "obligation_fulfilled.under_handover",
    "opinions_complete.under_handover",
    "extend_with_apology.under_handover",
    "request_withdrawal.under_handover",
    "receive_result.under_handover",
    "hand_over.under_handover",
    "confirm_delivery.under_handover",
    "delivery_failed.under_handover",
    "obligation_fulfilled.under_withdrawal",
    "opinions_complete.under_withdrawal",
];

/// Guards that this version does not check: no scans yet (R07), no late entries, no fee after filing, no certificates
/// (signatures are marked as demonstrations). `lies_here` is the relation of the returns desk to the return place.
const GUARDS_NOT_YET: [&str; 6] =
    ["digitised", "late_entry_confirmed", "fee_due_known", "valid_certificate", "lies_here", "fees_settled"];

/// Guards that the table adds to rules: what the published rules say in their conditions and inputs.
const GUARDS_ADDED: [(&str, Guard); 8] = [
    ("amend_intake.after_forward", Guard::BeforeForward),
    ("submit_for_signature", Guard::ResultDocument),
    ("submit_for_approval", Guard::ResultDocument),
    ("deny", Guard::ResultDocument),
    ("publish", Guard::ResultDocument),
    ("publish", Guard::ExternalNumber),
    ("hand_over", Guard::IdentityCheck),
    // A result that is here already is not sent.
    ("send_result", Guard::LiesElsewhere),
];

/// Actors of the published rules that have no part here. A centre's manager re-assigns officers of the own centre;
/// officers in charge belong to agencies until centres decide on the spot.
const ACTORS_NOT_YET: [(&str, &str); 1] = [("reassign", "centre_manager")];

/// States that this version does not reach.
const STATES_NOT_YET: [&str; 9] = [
    "draft",
    "discarded",
    "waiting_opinion",
    "financial_obligation",
    "in_delivery",
    "withdrawal_requested",
    "withdrawn",
    "stopped",
    "handover_pending",
];

fn published() -> &'static [Value] {
    STATUSES["transitions"].as_array().expect("a list of rules")
}

fn of(rule: &Rule) -> &'static Value {
    let found = published().iter().find(|raw| raw["id"] == rule.id);
    found.unwrap_or_else(|| panic!("{} is in no published rule", rule.id))
}

fn texts(raw: &Value, name: &str) -> BTreeSet<String> {
    let list = raw[name].as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(|item| item.as_str().expect("a text").to_owned()).collect()
}

fn id<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).expect("an id").as_str().expect("a text").to_owned()
}

fn shared() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| !ADDED.contains(&rule.id))
}

#[test]
fn every_published_rule_is_in_the_table_or_listed_as_not_yet() {
    let ours: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ours.len(), RULES.len(), "no id stands twice");
    let published: BTreeSet<&str> = published().iter().map(|raw| raw["id"].as_str().expect("an id")).collect();
    let expected: BTreeSet<&str> = published.iter().copied().filter(|id| !NOT_YET.contains(id)).chain(ADDED).collect();
    assert_eq!(ours, expected);
    assert!(NOT_YET.iter().all(|id| published.contains(id)), "the list names published rules only");
}

#[test]
fn each_rule_has_the_published_action_and_states() {
    for rule in shared() {
        assert_eq!(rule.action.as_str(), of(rule)["action"], "{}", rule.id);
        let mut from = texts(of(rule), "from");
        from.retain(|state| !STATES_NOT_YET.contains(&state.as_str()));
        let ours: BTreeSet<String> = rule.from.iter().map(|state| state.as_str().to_owned()).collect();
        assert_eq!(ours, from, "{}", rule.id);
    }
}

#[test]
fn each_rule_has_the_published_actors() {
    for rule in shared() {
        let mut actors = texts(of(rule), "actors");
        for (which, role) in ACTORS_NOT_YET {
            assert!(which != rule.id || actors.remove(role), "{which} names {role}");
        }
        assert_eq!(rule.actors.iter().map(|role| id(*role)).collect::<BTreeSet<_>>(), actors, "{}", rule.id);
        let behalf: BTreeSet<String> = rule.on_behalf.iter().map(|role| id(*role)).collect();
        assert_eq!(behalf, texts(of(rule), "on_behalf"), "{}", rule.id);
    }
}

#[test]
fn each_rule_issues_the_published_form() {
    for rule in shared() {
        // 06 and 07 are printed from the history, the denial letter is the result itself.
        let form = of(rule)["form"].as_str().filter(|form| !["06", "07", "denial_letter"].contains(form));
        assert_eq!(rule.form, form, "{}", rule.id);
    }
}

#[test]
fn each_rule_has_the_published_effect_on_the_clock() {
    for rule in shared() {
        let effect = match rule.clock {
            // The intake notice is no statutory clock.
            ClockEffect::None | ClockEffect::Intake => "none",
            ClockEffect::Start => "start",
            ClockEffect::Running => "running",
            ClockEffect::Pause => "pause",
            ClockEffect::Resume => "resume",
            ClockEffect::Recompute => "recompute",
            ClockEffect::Stop => "stop",
            ClockEffect::Unchanged => "unchanged",
        };
        assert_eq!(of(rule)["deadline_effect"], effect, "{}", rule.id);
        let notice =
            of(rule)["timers"]["start"].as_array().expect("a list").iter().any(|timer| timer == "intake_notice");
        assert_eq!(rule.clock == ClockEffect::Intake, notice, "{}: the intake notice", rule.id);
    }
}

#[test]
fn each_rule_has_the_published_guards() {
    for rule in shared() {
        let mut expected = texts(of(rule), "guards");
        expected.retain(|guard| !GUARDS_NOT_YET.contains(&guard.as_str()));
        expected.extend(GUARDS_ADDED.iter().filter(|(which, _)| *which == rule.id).map(|(_, guard)| id(*guard)));
        let ours: BTreeSet<String> = rule.guards.iter().map(|guard| published_guard(*guard)).collect();
        assert_eq!(ours, expected, "{}", rule.id);
    }
}

/// The guard's id as published; serde writes digits without underscore.
fn published_guard(guard: Guard) -> String {
    match guard {
        Guard::Level1 => "level_1".to_owned(),
        Guard::Levels2And3 => "levels_2_3".to_owned(),
        Guard::Level3First => "level_3_first".to_owned(),
        other => id(other),
    }
}

#[test]
fn the_citizen_is_told_as_published() {
    for rule in shared() {
        assert_eq!(rule.tells_citizen, texts(of(rule), "notify").contains("citizen"), "{}", rule.id);
    }
}

#[test]
fn the_two_additions_are_the_case_officers_and_the_heads_and_change_nothing_else() {
    for (rule, actor) in RULES.iter().filter(|rule| ADDED.contains(&rule.id)).zip([Role::CaseOfficer, Role::UnitHead]) {
        assert_eq!(rule.actors, [actor], "{}", rule.id);
        assert_eq!(rule.from, [StateName::Assigned, StateName::InProcess], "{}", rule.id);
        assert_eq!((rule.clock, rule.form, rule.tells_citizen), (ClockEffect::Running, None, false), "{}", rule.id);
    }
}

#[test]
fn states_have_their_published_ids_national_values_and_ends() {
    let published = STATUSES["states"].as_array().expect("a list of states");
    let ours: BTreeSet<&str> = StateName::ALL.iter().map(|state| state.as_str()).collect();
    let expected: BTreeSet<&str> = published
        .iter()
        .map(|raw| raw["id"].as_str().expect("an id"))
        .filter(|state| !STATES_NOT_YET.contains(state))
        .collect();
    assert_eq!(ours, expected);
    for state in StateName::ALL {
        let raw = published.iter().find(|raw| raw["id"] == state.as_str()).expect("a published state");
        assert_eq!(state.is_final(), raw["final"] == true, "{state:?}");
        assert_eq!(raw["national_status"], state.national_status(false), "{state:?}");
        let started = raw.get("national_status_if_started").unwrap_or(&raw["national_status"]);
        assert_eq!(*started, state.national_status(true), "{state:?}");
        assert_eq!(id(state), state.as_str());
    }
}

#[test]
fn every_action_is_found_by_its_id_and_serde_writes_the_same_id() {
    for action in ActionName::ALL {
        assert_eq!(ActionName::from_id(action.as_str()), Some(*action));
        assert_eq!(id(*action), action.as_str());
    }
    assert_eq!(ActionName::from_id("rate"), None);
}
