//! The table of rules against the published states and transitions, rule by rule. Every published rule is there; what
//! this project adds is listed by name, so that nothing is dropped or slipped in silently.

mod common;

use common::seed;
use domain::{
    account::Role,
    dossier::{
        StateName,
        action::ActionName,
        refusal::Guard,
        state::State,
        table::{ClockEffect, Rule, To, all},
        timers::{Moment, TimerId},
    },
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::LazyLock};

static STATUSES: LazyLock<Value> = LazyLock::new(|| seed("statuses.json"));

/// Rules of this project: the head's agreement (`unit_head_agrees` has no state of its own), timers that fired, what
/// became of a linked correction, what a new calendar or a closed unit did, what a unit's end changed, and another agency before a decision.
const ADDED: [&str; 12] = [
    "propose_supplement",
    "agree_supplement",
    "propose_supplement.intake",
    "agree_supplement.intake",
    "note_timer",
    "result_replaced",
    "correction_ended",
    "recompute_due",
    "follow_closure",
    "follow_units",
    "follow_units.ended",
    "reroute",
];

/// Guards that the table adds to rules: what the published rules say in their conditions and inputs.
const GUARDS_ADDED: [(&str, Guard); 18] = [
    ("amend_intake.after_forward", Guard::BeforeForward),
    ("submit_for_signature", Guard::ResultDocument),
    ("submit_for_approval", Guard::ResultDocument),
    ("sign_directly", Guard::ResultDocument),
    ("sign_directly", Guard::OfficerInCharge),
    ("deny", Guard::ResultDocument),
    ("publish", Guard::ResultDocument),
    ("publish", Guard::ExternalNumber),
    ("hand_over", Guard::IdentityCheck),
    ("hand_over.under_handover", Guard::IdentityCheck),
    // A result that is here already is not sent.
    ("send_result", Guard::LiesElsewhere),
    ("deliver_by_post", Guard::PostedByHolder),
    ("refuse_withdrawal", Guard::AnswersWithdrawal),
    ("extend_with_apology.under_handover", Guard::OwnerExtends),
    ("rate", Guard::NotActedBefore),
    // The states of an opinion item are its own: `from` and the clock of the item are guards here.
    ("opinion.answer", Guard::OwnOpinion),
    ("opinion.mark_overdue", Guard::OpinionLate),
    ("opinion", Guard::OpinionOpen),
];

/// The rules of the published file: transitions, what may still happen to a final dossier, and those of opinion items
/// that are steps of their own (`ask` is part of the two asking rules).
static PUBLISHED: LazyLock<Vec<(String, Value)>> = LazyLock::new(|| {
    let list = |raw: &'static Value| raw.as_array().expect("a list of rules").iter();
    let transitions = list(&STATUSES["transitions"]).map(|raw| (text(&raw["id"]), raw.clone()));
    let finals = list(&STATUSES["final_actions"]).map(|raw| (text(&raw["action"]), raw.clone()));
    let opinions = list(&STATUSES["opinion"]["transitions"])
        .filter(|raw| raw["action"] != "ask")
        .map(|raw| (format!("opinion.{}", text(&raw["action"])), raw.clone()));
    transitions.chain(finals).chain(opinions).collect()
});

fn text(raw: &Value) -> String {
    raw.as_str().expect("a text").to_owned()
}

fn of(rule: &Rule) -> &'static Value {
    let found = PUBLISHED.iter().find(|(id, _)| *id == rule.id);
    &found.unwrap_or_else(|| panic!("{} is in no published rule", rule.id)).1
}

fn texts(raw: &Value, name: &str) -> BTreeSet<String> {
    let list = raw[name].as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn id<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).expect("an id").as_str().expect("a text").to_owned()
}

fn shared() -> impl Iterator<Item = &'static Rule> {
    all().filter(|rule| !ADDED.contains(&rule.id))
}

fn is_of_an_opinion(rule: &Rule) -> bool {
    rule.id.starts_with("opinion.")
}

