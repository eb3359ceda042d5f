//! Sign-in with demonstration accounts, as this host's own identity provider: `/issuer/authorize` shows them, and
//! `/issuer/token` exchanges the code of the chosen one. `POST /sign-in` writes a session at once, for tests and scripts.

use super::{
    Pages,
    html::{escaped, page},
};
use crate::issuer::AUDIENCE;
use api::{
    auth::set_cookie,
    error::{ApiError, ApiResult},
    seal::{sha256_short, token},
    sign_in::own_page,
    store::session::LIFETIME,
};
use axum::{
    Form, Json,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    account::{Account, Place, Role},
    ids::AccountId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

/// How long a code may wait to be exchanged, in seconds (RFC 6749, 4.1.2: at most ten minutes).
const CODE_LIFETIME: i64 = 120;

#[derive(Deserialize)]
pub struct Target {
    #[serde(rename = "return", default)]
    back: String,
}

#[derive(Deserialize)]
pub struct Choice {
    account: String,
    #[serde(rename = "return", default)]
    back: String,
}

/// What a client asks for when it sends a browser here (RFC 6749, 4.1.1; RFC 7636, 4.3).
#[derive(Clone, Serialize, Deserialize)]
pub struct Request {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
}

#[derive(Deserialize)]
pub struct Chosen {
    account: AccountId,
    #[serde(flatten)]
    request: Request,
}

/// A code that waits to be exchanged.
struct Grant {
    account: AccountId,
    request: Request,
    until: Timestamp,
}

/// The codes that were given out.
#[derive(Default)]
pub struct Codes(Mutex<BTreeMap<String, Grant>>);

#[derive(Deserialize)]
pub struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    client_id: String,
    code_verifier: String,
}

/// The way that the portals go, for a link typed by hand.
pub async fn begin(Query(target): Query<Target>) -> Response {
    let back = own_page(&target.back).unwrap_or("/");
    let to = format!("/api/auth/login?{}", form(&[("return", back)]));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The accounts, citizens first, then staff by where they work.
///
/// # Errors
/// 400 for another client, the store's.
pub async fn authorize(State(pages): State<Pages>, Query(request): Query<Request>) -> ApiResult<Response> {
    request.check(&pages)?;
    let accounts = pages.api.reference.accounts(&pages.api).await?;
    let units = pages.api.reference.units(&pages.api).await?;
    let today = domain::calendar::day_of(pages.api.now());
    let mut groups: BTreeMap<(u8, String), Vec<&Account>> = BTreeMap::new();
    // A machine signs in with its token.
    for account in accounts.values().filter(|account| !account.has_role(Role::System)) {
        let group = match account.posts.first().map(|post| &post.place) {
            None => (0, "Người dân, doanh nghiệp · Citizens and businesses".to_owned()),
            Some(Place::Centre { centre }) => {
                (1, units.centre_name(centre, today).map_or_else(|| centre.to_string(), |name| name.vi))
            }
            Some(Place::Agency { agency, .. }) => {
                (2, units.agency_name(agency, today).map_or_else(|| agency.to_string(), |name| name.vi))
            }
            Some(Place::Province) => (3, "Toàn tỉnh · The whole province".to_owned()),
        };
        groups.entry(group).or_default().push(account);
    }
    let mut body = format!(
        "<p>Tài khoản trình diễn của máy chủ cục bộ. <span lang=\"en\">Demonstration accounts of the local \
         host.</span></p><form method=\"post\" action=\"/issuer/authorize\">{}",
        request.hidden_fields()
    );
    for ((_, name), accounts) in groups {
        let _ = write!(body, "<h2>{}</h2><div class=\"accounts\">", escaped(&name));
        for account in accounts {
            let _ = write!(
                body,
                "<button name=\"account\" value=\"{}\"><strong>{}</strong> {} <small lang=\"en\">{}</small></button>",
                escaped(account.id.as_str()),
                escaped(&account.name),
                escaped(&account.title_vi),
                escaped(&account.title_en)
            );
        }
        body.push_str("</div>");
    }
    body.push_str("</form>");
    Ok(page(StatusCode::OK, "Đăng nhập", "Sign in", &body))
}

/// Signs in and goes back to where the reader came from.
///
/// # Errors
/// 403 from another site's page, 404 for an unknown account, the store's.
pub async fn choose(State(pages): State<Pages>, headers: HeaderMap, Form(choice): Form<Choice>) -> ApiResult<Response> {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(ApiError::not_permitted());
    }
    let account = person(&pages, &choice.account).await?.ok_or_else(ApiError::not_found)?;
    let token = pages.api.store.open_session(&account, pages.api.now()).await?;
    let home = if account.is_staff() { "/staff/" } else { "/" };
    let back = own_page(&choice.back).unwrap_or(home);
    let cookie = set_cookie(&pages.api.config, &token, LIFETIME);
    Ok((StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie.as_str()), (header::LOCATION, back)]).into_response())
}

