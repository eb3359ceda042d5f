//! Who is competent, for each of the 106 procedures, and who may take a filing.

mod bare;

use bare::{compile, procedure, raw_procedures, seed};
use domain::{
    competence::{
        Competence, CompetenceDecision, CoordinationReason, Outcome, Reason, RefusalCode, agency_in, explain_decision,
        may_receive, resolve,
    },
    form::{Answers, Facts},
    ids::{AgencyId, CentreId, UnitCode},
    procedure::{Channel, OnlineLevel, Procedure},
    text::Text,
    unit::UnitMap,
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::LazyLock};

const TODAY: Date = date(2026, 11, 23);
/// The desk in all tests: Xã Bình Liêu. No rule but certification may come back to it.
const DESK: &str = "06838";
/// The place of the matter: Phường Bãi Cháy.
const PLACE: &str = "06673";

static MAP: LazyLock<UnitMap> = LazyLock::new(|| UnitMap::from_raw(&seed("units.json")).expect("the units compile"));

fn answers(value: Value) -> Answers {
    value.as_object().expect("an object").clone()
}

fn decide_at(centre: &str, procedure: &Procedure, given: Value) -> CompetenceDecision {
    resolve(procedure, &answers(given), &Facts::on(TODAY), &CentreId::from(centre), TODAY, &MAP)
}

fn decide(procedure: &Procedure, given: Value) -> CompetenceDecision {
    decide_at(DESK, procedure, given)
}

fn resolved(agency: &str, office: &str, signing_office: &str) -> Outcome {
    Outcome::Resolved { agency: agency.into(), office: office.into(), signing_office: signing_office.into() }
}

/// The agency, the office and the signing office that the published data call for, for the place and the desk.
fn expected(raw: &Value) -> Outcome {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (office, body) = (text(&raw["decider"]["office"]), text(&raw["decider"]["body"]));
    match raw["competence"]["kind"].as_str().expect("a kind") {
        "fixed" => {
            let agency = text(&raw["competence"]["agency_id"]);
            assert_eq!(agency, body, "the fixed agency signs");
            resolved(&agency, &office, &body)
        }
        "by_place" if raw["competence"]["level"] == "province_branch" => {
            resolved("QN-VPDKDD-HALONG", "QN-VPDKDD-HALONG", "QN-VPDKDD-HALONG")
        }
        "by_desk" => resolved(DESK, &office, &body),
        _ => resolved(PLACE, &office, &body),
    }
}

/// Answers that give the place in every field that the rule looks at.
fn placed(procedure: &Procedure, place: &Value) -> Value {
    let fields = procedure.competence.fields();
    Value::Object(fields.into_iter().map(|field| (field.to_owned(), place.clone())).collect())
}

#[test]
fn every_procedure_finds_its_agency_and_explains_it() {
    let mut kinds = BTreeMap::new();
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let address = json!({ "unit_code": PLACE, "detail": "Tổ 1, khu 2" });
        for place in [json!(PLACE), address, json!(format!("{PLACE}@2026-01-05"))] {
            let decision = decide(&procedure, placed(&procedure, &place));
            assert_eq!(decision.outcome, expected(raw), "{} with {place}", procedure.code);
            assert!(!decision.because.is_empty(), "{} explains itself", procedure.code);
        }
        *kinds.entry(raw["competence"]["kind"].as_str().expect("a kind").to_owned()).or_insert(0) += 1;
    }
    let counted = [("by_applicant_choice", 15), ("by_desk", 5), ("by_place", 59), ("coordination", 2), ("fixed", 25)];
    assert_eq!(kinds, counted.map(|(kind, count)| (kind.to_owned(), count)).into());
}

#[test]
fn every_office_that_is_found_has_a_name_and_every_agency_a_code() {
    let map = &*MAP;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let decision = decide(&procedure, placed(&procedure, &json!(PLACE)));
        let Outcome::Resolved { agency, office, signing_office } = &decision.outcome else {
            panic!("{} is resolved", procedure.code)
        };
        assert!(map.agency_code(agency, TODAY).is_some(), "{}: {agency}", procedure.code);
        assert!(map.agency_name(agency, TODAY).is_some(), "{}: {agency}", procedure.code);
        for office in [office, signing_office] {
            assert!(map.office_name(agency, office, TODAY).is_some(), "{}: {office}", procedure.code);
        }
    }
}

