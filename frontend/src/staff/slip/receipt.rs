//! Form 01: receipt of the dossier and appointment for the result.

use super::{
    Sheet,
    frame::{agency as resolving, applicant, line, moment, sheet as page, signatures, tracking},
};
use domain::{
    deadline::TimeUnit,
    dossier::{
        action::{CheckedPaper, PaperStatus},
        event::Payload,
        head::FeeMethod,
    },
    procedure::ReturnMethod,
};
use frontend::prelude::*;
use frontend::{form::Reference, format::dong};

/// The form.
#[must_use]
pub fn receipt(sheet: &Sheet, reference: Reference) -> View {
    let view = &sheet.view;
    let agency = resolving(sheet).unwrap_or_else(|| "Đang xác định thẩm quyền".to_owned());
    let started = view.dossier.clock.started();
    let received = started.map(|started| moment(started.received_at)).unwrap_or_default();
    // The appointment that this very form made; a later change has a form of its own.
    let due = sheet.event.due.as_ref().and_then(|due| due.to).or_else(|| started.and_then(|started| started.due_at));
    let due = due.map_or_else(|| "Theo thông báo của cơ quan giải quyết".to_owned(), moment);
    let body = view! {
        {line("Trung tâm tiếp nhận", view.receiving_centre.vi.clone())}
        <h2>"Người nộp hồ sơ"</h2>
        {applicant(sheet, reference)}
        <h2>"Nội dung yêu cầu giải quyết"</h2>
        {line("Thủ tục", format!("{} ({})", view.procedure.name.vi, view.procedure.code))}
        {line("Cơ quan giải quyết", agency)}
        {papers(sheet)}
        {line("Số tờ giấy nhận tại quầy", view.dossier.paper_count.to_string())}
        {line("Thời hạn giải quyết", processing_time(sheet))}
        {line("Thời điểm nhận hồ sơ", received)}
        {line("Thời điểm hẹn trả kết quả", due)}
        {line("Cách nhận kết quả", return_words(view.dossier.return_to.method))}
        {line("Nơi trả kết quả", view.return_place.vi.clone())}
        {fees(sheet)}
        {tracking(sheet)}
        {signatures(Some("NGƯỜI NỘP HỒ SƠ"), "NGƯỜI TIẾP NHẬN HỒ SƠ", &sheet.event.by.name)}
    };
    page(sheet, "Mẫu số 01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", body.into_view())
}

fn return_words(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::Counter => "Trực tiếp tại quầy",
        ReturnMethod::Post => "Qua dịch vụ bưu chính",
        ReturnMethod::Online => "Trực tuyến",
    }
}

/// The check-list of acceptance, else what was filed.
fn papers(sheet: &Sheet) -> View {
    let checked = checklist(sheet);
    let rows: Vec<_> = sheet
        .procedure
        .papers
        .iter()
        .filter_map(|paper| {
            let line = checked.iter().find(|line| line.paper == paper.id);
            let filed = sheet.view.content.papers.iter().any(|filed| filed.paper == Some(paper.id));
            let note = match line.map(|line| line.status) {
                Some(PaperStatus::NotNeeded) => return None,
                Some(PaperStatus::ReplacedByData) => "Thay bằng dữ liệu",
                Some(PaperStatus::Shown) => "Xuất trình để đối chiếu",
                Some(PaperStatus::Present) => "",
                None if filed => "",
                None => return None,
            };
            Some((paper, note))
        })
        .enumerate()
        .map(|(at, (paper, note))| {
            view! {
                <tr>
                    <td class="number">{at + 1}</td><td>{paper.name_vi.clone()}</td>
                    <td class="number">{paper.originals}</td><td class="number">{paper.copies}</td><td>{note}</td>
                </tr>
            }
        })
        .collect();
    if rows.is_empty() {
        return line("Thành phần hồ sơ", "không yêu cầu giấy tờ");
    }
    view! {
        <table class="form-table">
            <caption>"Thành phần hồ sơ nộp gồm"</caption>
            <thead><tr><th>"STT"</th><th>"Tên giấy tờ"</th><th>"Bản chính"</th><th>"Bản sao"</th><th>"Ghi chú"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn checklist(sheet: &Sheet) -> Vec<CheckedPaper> {
    // Form 01 after a supplement or a correction repeats the list of the acceptance.
    let accepted = sheet.view.history.iter().rev().find(|event| event.action == "accept");
    let input = match accepted.map(|event| &event.payload) {
        Some(Payload::Input { input } | Payload::Documents { input, .. }) => input.get("checklist").cloned(),
        _ => None,
    };
    input.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default()
}

fn processing_time(sheet: &Sheet) -> String {
    let time = sheet.view.dossier.clock.started().and_then(|started| started.time.as_ref());
    let Some(time) = time else { return "Chưa xác định".to_owned() };
    let value = time.value.or_else(|| time.provisional.map(|provisional| provisional.value)).unwrap_or_default();
    match time.unit {
        TimeUnit::SameDay => "Trong ngày làm việc".to_owned(),
        TimeUnit::CalendarDay => format!("{value} ngày"),
        TimeUnit::WorkingHour => format!("{value} giờ làm việc"),
        TimeUnit::Campaign => "Theo kế hoạch của đợt".to_owned(),
        TimeUnit::WorkingDay | TimeUnit::DayToConfirm | TimeUnit::ToConfirm => format!("{value} ngày làm việc"),
    }
}

fn fees(sheet: &Sheet) -> View {
    let fees = &sheet.view.dossier.fees;
    let rows: Vec<View> = fees
        .iter()
        .map(|fee| match fee.method {
            FeeMethod::None => line("Phí, lệ phí", format!("miễn ({})", fee.exemption.clone().unwrap_or_default())),
            FeeMethod::Cash => line(
                "Đã nộp phí, lệ phí",
                format!("{} tiền mặt, biên lai {}", dong(fee.amount_vnd), fee.receipt_number),
            ),
            FeeMethod::Transfer => line(
                "Đã nộp phí, lệ phí",
                format!("{} chuyển khoản, biên lai {}", dong(fee.amount_vnd), fee.receipt_number),
            ),
        })
        .collect();
    if rows.is_empty() { line("Phí, lệ phí", "không thu") } else { rows.into_view() }
}
