//! Form 02: one full list of what is missing.

use super::{
    Sheet,
    frame::{applicant, line, sheet as page, signatures, tracking},
};
use domain::dossier::{
    event::Payload,
    state::{SupplementItem, SupplementTarget},
};
use frontend::prelude::*;
use frontend::{form::Reference, format::date};
use jiff::civil::Date;

/// The form.
#[must_use]
pub fn request(sheet: &Sheet, reference: Reference) -> View {
    let (items, due_on) = asked(sheet);
    let rows: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            view! {
                <tr>
                    <td class="number">{at + 1}</td><td>{target(sheet, &item.target)}</td>
                    <td>{item.missing.clone()}</td><td>{item.legal_basis.clone()}</td>
                </tr>
            }
        })
        .collect();
    let due_on = due_on.map(date).unwrap_or_default();
    let body = view! {
        {applicant(sheet, reference)}
        {line("Thủ tục", format!("{} ({})", sheet.view.procedure.name.vi, sheet.view.procedure.code))}
        <p>"Đề nghị ông/bà bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:"</p>
        <table class="form-table">
            <thead><tr><th>"STT"</th><th>"Giấy tờ, thông tin"</th><th>"Nội dung cần bổ sung"</th><th>"Căn cứ"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {line("Lý do", sheet.event.reason.clone().unwrap_or_default())}
        {line("Hạn bổ sung", due_on)}
        <p>"Có thể bổ sung tại bất cứ trung tâm đã nhận hồ sơ hoặc trả kết quả, hoặc trực tuyến nếu đã nộp trực tuyến. \
            Nếu cần hướng dẫn, đề nghị liên hệ "<b>{sheet.event.by.name.clone()}</b>"."</p>
        {tracking(sheet)}
        {signatures(None, "NGƯỜI HƯỚNG DẪN", &sheet.event.by.name)}
    };
    page(sheet, "Mẫu số 02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", body.into_view())
}

/// The list as it was sent.
fn asked(sheet: &Sheet) -> (Vec<SupplementItem>, Option<Date>) {
    let input = match &sheet.event.payload {
        Payload::Input { input } | Payload::Documents { input, .. } => input,
        _ => return (Vec::new(), None),
    };
    let part = |name: &str| input.get(name).cloned().unwrap_or_default();
    (serde_json::from_value(part("items")).unwrap_or_default(), serde_json::from_value(part("due_on")).ok())
}

fn target(sheet: &Sheet, target: &SupplementTarget) -> String {
    match target {
        SupplementTarget::Paper { id } => {
            let paper = sheet.procedure.papers.iter().find(|paper| paper.id == *id);
            paper.map_or_else(|| id.to_string(), |paper| paper.name_vi.clone())
        }
        SupplementTarget::Field { name } => {
            let field = sheet.procedure.fields.iter().find(|field| field.name == *name);
            field.map_or_else(|| name.clone(), |field| field.label.vi.clone())
        }
    }
}