fn names(states: &[StateName]) -> BTreeSet<String> {
    states.iter().map(|state| state.as_str().to_owned()).collect()
}

#[test]
fn every_published_rule_is_in_the_table_and_no_other_but_ours() {
    let ours: BTreeSet<&str> = all().map(|rule| rule.id).collect();
    assert_eq!(ours.len(), all().count(), "no id stands twice");
    let expected: BTreeSet<&str> = PUBLISHED.iter().map(|(id, _)| id.as_str()).chain(ADDED).collect();
    assert_eq!(ours, expected);
    assert_eq!(PUBLISHED.len(), 82 + 2 + 4, "transitions, final actions and steps of opinions");
}

#[test]
fn each_rule_has_the_published_action_and_states() {
    for rule in shared() {
        if is_of_an_opinion(rule) {
            let action = match rule.action {
                ActionName::AnswerOpinion => "answer",
                ActionName::RecordOpinionAnswer => "record_answer",
                ActionName::WithdrawOpinion => "withdraw",
                ActionName::MarkOpinionOverdue => "mark_overdue",
                other => panic!("{other:?} is no step of an opinion"),
            };
            assert_eq!(of(rule)["action"], action);
            assert_eq!(rule.to, To::Same, "{}: the dossier stays", rule.id);
            continue;
        }
        assert_eq!(rule.action.as_str(), of(rule)["action"], "{}", rule.id);
        assert_eq!(names(rule.from), texts(of(rule), "from"), "{}", rule.id);
        assert_eq!(names(rule.when), texts(of(rule), "when_underlying"), "{}", rule.id);
        let changes = of(rule)["changes_state"] != false;
        let expected = match (of(rule)["to"].as_str(), of(rule)["underlying_to"].as_str()) {
            (Some("same"), Some(below)) => format!("below {below}"),
            (Some(to), None) => to.to_owned(),
            (None, None) if !changes => "same".to_owned(),
            other => panic!("{}: {other:?}", rule.id),
        };
        let ours = match rule.to {
            To::State(state) => state.as_str().to_owned(),
            To::Same => "same".to_owned(),
            To::Previous => "previous".to_owned(),
            To::Below(state) => format!("below {}", state.as_str()),
        };
        assert_eq!(ours, expected, "{}", rule.id);
    }
}

#[test]
fn each_rule_has_the_published_actors() {
    for rule in shared() {
        let mut actors = texts(of(rule), "actors");
        if rule.id == "opinion.withdraw" {
            // Open items of a dossier that ends are withdrawn by the very step that ends it.
            actors.remove("system");
        }
        assert_eq!(rule.actors.iter().map(|role| id(*role)).collect::<BTreeSet<_>>(), actors, "{}", rule.id);
        let behalf: BTreeSet<String> = rule.on_behalf.iter().map(|role| id(*role)).collect();
        assert_eq!(behalf, texts(of(rule), "on_behalf"), "{}", rule.id);
    }
}

#[test]
fn each_rule_issues_the_published_form() {
    // 06 and 07 are printed from the history, the denial letter is the result itself, the tax slip carries a number of
    // its own and the hand-over record that of its batch.
    let unnumbered = ["06", "07", "denial_letter", "tax_slip", "handover_record"];
    for rule in shared() {
        let form = of(rule)["form"].as_str().filter(|form| !unnumbered.contains(form));
        assert_eq!(rule.form, form, "{}", rule.id);
    }
}

