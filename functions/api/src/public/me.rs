//! `GET /api/auth/me`

use crate::{Api, auth::SignedIn, error::ApiResult, json::Json};
use axum::extract::State;
use domain::{
    calendar::day_of,
    dossier::rights::queues_of,
    message::public::{CitizenProfile, Me},
    text::Text,
};

/// Who is signed in, with the queues of a member of staff.
///
/// # Errors
/// 401, 503
#[utoipa::path(get, path = "/api/auth/me", tag = "auth", responses((status = 200), (status = 401)))]
pub async fn me(State(api): State<Api>, SignedIn { account, actor, .. }: SignedIn) -> ApiResult<Json<Me>> {
    let archives = if actor.succeeded.is_empty() {
        Vec::new()
    } else {
        api.reference.units(&api).await?.archives(&actor.succeeded, day_of(api.now()))
    };
    Ok(Json(Me {
        queues: queues_of(&actor),
        account: account.id,
        name: account.name,
        title: Text { vi: account.title_vi, en: account.title_en },
        citizen: account.citizen.map(|citizen| CitizenProfile {
            id_number: citizen.id_number,
            date_of_birth: citizen.date_of_birth,
            phone: citizen.phone,
            organisation: citizen.organisation,
        }),
        posts: account.posts,
        archives,
    }))
}
