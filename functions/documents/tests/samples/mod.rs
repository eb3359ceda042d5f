//! Forms of dossiers on the domain's stage, among them the ones that are hard to set: many papers, long names, long
//! reasons, words without an end.
#![allow(dead_code, reason = "tests and pictures use other parts of it")]

#[path = "../../../domain/tests/common/mod.rs"]
pub mod common;
#[path = "../../../domain/tests/dossier_stage/mod.rs"]
pub mod dossier_stage;

use domain::{
    dossier::{Action, Actor},
    ids::FileId,
    slip::{DocumentLine, Form, Form07, FormNumber, Keeper, RegisterRow},
};
use dossier_stage::{
    Stage, UNITS,
    actions::{birth_in_process, extended_shop, hand_over, publish, shop_in_process, supplement, withdrawn_birth},
    forms::birth_wholly_online,
    missing_paper, pdf,
    slips::{form, subject},
    wrong_field,
};
use jiff::civil::date;

/// A sentence that has every kind of letter with every tone.
pub const TONES: &str =
    "Nguyễn Thị Ỷ Ngữ, Trương Quỳnh Nhẫn, Đặng Ễnh Ương, Huỳnh Khuỷu Ẵm, Lỗ Ổn Ợ, Ặc Ẩn Ậu Ỡ Ữ Ự Ỵ Ỹ Ẽ Ẻ Ẹ";

/// Every sample, with a name for its picture and snapshot.
pub fn all() -> Vec<(&'static str, Form)> {
    vec![
        ("01-counter", form(&shop_in_process(), FormNumber::F01)),
        ("01-online", form(&birth_in_process(), FormNumber::F01)),
        ("01-hard", hard_receipt()),
        ("02", request()),
        ("03", refusal()),
        ("04", form(&extended_shop(), FormNumber::F04)),
        ("05", form(&withdrawn_birth(), FormNumber::F05)),
        ("06", control()),
        ("07", register(1)),
        ("07-many", register(60)),
    ]
}

/// Forty papers and a name as long as the form allows.
fn hard_receipt() -> Form {
    let Form::Receipt(mut receipt) = form(&shop_in_process(), FormNumber::F01) else { panic!("a receipt") };
    receipt.head.applicant_name = TONES.to_owned();
    receipt.head.organisation = Some(
        "Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng Hạ tầng Kỹ thuật và Dịch vụ Vận tải Biển Đông \
         Bắc Quảng Ninh"
            .to_owned(),
    );
    receipt.head.address = format!("Số {}, phường Hà Tu", "1".repeat(120));
    let paper = receipt.documents[0].clone();
    receipt.documents = (1..=40)
        .map(|at| DocumentLine {
            name: format!("{} (bản {at})", paper.name),
            note: if at % 3 == 0 { "Xuất trình để đối chiếu".to_owned() } else { String::new() },
            ..paper.clone()
        })
        .collect();
    Form::Receipt(receipt)
}

fn request() -> Form {
    let mut birth = birth_wholly_online();
    let mut items = vec![missing_paper(1), wrong_field("child_hometown")];
    items[0].missing = "Ảnh chụp mờ, không đọc được số và ngày cấp; đề nghị chụp lại đủ bốn góc".to_owned();
    items[1].legal_basis = "Khoản 1 Điều 4 Nghị định 123/2015/NĐ-CP".to_owned();
    birth.when("2026-11-17T07:45").does("tn-hatu", supplement(items));
    form(&birth, FormNumber::F02)
}

fn refusal() -> Form {
    let mut birth = birth_wholly_online();
    birth.when("2026-11-17T07:45").does(
        "tn-hatu",
        Action::Refuse {
            reason: "Trẻ đã được đăng ký khai sinh tại UBND phường Hồng Gai ngày 14/11/2026.\nKhông đăng ký lại \
                     khi sổ hộ tịch còn lưu."
                .to_owned(),
            legal_basis: "Điều 24 Nghị định 123/2015/NĐ-CP".to_owned(),
            guidance: "Xin cấp bản sao trích lục khai sinh tại bất kỳ trung tâm nào trong tỉnh.".to_owned(),
        },
    );
    form(&birth, FormNumber::F03)
}

/// A shop's whole way, to the proxy who fetches the result.
pub fn returned_shop() -> Stage {
    let mut shop = shop_in_process();
    shop.bringing(pdf("draft"))
        .does("tl-kt-baichay", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    shop.when("2026-11-18T10:00").does("tp-kt-baichay", Action::ApproveSign);
    shop.when("2026-11-18T14:00").does("vt-baichay", publish("7/GCN", Some("5701234567")));
    shop.does("vt-baichay", Action::SendResult { paper_count: 3 });
    shop.when("2026-11-19T15:30").does("tkq-binhlieu", Action::ReceiveResult { paper_count: 3 });
    shop.does("tkq-binhlieu", hand_over("Đặng Văn Tư", Some("Giấy ủy quyền số 3")));
    shop
}

/// The same for a birth that the system delivers.
pub fn delivered_birth() -> Stage {
    let mut birth = birth_in_process();
    birth.when("2026-11-17T10:00").bringing(pdf("draft"));
    birth.does("tl-vp-hatu", Action::SubmitForSignature { document: Some(FileId::from("draft")) });
    birth.when("2026-11-17T11:00").does("ct-hatu", Action::ApproveSign);
    birth.when("2026-11-17T14:00").does("vt-hatu", publish("101/2026", Some("KS-2026-22-000101")));
    birth.by(&Actor::system(), Action::DeliverOnline);
    birth
}

fn control() -> Form {
    form(&returned_shop(), FormNumber::F06)
}

/// A register of so many lines.
pub fn register(lines: u32) -> Form {
    let shop = returned_shop();
    let keeper = Keeper::of_desk("TT-06838").expect("a centre");
    let period = (date(2026, 11, 1), date(2026, 11, 30));
    let mut register = Form07::of(&keeper, period, &[subject(&shop, "Thôn 3, Xã Bình Liêu")], &UNITS, shop.now);
    let row = register.rows[0].clone();
    register.rows = (1..=lines).map(|no| RegisterRow { no, ..row.clone() }).collect();
    Form::Register(Box::new(register))
}
