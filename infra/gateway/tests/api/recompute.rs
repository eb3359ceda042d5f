//! A new version of the calendar: shown first, then done as events that the citizen is told of, once.

use crate::common::{case::Case, host::host, people::person, samples, world::World};
use api::recompute::{self, Move, Unfit};
use domain::{
    calendar::{Calendar, DayOff, DayOffKind, DayStatus},
    ids::DossierCode,
};
use jiff::civil::{Date, date};
use serde_json::json;
use uuid::Uuid;

/// A shop in transfer, whose clock runs.
fn shop(world: &World) -> Case<'_> {
    let mut body = samples::shop("06673");
    body["accept"] = json!({ "checklist": samples::shop_checklist(), "fees": samples::shop_fee("BL-0001") });
    let case = Case::filed(&person(world, "tn-binhlieu"), &Uuid::new_v4().to_string(), &body);
    world.settle(&case.code);
    case
}

/// The calendar with one more day off.
fn with_day_off(calendar: &Calendar, version: Date, off: Date) -> Calendar {
    let mut new = calendar.clone();
    new.version = version;
    new.valid_from = version;
    new.days_off.push(DayOff {
        date: off,
        name_vi: "Nghỉ bù".to_owned(),
        name_en: "Day in lieu".to_owned(),
        kind: DayOffKind::SwapDayOff,
        status: DayStatus::Verified,
        source: "QĐ".to_owned(),
    });
    new.days_off.sort_by_key(|day| day.date);
    new
}

fn preview(world: &World, new: &Calendar) -> Vec<Move> {
    host().wait(recompute::preview(&world.api, new)).unwrap()
}

fn apply(world: &World, code: &str, new: &Calendar) -> bool {
    host().wait(recompute::apply(&world.api, &DossierCode::from(code), new)).unwrap()
}

#[test]
fn a_new_day_off_is_shown_first_then_told_to_the_citizen_and_done_once() {
    let world = World::at("recompute", "2026-12-07T09:00");
    let (first, second) = (shop(&world), shop(&world));
    let old = world.calendar();
    let new = with_day_off(&old, date(2026, 12, 7), date(2026, 12, 8));
    let fit = |calendar: &Calendar| host().wait(recompute::fitness(&world.api, calendar)).unwrap();
    assert_eq!(fit(&new), Ok(()));
    assert_eq!(fit(&with_day_off(&old, old.version, date(2026, 12, 8))), Err(Unfit::VersionTaken));
    assert_eq!(fit(&with_day_off(&old, date(2026, 12, 8), date(2026, 12, 9))), Err(Unfit::NotYet));

    let before = world.stored(&first.code);
    let moves = preview(&world, &new);
    assert_eq!(moves.len(), 2);
    let shown = moves.iter().find(|change| change.code.as_str() == first.code).unwrap();
    assert_eq!(shown.agency.as_ref().map(|agency| agency.as_str()), Some("06673"));
    assert_eq!(shown.due.from, before.stored.dossier.clock.due_at());
    assert_eq!(shown.days.iter().map(|day| day.on).collect::<Vec<_>>(), [date(2026, 12, 8)]);
    assert_eq!(world.stored(&first.code).stored.dossier, before.stored.dossier, "nothing is written");

    host().wait(recompute::publish(&world.api, &new)).unwrap();
    // Interrupted after the first dossier, the run goes on with the rest.
    assert!(apply(&world, &first.code, &new));
    let left: Vec<String> = preview(&world, &new).into_iter().map(|change| change.code.0).collect();
    assert_eq!(left, std::slice::from_ref(&second.code));
    assert!(apply(&world, &second.code, &new));
    assert_eq!(preview(&world, &new), []);
    assert!(!apply(&world, &first.code, &new), "a second run does nothing");

    let after = world.stored(&first.code);
    let event = after.events.last().unwrap();
    assert_eq!(event.action, "recompute_due");
    assert_eq!(event.by.account.as_str(), "system");
    assert_eq!(event.due.as_ref().map(|due| (due.from, due.to)), Some((shown.due.from, shown.due.to)));
    assert!(event.reason.as_ref().unwrap().contains("08/12/2026 được nghỉ (Nghỉ bù)"), "{:?}", event.reason);
    assert_eq!(after.stored.dossier.clock.started().unwrap().calendar, Some(new.version));
    assert_eq!(after.stored.dossier.state, before.stored.dossier.state);
    world.settle(&first.code);
    let notices = host().wait(world.api.store.notices(date(2026, 12, 7))).unwrap();
    let told = notices.iter().find(|notice| notice.action == "recompute_due" && notice.code.as_str() == first.code);
    assert_eq!(told.and_then(|notice| notice.due_at), shown.due.to);
    // Once the functions have read the new calendar, they explain the date by it.
    world.when("2026-12-07T09:06");
    let due = first.tracked()["due"].clone();
    assert_eq!(due["due_on"], "2026-12-11", "{due}");
    assert!(due["steps"].to_string().contains("Nghỉ bù"), "{due}");
}
