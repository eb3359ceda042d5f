//! In whose hands the time went, and who answers for a delay.

mod clock;

use clock::{CALENDAR, at};
use domain::{
    account::Role,
    deadline::used::{Holder, Share, Stage, Stay, delays, stays, used},
    dossier::{
        Event, StateName,
        event::{By, Payload},
        opinion::{Opinion, OpinionState},
    },
    ids::{AccountId, AgencyId, CentreId, RequestId},
};

const HOUR: i64 = 3600;

/// A history from lines of `time state desk`.
fn history(lines: &[(&str, StateName, &str)]) -> Vec<Event> {
    let mut from = None;
    let mut version = 0;
    lines
        .iter()
        .map(|(time, to, desk)| {
            version += 1;
            Event {
                version,
                action: "any".to_owned(),
                at: at(time),
                by: By {
                    account: AccountId::from("a"),
                    name: String::new(),
                    role: Role::CaseOfficer,
                    on_behalf: false,
                    identity: None,
                    stands_in: None,
                },
                request: RequestId(version.to_string()),
                from: from.replace(*to),
                to: *to,
                under: None,
                desk: (*desk).to_owned(),
                reason: None,
                due: None,
                slip: None,
                stood: None,
                payload: Payload::None,
                four_eyes_off: false,
                link: None,
                opinions_withdrawn: Vec::new(),
            }
        })
        .collect()
}

fn centre() -> Holder {
    Holder::Centre { centre: CentreId::from("06862") }
}

fn agency(id: &str) -> Holder {
    Holder::Agency { agency: AgencyId::from(id) }
}

fn hours(shares: &[Share]) -> Vec<(Holder, i64)> {
    shares.iter().map(|share| (share.holder.clone(), share.seconds / HOUR)).collect()
}

const CENTRE: &str = "TT-06862";
const OFFICE: &str = "06673/CX-KINHTE";
const REGISTRY: &str = "06673/VT";

/// A week with everything: filed on Monday 2 November 2026, accepted on Tuesday, forwarded at noon, supplemented, signed.
fn ordinary() -> Vec<Event> {
    use StateName::*;
    history(&[
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-03T07:30", Accepted, CENTRE),
        ("2026-11-03T11:30", InTransfer, OFFICE),
        ("2026-11-03T13:00", Assigned, OFFICE),
        ("2026-11-04T07:30", InProcess, OFFICE),
        ("2026-11-04T11:30", SupplementRequested, OFFICE),
        ("2026-11-09T07:30", InProcess, OFFICE),
        ("2026-11-09T15:00", PendingSignature, "06673/CX-CHUTICH"),
        ("2026-11-10T07:30", Approved, REGISTRY),
        ("2026-11-10T08:30", ResultReady, REGISTRY),
        ("2026-11-10T14:00", ResultInTransit, CENTRE),
        ("2026-11-11T08:30", Returned, CENTRE),
    ])
}

#[test]
fn each_holder_has_the_working_time_of_its_own_days() {
    let all = stays(&ordinary(), &[], at("2026-12-01T09:00"), &CALENDAR);
    let told: Vec<(Holder, Stage, i64)> =
        all.iter().map(|stay| (stay.holder.clone(), stay.stage, stay.seconds / HOUR)).collect();
    assert_eq!(
        told,
        [
            (centre(), Stage::Intake, 7),
            (centre(), Stage::Processing, 4),
            (agency("06673"), Stage::Processing, 8),
            (Holder::Citizen, Stage::Processing, 20),
            (agency("06673"), Stage::Processing, 9),
            (agency("06673"), Stage::Return, 4),
            (centre(), Stage::Return, 4),
        ]
    );
    assert_eq!(hours(&used(&all)), [(centre(), 4), (agency("06673"), 17), (Holder::Citizen, 20)]);
    let first: &Stay = &all[0];
    assert_eq!((first.from, first.to), (at("2026-11-02T08:30"), at("2026-11-03T07:30")));
}

