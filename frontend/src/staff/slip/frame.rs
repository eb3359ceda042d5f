//! What the forms have in common: heads, the applicant's lines, signatures, the QR code. The forms are Vietnamese legal
//! documents, so their words do not follow the language switch.

use super::Sheet;
use domain::{account::Role, form::FieldKind};
use frontend::prelude::*;
use frontend::{
    explain::qr,
    form::Reference,
    format::{date, local},
    t,
};
use jiff::Timestamp;

/// A line of the form: words and what stands behind them.
#[must_use]
pub fn line(label: &'static str, content: impl IntoView) -> View {
    view! { <p class="form-line"><span>{label}": "</span><b>{content.into_view()}</b></p> }
}

/// The whole sheet. `kind` is "Mẫu số 01".
#[must_use]
pub fn sheet(sheet: &Sheet, kind: &'static str, title: &'static str, body: View) -> View {
    let view = &sheet.view;
    let number = [&sheet.number.to_string(), "/", &local(sheet.event.at).date().year().to_string()].concat();
    view! {
        <article class="legal-form" lang="vi">
            <p class="form-kind">{kind}</p>
            <div class="form-head">
                <p>
                    {issuer(sheet).to_uppercase()}
                    <br/>"Số: "<span class="number">{number}</span>
                </p>
                <p>
                    <b>"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"</b>
                    <br/><b class="motto">"Độc lập - Tự do - Hạnh phúc"</b>
                    <br/><i>{place_and_date(sheet)}</i>
                </p>
            </div>
            <h1>{title}</h1>
            <p class="form-code">"Mã hồ sơ: "<b class="number">{view.dossier.code.0.clone()}</b></p>
            {body}
        </article>
    }
}

/// The centre, or the agency whose officer issued it.
fn issuer(sheet: &Sheet) -> String {
    let by_agency = sheet.event.by.role == Role::CaseOfficer;
    let agency = agency(sheet).filter(|_| by_agency);
    agency.unwrap_or_else(|| sheet.view.receiving_centre.vi.clone())
}

/// The resolving office with the committee that it belongs to; none while competence is undecided.
#[must_use]
pub fn agency(sheet: &Sheet) -> Option<String> {
    sheet.view.resolving_agency.as_ref().map(|agency| agency.vi.clone())
}

/// "Quảng Ninh, ngày 23 tháng 11 năm 2026"
fn place_and_date(sheet: &Sheet) -> String {
    let day = local(sheet.event.at).date();
    format!("Quảng Ninh, ngày {} tháng {} năm {}", day.day(), day.month(), day.year())
}

/// Name, number, address, telephone and e-mail of the applicant.
#[must_use]
pub fn applicant(sheet: &Sheet, reference: Reference) -> View {
    let applicant = &sheet.view.dossier.applicant;
    let organisation = applicant.organisation.clone().map(|name| line("Tổ chức", name));
    let address = residence(sheet, reference).map(|text| line("Địa chỉ", text));
    let email = answer(sheet, "requester_email").map(|text| line("Email", text));
    let (id, phone) = (applicant.id_masked.clone().unwrap_or_default(), applicant.phone.clone().unwrap_or_default());
    view! {
        {organisation}
        {line("Họ và tên", applicant.name.clone())}
        {line("Số định danh, hộ chiếu", id)}
        {address}
        {line("Số điện thoại", phone)}
        {email}
    }
}

/// A text answer of the form.
#[must_use]
pub fn answer(sheet: &Sheet, name: &str) -> Option<String> {
    sheet.view.content.answers.get(name).and_then(serde_json::Value::as_str).map(str::to_owned)
}

/// The applicant's own address: the first address of the applicant's part.
fn residence(sheet: &Sheet, reference: Reference) -> Option<String> {
    let field = sheet.procedure.fields.iter().find(|field| {
        matches!(field.kind, FieldKind::Address { .. })
            && field.part == domain::form::field::Part::Applicant
            && sheet.view.content.answers.contains_key(&field.name)
    })?;
    let value = sheet.view.content.answers.get(&field.name)?;
    Some(frontend::form::shown(field, value, reference))
}

/// The two signatures at the end.
#[must_use]
pub fn signatures(left: Option<&'static str>, right: &'static str, name: &str) -> View {
    let left = left.map(|left| view! { <p><b>{left}</b><br/><i>"(Ký và ghi rõ họ tên)"</i></p> });
    view! {
        <div class="form-sign">
            {left}
            <p><b>{right}</b><br/><i>"(Ký và ghi rõ họ tên)"</i><br/><br/><br/><b>{name.to_owned()}</b></p>
        </div>
    }
}

/// The way to the dossier's public status, as a code to photograph.
#[must_use]
pub fn tracking(sheet: &Sheet) -> View {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let address = [origin.as_str(), &sheet.view.track_path].concat();
    view! {
        <div class="form-track">
            {qr(&address, t!("staff.slip.qr"))}
            <p>"Theo dõi hồ sơ: quét mã bên, hoặc vào "<span class="number">{[&origin, "/track"].concat()}</span>
                " và nhập mã hồ sơ cùng mã tra cứu "<b class="number">{secret(&sheet.view.track_path)}</b>"."</p>
        </div>
    }
}

/// The tracking secret, which stands last in the path's fragment.
fn secret(track_path: &str) -> String {
    let fragment = track_path.split_once('#').map_or("", |(_, fragment)| fragment);
    fragment.rsplit(['/', '=']).next().unwrap_or_default().to_owned()
}

/// "08:30 ngày 05/12/2026"
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{:02}:{:02} ngày {}", at.hour(), at.minute(), date(at.date()))
}
