//! The list that goes to the People's Committee before a reorganisation: which units must be told what. It is no form of
//! Circular 03/2025; it stands on paper as Decree 30/2020 wants it, and as a file for spreadsheets.

use super::{
    csv,
    sheet::{Block, Column, Sheet, SheetHead, Signature, Table},
    words,
};
use crate::{
    calendar::day_of,
    message::reorganisation::{PlanUnit, PlanView},
    unit::plan::{Forecast, PACE_DAYS},
};
use std::cmp::Reverse;

const COLUMNS: [Column; 11] = [
    Column::centred("STT", 3),
    Column::text("Đơn vị kết thúc", 14),
    Column::text("Đơn vị kế thừa", 14),
    Column::centred("Đang giữ", 5),
    Column::centred("Hạn trước ngày sắp xếp", 6),
    Column::centred("Hạn từ ngày sắp xếp, không hạn", 7),
    Column::centred("Quá hạn", 5),
    Column::centred("Còn phải giải quyết", 6),
    Column::centred("Đã giải quyết mỗi ngày", 6),
    Column::centred("Dự kiến xong", 8),
    Column::text("Đề nghị chỉ đạo", 16),
];

/// Units with open dossiers, those that need a word first.
fn units(plan: &PlanView) -> Vec<&PlanUnit> {
    let mut units: Vec<&PlanUnit> =
        plan.units.iter().filter(|unit| unit.load.open() > 0 || unit.load.to_finish > 0).collect();
    units.sort_by_key(|unit| Reverse((is_slow(unit), unit.load.late, unit.load.to_finish, unit.load.held_in_all())));
    units
}

/// Whether the unit will not have decided in time what it must.
#[must_use]
pub const fn is_slow(unit: &PlanUnit) -> bool {
    matches!(unit.load.forecast, Forecast::TooLate { .. } | Forecast::Never)
}

/// Results a working day, `1,5`.
#[must_use]
pub fn pace(unit: &PlanUnit) -> String {
    let tenths = unit.load.finished * 10 / u64::from(PACE_DAYS);
    [(tenths / 10).to_string(), (tenths % 10).to_string()].join(",")
}

fn cells(no: usize, unit: &PlanUnit, plan: &PlanView) -> [String; 11] {
    let load = &unit.load;
    let parts: Vec<&str> = unit.parts.iter().map(|(_, name)| name.vi.as_str()).collect();
    [
        no.to_string(),
        unit.name.vi.clone(),
        parts.join("; "),
        load.held_in_all().to_string(),
        load.due_before.to_string(),
        (load.due_after + load.without_due).to_string(),
        load.late.to_string(),
        load.to_finish.to_string(),
        pace(unit),
        match load.forecast {
            Forecast::Nothing => String::new(),
            Forecast::InTime { on } | Forecast::TooLate { on } => words::day(on),
            Forecast::Never => "không kịp".to_owned(),
        },
        wanted(unit, plan),
    ]
}

/// What the unit is to be told.
fn wanted(unit: &PlanUnit, plan: &PlanView) -> String {
    let load = &unit.load;
    let before = day_of(plan.now) < plan.effective;
    let mut words = Vec::new();
    if load.late > 0 {
        words.push(format!("Giải quyết ngay {} hồ sơ quá hạn", load.late));
    }
    if before && is_slow(unit) {
        words.push("Tăng người: không kịp ngày sắp xếp".to_owned());
    } else if before && load.to_finish > 0 {
        words.push("Giải quyết xong trước ngày sắp xếp".to_owned());
    }
    let left = load.due_after + load.without_due;
    if before && left > 0 {
        words.push(format!("Chuẩn bị bàn giao {left} hồ sơ"));
    }
    if !before && load.held_in_all() > 0 {
        words.push(format!("Bàn giao ngay {} hồ sơ", load.held_in_all()));
    }
    words.join("; ")
}

/// The list on paper.
#[must_use]
pub fn sheet(plan: &PlanView) -> Sheet {
    let units = units(plan);
    let rows: Vec<Vec<String>> = units.iter().zip(1..).map(|(unit, no)| cells(no, unit, plan).to_vec()).collect();
    let sum = |of: fn(&PlanUnit) -> u64| units.iter().map(|unit| of(unit)).sum::<u64>();
    let total = format!(
        "{} đơn vị, {} hồ sơ đang giữ, {} hồ sơ quá hạn, {} đơn vị không kịp",
        units.len(),
        sum(|unit| unit.load.held_in_all()),
        sum(|unit| unit.load.late),
        units.iter().filter(|unit| is_slow(unit)).count()
    );
    let counted = plan.counted_at.map(words::short_moment).unwrap_or_default();
    let how = format!(
        "Còn phải giải quyết: hồ sơ đơn vị có thẩm quyền phải giải quyết, hạn trước ngày sắp xếp, dù đang ở đâu. Dự kiến \
         xong: số đó chia cho số kết quả đơn vị ban hành trung bình mỗi ngày trong {PACE_DAYS} ngày làm việc gần nhất."
    );
    Sheet {
        kind: "Danh sách đề nghị chỉ đạo".to_owned(),
        title: "HỒ SƠ CỦA CÁC ĐƠN VỊ KẾT THÚC HOẠT ĐỘNG".to_owned(),
        subtitle: format!("Số liệu lúc {counted}"),
        head: SheetHead::new(
            Some("Ủy ban nhân dân tỉnh Quảng Ninh"),
            "Trung tâm Phục vụ hành chính công tỉnh",
            None,
            None,
        ),
        blocks: vec![
            Block::Line { label: "Căn cứ", text: format!("{} ({})", plan.decision, plan.title.vi) },
            Block::Line { label: "Ngày sắp xếp", text: words::day(plan.effective) },
            Block::Line { label: "Tổng số", text: total },
            Block::Table(Table { caption: None, columns: COLUMNS.to_vec(), rows }),
            Block::Paragraph { text: how },
            Block::Signatures {
                left: Some(Signature::of("NGƯỜI LẬP", "")),
                right: Signature::of("GIÁM ĐỐC TRUNG TÂM", ""),
            },
        ],
        landscape: true,
    }
}

/// The list as a file for spreadsheets.
#[must_use]
pub fn csv(plan: &PlanView) -> String {
    let units = units(plan);
    csv::table(&COLUMNS, units.iter().zip(1..).map(|(unit, no)| cells(no, unit, plan)))
}
