//! Form 04: apology for a delay, with its reason and a new appointment (R13).

use super::{
    head::{Head, head, resolving},
    sheet::{Block, Sheet, Signature},
    source::{Issue, Source},
    words,
};
use crate::calendar::day_of;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form04 {
    #[serde(flatten)]
    pub head: Head,
    pub received_at: String,
    pub original_due_at: String,
    pub reason_for_delay: String,
    pub new_due_at: String,
    pub responsible_agency: String,
    pub signer_head: String,
    /// What the code says: the tracking page with code and secret.
    pub qr_code: String,
    pub lookup_address: String,
    pub lookup_secret: String,
}

pub(super) fn of(source: &Source<'_>, issue: &Issue<'_>) -> Form04 {
    let due = issue.event.due.as_ref();
    let moment = |at: Option<Timestamp>| at.map(words::moment).unwrap_or_default();
    let head = head(source, issue);
    // Where none has taken it over yet, the centre apologises for itself.
    let agency = resolving(issue.stood.resolver.as_ref(), source.units, day_of(issue.event.at));
    Form04 {
        received_at: moment(issue.stood.received_at),
        original_due_at: moment(due.and_then(|due| due.from)),
        reason_for_delay: issue.event.reason.clone().unwrap_or_default(),
        new_due_at: moment(due.and_then(|due| due.to)),
        responsible_agency: agency.unwrap_or_else(|| head.agency_name.clone()),
        signer_head: issue.event.by.name.clone(),
        head,
        qr_code: source.track_url(),
        lookup_address: source.lookup_address(),
        lookup_secret: source.secret.to_owned(),
    }
}

pub(super) fn sheet(form: &Form04) -> Sheet {
    let mut blocks = form.head.applicant();
    blocks.push(form.head.procedure());
    for (label, text) in [
        ("Thời gian nhận hồ sơ", &form.received_at),
        ("Thời gian hẹn trả kết quả", &form.original_due_at),
        ("Cơ quan chịu trách nhiệm giải quyết", &form.responsible_agency),
    ] {
        blocks.push(Block::line(label, text));
    }
    blocks.push(Block::Paragraph {
        text: format!(
            "Đến nay hồ sơ của ông/bà chưa giải quyết xong. {} xin lỗi ông/bà vì sự chậm trễ này và đề nghị gia hạn thời \
             gian giải quyết hồ sơ.",
            form.head.agency_name
        ),
    });
    blocks.push(Block::line("Lý do chậm trễ", &form.reason_for_delay));
    blocks.push(Block::line("Thời gian hẹn trả kết quả mới", &form.new_due_at));
    blocks.push(Block::Paragraph {
        text: "Sự chậm trễ này đã gây phiền hà, rất mong ông/bà thông cảm.".to_owned()
    });
    blocks.push(Block::Track {
        url: form.qr_code.clone(),
        address: form.lookup_address.clone(),
        code: form.head.dossier_code.0.clone(),
        secret: form.lookup_secret.clone(),
    });
    blocks.push(Block::Signatures {
        left: None,
        right: Signature {
            role: "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
            note: SIGN_AND_SEAL.to_owned(),
            name: form.signer_head.clone(),
        },
    });
    form.head.sheet("Mẫu số 04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", blocks)
}

/// What stands below the role of a head.
const SIGN_AND_SEAL: &str = "(Ký, ghi rõ họ tên và đóng dấu)";
