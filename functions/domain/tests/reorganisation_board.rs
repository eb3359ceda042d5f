//! The board of a plan: what lies where, how fast a unit is, when it will be done, and what is told.

mod common;
mod dossier_stage;

use domain::{
    dossier::Dossier,
    ids::AgencyId,
    message::reorganisation::{PlanUnit, PlanView},
    slip::direction,
    text::Text,
    unit::plan::{Alert, Board, Counting, Forecast, Load, PACE_DAYS, Plan, Signed, Stage, alerts},
};
use dossier_stage::{BAI_CHAY, BINH_LIEU, CALENDAR, Stage as Life, UNITS, actions::shop_in_process, at};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use serde_json::json;

/// Bãi Cháy and Bình Liêu become one ward.
fn plan(effective: &str) -> Plan {
    let raw = json!({
        "id": "P-1", "title_vi": "Thử", "title_en": "Trial", "decision": "1/NQ", "effective": effective,
        "ended": [BAI_CHAY, BINH_LIEU],
        "begun": [{ "code": BAI_CHAY, "name": "Một", "name_en": "One", "type": "phuong", "agency_code": "H49.991" }],
        "links": [{ "old": BAI_CHAY, "new": BAI_CHAY }, { "old": BINH_LIEU, "new": BAI_CHAY }],
    });
    Plan::from_raw(&raw).expect("a plan")
}

fn counted(plan: &Plan, dossiers: &[Dossier], now: Timestamp) -> Board {
    let (places, counting, mut board) = (plan.places(&UNITS), Counting::new(&CALENDAR, now), plan.board());
    for dossier in dossiers {
        plan.count(&mut board, &places, dossier, &counting);
    }
    plan.foresee(&mut board, &counting);
    board
}

/// The shop as it was when Bãi Cháy gave its result, at a time.
fn decided(at: Timestamp) -> Dossier {
    let mut shop = shop_in_process();
    shop.dossier.clock = match shop.dossier.clock {
        domain::dossier::head::Clock::Running { started } => domain::dossier::head::Clock::Stopped { started, at },
        other => panic!("{other:?}"),
    };
    shop.dossier
}

fn due(shop: &Life) -> Date {
    shop.due_on().expect("a due date")
}

#[test]
fn a_units_forecast_is_what_it_must_decide_by_what_it_decided_a_day() {
    let shop = shop_in_process();
    let now = shop.now;
    let open: Vec<Dossier> = std::iter::repeat_n(shop.dossier.clone(), 4).collect();
    let after = plan("2026-12-31");
    assert!(due(&shop) < after.effective);
    // Nothing was decided in ten days: no forecast says otherwise.
    let load = |finished: &[Dossier], plan: &Plan| {
        let all: Vec<Dossier> = open.iter().chain(finished).cloned().collect();
        counted(plan, &all, now).units[&BAI_CHAY.into()].clone()
    };
    let idle = load(&[], &after);
    assert_eq!((idle.to_finish, idle.finished, idle.forecast), (4, 0, Forecast::Never));
    assert_eq!((idle.held_in_all(), idle.due_before), (4, 4));
    // Two in the ten whole working days before: 4 take 20 days, today the first of them.
    let yesterday = now - jiff::SignedDuration::from_hours(24);
    let two = [decided(yesterday), decided(at("2026-11-06T16:00"))];
    let slow = load(&two, &after);
    assert_eq!((slow.finished, slow.to_finish), (2, 4));
    let counting = |plan: &Plan| load(&two, plan).forecast;
    let Forecast::InTime { on } = counting(&after) else { panic!("{:?}", slow.forecast) };
    assert_eq!(CALENDAR.working_days_between(domain::calendar::day_of(now), on), Some(19));
    // A day that comes earlier is missed, by the same count.
    let early = plan("2026-12-10");
    assert_eq!(counting(&early), Forecast::TooLate { on });
    // Today's results and those of long ago are not in the pace.
    let others = [decided(now), decided(at("2026-10-01T09:00"))];
    assert_eq!(load(&others, &after).finished, 0);
    // What is due on the day itself is the new unit's.
    let mut on_the_day = plan("2026-12-31");
    on_the_day.effective = due(&shop);
    let handed = load(&two, &on_the_day);
    assert_eq!((handed.to_finish, handed.due_after, handed.forecast), (0, 4, Forecast::Nothing));
}

#[test]
fn who_must_act_is_named_with_the_nearest_date() {
    let shop = shop_in_process();
    let due_at = shop.dossier.clock.due_at().expect("a due date");
    let two = [shop.dossier.clone(), shop.dossier.clone()];
    let far = counted(&plan("2027-03-01"), &two, due_at - jiff::SignedDuration::from_hours(24 * 6));
    assert_eq!(far.units[&BAI_CHAY.into()].turns, [], "nothing is near");
    let late = counted(&plan("2027-03-01"), &two, due_at + jiff::SignedDuration::from_hours(1));
    let turns = &late.units[&BAI_CHAY.into()].turns;
    assert_eq!(turns.len(), 1);
    assert_eq!((turns[0].dossiers, turns[0].late, turns[0].due_at), (2, 2, due_at));
    assert_eq!(turns[0].officer.as_ref(), shop.dossier.state.assignee());
    assert_eq!(turns[0].desk, shop.dossier.holder());
}