#[test]
fn the_parts_of_the_processing_sum_to_its_whole() {
    let all = stays(&ordinary(), &[], at("2026-12-01T09:00"), &CALENDAR);
    let sum: i64 = used(&all).iter().map(|share| share.seconds).sum();
    assert_eq!(sum, CALENDAR.working_seconds(at("2026-11-03T07:30"), at("2026-11-10T08:30")));
}

#[test]
fn a_dossier_under_way_is_held_until_now_and_an_ended_one_until_its_end() {
    let mut events = ordinary();
    events.truncate(5);
    let now = stays(&events, &[], at("2026-11-04T09:30"), &CALENDAR);
    assert_eq!(now.last().map(|stay| (stay.to, stay.seconds / HOUR)), Some((at("2026-11-04T09:30"), 6)));
    let refused = history(&[
        ("2026-11-02T08:30", StateName::Submitted, CENTRE),
        ("2026-11-02T10:30", StateName::Refused, CENTRE),
    ]);
    let refused = stays(&refused, &[], at("2026-12-01T09:00"), &CALENDAR);
    assert_eq!(refused.len(), 1);
    assert!(used(&refused).is_empty(), "no statutory time ran");
}

#[test]
fn a_dossier_in_time_has_no_delay() {
    let all = stays(&ordinary(), &[], at("2026-12-01T09:00"), &CALENDAR);
    assert!(delays(&all, at("2026-11-11T17:00"), false, &CALENDAR).is_empty());
}

#[test]
fn an_agency_does_not_answer_for_a_centre_that_forwarded_late() {
    use StateName::*;
    // Three working days from Monday morning: due on Thursday. The centre forwards on Wednesday evening.
    let late = history(&[
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-02T08:30", Accepted, CENTRE),
        ("2026-11-04T17:00", InTransfer, OFFICE),
        ("2026-11-05T07:30", InProcess, OFFICE),
        ("2026-11-06T17:00", ResultReady, REGISTRY),
    ]);
    let all = stays(&late, &[], at("2026-12-01T09:00"), &CALENDAR);
    let due = at("2026-11-05T17:00");
    // Late by Friday's eight hours; electronic, it should have gone on Monday: sixteen hours are the centre's.
    assert_eq!(hours(&delays(&all, due, false, &CALENDAR)), [(centre(), 8)]);
    // On paper it had until Tuesday evening: eight hours are the centre's, which is still all.
    assert_eq!(hours(&delays(&all, due, true, &CALENDAR)), [(centre(), 8)]);
    let later = stays(&late[..4], &[], at("2026-11-10T17:00"), &CALENDAR);
    // Three days late by Tuesday: two are the centre's, the third is the agency's own.
    assert_eq!(hours(&delays(&later, due, false, &CALENDAR)), [(centre(), 16), (agency("06673"), 8)]);
}

#[test]
fn a_wrong_agency_and_the_coordination_answer_for_what_they_kept_too_long() {
    use StateName::*;
    let wrong = history(&[
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-02T08:30", Accepted, CENTRE),
        ("2026-11-02T09:30", InTransfer, "06652/CX-VP"),
        // Returned on Friday, a working day and a half after the two that it had.
        ("2026-11-06T11:30", AwaitingCompetence, "COORD"),
        ("2026-11-06T13:00", InTransfer, OFFICE),
        ("2026-11-09T17:00", ResultReady, REGISTRY),
    ]);
    let all = stays(&wrong, &[], at("2026-12-01T09:00"), &CALENDAR);
    let shares = hours(&delays(&all, at("2026-11-05T17:00"), false, &CALENDAR));
    assert_eq!(shares, [(agency("06652"), 12), (agency("06673"), 4)], "sixteen hours late");
}

#[test]
fn the_citizens_time_is_nobodys_delay() {
    use StateName::*;
    let waiting = history(&[
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-02T08:30", Accepted, CENTRE),
        ("2026-11-02T09:30", InProcess, OFFICE),
        ("2026-11-03T09:30", SupplementRequested, OFFICE),
    ]);
    let all = stays(&waiting, &[], at("2026-11-20T09:30"), &CALENDAR);
    assert!(delays(&all, at("2026-11-05T17:00"), false, &CALENDAR).is_empty());
}