#[test]
fn without_its_place_a_procedure_goes_to_coordination_with_the_field() {
    let mut waiting = 0;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let decision = decide(&procedure, json!({}));
        match &procedure.competence {
            Competence::Fixed { .. } | Competence::ByDesk {} => {
                assert!(matches!(decision.outcome, Outcome::Resolved { .. }), "{}", procedure.code);
            }
            _ => {
                let field = procedure.competence.fields()[0].to_owned();
                let reason = CoordinationReason::PlaceMissing { field };
                assert_eq!(decision.outcome, Outcome::Coordination { reason }, "{}", procedure.code);
                waiting += 1;
            }
        }
    }
    assert_eq!(waiting, 76);
}

#[test]
fn the_shop_filed_in_binh_lieu_is_decided_in_bai_chay() {
    let shop = procedure("1.001612");
    let decision = decide(&shop, json!({ "business_address": { "unit_code": PLACE, "detail": "12 Hạ Long" } }));
    assert_eq!(decision.outcome, resolved(PLACE, "CX-KINHTE", "CX-KINHTE"));
    let field = "business_address".to_owned();
    assert_eq!(decision.because, [Reason::PlaceOfField { field, unit: PLACE.into() }]);
    assert_eq!(may_receive(&shop, &DESK.into(), Channel::Counter, &decision), Ok(()));
}

#[test]
fn a_birth_is_registered_where_the_applicant_chooses_among_lawful_places() {
    let decision = decide(&procedure("1.001193"), json!({ "registration_place": "06652" }));
    assert_eq!(decision.outcome, resolved("06652", "CX-VP", "CX-CHUTICH"));
    let [Reason::ApplicantChoice { lawful_places, .. }] = decision.because.as_slice() else { panic!("{decision:?}") };
    assert_eq!(lawful_places.len(), 3);
}

#[test]
fn a_death_without_a_known_residence_is_registered_where_it_happened() {
    let death = procedure("1.000656");
    let given =
        json!({ "residence_unknown": true, "deceased_residence": "06838", "death_place": { "unit_code": PLACE } });
    let decision = decide(&death, given);
    assert_eq!(decision.outcome, resolved(PLACE, "CX-VP", "CX-CHUTICH"));
    assert!(matches!(&decision.because[0], Reason::Fallback { field, .. } if field == "death_place"));
    let known = decide(&death, json!({ "deceased_residence": "06652", "death_place": { "unit_code": PLACE } }));
    assert_eq!(known.outcome, resolved("06652", "CX-VP", "CX-CHUTICH"));
}

#[test]
fn certification_belongs_to_the_desk_and_not_to_the_provincial_centre() {
    let mut certified = 0;
    for raw in raw_procedures().iter().filter(|raw| raw["competence"]["kind"] == "by_desk") {
        let procedure = compile(raw);
        let decision = decide_at("QN-PVHCC", &procedure, json!({}));
        let centre = CentreId::from("QN-PVHCC");
        let reason = CoordinationReason::NotACommuneDesk { centre: centre.clone() };
        assert_eq!(decision.outcome, Outcome::Coordination { reason }, "{}", procedure.code);
        let refusal = may_receive(&procedure, &centre, Channel::Counter, &decision).expect_err("refused");
        assert_eq!(refusal.code, RefusalCode::CommuneDeskOnly);
        certified += 1;
    }
    assert_eq!(certified, 5);
}

#[test]
fn movable_property_only_is_certified_at_any_desk() {
    let transaction = procedure("2.001035");
    let movable = decide(&transaction, json!({ "matter_place": PLACE, "states_competence_0": true }));
    assert_eq!(movable.outcome, resolved(DESK, "CX-VP", "CX-UBND"));
    let land = decide(&transaction, json!({ "matter_place": PLACE, "states_competence_0": false }));
    assert_eq!(land.outcome, resolved(PLACE, "CX-VP", "CX-UBND"));
    let silent = decide(&transaction, json!({ "matter_place": PLACE }));
    assert_eq!(silent.outcome, land.outcome);
    assert!(matches!(silent.because[0], Reason::AlternativeUnanswered { .. }));
}

