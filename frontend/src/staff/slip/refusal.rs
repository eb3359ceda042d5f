//! Form 03: refusal to receive, with reason, legal basis and what to do instead.

use super::{
    Sheet,
    frame::{applicant, line, sheet as page, signatures},
};
use domain::dossier::State;
use frontend::form::Reference;
use frontend::prelude::*;

/// The form.
#[must_use]
pub fn refusal(sheet: &Sheet, reference: Reference) -> View {
    let (reason, legal_basis, guidance) = match &sheet.view.dossier.state {
        State::Refused { reason, legal_basis, guidance } => (reason.clone(), legal_basis.clone(), guidance.clone()),
        _ => (sheet.event.reason.clone().unwrap_or_default(), String::new(), String::new()),
    };
    let body = view! {
        {applicant(sheet, reference)}
        {line("Thủ tục", format!("{} ({})", sheet.view.procedure.name.vi, sheet.view.procedure.code))}
        <p>"Qua xem xét, "{sheet.view.receiving_centre.vi.clone()}" thông báo không tiếp nhận hồ sơ này:"</p>
        {line("Lý do", reason)}
        {line("Căn cứ pháp lý", legal_basis)}
        {line("Hướng dẫn", guidance)}
        <p>"Xin thông báo để ông/bà được biết và thực hiện."</p>
        {signatures(Some("NGƯỜI NỘP HỒ SƠ"), "NGƯỜI TIẾP NHẬN HỒ SƠ", &sheet.event.by.name)}
    };
    page(sheet, "Mẫu số 03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", body.into_view())
}