#[test]
fn steps_that_are_overdue_are_told() {
    let day = date(2026, 12, 11);
    let slow = Load { to_finish: 3, late: 2, forecast: Forecast::Never, ..Load::default() };
    let told = |stage, today: Date| alerts(stage, day, today, Some(today), std::iter::once(&slow));
    let late = Alert::Late { units: 1, dossiers: 2 };
    let too_slow = Alert::TooSlow { units: 1 };
    assert_eq!(told(Stage::Draft, date(2026, 12, 1)), [too_slow, late]);
    assert_eq!(told(Stage::Draft, date(2026, 12, 8)), [Alert::NotApproved, too_slow, late]);
    assert_eq!(told(Stage::Approved, date(2026, 12, 10)), [Alert::NotPublished, too_slow, late]);
    assert_eq!(told(Stage::Published, date(2026, 12, 10)), [too_slow, late]);
    for stage in [Stage::Draft, Stage::Approved, Stage::Published] {
        assert_eq!(told(stage, day), [Alert::NotCarriedOut, late], "{stage:?}: on the day it is handed over");
    }
    assert_eq!(told(Stage::Carried, date(2026, 12, 26)), [late]);
    assert_eq!(told(Stage::Carried, date(2026, 12, 27)), [Alert::NotSettled { days: 16 }, late]);
    assert_eq!(told(Stage::Accepted, date(2027, 2, 1)), []);
    let none = alerts(Stage::Published, day, date(2026, 12, 1), None, std::iter::empty());
    assert_eq!(none, [Alert::OldNumbers]);
    let old = alerts(Stage::Published, day, date(2026, 12, 3), Some(date(2026, 12, 1)), std::iter::empty());
    assert_eq!(old, [Alert::OldNumbers]);
}

fn view(units: Vec<PlanUnit>) -> PlanView {
    let text = |words: &str| Text { vi: words.to_owned(), en: words.to_owned() };
    PlanView {
        id: "P-1".to_owned(),
        title: text("Sắp xếp"),
        decision: "1/NQ".to_owned(),
        effective: date(2026, 12, 11),
        stage: Stage::Approved,
        author: Signed {
            account: "a".into(),
            name: "An".to_owned(),
            title_vi: String::new(),
            at: at("2026-12-01T08:00"),
        },
        approved: None,
        verified: None,
        accepted: None,
        counted_at: Some(at("2026-12-07T08:00")),
        units,
        province: true,
        may_approve: true,
        version: None,
        document: None,
        now: at("2026-12-07T09:00"),
    }
}

fn unit(name: &str, load: Load) -> PlanUnit {
    let text = |words: &str| Text { vi: words.to_owned(), en: words.to_owned() };
    PlanUnit {
        agency: AgencyId::from("06673"),
        name: text(name),
        parts: vec![("09001".into(), text("xã Mới"))],
        load,
        turns: Vec::new(),
    }
}

#[test]
fn the_list_for_direction_has_who_needs_a_word_first_and_is_harmless_as_a_file() {
    let quick = Load {
        held: [(domain::dossier::StateName::InProcess, 5)].into(),
        due_before: 5,
        to_finish: 5,
        finished: 25,
        forecast: Forecast::InTime { on: date(2026, 12, 8) },
        ..Load::default()
    };
    let slow = Load {
        held: [(domain::dossier::StateName::InProcess, 9)].into(),
        due_before: 7,
        due_after: 2,
        late: 1,
        to_finish: 7,
        finished: 3,
        forecast: Forecast::TooLate { on: date(2027, 1, 6) },
        ..Load::default()
    };
    let plan = view(vec![unit("xã Nhanh", quick), unit("=1+1", slow), unit("xã Trống", Load::default())]);
    let csv = direction::csv(&plan);
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("STT,Đơn vị kết thúc,Đơn vị kế thừa,Đang giữ,"), "{}", lines[0]);
    assert!(lines[1].starts_with("1,\"'=1+1\",xã Mới,9,7,2,1,7,\"0,3\",06/01/2027,"), "{}", lines[1]);
    let wanted = "Giải quyết ngay 1 hồ sơ quá hạn; Tăng người: không kịp ngày sắp xếp; Chuẩn bị bàn giao 2 hồ sơ";
    assert!(lines[1].ends_with(wanted), "{}", lines[1]);
    assert!(lines[2].starts_with("2,xã Nhanh,"), "{}", lines[2]);
    assert_eq!(lines.len(), 3, "where nothing lies nothing is to be told");
    let sheet = serde_json::to_string(&direction::sheet(&plan)).expect("JSON");
    assert!(sheet.contains("2 đơn vị, 14 hồ sơ đang giữ, 1 hồ sơ quá hạn, 1 đơn vị không kịp"), "{sheet}");
    assert!(sheet.contains(&format!("{PACE_DAYS} ngày làm việc gần nhất")), "{sheet}");
}
