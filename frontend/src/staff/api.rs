//! The officers' operations.

use domain::{
    dossier::{Action, StateName},
    ids::{DeskId, RequestId},
    message::{
        public::{ActionRequest, Receipt},
        staff::{DossierView, IntakeDossier, QueuePage, SearchResults},
        tracking::FileLink,
    },
};
use frontend::{
    api::{ApiError, Request},
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
    let input = match serde_json::to_value(action) {
        Ok(Value::Object(mut input)) => {
            input.remove("action");
            input
        }
        _ => Map::new(),
    };
    let body = ActionRequest { request_id: RequestId::from(request), draft: Some(draft.to_owned()), input };
    let path = [&dossier_path(code), "/actions/", action.name().as_str()].concat();
    Request::post(path, &body).if_version(version).repeatable().send().await
}

/// Where a paper, draft or result can be fetched for a few minutes.
///
/// # Errors
/// Also `not_found`.
pub async fn file(code: &str, file: &str) -> Result<FileLink, ApiError> {
    Request::get([&dossier_path(code), "/files/", &encode(file)].concat()).send().await
}
