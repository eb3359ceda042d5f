//! Filled forms, as people fill them in: what is accepted, what is said where, and what can never be reached.

mod common;

use common::answers;
use domain::{
    expression::{ConditionKind, Scope},
    form::{self, Answers, ApplicantKind, Check, Context, Facts, FieldError, check::is_required, visible},
    procedure::{Channel, Procedure},
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::LazyLock};

static CATALOGUE: LazyLock<Vec<Procedure>> = LazyLock::new(common::catalogue);
static UNITS: LazyLock<(BTreeSet<String>, BTreeSet<String>)> = LazyLock::new(common::unit_codes);
static COUNTRIES: LazyLock<BTreeSet<String>> = LazyLock::new(|| common::list("countries"));
static VSIC: LazyLock<BTreeSet<String>> = LazyLock::new(|| common::list("vsic"));

fn procedure(code: &str) -> &'static Procedure {
    CATALOGUE.iter().find(|procedure| procedure.code.as_str() == code).expect("in the catalogue")
}

fn facts() -> Facts {
    Facts::on(date(2026, 11, 23)).by(Channel::Online)
}

fn in_list(list: &str, value: &str) -> bool {
    match list {
        "countries" => COUNTRIES.contains(value),
        "vsic" => VSIC.contains(value),
        _ => true,
    }
}

