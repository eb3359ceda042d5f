//! Filled forms of the journeys, and the filings that they begin with.

use super::super::common::answers;
use super::{BADGE, BAI_CHAY, BINH_LIEU, BIRTH, Filing, HA_TU, MONG_CAI_1, SHOP, Stage, actor, at, counter, online};
use domain::{dossier::head::ReturnTo, form::Answers, procedure::Channel};
use serde_json::json;

/// Lan of Hà Tu registers the birth of her daughter, in time.
pub fn birth() -> Answers {
    let home = json!({ "unit_code": HA_TU, "detail": "Tổ 1, khu 2" });
    answers(json!({
        "applicant_kind": "citizen", "requester_full_name": "Nguyễn Thị Lan", "requester_dob": "1996-03-08",
        "requester_id_number": "022196001234", "requester_phone": "0912345678", "requester_residence": home,
        "requester_relation": "mother", "case_type": "ordinary", "registration_place": HA_TU,
        "child_full_name": "Trần Ngọc An", "child_dob": "2026-11-11", "child_gender": "female",
        "child_ethnicity": "Kinh", "child_nationality": "VN", "child_birth_place": "Bệnh viện Sản Nhi Quảng Ninh",
        "child_hometown": "Hạ Long, Quảng Ninh", "birth_paper_number": "15/2026", "mother_known": true,
        "mother_full_name": "Nguyễn Thị Lan", "mother_dob": "1996-03-08", "mother_id_kind": "citizen",
        "mother_id_number": "022196001234", "mother_ethnicity": "Kinh", "mother_nationality": "VN",
        "mother_residence": home, "father_declared": true, "father_full_name": "Trần Văn Hùng",
        "father_dob": "1993-11-02", "father_id_kind": "citizen", "father_id_number": "022093004321",
        "father_ethnicity": "Kinh", "father_nationality": "VN", "father_residence": home, "parents_married": true,
        "marriage_cert_number": "15/2022", "return_method": "counter", "return_centre": HA_TU, "copies": 0,
        "declaration": true,
    }))
}

/// A shop in Bãi Cháy.
pub fn shop() -> Answers {
    let place = json!({ "unit_code": BAI_CHAY, "detail": "Tổ 4, khu 1" });
    answers(json!({
        "applicant_kind": "citizen", "requester_full_name": "Đặng Thị Oanh", "requester_dob": "1990-05-06",
        "requester_id_number": "022190007766", "requester_phone": "0912000777",
        "requester_residence": { "unit_code": BINH_LIEU, "detail": "Thôn 3" },
        "business_name": "Hộ kinh doanh Oanh Bãi Cháy", "business_address": place, "main_business_line": "4711",
        "business_lines": [{ "vsic_code": "4711", "description": "Bán lẻ tạp hoá" }], "capital": 150_000_000,
        "employees": 2, "owner_type": "individual", "tax_address_same": true, "owner_full_name": "Đặng Thị Oanh",
        "owner_dob": "1990-05-06", "owner_id_kind": "citizen", "owner_id_number": "022190007766",
        "owner_ethnicity": "Kinh", "owner_nationality": "VN", "owner_residence": place, "return_method": "counter",
        "return_centre": BINH_LIEU, "declaration": true,
    }))
}

/// A company's employee with a mandate, for a procedure whose own form is not described.
pub fn company(subject: &str) -> Answers {
    answers(json!({
        "applicant_kind": "organisation", "organisation_name": "Công ty TNHH Vận tải Ví Dụ",
        "enterprise_code": "5700000001", "representative_role": "authorised", "mandate_number": "12/UQ",
        "requester_full_name": "Trần Văn Hùng", "requester_dob": "1985-07-21",
        "requester_id_number": "022085004321", "requester_phone": "0987654321",
        "requester_residence": { "unit_code": MONG_CAI_1, "detail": "Tổ 5" }, "subject": subject,
        "states_paper_1": false, "declaration": true,
    }))
}

/// The birth filed by phone on a Monday evening.
pub fn birth_online(return_to: ReturnTo) -> Stage {
    Stage::file(Filing {
        procedure: BIRTH,
        answers: birth(),
        channel: Channel::Online,
        centre: HA_TU,
        by: actor("cd-lan"),
        return_to,
        paper_count: 0,
        now: at("2026-11-16T20:15"),
    })
}

/// The shop filed at the counter of Bình Liêu on a Monday morning.
pub fn shop_at_counter() -> Stage {
    Stage::file(Filing {
        procedure: SHOP,
        answers: shop(),
        channel: Channel::Counter,
        centre: BINH_LIEU,
        by: actor("tn-binhlieu"),
        return_to: counter(BINH_LIEU),
        paper_count: 3,
        now: at("2026-11-16T08:30"),
    })
}

/// The badge filed at the counter of Móng Cái 1 on a Monday morning.
pub fn badge_at_counter() -> Stage {
    Stage::file(Filing {
        procedure: BADGE,
        answers: company("Cấp phù hiệu xe hợp đồng 14B-012.34"),
        channel: Channel::Counter,
        centre: MONG_CAI_1,
        by: actor("tn-mongcai1"),
        return_to: counter(MONG_CAI_1),
        paper_count: 2,
        now: at("2026-11-16T09:00"),
    })
}

/// The birth, returned online.
pub fn birth_wholly_online() -> Stage {
    birth_online(online(HA_TU))
}
