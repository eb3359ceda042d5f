//! Every rule of the raw data, run against its own accepted and refused examples. None is skipped: the number of
//! examples that ran is compared with the number in the data.

mod common;

use domain::{
    expression::{Scope, is_empty},
    form::{Answers, Context, Facts, Field, Rule, field::FieldKind, rules, types},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The day on which the examples were written.
const TODAY: Date = date(2026, 11, 23);

/// What the examples run in: the real units and lists, and the names that the rule's data say are taken.
struct World {
    facts: Facts,
    current: std::collections::BTreeSet<String>,
    former: std::collections::BTreeSet<String>,
    lists: BTreeMap<&'static str, std::collections::BTreeSet<String>>,
}

impl World {
    fn new() -> Self {
        let (current, former) = common::unit_codes();
        let lists =
            ["countries", "ethnic_groups", "land_use_codes", "vsic"].map(|name| (name, common::list(name))).into();
        Self { facts: Facts::on(TODAY), current, former, lists }
    }

    /// What is wrong with one example.
    fn verdict(&self, field: &Field, rule: &Rule, raw_rule: &Value, example: &Value) -> Option<String> {
        let taken: Vec<&str> = raw_rule["parameters"]["accepted_set"]
            .as_array()
            .map_or_else(Vec::new, |names| names.iter().filter_map(Value::as_str).collect());
        let knows = |code: &str| self.current.contains(code);
        let knew = |code: &str| self.former.contains(code);
        let in_list = |list: &str, value: &str| self.lists[list].contains(value);
        let is_taken = |_: &str, name: &str| taken.contains(&name);
        let context = Context::new(&self.facts, &knows, &in_list).knowing_former(&knew).knowing_taken(&is_taken);
        let several = matches!(raw_rule["kind"].as_str(), Some("cross_field" | "id_consistency"));
        let (answers, value) = if several {
            let answers = example.as_object().expect("the example names its fields").clone();
            let value = answers.get(&field.name).cloned().unwrap_or(Value::Null);
            (answers, value)
        } else {
            (Answers::new(), example.clone())
        };
        let mut facts = self.facts.clone();
        if let Some(day) = answers.get("submitted_on").and_then(Value::as_str) {
            facts.submitted_on = day.parse().expect("an ISO date");
        }
        let context = Context { facts: &facts, ..context };
        let scope = Scope::new(&answers, &facts);
        // In an example of several fields an address may be only its unit.
        if !several
            && !is_empty(&value)
            && let Some(error) = types::wrong_shape(field, &field.name, &value, &context)
        {
            return Some(error.code);
        }
        rules::broken(&rule.kind, field, &value, &scope, &context).map(str::to_owned)
    }
}

fn compiled<'a>(fields: &'a [Field], raw: &Value) -> &'a Field {
    fields.iter().find(|field| field.name == raw["name"]).expect("each field is compiled")
}

#[derive(Default)]
struct Tally {
    rules: usize,
    accepted: usize,
    refused: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn field(&mut self, world: &World, code: &str, field: &Field, raw: &Value) {
        let raw_rules = raw["validation"].as_array().expect("rules");
        assert_eq!(raw_rules.len(), field.rules.len(), "{code} {}", field.name);
        for (raw_rule, rule) in raw_rules.iter().zip(&field.rules) {
            self.rules += 1;
            for example in raw_rule["accepted"].as_array().expect("accepted examples") {
                self.accepted += 1;
                if let Some(problem) = world.verdict(field, rule, raw_rule, example) {
                    self.wrong
                        .push(format!("{code} {} {}: {example} is refused: {problem}", field.name, raw_rule["kind"]));
                }
            }
            for example in raw_rule["refused"].as_array().expect("refused examples") {
                self.refused += 1;
                if world.verdict(field, rule, raw_rule, example).is_none() {
                    self.wrong.push(format!("{code} {} {}: {example} is accepted", field.name, raw_rule["kind"]));
                }
            }
        }
        if let FieldKind::List { columns } = &field.kind {
            for raw in raw["columns"].as_array().expect("columns") {
                self.field(world, code, compiled(columns, raw), raw);
            }
        }
    }
}

#[test]
fn every_rule_takes_its_accepted_examples_and_refuses_the_others() {
    let world = World::new();
    let raw = common::seed("procedures.json");
    let mut tally = Tally::default();
    for (raw, procedure) in raw["procedures"].as_array().unwrap().iter().zip(common::catalogue()) {
        let code = procedure.code.as_str();
        for field in raw["form_fields"].as_array().into_iter().flatten() {
            tally.field(&world, code, compiled(&procedure.fields, field), field);
        }
        for question in raw.get("entry_question").into_iter().filter(|raw| !raw.is_null()) {
            tally.field(&world, code, compiled(&procedure.fields, question), question);
        }
        for number in raw.get("external_number").into_iter().filter(|raw| !raw.is_null()) {
            tally.field(&world, code, procedure.external_number.as_ref().expect("compiled"), number);
        }
    }
    assert!(tally.wrong.is_empty(), "{} wrong:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
    // 531 rules of fields, 63 of columns, 65 of entry questions and 47 of external numbers.
    assert_eq!(
        (tally.rules, tally.accepted, tally.refused),
        (706, examples(&raw, "accepted"), examples(&raw, "refused"))
    );
    println!("{} rules, {} accepted and {} refused examples", tally.rules, tally.accepted, tally.refused);
}

/// How many examples the data hold, counted without knowing what a field is.
fn examples(raw: &Value, name: &str) -> usize {
    match raw {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| match value.as_array() {
                Some(examples) if key == name => examples.len(),
                _ => examples(value, name),
            })
            .sum(),
        Value::Array(items) => items.iter().map(|item| examples(item, name)).sum(),
        _ => 0,
    }
}

#[test]
fn a_rule_that_refuses_everything_would_be_found() {
    let world = World::new();
    let birth = common::procedure("1.001193");
    let field = birth.fields.iter().find(|field| field.name == "requester_id_number").unwrap();
    let raw = json!({ "kind": "pattern", "parameters": {} });
    assert_eq!(world.verdict(field, &field.rules[0], &raw, &json!("022085000123")), None);
    assert_eq!(world.verdict(field, &field.rules[0], &raw, &json!("02208500012")).as_deref(), Some("pattern"));
}
