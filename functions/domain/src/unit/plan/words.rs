//! What is wrong with a plan, in words.

use super::Problem;
use crate::{account::Role, text::Text};

impl Problem {
    /// In both languages, beginning with what it is about.
    #[must_use]
    pub fn words(&self) -> Text {
        match self {
            Self::TooLate { effective } => {
                let day = effective.strftime("%d/%m/%Y").to_string();
                said(day, "ngày này đã qua", "the day is over")
            }
            Self::NotACode { code } => said(code, "mã đơn vị phải có 5 chữ số", "a unit's code has five figures"),
            Self::Twice { code } => said(code, "ghi hai lần", "stands twice"),
            Self::EndsUnknown { code } => said(code, "không có đơn vị này để kết thúc", "no such unit to end"),
            Self::CodeTaken { code, by } => said(
                code,
                &format!("đang là mã của {by}, đơn vị không kết thúc"),
                &format!("is the code of {by}, which stays"),
            ),
            Self::AgencyCodeTaken { unit, agency_code } => said(
                unit,
                &format!("mã định danh {agency_code} đã dùng"),
                &format!("identifier {agency_code} is in use"),
            ),
            Self::NoSuccessor { code, name } => {
                said(format!("{code} {name}"), "không có đơn vị tiếp nhận", "nothing takes it over")
            }
            Self::NoPredecessor { code, name } => {
                said(format!("{code} {name}"), "không lập từ đơn vị nào", "made of nothing")
            }
            Self::LinkFromUnknown { old, new } => said(
                format!("{old} → {new}"),
                "đơn vị cũ không kết thúc trong phương án",
                "the plan does not end the old unit",
            ),
            Self::LinkToUnknown { old, new } => said(
                format!("{old} → {new}"),
                "đơn vị mới không có trong phương án",
                "the plan does not begin the new unit",
            ),
            Self::LinkTwice { old, new } => said(format!("{old} → {new}"), "ghi hai lần", "stands twice"),
            Self::Overlap { old, name } => said(
                format!("{old} {name}"),
                "vừa nhập toàn bộ vừa nhập một phần",
                "goes whole to one and in part to another",
            ),
            Self::OnlyAPart { old, name } => {
                said(format!("{old} {name}"), "mới có một phần được nhập", "only a part goes anywhere")
            }
            Self::NotOneProposed { old, name, proposed } => said(
                format!("{old} {name}"),
                &format!("cần đúng một đơn vị đề xuất, đang có {proposed}"),
                &format!("needs one part to propose, has {proposed}"),
            ),
            Self::PartUndescribed { old, new } => {
                said(format!("{old} → {new}"), "chưa ghi là phần nào", "nothing says which part this is")
            }
            Self::CodeReused { code, before, after } => said(
                code,
                &format!("mã này trước là {before}, sau là {after}"),
                &format!("the code names {before} and will name {after}"),
            ),
            Self::NameTwice { name, units } => {
                let units = joined(units.iter().map(|unit| unit.as_str()));
                said(
                    name,
                    &format!("trùng tên, luôn phải hỏi ({units})"),
                    &format!("borne twice, always asked ({units})"),
                )
            }
            Self::BranchUndecided { unit, branches } => {
                let branches = joined(branches.iter().map(|branch| branch.as_str()));
                said(
                    unit,
                    &format!("cần chọn chi nhánh đăng ký đất đai ({branches})"),
                    &format!("its land branch must be named ({branches})"),
                )
            }
            Self::BranchUnknown { unit, branch } => {
                said(unit, &format!("không có chi nhánh {branch}"), &format!("no branch {branch}"))
            }
            Self::StaffWithoutUnit { account, unit } => {
                said(format!("{account} ({unit})"), "chưa có nơi làm việc mới", "has no place to go")
            }
            Self::StaffToUnknown { account, unit } => {
                said(format!("{account} → {unit}"), "không có người hoặc đơn vị này", "no such person or unit")
            }
            Self::NobodyIn { unit, role } => {
                let (vi, en) = work(*role);
                said(unit, &format!("chưa có ai làm {vi}"), &format!("has no {en}"))
            }
            Self::DossiersWithoutTarget { unit, open } => said(
                unit,
                &format!("{open} hồ sơ đang mở không có nơi nhận"),
                &format!("{open} open dossiers have nowhere to go"),
            ),
            Self::DossiersToDivide { unit, open } => said(
                unit,
                &format!("{open} hồ sơ đang mở phải xem từng hồ sơ để chia"),
                &format!("{open} open dossiers must be divided one by one"),
            ),
        }
    }
}

fn said(about: impl std::fmt::Display, vi: &str, en: &str) -> Text {
    Text { vi: format!("{about}: {vi}"), en: format!("{about}: {en}") }
}

fn joined<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(", ")
}

/// The work without which a new unit cannot begin.
const fn work(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::IntakeOfficer => ("cán bộ tiếp nhận", "intake officer"),
        Role::CaseOfficer => ("cán bộ thụ lý", "case officer"),
        Role::Signer => ("người ký", "signer"),
        Role::Clerk => ("văn thư", "registry clerk"),
        _ => ("việc khác", "other staff"),
    }
}