#[test]
fn an_alternative_of_a_provincial_agency_finds_the_commune_or_the_other_agency() {
    let road = procedure("1.013061");
    assert_eq!(decide(&road, json!({})).outcome, resolved("QN-SXD", "QN-SXD", "QN-SXD"));
    let communal = decide(&road, json!({ "states_competence_0": true, "matter_place": PLACE }));
    assert_eq!(communal.outcome, resolved(PLACE, "CX-KINHTE", "CX-CHUTICH"), "the sector is the economic office's");
    let nowhere = decide(&road, json!({ "states_competence_0": true }));
    let reason = CoordinationReason::PlaceMissing { field: "matter_place".to_owned() };
    assert_eq!(nowhere.outcome, Outcome::Coordination { reason });
    let zone = decide(&procedure("1.013236"), json!({ "states_competence_0": true }));
    assert_eq!(zone.outcome, resolved("QN-BQLKKT", "QN-BQLKKT", "QN-BQLKKT"));
    // No commune office lists food safety, so the general office takes it in.
    let food = decide(&procedure("1.013855"), json!({ "states_competence_0": true, "matter_place": PLACE }));
    assert_eq!(food.outcome, resolved(PLACE, "CX-VP", "CX-CHUTICH"));
}

#[test]
fn a_provincial_decision_may_be_prepared_by_a_department() {
    assert_eq!(decide(&procedure("1.010727"), json!({})).outcome, resolved("QN-UBND", "QN-SNNMT", "QN-UBND"));
    assert_eq!(decide(&procedure("2.002288"), json!({})).outcome, resolved("QN-SXD", "QN-SXD", "QN-SXD"));
}

#[test]
fn interlinked_procedures_start_at_the_leading_commune() {
    let decision = decide(&procedure("2.000986"), json!({ "matter_place": PLACE }));
    assert_eq!(decision.outcome, resolved(PLACE, "CX-VP", "CX-CHUTICH"));
    assert!(matches!(&decision.because[0], Reason::Lead { parties, .. } if parties.len() == 3));
}

#[test]
fn an_old_unit_leads_to_its_successor_and_a_split_one_to_coordination() {
    let reduction = procedure("1.011607");
    // 06664 was Phường Hà Tu before its code was given up.
    let old = decide(&reduction, json!({ "matter_place": "06664" }));
    assert_eq!(old.outcome, resolved("06652", "CX-KINHTE", "CX-CHUTICH"));
    assert_eq!(old.because[0], Reason::OldUnit { old_code: "06664".into(), unit: "06652".into() });
    // 06661 was Phường Giếng Đáy; as a code of that day it still is, and Việt Hưng took it over.
    let historic = decide(&reduction, json!({ "matter_place": "06661@2025-06-30" }));
    assert_eq!(historic.outcome, resolved("06661", "CX-KINHTE", "CX-CHUTICH"));
    let split = decide(&reduction, json!({ "matter_place": "06820@2025-06-30" }));
    let reason = CoordinationReason::SplitUnit {
        field: "matter_place".to_owned(),
        old_code: "06820".into(),
        candidates: vec!["06811".into(), "06820".into()],
    };
    assert_eq!(split.outcome, Outcome::Coordination { reason });
    let alias = decide(&reduction, json!({ "matter_place": "06978" }));
    assert_eq!(alias.outcome, resolved("06970", "CX-KINHTE", "CX-CHUTICH"));
}

