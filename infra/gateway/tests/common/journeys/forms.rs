//! The legal forms of a dossier and the register of its centre, as values and as files.

use super::birth_filed;
use crate::common::{
    door::{Door, eventually},
    people::{Person, person},
    samples::{self, day},
};
use serde_json::Value;

/// A file that was asked for, with its name.
#[track_caller]
fn file(by: &Person<'_>, path: &str, media_type: &str) -> (String, Vec<u8>) {
    let answer = by.get(path).expect(200);
    assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
    let disposition = answer.header("content-disposition").unwrap_or_default();
    let name = disposition.strip_prefix("attachment; filename=\"").and_then(|rest| rest.strip_suffix('"'));
    (name.unwrap_or_else(|| panic!("{path} is to be saved: {disposition}")).to_owned(), answer.body)
}

/// Forms 01 and 06 for the officer, form 01 for the mother, the register for the centre.
pub fn forms_and_register(door: &dyn Door) {
    let mut case = birth_filed(door, "counter", &samples::photo("giấy chứng sinh"));
    let officer = person(door, "tn-hatu");
    let mother = person(door, "cd-lan");
    let of = |portal: &str, form: &str| format!("/api/{portal}/dossiers/{}/forms/{form}", case.code);
    officer.get(&of("staff", "01")).refused(404, "not_found");
    let (staff_form, my_form) = (of("staff", "01"), of("public", "01"));
    let (control, register_path) = (of("staff", "06"), of("staff", "07"));
    let (my_control, absent) = (of("public", "06"), of("staff", "02"));
    case.act("tn-hatu", "accept", samples::birth_accepted());

    let form = officer.get(&staff_form).expect(200).json();
    assert_eq!((form["form"].as_str(), form["dossier_code"].as_str()), (Some("01"), Some(case.code.as_str())));
    assert_eq!(form["applicant_name"], samples::MOTHER.0);
    assert!(form["form_number"].as_str().is_some_and(|number| number.len() == 11), "{}", form["form_number"]);
    assert!(
        form["qr_code"].as_str().is_some_and(|url| url.ends_with(&format!("/track#{}/{}", case.code, case.secret)))
    );
    assert_eq!(mother.get(&my_form).expect(200).json(), form);
    assert_eq!(officer.get(&format!("{staff_form}?version=2")).expect(200).json(), form);
    officer.get(&format!("{staff_form}?version=1")).refused(404, "not_found");
    officer.get(&format!("{staff_form}?version=soon")).refused(400, "malformed");

    for path in [&staff_form, &my_form] {
        let by = if path == &my_form { &mother } else { &officer };
        for paper in ["", "?paper=a5", "?version=2&paper=a4"] {
            let (name, pdf) = file(by, &format!("{path}/pdf{paper}"), "application/pdf");
            assert_eq!(name, format!("mau-01-{}.pdf", case.code));
            assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() > 10_000, "{} bytes", pdf.len());
        }
        by.get(&format!("{path}/pdf?paper=a3")).refused(400, "malformed");
    }
    let slip = officer.get(&control).expect(200).json();
    assert_eq!(slip["steps"][0]["result"], Value::Null, "it has not been handed on");
    assert!(slip["steps"][0]["to_person"].as_str().is_some_and(|person| person.starts_with("Phạm Thị Mai")), "{slip}");
    file(&officer, &format!("{control}/pdf"), "application/pdf");
    for (by, path) in [(&mother, &my_control), (&officer, &absent), (&officer, &register_path)] {
        by.get(path).refused(404, "not_found");
        by.get(&format!("{path}/pdf")).refused(404, "not_found");
    }
    let view = mother.look(&case.code).expect(200).json();
    assert_eq!(view["slips"][0]["form"], "01");
    assert!(view["readers"][0]["name"] == "Phạm Thị Mai", "who printed it has read it: {}", view["readers"]);
    register(door, &case.code);
}

fn register(door: &dyn Door, code: &str) {
    let officer = person(door, "tn-hatu");
    let today = day(door, 0);
    let path = format!("/api/staff/register?desk=TT-06652&from={today}&to={today}");
    let row = eventually("the worker enters the dossier in the register", || {
        let register = officer.get(&path).expect(200).json();
        register["rows"].as_array()?.iter().find(|row| row["dossier_code"] == code).cloned()
    });
    assert_eq!((row["applicant_name"].as_str(), row["note"].as_str()), (Some(samples::MOTHER.0), Some("")));
    assert!(row["address_phone"].as_str().is_some_and(|text| text.contains(samples::MOTHER.2)), "{row}");
    let (name, text) = file(&officer, &format!("{path}&format=csv"), "text/csv; charset=utf-8");
    assert_eq!(name, format!("mau-07-TT-06652-{today}-{today}.csv"));
    let text = String::from_utf8(text).expect("UTF-8");
    assert!(text.starts_with('\u{FEFF}') && text.contains(code));
    file(&officer, &format!("{path}&format=pdf"), "application/pdf");
    let agency = format!("/api/staff/register?desk=06652/CX-VP&from={today}&to={today}");
    let head = person(door, "tp-vp-hatu").get(&agency).expect(200).json();
    assert!(head["rows"].as_array().is_some_and(|rows| rows.iter().any(|row| row["dossier_code"] == code)));

    officer.get(&agency).refused(403, "not_permitted");
    person(door, "tn-binhlieu").get(&path).refused(403, "not_permitted");
    person(door, "qt-hatu").get(&path).refused(403, "not_permitted");
    officer.get(&format!("{path}&format=xml")).refused(400, "malformed");
    officer.get("/api/staff/register?desk=TT-06652").refused(400, "malformed");
    officer.get("/api/staff/register?desk=TT-06652&from=yesterday&to=today").refused(400, "malformed");
    let of = |from: &str, to: &str| officer.get(&format!("/api/staff/register?desk=TT-06652&from={from}&to={to}"));
    assert_eq!(of("2026-11-02", "2026-11-01").refused(422, "invalid")["errors"][0]["code"], "range");
    assert_eq!(of("2026-11-01", "2026-12-02").refused(422, "invalid")["errors"][0]["code"], "too_long");
}
