//! Supplements before acceptance: the notice, the answer, the one request.

mod common;
mod dossier_stage;

use domain::dossier::{Action, StateName, head::Clock, refusal::Guard};
use dossier_stage::{
    Stage, actions::supplement, answer_field, answer_paper, at, card, document, forms::birth_wholly_online,
    missing_paper, wrong_field,
};
use jiff::civil::date;
use serde_json::json;

#[test]
fn a_supplement_before_acceptance_stops_the_notice_and_starts_it_anew() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1), wrong_field("child_hometown")]));
    assert_eq!(birth.dossier.clock, Clock::None);
    assert_eq!(birth.last().slip.as_ref().map(|slip| slip.form.as_str()), Some("02"));
    assert_eq!(birth.last().due, None, "no statutory date has changed");

    birth.when("2026-11-18T18:00").bringing(document(Some(1), "clear", "image/jpeg"));
    birth.does(
        "cd-lan",
        Action::Resubmit {
            items: vec![answer_paper(1), answer_field("child_hometown", json!("  Đông Triều, Quảng Ninh "))],
            identity: None,
        },
    );
    assert_eq!(birth.state(), StateName::Submitted);
    assert_eq!(birth.content.answers["child_hometown"], "Đông Triều, Quảng Ninh", "checked and trimmed as at filing");
    let papers = birth.content.papers.iter().find(|paper| paper.paper == Some(1)).expect("the paper");
    assert_eq!(papers.files.len(), 2, "the first file stays");
    let Clock::Intake { notice_due_at } = birth.dossier.clock else { panic!("the notice is due again") };
    assert_eq!(notice_due_at, at("2026-11-19T17:00"), "eight working hours from then");
    assert_eq!(birth.guarded("tn-hatu", &supplement(vec![missing_paper(1)])), Guard::SupplementAllowed);

    let accept = birth.when("2026-11-19T08:00").acceptance();
    birth.does("tn-hatu", accept);
    assert_eq!(birth.due_on(), Some(date(2026, 11, 19)), "counted from the complete dossier");
    assert_eq!(birth.dossier.supplements_asked, 0, "the agency has a request of its own");
}

#[test]
fn an_answer_to_a_supplement_answers_every_line_and_nothing_else() {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1), wrong_field("child_hometown")]));
    let wrong = |stage: &Stage, items| stage.wrong("cd-lan", &Action::Resubmit { items, identity: None });
    let codes = |found: Vec<(String, String)>| -> Vec<String> {
        found.into_iter().map(|(field, code)| format!("{field} {code}")).collect()
    };
    assert_eq!(codes(wrong(&birth, vec![])), ["items[0] required", "items[1] required"]);
    let mut on_paper = answer_paper(1);
    on_paper.on_paper = true;
    let hometown = answer_field("child_hometown", json!("Đông Triều"));
    assert_eq!(
        codes(wrong(&birth, vec![on_paper.clone(), hometown.clone()])),
        ["items[0] required"],
        "from home nobody hands over paper"
    );
    birth.bringing(document(Some(1), "clear", "image/jpeg"));
    assert_eq!(
        codes(wrong(&birth, vec![answer_paper(1), hometown.clone(), answer_field("child_ethnicity", json!("Tày"))])),
        ["items[2] not_asked"]
    );
    assert_eq!(codes(wrong(&birth, vec![answer_paper(1), hometown.clone(), hometown.clone()])), ["items[2] twice"]);
    let long = answer_field("child_hometown", json!("x".repeat(6_000)));
    assert_eq!(codes(wrong(&birth, vec![answer_paper(1), long])), ["child_hometown too_long"]);
    let list = answer_field("child_hometown", json!([1, 2]));
    assert_eq!(codes(wrong(&birth, vec![answer_paper(1), list])), ["child_hometown wrong_type"]);

    birth.brings.clear();
    let at_desk = Action::Resubmit { items: vec![on_paper, hometown], identity: None };
    assert_eq!(codes(birth.wrong("tn-hatu", &at_desk)), ["identity.number required"]);
    let Action::Resubmit { items, .. } = at_desk else { unreachable!() };
    birth.does("tn-hatu", Action::Resubmit { items, identity: Some(card()) });
    let by = &birth.last().by;
    assert!(by.on_behalf);
    assert_eq!(by.identity.as_ref().map(|check| check.number.as_str()), Some("••••••••5544"));
}
