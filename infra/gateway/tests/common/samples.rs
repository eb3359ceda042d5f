//! Filled forms and files as people bring them. Dates follow the server's day, as time limits do.

use super::{door::Door, people::stranger};
use serde_json::{Value, json};
use uuid::Uuid;

/// The mother of the first journey, as her account has her.
pub const MOTHER: (&str, &str, &str) = ("Nguyễn Thị Lan", "022196001234", "0912345678");
/// The child that she registers.
pub const CHILD: &str = "Nguyễn Minh Khuê";
/// The shop owner of the second journey; she has no account.
pub const OWNER: (&str, &str, &str) = ("Hoàng Thị Sáu", "022188007654", "0977123456");
/// The employee of the third journey.
pub const EMPLOYEE: (&str, &str, &str) = ("Trần Văn Hùng", "022085004321", "0987654321");

/// A file on somebody's phone or scanner.
#[derive(Clone, Debug)]
pub struct File {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl File {
    fn new(name: &str, media_type: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), media_type: media_type.to_owned(), bytes }
    }
}

/// A small PDF that a reader opens; no two are the same.
pub fn pdf(name: &str) -> File {
    let body = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n% {name} {}\n\
         trailer<</Size 4/Root 1 0 R>>\n%%EOF\n",
        Uuid::new_v4()
    );
    File::new(&format!("{name}.pdf"), "application/pdf", body.into_bytes())
}

/// A photograph: a JPEG's beginning and end around noise.
pub fn photo(name: &str) -> File {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0];
    for _ in 0..64 {
        bytes.extend(Uuid::new_v4().into_bytes());
    }
    bytes.extend([0xFF, 0xD9]);
    File::new(&format!("{name}.jpg"), "image/jpeg", bytes)
}

/// A program that calls itself a PDF.
pub fn disguised() -> File {
    File::new("giấy tờ.pdf", "application/pdf", b"MZ\x90\x00 this is a program, not a paper".to_vec())
}

/// The server's day in Vietnam, some days on or back, as ISO.
pub fn day(door: &dyn Door, offset: i64) -> String {
    let asked = stranger(door).post("/api/public/due-date", &json!({ "procedure": "2.002288" })).expect(200).json();
    let now: jiff::Timestamp = asked["received_at"].as_str().unwrap_or_default().parse().expect("the server's time");
    let then = now + jiff::SignedDuration::from_hours(24 * offset);
    domain::calendar::day_of(then).to_string()
}

/// An address in a unit.
pub fn residence(unit: &str) -> Value {
    json!({ "unit_code": unit, "detail": "Tổ 1, khu 2" })
}

fn procedure(code: &str) -> Value {
    json!({ "code": code, "valid_from": "2025-07-01" })
}

/// How a result is returned.
pub fn returned(method: &str, centre: &str) -> Value {
    json!({ "method": method, "centre": centre, "address": null })
}

/// The answers of the birth registration of a child born on a day.
pub fn birth_answers(born: &str, method: &str) -> Value {
    let (name, number, phone) = MOTHER;
    json!({
        "applicant_kind": "citizen", "requester_full_name": name, "requester_dob": "1996-03-08",
        "requester_id_number": number, "requester_phone": phone, "requester_residence": residence("06652"),
        "requester_relation": "mother", "case_type": "ordinary", "registration_place": "06652",
        "child_full_name": CHILD, "child_dob": born, "child_gender": "female",
        "child_ethnicity": "Kinh", "child_nationality": "VN", "child_birth_place": "Bệnh viện Sản Nhi Quảng Ninh",
        "child_hometown": "Phường Hà Tu, tỉnh Quảng Ninh", "birth_paper_number": "CS-2026-118",
        "mother_known": true, "mother_full_name": name, "mother_dob": "1996-03-08", "mother_id_kind": "citizen",
        "mother_id_number": number, "mother_ethnicity": "Kinh", "mother_nationality": "VN",
        "mother_residence": residence("06652"), "father_declared": false, "parents_married": false,
        "return_method": method, "return_centre": "06652", "declaration": true,
    })
}

/// A birth registration filed online, with the birth paper as an uploaded file.
pub fn birth(door: &dyn Door, method: &str, paper: &str) -> Value {
    birth_on(&day(door, -20), method, paper)
}

