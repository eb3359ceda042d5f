//! What a reorganisation does to a dossier, in whatever state it is: places follow, what lies at an ended unit is handed
//! over, and all of it can be taken back. State, clock and due date stay.

mod common;
mod dossier_stage;
mod dossier_walk_parts;

use domain::{
    account::{Account, Place, Post, Role},
    dossier::{
        Action, Actor, Dossier, Event, Refusal, StateName,
        act::{Context, act},
        action::Places as Three,
        head::{COORDINATION_DESK, Resolver},
        state::HandoverMove,
        timers::Settings,
    },
    ids::{AccountId, AgencyId, CentreId, RequestId, UnitCode},
    unit::{
        UnitMap,
        plan::{Batch, Check, Extent, Follow, Found, Hand, Item, Link, NoStep, Places, Plan, Signed},
    },
};
use dossier_stage::{BAI_CHAY, BINH_LIEU, CALENDAR, HA_TU, MONG_CAI_1, Stage, UNITS, actor};
use dossier_walk_parts::{
    Dice,
    cast::{STARTS, stages},
    life::life,
};
use proptest::prelude::*;
use serde_json::json;
use std::{collections::BTreeSet, sync::LazyLock};

/// Four units become two, of which one takes over a code; with `split` one of them goes in two parts.
fn plan(split: bool) -> Plan {
    let begun = |code: &str, name: &str, agency: &str| json!({ "code": code, "name": name, "name_en": name, "type": "phuong", "agency_code": agency });
    let mut links = vec![
        json!({ "old": HA_TU, "new": HA_TU }),
        json!({ "old": BAI_CHAY, "new": HA_TU }),
        json!({ "old": MONG_CAI_1, "new": "09001" }),
    ];
    if split {
        links.push(json!({ "old": BINH_LIEU, "new": HA_TU, "part": true, "default": true, "area_vi": "Khu 1" }));
        links.push(json!({ "old": BINH_LIEU, "new": "09001", "part": true, "area_vi": "Khu 2" }));
    } else {
        links.push(json!({ "old": BINH_LIEU, "new": "09001" }));
    }
    let raw = json!({
        "id": "P-1", "title_vi": "Thử", "title_en": "Trial", "decision": "1/NQ", "effective": "2026-11-02",
        "ended": [HA_TU, BAI_CHAY, BINH_LIEU, MONG_CAI_1],
        "begun": [begun(HA_TU, "Một", "H49.991"), begun("09001", "Hai", "H49.992")], "links": links,
    });
    Plan::from_raw(&raw).expect("a plan")
}

static AFTER: LazyLock<[UnitMap; 2]> = LazyLock::new(|| [plan(false), plan(true)].map(|plan| plan.apply(&UNITS)));

/// The action under the map of the new day.
fn on_the_day(stage: &Stage, units: &UnitMap, who: &Actor, action: &Action) -> Result<(Dossier, Event), Refusal> {
    let context = Context {
        actor: who,
        procedure: stage.procedure(),
        calendar: &CALENDAR,
        units,
        settings: Settings::default(),
        now: stage.now,
        request: RequestId::from("units"),
        slip_number: 0,
        content: &stage.content,
        papers: Vec::new(),
        amended: None,
        linked: None,
        acted_before: false,
    };
    act(stage.dossier.clone(), action, context)
}

fn does(stage: &mut Stage, units: &UnitMap, who: &Actor, action: &Action) {
    let before = stage.dossier.clone();
    let (after, event) = on_the_day(stage, units, who, action)
        .unwrap_or_else(|refusal| panic!("{action:?} from {:?}: {refusal:?}", stage.state()));
    assert_eq!(after.clock, before.clock, "{:?} leaves clock, pauses and due date", action.name());
    assert_eq!(after.version, before.version + 1);
    assert_eq!((&after.code, &after.id, &after.owner), (&before.code, &before.id, &before.owner));
    stage.keep(after, event);
}

fn received_by(agency: &AgencyId) -> Actor {
    let posts = vec![
        Post { role: Role::CentreManager, place: Place::Centre { centre: CentreId(agency.0.clone()) } },
        Post { role: Role::UnitHead, place: Place::Agency { agency: agency.clone(), office: None } },
    ];
    Actor { account: AccountId::from("receiver"), posts, ..Actor::system() }
}

