//! A unit closed for a time and an office's work given away: what is wrong with the decision, who may do what, and what
//! becomes of due dates.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use domain::{
    account::{Account, Place, Post, Role},
    calendar::{day_of, instant},
    deadline::{ClosedDays, StepKind, due_leaving_out},
    dossier::{
        Action, Actor, Dossier, Event, Refusal,
        act::{Context, act},
        head::Clock,
        rights::{Sight, allowed, may_see, queues_of, sight},
        timers::Settings,
    },
    form::Facts,
    ids::{CentreId, RequestId},
    unit::{
        UnitMap,
        closure::{Closure, Decision, DueRule, Ending, Kind, NotNow, Part, Record, Standing},
        plan::{Severity, Signed},
    },
};
use dossier_stage::{
    BAI_CHAY, CALENDAR, HA_TU, MONG_CAI_1, SHOP, Stage, UNITS, account, actor, at, centre,
    forms::{birth_wholly_online, shop, shop_at_counter},
    person, procedure,
};
use dossier_walk_parts::{cast::STARTS, life::life};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use proptest::prelude::*;

const CO_TO: &str = "07192";
const TODAY: Date = date(2026, 11, 16);

/// The storm: the unit is closed from Tuesday to Thursday, another does its work.
fn storm(of: &str, stand_in: &str) -> Closure {
    Closure {
        id: "BAO-15".to_owned(),
        kind: Kind::Closure,
        of: of.into(),
        part: Part::Whole,
        from: date(2026, 11, 17),
        to: Some(date(2026, 11, 19)),
        why: domain::text::Text { vi: "bão số 15".to_owned(), en: "storm No. 15".to_owned() },
        decision: Decision { number: "15/QĐ-UBND".to_owned(), on: TODAY, signer: "Phạm Đức Ấn".to_owned() },
        stand_in: stand_in.into(),
        stand_in_office: None,
        due: DueRule::Shifted,
    }
}

/// One office's work is given to another of the same committee.
fn delegation() -> Closure {
    Closure {
        id: "UQ-1".to_owned(),
        kind: Kind::Delegation,
        part: Part::Office { office: "CX-KINHTE".into() },
        stand_in_office: Some("CX-VP".into()),
        due: DueRule::Unchanged,
        to: None,
        ..storm(HA_TU, HA_TU)
    }
}

fn with(closures: &[Closure]) -> UnitMap {
    UnitMap { closures: closures.to_vec(), ..UNITS.clone() }
}

/// What the linter says, as `field code`.
fn says(closure: &Closure, others: &[Closure]) -> Vec<String> {
    let ids = ["tn-baichay", "tkq-baichay", "tl-vp-baichay", "tp-vp-baichay", "ct-baichay"];
    let staff: Vec<Account> = ids.iter().filter_map(|id| account(id)).cloned().collect();
    let map = with(others);
    let findings = closure.lint(Standing { map: &map, staff: &staff, today: TODAY });
    assert!(findings.is_sorted_by_key(|finding| finding.severity));
    findings
        .into_iter()
        .map(|finding| {
            let mark = if finding.severity == Severity::Look { "?" } else { "" };
            format!("{mark}{} {}", finding.field, finding.code)
        })
        .collect()
}

#[test]
fn a_sound_decision_has_nothing_against_it() {
    assert_eq!(says(&storm(CO_TO, BAI_CHAY), &[]), Vec::<String>::new());
    assert_eq!(says(&Closure { to: Some(date(2026, 11, 17)), ..storm(CO_TO, BAI_CHAY) }, &[]), Vec::<String>::new());
    // The provincial centre can stand in for a centre.
    let centre = Closure { part: Part::Centre, ..storm(CO_TO, "QN-PVHCC") };
    assert_eq!(says(&centre, &[]), ["?stand_in nobody"]);
    assert_eq!(says(&delegation(), &[]), ["?stand_in nobody"], "none of that office is among the staff asked");
}

