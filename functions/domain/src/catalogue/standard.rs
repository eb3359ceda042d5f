//! The form of a procedure whose own form is not described: the applicant's part, what it is about, and the
//! declaration. The applicant's part is that of the first described form, so that the rules are the same everywhere.

use super::{Labels, field};
use crate::{
    form::{
        field::{Field, FieldKind, FieldRole, Part, Required},
        rule::{Rule, RuleKind, Severity},
    },
    raw::RawError,
    text::Text,
};
use serde_json::Value;

/// The procedure whose applicant's part is the model.
const MODEL: &str = "1.001193";
/// Belongs to the applicant's part but only where the form knows whose matter it is.
const RELATION: &str = "requester_relation";

/// Fields that every undescribed form has.
pub(super) struct Standard {
    applicant: Vec<Field>,
    declaration: Vec<Field>,
}

impl Standard {
    pub(super) fn from_raw(procedures: &[Value], labels: &Labels) -> Result<Self, Vec<RawError>> {
        let missing = || vec![RawError::new(MODEL, "the described form is missing")];
        let model =
            procedures.iter().find(|raw| raw.get("code").is_some_and(|code| code == MODEL)).ok_or_else(missing)?;
        let fields = model.get("form_fields").and_then(Value::as_array).ok_or_else(missing)?;
        let wanted = |raw: &&Value| {
            let name = raw.get("name").and_then(Value::as_str).unwrap_or_default();
            name != RELATION && matches!(field::part(name, None), Part::Applicant | Part::Declaration)
        };
        // Only the fields that are wanted: a mistake elsewhere in the model is that procedure's own.
        let fields: Vec<Value> = fields.iter().filter(wanted).cloned().collect();
        let fields = field::all(&fields, labels)?;
        let of = |part: Part| fields.iter().filter(|field| field.part == part).cloned().collect();
        let standard = Self { applicant: of(Part::Applicant), declaration: of(Part::Declaration) };
        if standard.applicant.is_empty() || standard.declaration.is_empty() { Err(missing()) } else { Ok(standard) }
    }

    /// The fields around the one question that decides competence, if there is one.
    pub(super) fn form(&self, question: Option<Field>) -> Vec<Field> {
        let matter = std::iter::once(subject()).chain(question);
        self.applicant.iter().cloned().chain(matter).chain(self.declaration.iter().cloned()).collect()
    }
}

/// What the dossier is about, in the applicant's words.
fn subject() -> Field {
    Field {
        name: "subject".to_owned(),
        label: Text { vi: "Nội dung yêu cầu".to_owned(), en: "What you ask for".to_owned() },
        kind: FieldKind::Text { multiline: false },
        required: Required::Always,
        rules: vec![Rule {
            kind: RuleKind::Length { min: 2, max: 200 },
            severity: Severity::Error,
            message: Text {
                vi: "Nhập từ 2 đến 200 ký tự.".to_owned(), en: "Write 2 to 200 characters.".to_owned()
            },
            applies_when: None,
        }],
        default: None,
        prefill: None,
        role: Some(FieldRole::Subject),
        part: Part::Matter,
        note: Some(Text {
            vi: "Một câu ngắn, ví dụ: cấp lại giấy phép do bị mất.".to_owned(),
            en: "One short sentence, such as: replace a lost permit.".to_owned(),
        }),
        shown_when: None,
    }
}
