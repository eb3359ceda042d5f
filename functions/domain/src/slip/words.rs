//! Dates, times, money and other words as the forms have them.

use crate::{
    calendar::local,
    deadline::{ProcessingTime, TimeUnit},
    procedure::ReturnMethod,
    text::grouped,
};
use jiff::{Timestamp, civil::Date};

/// "08 giờ 30 phút, ngày 05/12/2026"
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{:02} giờ {:02} phút, ngày {}", at.hour(), at.minute(), day(at.date()))
}

/// "08:30 05/12/2026", for narrow columns.
#[must_use]
pub fn short_moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{:02}:{:02} {}", at.hour(), at.minute(), day(at.date()))
}

/// "05/12/2026"
#[must_use]
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// "ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 have a zero before them (Decree 30/2020,
/// Appendix I).
#[must_use]
pub fn long_day(date: Date) -> String {
    let month = if date.month() < 3 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// The number of a form: the issuing place's running number of the day, and the day as in a dossier's code (R22).
#[must_use]
pub fn form_number(number: u32, on: Date) -> String {
    format!("{number:04}/{:02}{:02}{:02}", on.year().rem_euclid(100), on.month(), on.day())
}

/// "150.000 đồng"
#[must_use]
pub fn money(vnd: u64) -> String {
    [&grouped(vnd), " đồng"].concat()
}

/// "2 ngày làm việc"
#[must_use]
pub fn processing_time(time: Option<&ProcessingTime>) -> String {
    let Some(time) = time else { return "Chưa xác định".to_owned() };
    let (value, unit) = match (time.value, time.provisional) {
        (None, Some(provisional)) => (Some(provisional.value), provisional.unit),
        (value, _) => (value, time.unit),
    };
    match (unit, value) {
        (TimeUnit::SameDay, _) => "Trong ngày làm việc".to_owned(),
        (TimeUnit::Campaign, _) => "Theo kế hoạch của đợt".to_owned(),
        (_, None) => "Chưa xác định".to_owned(),
        (TimeUnit::CalendarDay, Some(value)) => format!("{value} ngày"),
        (TimeUnit::WorkingHour, Some(value)) => format!("{value} giờ làm việc"),
        (TimeUnit::WorkingDay | TimeUnit::DayToConfirm | TimeUnit::ToConfirm, Some(value)) => {
            format!("{value} ngày làm việc")
        }
    }
}

/// "Trực tiếp tại quầy"
#[must_use]
pub fn return_method(method: ReturnMethod) -> &'static str {
    match method {
        ReturnMethod::Counter => "Trực tiếp tại quầy",
        ReturnMethod::Post => "Qua dịch vụ bưu chính",
        ReturnMethod::Online => "Trực tuyến",
    }
}

/// What was done, in the words of `statuses.json` (`action_vi`); empty for what no dossier is handed on by.
#[must_use]
pub fn action(id: &str) -> &'static str {
    ACTIONS.iter().find(|(known, _)| *known == id).map_or("", |(_, words)| words)
}

/// Every action of the data's transitions. Reference data are not compiled in, but the slip is read where none are at
/// hand; a test compares them.
pub const ACTIONS: [(&str, &str); 60] = [
    ("start", "Tạo hồ sơ"),
    ("discard_draft", "Xoá bản nháp"),
    ("submit", "Nộp hồ sơ"),
    ("receive_from_portal", "Nhận hồ sơ từ Cổng quốc gia"),
    ("file_at_counter", "Nộp trực tiếp"),
    ("file_by_post", "Nộp qua bưu chính"),
    ("confirm_late_entry", "Xác nhận nhập muộn"),
    ("amend_intake", "Đính chính tiếp nhận"),
    ("amend_procedure", "Đính chính thủ tục, chuyển lại"),
    ("accept", "Tiếp nhận"),
    ("request_supplement", "Yêu cầu bổ sung"),
    ("refuse", "Từ chối tiếp nhận"),
    ("resubmit", "Nộp bổ sung"),
    ("expire", "Kết thúc do quá hạn bổ sung"),
    ("forward", "Chuyển hồ sơ"),
    ("refer_competence", "Chuyển điều phối thẩm quyền"),
    ("decide_competence", "Quyết định thẩm quyền"),
    ("reroute", "Chuyển cơ quan giải quyết khác"),
    ("resolve_on_the_spot", "Giải quyết tại chỗ"),
    ("receive", "Nhận hồ sơ, phân công"),
    ("return_wrong_agency", "Trả lại do sai thẩm quyền"),
    ("start_work", "Thụ lý"),
    ("reassign", "Phân công lại"),
    ("ask_opinion", "Lấy ý kiến phối hợp"),
    ("ask_side_opinion", "Tham khảo ý kiến"),
    ("opinions_complete", "Đủ ý kiến phối hợp"),
    ("supplement_received", "Nhận bổ sung"),
    ("request_financial_obligation", "Chuyển nghĩa vụ tài chính"),
    ("obligation_fulfilled", "Hoàn thành nghĩa vụ tài chính"),
    ("submit_for_approval", "Trình duyệt"),
    ("submit_for_signature", "Trình ký"),
    ("sign_directly", "Ký trực tiếp"),
    ("endorse_onward", "Duyệt, chuyển lãnh đạo cấp trên"),
    ("endorse", "Duyệt, trình ký"),
    ("deny", "Dự thảo văn bản không giải quyết"),
    ("return_for_rework", "Trả lại để làm lại"),
    ("approve_sign", "Duyệt, ký số"),
    ("sign_denial", "Ký văn bản không giải quyết"),
    ("return_for_resigning", "Trả lại để ký lại"),
    ("publish", "Cấp số, phát hành"),
    ("send_result", "Chuyển kết quả"),
    ("receive_result", "Nhận kết quả tại nơi trả"),
    ("deliver_online", "Trả kết quả trực tuyến"),
    ("deliver_by_post", "Gửi kết quả qua bưu chính"),
    ("confirm_delivery", "Xác nhận đã giao"),
    ("delivery_failed", "Giao không thành công"),
    ("hand_over", "Trả kết quả"),
    ("take_fee", "Thu phí, lệ phí phát sinh"),
    ("change_return_place", "Đổi nơi trả, cách trả kết quả"),
    ("extend_with_apology", "Xin lỗi, đề nghị gia hạn"),
    ("stop", "Dừng xử lý"),
    ("request_withdrawal", "Yêu cầu rút hồ sơ"),
    ("confirm_withdrawal", "Xác nhận rút"),
    ("refuse_withdrawal", "Không chấp nhận rút"),
    ("cancel_withdrawal", "Huỷ yêu cầu rút"),
    ("start_handover", "Bàn giao do sắp xếp đơn vị"),
    ("accept_handover", "Nhận bàn giao"),
    ("reject_handover", "Từ chối bàn giao"),
    ("redirect_handover", "Bàn giao cho cơ quan khác"),
    ("cancel_handover", "Huỷ bàn giao"),
];