#[test]
fn what_is_wrong_with_a_decision_is_named_by_field() {
    let good = || storm(CO_TO, BAI_CHAY);
    let blank = || Decision { number: " ".to_owned(), on: date(2026, 11, 17), signer: "a\u{202e}".to_owned() };
    let table: Vec<(Closure, &[&str])> = vec![
        (Closure { id: "bão".to_owned(), ..good() }, &["id pattern"]),
        (
            Closure { decision: blank(), ..good() },
            &["decision.number required", "decision.signer bad_character", "decision.on in_future"],
        ),
        (Closure { to: Some(date(2026, 11, 16)), ..good() }, &["to before_from"]),
        (Closure { from: date(2026, 11, 2), to: Some(date(2026, 11, 13)), ..good() }, &["to in_past"]),
        (Closure { from: date(2026, 11, 13), ..good() }, &["?from begun"]),
        (Closure { to: Some(date(2027, 12, 1)), ..good() }, &["to too_long"]),
        (Closure { to: None, ..good() }, &["?due end_unknown"]),
        (Closure { kind: Kind::Delegation, ..good() }, &["due delegation_keeps_dates"]),
        (storm("00001", BAI_CHAY), &["of unknown"]),
        (storm(CO_TO, "nobody"), &["stand_in unknown"]),
        (storm(CO_TO, CO_TO), &["stand_in itself"]),
        (storm("QN-SXD", BAI_CHAY), &["of no_such_part"]),
        (storm(CO_TO, "QN-SXD"), &["stand_in no_such_part"]),
        (Closure { stand_in_office: Some("CX-VP".into()), ..good() }, &["stand_in_office not_asked"]),
        (Closure { stand_in_office: None, ..delegation() }, &["stand_in_office required"]),
        (Closure { stand_in_office: Some("CX-KINHTE".into()), ..delegation() }, &["stand_in_office itself"]),
        (Closure { part: Part::Office { office: "CX-MADE-UP".into() }, ..delegation() }, &["part.office no_such_part"]),
    ];
    for (closure, expected) in table {
        let said = says(&closure, &[]);
        assert_eq!(said, expected, "{closure:?}");
    }
}

#[test]
fn decisions_that_clash_name_the_other_one() {
    let first = storm(CO_TO, BAI_CHAY);
    let other = |of: &str, stand_in: &str| Closure { id: "KHAC".to_owned(), ..storm(of, stand_in) };
    assert_eq!(says(&other(CO_TO, HA_TU), std::slice::from_ref(&first))[0], "from overlaps");
    assert_eq!(says(&other(HA_TU, CO_TO), std::slice::from_ref(&first))[0], "stand_in closed_itself");
    assert_eq!(says(&other(BAI_CHAY, HA_TU), std::slice::from_ref(&first))[0], "of stands_in_for_another");
    // A circle is both at once.
    assert_eq!(
        says(&other(BAI_CHAY, CO_TO), std::slice::from_ref(&first)),
        ["stand_in closed_itself", "of stands_in_for_another"]
    );
    // Another part, or another time, is no clash.
    let centre = Closure { part: Part::Centre, ..first.clone() };
    let office = Closure { part: Part::Agency, ..other(CO_TO, BAI_CHAY) };
    assert_eq!(says(&office, std::slice::from_ref(&centre)), Vec::<String>::new());
    let later = Closure { from: date(2026, 11, 20), to: Some(date(2026, 11, 20)), ..other(CO_TO, BAI_CHAY) };
    assert_eq!(says(&later, std::slice::from_ref(&first)), Vec::<String>::new());
    // The same decision again is itself; one that was taken back is none.
    assert_eq!(says(&first, std::slice::from_ref(&first)), Vec::<String>::new());
    let void = Closure { to: Some(TODAY), ..first };
    assert_eq!(says(&other(CO_TO, BAI_CHAY), &[void]), Vec::<String>::new());
    let map = with(&[storm(CO_TO, BAI_CHAY)]);
    let clash = other(CO_TO, BAI_CHAY).lint(Standing { map: &map, staff: &[], today: TODAY });
    assert_eq!(clash[0].other.as_deref(), Some("BAO-15"));
}