/// Places follow by the system's hand, as the functions do it.
fn follow(stage: &Stage, to: &Follow) -> Action {
    let (is, dossier) = (Three::of(&stage.dossier), &stage.dossier);
    let resolver = to.agency.as_ref().zip(dossier.resolver.as_ref());
    Action::FollowUnits {
        plan: "P-1".to_owned(),
        to: Box::new(Three {
            receiving_centre: to.receiving_centre.clone(),
            return_centre: to.return_centre.clone(),
            resolver: resolver.map(|(agency, resolver)| Resolver { agency: agency.clone(), ..resolver.clone() }),
            ..Three::default()
        }),
        was: Box::new(Three {
            receiving_centre: is.receiving_centre.filter(|_| to.receiving_centre.is_some()),
            return_centre: is.return_centre.filter(|_| to.return_centre.is_some()),
            resolver: is.resolver.filter(|_| to.agency.is_some()),
            ..Three::default()
        }),
        reason: "Sắp xếp".to_owned(),
        ends_handover: false,
    }
}

fn start(batch: &str, hand: &Hand, sheets: u16) -> Action {
    Action::StartHandover {
        agency: hand.to.clone(),
        moves: hand.moves.clone(),
        paper_count: sheets,
        batch_id: batch.to_owned(),
        reason: "Sắp xếp".to_owned(),
        from: Some(hand.from.clone()),
    }
}

/// Everything that a plan does to one dossier, in an order that the dice choose; gives the state that took part.
fn handed_over(mut stage: Stage, split: bool, dice: &mut Dice) -> Option<StateName> {
    let (plan, units) = (plan(split), &AFTER[usize::from(split)]);
    let places = plan.places(&UNITS);
    assert_eq!(places, plan.places(units), "the map may have the plan already");
    let before = stage.dossier.clone();
    // Who a part of a split unit belongs to must be told by a person.
    let which = dice.below(2);
    let said =
        |from: &AgencyId| places.ended(from.as_str()).map(|ended| ended.parts[which % ended.parts.len()].clone());
    let route = places.route(&stage.dossier, |_| None);
    if before.state.name().is_final() || before.state.handover().is_some() {
        assert_eq!(route, domain::unit::plan::Route::default(), "nothing is done with {:?}", before.state.name());
        return None;
    }
    for from in &route.ask {
        assert!(places.ended(from.as_str()).is_some_and(|ended| ended.parts.len() > 1), "only what nobody knows");
        assert!(route.hand.as_ref().is_none_or(|hand| hand.from != *from), "never guessed");
    }
    let (holder, state) = (before.holder(), before.state.lowest().name());
    // Some is said before the list is signed, some only when it has been received.
    let said_early = dice.below(2) == 0;
    let route = if said_early { places.route(&stage.dossier, said) } else { route };
    if let Some(to) = &route.follow {
        let action = follow(&stage, to);
        does(&mut stage, units, &Actor::system(), &action);
        assert_eq!(stage.dossier.state, before.state);
        let lies_there = route.hand.is_some() || places.ended_at(&holder).is_some();
        assert!(!lies_there || stage.dossier.holder() == holder, "only what lies nowhere moves");
    }
    let hand = route.hand.or_else(|| places.route(&stage.dossier, said).hand);
    if let Some(hand) = &hand {
        given_and_taken(&mut stage, units, &places, hand, dice);
        let left = places.route(&stage.dossier, said);
        assert_eq!(left.hand, None, "handed over once");
        let asked = &places.route(&stage.dossier, |_| None).ask;
        assert!(asked.iter().all(|from| *from != hand.from), "what was handed over is asked no more");
    }
    // What another ended unit has to do with it, once somebody said which part.
    if let Some(to) = places.route(&stage.dossier, said).follow {
        let action = follow(&stage, &to);
        does(&mut stage, units, &Actor::system(), &action);
    }
    assert!(!places.touches(&stage.dossier), "{:?}: {:?} {:?}", state, stage.dossier.holder(), hand);
    assert!(units.is_desk(stage.dossier.holder().as_str(), plan.effective), "{}", stage.dossier.holder());
    assert_eq!(stage.dossier.state.lowest().name(), state);
    Some(state)
}