/// Runs with the real units and lists; one business name is taken.
fn with<T>(run: impl FnOnce(&Context<'_>) -> T) -> T {
    let facts = facts();
    let knows = |code: &str| UNITS.0.contains(code);
    let knew = |code: &str| UNITS.1.contains(code);
    let taken = |field: &str, name: &str| field == "business_name" && name == "Hộ kinh doanh Có Sẵn";
    run(&Context::new(&facts, &knows, &in_list).knowing_former(&knew).knowing_taken(&taken))
}

fn check(code: &str, given: &Value) -> Check {
    with(|context| form::check(procedure(code), &answers(given.clone()), context))
}

fn codes(errors: &[FieldError]) -> Vec<(&str, &str)> {
    errors.iter().map(|error| (error.field.as_str(), error.code.as_str())).collect()
}

/// The answers with some replaced; null takes one away.
fn but(base: &Value, changes: Value) -> Value {
    let mut changed = base.clone();
    for (name, value) in answers(changes) {
        changed[&name] = value;
    }
    changed
}

fn birth() -> Value {
    json!({
        "applicant_kind": "citizen",
        "requester_full_name": "NGUYỄN THỊ VÍ DỤ",
        "requester_dob": "1995-03-02",
        "requester_id_number": "022195000123",
        "requester_phone": "0912 345.678",
        "requester_residence": { "unit_code": "06652", "detail": "Tổ 1, khu 2" },
        "requester_relation": "mother",
        "case_type": "ordinary",
        "registration_place": "06652",
        "child_full_name": "NGUYỄN VÍ DỤ",
        "child_dob": "2026-11-01",
        "child_gender": "female",
        "child_ethnicity": "Kinh",
        "child_nationality": "VN",
        "child_birth_place": "Bệnh viện Sản Nhi",
        "child_hometown": "Phường Hà Tu, Quảng Ninh",
        "birth_paper_number": "12/2026",
        "mother_known": true,
        "mother_full_name": "NGUYỄN THỊ VÍ DỤ",
        "mother_dob": "1995-03-02",
        "mother_id_kind": "citizen",
        "mother_id_number": "022195000123",
        "mother_ethnicity": "Kinh",
        "mother_nationality": "VN",
        "mother_residence": { "unit_code": "06652", "detail": "Tổ 1, khu 2" },
        "father_declared": false,
        "parents_married": false,
        "copies": 2,
        "declaration": true
    })
}

fn shop() -> Value {
    json!({
        "applicant_kind": "citizen",
        "requester_full_name": "TRẦN VĂN VÍ DỤ",
        "requester_id_number": "022085000123",
        "no_phone": true,
        "requester_residence": { "unit_code": "06838", "detail": "Khu Bình Quyền" },
        "business_name": "Hộ kinh doanh Ví Dụ",
        "business_address": { "unit_code": "06673", "detail": "Số 1 đường Hạ Long" },
        "main_business_line": "4711",
        "business_lines": [{ "vsic_code": "4711" }, { "vsic_code": "5610", "description": "Quán ăn" }],
        "capital": 50_000_000,
        "employees": 2,
        "owner_type": "individual",
        "tax_phone": "0912345678",
        "tax_address_same": true,
        "owner_full_name": "TRẦN VĂN VÍ DỤ",
        "owner_dob": "1985",
        "owner_id_kind": "citizen",
        "owner_id_number": "022085000123",
        "owner_ethnicity": "Kinh",
        "owner_nationality": "VN",
        "owner_residence": { "unit_code": "06838", "detail": "Khu Bình Quyền" },
        "declaration": true
    })
}

fn badge() -> Value {
    json!({
        "applicant_kind": "organisation",
        "requester_full_name": "LÊ THỊ VÍ DỤ",
        "requester_phone": "0203 3123 456",
        "organisation_name": "Công ty Vận tải Ví Dụ",
        "enterprise_code": "5700000001",
        "representative_role": "authorised",
        "mandate_number": "12/UQ",
        "requester_residence": { "unit_code": "06760", "detail": "Số 2" },
        "subject": "Cấp phù hiệu cho xe 14B-000.01",
        "states_paper_1": false,
        "declaration": true
    })
}

#[test]
fn a_mother_files_a_birth_from_her_phone() {
    let submission =
        with(|context| form::parse(procedure("1.001193"), &answers(birth()), context)).expect("the form is complete");
    assert_eq!(submission.warnings, []);
    assert_eq!(submission.applicant.kind, ApplicantKind::Citizen);
    assert_eq!(submission.applicant.full_name, "NGUYỄN THỊ VÍ DỤ");
    assert_eq!(submission.applicant.phone.as_deref(), Some("0912345678"), "spaces and dots are taken out");
    assert_eq!(submission.applicant.residence.as_deref(), Some("06652"));
}

#[test]
fn a_shop_owner_without_a_phone_registers_a_household_business() {
    assert_eq!(codes(&check("1.001612", &shop()).errors), []);
    let owner = with(|context| form::parse(procedure("1.001612"), &answers(shop()), context)).unwrap().applicant;
    assert!(owner.no_phone && owner.phone.is_none());
}

#[test]
fn an_employee_files_for_a_company_with_a_mandate() {
    let found = check("2.002288", &badge());
    assert_eq!(codes(&found.errors), []);
    let without = check("2.002288", &but(&badge(), json!({ "mandate_number": null, "enterprise_code": "12" })));
    assert_eq!(codes(&without.errors), [("enterprise_code", "pattern"), ("mandate_number", "required")]);
}

#[test]
fn an_empty_form_names_every_answer_that_is_needed_and_nothing_else() {
    for procedure in CATALOGUE.iter() {
        let found = with(|context| form::check(procedure, &Answers::new(), context));
        let facts = facts();
        let empty = Answers::new();
        let needed: Vec<&str> = procedure
            .fields
            .iter()
            .filter(|field| is_required(field, &Scope::new(&empty, &facts)))
            .map(|field| field.name.as_str())
            .collect();
        let said: Vec<&str> = found.errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(said, needed, "{}", procedure.code);
        assert!(found.errors.iter().all(|error| error.code == "required"));
        assert!(found.warnings.is_empty());
    }
}

#[test]
fn an_error_names_the_field_a_code_and_the_words_of_the_data() {
    let found = check("1.001193", &but(&birth(), json!({ "requester_id_number": "0220" })));
    assert_eq!(codes(&found.errors), [("requester_id_number", "pattern")]);
    let words = found.errors[0].message.as_ref().expect("the data say it in words");
    assert_eq!(words.vi, "Số định danh cá nhân gồm 12 chữ số.");
}

#[test]
fn a_rule_applies_only_in_its_case() {
    let late = json!({ "case_type": "late", "child_dob": "1985" });
    assert_eq!(codes(&check("1.001193", &but(&birth(), late)).errors), []);
    let ordinary = check("1.001193", &but(&birth(), json!({ "child_dob": "2026-11" })));
    assert_eq!(codes(&ordinary.errors), [("child_dob", "not_precise")]);
}

#[test]
fn a_warning_lets_the_person_go_on() {
    let found = check("1.001193", &but(&birth(), json!({ "child_dob": "2026-01-05", "requester_dob": "1990-01-01" })));
    assert_eq!(codes(&found.errors), []);
    assert_eq!(codes(&found.warnings), [("requester_id_number", "id_consistency"), ("child_dob", "cross_field")]);
}

#[test]
fn a_date_must_exist_and_must_not_lie_in_the_future() {
    let with_dob = |dob: &str| check("1.001193", &but(&birth(), json!({ "child_dob": dob }))).errors;
    assert_eq!(codes(&with_dob("2026-02-30")), [("child_dob", "bad_date")]);
    assert_eq!(codes(&with_dob("01/11/2026")), [("child_dob", "bad_date")]);
    assert_eq!(codes(&with_dob("2026-11-24")), [("child_dob", "too_late")]);
    assert_eq!(codes(&with_dob("1889-12-31")), [("child_dob", "too_early")]);
    assert_eq!(codes(&with_dob("2026-11-23")), []);
}

#[test]
fn one_of_phone_no_phone_or_a_helpers_phone_is_enough() {
    let base = but(&birth(), json!({ "requester_phone": null }));
    assert_eq!(codes(&check("1.001193", &base).errors), [("requester_phone", "required")]);
    assert_eq!(codes(&check("1.001193", &but(&base, json!({ "no_phone": true }))).errors), []);
    let helper = but(&base, json!({ "helper_phone": "0912345678" }));
    assert_eq!(codes(&check("1.001193", &helper).errors), [("helper_name", "required")]);
    assert_eq!(codes(&check("1.001193", &but(&helper, json!({ "helper_name": "Lê A" }))).errors), []);
}

#[test]
fn rows_of_a_list_are_checked_with_their_place() {
    let lines = json!({ "business_lines": [{ "vsic_code": "4711" }, { "vsic_code": "0000", "odd": 1 }, { "description": "x" }, 7] });
    assert_eq!(
        codes(&check("1.001612", &but(&shop(), lines)).errors),
        [
            ("business_lines[1].odd", "unknown_field"),
            ("business_lines[1].vsic_code", "not_in_list"),
            ("business_lines[2].vsic_code", "required"),
            ("business_lines[3]", "wrong_type"),
        ]
    );
    let other = check("1.001612", &but(&shop(), json!({ "main_business_line": "5630" })));
    assert_eq!(codes(&other.errors), [("business_lines", "cross_field")]);
}

#[test]
fn a_condition_inside_a_row_looks_at_that_row() {
    let person = json!({
        "full_name": "LÊ VĂN VÍ DỤ", "id_kind": "foreigner", "residence": { "unit_code": "06652", "detail": "Tổ 1" }
    });
    let found = check("1.001612", &but(&shop(), json!({ "owner_type": "household_members", "members": [person] })));
    assert_eq!(codes(&found.errors), [("members[0].passport_number", "required")]);
}

#[test]
fn shares_add_up_to_a_hundred_when_all_are_given() {
    let users = |shares: &[Option<f64>]| {
        let rows: Vec<Value> = shares
            .iter()
            .map(|share| {
                let mut row = json!({
                    "full_name": "LÊ VĂN VÍ DỤ", "id_kind": "none", "relation": "co_owner",
                    "residence": { "unit_code": "06652", "detail": "Tổ 1" }
                });
                if let Some(share) = share {
                    row["share_percent"] = json!(share);
                }
                row
            })
            .collect();
        let found = check("1.013978", &json!({ "land_users": rows }));
        let sum =
            found.errors.iter().chain(&found.warnings).any(|error| error.field == "land_users" && error.code == "sum");
        assert!(!found.errors.iter().any(|error| error.field.starts_with("land_users[")), "{:?}", found.errors);
        sum
    };
    assert!(!users(&[Some(33.3), Some(33.3), Some(33.4)]));
    assert!(users(&[Some(50.0), Some(40.0)]));
    assert!(!users(&[Some(50.0), None]));
}

#[test]
fn a_name_that_is_taken_in_the_commune_is_refused_with_spaces_folded() {
    let found = check("1.001612", &but(&shop(), json!({ "business_name": "Hộ kinh doanh  Có   Sẵn" })));
    assert_eq!(codes(&found.errors), [("business_name", "taken")]);
}

#[test]
fn addresses_inside_and_outside_the_province() {
    let at = |address: Value| check("1.001612", &but(&shop(), json!({ "owner_residence": address }))).errors;
    assert_eq!(codes(&at(json!({ "province": "Hải Phòng", "detail": "Số 1" }))), []);
    assert_eq!(codes(&at(json!({ "country": "KR", "detail": "Seoul" }))), []);
    assert_eq!(codes(&at(json!({ "country": "XX", "detail": "?" }))), [("owner_residence.unit_code", "unit")]);
    assert_eq!(codes(&at(json!({ "unit_code": "06652" }))), [("owner_residence.detail", "required")]);
    assert_eq!(codes(&at(json!({ "detail": "Số 1" }))), [("owner_residence.unit_code", "required")]);
    assert_eq!(
        codes(&at(json!({ "unit_code": "06652", "province": "Hải Phòng", "detail": "1" }))),
        [("owner_residence.unit_code", "address")]
    );
    assert_eq!(codes(&at(json!({ "unit_code": "99999", "detail": "1" }))), [("owner_residence.unit_code", "unit")]);
    assert_eq!(
        codes(&at(json!({ "unit_code": "06652", "detail": ["x"] }))),
        [("owner_residence.detail", "wrong_type")]
    );
    assert_eq!(codes(&at(json!("Tổ 1"))), [("owner_residence", "wrong_type")]);
    let business = json!({ "business_address": { "province": "Hải Phòng", "detail": "Số 1" } });
    assert_eq!(codes(&check("1.001612", &but(&shop(), business)).errors), [("business_address.unit_code", "unit")]);
}

#[test]
fn a_register_may_have_been_kept_by_a_unit_that_is_gone() {
    let at = |place: Value| {
        let found = check("2.000635", &json!({ "registered_at": place }));
        found.errors.into_iter().find(|error| error.field.starts_with("registered_at")).map(|error| error.code)
    };
    assert_eq!(at(json!("06652")), None);
    let former = UNITS.1.difference(&UNITS.0).next().expect("a code that no unit has today");
    assert_eq!(at(json!(former)), None);
    assert_eq!(at(json!("06652@2025-06-30")), None);
    assert_eq!(at(json!({ "province": "Hà Nội" })), None);
    assert_eq!(at(json!("06652@2999-01-01")).as_deref(), Some("unit"));
    assert_eq!(at(json!("6652")).as_deref(), Some("unit"));
}

#[test]
fn unknown_names_wrong_types_and_sizes_are_errors() {
    let found = check("1.001193", &but(&birth(), json!({ "admin": true })));
    assert_eq!(codes(&found.errors), [("admin", "unknown_field")]);
    for (name, value, code) in [
        ("child_hometown", json!("x".repeat(301)), "too_long"),
        ("child_hometown", json!("x".repeat(100_000)), "too_long"),
        ("child_hometown", json!("a\u{0}b"), "bad_character"),
        ("child_full_name", json!("LÊ \u{202e}A"), "bad_character"),
        ("child_hometown", json!(5), "wrong_type"),
        ("copies", json!("2"), "wrong_type"),
        ("copies", json!(2.5), "not_whole"),
        ("copies", json!(51), "too_large"),
        ("copies", json!(1e300), "not_whole"),
        ("declaration", json!(false), "must_be_true"),
        ("child_gender", json!("x"), "not_in_list"),
        ("child_nationality", json!("XX"), "not_in_list"),
        ("child_time_of_birth", json!("24:10"), "pattern"),
        ("mother_known", json!("yes"), "wrong_type"),
        ("registration_place", json!("99999"), "unit"),
    ] {
        let found = check("1.001193", &but(&birth(), json!({ name: value })));
        assert_eq!(codes(&found.errors), [(name, code)]);
    }
    let many: Vec<Value> = (0..201).map(|_| json!({ "vsic_code": "4711" })).collect();
    let found = check("1.001612", &but(&shop(), json!({ "business_lines": many })));
    assert_eq!(codes(&found.errors), [("business_lines", "too_many")]);
}

#[test]
fn both_parties_of_a_marriage_are_the_applicant() {
    let couple =
        answers(json!({ "groom_full_name": "LÊ A", "bride_full_name": "TRẦN B", "groom_id_number": "022085000123" }));
    let applicant = domain::form::Applicant::of(procedure("1.000894"), &couple).unwrap();
    assert_eq!(applicant.full_name, "LÊ A, TRẦN B");
    assert_eq!(applicant.id_number.as_deref(), Some("022085000123"));
}

#[test]
fn the_screen_hides_what_the_case_does_not_need_unless_it_is_filled() {
    let birth = procedure("1.001193");
    let field = |name: &str| birth.fields.iter().find(|field| field.name == name).unwrap();
    let shown = |name: &str, given: Value| visible(field(name), &answers(given), &facts());
    assert!(!shown("requester_passport_number", json!({ "applicant_kind": "citizen" })));
    assert!(shown("requester_passport_number", json!({ "applicant_kind": "foreigner" })));
    assert!(shown(
        "requester_passport_number",
        json!({ "applicant_kind": "citizen", "requester_passport_number": "C1" })
    ));
    assert!(shown("helper_name", json!({})) && shown("requester_dob", json!({})) && shown("copies", json!({})));
    assert!(!shown("father_ethnicity", json!({ "case_type": "ordinary", "father_declared": false })));
}

#[test]
fn a_needed_answer_is_never_hidden() {
    for procedure in CATALOGUE.iter() {
        let kinds = ["citizen", "foreigner", "organisation"];
        for kind in kinds {
            let given = answers(json!({ "applicant_kind": kind }));
            let facts = facts();
            for field in &procedure.fields {
                if is_required(field, &Scope::new(&given, &facts)) {
                    assert!(visible(field, &given, &facts), "{} {}", procedure.code, field.name);
                }
            }
        }
    }
}

#[test]
fn papers_follow_the_answers() {
    let birth = procedure("1.001193");
    let needed = |given: Value| -> Vec<Option<bool>> {
        form::papers_required(birth, &answers(given), &facts()).into_iter().map(|(_, needed)| needed).collect()
    };
    assert_eq!(needed(json!({ "case_type": "abandoned" }))[2], Some(true));
    assert_eq!(needed(json!({ "case_type": "ordinary" }))[2], Some(false));
    assert!(form::is_the_form_itself(&birth.papers[0]) && !form::is_the_form_itself(&birth.papers[1]));

    let (asks, paper, name) = CATALOGUE
        .iter()
        .flat_map(|procedure| procedure.papers.iter().map(move |paper| (procedure, paper)))
        .find_map(|(procedure, paper)| match &paper.condition.as_ref()?.kind {
            ConditionKind::ApplicantStates(name) => Some((procedure, paper, name.as_str())),
            _ => None,
        })
        .expect("some paper depends on a question");
    let state = |given: Value| {
        let papers = form::papers_required(asks, &answers(given), &facts());
        papers.into_iter().find(|(one, _)| one.id == paper.id).unwrap().1
    };
    assert_eq!(state(json!({})), None, "nobody knows before the question is answered");
    assert_eq!(state(json!({ name: true })), Some(true));
    assert_eq!(state(json!({ name: false })), Some(false));
    assert!(form::paper_is_needed(paper, &Answers::new(), &facts()), "what the applicant left open counts as needed");
}

#[test]
fn a_submission_that_is_parsed_again_stays_as_it_is() {
    for (code, given) in [("1.001193", birth()), ("1.001612", shop()), ("2.002288", badge())] {
        let once = with(|context| form::parse(procedure(code), &answers(given.clone()), context)).unwrap();
        let twice = with(|context| form::parse(procedure(code), &once.answers, context)).unwrap();
        assert_eq!(once, twice);
    }
}

/// JSON of any shape, with strings that look like answers among others.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        "[0-9]{4}(-[0-9]{2}){0,2}".prop_map(Value::String),
        Just(json!("06652")),
        ".{0,20}".prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::btree_map(
                prop_oneof![
                    "[a-z_]{1,8}",
                    Just("unit_code".to_owned()),
                    Just("detail".to_owned()),
                    Just("full_name".to_owned())
                ],
                inner,
                0..4
            )
            .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sent_gets_an_answer(
        which in 0..106_usize,
        values in prop::collection::vec((0..80_usize, any_json()), 0..25),
        odd in ".{0,5}",
    ) {
        let procedure = &CATALOGUE[which];
        let mut given = Answers::new();
        for (index, value) in values {
            let name = procedure.fields.get(index).map_or_else(|| odd.clone(), |field| field.name.clone());
            given.insert(name, value);
        }
        let facts = facts();
        let found = with(|context| form::check(procedure, &given, context));
        let parsed = with(|context| form::parse(procedure, &given, context));
        prop_assert_eq!(parsed.is_ok(), found.errors.is_empty());
        for field in &procedure.fields {
            let _ = visible(field, &given, &facts);
        }
        let _ = form::papers_required(procedure, &given, &facts);
    }

    #[test]
    fn one_wrong_answer_never_hides_behind_a_valid_form(value in any_json()) {
        let given = but(&birth(), json!({ "child_gender": value.clone() }));
        let found = check("1.001193", &given);
        let fine = matches!(value.as_str().map(str::trim), Some("male" | "female"));
        prop_assert_eq!(found.errors.is_empty(), fine);
    }
}