#[test]
fn each_rule_has_the_published_effect_on_the_clock() {
    for rule in shared().filter(|rule| !is_of_an_opinion(rule)) {
        let starts = texts(&of(rule)["timers"], "start");
        let effect = match rule.clock {
            // The intake notice is no statutory clock: it starts, ends, or goes on under a withdrawal.
            ClockEffect::None | ClockEffect::Intake => "none",
            ClockEffect::Unchanged if rule.id == "request_withdrawal.before_acceptance" => "none",
            ClockEffect::Start => "start",
            ClockEffect::Running => "running",
            ClockEffect::Pause => "pause",
            ClockEffect::Resume => "resume",
            ClockEffect::Restore => "restore",
            ClockEffect::Extend => "extend",
            ClockEffect::Recompute => "recompute",
            ClockEffect::Stop => "stop",
            ClockEffect::End => "end",
            ClockEffect::Unchanged => "unchanged",
            ClockEffect::AsUnderlying => "as_underlying",
        };
        assert_eq!(of(rule)["deadline_effect"], effect, "{}", rule.id);
        assert_eq!(rule.clock == ClockEffect::Intake, starts.contains("intake_notice"), "{}: the notice", rule.id);
    }
    // The dossier's clock is never paused by an opinion.
    assert!(all().filter(|rule| is_of_an_opinion(rule)).all(|rule| rule.clock == ClockEffect::Unchanged));
}

#[test]
fn each_rule_has_the_published_guards() {
    for rule in shared() {
        let mut expected = texts(of(rule), "guards");
        let ours_for = |which: &str| which == rule.id || (which == "opinion" && is_of_an_opinion(rule));
        expected.extend(
            GUARDS_ADDED.iter().filter(|(which, _)| ours_for(which)).map(|(_, guard)| guard.as_str().to_owned()),
        );
        let ours: BTreeSet<String> = rule.guards.iter().map(|guard| guard.as_str().to_owned()).collect();
        assert_eq!(ours, expected, "{}", rule.id);
    }
}

#[test]
fn every_published_guard_is_known_and_used_by_its_id() {
    let published = STATUSES["guards"].as_object().expect("guards");
    let known: BTreeSet<&str> = Guard::ALL.iter().map(|guard| guard.as_str()).collect();
    for guard in published.keys() {
        assert!(known.contains(guard.as_str()), "{guard}");
        assert!(all().any(|rule| rule.guards.iter().any(|ours| ours.as_str() == guard)), "no rule asks {guard}");
    }
    for guard in Guard::ALL {
        assert_eq!(id(*guard), guard.as_str());
        assert!(all().any(|rule| rule.guards.contains(guard)), "no rule asks {guard:?}");
    }
}

#[test]
fn the_citizen_is_told_as_published() {
    for rule in shared() {
        assert_eq!(rule.tells_citizen, texts(of(rule), "notify").contains("citizen"), "{}", rule.id);
    }
}

#[test]
fn our_additions_move_no_dossier_but_to_another_agency_and_only_calendars_and_closures_touch_the_clock() {
    for rule in all().filter(|rule| ADDED.contains(&rule.id)) {
        let to = if rule.id == "reroute" { To::State(StateName::InTransfer) } else { To::Same };
        assert_eq!(rule.to, to, "{}", rule.id);
        let keeps = matches!(rule.clock, ClockEffect::Running | ClockEffect::Unchanged | ClockEffect::None);
        assert!(keeps != ["recompute_due", "follow_closure"].contains(&rule.id), "{}", rule.id);
        assert_eq!(rule.form, None, "{}", rule.id);
    }
    let actors = |which: &str| all().find(|rule| rule.id == which).expect(which).actors;
    assert_eq!(actors("propose_supplement"), [Role::CaseOfficer]);
    assert_eq!(actors("agree_supplement"), [Role::UnitHead]);
    assert_eq!(actors("propose_supplement.intake"), [Role::IntakeOfficer]);
    assert_eq!(actors("agree_supplement.intake"), [Role::CentreManager]);
    assert_eq!(actors("reroute"), [Role::ProvinceManager, Role::Coordinator]);
    let by_the_system =
        ["note_timer", "result_replaced", "correction_ended", "recompute_due", "follow_closure", "follow_units"];
    assert!(by_the_system.iter().all(|which| actors(which) == [Role::System]));
}

