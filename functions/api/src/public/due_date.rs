//! `POST /api/public/due-date`

use crate::{
    Api,
    error::ApiResult,
    json::{Body, Json},
};
use axum::extract::State;
use domain::{
    calendar::day_of,
    deadline,
    form::Facts,
    message::public::{DueDateAnswer, DueDateQuestion},
    procedure::Channel,
};

/// When a dossier would be due if it were accepted at a time, explained day by day.
///
/// # Errors
/// 400, 404 for an unknown procedure.
#[utoipa::path(post, path = "/api/public/due-date", tag = "public",
    responses((status = 200), (status = 400), (status = 404)))]
pub async fn due_date(
    State(api): State<Api>,
    Body { value: question, .. }: Body<DueDateQuestion>,
) -> ApiResult<Json<DueDateAnswer>> {
    let received_at = question.received_at.unwrap_or_else(|| api.now());
    let on = day_of(received_at);
    let procedure = api.reference.procedure(&api, &question.procedure, on).await?;
    let calendar = api.reference.calendar(&api).await?;
    let facts = Facts::on(on).by(Channel::Online);
    let due = deadline::due_for(&procedure, &question.answers, &facts, received_at, &calendar, &[]);
    Ok(Json(DueDateAnswer { received_at, due }))
}