/// The same, for a child born on a day.
pub fn birth_on(born: &str, method: &str, paper: &str) -> Value {
    json!({
        "procedure": procedure("1.001193"), "answers": birth_answers(born, method),
        "papers": [{ "paper": 1, "files": [paper] }], "return_to": returned(method, "06652"),
    })
}

/// The check-list of a birth registration: what is there, what data replace, what this case does not need.
pub fn birth_checklist() -> Value {
    json!([
        { "paper": 0, "status": "present" }, { "paper": 1, "status": "present" }, { "paper": 2, "status": "not_needed" },
        { "paper": 3, "status": "not_needed" }, { "paper": 4, "status": "not_needed" },
        { "paper": 5, "status": "replaced_by_data" },
    ])
}

/// The acceptance of a birth registration; the original birth paper is kept, so people carry it and forward it (R08).
pub fn birth_accepted() -> Value {
    json!({ "checklist": birth_checklist(), "paper_count": 1, "fees": [] })
}

/// A household business taken in at the counter of Bình Liêu for a shop at `unit`, not yet accepted.
pub fn shop(unit: &str) -> Value {
    let (name, number, phone) = OWNER;
    json!({
        "procedure": procedure("1.001612"),
        "answers": {
            "applicant_kind": "citizen", "requester_full_name": name, "requester_id_number": number,
            "requester_phone": phone, "requester_residence": residence("06838"),
            "business_name": format!("Hộ kinh doanh Sáu Bình {}", Uuid::new_v4()), "business_address": residence(unit),
            "main_business_line": "4711", "business_lines": [{ "vsic_code": "4711" }], "capital": 50_000_000,
            "employees": 1, "owner_type": "individual", "tax_address_same": true, "owner_full_name": name,
            "owner_dob": "1988-05-06", "owner_id_kind": "citizen", "owner_id_number": number,
            "owner_nationality": "VN", "owner_residence": residence("06838"),
            "return_method": "counter", "return_centre": "06838", "declaration": true,
        },
        "papers": [{ "paper": 0, "on_paper": true }], "return_to": returned("counter", "06838"), "centre": "06838",
        "identity": { "kind": "identity_card", "number": number }, "paper_count": 3,
    })
}

/// The check-list of a shop with a single owner.
pub fn shop_checklist() -> Value {
    json!([
        { "paper": 0, "status": "present" }, { "paper": 1, "status": "not_needed" }, { "paper": 2, "status": "shown" },
    ])
}

/// The fee of a shop at a counter, paid.
pub fn shop_fee(receipt: &str) -> Value {
    json!([{ "rule": 0, "amount_vnd": 50_000, "method": "cash", "receipt_number": receipt }])
}

/// A vehicle badge for a company, brought to the counter of Móng Cái 1 by an employee with a mandate, and accepted.
pub fn badge() -> Value {
    let (name, number, phone) = EMPLOYEE;
    json!({
        "procedure": procedure("2.002288"),
        "answers": {
            "applicant_kind": "organisation", "requester_full_name": name, "requester_id_number": number,
            "organisation_name": "Công ty TNHH Vận tải Ví Dụ", "enterprise_code": "5700000001",
            "representative_role": "authorised", "mandate_number": "12/UQ-VD", "requester_phone": phone,
            "requester_residence": residence("06712"), "subject": "Cấp phù hiệu cho xe tải 14C-123.45",
            "states_paper_1": false, "declaration": true,
        },
        "papers": [{ "paper": 0, "on_paper": true }], "return_to": returned("counter", "06712"), "centre": "06712",
        "identity": { "kind": "identity_card", "number": number }, "paper_count": 2,
        "accept": { "checklist": [
            { "paper": 0, "status": "present", "not_scanned": "filed_electronically" },
            { "paper": 1, "status": "not_needed" },
        ], "fees": [] },
    })
}

/// One thing that a supplement asks for.
pub fn missing_paper(paper: u8, what: &str) -> Value {
    json!({ "target": { "kind": "paper", "id": paper }, "missing": what, "legal_basis": "Điều 87 Nghị định 01/2021/NĐ-CP" })
}