#[test]
fn desks_name_their_holder() {
    assert_eq!(Holder::of_desk("TT-QN-PVHCC"), Some(Holder::Centre { centre: CentreId::from("QN-PVHCC") }));
    assert_eq!(Holder::of_desk("QN-SXD/QN-SXD"), Some(agency("QN-SXD")));
    assert_eq!(Holder::of_desk("COORD"), Some(Holder::Coordination));
    assert_eq!(Holder::of_desk("?"), None);
}

/// A question of the office of Bãi Cháy to another agency.
fn opinion(id: u8, agency: &str, due: &str, answered: Option<&str>) -> Opinion {
    let state = match answered {
        Some(answered) => OpinionState::Answered {
            answer: "Phù hợp".to_owned(),
            document: None,
            at: at(answered),
            late: at(answered) > at(due),
            on_paper: false,
        },
        None => OpinionState::Overdue,
    };
    Opinion {
        id,
        agency: AgencyId::from(agency),
        office: None,
        question: "Có phù hợp quy hoạch không?".to_owned(),
        documents: Vec::new(),
        blocking: true,
        asked_by: AccountId::from("a"),
        asked_at: at("2026-11-02T13:00"),
        due_at: at(due),
        state,
    }
}

fn consulted(id: &str) -> Holder {
    Holder::Consulted { agency: AgencyId::from(id) }
}

#[test]
fn whoever_was_asked_answers_for_what_came_after_its_date() {
    use StateName::*;
    // Taken over on Monday; a question until Tuesday evening is answered on Thursday evening.
    let lines = [
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-02T08:30", Accepted, CENTRE),
        ("2026-11-02T09:30", InProcess, OFFICE),
        ("2026-11-02T13:00", WaitingOpinion, OFFICE),
        ("2026-11-05T17:00", InProcess, OFFICE),
        ("2026-11-06T17:00", ResultReady, REGISTRY),
    ];
    let events = history(&lines);
    let opinions = [opinion(1, "QN-SXD", "2026-11-03T17:00", Some("2026-11-05T17:00"))];
    let all = stays(&events, &opinions, at("2026-12-01T09:00"), &CALENDAR);
    assert_eq!(hours(&used(&all)), [(centre(), 1), (agency("06673"), 22), (consulted("QN-SXD"), 16)]);
    let late = |due: &str| hours(&delays(&all, at(due), false, &CALENDAR));
    assert_eq!(late("2026-11-05T17:00"), [(consulted("QN-SXD"), 8)], "a day late, and two days are not the office's");
    assert_eq!(late("2026-11-03T17:00"), [(consulted("QN-SXD"), 16), (agency("06673"), 8)]);
    assert!(late("2026-11-06T17:00").is_empty(), "late with an opinion, but the dossier is in time");
    let own = stays(&events, &[], at("2026-12-01T09:00"), &CALENDAR);
    assert_eq!(hours(&delays(&own, at("2026-11-05T17:00"), false, &CALENDAR)), [(agency("06673"), 8)]);
}

#[test]
fn of_several_that_are_late_the_first_to_answer_is_counted_first_and_one_that_waits_until_now() {
    use StateName::*;
    let events = history(&[
        ("2026-11-02T08:30", Submitted, CENTRE),
        ("2026-11-02T08:30", Accepted, CENTRE),
        ("2026-11-02T13:00", WaitingOpinion, OFFICE),
    ]);
    let opinions = [
        opinion(1, "QN-STC", "2026-11-04T17:00", None),
        opinion(2, "QN-SXD", "2026-11-03T17:00", Some("2026-11-05T17:00")),
    ];
    let all = stays(&events, &opinions, at("2026-11-06T17:00"), &CALENDAR);
    let told: Vec<(Holder, i64)> = all.iter().map(|stay| (stay.holder.clone(), stay.seconds / HOUR)).collect();
    assert_eq!(told[1..], [(centre(), 3), (agency("06673"), 12), (consulted("QN-SXD"), 16), (consulted("QN-STC"), 8)]);
}
