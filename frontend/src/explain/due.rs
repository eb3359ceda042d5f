//! A due date with every step of its counting.

use crate::prelude::*;
use crate::{
    dom, format,
    i18n::{Key, pick},
    router,
};
use domain::{
    deadline::{Began, DueDate, NoDateReason, PauseReason, ProcessingTime, SkipReason, Step, StepKind, TimeUnit},
    text::Text,
};

/// What a link to a dossier ends with when it asks for the counting of its due date.
pub const ASKED: &str = "#due";

/// The steps of a count, folded away under a summary; open where the link asked for them.
#[component]
pub fn DueExplained(due: DueDate) -> View {
    let steps = due.steps;
    let rows = move || {
        let row = |step: &Step| view! { <li>{line(step, &steps)}</li> };
        gathered(&steps).into_iter().map(row).collect::<Vec<_>>()
    };
    let asked = untrack(router::location).hash == ASKED;
    if asked {
        dom::focus_later("due".to_owned());
    }
    view! {
        <details class="explained" open=asked>
            <summary id="due">{t!("due.how")}</summary>
            <ol>{rows}</ol>
        </details>
    }
}

/// The steps without a line for each plain weekend: they would bury the days off that matter.
fn gathered(steps: &[Step]) -> Vec<&Step> {
    let plain = |step: &&Step| !matches!(step.kind, StepKind::Skipped { reason: SkipReason::WeeklyDayOff {} });
    let mut kept = Vec::new();
    let weekends = steps.iter().filter(|step| !plain(step)).count();
    // Few of them are worth naming day by day.
    if weekends <= 4 {
        return steps.iter().collect();
    }
    let mut told = false;
    for step in steps {
        let plain = plain(&step);
        if plain || !told {
            told |= !plain;
            kept.push(step);
        }
    }
    kept
}

/// What is left of a time that stands, in the unit that is counted.
fn left(left: u16, steps: &[Step]) -> String {
    let unit = steps.iter().rev().find_map(|step| match step.kind {
        StepKind::Counting { unit: TimeUnit::SameDay, .. } => Some(TimeUnit::WorkingDay),
        StepKind::Counting { unit, .. } => Some(unit),
        _ => None,
    });
    amount(Some(left), unit.unwrap_or(TimeUnit::WorkingDay))
}

fn line(step: &Step, all: &[Step]) -> String {
    let on = format::date(step.on);
    let day = |key: Key| key.with(&[("day", &on)]);
    let sentence = |key: Key, sentence: &Text| key.with(&[("case", &pick(sentence))]);
    match &step.kind {
        StepKind::Received { at } => t!("due.received").with(&[("at", &format::moment(*at))]),
        StepKind::CountedFrom { event, at } => {
            let key = match event {
                Began::Filing => t!("due.from_filing"),
                Began::Acceptance => t!("due.from_acceptance"),
                Began::TakeOver => t!("due.from_take_over"),
                Began::Sending => t!("due.from_sending"),
            };
            key.with(&[("at", &format::moment(*at))])
        }
        StepKind::Case { sentence: text } => sentence(t!("due.case"), text),
        StepKind::CaseOpen { sentence: text } => sentence(t!("due.case_open"), text),
        StepKind::NoCaseApplies {} => t!("due.no_case").get().to_owned(),
        StepKind::Counting { value, unit } => t!("due.counting").with(&[("time", &amount(Some(*value), *unit))]),
        StepKind::UnitUnconfirmed {} => t!("due.unit_unconfirmed").get().to_owned(),
        StepKind::ProvisionalTime {} => t!("due.provisional_time").get().to_owned(),
        StepKind::AfterCutoff { cutoff } => {
            let (hour, minute) = (cutoff.hour().to_string(), cutoff.minute());
            let minute = if minute < 10 { ["0", &minute.to_string()].concat() } else { minute.to_string() };
            t!("due.after_cutoff").with(&[("time", &[&hour, ":", &minute].concat())])
        }
        StepKind::FirstDay {} => day(t!("due.first_day")),
        StepKind::ClockStarts { at } => t!("due.clock_starts").with(&[("at", &format::moment(*at))]),
        StepKind::Skipped { reason: SkipReason::WeeklyDayOff {} } => day(t!("due.weekly_day_off")),
        StepKind::Skipped { reason: SkipReason::DayOff { name, source, .. } } => {
            t!("due.day_off").with(&[("day", &on), ("name", &pick(name)), ("source", source)])
        }
        StepKind::MakeUpDay { replaces, source } => {
            t!("due.make_up").with(&[("day", &on), ("for", &format::date(*replaces)), ("source", source)])
        }
        StepKind::LastDayMoves {} => day(t!("due.last_day_moves")),
        StepKind::Paused { reason, until } => {
            let why = match reason {
                PauseReason::Supplement => t!("due.paused_supplement"),
                PauseReason::FinancialObligation => t!("due.paused_payment"),
                PauseReason::Withdrawal => t!("due.paused_withdrawal"),
            };
            let until = until.map_or_else(|| t!("due.still").get().to_owned(), format::date);
            why.with(&[("from", &on), ("until", &until)])
        }
        StepKind::StartsAnew { at } => t!("due.starts_anew").with(&[("at", &format::moment(*at))]),
        StepKind::FirstFixed { at } => t!("due.first_fixed").with(&[("at", &format::moment(*at))]),
        StepKind::Extended { until } => t!("due.extended").with(&[("day", &on), ("until", &format::date(*until))]),
        StepKind::YearNotPublished { year } => t!("due.year_not_published").with(&[("year", &year.to_string())]),
        StepKind::Due { at } => t!("due.due").with(&[("at", &format::moment(*at))]),
        StepKind::NoDate { reason } => match reason {
            NoDateReason::Campaign {} => t!("due.campaign").get().to_owned(),
            NoDateReason::TimeUnknown {} => t!("due.time_unknown").get().to_owned(),
            NoDateReason::StillPaused { left: units } => t!("due.still_paused").with(&[("left", &left(*units, all))]),
            NoDateReason::OutOfRange {} => t!("due.out_of_range").get().to_owned(),
        },
    }
}

/// "5 ngày làm việc"
fn amount(value: Option<u16>, unit: TimeUnit) -> String {
    let number = value.map(|value| value.to_string()).unwrap_or_default();
    let key = match unit {
        TimeUnit::SameDay => t!("time.same_day"),
        TimeUnit::WorkingDay => t!("time.working_days"),
        TimeUnit::CalendarDay => t!("time.calendar_days"),
        TimeUnit::WorkingHour => t!("time.working_hours"),
        TimeUnit::Campaign => t!("time.campaign"),
        TimeUnit::DayToConfirm => t!("time.days_to_confirm"),
        TimeUnit::ToConfirm => t!("time.to_confirm"),
    };
    key.with(&[("number", &number)]).trim().to_owned()
}

/// A processing time in words, with its case; subscribes to the language.
#[must_use]
pub fn processing_time(time: &ProcessingTime) -> String {
    let words = match (time.value, time.unit, time.provisional) {
        (_, TimeUnit::ToConfirm, Some(provisional)) | (None, _, Some(provisional)) => {
            t!("time.provisional").with(&[("time", &amount(Some(provisional.value), provisional.unit))])
        }
        (value, unit, _) => amount(value, unit),
    };
    match &time.condition {
        Some(condition) => [&pick(&condition.sentence), ": ", &words].concat(),
        None => words,
    }
}