#[test]
fn whoever_stands_in_has_the_same_posts_there_on_those_days_and_no_others() {
    let map = with(&[storm(CO_TO, BAI_CHAY)]);
    let lent = |id: &str, on: Date| -> Vec<Place> {
        map.stand_ins(&account(id).expect(id).posts, on).into_iter().map(|lent| lent.post.place).collect()
    };
    let office = |office: &str| Place::Agency { agency: CO_TO.into(), office: Some(office.into()) };
    assert_eq!(lent("tn-baichay", date(2026, 11, 17)), [centre(CO_TO)]);
    assert_eq!(lent("tn-baichay", date(2026, 11, 19)), [centre(CO_TO)]);
    assert_eq!(lent("tn-baichay", date(2026, 11, 16)), []);
    assert_eq!(lent("tn-baichay", date(2026, 11, 20)), []);
    let on = date(2026, 11, 18);
    assert_eq!(lent("tl-vp-baichay", on), [office("CX-VP")]);
    assert_eq!(lent("ct-baichay", on), [office("CX-CHUTICH"), office("CX-UBND")]);
    assert_eq!(lent("tn-hatu", on), [], "of another unit");
    assert_eq!(lent("qt-baichay", on), [], "who administers a centre stands in for nobody");
    // The post's role is the same, and who it is for is named.
    let one = map.stand_ins(&account("tn-baichay").expect("an account").posts, on).remove(0);
    assert_eq!((one.post.role, one.name.vi.as_str()), (Role::IntakeOfficer, "Đặc khu Cô Tô"));
    // An office's work: the other office's people, not the registry, until a second decision.
    let map = with(&[delegation()]);
    let lent = |id: &str| map.stand_ins(&account(id).expect(id).posts, date(2027, 5, 3));
    assert_eq!(
        lent("tl-vp-hatu")[0].post.place,
        Place::Agency { agency: HA_TU.into(), office: Some("CX-KINHTE".into()) }
    );
    assert!(lent("vt-hatu").is_empty() && lent("tl-kt-hatu").is_empty() && lent("tn-hatu").is_empty());
}

#[test]
fn a_departments_own_office_is_the_other_departments_own_office() {
    let map = with(&[Closure { part: Part::Agency, ..storm("QN-SNV", "QN-SXD") }]);
    let lent = map.stand_ins(&account("tl-sxd").expect("an account").posts, date(2026, 11, 18));
    assert_eq!(lent[0].post.place, Place::Agency { agency: "QN-SNV".into(), office: Some("QN-SNV".into()) });
}

fn standing_in(id: &str, map: &UnitMap, on: Date) -> Actor {
    let own = actor(id);
    let lent = map.stand_ins(&own.posts, on);
    own.standing_in(lent)
}

/// The action under the map.
fn under(map: &UnitMap, stage: &Stage, who: &Actor, action: &Action) -> Result<(Dossier, Event), Refusal> {
    let context = Context {
        actor: who,
        procedure: stage.procedure(),
        calendar: &CALENDAR,
        units: map,
        settings: Settings::default(),
        now: stage.now,
        request: RequestId::from("closure"),
        slip_number: 1,
        content: &stage.content,
        papers: Vec::new(),
        amended: None,
        linked: None,
        acted_before: false,
    };
    act(stage.dossier.clone(), action, context)
}

fn follow(closure: &Closure, map: &UnitMap) -> Action {
    Action::FollowClosure { closure: closure.id.clone(), reason: map.closure_reason(closure) }
}