/// Gives a code for the chosen account to the client that asked.
///
/// # Errors
/// 400 for another client, 404 for an unknown account, the store's.
pub async fn grant(State(pages): State<Pages>, Form(Chosen { account, request }): Form<Chosen>) -> ApiResult<Response> {
    request.check(&pages)?;
    person(&pages, account.as_str()).await?.ok_or_else(ApiError::not_found)?;
    let (code, now) = (token()?, pages.api.now());
    let back = [request.redirect_uri.as_str(), "?", &form(&[("code", &code), ("state", &request.state)])].concat();
    let until = now + jiff::SignedDuration::from_secs(CODE_LIFETIME);
    let mut codes = pages.codes.0.lock().unwrap_or_else(PoisonError::into_inner);
    codes.retain(|_, grant| grant.until > now);
    codes.insert(code, Grant { account, request, until });
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, back)]).into_response())
}

/// The ID token for a code, once (RFC 6749, 4.1.3; RFC 7636, 4.5).
///
/// # Errors
/// The store's.
pub async fn exchange(State(pages): State<Pages>, Form(asked): Form<Exchange>) -> ApiResult<Response> {
    let granted = pages.codes.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&asked.code);
    let now = pages.api.now();
    let granted = granted.filter(|grant| {
        grant.until > now
            && asked.grant_type == "authorization_code"
            && asked.redirect_uri == grant.request.redirect_uri
            && asked.client_id == grant.request.client_id
            && sha256_short(asked.code_verifier.as_bytes()) == grant.request.code_challenge
    });
    let account = match &granted {
        Some(grant) => person(&pages, grant.account.as_str()).await?,
        None => None,
    };
    let (Some(grant), Some(account)) = (granted, account) else {
        return Ok((StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response());
    };
    let token = pages.issuer.id_token(&account, &grant.request.nonce, now).map_err(ApiError::internal)?;
    Ok(Json(json!({ "id_token": token, "access_token": "none", "token_type": "Bearer" })).into_response())
}

/// An account of somebody who signs in here; a machine does not.
async fn person(pages: &Pages, id: &str) -> ApiResult<Option<Account>> {
    let account = pages.api.reference.account(&pages.api, id).await?;
    Ok(account.filter(|account| !account.has_role(Role::System)))
}

impl Request {
    fn check(&self, pages: &Pages) -> ApiResult<()> {
        let ours = [&pages.api.config.site, "/api/auth/callback"].concat();
        let known = self.response_type == "code"
            && self.client_id == AUDIENCE
            && self.redirect_uri == ours
            && self.code_challenge_method == "S256";
        if known { Ok(()) } else { Err(ApiError::malformed("not a request of this site")) }
    }

    fn hidden_fields(&self) -> String {
        let fields = [
            ("response_type", &self.response_type),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
        ];
        let field = |(name, value): (&str, &String)| {
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escaped(value))
        };
        fields.into_iter().map(field).collect()
    }
}