#[test]
fn a_place_outside_the_province_is_refused_and_named() {
    let allowance = procedure("1.001776");
    for (place, named) in [
        (json!({ "province": "Hải Phòng", "detail": "Số 1" }), "Hải Phòng"),
        (json!({ "unit_code": "00070", "detail": "Số 1" }), "00070"),
        (json!({ "country": "LA", "detail": "Viêng Chăn" }), "LA"),
    ] {
        let decision = decide(&allowance, json!({ "beneficiary_residence": place }));
        assert_eq!(decision.outcome, Outcome::OutsideProvince { place: named.to_owned() });
        let refusal = may_receive(&allowance, &DESK.into(), Channel::Counter, &decision).expect_err("refused");
        assert_eq!((refusal.code, refusal.reason.vi.as_str()), (RefusalCode::OutsideProvince, named));
    }
    for nonsense in [
        json!(12),
        json!("xyz"),
        json!(["06673"]),
        json!({ "unit_code": 6 }),
        json!({ "detail": "Tổ 1" }),
        json!({ "unit_code": "06673", "country": "LA" }),
    ] {
        let decision = decide(&allowance, json!({ "beneficiary_residence": nonsense }));
        let reason = CoordinationReason::PlaceUnknown { field: "beneficiary_residence".to_owned() };
        assert_eq!(decision.outcome, Outcome::Coordination { reason });
    }
}

#[test]
fn what_is_filed_at_a_counter_only_is_refused_online_with_its_reason() {
    let mut refused = 0;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let decision = decide(&procedure, placed(&procedure, &json!(DESK)));
        let answer = may_receive(&procedure, &DESK.into(), Channel::Online, &decision);
        if procedure.online == OnlineLevel::Not {
            let refusal = answer.expect_err("refused");
            assert_eq!(refusal.code, RefusalCode::NotOnline, "{}", procedure.code);
            assert_eq!(Some(refusal.reason.vi.as_str()), raw["not_online_reason"]["vi"].as_str(), "{}", procedure.code);
            refused += 1;
        } else {
            assert_eq!(answer, Ok(()), "{}", procedure.code);
        }
        assert_eq!(may_receive(&procedure, &DESK.into(), Channel::Counter, &decision), Ok(()), "{}", procedure.code);
    }
    assert_eq!(refused, 5);
}

#[test]
fn territorial_procedures_are_taken_only_at_the_competent_units_own_centre() {
    let mut territorial = 0;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let decision = decide(&procedure, placed(&procedure, &json!(PLACE)));
        let elsewhere = may_receive(&procedure, &DESK.into(), Channel::Counter, &decision);
        if raw["non_territorial"] == true {
            assert_eq!(elsewhere, Ok(()), "{}", procedure.code);
            continue;
        }
        territorial += 1;
        let refusal = elsewhere.expect_err("refused");
        assert_eq!(refusal.code, RefusalCode::OwnCentreOnly, "{}", procedure.code);
        assert_eq!(
            Some(refusal.reason.vi.as_str()),
            raw["non_territorial_reason"]["vi"].as_str(),
            "{}",
            procedure.code
        );
        assert_eq!(may_receive(&procedure, &PLACE.into(), Channel::Counter, &decision), Ok(()), "{}", procedure.code);
    }
    assert_eq!(territorial, 9);
}

#[test]
fn a_coordinators_choice_of_agency_gets_its_offices() {
    let land = procedure("1.013831");
    let chosen = |agency: &str| agency_in(&land, &AgencyId::from(agency), TODAY, &MAP);
    assert_eq!(
        chosen("QN-VPDKDD-MONGCAI"),
        Some(resolved("QN-VPDKDD-MONGCAI", "QN-VPDKDD-MONGCAI", "QN-VPDKDD-MONGCAI"))
    );
    assert_eq!(chosen("06712"), Some(resolved("06712", "CX-KINHTE", "CX-CHUTICH")));
    assert_eq!(chosen("nobody"), None);
    let shop = procedure("1.001612");
    assert_eq!(agency_in(&shop, &"06838".into(), TODAY, &MAP), Some(resolved("06838", "CX-KINHTE", "CX-KINHTE")));
}

#[test]
fn no_land_branch_means_coordination() {
    let mut map = MAP.clone();
    for agency in &mut map.agencies {
        agency.serves_units.retain(|code| code.as_str() != PLACE);
    }
    let land = procedure("1.013831");
    let given = answers(json!({ "parcel_address": { "unit_code": PLACE, "detail": "Thửa 5" } }));
    let decision = resolve(&land, &given, &Facts::on(TODAY), &DESK.into(), TODAY, &map);
    let reason = CoordinationReason::NoBranch { unit: UnitCode::from(PLACE) };
    assert_eq!(decision.outcome, Outcome::Coordination { reason });
}

