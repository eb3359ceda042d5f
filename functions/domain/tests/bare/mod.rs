//! Procedures without their forms: what the rules of competence, fees and times look at.

use domain::{
    competence::Competence,
    deadline::{ProcessingTime, ResumePolicy},
    fee::FeeRule,
    ids::{OfficeId, ProcedureCode},
    procedure::{Decider, Handling, Level, OnlineLevel, Procedure},
    text::Text,
};
use jiff::civil::date;
use serde_json::Value;
use std::sync::LazyLock;

/// The procedures as published, read once: the file is large.
static PROCEDURES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let raw = seed("procedures.json");
    let procedures = raw["procedures"].as_array().expect("a list").clone();
    assert_eq!(procedures.len(), 106);
    procedures
});

/// A file of the reference data.
pub fn seed(name: &str) -> Value {
    let path = format!("{}/../../infra/seed/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(&path).expect(&path)).expect("it is JSON")
}

/// Every procedure as published.
pub fn raw_procedures() -> &'static [Value] {
    &PROCEDURES
}

/// One procedure by its code.
pub fn procedure(code: &str) -> Procedure {
    let raw = raw_procedures().iter().find(|raw| raw["code"] == code).expect(code);
    compile(raw)
}

/// Compiles what is not the form.
pub fn compile(raw: &Value) -> Procedure {
    let text = |name: &str| raw[name].as_str().unwrap_or_default().to_owned();
    let reason = |name: &str| serde_json::from_value::<Text>(raw[name].clone()).ok();
    let decider = &raw["decider"];
    let part = |name: &str| decider[name].as_str().expect("a text").to_owned();
    Procedure {
        code: ProcedureCode(text("code")),
        valid_from: date(2025, 7, 1),
        valid_to: None,
        name: Text { vi: text("name_vi"), en: text("name_en") },
        short_name_vi: text("short_name_vi"),
        sector: text("field"),
        level: if raw["level"] == "commune" { Level::Commune } else { Level::Province },
        online: match raw["online_level"].as_str() {
            Some("toan_trinh") => OnlineLevel::Full,
            Some("mot_phan") => OnlineLevel::Partial,
            _ => OnlineLevel::Not,
        },
        online_reason: reason("not_online_reason"),
        territorial: reason("non_territorial_reason"),
        competence: Competence::from_raw(raw).expect("the competence rule compiles"),
        decider: Decider {
            body: OfficeId(part("body")),
            office: OfficeId(part("office")),
            signer: Text { vi: part("signer_vi"), en: part("signer_en") },
        },
        approval_levels: 1,
        four_eyes: true,
        form01_on_request: false,
        processing_times: ProcessingTime::from_raw(raw).expect("the times compile"),
        resume_policy: ResumePolicy::Continue,
        handling: Handling::default(),
        fees: FeeRule::from_raw(raw).expect("the fees compile"),
        papers: Vec::new(),
        fields: Vec::new(),
        applicant_prefixes: Vec::new(),
        form_described: false,
        result_name_vi: String::new(),
        external_number: None,
        external_system: None,
        return_methods: Vec::new(),
        legal_basis: Vec::new(),
        presence: None,
    }
}
