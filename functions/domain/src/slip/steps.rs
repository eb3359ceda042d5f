//! Who handed a dossier to whom, read off its history (R16).

use super::{
    control::{Step, StepResult},
    head::resolving,
    source::Source,
    words,
};
use crate::{
    account::Role,
    calendar::day_of,
    deadline::{forward, intake_notice_due, review_return, used},
    dossier::{
        Event, StateName,
        event::Payload,
        head::centre_desk,
        opinion::{Opinion, OpinionState},
    },
    ids::AccountId,
};
use jiff::{Timestamp, civil::Date};

/// Who has the dossier after a hand-over.
enum Holder {
    /// The person who applied: asked for something, or given the result.
    Citizen,
    /// Whoever works at the desk.
    Desk,
    /// The officer who was named.
    Named(AccountId),
}

/// Until when the holder should have done his part.
enum Expected {
    /// His own time is over then.
    At(Timestamp),
    /// The whole dossier is due then.
    Due(Timestamp),
    On(Date),
    /// No clock runs: the result waits to be fetched, or the time is not known.
    Never,
}

/// What is done beside the way of the dossier, by whoever has it or not.
const ASIDE: [&str; 3] = ["amend_intake", "change_return_place", "take_fee"];
/// What is handed on within an agency.
const WITHIN: [&str; 10] = [
    "submit_for_approval",
    "submit_for_signature",
    "endorse_onward",
    "endorse",
    "deny",
    "return_for_rework",
    "return_for_resigning",
    "sign_directly",
    "sign_denial",
    "approve_sign",
];
/// What stands with a step whose holder is not late, though the dossier is.
const LATE_BEFORE: &str = "Hồ sơ đã quá hạn khi nhận";
const LATE_OPINION: &str = "Quá hạn do chờ ý kiến trả lời trễ";
/// What stands where a signature would: both have acted under their own accounts.
const CONFIRMED: &str = "Đã xác nhận trên hệ thống";

/// Every hand-over, oldest first, and every question to another agency with its answer.
pub(super) fn steps(source: &Source<'_>) -> Vec<Step> {
    let asked = source.dossier.opinions.iter().map(|opinion| (opinion.asked_at, question(source, opinion)));
    let mut steps: Vec<(Timestamp, Step)> = handed_over(source).into_iter().chain(asked).collect();
    // In order of time; what was handed over at one moment stays in order of the history.
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// A question to another agency, which has its own time for it.
fn question(source: &Source<'_>, opinion: &Opinion) -> Step {
    let on = day_of(opinion.asked_at);
    let asker = (source.officer)(&opinion.asked_by).map(|officer| officer.name);
    let ours = resolving(source.dossier.resolver.as_ref(), source.units, on).unwrap_or_default();
    let answered = opinion.ended_at();
    let note = match &opinion.state {
        OpinionState::Answered { .. } => "Đã trả lời",
        OpinionState::Withdrawn { .. } => "Không cần trả lời nữa",
        OpinionState::Asked | OpinionState::Overdue => "",
    };
    let expected = Expected::At(opinion.due_at);
    let withdrawn = matches!(opinion.state, OpinionState::Withdrawn { .. });
    let notes = [words::action("ask_opinion"), note];
    Step {
        from_person: named(asker.as_deref(), &ours),
        to_person: source.units.agency_name(&opinion.agency, on).unwrap_or_default().vi,
        handed_at: words::short_moment(opinion.asked_at),
        received_at: words::short_moment(opinion.asked_at),
        expected_at: words::short_moment(opinion.due_at),
        result: if withdrawn { None } else { result(&expected, answered, source.now) },
        note: notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(". "),
        signatures: if answered.is_some() { CONFIRMED } else { "" }.to_owned(),
    }
}

fn handed_over(source: &Source<'_>) -> Vec<(Timestamp, Step)> {
    let events = source.events;
    let befores = std::iter::once(None).chain(events.iter().map(Some));
    let handed: Vec<(usize, Option<&Event>, Holder)> = befores
        .zip(events)
        .enumerate()
        .filter_map(|(at, (before, event))| Some((at, before, to_whom(before, event)?)))
        .collect();
    let mut rows = Vec::with_capacity(handed.len());
    for (row, (at, before, holder)) in handed.iter().enumerate() {
        let until = handed.get(row + 1).map(|(next, ..)| *next);
        let last = until.unwrap_or(events.len().saturating_sub(1));
        let stage = events.get(at + 1..=last).unwrap_or_default();
        if let Some(event) = events.get(*at) {
            let ended = until.and_then(|next| events.get(next)).map(|next| next.at);
            rows.push((event.at, step(source, &Handed { event, before: *before, holder, stage, ended })));
        }
    }
    rows
}

struct Handed<'a> {
    event: &'a Event,
    before: Option<&'a Event>,
    holder: &'a Holder,
    /// What happened until the next hand-over, which is the last of them.
    stage: &'a [Event],
    ended: Option<Timestamp>,
}