fn given_and_taken(stage: &mut Stage, units: &UnitMap, places: &Places, hand: &Hand, dice: &mut Dice) {
    let to = &hand.to;
    let (manager, receiver) = (actor("ql-tinh"), received_by(to));
    let before = stage.dossier.clone();
    does(stage, units, &manager, &start("B-1", hand, before.paper_count));
    let under = stage.dossier.state.under().expect("a detour").clone();
    assert_eq!((under, stage.dossier.holder()), (before.state.clone(), before.holder()), "still the giver's");
    assert_eq!(places.route(&stage.dossier, |_| Some(to.clone())), domain::unit::plan::Route::default(), "once");
    match dice.below(3) {
        0 => {
            does(stage, units, &receiver, &Action::RejectHandover { reason: "Thiếu giấy tờ".to_owned() });
            assert_eq!(stage.dossier.holder(), before.holder());
            assert_eq!(stage.dossier.desk().as_str(), COORDINATION_DESK, "the province says what then");
            let again = Action::RedirectHandover { agency: to.clone(), reason: "Đã tìm thấy".to_owned() };
            does(stage, units, &manager, &again);
            assert_eq!(stage.dossier.desk().as_str() == COORDINATION_DESK, before.desk().as_str() == COORDINATION_DESK);
        }
        1 => {
            does(stage, units, &manager, &Action::CancelHandover { reason: "Rút lại".to_owned() });
            assert_eq!(
                Dossier { version: before.version, fired: before.fired.clone(), ..stage.dossier.clone() },
                before
            );
            does(stage, units, &manager, &start("B-2", hand, before.paper_count));
        }
        _ => {}
    }
    let assignee = before.state.assignee().cloned();
    let moves_agency = hand.moves.contains(&HandoverMove::ResolvingAgency);
    let accept =
        Action::AcceptHandover { paper_count: before.paper_count, assignee: assignee.filter(|_| moves_agency) };
    does(stage, units, &receiver, &accept);
    assert_eq!(stage.dossier.state.name(), before.state.name());
    assert_ne!(stage.dossier.holder(), before.holder());
    // And back, exactly.
    let mut back = Stage { brings: Vec::new(), linked: None, special: stage.special.clone(), ..clone(stage) };
    let result_centre = before.state.result_centre().cloned();
    let was = Three { result_centre, ..Three::of(&before) };
    let action = Action::FollowUnits {
        plan: "P-1".to_owned(),
        to: Box::new(was),
        was: Box::default(),
        reason: "Rút lại".to_owned(),
        ends_handover: false,
    };
    does(&mut back, units, &Actor::system(), &action);
    let same = Dossier {
        version: before.version,
        fired: before.fired.clone(),
        supplement_proposal: before.supplement_proposal.clone(),
        ..back.dossier.clone()
    };
    assert_eq!(same, before, "taken back");
}