#[test]
fn states_have_their_published_ids_national_values_and_ends() {
    let published = STATUSES["states"].as_array().expect("a list of states");
    let ours: Vec<&str> = StateName::ALL.iter().map(|state| state.as_str()).collect();
    let expected: Vec<String> = published.iter().map(|raw| text(&raw["id"])).collect();
    assert_eq!(ours, expected, "all, in the order of the data");
    for state in StateName::ALL {
        let raw = published.iter().find(|raw| raw["id"] == state.as_str()).expect("a published state");
        assert_eq!(state.is_final(), raw["final"] == true, "{state:?}");
        assert_eq!(state.is_detour(), raw["detour"] == true, "{state:?}");
        assert_eq!(raw["national_status"].as_u64(), state.national_status(false).map(u64::from), "{state:?}");
        let started = raw.get("national_status_if_started").unwrap_or(&raw["national_status"]);
        assert_eq!(started.as_u64(), state.national_status(true).map(u64::from), "{state:?}");
        assert_eq!(id(state), state.as_str());
    }
    // A state with data has the name that it is stored under.
    assert_eq!(serde_json::to_value(State::Submitted).expect("JSON")["name"], "submitted");
}

#[test]
fn every_action_is_found_by_its_id_and_serde_writes_the_same_id() {
    for action in ActionName::ALL {
        assert_eq!(ActionName::from_id(action.as_str()), Some(*action));
        assert_eq!(id(*action), action.as_str());
    }
    for action in ActionName::FILING {
        assert_eq!(id(*action), action.as_str());
        assert_eq!(ActionName::from_id(action.as_str()), None, "{action:?} is no action on a dossier");
    }
}

#[test]
fn timers_have_their_published_ids_and_moments() {
    let timers = STATUSES["timers"].as_array().expect("a list of timers");
    let opinion = &STATUSES["opinion"]["timer"];
    let published: Vec<String> = timers.iter().chain([opinion]).map(|raw| text(&raw["id"])).collect();
    assert_eq!(TimerId::ALL.iter().map(|timer| timer.as_str()).collect::<Vec<_>>(), published);
    let mut moments: BTreeSet<String> = timers
        .iter()
        .chain([opinion])
        .flat_map(|raw| text(&raw["event"]).split(" | ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    // "reminder 2 working days before" has no event of its own in the data.
    moments.insert("supplement_reminder".to_owned());
    let ours: BTreeSet<String> = Moment::ALL.iter().map(|moment| id(*moment)).collect();
    assert_eq!(ours, moments);
}

/// The printed table is the table. After a change of the rules write it anew:
/// `WRITE_TABLE=1 cargo test -p domain --test dossier_table`.
#[test]
fn the_printed_table_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/TABLE.md");
    let table = domain::dossier::table::markdown();
    if std::env::var_os("WRITE_TABLE").is_some() {
        std::fs::write(path, &table).expect("the table is written");
    }
    let printed = std::fs::read_to_string(path).expect("functions/domain/TABLE.md");
    assert!(
        printed == table,
        "TABLE.md is older than the rules: WRITE_TABLE=1 cargo test -p domain --test dossier_table"
    );
}

#[test]
fn every_refusal_names_its_rule_as_the_data_have_it_and_a_way_out() {
    let regulation = seed("regulation.json");
    let rules = regulation["rules"].as_array().expect("rules");
    let invariants: BTreeSet<&str> =
        STATUSES["invariants"].as_array().expect("a list").iter().filter_map(|raw| raw["id"].as_str()).collect();
    let of_the_procedure = ["approval_levels", "on_the_spot", "external_number"];
    for guard in Guard::ALL {
        let why = guard.why();
        match rules.iter().find(|raw| raw["id"] == why.rule) {
            Some(rule) => assert_eq!(why.reference, rule["legal_reference"].as_str(), "{guard:?}"),
            None => {
                let known = invariants.contains(why.rule) || of_the_procedure.contains(&why.rule);
                assert!(known, "{guard:?} names {}", why.rule);
                assert_eq!(why.reference, None, "{guard:?}");
            }
        }
        assert_eq!(id(why.remedy), why.remedy.as_str(), "{guard:?}");
    }
}
