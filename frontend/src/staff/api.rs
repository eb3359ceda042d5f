//! The officers' operations.

use crate::route::{AlarmList, Period};
use domain::{
    dossier::{Action, ActionName, StateName},
    ids::{DeskId, RequestId},
    message::{
        closure::{ClosurePreview, ClosureView, Closures, EndClosure},
        public::{ActionRequest, DueDateAnswer, DueDateQuestion, Receipt},
        reorganisation::{Answer, Answers, CheckAct, Checked, Checks, ListView, Lists, PlanView, Plans, Questions},
        staff::{Approval, Batch, BatchOutcomes, DossierView, IntakeDossier, QueuePage, SearchResults},
        tracking::FileLink,
    },
    slip::{Form, FormNumber, certification::Certifications, sheet::Paper},
    unit::closure::Closure,
};
use frontend::{
    api::{ApiError, Request, paths},
    router::encode,
};
use serde_json::{Map, Value};

const DOSSIERS: &str = "/api/staff/dossiers";

fn dossier_path(code: &str) -> String {
    [DOSSIERS, "/", &encode(code)].concat()
}

/// A page of a desk's queue.
///
/// # Errors
/// Also `not_permitted` for a desk that is not the account's.
pub async fn queue(desk: &DeskId, state: StateName, cursor: Option<&str>) -> Result<QueuePage, ApiError> {
    let path = ["/api/staff/queue?desk=", &encode(desk.as_str()), "&state=", state.as_str()].concat();
    Request::get(onward(path, cursor)).send().await
}

/// A page of what the officer has in hand.
///
/// # Errors
/// Also `no_session`.
pub async fn mine(cursor: Option<&str>) -> Result<QueuePage, ApiError> {
    Request::get(onward("/api/staff/queue?assignee=me".to_owned(), cursor)).send().await
}

/// What the officer's agency is asked for an opinion.
///
/// # Errors
/// Also `no_session`.
pub async fn opinions() -> Result<QueuePage, ApiError> {
    Request::get("/api/staff/queue?opinions=me").send().await
}

/// What alarms a desk, the oldest first; or the results that nobody comes for.
///
/// # Errors
/// Also `not_permitted` for a desk that is not the account's.
pub async fn alarms(desk: &DeskId, list: AlarmList, cursor: Option<&str>) -> Result<QueuePage, ApiError> {
    let path = ["/api/staff/alarms?desk=", &encode(desk.as_str()), "&list=", list.as_str()].concat();
    Request::get(onward(path, cursor)).send().await
}

fn onward(path: String, cursor: Option<&str>) -> String {
    match cursor {
        Some(cursor) => [&path, "&cursor=", &encode(cursor)].concat(),
        None => path,
    }
}

/// Dossiers by code or name.
///
/// # Errors
/// Also `no_session`.
pub async fn search(query: &str) -> Result<SearchResults, ApiError> {
    Request::get(["/api/staff/search?q=", &encode(query)].concat()).send().await
}

/// When a dossier would be due if it were accepted now, with what was answered so far.
///
/// # Errors
/// Also `not_found`.
pub async fn due_date(question: &DueDateQuestion) -> Result<DueDateAnswer, ApiError> {
    Request::post(paths::DUE_DATE, question).repeatable().send().await
}

/// A dossier with everything that this officer may see and do.
///
/// # Errors
/// Also `not_found`, for one of other places as well.
pub async fn dossier(code: &str) -> Result<DossierView, ApiError> {
    Request::get(dossier_path(code)).send().await
}

/// Takes a dossier in; the draft's UUID is the key, so that a retry gives the same receipt.
///
/// # Errors
/// Also `invalid` with the fields, `rule_refuses` with the guard, `not_filed_here` with the reason.
pub async fn intake(draft: &str, filing: &IntakeDossier) -> Result<Receipt, ApiError> {
    Request::post(DOSSIERS, filing).key(draft).send().await
}

