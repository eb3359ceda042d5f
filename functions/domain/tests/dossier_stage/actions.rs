//! Actions as they are usual, and dossiers on their way.

use super::{
    Stage, card,
    forms::{birth_wholly_online, shop_at_counter},
};
use domain::{
    dossier::{
        Action,
        state::{FeeRefund, ReceiptProof, SupplementItem},
    },
    ids::AccountId,
};
use jiff::civil::date;

pub fn reason() -> String {
    "Lý do ghi trong hồ sơ".to_owned()
}

pub fn basis() -> String {
    "Điều 16 Nghị định 118/2025/NĐ-CP".to_owned()
}

pub fn receive(assignee: &str, paper_count: u16) -> Action {
    Action::Receive { assignee: AccountId::from(assignee), paper_count }
}

pub fn publish(number: &str, external_number: Option<&str>) -> Action {
    Action::Publish { number: number.to_owned(), external_number: external_number.map(str::to_owned), document: None }
}

pub fn hand_over(receiver: &str, proxy: Option<&str>) -> Action {
    Action::HandOver {
        identity: card(),
        receiver_name: receiver.to_owned(),
        proxy: proxy.map(str::to_owned),
        proof: ReceiptProof::Signature,
        fees: Vec::new(),
    }
}

pub fn supplement(items: Vec<SupplementItem>) -> Action {
    Action::RequestSupplement { items, reason: reason(), due_on: date(2026, 12, 4) }
}

pub fn path(stage: &Stage) -> Vec<&str> {
    stage.events.iter().map(|event| event.action.as_str()).collect()
}

/// The birth, accepted on Tuesday morning and being worked on.
pub fn birth_in_process() -> Stage {
    let mut birth = birth_wholly_online();
    let accept = birth.when("2026-11-17T07:45").acceptance();
    birth
        .does("tn-hatu", accept)
        .does("tn-hatu", Action::Forward { paper_count: 0 })
        .does("tp-vp-hatu", receive("tl-vp-hatu", 0))
        .does("tl-vp-hatu", Action::StartWork);
    birth
}

/// The shop at the economic office of Bãi Cháy.
pub fn shop_in_process() -> Stage {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    shop.does("tn-binhlieu", accept)
        .does("tn-binhlieu", Action::Forward { paper_count: 3 })
        .when("2026-11-17T08:00")
        .does("tp-kt-baichay", receive("tl-kt-baichay", 3))
        .does("tl-kt-baichay", Action::StartWork);
    shop
}

/// The shop, late, with an apology and a new date.
pub fn extended_shop() -> Stage {
    let mut shop = shop_in_process();
    shop.when("2026-11-18T09:00");
    shop.does(
        "tp-kt-baichay",
        Action::ExtendWithApology {
            new_due_on: date(2026, 11, 25),
            reason: "Phải xác minh địa điểm kinh doanh tại thực địa".to_owned(),
        },
    );
    shop
}

/// The birth, withdrawn by the mother while it is being worked on.
pub fn withdrawn_birth() -> Stage {
    let mut birth = birth_in_process();
    birth.when("2026-11-17T09:00");
    birth.does("cd-lan", Action::RequestWithdrawal { reason: None, identity: None });
    birth.when("2026-11-17T10:30");
    birth.does(
        "tn-hatu",
        Action::ConfirmWithdrawal {
            papers_returned: vec!["Giấy chứng sinh".to_owned(), "Giấy chứng nhận kết hôn".to_owned()],
            fee_refund: FeeRefund::Amount { amount_vnd: 8_000, rule: "chưa cấp bản sao".to_owned() },
        },
    );
    birth
}
