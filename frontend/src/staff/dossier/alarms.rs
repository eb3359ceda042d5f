//! Timers of the present state that have fired: what the system reminds of. A person acts (I8).

use super::Open;
use domain::dossier::timers::{Fired, Moment};
use frontend::prelude::*;
use frontend::{
    format::moment,
    i18n::Key,
    t,
    ui::{Badge, Mark},
};

/// The card; nothing while nothing has fired.
#[must_use]
pub fn alarms(open: Open) -> View {
    let content = move || {
        open.view.with(|view| {
            let fired = &view.dossier.fired;
            (!fired.is_empty()).then(|| {
                let rows: Vec<View> = fired.iter().rev().map(row).collect();
                view! {
                    <section class="card" aria-labelledby="alarms-title">
                        <h2 id="alarms-title">{t!("staff.alarm.title")}</h2>
                        <ul class="plain">{rows}</ul>
                    </section>
                }
            })
        })
    };
    content.into_view()
}

fn row(fired: &Fired) -> View {
    let mark = match fired.moment {
        Moment::DueInTwoDays | Moment::DueInOneDay | Moment::SupplementReminder => Mark::Near,
        _ => Mark::Late,
    };
    view! { <li><Badge mark=mark label=words(fired.moment).words()/>" "<span class="soft small number">{moment(fired.at)}</span></li> }
}

/// What has come, in words.
#[must_use]
pub fn words(moment: Moment) -> Key {
    match moment {
        Moment::DueInTwoDays => t!("staff.alarm.due_in_2_days"),
        Moment::DueInOneDay => t!("staff.alarm.due_in_1_day"),
        Moment::Overdue => t!("staff.alarm.overdue"),
        Moment::DraftStale => t!("staff.alarm.draft_stale"),
        Moment::IntakeNoticeDue => t!("staff.alarm.intake_notice_due"),
        Moment::LateEntryUnconfirmed => t!("staff.alarm.late_entry_unconfirmed"),
        Moment::SupplementReminder => t!("staff.alarm.supplement_reminder"),
        Moment::SupplementOverdue => t!("staff.alarm.supplement_overdue"),
        Moment::ForwardDue => t!("staff.alarm.forward_due"),
        Moment::NotTakenOver => t!("staff.alarm.not_taken_over"),
        Moment::CompetenceUndecided => t!("staff.alarm.competence_undecided"),
        Moment::ReviewDue => t!("staff.alarm.review_due"),
        Moment::ObligationOpen => t!("staff.alarm.obligation_open"),
        Moment::WithdrawalUnanswered => t!("staff.alarm.withdrawal_unanswered"),
        Moment::HandoverNotTaken => t!("staff.alarm.handover_not_taken"),
        Moment::HandoverUndecided => t!("staff.alarm.handover_undecided"),
        Moment::ResultNotArrived => t!("staff.alarm.result_not_arrived"),
        Moment::ResultUnclaimed => t!("staff.alarm.result_unclaimed"),
        Moment::DeliveryUnconfirmed => t!("staff.alarm.delivery_unconfirmed"),
        Moment::OpinionOverdue => t!("staff.alarm.opinion_overdue"),
    }
}
