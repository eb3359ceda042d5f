//! Form 02: one full list of what is missing (R04–R06).

use super::{
    head::{Head, head},
    sheet::{Block, Column, Sheet, Signature, Table},
    source::{Issue, Source},
    words,
};
use crate::dossier::{
    action::DataProblem,
    event::Payload,
    state::{SupplementItem, SupplementTarget},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form02 {
    #[serde(flatten)]
    pub head: Head,
    pub items: Vec<RequestedItem>,
    pub reason: String,
    pub contact_officer: String,
    /// Empty where none is known.
    pub contact_officer_phone: String,
    pub supplement_due_at: String,
    pub signer: String,
    /// What the code says: the tracking page with code and secret.
    pub qr_code: String,
    pub lookup_address: String,
    pub lookup_secret: String,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestedItem {
    /// Paper of the list, or question of the form.
    pub document: String,
    pub what_is_missing: String,
    /// Why data do not take the paper's place (R20), else that of the whole request.
    pub reason: String,
    pub legal_basis: String,
}

pub(super) fn of(source: &Source<'_>, issue: &Issue<'_>) -> Form02 {
    let input = match &issue.event.payload {
        Payload::Input { input } | Payload::Documents { input, .. } => input.clone(),
        _ => serde_json::Value::Null,
    };
    let part = |name: &str| input.get(name).cloned().unwrap_or_default();
    let items: Vec<SupplementItem> = serde_json::from_value(part("items")).unwrap_or_default();
    let due_on: Option<Date> = serde_json::from_value(part("due_on")).ok();
    let reason = issue.event.reason.clone().unwrap_or_default();
    let officer = (source.officer)(&issue.event.by.account).unwrap_or_default();
    Form02 {
        head: head(source, issue),
        items: items
            .into_iter()
            .map(|item| RequestedItem {
                document: target(source, &item.target),
                what_is_missing: item.missing,
                reason: item.fallback.map_or_else(|| reason.clone(), |problem| by_data(source, &item.target, problem)),
                legal_basis: item.legal_basis,
            })
            .collect(),
        reason,
        contact_officer: issue.event.by.name.clone(),
        contact_officer_phone: officer.phone.unwrap_or_default(),
        supplement_due_at: due_on.map(words::day).unwrap_or_default(),
        signer: issue.event.by.name.clone(),
        qr_code: source.track_url(),
        lookup_address: source.lookup_address(),
        lookup_secret: source.secret.to_owned(),
    }
}

fn target(source: &Source<'_>, target: &SupplementTarget) -> String {
    match target {
        SupplementTarget::Paper { id } => {
            let paper = source.procedure.papers.iter().find(|paper| paper.id == *id);
            paper.map_or_else(|| id.to_string(), |paper| paper.name_vi.clone())
        }
        SupplementTarget::Field { name } => {
            let field = source.procedure.fields.iter().find(|field| field.name == *name);
            field.map_or_else(|| name.clone(), |field| field.label.vi.clone())
        }
    }
}

/// Why the paper itself is asked for: which data do not do, and why not.
fn by_data(source: &Source<'_>, target: &SupplementTarget, problem: DataProblem) -> String {
    let paper = match target {
        SupplementTarget::Paper { id } => source.procedure.papers.iter().find(|paper| paper.id == *id),
        SupplementTarget::Field { .. } => None,
    };
    let from = paper.and_then(|paper| paper.replaceable_by.as_ref()).map(|source| [" ", &source.short_vi].concat());
    let from = from.unwrap_or_default();
    match problem {
        DataProblem::Missing => format!("dữ liệu{from} chưa có"),
        DataProblem::Wrong => format!("dữ liệu{from} ghi sai"),
        DataProblem::Unreachable => format!("không tra cứu được dữ liệu{from}"),
    }
}

const COLUMNS: [Column; 4] = [
    Column::centred("STT", 2),
    Column::text("Giấy tờ, thông tin", 9),
    Column::text("Nội dung cần bổ sung", 11),
    Column::text("Căn cứ", 6),
];

pub(super) fn sheet(form: &Form02) -> Sheet {
    let mut blocks = form.head.applicant();
    blocks.push(form.head.procedure());
    blocks.push(Block::Paragraph {
        text: "Để có cơ sở giải quyết, đề nghị ông/bà bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:".to_owned(),
    });
    let rows = form.items.iter().enumerate().map(|(at, item)| {
        // The reason of the whole request stands once, below the list.
        let missing = if item.reason == form.reason {
            item.what_is_missing.clone()
        } else {
            format!("{} (lý do: {})", item.what_is_missing, item.reason)
        };
        vec![(at + 1).to_string(), item.document.clone(), missing, item.legal_basis.clone()]
    });
    blocks.push(Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows: rows.collect() }));
    blocks.push(Block::line("Lý do", &form.reason));
    blocks.push(Block::line("Hạn bổ sung", &form.supplement_due_at));
    let phone = Some(form.contact_officer_phone.as_str()).filter(|phone| !phone.is_empty());
    let phone = phone.map(|phone| [", số điện thoại ", phone].concat()).unwrap_or_default();
    blocks.push(Block::Paragraph {
        text: format!(
            "Có thể bổ sung tại trung tâm đã nhận hồ sơ hoặc nơi trả kết quả, hoặc trực tuyến nếu đã nộp trực tuyến. \
             Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, đề nghị liên hệ với {}{phone} để được hướng dẫn.",
            form.contact_officer
        ),
    });
    blocks.push(Block::Track {
        url: form.qr_code.clone(),
        address: form.lookup_address.clone(),
        code: form.head.dossier_code.0.clone(),
        secret: form.lookup_secret.clone(),
    });
    blocks.push(Block::Signatures { left: None, right: Signature::of("NGƯỜI HƯỚNG DẪN", &form.signer) });
    form.head.sheet("Mẫu số 02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", blocks)
}