/// A state by its name in `statuses.json` (`name_vi`); empty for an unknown one.
#[must_use]
pub fn state(id: &str) -> &'static str {
    STATES.iter().find(|(known, _)| *known == id).map_or("", |(_, words)| words)
}

/// Every state of the data; a test compares them.
pub const STATES: [(&str, &str); 26] = [
    ("draft", "Bản nháp"),
    ("discarded", "Bản nháp đã xoá"),
    ("submitted", "Mới đăng ký"),
    ("intake_supplement", "Chờ bổ sung (trước tiếp nhận)"),
    ("refused", "Không được tiếp nhận"),
    ("accepted", "Được tiếp nhận"),
    ("awaiting_competence", "Chờ xác định thẩm quyền"),
    ("in_transfer", "Đang chuyển hồ sơ"),
    ("assigned", "Đã phân công"),
    ("in_process", "Đang thụ lý"),
    ("waiting_opinion", "Chờ ý kiến phối hợp"),
    ("supplement_requested", "Yêu cầu bổ sung"),
    ("financial_obligation", "Chờ nghĩa vụ tài chính"),
    ("pending_approval", "Trình lãnh đạo phòng"),
    ("pending_signature", "Trình ký"),
    ("approved", "Đã ký duyệt"),
    ("denied", "Đã ký văn bản không giải quyết"),
    ("result_ready", "Có kết quả tại cơ quan giải quyết"),
    ("result_in_transit", "Đang chuyển kết quả"),
    ("done", "Đã xử lý xong, chờ trả"),
    ("in_delivery", "Đang giao qua bưu chính"),
    ("returned", "Đã trả kết quả"),
    ("withdrawal_requested", "Yêu cầu rút hồ sơ"),
    ("withdrawn", "Đã rút"),
    ("stopped", "Dừng xử lý"),
    ("handover_pending", "Chờ bàn giao cơ quan mới"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_as_the_decree_on_records_wants_them() {
        assert_eq!(long_day(date(2026, 2, 5)), "ngày 05 tháng 02 năm 2026");
        assert_eq!(long_day(date(2026, 3, 15)), "ngày 15 tháng 3 năm 2026");
        assert_eq!(long_day(date(2026, 11, 9)), "ngày 09 tháng 11 năm 2026");
    }

    #[test]
    fn moments_are_of_the_provinces_clock() {
        let at: Timestamp = "2026-11-23T18:05:00Z".parse().unwrap();
        assert_eq!(moment(at), "01 giờ 05 phút, ngày 24/11/2026");
        assert_eq!(short_moment(at), "01:05 24/11/2026");
    }

    #[test]
    fn a_forms_number_is_of_its_day() {
        assert_eq!(form_number(7, date(2026, 7, 27)), "0007/260727");
        assert_eq!(form_number(12_345, date(2026, 12, 1)), "12345/261201");
    }

    #[test]
    fn money_and_times_are_words() {
        assert_eq!(money(1_250_000), "1.250.000 đồng");
        assert_eq!(processing_time(Some(&ProcessingTime::of(2, TimeUnit::WorkingDay))), "2 ngày làm việc");
        assert_eq!(processing_time(Some(&ProcessingTime::of(1, TimeUnit::SameDay))), "Trong ngày làm việc");
        assert_eq!(processing_time(None), "Chưa xác định");
    }
}
