//! Every procedure of the reference data compiles, and what it compiles to is whole.

mod common;

use domain::{
    deadline::ResumePolicy,
    expression::{ConditionKind, parse},
    form::field::{FieldKind, FieldRole, Part, Required},
    procedure::{Procedure, in_force},
};
use jiff::civil::date;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn all_106_procedures_compile_and_survive_json() {
    let catalogue = common::catalogue();
    assert_eq!(catalogue.len(), 106);
    for procedure in &catalogue {
        let json = serde_json::to_string(procedure).unwrap();
        let back: Procedure = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", procedure.code));
        assert_eq!(&back, procedure, "{}", procedure.code);
    }
    assert_eq!(catalogue.iter().filter(|procedure| procedure.form_described).count(), 14);
}

/// The numbers of classes, groups and divisions that Decision 36/2025/QĐ-TTg has.
#[test]
fn the_list_of_economic_classes_is_whole() {
    let classes = common::list("vsic");
    assert!(classes.iter().all(|code| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())));
    let of = |digits: usize| classes.iter().map(|code| &code[..digits]).collect::<BTreeSet<_>>().len();
    assert_eq!((of(2), of(3), of(4)), (87, 259, 495));
    assert_eq!(common::seed("lists.json")["vsic"].as_array().map(Vec::len), Some(495), "none twice");
}

#[test]
fn no_rule_of_the_data_is_dropped() {
    let raw = common::seed("procedures.json");
    for (raw, procedure) in raw["procedures"].as_array().unwrap().iter().zip(common::catalogue()) {
        let Some(fields) = raw["form_fields"].as_array() else { continue };
        for raw in fields {
            let field = procedure.fields.iter().find(|field| field.name == raw["name"]).expect("each field is there");
            assert_eq!(
                field.rules.len(),
                raw["validation"].as_array().unwrap().len(),
                "{} {}",
                procedure.code,
                field.name
            );
            let columns = raw["columns"].as_array().map_or(&[][..], Vec::as_slice);
            if let FieldKind::List { columns: compiled } = &field.kind {
                assert_eq!(compiled.len(), columns.len());
                for (column, raw) in compiled.iter().zip(columns) {
                    assert_eq!(column.rules.len(), raw["validation"].as_array().unwrap().len());
                }
            } else {
                assert!(columns.is_empty());
            }
        }
    }
}

#[test]
fn every_expression_of_the_data_prints_and_parses_to_itself() {
    let text = common::seed("procedures.json").to_string();
    let mut seen = 0;
    for part in text.split("\"expr\":").skip(1) {
        let mut stream = serde_json::Deserializer::from_str(part).into_iter::<String>();
        let source = stream.next().unwrap().unwrap();
        let tree = parse(&source).unwrap();
        assert_eq!(parse(&tree.to_string()).unwrap(), tree, "{source}");
        seen += 1;
    }
    assert!(seen > 250, "only {seen} expressions");
}

#[test]
fn a_procedure_without_a_form_asks_the_applicants_part_the_subject_and_the_one_question() {
    for procedure in common::catalogue().iter().filter(|procedure| !procedure.form_described) {
        let names: Vec<&str> = procedure.fields.iter().map(|field| field.name.as_str()).collect();
        for name in
            ["applicant_kind", "requester_full_name", "organisation_name", "mandate_number", "subject", "declaration"]
        {
            assert!(names.contains(&name), "{} has no {name}", procedure.code);
        }
        for field in procedure.competence.fields() {
            assert!(names.contains(&field), "{} decides by {field}", procedure.code);
        }
    }
}

#[test]
fn every_question_to_the_applicant_is_a_field_of_the_form() {
    let mut questions = 0;
    for procedure in common::catalogue() {
        let times = procedure.processing_times.iter().filter_map(|time| time.condition.as_ref());
        let papers = procedure.papers.iter().filter_map(|paper| paper.condition.as_ref());
        let competence = procedure.competence.conditions().into_iter().map(|(condition, _)| condition);
        for condition in times.chain(papers).chain(competence) {
            if let ConditionKind::ApplicantStates(name) = &condition.kind {
                let field = procedure.fields.iter().find(|field| field.name == *name).expect("a field");
                assert_eq!((field.role, &field.label), (Some(FieldRole::States), &condition.sentence));
                questions += 1;
            }
        }
    }
    let raw = common::seed("procedures.json").to_string();
    assert_eq!(questions, raw.matches("\"applicant_states\",").count());
}

#[test]
fn words_for_people_are_there_in_both_languages() {
    for procedure in common::catalogue() {
        assert!(!procedure.name.vi.is_empty() && !procedure.name.en.is_empty());
        for field in &procedure.fields {
            assert!(!field.label.vi.trim().is_empty() && !field.label.en.trim().is_empty(), "{}", field.name);
            for rule in &field.rules {
                assert!(!rule.message.vi.is_empty() && !rule.message.en.is_empty());
            }
        }
    }
}

#[test]
fn what_only_another_case_needs_is_hidden_and_contact_by_a_helper_is_not() {
    let birth = common::procedure("1.001193");
    let shown_when = |name: &str| {
        let field = birth.fields.iter().find(|field| field.name == name).unwrap();
        field.shown_when.as_ref().map(ToString::to_string)
    };
    assert_eq!(shown_when("requester_passport_number").as_deref(), Some("applicant_kind == \"foreigner\""));
    assert_eq!(shown_when("helper_name"), None);
    assert_eq!(shown_when("requester_phone"), None);
    assert_eq!(shown_when("father_ethnicity"), shown_when("father_full_name"));
    assert!(shown_when("father_ethnicity").is_some());
}