fn to_whom(before: Option<&Event>, event: &Event) -> Option<Holder> {
    let Some(before) = before else { return Some(Holder::Desk) };
    let (was, is) = (before.working_state(), event.working_state());
    let asks_citizen =
        matches!(is, StateName::IntakeSupplement | StateName::SupplementRequested | StateName::FinancialObligation);
    if is != was && (asks_citizen || is.is_final()) {
        return Some(Holder::Citizen);
    }
    match event.action.as_str() {
        "resubmit" | "supplement_received" | "obligation_fulfilled" => Some(Holder::Desk),
        "receive" | "reassign" => Some(assignee(event).map_or(Holder::Desk, Holder::Named)),
        // From officer to head to signer and back, who may sit at one desk.
        action if WITHIN.contains(&action) => Some(Holder::Desk),
        _ => (event.desk != before.desk).then_some(Holder::Desk),
    }
}

fn assignee(event: &Event) -> Option<AccountId> {
    let (Payload::Input { input } | Payload::Documents { input, .. }) = &event.payload else { return None };
    input.get("assignee").and_then(|id| id.as_str()).map(AccountId::from)
}

fn step(source: &Source<'_>, handed: &Handed<'_>) -> Step {
    let Handed { event, before, holder, stage, ended } = handed;
    // The first act of the one who has it now.
    let taken_up = stage.iter().find(|next| next.by.role != Role::Citizen && !ASIDE.contains(&next.action.as_str()));
    let desk = |desk: &str| source.units.desk_name(desk, day_of(event.at)).map(|name| name.vi).unwrap_or_default();
    let (to_person, received_at) = match holder {
        Holder::Citizen => (citizen(source), Some(event.at)),
        Holder::Desk => {
            (named(taken_up.map(|next| next.by.name.as_str()), &desk(&event.desk)), taken_up.map(|next| next.at))
        }
        Holder::Named(account) => {
            let own = stage.iter().find(|next| next.by.account == *account);
            let known = (source.officer)(account).map(|officer| officer.name);
            let name = own.map(|next| next.by.name.clone()).or(known).unwrap_or_else(|| account.0.clone());
            (named(Some(&name), &desk(&event.desk)), own.map(|next| next.at))
        }
    };
    let by_citizen = event.by.role == Role::Citizen || event.by.on_behalf;
    let from_person = match before {
        // The centre may act while it lies at an agency: whoever acted stands with the own place.
        Some(_) if !by_citizen && event.by.role == Role::IntakeOfficer => {
            named(Some(&event.by.name), &desk(centre_desk(&source.dossier.receiving_centre).as_str()))
        }
        Some(before) if !by_citizen => named(Some(&event.by.name), &desk(&before.desk)),
        _ => citizen(source),
    };
    let expected = expected(source, handed);
    // With the result issued the clock has stopped, however long the paper lies there.
    let issued = stage.iter().find(|next| next.action == "publish").map(|next| next.at);
    let ended = issued.or(*ended);
    let excuse = others_delay(source, &expected, (event.at, ended.unwrap_or(source.now)));
    let notes = [note(event), excuse.unwrap_or_default().to_owned()];
    Step {
        from_person,
        to_person,
        handed_at: words::short_moment(event.at),
        received_at: received_at.map(words::short_moment).unwrap_or_default(),
        expected_at: match expected {
            Expected::At(at) | Expected::Due(at) => words::short_moment(at),
            Expected::On(on) => words::day(on),
            Expected::Never => String::new(),
        },
        result: if excuse.is_some() { None } else { result(&expected, ended, source.now) },
        note: notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(". "),
        signatures: if received_at.is_some() { CONFIRMED } else { "" }.to_owned(),
    }
}

