//! `POST /api/staff/reorganisations/{plan}/questions`

use crate::{
    Api,
    auth::Staff,
    error::{ApiError, ApiResult},
    json::{Body, Json},
    reorganisation::{
        plan,
        plans::{answer, questions},
    },
};
use axum::extract::{Path, State};
use domain::{
    form::FieldError,
    message::reorganisation::{Answers, MAX_CHECKS, Questions},
};

/// Somebody of the province says to which part of a split unit dossiers belong; gives what is left to say.
///
/// # Errors
/// 400, 401, 403, 404, 422 for too many answers or a part that is none
#[utoipa::path(post, path = "/api/staff/reorganisations/{plan}/questions", tag = "staff",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200), (status = 400), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn answer_questions(
    State(api): State<Api>,
    Staff(staff): Staff,
    Path(id): Path<String>,
    Body { value: given, .. }: Body<Answers>,
) -> ApiResult<Json<Questions>> {
    let record = plan(&api, &id).await?;
    if given.answers.len() > MAX_CHECKS {
        return Err(ApiError::invalid(vec![FieldError::new("answers", "too_many")]));
    }
    answer(&api, &staff.actor, &id, &given.answers).await?;
    Ok(Json(questions(&api, &staff.actor.posts, &record).await?))
}
