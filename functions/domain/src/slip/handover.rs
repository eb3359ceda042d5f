//! The protocol of a hand-over between two units: what was listed, what was found, and both signatures. It is no form of
//! Circular 03/2025; it stands on paper as Decree 30/2020 wants it.

use super::{
    sheet::{Block, Column, Sheet, SheetHead, Signature, Table},
    words,
};
use crate::{
    message::reorganisation::ListView,
    text::grouped,
    unit::plan::{Found, Item, Signed},
};

const COLUMNS: [Column; 9] = [
    Column::centred("STT", 3),
    Column::centred("Mã hồ sơ", 12),
    Column::text("Người nộp", 12),
    Column::centred("Thủ tục", 7),
    Column::text("Trạng thái", 10),
    Column::centred("Hạn trả", 8),
    Column::centred("Số tờ", 4),
    Column::text("Tiền, kết quả kèm theo", 10),
    Column::text("Bên nhận kiểm tra", 14),
];

/// The protocol of a list, as it stands now.
#[must_use]
pub fn protocol(view: &ListView) -> Sheet {
    let batch = &view.batch;
    let rows = batch.items.iter().zip(1..).map(|(item, no)| row(no, item)).collect();
    let sheets: u64 = batch.items.iter().map(|item| u64::from(item.paper_count)).sum();
    let cash: u64 = batch.items.iter().map(|item| item.cash_vnd).sum();
    let received = batch.items.iter().filter(|item| item.is_received()).count();
    let mut blocks = vec![
        Block::Line { label: "Căn cứ", text: format!("{} ({})", view.decision, view.title.vi) },
        Block::Line { label: "Bên giao", text: view.from_name.vi.clone() },
        Block::Line { label: "Bên nhận", text: view.to_name.vi.clone() },
        Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows }),
        Block::Line {
            label: "Tổng số",
            text: format!("{} hồ sơ, {sheets} tờ, tiền mặt {} đồng", batch.items.len(), grouped(cash)),
        },
    ];
    if batch.taken.is_some() {
        let rest = batch.items.len() - received;
        let text = format!("{received} hồ sơ; {rest} hồ sơ chưa nhận, do bộ phận điều phối của tỉnh giải quyết");
        blocks.push(Block::Line { label: "Đã nhận", text });
    }
    if let Some(hash) = &batch.hash {
        let text = format!("Mã kiểm tra danh sách bên giao đã ký (SHA-256): {hash}");
        blocks.push(Block::Paragraph { text });
    }
    blocks.push(Block::Signatures {
        left: Some(signature("ĐẠI DIỆN BÊN GIAO", batch.given.as_ref())),
        right: signature("ĐẠI DIỆN BÊN NHẬN", batch.taken.as_ref()),
    });
    Sheet {
        kind: "Biên bản bàn giao".to_owned(),
        title: "BIÊN BẢN BÀN GIAO HỒ SƠ".to_owned(),
        subtitle: format!("Danh sách {}", batch.id),
        head: SheetHead::new(None, &view.from_name.vi, None, None),
        blocks,
        landscape: true,
    }
}

fn row(no: u32, item: &Item) -> Vec<String> {
    let mut along = Vec::new();
    if item.cash_vnd > 0 {
        along.push(format!("{} đồng", grouped(item.cash_vnd)));
    }
    if item.result_ready {
        along.push("kết quả chờ trả".to_owned());
    }
    let found = match item.check.as_ref().map(|check| &check.found) {
        None => String::new(),
        Some(Found::Received) => "Đã nhận".to_owned(),
        Some(Found::Missing { papers }) => format!("Thiếu: {papers}"),
        Some(Found::Refused { reason }) => format!("Không nhận: {reason}"),
    };
    vec![
        no.to_string(),
        item.code.0.clone(),
        item.applicant.clone(),
        item.procedure.0.clone(),
        words::state(item.state.as_str()).to_owned(),
        item.due_at.map(words::short_moment).unwrap_or_default(),
        item.paper_count.to_string(),
        along.join("; "),
        found,
    ]
}

/// Who signed, and when; nothing while nobody has.
fn signature(role: &'static str, signed: Option<&Signed>) -> Signature {
    let note = signed.map_or_else(
        || super::sheet::SIGN.to_owned(),
        |signed| format!("{}, ký trên hệ thống lúc {}", signed.title_vi, words::short_moment(signed.at)),
    );
    Signature { role, note, name: signed.map(|signed| signed.name.clone()).unwrap_or_default() }
}
