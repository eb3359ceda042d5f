//! What people see of a plan in the staff portal, and what they decide: approval, and where a dossier of a split unit
//! belongs.

use super::{
    busy,
    carry::placed,
    change,
    drawing::Drawing,
    lists::{checks_for, signs_for},
    plan, signature,
};
use crate::{
    Api,
    error::{ApiError, ApiResult},
    store::{
        dossier::Written,
        handover::{Decision, Question},
    },
};
use domain::{
    account::{Post, Role},
    calendar::day_of,
    dossier::Actor,
    form::FieldError,
    ids::{AgencyId, UnitCode},
    message::reorganisation::{
        Answer, FindingView, ListSummary, ListView, MAX_QUESTIONS, MadeOf, PlanDocument, PlanUnit, PlanView,
        QuestionView, Questions, TurnView, UnitBegun,
    },
    text::Text,
    unit::{
        UnitMap,
        plan::{Batch, Ended, Extent, Link, Places, Plan, Record, Severity, Stage, Standing},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Whether the person answers for the whole province.
#[must_use]
pub fn is_province(posts: &[Post]) -> bool {
    posts.iter().any(|post| matches!(post.role, Role::Coordinator | Role::ProvinceManager))
}

/// Whether the person works on the dossiers of the agency or its centre.
#[must_use]
pub fn is_at(posts: &[Post], id: &AgencyId) -> bool {
    posts.iter().any(|post| post.role.works_on_dossiers() && post.place.house() == Some(id.as_str()))
}

/// The plan as the person may see it, with what it says: the province all of it, people of its units their own rows.
///
/// # Errors
/// 404 for everybody else, the store's.
pub async fn view(api: &Api, posts: &[Post], record: Record) -> ApiResult<PlanView> {
    let seen = summary(api, posts, &record).await?;
    let document = if seen.province { Some(document(api, &record).await?) } else { None };
    Ok(PlanView { document, ..seen })
}

/// The same without what it says, as it stands in the list of plans.
///
/// # Errors
/// As of [`view`].
pub async fn summary(api: &Api, posts: &[Post], record: &Record) -> ApiResult<PlanView> {
    let map = api.reference.units(api).await?;
    let (places, after) = (record.plan.places(&map), record.plan.apply(&map));
    let province = is_province(posts);
    let eve = record.plan.effective.yesterday().unwrap_or(record.plan.effective);
    let name = |id: &AgencyId, on| map.agency_name(id, on).unwrap_or_default();
    let snapshot = api.store.board(&record.plan.id).await?;
    let mut units: Vec<PlanUnit> = Vec::new();
    for (id, ended) in places.all_ended() {
        let mine = is_at(posts, id) || ended.parts.iter().any(|part| is_at(posts, part));
        if !province && !mine {
            continue;
        }
        let load = snapshot.as_ref().and_then(|snapshot| snapshot.board.units.get(&ended.unit)).cloned();
        let mut load = load.unwrap_or_default();
        let mut turns = Vec::new();
        for turn in std::mem::take(&mut load.turns) {
            let officer = match &turn.officer {
                Some(id) => api.reference.account(api, id.as_str()).await?.map(|account| account.name),
                None => None,
            };
            turns.push(TurnView {
                desk: map.desk_name(turn.desk.as_str(), eve).unwrap_or_default(),
                officer,
                dossiers: turn.dossiers,
                late: turn.late,
                due_at: turn.due_at,
            });
        }
        units.push(PlanUnit {
            agency: id.clone(),
            name: name(id, eve),
            parts: part_names(record, &after, ended),
            load,
            turns,
        });
    }
    if !province && units.is_empty() {
        return Err(ApiError::not_found());
    }
    Ok(PlanView {
        id: record.plan.id.clone(),
        title: record.plan.title.clone(),
        decision: record.plan.decision.clone(),
        effective: record.plan.effective,
        stage: record.stage,
        author: record.author.clone(),
        approved: record.approved.clone(),
        verified: record.verified.clone(),
        accepted: record.accepted.clone(),
        counted_at: snapshot.map(|snapshot| snapshot.at),
        units,
        province,
        may_approve: posts.iter().any(|post| post.role == Role::ProvinceManager),
        version: Some(record.version),
        document: None,
        now: api.now(),
    })
}

/// What the plan says, for whoever approves it: the units that begin, of what, and what is wrong or worth knowing today.
async fn document(api: &Api, record: &Record) -> ApiResult<PlanDocument> {
    let (plan, map) = (&record.plan, api.reference.units(api).await?);
    let (after, eve) = (plan.apply(&map), plan.effective.yesterday().unwrap_or(plan.effective));
    let begun = plan.begun.iter().filter_map(|new| {
        let unit = after.unit(&new.code, plan.effective)?;
        let made_of = plan.links.iter().filter(|link| link.new == new.code).map(|link| MadeOf {
            code: link.old.clone(),
            name: after.unit(&link.old, eve).map(|old| old.summary().full_name()).unwrap_or_default(),
            part: matches!(link.extent, Extent::Part { .. }),
            area: link.area().cloned(),
        });
        Some(UnitBegun {
            code: new.code.clone(),
            name: unit.summary().full_name(),
            agency_code: new.agency_code.clone(),
            made_of: made_of.collect(),
            branch: after.land_branch(unit).map(|branch| branch.name.clone()),
        })
    });
    let begun = begun.collect();
    let staff: Vec<_> = api.reference.accounts(api).await?.values().cloned().collect();
    // Once its map stands the plan would only find itself.
    let findings = if plan.is_applied(&map) {
        Vec::new()
    } else {
        let snapshot = api.store.board(&plan.id).await?;
        let loads = snapshot.iter().flat_map(|snapshot| &snapshot.board.units);
        let open: BTreeMap<UnitCode, u64> = loads.map(|(unit, load)| (unit.clone(), load.open())).collect();
        plan.lint(Standing { map: &map, staff: &staff, open: &open, today: day_of(api.now()) })
    };
    let findings = findings
        .into_iter()
        .map(|finding| FindingView { stops: finding.severity == Severity::Stops, words: finding.problem.words() });
    Ok(PlanDocument { begun, findings: findings.collect(), moved_staff: plan.staff.len() as u64 })
}

/// The units that take over an ended one, each with what tells it from the others.
fn part_names(record: &Record, after: &UnitMap, ended: &Ended) -> Vec<(AgencyId, Text)> {
    let on = record.plan.effective;
    let named = |id: &AgencyId| {
        let name = after.agency_name(id, on).unwrap_or_default();
        let is_to = |link: &&&Link| after.unit(&link.new, on).is_some_and(|unit| unit.is_agency(id.as_str()));
        let area = record.plan.links_of(&ended.unit).iter().find(is_to).and_then(|link| link.area().cloned());
        area.map_or(name.clone(), |area| Text {
            vi: format!("{} ({})", name.vi, area.vi),
            en: format!("{} ({})", name.en, area.en),
        })
    };
    ended.parts.iter().map(|id| (id.clone(), named(id))).collect()
}

/// Keeps a plan as a draft. The same draft again, by the same author, takes its place until it is approved.
///
/// # Errors
/// 403 for others than a coordinator or manager of the province, 422 where the id is taken, the store's.
pub async fn draft(api: &Api, plan: Plan, author: &Actor) -> ApiResult<Record> {
    if !is_province(&author.posts) {
        return Err(ApiError::not_permitted());
    }
    let mut record = Record::draft(plan, signature(api, author));
    if let Some(before) = api.store.plan(&record.plan.id).await? {
        if before.stage != Stage::Draft || before.author.account != record.author.account {
            return Err(ApiError::refused("plan_stage"));
        }
        record.version = before.version + 1;
    }
    match api.store.put_plan(&record).await? {
        Written::Done => Ok(record),
        Written::Conflict => Err(busy(&record.plan.id)),
    }
}

/// A second person approves the plan. What the dry run finds is for people to judge and does not stop it; a day that went by
/// does.
///
/// # Errors
/// 403 for others than a manager of the province, 404, 422 for the author, when the plan's day is over and when it is another
/// one than was read, the store's.
pub async fn approve(api: &Api, actor: &Actor, id: &str, read: u32) -> ApiResult<Record> {
    if !actor.posts.iter().any(|post| post.role == Role::ProvinceManager) {
        return Err(ApiError::not_permitted());
    }
    let record = plan(api, id).await?;
    if record.stage == Stage::Draft && record.plan.effective < day_of(api.now()) {
        return Err(ApiError::refused("plan_late"));
    }
    let signed = signature(api, actor);
    change(api, id, |record| record.approve(signed.clone(), read)).await
}

/// The lists of a plan that the person may see, the giving units in order.
///
/// # Errors
/// 404 where the plan is not theirs to see, the store's.
pub async fn lists(api: &Api, posts: &[Post], record: &Record) -> ApiResult<Vec<ListSummary>> {
    let map = api.reference.units(api).await?;
    let places = record.plan.places(&map);
    let province = is_province(posts);
    let mut found = Vec::new();
    for (from, ended) in places.all_ended() {
        let theirs = is_at(posts, from) || ended.parts.iter().any(|part| is_at(posts, part));
        if !province && !theirs {
            continue;
        }
        let batches = api.store.batches(from).await?;
        let shown = batches.into_iter().filter(|batch| batch.plan == record.plan.id && !batch.void);
        found.extend(shown.filter(|batch| may_see(posts, batch)).map(|batch| ListSummary {
            received: count(&batch, |item| item.is_received()),
            unmatched: count(&batch, |item| item.check.is_some() && !item.is_received()),
            items: count(&batch, |_| true),
            sheets: batch.items.iter().map(|item| u64::from(item.paper_count)).sum(),
            from_name: map.agency_name(&batch.from, record.plan.effective).unwrap_or_default(),
            to_name: map.agency_name(&batch.to, record.plan.effective).unwrap_or_default(),
            id: batch.id,
            from: batch.from,
            to: batch.to,
            given: batch.given,
            taken: batch.taken,
        }));
    }
    if !province && found.is_empty() {
        summary(api, posts, record).await?;
    }
    Ok(found)
}

fn count(batch: &Batch, is: impl Fn(&domain::unit::plan::Item) -> bool) -> u64 {
    batch.items.iter().filter(|item| is(item)).count() as u64
}

/// Whether the list is the person's to see: of both its units, and the province.
#[must_use]
pub fn may_see(posts: &[Post], batch: &Batch) -> bool {
    is_province(posts) || is_at(posts, &batch.from) || is_at(posts, &batch.to)
}

/// A list as the person may see it, with what they may do.
///
/// # Errors
/// The store's.
pub async fn list_view(api: &Api, posts: &[Post], record: &Record, batch: Batch) -> ApiResult<ListView> {
    let map = api.reference.units(api).await?;
    let at_work = record.hands_over();
    let name = |id: &AgencyId| map.agency_name(id, record.plan.effective).unwrap_or_default();
    Ok(ListView {
        from_name: name(&batch.from),
        to_name: name(&batch.to),
        title: record.plan.title.clone(),
        decision: record.plan.decision.clone(),
        may_give: at_work && batch.given.is_none() && !batch.void && signs_for(posts, &batch.from),
        may_check: at_work && batch.is_open() && checks_for(posts, &batch.to),
        may_take: at_work && batch.is_open() && signs_for(posts, &batch.to),
        batch,
    })
}

/// Dossiers of split units about which somebody must say where they belong: the first of them, and how many more wait.
///
/// # Errors
/// 403 for others than the province, the store's.
pub async fn questions(api: &Api, posts: &[Post], record: &Record) -> ApiResult<Questions> {
    if !is_province(posts) {
        return Err(ApiError::not_permitted());
    }
    let map = api.reference.units(api).await?;
    let (places, after) = (record.plan.places(&map), record.plan.apply(&map));
    let (mut open, mut more) = (Vec::new(), 0);
    for (from, ended) in places.all_ended().filter(|(_, ended)| ended.heir().is_none()) {
        let asked = api.store.questions(from).await?;
        let (name, parts) = (map.agency_name(from, record.plan.effective), part_names(record, &after, ended));
        for one in asked.into_iter().filter(|one| one.plan == record.plan.id && one.decision.is_none()) {
            if open.len() >= MAX_QUESTIONS {
                more += 1;
                continue;
            }
            open.push(QuestionView {
                code: one.code,
                from: from.clone(),
                from_name: name.clone().unwrap_or_default(),
                proposed: one.proposed,
                parts: parts.clone(),
            });
        }
    }
    Ok(Questions { questions: open, more: (more > 0).then_some(more) })
}

/// Somebody of the province says where dossiers of a split unit belong; they go on lists at once.
///
/// # Errors
/// 403 for others than the province, 422 for a part that is none or a plan that is not carried out, the store's.
pub async fn answer(api: &Api, actor: &Actor, id: &str, answers: &[Answer]) -> ApiResult<u64> {
    if !is_province(&actor.posts) {
        return Err(ApiError::not_permitted());
    }
    let record = plan(api, id).await?;
    if !record.hands_over() {
        return Err(ApiError::refused("plan_stage"));
    }
    let places = record.plan.places(&*api.reference.units(api).await?);
    for (at, answer) in answers.iter().enumerate() {
        check_answer(at, answer, &places)?;
    }
    for answer in answers {
        let question = Question {
            code: answer.code.clone(),
            plan: id.to_owned(),
            proposed: None,
            decision: Some(Decision {
                to: answer.to.clone(),
                by: actor.account.clone(),
                reason: answer.reason.trim().to_owned(),
            }),
        };
        api.store.put_question(&answer.from, &question).await?;
    }
    let mut drawing = Drawing::new(api, id, &places);
    // Two split units may have to do with one dossier: two answers, one dossier.
    let codes: BTreeSet<_> = answers.iter().map(|answer| answer.code.clone()).collect();
    let codes: Vec<_> = codes.into_iter().collect();
    for head in api.store.heads(&codes).await? {
        placed(api, &record.plan, &mut drawing, head.dossier).await?;
    }
    drawing.finish().await?;
    Ok(drawing.listed)
}

fn check_answer(at: usize, answer: &Answer, places: &Places) -> ApiResult<()> {
    let wrong = |field: &str, code: &str| {
        Err(ApiError::invalid(vec![FieldError::new(&format!("answers[{at}].{field}"), code)]))
    };
    let Some(ended) = places.ended(answer.from.as_str()) else { return wrong("from", "not_in_list") };
    if !ended.parts.contains(&answer.to) {
        return wrong("to", "not_in_list");
    }
    if answer.reason.trim().is_empty() {
        return wrong("reason", "required");
    }
    if answer.reason.chars().count() > domain::dossier::action::MAX_TEXT {
        return wrong("reason", "too_long");
    }
    Ok(())
}