/// Moves the stage on by what the action comes to.
fn does(map: &UnitMap, stage: &mut Stage, who: &Actor, action: &Action) -> Event {
    let (after, event) = under(map, stage, who, action).unwrap_or_else(|no| panic!("{}: {no:?}", who.account));
    stage.keep(after, event.clone());
    event
}

#[test]
fn an_event_says_in_whose_stead_and_own_posts_go_first() {
    let map = with(&[storm(HA_TU, BAI_CHAY)]);
    let mut birth = birth_wholly_online();
    birth.now = at("2026-11-18T09:00");
    let stand_in = standing_in("tn-baichay", &map, date(2026, 11, 18));
    let forms = birth.acceptance();
    assert!(!may_see(&actor("tn-baichay"), &birth.dossier), "on an ordinary day it is not theirs to see");
    assert_eq!(sight(&stand_in, &birth.dossier), Some(Sight::Whole));
    let (_, event) = under(&map, &birth, &stand_in, &forms).expect("accepted in the other's stead");
    let stead = event.by.stands_in.expect("in whose stead");
    assert_eq!((stead.closure.as_str(), stead.name.vi.as_str()), ("BAO-15", "Phường Hà Tu"));
    let (_, own) =
        under(&map, &birth, &actor("tn-hatu"), &forms).expect("the closed unit's officers keep their rights");
    assert_eq!(own.by.stands_in, None);
    // Whoever has a post of their own there acts by that.
    let both = Actor { posts: [stand_in.posts.clone(), actor("tn-hatu").posts].concat(), ..stand_in.clone() };
    assert!(both.posts.len() == 3);
    let lent = map.stand_ins(&[actor("tn-hatu").posts, actor("tn-baichay").posts].concat(), date(2026, 11, 18));
    assert!(lent.is_empty(), "what somebody has is not lent to them");
    // The closed place's queues are among theirs, and marked.
    let queues = queues_of(&stand_in);
    let marks: Vec<(&str, Option<&str>)> = queues
        .iter()
        .map(|queue| (queue.desk.as_str(), queue.stands_in.as_ref().map(|name| name.vi.as_str())))
        .collect();
    assert_eq!(marks, [("TT-06673", None), ("TT-06652", Some("Phường Hà Tu"))]);
}

fn due(stage: &Stage) -> Timestamp {
    stage.dossier.clock.due_at().expect("a due date")
}

#[test]
fn a_running_time_leaves_the_closed_days_out_and_says_by_which_decision() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    does(&UNITS, &mut shop, &actor("tn-binhlieu"), &accept);
    let before = due(&shop);
    let closure = storm(BAI_CHAY, HA_TU);
    let map = with(std::slice::from_ref(&closure));
    let event = does(&map, &mut shop, &Actor::system(), &follow(&closure, &map));
    let change = event.due.expect("the date moves");
    assert_eq!((change.from, change.to), (Some(before), Some(due(&shop))));
    assert_eq!(CALENDAR.working_days_between(day_of(before), day_of(due(&shop))), Some(3), "by the days closed");
    let reason = event.reason.expect("a reason");
    for word in [
        "Phường Bãi Cháy đóng cửa từ 17/11/2026 đến hết 19/11/2026",
        "bão số 15",
        "15/QĐ-UBND, 16/11/2026",
        "Phường Hà Tu",
    ] {
        assert!(reason.contains(word), "{word}: {reason}");
    }
    let Clock::Running { started } = &shop.dossier.clock else { panic!("it runs") };
    let explained = domain::deadline::explained(started, None, &CALENDAR);
    assert_eq!(explained.due_at, started.due_at, "the explanation comes to the date");
    let named = explained.steps.iter().filter(|step| {
        matches!(&step.kind, StepKind::Skipped { reason: domain::deadline::SkipReason::DayOff { name, source, .. } }
            if name.vi == "Phường Bãi Cháy đóng cửa, bão số 15" && source == "15/QĐ-UBND, 16/11/2026")
    });
    assert_eq!(named.count(), 3, "{:?}", explained.steps);

    // Told again, it stays. Ended a day early, it moves back by that day. Taken back, it is as it was.
    let (again, event) = under(&map, &shop, &Actor::system(), &follow(&closure, &map)).expect("told again");
    assert_eq!((again.clock.due_at(), event.due), (shop.dossier.clock.due_at(), None));
    for (last, days) in [(date(2026, 11, 18), 2), (TODAY, 0)] {
        let ended = Closure { to: Some(last), ..closure.clone() };
        let map = with(std::slice::from_ref(&ended));
        does(&map, &mut shop, &Actor::system(), &follow(&ended, &map));
        assert_eq!(CALENDAR.working_days_between(day_of(before), day_of(due(&shop))), Some(days));
    }
    assert_eq!(due(&shop), before);
}

