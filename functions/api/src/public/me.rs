//! `GET /api/auth/me`

use crate::{auth::SignedIn, json::Json};
use domain::{
    dossier::rights::queues_of,
    message::public::{CitizenProfile, Me},
    text::Text,
};

/// Who is signed in, with the queues of a member of staff.
#[utoipa::path(get, path = "/api/auth/me", tag = "auth", responses((status = 200), (status = 401)))]
pub async fn me(SignedIn { account, actor, .. }: SignedIn) -> Json<Me> {
    Json(Me {
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
    })
}