fn clone(stage: &Stage) -> Stage {
    Stage {
        dossier: stage.dossier.clone(),
        events: stage.events.clone(),
        content: stage.content.clone(),
        now: stage.now,
        brings: Vec::new(),
        linked: None,
        special: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_state_a_dossier_is_in_it_is_handed_over_as_it_is(
        choices in prop::collection::vec(any::<u64>(), 0..25),
        start in 0_usize..STARTS,
        split in any::<bool>(),
        seed in any::<u64>(),
    ) {
        handed_over(life(&choices, start), split, &mut Dice::new(seed));
    }
}

#[test]
fn dossiers_in_every_state_that_is_not_final_take_part() {
    let mut missing: BTreeSet<StateName> = StateName::ALL
        .into_iter()
        .filter(|state| !state.is_final() && !matches!(state, StateName::Draft | StateName::HandoverPending))
        // A detour is looked under.
        .filter(|state| *state != StateName::WithdrawalRequested)
        .collect();
    for seed in 0..1_500_u64 {
        if missing.is_empty() {
            break;
        }
        let mut dice = Dice::new(seed);
        let length = dice.below(28);
        let choices: Vec<u64> = (0..length).map(|_| dice.next()).collect();
        let stage = life(&choices, dice.below(STARTS));
        let split = dice.below(2) == 1;
        if let Some(state) = handed_over(stage, split, &mut dice) {
            missing.remove(&state);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_lies_at_one_ended_unit_and_is_decided_by_another_split_one_is_asked_about_at_once() {
    let mut plan = plan(true);
    // A shop lies at Móng Cái 1, which becomes one whole, and is Bình Liêu's to decide, which is split.
    let mut stage = stages(2);
    stage.dossier.receiving_centre = CentreId::from(MONG_CAI_1);
    stage.dossier.return_to.centre = CentreId::from(MONG_CAI_1);
    let resolver = stage.dossier.resolver.as_mut().expect("who decides");
    resolver.agency = AgencyId::from(BINH_LIEU);
    let places = plan.places(&UNITS);
    let route = places.route(&stage.dossier, |_| None);
    assert_eq!(route.ask, [AgencyId::from(BINH_LIEU)]);
    assert_eq!(
        route.hand.as_ref().map(|hand| &hand.from),
        Some(&AgencyId::from(MONG_CAI_1)),
        "it is handed over anyway"
    );
    assert_eq!(route.follow, None);
    // Once it is said the agency follows, before or after the hand-over.
    let said = places.route(&stage.dossier, |_| Some("09001".into()));
    assert_eq!(said.follow.and_then(|follow| follow.agency), Some("09001".into()));
    assert_eq!((said.ask, said.hand), (Vec::new(), route.hand));
    // What was said of one split unit says nothing of another with the same part.
    plan.links.retain(|link| link.old.as_str() != MONG_CAI_1);
    let part = |new: &str, proposed| Link {
        old: MONG_CAI_1.into(),
        new: new.into(),
        extent: Extent::Part { proposed, area: None },
    };
    plan.links.extend([part(HA_TU, true), part("09001", false)]);
    let places = plan.places(&UNITS);
    let of_one = |from: &AgencyId| (from.as_str() == MONG_CAI_1).then(|| AgencyId::from("09001"));
    let route = places.route(&stage.dossier, of_one);
    assert_eq!(route.ask, [AgencyId::from(BINH_LIEU)]);
    assert_eq!(route.hand.map(|hand| hand.to), Some("09001".into()));
}

#[test]
fn a_result_that_lies_elsewhere_than_it_will_be_returned_goes_along_with_its_unit() {
    let places = plan(false).places(&UNITS);
    let mut stage = stages(2);
    stage.dossier.return_to.centre = CentreId::from("QN-PVHCC");
    let route = places.route(&stage.dossier, |_| None);
    assert_eq!(route.hand.expect("a hand-over").moves, [HandoverMove::ReceivingCentre]);
    assert_eq!(route.follow.expect("the agency follows").return_centre, None, "the province's centre stays");
}

#[test]
fn a_list_is_signed_checked_and_signed_and_never_changes_between() {
    let signed = |account: &str| Signed {
        account: account.into(),
        name: account.to_owned(),
        title_vi: String::new(),
        at: dossier_stage::at("2026-11-17T09:00"),
    };
    let hand = Hand { from: HA_TU.into(), to: "09001".into(), moves: vec![HandoverMove::ReceivingCentre] };
    let item = Item::of(&stages(2).dossier, &hand);
    let code = item.code.clone();
    let mut batch = Batch {
        id: "L-1".to_owned(),
        plan: "P-1".to_owned(),
        from: hand.from.clone(),
        to: "09001".into(),
        version: 1,
        drawn_at: dossier_stage::at("2026-11-17T08:00"),
        items: vec![item],
        given: None,
        hash: None,
        taken: None,
        void: false,
    };
    let found = |found: Found| Check { found, by: "b".into(), at: dossier_stage::at("2026-11-17T10:00") };
    assert_eq!(batch.check(&code, found(Found::Received)), Err(NoStep::NotSigned));
    assert_eq!(batch.take(signed("b")), Err(NoStep::NotSigned));
    batch.give(signed("a"), "hash".to_owned()).expect("the giver signs");
    let listed = batch.listed();
    assert_eq!(batch.give(signed("c"), "other".to_owned()), Err(NoStep::AlreadySigned));
    assert_eq!(batch.take(signed("b")), Err(NoStep::Unchecked));
    assert_eq!(batch.check(&"H49-1".into(), found(Found::Received)), Err(NoStep::NotListed));
    batch.check(&code, found(Found::Missing { papers: "CCCD".to_owned() })).expect("checked");
    batch.check(&code, found(Found::Received)).expect("found after all");
    let refused = batch.check(&code, found(Found::Refused { reason: "Không".to_owned() }));
    assert_eq!(refused, Err(NoStep::AlreadyReceived), "it cannot be unsaid");
    batch.take(signed("b")).expect("the receiver signs");
    assert_eq!((batch.listed(), batch.hash.as_deref(), batch.version), (listed, Some("hash"), 5));
    assert_eq!(batch.take(signed("b")), Err(NoStep::AlreadySigned));
}

#[test]
fn people_have_posts_at_both_units_until_the_old_ones_go() {
    let plan = plan(true);
    let places = plan.places(&UNITS);
    let account = |posts: Vec<Post>| Account {
        id: "an".into(),
        name: "An".to_owned(),
        title_vi: String::new(),
        title_en: String::new(),
        office_phone: None,
        posts,
        citizen: None,
    };
    let at = |id: &str| Post { role: Role::IntakeOfficer, place: Place::Centre { centre: id.into() } };
    let before = account(vec![at(BAI_CHAY), Post { role: Role::Coordinator, place: Place::Province }]);
    let both = plan.with_new_posts(&before, &places).expect("a new post");
    let new = places.agency_begun(&UnitCode::from(HA_TU)).expect("an agency").clone();
    assert_eq!(new.as_str(), "06652-20261102");
    assert_eq!(both.posts[2], at(new.as_str()));
    assert_eq!(plan.with_new_posts(&both, &places), None, "again, nothing");
    let after = Plan::without_posts(&both, |id| places.ended(id).is_some()).expect("the old post goes");
    assert_eq!(after.posts, [Post { role: Role::Coordinator, place: Place::Province }, at(new.as_str())]);
    assert_eq!(Plan::without_posts(&both, |id| places.begins(id)).expect("and back"), before);
    let divided = account(vec![at(BINH_LIEU)]);
    assert_eq!(plan.with_new_posts(&divided, &places), None, "nobody says where they go");
}