#[test]
fn a_decision_that_keeps_the_dates_or_does_not_know_its_end_moves_none() {
    let mut shop = shop_at_counter();
    let accept = shop.acceptance();
    does(&UNITS, &mut shop, &actor("tn-binhlieu"), &accept);
    let before = shop.dossier.clock.clone();
    for closure in [
        Closure { due: DueRule::Unchanged, ..storm(BAI_CHAY, HA_TU) },
        Closure { to: None, ..storm(BAI_CHAY, HA_TU) },
        // The unit where it was received has nothing to do with it any more than any other.
        storm(MONG_CAI_1, HA_TU),
    ] {
        let map = with(std::slice::from_ref(&closure));
        let (after, event) = under(&map, &shop, &Actor::system(), &follow(&closure, &map)).expect("it is told");
        assert_eq!((&after.clock, event.due), (&before, None));
    }
    // The system names only what there is.
    let unknown = Action::FollowClosure { closure: "X".to_owned(), reason: "không có".to_owned() };
    let refused = under(&UNITS, &shop, &Actor::system(), &unknown).expect_err("there is none");
    assert!(matches!(refused, Refusal::Input(errors) if errors[0].field == "closure"));
}

#[test]
fn what_is_accepted_during_a_closure_leaves_its_days_out_at_once() {
    let map = with(&[storm(HA_TU, BAI_CHAY)]);
    let accept = |on: &str, map: &UnitMap| {
        let mut birth = birth_wholly_online();
        birth.now = at(on);
        let forms = birth.acceptance();
        under(map, &birth, &actor("tn-hatu"), &forms).expect("accepted").0
    };
    let day = |dossier: &Dossier| dossier.clock.started().and_then(|started| started.due_on).expect("a day");
    // A birth is due on the same day; where nobody is there, on the first day after.
    assert_eq!(day(&accept("2026-11-18T09:00", &UNITS)), date(2026, 11, 18));
    assert_eq!(day(&accept("2026-11-18T09:00", &map)), date(2026, 11, 20));
    // Before it, and after it, as ever.
    assert_eq!(day(&accept("2026-11-16T14:00", &map)), date(2026, 11, 16));
    assert_eq!(day(&accept("2026-11-20T09:00", &map)), date(2026, 11, 20));
    assert!(accept("2026-11-20T09:00", &map).clock.started().is_some_and(|started| started.closed.is_empty()));
}

