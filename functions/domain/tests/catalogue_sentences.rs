//! Conditions read as sentences: labels and words of choices, never the data's names.

mod common;

use domain::{
    catalogue::sentence,
    expression::{Condition, ConditionKind, Expr, parse},
    form::{
        field::{Field, FieldKind, Required},
        rule::RuleKind,
    },
    procedure::Procedure,
    text::Text,
};
use std::collections::BTreeSet;

/// Every field and column, with the fields that its expressions may name.
fn every_field(procedure: &Procedure) -> Vec<(&Field, Vec<Field>)> {
    let mut all = Vec::new();
    for field in &procedure.fields {
        all.push((field, procedure.fields.clone()));
        if let FieldKind::List { columns } = &field.kind {
            let known: Vec<Field> = columns.iter().chain(&procedure.fields).cloned().collect();
            all.extend(columns.iter().map(|column| (column, known.clone())));
        }
    }
    all
}

/// Every condition that people read, with where it stands.
fn conditions(procedure: &Procedure) -> Vec<(String, &Condition)> {
    let papers = procedure.papers.iter().map(|paper| (format!("paper {}", paper.id), paper.condition.as_ref()));
    let times = procedure.processing_times.iter().map(|time| ("time".to_owned(), time.condition.as_ref()));
    let fees = procedure.fees.iter().map(|fee| ("fee".to_owned(), fee.condition.as_ref()));
    let competence =
        procedure.competence.conditions().into_iter().map(|(when, _)| ("competence".to_owned(), Some(when)));
    let fields = every_field(procedure).into_iter().map(|(field, _)| match &field.required {
        Required::When(condition) => (format!("field {}", field.name), Some(condition)),
        _ => (String::new(), None),
    });
    papers
        .chain(times)
        .chain(fees)
        .chain(competence)
        .chain(fields)
        .filter_map(|(at, condition)| Some((at, condition?)))
        .collect()
}

/// Every expression with the fields around it.
fn expressions(procedure: &Procedure) -> Vec<(Expr, Vec<Field>)> {
    let whole = procedure.fields.clone();
    let mut all: Vec<(Expr, Vec<Field>)> = conditions(procedure)
        .into_iter()
        .filter(|(at, _)| !at.starts_with("field"))
        .filter_map(|(_, condition)| match &condition.kind {
            ConditionKind::Expression(expr) => Some((expr.clone(), whole.clone())),
            _ => None,
        })
        .collect();
    for (field, known) in every_field(procedure) {
        let required = match &field.required {
            Required::When(Condition { kind: ConditionKind::Expression(expr), .. }) => Some(expr.clone()),
            _ => None,
        };
        let rules = field.rules.iter().flat_map(|rule| {
            let own = match &rule.kind {
                RuleKind::CrossField { expr } => Some(expr.clone()),
                _ => None,
            };
            own.into_iter().chain(rule.applies_when.clone())
        });
        let here = required.into_iter().chain(field.shown_when.clone()).chain(rules);
        all.extend(here.map(|expr| (expr, known.clone())));
    }
    all
}

/// A name or value of the data among the words, if there is one.
fn raw_name(text: &str) -> Option<&str> {
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_.".contains(letter)));
    words
        .into_iter()
        .find(|word| word.contains('_'))
        .or_else(|| ["==", "!=", "&&", "||", "null", "true", "false", "["].into_iter().find(|sign| text.contains(sign)))
}

fn is_plain(at: &str, words: &Text) {
    for text in [&words.vi, &words.en] {
        assert!(text.chars().count() > 2, "{at}: {text:?} says nothing");
        assert_eq!(raw_name(text), None, "{at}: {text}");
    }
    assert_ne!(words.vi, words.en, "{at}");
}

#[test]
fn every_condition_that_people_read_is_in_plain_words() {
    let (mut seen, mut messages) = (0, 0);
    for procedure in &common::catalogue() {
        for (at, condition) in conditions(procedure) {
            is_plain(&format!("{} {at}", procedure.code), &condition.sentence);
            seen += 1;
        }
        for (field, _) in every_field(procedure) {
            for rule in &field.rules {
                is_plain(&format!("{} {}", procedure.code, field.name), &rule.message);
                messages += 1;
            }
        }
    }
    assert!(seen > 250 && messages > 500, "{seen} conditions, {messages} messages");
}

#[test]
fn every_expression_of_the_data_can_be_said_with_the_labels_of_what_it_names() {
    let (mut seen, mut unsaid) = (0, BTreeSet::new());
    for procedure in &common::catalogue() {
        for (expr, fields) in expressions(procedure) {
            let at = format!("{} {expr}", procedure.code);
            let Some(words) = sentence(&expr, &fields) else {
                unsaid.insert(at);
                continue;
            };
            is_plain(&at, &words);
            for name in expr.names() {
                let label = fields.iter().find(|field| field.name == name).map(|field| &field.label);
                let said = |label: &Text| words.vi.contains(label.vi.trim_end_matches(['?', '.', ' ']));
                assert!(label.is_none_or(said), "{at}: {} does not name {name}", words.vi);
            }
            seen += 1;
        }
    }
    assert!(seen > 300, "only {seen}");
    // These ask for a choice that the form does not offer: who marries there and who owns the business is Vietnamese.
    // They have words in the data.
    let never = [
        "1.000894 bride_id_kind == \"foreigner\"",
        "1.000894 groom_id_kind == \"foreigner\"",
        "1.001612 owner_id_kind == \"foreigner\"",
    ];
    assert_eq!(unsaid.iter().map(String::as_str).collect::<Vec<_>>(), never);
}

#[test]
fn a_sentence_says_choices_numbers_and_joins_as_people_do() {
    let birth = common::procedure("1.001193");
    let say = |source: &str| sentence(&parse(source).unwrap(), &birth.fields);
    let (vi, en) = {
        let words = say(r#"case_type in ["abandoned", "surrogacy"]"#).unwrap();
        (words.vi, words.en)
    };
    let case = birth.fields.iter().find(|field| field.name == "case_type").unwrap();
    assert!(vi.starts_with(&format!("“{}” là “", case.label.vi)) && vi.contains("” hoặc “"), "{vi}");
    assert!(en.contains("” or “"), "{en}");
    let copies = &birth.fields.iter().find(|field| field.name == "copies").unwrap().label.vi;
    assert_eq!(say("copies > 0").unwrap().vi, format!("“{copies}” lớn hơn 0"));
    let both = say("copies > 0 && (no_phone == true || empty(helper_phone))").unwrap().vi;
    assert!(both.contains(" và (") && both.contains(" hoặc không ghi “"), "{both}");
    assert!(say("!empty(helper_phone)").unwrap().vi.starts_with("có ghi “"));
    assert!(say("days_between(child_dob, submitted_on) > 60").unwrap().vi.starts_with("số ngày từ “"));
    assert_eq!(say(r#"channel_in == "online""#).unwrap().en, "the way of filing is “online”");
    // What has no label or no words is not said at all, so that no name of the data gets through.
    assert_eq!(say("no_such_field == 1"), None);
    assert_eq!(say(r#"case_type == "no_such_case""#), None);
}

#[test]
fn a_condition_without_words_in_the_data_gets_those_of_its_expression() {
    let birth = common::procedure("1.001193");
    let sentence = &birth.papers[3].condition.as_ref().unwrap().sentence;
    let case = birth.fields.iter().find(|field| field.name == "case_type").unwrap();
    assert!(sentence.vi.starts_with(&format!("“{}” là “", case.label.vi)), "{}", sentence.vi);
}