#[test]
fn return_fields_are_left_to_the_choice_of_the_filing() {
    for procedure in common::catalogue() {
        for field in procedure.fields.iter().filter(|field| field.name.starts_with("return_")) {
            assert_eq!((field.role, field.part), (Some(FieldRole::Return), Part::Return));
            assert_eq!(field.required, Required::Never);
        }
    }
}

#[test]
fn a_mistake_in_the_data_is_named_with_procedure_field_and_rule() {
    let mut raw = common::seed("procedures.json");
    let birth = raw["procedures"].as_array().unwrap().iter().position(|raw| raw["code"] == "1.001193").unwrap();
    let dob = raw["procedures"][birth]["form_fields"]
        .as_array()
        .unwrap()
        .iter()
        .position(|raw| raw["name"] == "child_dob")
        .unwrap();
    raw["procedures"][birth]["form_fields"][dob]["validation"][2]["parameters"]["expr"] =
        json!("days_between(child_dob, ) <= 60");
    raw["procedures"][birth]["required_documents"][2]["condition"]["expr"] = json!("case_typ == 1");
    let errors = domain::catalogue::compile(&raw, &common::seed("labels.json")).unwrap_err();
    let text: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert!(
        text.iter()
            .any(|error| error.starts_with("1.001193: form_fields[child_dob].validation[2].parameters.expr: at ")),
        "{text:?}"
    );

    raw["procedures"][birth]["form_fields"][dob]["validation"][2]["parameters"]["expr"] =
        json!("days_between(child_dob, submitted_on) <= 60");
    let errors = domain::catalogue::compile(&raw, &common::seed("labels.json")).unwrap_err();
    let text: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(text, ["1.001193: required_documents[2]: unknown name `case_typ`"]);
}

#[test]
fn a_procedure_says_whether_its_time_begins_anew_after_a_pause_and_goes_on_otherwise() {
    let mut raw = common::seed("procedures.json");
    let code = raw["procedures"][0]["code"].as_str().unwrap().to_owned();
    raw["procedures"][0]["resume_policy"] = json!("restart");
    let catalogue = domain::catalogue::compile(&raw, &common::seed("labels.json")).unwrap();
    for procedure in catalogue {
        let restarts = procedure.resume_policy == ResumePolicy::Restart;
        assert_eq!(restarts, procedure.code.as_str() == code, "{}", procedure.code);
    }
    raw["procedures"][0]["resume_policy"] = json!("sometimes");
    let errors = domain::catalogue::compile(&raw, &common::seed("labels.json")).unwrap_err();
    assert!(errors.iter().any(|error| error.to_string().contains("resume_policy")), "{errors:?}");
}

#[test]
fn versions_of_a_procedure_follow_one_another_without_overlap() {
    let mut raw = common::seed("procedures.json");
    let first = raw["procedures"][0].clone();
    let with_second = |raw: &mut serde_json::Value, until: Option<&str>, from: &str| {
        raw["procedures"][0]["valid_to"] = json!(until);
        let mut second = first.clone();
        second["valid_from"] = json!(from);
        raw["procedures"].as_array_mut().unwrap().push(second);
        let compiled = domain::catalogue::compile(raw, &common::seed("labels.json"));
        raw["procedures"].as_array_mut().unwrap().pop();
        compiled.map_err(|errors| errors[0].to_string())
    };
    let catalogue = with_second(&mut raw, None, "2027-01-01").unwrap();
    let versions: Vec<&Procedure> = catalogue.iter().filter(|one| one.code == catalogue[0].code).collect();
    let on = |day| in_force(&versions, day, |one| (one.valid_from, one.valid_to)).map(|one| one.valid_from);
    assert_eq!(on(date(2025, 6, 30)), None);
    assert_eq!(on(date(2026, 12, 31)), Some(date(2025, 7, 1)));
    assert_eq!(on(date(2027, 1, 1)), Some(date(2027, 1, 1)));
    let gap = with_second(&mut raw, Some("2026-11-30"), "2027-01-01").unwrap();
    let versions: Vec<&Procedure> = gap.iter().filter(|one| one.code == gap[0].code).collect();
    let on = |day| in_force(&versions, day, |one| (one.valid_from, one.valid_to)).map(|one| one.valid_from);
    assert_eq!((on(date(2026, 11, 30)), on(date(2026, 12, 1))), (Some(date(2025, 7, 1)), None));

    let says = |found: Result<_, String>| found.map(|_: Vec<Procedure>| ()).unwrap_err();
    let code = catalogue[0].code.to_string();
    assert_eq!(says(with_second(&mut raw, None, "2025-07-01")), format!("{code}: code: is there twice"));
    assert_eq!(
        says(with_second(&mut raw, None, "2025-06-01")),
        format!("{code}: valid_from: versions stand oldest first")
    );
    assert_eq!(
        says(with_second(&mut raw, Some("2027-01-01"), "2027-01-01")),
        format!("{code}: valid_from: the version before is still valid then")
    );
}

#[test]
fn the_list_of_procedures_is_small_enough_for_a_phone() {
    let list: Vec<_> = common::catalogue().iter().map(domain::catalogue::summary).collect();
    let bytes = serde_json::to_vec(&list).unwrap().len();
    assert!(bytes < 60_000, "{bytes} bytes before compression");
}