#[test]
fn citizens_are_told_where_the_dossier_lies_is_decided_or_is_fetched() {
    let birth = birth_wholly_online();
    let shop = shop_at_counter();
    let told = |closure: Closure, dossier: &Dossier, on: Date| {
        let map = with(&[closure]);
        map.closed_for(dossier, on).map(|closure| map.closure_told(closure).vi)
    };
    let on = date(2026, 11, 18);
    assert!(told(storm(HA_TU, BAI_CHAY), &birth.dossier, on).is_some());
    assert!(told(storm(HA_TU, BAI_CHAY), &birth.dossier, date(2026, 11, 12)).is_some(), "within a week before");
    assert!(told(storm(HA_TU, BAI_CHAY), &birth.dossier, date(2026, 11, 2)).is_none());
    assert!(told(storm(HA_TU, BAI_CHAY), &birth.dossier, date(2026, 11, 20)).is_none());
    assert!(told(storm(BAI_CHAY, HA_TU), &shop.dossier, on).is_some(), "it is decided there");
    assert!(told(storm("06838", HA_TU), &shop.dossier, on).is_some(), "it lies there");
    assert!(told(storm(MONG_CAI_1, HA_TU), &shop.dossier, on).is_none());
    assert!(told(Closure { kind: Kind::Delegation, ..storm(HA_TU, BAI_CHAY) }, &birth.dossier, on).is_none());
    let units = with(&[storm(HA_TU, BAI_CHAY)]).summaries(on);
    let closed: Vec<&str> = units.iter().filter(|unit| unit.closed.is_some()).map(|unit| unit.code.as_str()).collect();
    assert_eq!(closed, [HA_TU]);
    assert!(with(&[storm(HA_TU, BAI_CHAY)]).closed_centre(&CentreId::from(HA_TU), date(2026, 11, 20)).is_none());
}

fn signed(account: &str) -> Signed {
    Signed { account: account.into(), name: String::new(), title_vi: String::new(), at: at("2026-11-16T08:00") }
}

