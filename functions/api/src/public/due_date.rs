//! `POST /api/public/due-date`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    json::{Body, Json},
};
use axum::extract::State;
use domain::{
    calendar::day_of,
    deadline::{self, ProcessingTime},
    form::Facts,
    message::public::{BareTime, DueDateAnswer, DueDateQuestion},
    procedure::Channel,
};

/// When a dossier of a procedure, or anything with a bare processing time, would be due if it were accepted at a time;
/// explained day by day.
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
    let calendar = api.reference.calendar(&api).await?;
    let due = match (question.procedure, question.processing_time) {
        (Some(code), None) => {
            let on = day_of(received_at);
            let procedure = api.reference.procedure(&api, &code, on).await?;
            let by = question.channel.unwrap_or(Channel::Online);
            let facts = Facts { officer_states: question.officer_states, ..Facts::on(on).by(by) };
            deadline::due_for(&procedure, &question.answers, &facts, received_at, &calendar)
        }
        (None, Some(BareTime { value, unit })) => {
            deadline::due(received_at, &ProcessingTime::of(value, unit), &calendar, &[])
        }
        _ => return Err(ApiError::malformed("procedure or processing_time, one of the two")),
    };
    Ok(Json(DueDateAnswer { received_at, due }))
}
