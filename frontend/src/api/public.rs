//! The citizens' operations, and the reference data that both portals read.

use super::{ApiError, Request, Trouble, json, paths};
use domain::{
    dossier::{ActionName, action::SupplementAnswer},
    form::Answers,
    message::{
        public::{DueDateAnswer, MyDossierView, MyDossiers, ProcedureList, ReferenceList, SubmitDossier, UnitList},
        tracking::{FileLink, TrackRequest, TrackResultRequest, Tracked},
    },
    procedure::{Procedure, ProcedureRef},
    unit::Resolution,
};
use js_sys::{Function, Promise, Reflect};
use serde::Serialize;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The catalogue's list; the browser's cache revalidates it by its entity tag.
///
/// # Errors
/// See [`Request::send`], here and below.
pub async fn procedures() -> Result<ProcedureList, ApiError> {
    Request::get(paths::PROCEDURES).send().await
}

/// One procedure, the version that is valid today.
///
/// # Errors
/// Also `not_found`.
pub async fn procedure(code: &str) -> Result<Procedure, ApiError> {
    Request::get(paths::procedure(code)).send().await
}

/// The version of a procedure that a dossier keeps.
///
/// # Errors
/// Also `not_found`.
pub async fn procedure_version(version: &ProcedureRef) -> Result<Procedure, ApiError> {
    Request::get(paths::procedure_version(version)).send().await
}

/// The units of today and the agencies' names.
///
/// # Errors
/// See [`Request::send`].
pub async fn units() -> Result<UnitList, ApiError> {
    Request::get(paths::UNITS).send().await
}

/// What an old or new unit's name means: found in the browser by the script that starts the page, which fetches what it
/// needs for that when it is first asked, and asks the functions where that does not come.
///
/// # Errors
/// When neither comes.
pub async fn resolve_unit(name: &str) -> Result<Resolution, ApiError> {
    let failed = || ApiError::new(Trouble::Unreachable);
    let page = js_sys::global();
    let find = Reflect::get(&page, &"unitNamed".into()).ok().and_then(|find| find.dyn_into::<Function>().ok());
    let found = find.and_then(|find| find.call1(&page, &name.into()).ok()).ok_or_else(failed)?;
    let found = JsFuture::from(Promise::resolve(&found)).await.ok().and_then(|found| found.as_string());
    json::read(&found.ok_or_else(failed)?).map_err(|_| failed())
}

/// A reference list.
///
/// # Errors
/// Also `not_found`.
pub async fn list(name: &str) -> Result<ReferenceList, ApiError> {
    Request::get(paths::list(name)).send().await
}

/// When a dossier would be due if it were accepted now.
///
/// # Errors
/// Also `not_found`.
pub async fn due_date(procedure: &str, answers: Answers) -> Result<DueDateAnswer, ApiError> {
    Request::post(paths::DUE_DATE, &DueOf { procedure, answers }).repeatable().send().await
}

/// As much of `DueDateQuestion` as a citizen asks; what is not sent is not loaded.
#[derive(Serialize)]
struct DueOf<'a> {
    procedure: &'a str,
    answers: Answers,
}

/// Files a dossier. The draft's UUID is the key, so that a double click, a retry or a lost answer gives one
/// dossier and the same receipt, which is given as it came, to be kept.
///
/// # Errors
/// Also `invalid` with the fields, `not_filed_here` with the reason, `key_reused`, `procedure_changed`.
pub async fn submit(draft: &str, filing: &SubmitDossier) -> Result<Value, ApiError> {
    Request::post(paths::PUBLIC_DOSSIERS, filing).key(draft).send().await
}

/// A page of the signed-in citizen's dossiers, newest first.
///
/// # Errors
/// Also `no_session`.
pub async fn my_dossiers(cursor: Option<&str>) -> Result<MyDossiers, ApiError> {
    Request::get(paths::my_dossiers(cursor)).send().await
}

/// One of the signed-in citizen's dossiers.
///
/// # Errors
/// Also `no_session` and `not_found`.
pub async fn my_dossier(code: &str) -> Result<MyDossierView, ApiError> {
    Request::get(paths::my_dossier(code)).send().await
}

/// The answer to a supplement as it travels: `resubmit` before acceptance, `supplement_received` after it.
#[derive(Serialize)]
struct Supplied<'a> {
    request_id: &'a str,
    draft: &'a str,
    items: &'a [SupplementAnswer],
    paper_count: u16,
}

/// Answers a supplement on the own dossier. `request` names the request and binds its files: sent twice, it answers once.
///
/// # Errors
/// Also `stale`, `impossible_in_this_state`, `invalid`.
pub async fn answer_supplement(
    code: &str,
    version: u32,
    request: &str,
    action: ActionName,
    items: &[SupplementAnswer],
) -> Result<MyDossierView, ApiError> {
    let body = Supplied { request_id: request, draft: request, items, paper_count: 0 };
    let path = paths::my_action(code, action.as_str());
    Request::post(path, &body).if_version(version).repeatable().send().await
}

/// One step on the own dossier with its own inputs. `request` names the request and binds its files: sent twice, it is
/// done once.
///
/// # Errors
/// Also `stale`, `impossible_in_this_state`, `invalid`, `rule_refuses`.
pub async fn act_on_mine(
    code: &str,
    version: u32,
    request: &str,
    action: &str,
    mut input: Map<String, Value>,
) -> Result<MyDossierView, ApiError> {
    for name in ["request_id", "draft"] {
        input.insert(name.to_owned(), Value::String(request.to_owned()));
    }
    let path = paths::my_action(code, action);
    Request::post(path, &Value::Object(input)).if_version(version).repeatable().send().await
}

/// Where an own paper or result can be fetched.
///
/// # Errors
/// Also `no_session` and `not_found`.
pub async fn my_file(code: &str, file: &str) -> Result<FileLink, ApiError> {
    Request::get(paths::my_file(code, file)).send().await
}

/// The public status.
///
/// # Errors
/// `not_found` for a wrong code as for a wrong secret.
pub async fn track(question: &TrackRequest) -> Result<Tracked, ApiError> {
    Request::post(paths::TRACK, question).repeatable().send().await
}

/// The result file, for whoever proves to be the applicant.
///
/// # Errors
/// Also `not_found`, for a wrong number as well.
pub async fn track_result(question: &TrackResultRequest) -> Result<FileLink, ApiError> {
    Request::post(paths::TRACK_RESULT, question).repeatable().send().await
}