#[test]
fn rules_and_decisions_survive_their_json() {
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let json = serde_json::to_string(&procedure.competence).expect("serialises");
        assert_eq!(serde_json::from_str::<Competence>(&json).expect("reads back"), procedure.competence);
        let decision = decide(&procedure, placed(&procedure, &json!(PLACE)));
        let json = serde_json::to_string(&decision).expect("serialises");
        assert_eq!(serde_json::from_str::<CompetenceDecision>(&json).expect("reads back"), decision);
    }
}

#[test]
fn unknown_kinds_are_refused_with_their_place() {
    let mut raw = raw_procedures()[0].clone();
    raw["competence"]["kind"] = "by_lottery".into();
    assert_eq!(Competence::from_raw(&raw).expect_err("refused").at, "competence.kind");
}

#[test]
fn competence_is_explained_in_words_with_the_old_name_and_its_day() {
    let label = |name: &str| Text { vi: format!("[{name}]"), en: format!("<{name}>") };
    let say = |procedure: &Procedure, given: Value| {
        let decision = decide(procedure, given);
        explain_decision(&decision, procedure.level, &label, &MAP, TODAY)
    };
    let birth = procedure("1.001193");
    let said = say(&birth, json!({ "registration_place": "06652@2025-06-30" }));
    let vi: Vec<&str> = said.iter().map(|text| text.vi.as_str()).collect();
    assert_eq!(
        vi[..2],
        ["Cấp xã giải quyết.", "Phường Hà Phong (Thành phố Hạ Long) từ ngày 01/07/2025 thuộc Phường Hà Tu.",]
    );
    assert!(vi[2].starts_with("Người nộp chọn Phường Hà Tu. Nơi được chọn: "), "{}", vi[2]);
    assert_eq!(said[1].en, "Ha Phong Ward (Ha Long City) belongs to Ha Tu Ward since 1 July 2025.");

    // In an address the unit of today is the answer, with the name by which the person knows the place.
    let shop = procedure("1.001612");
    let address = json!({ "unit_code": PLACE, "detail": "12 Hạ Long", "old_text": "Phường Hùng Thắng" });
    let said = say(&shop, json!({ "business_address": address }));
    assert_eq!(said[1].vi, "Nơi này trước đây là Phường Hùng Thắng, nay là Phường Bãi Cháy.");
    assert_eq!(said[2].en, "By \"<business_address>\": Bai Chay Ward.");

    // Where the rule does not decide, the words say why, and name the parts.
    let split = say(&birth, json!({ "registration_place": "06655@2025-06-30" }));
    let last = split.last().expect("a sentence");
    assert_eq!(
        last.vi,
        "Phường Hà Khẩu đã chia cho nhiều đơn vị (Phường Việt Hưng, Phường Tuần Châu); chưa rõ phần nào."
    );
    let missing = say(&birth, json!({}));
    assert_eq!(missing[0].vi, "Chưa có câu trả lời cho \"[registration_place]\".");
}

#[test]
fn every_step_of_every_procedure_has_words_in_both_languages() {
    let mut sentences = 0;
    for raw in raw_procedures() {
        let procedure = compile(raw);
        let address = json!({ "unit_code": PLACE, "detail": "1", "old_text": "Phường Hùng Thắng" });
        for place in [json!(PLACE), address, json!("06655@2025-06-30"), json!("06652@2025-06-30"), Value::Null] {
            let decision = decide(&procedure, placed(&procedure, &place));
            let label = |name: &str| procedure.label_of(name);
            for text in explain_decision(&decision, procedure.level, &label, &MAP, TODAY) {
                let whole = |text: &str| text.ends_with('.') && !text.contains("  ") && !text.contains("_");
                assert!(whole(&text.vi) && whole(&text.en), "{}: {text:?}", procedure.code);
                sentences += 1;
            }
        }
    }
    assert!(sentences > 106 * 5, "{sentences} sentences");
}
