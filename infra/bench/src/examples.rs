//! Answers that are valid for three procedures, varied by a number.

use domain::form::Answers;
use jiff::civil::Date;
use serde_json::{Value, json};

/// The procedures of the three journeys: birth, household business, vehicle badge.
pub const CODES: [&str; 3] = ["1.001193", "1.001612", "2.002288"];

const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
const MIDDLE: [&str; 6] = ["Thị", "Văn", "Thu", "Minh", "Ngọc", "Đức"];
const GIVEN: [&str; 10] = ["Lan", "Hùng", "Mai", "Sơn", "Hà", "Tuấn", "Oanh", "Bình", "Yến", "Khoa"];

fn name(number: usize) -> String {
    let pick = |from: &[&str], at: usize| from.get(at % from.len()).copied().unwrap_or_default().to_owned();
    format!("{} {} {}", pick(&FAMILY, number), pick(&MIDDLE, number / 8), pick(&GIVEN, number / 3))
}

/// Valid answers for a place and a day of filing.
#[must_use]
pub fn answers(code: &str, place: &str, number: usize, on: Date) -> Answers {
    let address = json!({ "unit_code": place, "detail": format!("Tổ {}, khu {}", number % 20 + 1, number % 7 + 1) });
    let person = name(number);
    let serial = format!("{:06}", number % 1_000_000);
    let mut form = json!({
        "applicant_kind": "citizen",
        "requester_full_name": person,
        "requester_dob": "1996-03-08",
        "requester_id_number": format!("022196{serial}"),
        "requester_phone": format!("0912{serial}"),
        "requester_residence": address,
    });
    let own = match code {
        "1.001193" => json!({
            "requester_relation": "mother",
            "case_type": "ordinary",
            "registration_place": place,
            "child_full_name": format!("{} An", name(number + 5)),
            "child_dob": on.checked_sub(jiff::Span::new().days(12)).unwrap_or(on).to_string(),
            "child_gender": "female",
            "child_ethnicity": "Kinh",
            "child_nationality": "VN",
            "child_birth_place": "Bệnh viện Sản Nhi Quảng Ninh",
            "child_hometown": "Hạ Long, Quảng Ninh",
            "birth_paper_number": format!("{number}/2026"),
            "mother_known": true,
            "mother_full_name": person,
            "mother_dob": "1996-03-08",
            "mother_id_kind": "citizen",
            "mother_id_number": format!("022196{serial}"),
            "mother_ethnicity": "Kinh",
            "mother_nationality": "VN",
            "mother_residence": address,
            "father_declared": true,
            "father_full_name": "Trần Văn Hùng",
            "father_dob": "1993-11-02",
            "father_id_kind": "citizen",
            "father_id_number": "022093004321",
            "father_ethnicity": "Kinh",
            "father_nationality": "VN",
            "father_residence": address,
            "parents_married": true,
            "marriage_cert_number": "15/2022",
            "return_method": "counter",
            "return_centre": place,
            "copies": 0,
            "declaration": true,
        }),
        "1.001612" => json!({
            "business_name": format!("Hộ kinh doanh {person} {number}"),
            "business_address": address,
            "main_business_line": "4711",
            "business_lines": [{ "vsic_code": "4711", "description": "Bán lẻ tạp hoá" }],
            "capital": 150_000_000,
            "employees": 2,
            "owner_type": "individual",
            "tax_address_same": true,
            "owner_full_name": person,
            "owner_dob": "1996-03-08",
            "owner_id_kind": "citizen",
            "owner_id_number": format!("022196{serial}"),
            "owner_ethnicity": "Kinh",
            "owner_nationality": "VN",
            "owner_residence": address,
            "return_method": "counter",
            "return_centre": place,
            "declaration": true,
        }),
        _ => json!({
            "applicant_kind": "organisation",
            "organisation_name": format!("Công ty TNHH Vận tải Ví Dụ {number}"),
            "enterprise_code": "5700000001",
            "representative_role": "authorised",
            "mandate_number": format!("{number}/UQ"),
            "subject": "Cấp phù hiệu xe hợp đồng 14B-012.34",
            "states_paper_1": false,
            "declaration": true,
        }),
    };
    if let (Value::Object(form), Value::Object(own)) = (&mut form, own) {
        form.extend(own);
    }
    match form {
        Value::Object(form) => form,
        _ => Answers::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        catalogue,
        form::{self, Facts},
        procedure::Channel,
    };
    use std::path::Path;

    #[test]
    fn every_example_is_accepted_by_the_catalogue_of_today() {
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed");
        let read =
            |name: &str| -> Value { serde_json::from_str(&std::fs::read_to_string(seed.join(name)).unwrap()).unwrap() };
        let compiled = catalogue::compile(&read("procedures.json"), &read("labels.json")).unwrap();
        let on = Date::constant(2026, 11, 23);
        for code in CODES {
            let procedure = compiled.iter().find(|procedure| procedure.code.as_str() == code).unwrap();
            let channel = if code == "1.001193" { Channel::Online } else { Channel::Counter };
            for number in [0, 1, 17, 998, 123_456] {
                let (facts, yes, any) = (Facts::on(on).by(channel), |_: &str| true, |_: &str, _: &str| true);
                let context = form::Context::new(&facts, &yes, &any);
                let answers = answers(code, "06652", number, on);
                if let Err(errors) = form::parse(procedure, &answers, &context) {
                    panic!("{code}, number {number}: {}", serde_json::to_string(&errors).unwrap());
                }
            }
        }
    }
}