#[test]
fn a_second_person_approves_and_a_second_decision_ends_it() {
    let again = at("2026-11-16T08:05");
    let mut record = Record::draft(storm(CO_TO, BAI_CHAY), signed("dp-tinh"));
    assert_eq!(record.in_force(), None, "a draft is nobody's business");
    assert_eq!(record.approve(signed("dp-tinh"), 1, again), Err(NotNow::OwnDecision));
    let ending = |last: Date| Ending {
        last,
        decision: Decision { number: "16/QĐ-UBND".to_owned(), on: TODAY, signer: "Phạm Đức Ấn".to_owned() },
        by: signed("ql-tinh"),
    };
    assert_eq!(record.end(ending(date(2026, 11, 18)), again), Err(NotNow::Stage));
    assert_eq!(record.approve(signed("ql-tinh"), 2, again), Err(NotNow::Changed));
    assert_eq!(record.approve(signed("ql-tinh"), 1, again), Ok(()));
    assert_eq!(record.approve(signed("ql-tinh"), 2, again), Err(NotNow::Stage));
    assert_eq!(record.in_force(), Some(storm(CO_TO, BAI_CHAY)));
    assert_eq!(record.end(ending(date(2026, 11, 19)), again), Err(NotNow::NotEarlier));
    assert_eq!(record.end(ending(date(2026, 11, 15)), again), Err(NotNow::NotEarlier));
    assert_eq!(record.end(ending(date(2026, 11, 17)), again), Ok(()));
    assert_eq!(record.end(ending(date(2026, 11, 16)), again), Err(NotNow::Stage));
    let holds = record.in_force().expect("it holds");
    assert_eq!((holds.to, holds.decision.number.as_str()), (Some(date(2026, 11, 17)), "16/QĐ-UBND"));
    assert!(holds.is_active(date(2026, 11, 17)) && !holds.is_active(date(2026, 11, 18)));
    assert_eq!((record.sweep.round, record.sweep.is_due(again)), (2, true));
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..200).prop_map(|after| date(2026, 9, 1).saturating_add(jiff::Span::new().days(after)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Counting working days: the date moves by exactly the working days closed that lie within the count, whatever the
    /// closures, and each of those is told of.
    #[test]
    fn a_due_date_moves_by_the_working_days_closed(
        received in days(), hour in 0_i8..24, stretches in prop::collection::vec((days(), 0_i64..12), 0..4),
    ) {
        let received_at = instant(received.at(hour, 30, 0, 0)).expect("a time");
        let closed: Vec<ClosedDays> = stretches
            .iter()
            .enumerate()
            .map(|(at, (from, long))| ClosedDays {
                closure: at.to_string(),
                from: *from,
                to: from.saturating_add(jiff::Span::new().days(*long)),
                name: domain::text::Text { vi: format!("Đóng {at}"), en: format!("Closed {at}") },
                source: "QĐ".to_owned(),
            })
            .collect();
        let facts = Facts::on(received);
        let count = |closed: Vec<ClosedDays>| {
            due_leaving_out(procedure(SHOP), &shop(), &facts, received_at, &CALENDAR, closed)
        };
        let (plain, moved) = (count(Vec::new()), count(closed.clone()));
        let (Some(before), Some(after)) = (plain.due_on, moved.due_on) else { return Ok(()) };
        let is_closed = |on: Date| closed.iter().any(|days| days.from <= on && on <= days.to);
        let mut within = 0;
        let mut on = received;
        while on < after {
            on = on.tomorrow().expect("a day");
            within += u16::from(CALENDAR.is_working_day(on) && is_closed(on));
        }
        prop_assert_eq!(CALENDAR.working_days_between(before, after), Some(within));
        prop_assert!(CALENDAR.is_working_day(after) && !is_closed(after), "nobody is there on {}", after);
        let told = moved.steps.iter().filter(|step| matches!(&step.kind,
            StepKind::Skipped { reason: domain::deadline::SkipReason::DayOff { name, .. } } if name.en.starts_with("Closed")));
        prop_assert_eq!(told.count(), usize::from(within));
    }

    /// In whatever state a dossier is: whoever stands in may see and do all that somebody with the same post at the closed
    /// place may, on its days and on no others, and nothing that such a person may not.
    #[test]
    fn whoever_stands_in_may_what_the_closed_place_may(
        start in 0..STARTS, choices in prop::collection::vec(any::<u64>(), 0..12), which in 0_usize..7, unit in 0_usize..4,
    ) {
        let stage = life(&choices, start);
        let unit = [HA_TU, BAI_CHAY, "06838", MONG_CAI_1][unit];
        let map = with(&[storm(unit, CO_TO)]);
        let of_agency = |agency: &str, office: Option<&str>| Place::Agency { agency: agency.into(), office: office.map(Into::into) };
        let place = |unit: &str| match which {
            0..=2 => centre(unit),
            3 => of_agency(unit, Some("CX-VP")),
            4 => of_agency(unit, Some("CX-KINHTE")),
            _ => of_agency(unit, None),
        };
        let role = [Role::IntakeOfficer, Role::ReturnsDesk, Role::CentreManager, Role::CaseOfficer, Role::UnitHead, Role::Signer, Role::Clerk][which];
        // A case officer's own work is that of the officer in charge.
        let theirs = stage.dossier.state.assignee().map_or("theirs", |assignee| assignee.as_str()).to_owned();
        let closed = person(&theirs, &[(role, place(unit))]);
        let own = person("other", &[(role, place(CO_TO))]);
        let lend = |on: Date| { let lent = map.stand_ins(&own.posts, on); own.clone().standing_in(lent) };
        let (during, after) = (lend(date(2026, 11, 19)), lend(date(2026, 11, 20)));
        let rules = |who: &Actor| -> Vec<&str> { allowed(who, &stage.dossier).into_iter().map(|rule| rule.id).collect() };
        prop_assert_eq!(rules(&during), rules(&closed));
        prop_assert_eq!(sight(&during, &stage.dossier), sight(&closed, &stage.dossier));
        prop_assert_eq!(rules(&after), rules(&own));
        prop_assert_eq!(sight(&after, &stage.dossier), sight(&own, &stage.dossier));
        let posts: Vec<Post> = during.stands_in.iter().map(|lent| lent.post.clone()).collect();
        prop_assert_eq!(posts, [Post { role, place: place(unit) }]);
    }
}
