//! Form 05: notice that handling is stopped: at the applicant's wish (R15), because a supplement did not come, or for a
//! legal reason.

use super::{
    head::{Head, head},
    sheet::{Block, Sheet, Signature},
    source::{Issue, Source},
    words,
};
use crate::{
    calendar::day_of,
    dossier::{Event, event::Payload},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form05 {
    #[serde(flatten)]
    pub head: Head,
    /// When the applicant asked for it; empty where nobody did.
    pub request_of_applicant_ref: String,
    pub reason: String,
    pub legal_basis: String,
    pub state_when_stopped: String,
    pub papers_returned: Vec<String>,
    pub fee_refund: String,
    pub signer: String,
}

/// A withdrawal that nobody gave a reason for.
const WISH: &str = "Theo yêu cầu của người nộp hồ sơ";

pub(super) fn of(source: &Source<'_>, issue: &Issue<'_>) -> Form05 {
    let event = issue.event;
    let nothing = Value::Null;
    let input = match &event.payload {
        Payload::Input { input } | Payload::Documents { input, .. } => input,
        _ => &nothing,
    };
    let asked = asked(source, event);
    let reason = event.reason.clone().or_else(|| asked.and_then(|asked| asked.reason.clone()));
    // A withdrawal that was asked for is a state of its own; what it stopped is the one before.
    let stopped = asked.and_then(|asked| asked.from).or(event.from);
    Form05 {
        head: head(source, issue),
        request_of_applicant_ref: asked
            .map(|asked| format!("Yêu cầu rút hồ sơ {}", words::long_day(day_of(asked.at))))
            .unwrap_or_default(),
        reason: reason.unwrap_or_else(|| if asked.is_some() { WISH } else { "" }.to_owned()),
        legal_basis: input.get("legal_basis").and_then(Value::as_str).unwrap_or_default().to_owned(),
        state_when_stopped: stopped.map(|state| words::state(state.as_str()).to_owned()).unwrap_or_default(),
        papers_returned: texts(input.get("papers_returned")),
        fee_refund: refund(input.get("fee_refund")),
        signer: event.by.name.clone(),
    }
}

/// The request that the withdrawal answers.
fn asked<'a>(source: &Source<'a>, event: &Event) -> Option<&'a Event> {
    if event.action != "confirm_withdrawal" {
        return None;
    }
    let before = source.events.iter().rev().filter(|earlier| earlier.version < event.version);
    before.into_iter().find(|earlier| earlier.action == "request_withdrawal")
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn refund(given: Option<&Value>) -> String {
    let amount = given.and_then(|refund| refund.get("amount_vnd")).and_then(Value::as_u64);
    let rule = given.and_then(|refund| refund.get("rule")).and_then(Value::as_str).unwrap_or_default();
    match amount {
        Some(amount) if !rule.is_empty() => format!("{} ({rule})", words::money(amount)),
        Some(amount) => words::money(amount),
        None => "Không".to_owned(),
    }
}

pub(super) fn sheet(form: &Form05) -> Sheet {
    let mut blocks = form.head.applicant();
    blocks.push(form.head.procedure());
    blocks.push(Block::Paragraph {
        text: format!("{} thông báo dừng giải quyết hồ sơ nêu trên.", form.head.agency_name),
    });
    let optional = [
        ("Căn cứ yêu cầu của người nộp hồ sơ", &form.request_of_applicant_ref),
        ("Lý do", &form.reason),
        ("Căn cứ pháp lý", &form.legal_basis),
        ("Tình trạng hồ sơ khi dừng", &form.state_when_stopped),
    ];
    let lines = optional.into_iter().filter(|(_, text)| !text.is_empty());
    blocks.extend(lines.map(|(label, text)| Block::line(label, text)));
    let returned =
        if form.papers_returned.is_empty() { "Không có".to_owned() } else { form.papers_returned.join("; ") };
    blocks.push(Block::line("Giấy tờ trả lại", returned));
    blocks.push(Block::line("Phí, lệ phí hoàn lại", &form.fee_refund));
    blocks.push(Block::Paragraph { text: "Xin thông báo để ông/bà được biết.".to_owned() });
    blocks.push(Block::Signatures {
        left: Some(Signature::of("NGƯỜI NHẬN", "")),
        right: Signature::of("NGƯỜI THÔNG BÁO", &form.signer),
    });
    form.head.sheet("Mẫu số 05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", blocks)
}