fn citizen(source: &Source<'_>) -> String {
    let applicant = &source.dossier.applicant;
    named(Some(&applicant.name), applicant.organisation.as_deref().unwrap_or("Người nộp hồ sơ"))
}

fn named(person: Option<&str>, place: &str) -> String {
    match person {
        Some(person) if place.is_empty() => person.to_owned(),
        Some(person) => format!("{person} ({place})"),
        None => place.to_owned(),
    }
}

fn note(event: &Event) -> String {
    let what = words::action(&event.action);
    match &event.reason {
        Some(reason) if !what.is_empty() => [what, ": ", reason].concat(),
        Some(reason) => reason.clone(),
        None => what.to_owned(),
    }
}

/// Why a holder is not late though the dossier is: nobody is marked late for others' delay (R16).
fn others_delay(source: &Source<'_>, expected: &Expected, (from, to): (Timestamp, Timestamp)) -> Option<&'static str> {
    let Expected::Due(due) = *expected else { return None };
    if to <= due {
        return None;
    }
    if due < from {
        return Some(LATE_BEFORE);
    }
    let stays = used::stays(source.events, &source.dossier.opinions, source.now, source.calendar);
    let waited = stays.iter().filter(|stay| matches!(stay.holder, used::Holder::Consulted { .. }));
    let waited: i64 =
        waited.map(|stay| source.calendar.working_seconds(stay.from.clamp(from, to), stay.to.clamp(from, to))).sum();
    (source.calendar.working_seconds(due, to) <= waited).then_some(LATE_OPINION)
}

/// The notice and the forwarding of the centre (R05, R08), the return by an agency that is the wrong one (R14), the last
/// day of a supplement, otherwise the statutory due time as it stood.
fn expected(source: &Source<'_>, handed: &Handed<'_>) -> Expected {
    let Handed { event, holder, stage, .. } = handed;
    if matches!(holder, Holder::Citizen) {
        return match asked_until(event) {
            Some(on) => Expected::On(on),
            None => Expected::Never,
        };
    }
    let state = event.working_state();
    if state == StateName::Submitted {
        let accepted = stage.iter().find(|next| next.action == "accept");
        let at = match accepted {
            Some(accepted) => forward(accepted.at, source.dossier.paper_count > 0, source.calendar).due_at,
            None => Some(intake_notice_due(event.at, source.dossier.channel, source.calendar)),
        };
        return at.map_or(Expected::Never, Expected::At);
    }
    let issued = [StateName::ResultReady, StateName::ResultInTransit, StateName::Done, StateName::InDelivery];
    if issued.contains(&state) {
        return Expected::Never;
    }
    let ended = stage.last().map_or(event.version, |last| last.version);
    let stood = source.events.iter().filter(|earlier| earlier.version <= event.version || earlier.version < ended);
    let due = stood.filter_map(|earlier| earlier.due.as_ref()).next_back();
    let Some(due) = due.and_then(|due| due.to) else { return Expected::Never };
    let returns = stage.last().filter(|last| last.action == "return_wrong_agency");
    match returns.and_then(|_| review_return(event.at, source.calendar).due_at) {
        Some(own) if own < due => Expected::At(own),
        _ => Expected::Due(due),
    }
}

fn asked_until(event: &Event) -> Option<Date> {
    let (Payload::Input { input } | Payload::Documents { input, .. }) = &event.payload else { return None };
    input.get("due_on").and_then(|on| on.as_str()).and_then(|on| on.parse().ok())
}

/// Before the day, in time, or late (R31); not yet known while it is still in hand and not late.
fn result(expected: &Expected, ended: Option<Timestamp>, now: Timestamp) -> Option<StepResult> {
    let (day, late) = match *expected {
        Expected::At(at) | Expected::Due(at) => (day_of(at), ended.unwrap_or(now) > at),
        Expected::On(on) => (on, day_of(ended.unwrap_or(now)) > on),
        Expected::Never => return None,
    };
    match ended {
        _ if late => Some(StepResult::Late),
        Some(ended) if day_of(ended) < day => Some(StepResult::Early),
        Some(_) => Some(StepResult::OnTime),
        None => None,
    }
}
