//! Form 03: refusal to receive, with reason, legal basis and what to do instead (R04).

use super::{
    head::{Head, head},
    sheet::{Block, Sheet, Signature},
    source::{Issue, Source},
};
use crate::dossier::{State, event::Payload};
use serde::{Deserialize, Serialize};

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form03 {
    #[serde(flatten)]
    pub head: Head,
    pub refusal_reason: String,
    pub legal_basis: String,
    pub guidance: String,
    pub signer: String,
}

pub(super) fn of(source: &Source<'_>, issue: &Issue<'_>) -> Form03 {
    let (legal_basis, guidance) = match (&source.dossier.state, &issue.event.payload) {
        (State::Refused { legal_basis, guidance, .. }, _) => (legal_basis.clone(), guidance.clone()),
        (_, Payload::Input { input }) => {
            let part = |name: &str| input.get(name).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
            (part("legal_basis"), part("guidance"))
        }
        _ => (String::new(), String::new()),
    };
    Form03 {
        head: head(source, issue),
        refusal_reason: issue.event.reason.clone().unwrap_or_default(),
        legal_basis,
        guidance,
        signer: issue.event.by.name.clone(),
    }
}

pub(super) fn sheet(form: &Form03) -> Sheet {
    let mut blocks = form.head.applicant();
    blocks.push(form.head.procedure());
    blocks.push(Block::Paragraph {
        text: format!(
            "Qua xem xét, {} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
            form.head.agency_name
        ),
    });
    blocks.push(Block::line("Lý do", &form.refusal_reason));
    blocks.push(Block::line("Căn cứ pháp lý", &form.legal_basis));
    // A dossier that ends because no supplement came has none.
    if !form.guidance.is_empty() {
        blocks.push(Block::line("Hướng dẫn", &form.guidance));
    }
    blocks.push(Block::Paragraph {
        text: "Xin thông báo để ông/bà được biết và thực hiện.".to_owned()
    });
    blocks.push(Block::Signatures {
        left: Some(Signature::of("NGƯỜI NỘP HỒ SƠ", "")),
        right: Signature::of("NGƯỜI TIẾP NHẬN HỒ SƠ", &form.signer),
    });
    form.head.sheet("Mẫu số 03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", blocks)
}