/// Carries out an action on the version that the officer saw. The request id makes a retry harmless.
///
/// # Errors
/// Also `stale` with the dossier as it is now, `impossible_in_this_state`, `not_permitted`, `invalid`,
/// `rule_refuses`.
pub async fn act(
    code: &str,
    version: u32,
    request: &str,
    draft: &str,
    action: &Action,
) -> Result<DossierView, ApiError> {
    let body =
        ActionRequest { request_id: RequestId::from(request), draft: Some(draft.to_owned()), input: input(action) };
    let path = [&dossier_path(code), "/actions/", action.name().as_str()].concat();
    Request::post(path, &body).if_version(version).repeatable().send().await
}

/// The action's own fields.
#[must_use]
pub fn input(action: &Action) -> Map<String, Value> {
    match serde_json::to_value(action) {
        Ok(Value::Object(mut input)) => {
            input.remove("action");
            input
        }
        _ => Map::new(),
    }
}

/// The same action on several dossiers, each with an outcome of its own. Their request ids make a retry harmless.
///
/// # Errors
/// Only where no act was looked at.
pub async fn batch(action: ActionName, batch: &Batch) -> Result<BatchOutcomes, ApiError> {
    Request::post(["/api/staff/batch/", action.as_str()].concat(), batch).repeatable().send().await
}

/// A form of a dossier, as issued by the event of this version; without one as issued last.
///
/// # Errors
/// Also `not_found` where the dossier has no such form.
pub async fn form(code: &str, form: FormNumber, version: Option<u32>) -> Result<Form, ApiError> {
    let path = form_path(code, form);
    Request::get(match version {
        Some(version) => [&path, "?version=", &version.to_string()].concat(),
        None => path,
    })
    .send()
    .await
}

/// Where the same form is as PDF.
#[must_use]
pub fn form_pdf(code: &str, form: FormNumber, version: Option<u32>, paper: Paper) -> String {
    let paper = if paper == Paper::A5 { "a5" } else { "a4" };
    let version = version.map(|version| ["&version=", &version.to_string()].concat()).unwrap_or_default();
    [&form_path(code, form), "/pdf?paper=", paper, &version].concat()
}

fn form_path(code: &str, form: FormNumber) -> String {
    [&dossier_path(code), "/forms/", form.as_str()].concat()
}

/// The register of a desk's place.
///
/// # Errors
/// Also `not_permitted` for a desk that is not the account's, `invalid` for a period that is too long or too full.
pub async fn register(period: &Period) -> Result<Form, ApiError> {
    Request::get(register_file(period, "json")).send().await
}

/// Where the register is as a file: `pdf` or `csv`.
#[must_use]
pub fn register_file(period: &Period, format: &str) -> String {
    ["/api/staff/register?", &period.query(), "&format=", format].concat()
}

/// The certification register of a desk's place.
///
/// # Errors
/// As [`register`].
pub async fn certifications(period: &Period) -> Result<Certifications, ApiError> {
    Request::get(register_file(period, "json")).send().await
}

/// Where a paper, draft or result can be fetched for a few minutes.
///
/// # Errors
/// Also `not_found`.
pub async fn file(code: &str, file: &str) -> Result<FileLink, ApiError> {
    Request::get([&dossier_path(code), "/files/", &encode(file)].concat()).send().await
}

const PLANS: &str = "/api/staff/reorganisations";

fn plan_path(plan: &str, rest: &str) -> String {
    [PLANS, "/", &encode(plan), rest].concat()
}

fn list_path(plan: &str, from: &str, list: &str, rest: &str) -> String {
    plan_path(plan, &["/lists/", &encode(from), "/", &encode(list), rest].concat())
}

/// The plans that move boundaries and concern this person.
///
/// # Errors
/// Also `no_session`.
pub async fn plans() -> Result<Plans, ApiError> {
    Request::get(PLANS).send().await
}

/// A plan with the numbers of its units.
///
/// # Errors
/// Also `not_found`.
pub async fn plan(id: &str) -> Result<PlanView, ApiError> {
    Request::get(plan_path(id, "")).send().await
}

