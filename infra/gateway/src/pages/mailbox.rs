//! `/mailbox`: the notices that the worker wrote, as a citizen would get them by message.

use super::{
    Pages,
    html::{escaped, page},
};
use api::{error::ApiResult, store::notice::Notice};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{calendar::day_of, dossier::timers::Moment};
use jiff::{ToSpan, tz::Offset};
use std::fmt::Write;

/// Days that are shown, today included.
const DAYS: i32 = 7;

/// The notices of the last days, the newest first.
///
/// # Errors
/// The store's.
pub async fn show(State(pages): State<Pages>) -> ApiResult<Response> {
    let today = day_of(pages.api.now());
    let mut notices = Vec::new();
    for back in 0..DAYS {
        let Ok(day) = today.checked_sub(back.days()) else { continue };
        notices.extend(pages.api.store.notices(day).await?);
    }
    notices.sort_by_key(|notice| std::cmp::Reverse((notice.at, notice.version)));
    let mut body = String::from(
        "<p>Tin nhắn gửi người dân trong 7 ngày. \
         <span lang=\"en\">Messages to citizens of the last 7 days.</span></p><ol>",
    );
    if notices.is_empty() {
        body.push_str("<li>Chưa có tin nào. <small lang=\"en\">None yet.</small></li>");
    }
    for notice in &notices {
        entry(&mut body, &pages, notice);
    }
    body.push_str("</ol>");
    Ok(page(StatusCode::OK, "Hộp thư", "Mailbox", &body))
}

fn entry(body: &mut String, pages: &Pages, notice: &Notice) {
    let state = serde_json::to_value(notice.state).ok();
    let state = state.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let (vi, en) = pages.states.get(state).map_or((state, state), |(vi, en)| (vi.as_str(), en.as_str()));
    let to = notice.phone.as_deref().unwrap_or("không có điện thoại · no phone");
    let reminder = notice.moment.and_then(reminder);
    let (vi, en) = reminder.unwrap_or((vi, en));
    let vi = notice.told.as_deref().unwrap_or(vi);
    let en = if notice.told.is_some() {
        "The place that has your dossier is closed for a time, or opens again."
    } else {
        en
    };
    let due = notice.due_at.map(|at| format!(" Hẹn trả: {}.", local(at))).unwrap_or_default();
    let _ = write!(
        body,
        "<li><p><strong>{}</strong> → {}</p><p>Hồ sơ {} ({}): {vi}{due}</p><p lang=\"en\"><small>{en}</small></p>\
         <p><a href=\"{}\">Tra cứu · Track</a></p></li>",
        local(notice.at),
        escaped(to),
        escaped(notice.code.as_str()),
        escaped(&notice.procedure_name_vi),
        escaped(&notice.track_path),
        vi = escaped(vi),
        en = escaped(en),
    );
}

/// What a reminder says instead of the state.
fn reminder(moment: Moment) -> Option<(&'static str, &'static str)> {
    match moment {
        Moment::SupplementReminder => {
            Some(("Nhắc: còn 2 ngày làm việc để bổ sung hồ sơ", "Reminder: 2 working days are left for the supplement"))
        }
        Moment::ObligationOpen => {
            Some(("Nhắc: nghĩa vụ tài chính chưa được thực hiện", "Reminder: the financial obligation is still open"))
        }
        Moment::ResultUnclaimed => {
            Some(("Nhắc: kết quả đang chờ ông/bà đến nhận", "Reminder: your result is waiting to be collected"))
        }
        _ => None,
    }
}

/// dd/mm/yyyy hh:mm in Vietnam (UTC+7, no summer time).
fn local(at: jiff::Timestamp) -> String {
    let time = Offset::constant(7).to_datetime(at);
    format!("{:02}/{:02}/{:04} {:02}:{:02}", time.day(), time.month(), time.year(), time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_vietnamese() {
        let at = "2026-07-26T20:05:00Z".parse().unwrap();
        assert_eq!(super::local(at), "27/07/2026 03:05");
    }
}
