//! Every field that `regulation.json` lists for a form is in its value, under the same name.

mod common;
mod dossier_stage;

use common::seed;
use domain::slip::{Form, Form07, FormNumber, Keeper, words};
use domain::{dossier::Action, ids::FileId};
use dossier_stage::{
    Stage, UNITS,
    actions::{birth_in_process, extended_shop, publish, supplement, withdrawn_birth},
    forms::birth_wholly_online,
    missing_paper, pdf,
    slips::{form, subject},
};
use jiff::civil::date;
use serde_json::Value;

/// A form with something in each of its lists.
fn example(number: FormNumber) -> Form {
    match number {
        FormNumber::F01 => form(&birth_in_process(), number),
        FormNumber::F02 => {
            let mut birth = birth_wholly_online();
            birth.when("2026-11-17T07:45").does("tn-hatu", supplement(vec![missing_paper(1)]));
            form(&birth, number)
        }
        FormNumber::F03 => {
            let mut birth = birth_wholly_online();
            let text = |text: &str| text.to_owned();
            let refuse = Action::Refuse {
                reason: text("Đã đăng ký"),
                legal_basis: text("Điều 15"),
                guidance: text("Xin trích lục"),
            };
            birth.when("2026-11-17T07:45").does("tn-hatu", refuse);
            form(&birth, number)
        }
        FormNumber::F06 => form(&issued_birth(), number),
        FormNumber::F07 => {
            let birth = issued_birth();
            let of = (date(2026, 11, 1), date(2026, 11, 30));
            Form::Register(Box::new(Form07::of(
                &Keeper::of_desk("TT-06652").expect("a centre"),
                of,
                &[subject(&birth, "Tổ 1")],
                &UNITS,
                birth.now,
            )))
        }
        FormNumber::F04 => form(&extended_shop(), number),
        FormNumber::F05 => form(&withdrawn_birth(), number),
    }
}

fn issued_birth() -> Stage {
    let mut birth = birth_in_process();
    birth
        .bringing(pdf("draft"))
        .does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    birth.does("ct-hatu", Action::ApproveSign).does("vt-hatu", publish("101/2026", Some("KS-2026-22-000101")));
    birth
}

/// One field as the data write it: `documents[]{name, note}`, `form_number (running no.)`, `fee_amount, fee_paid`.
struct Listed {
    names: Vec<String>,
    is_list: bool,
    members: Vec<String>,
}

fn read(field: &str) -> Listed {
    let (head, members) = field.split_once('{').unwrap_or((field, ""));
    let bare = |name: &str| name.split([':', '(']).next().unwrap_or_default().trim().to_owned();
    let is_list = head.contains("[]");
    Listed {
        names: head.replace("[]", "").split(',').map(bare).collect(),
        is_list,
        members: members.trim_end_matches('}').split(',').map(bare).filter(|name| !name.is_empty()).collect(),
    }
}

#[test]
fn every_field_of_a_form_that_the_data_list_is_in_its_value() {
    let regulation = seed("regulation.json");
    let forms = regulation["forms"].as_array().expect("the forms");
    assert_eq!(forms.len(), FormNumber::ALL.len());
    for listed in forms {
        let number = FormNumber::from_id(listed["form"].as_str().unwrap_or_default()).expect("a form of the list");
        let value = serde_json::to_value(example(number)).expect("a form is JSON");
        assert_eq!(value["form"], listed["form"]);
        // The fields of the register are those of its lines.
        let lines = value["rows"].as_array().map_or_else(|| vec![value.clone()], Clone::clone);
        assert!(!lines.is_empty());
        for line in lines {
            for field in listed["fields"].as_array().expect("fields") {
                let field = read(field.as_str().expect("a name"));
                for name in &field.names {
                    has(&line, name, &field, number);
                }
            }
        }
    }
}

fn has(value: &Value, name: &str, field: &Listed, number: FormNumber) {
    let found = value.get(name);
    assert!(found.is_some(), "form {} has no {name}", number.as_str());
    if field.is_list {
        let items = found.and_then(Value::as_array).unwrap_or_else(|| panic!("{name} is a list"));
        assert!(field.members.is_empty() || !items.is_empty(), "the example has {name}");
        for (item, member) in items.iter().flat_map(|item| field.members.iter().map(move |member| (item, member))) {
            assert!(item.get(member).is_some(), "form {}: {name} has no {member}", number.as_str());
        }
    }
}

#[test]
fn a_form_survives_the_way_to_the_screen() {
    for number in FormNumber::ALL {
        let form = example(number);
        let sent = serde_json::to_string(&form).expect("a form is JSON");
        assert_eq!(serde_json::from_str::<Form>(&sent).expect("and is read again"), form);
        assert_eq!(form.number(), number);
    }
}

#[test]
fn the_notice_names_states_as_the_data_do() {
    let statuses = seed("statuses.json");
    let states = statuses["states"].as_array().expect("states");
    let text = |state: &Value, name: &str| state[name].as_str().unwrap_or_default().to_owned();
    let named: Vec<(String, String)> = states.iter().map(|state| (text(state, "id"), text(state, "name_vi"))).collect();
    let ours: Vec<(String, String)> = words::STATES.map(|(id, words)| (id.to_owned(), words.to_owned())).to_vec();
    assert_eq!(named, ours);
}

#[test]
fn the_slip_names_actions_as_the_data_do() {
    let statuses = seed("statuses.json");
    let transitions = statuses["transitions"].as_array().expect("transitions");
    for transition in transitions {
        let id = transition["action"].as_str().unwrap_or_default();
        assert_ne!(words::action(id), "", "{id}");
    }
    // What this project has added stands nowhere in the data.
    for (id, words) in words::ACTIONS.into_iter().filter(|(id, _)| *id != "reroute") {
        let mut known = transitions.iter().filter(|transition| transition["action"] == id);
        assert!(known.any(|transition| transition["action_vi"] == words), "{id} is not called {words}");
    }
}