/// Approves a plan that somebody else wrote, as it was read.
///
/// # Errors
/// Also `rule_refuses` for its author, and where it is another one by now.
pub async fn approve_plan(id: &str, version: u32) -> Result<PlanView, ApiError> {
    Request::post(plan_path(id, "/approve"), &Approval { version }).send().await
}

/// The lists of a plan.
///
/// # Errors
/// Also `not_found`.
pub async fn handover_lists(plan: &str) -> Result<Lists, ApiError> {
    Request::get(plan_path(plan, "/lists")).send().await
}

/// A list.
///
/// # Errors
/// Also `not_found`.
pub async fn handover_list(plan: &str, from: &str, list: &str) -> Result<ListView, ApiError> {
    Request::get(list_path(plan, from, list, "")).send().await
}

/// Signs a list, as giver (`give`) or receiver (`take`). Signed twice by the same person it is signed once.
///
/// # Errors
/// Also `rule_refuses` when it is not the time.
pub async fn sign_list(plan: &str, from: &str, list: &str, side: &str) -> Result<ListView, ApiError> {
    let path = list_path(plan, from, list, &["/signatures/", side].concat());
    Request::post(path, &()).repeatable().send().await
}

/// Says what was found of items of a list; the same finding again changes nothing.
///
/// # Errors
/// Also `invalid` with the fields, `rule_refuses` when it is not the time.
pub async fn check_list(plan: &str, from: &str, list: &str, checks: Vec<CheckAct>) -> Result<Checked, ApiError> {
    let path = list_path(plan, from, list, "/checks");
    Request::post(path, &Checks { checks }).repeatable().send().await
}

/// Dossiers of split units that somebody must assign.
///
/// # Errors
/// Also `not_permitted` for others than the province.
pub async fn questions(plan: &str) -> Result<Questions, ApiError> {
    Request::get(plan_path(plan, "/questions")).send().await
}

/// Says to which part dossiers of a split unit belong.
///
/// # Errors
/// Also `invalid` with the fields.
pub async fn answer_questions(plan: &str, answers: Vec<Answer>) -> Result<Questions, ApiError> {
    Request::post(plan_path(plan, "/questions"), &Answers { answers }).repeatable().send().await
}

const CLOSURES: &str = "/api/staff/closures";

fn closure_path(id: &str, rest: &str) -> String {
    [CLOSURES, "/", &encode(id), rest].concat()
}

/// Units closed for a time, as far as they concern this person.
///
/// # Errors
/// Also `no_session`.
pub async fn closures() -> Result<Closures, ApiError> {
    Request::get(CLOSURES).send().await
}

/// Keeps a closure as a draft; the same again changes nothing.
///
/// # Errors
/// Also `invalid` with the fields.
pub async fn draft_closure(closure: &Closure) -> Result<ClosureView, ApiError> {
    Request::post(CLOSURES, closure).repeatable().send().await
}

/// What a closure would do today.
///
/// # Errors
/// Also `not_found`.
pub async fn closure_preview(id: &str) -> Result<ClosurePreview, ApiError> {
    Request::get(closure_path(id, "/preview")).send().await
}

/// Approves a closure that somebody else wrote.
///
/// # Errors
/// Also `rule_refuses` for its author, and where it is another one by now.
pub async fn approve_closure(id: &str, version: u32) -> Result<ClosureView, ApiError> {
    Request::post(closure_path(id, "/approve"), &Approval { version }).send().await
}

/// Takes the next step of telling its dossiers; one more is one more step.
///
/// # Errors
/// Also `not_permitted`.
pub async fn carry_closure(id: &str) -> Result<ClosureView, ApiError> {
    Request::post(closure_path(id, "/carry"), &()).repeatable().send().await
}

/// Ends a closure by a second decision.
///
/// # Errors
/// Also `invalid` with the fields.
pub async fn end_closure(id: &str, second: &EndClosure) -> Result<ClosureView, ApiError> {
    Request::post(closure_path(id, "/end"), second).send().await
}
