//! `POST /api/public/due-date`

use crate::{
    Api,
    error::{ApiError, ApiResult},
    json::{Body, Json},
};
use axum::extract::State;
use domain::{
    calendar::day_of,
    competence::{self, Outcome},
    deadline::{self, ProcessingTime},
    form::{Answers, Facts},
    ids::CentreId,
    message::public::{BareTime, Competent, DueDateAnswer, DueDateQuestion},
    procedure::{Channel, Procedure},
    unit::{PROVINCIAL_CENTRE, UnitMap},
};

/// When a dossier of a procedure, or anything with a bare processing time, would be due if it were accepted at a time;
/// explained day by day; and who decides, with the reason.
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
    let mut competent = None;
    let due = match (question.procedure, question.processing_time) {
        (Some(code), None) => {
            let on = day_of(received_at);
            let procedure = api.reference.procedure(&api, &code, on).await?;
            let by = question.channel.unwrap_or(Channel::Online);
            let facts = Facts { officer_states: question.officer_states, ..Facts::on(on).by(by) };
            let units = api.reference.units(&api).await?;
            competent = Some(who_decides(&procedure, &question.answers, &facts, &units));
            deadline::due_for(&procedure, &question.answers, &facts, received_at, &calendar)
        }
        (None, Some(BareTime { value, unit })) => {
            deadline::due(received_at, &ProcessingTime::of(value, unit), &calendar, &[])
        }
        _ => return Err(ApiError::malformed("procedure or processing_time, one of the two")),
    };
    Ok(Json(DueDateAnswer { received_at, due, competent }))
}

/// Who decides a filing from a phone with these answers, in words. It is received where the agency is, so no centre says
/// anything.
fn who_decides(procedure: &Procedure, answers: &Answers, facts: &Facts, units: &UnitMap) -> Competent {
    let on = facts.submitted_on;
    let decision = competence::resolve(procedure, answers, facts, &CentreId::from(PROVINCIAL_CENTRE), on, units);
    let agency = match &decision.outcome {
        Outcome::Resolved { agency, .. } => units.agency_name(agency, on),
        Outcome::Coordination { .. } | Outcome::OutsideProvince { .. } => None,
    };
    let field = |name: &str| procedure.label_of(name);
    Competent { agency, because: competence::explain_decision(&decision, procedure.level, &field, units, on) }
}
