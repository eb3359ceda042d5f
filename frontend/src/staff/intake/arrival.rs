//! How a dossier came in: by a person at the desk, by post, or on paper while the system was down.

use super::draft::DraftArrival;
use crate::fields::{Bound, Errors, IdentityInput, Reader, clean, day_of, tick_at};
use domain::{calendar::instant, dossier::submit::LateEntryInput, procedure::Channel};
use frontend::prelude::*;
use frontend::{dom, t, ui::Input};
use jiff::{Timestamp, civil::Time};

const COUNTER: &str = "counter";
const POST: &str = "post";
/// Path of the true time of receipt: of its day; the time of the day has a field beside it.
const RECEIVED: &str = "late_entry.received_at";

/// The questions about it.
#[derive(Clone, Copy)]
pub struct Arrival {
    way: RwSignal<String>,
    item: RwSignal<String>,
    late: RwSignal<bool>,
    day: RwSignal<String>,
    time: RwSignal<String>,
    receipt: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Arrival {
    /// As a draft has it.
    #[must_use]
    pub fn new(draft: &DraftArrival) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            way: text(if draft.by_post { POST } else { COUNTER }),
            item: text(&draft.item),
            late: RwSignal::new(draft.late),
            day: text(&draft.day),
            time: text(&draft.time),
            receipt: text(&draft.receipt),
            reason: text(&draft.reason),
        }
    }

    /// As typed so far; subscribes.
    #[must_use]
    pub fn typed(self) -> DraftArrival {
        DraftArrival {
            by_post: self.by_post(),
            item: self.item.get(),
            late: self.late.get(),
            day: self.day.get(),
            time: self.time.get(),
            receipt: self.receipt.get(),
            reason: self.reason.get(),
        }
    }

    /// Subscribes.
    #[must_use]
    pub fn channel(self) -> Channel {
        if self.by_post() { Channel::Post } else { Channel::Counter }
    }

    fn by_post(self) -> bool {
        self.way.with(|way| way == POST)
    }

    /// The true time of receipt of a late entry, once it is whole; subscribes.
    #[must_use]
    pub fn received_at(self) -> Option<Timestamp> {
        if !self.late.get() {
            return None;
        }
        let (day, time) = (self.day.with(|day| day_of(day)), self.time.with(|time| time_of(time)));
        instant(day?.to_datetime(time?))
    }

    /// The item, and the late entry, as they are sent.
    pub fn read(self, reader: &mut Reader) -> (Option<String>, Option<LateEntryInput>) {
        untrack(|| {
            let item = self.by_post().then(|| reader.text("post_item_no", self.item));
            (item, self.late.get().then(|| self.read_late(reader)).flatten())
        })
    }

    fn read_late(self, reader: &mut Reader) -> Option<LateEntryInput> {
        reader.date(RECEIVED, self.day);
        let time = clean(self.time);
        if time_of(&time).is_none() {
            reader.wrong("late_entry.time", if time.is_empty() { "required" } else { "bad_time" });
        }
        let paper_receipt_no = reader.text("late_entry.paper_receipt_no", self.receipt);
        let reason = reader.text("late_entry.reason", self.reason);
        let received_at = self.received_at()?;
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact as a float")]
        if received_at.as_millisecond() as f64 >= dom::now_ms() {
            reader.wrong(RECEIVED, "in_the_future");
        }
        Some(LateEntryInput { received_at, reason, paper_receipt_no })
    }

    /// The questions: who stands here or which item it is; the rarer ways are folded away.
    #[must_use]
    pub fn view(self, identity: IdentityInput, errors: Errors) -> View {
        let ways = vec![
            (COUNTER.to_owned(), t!("staff.arrival.counter").words()),
            (POST.to_owned(), t!("staff.arrival.post").words()),
        ];
        let who = move || {
            if self.by_post() {
                let input = Input { width: "medium", ..Input::TEXT };
                Bound::new("post_item_no", t!("staff.post.item"), self.item, errors).line(input)
            } else {
                identity.view(errors)
            }
        };
        let unfolded = untrack(|| self.by_post() || self.late.get());
        view! {
            {who}
            <details class="explained" open=unfolded>
                <summary>{t!("staff.arrival.other")}</summary>
                {Bound::new("way", t!("staff.arrival.way"), self.way, errors).choices(ways)}
                {tick_at("late", t!("staff.arrival.late"), self.late, errors)}
                {move || self.late.get().then(|| self.late_fields(errors))}
            </details>
        }
    }

    fn late_fields(self, errors: Errors) -> View {
        let time = Input { placeholder: "hh:mm", width: "short", ..Input::TEXT };
        view! {
            <p class="soft small">{t!("staff.arrival.late_hint")}</p>
            <div class="pair">
                {Bound::new(RECEIVED, t!("staff.arrival.day"), self.day, errors).line(Input::DATE)}
                {Bound::new("late_entry.time", t!("staff.arrival.time"), self.time, errors).line(time)}
            </div>
            {Bound::new("late_entry.paper_receipt_no", t!("staff.late_entry.receipt"), self.receipt, errors).line(Input::TEXT)}
            {Bound::new("late_entry.reason", t!("staff.arrival.reason"), self.reason, errors).lines(2)}
        }
    }
}

/// "14:30", "8:05", "8h05", "8h".
fn time_of(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'H', '.'])?;
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Time::new(hour.parse().ok()?, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn a_time_of_the_day_is_read_as_people_write_it() {
        for written in ["14:30", "14h30", "14.30", " 14:30 "] {
            assert_eq!(time_of(written), Some(time(14, 30, 0, 0)), "{written}");
        }
        assert_eq!(time_of("8h"), Some(time(8, 0, 0, 0)));
        for wrong in ["", "14", "25:00", "14:61", "hai giờ", "14:3x"] {
            assert_eq!(time_of(wrong), None, "{wrong}");
        }
    }
}
