//! Who is asking: a session cookie of a browser, or a bearer token of a machine. Verified here in both hosts,
//! from the first day.

use crate::{Api, config::Config, error::ApiError, jwt};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, header, request::Parts},
};
use domain::{
    account::{Account, Role},
    calendar::day_of,
    dossier::Actor,
};
use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;

/// The signed-in account and what it may be in the domain.
pub struct SignedIn {
    pub account: Account,
    pub actor: Actor,
    /// Token of the session, for signing out; none for a machine.
    pub token: Option<String>,
}

/// A member of staff.
pub struct Staff(pub SignedIn);

/// A citizen with an identity.
pub struct Citizen(pub SignedIn);

/// A machine of another system, such as the national portal: a bearer token of an account with the system's role. Only
/// operations that ask for it act in that role.
pub struct Machine(pub SignedIn);

/// Name of the session cookie.
#[must_use]
pub fn cookie_name(config: &Config) -> &'static str {
    if config.secure_cookies { "__Host-session" } else { "session" }
}

/// The `Set-Cookie` value that gives a token to a browser.
#[must_use]
pub fn set_cookie(config: &Config, token: &str, max_age: i64) -> String {
    let secure = if config.secure_cookies { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}", cookie_name(config))
}

impl FromRequestParts<Api> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, ApiError> {
        if let Some(bearer) = bearer(&parts.headers) {
            let subject = verify(&api.config, bearer, api.now().as_second()).ok_or_else(ApiError::no_session)?;
            let account = api.reference.account(api, &subject).await?.ok_or_else(ApiError::no_session)?;
            return Self::of(account, None, api).await;
        }
        let token = cookie_of(&parts.headers, cookie_name(&api.config)).ok_or_else(ApiError::no_session)?;
        // A cookie travels by itself, so a change must come from our own pages.
        if parts.method != Method::GET && parts.method != Method::HEAD && cross_site(&parts.headers) {
            return Err(ApiError::not_permitted());
        }
        let mut account = api.store.session(&token, api.now()).await?.ok_or_else(ApiError::no_session)?;
        // A person's posts change while they are signed in: when units change, and when somebody leaves.
        if account.is_staff() {
            account.posts =
                api.reference.account(api, account.id.as_str()).await?.map_or_else(Vec::new, |now| now.posts);
        }
        Self::of(account, Some(token), api).await
    }
}

impl SignedIn {
    /// The account as it acts: with the posts that it has in others' stead today, and at what its units took over.
    async fn of(account: Account, token: Option<String>, api: &Api) -> Result<Self, ApiError> {
        let actor = Actor {
            account: account.id.clone(),
            name: account.name.clone(),
            title_vi: account.title_vi.clone(),
            // The system's role is a machine's, and only where an operation asks for one.
            posts: account.posts.iter().filter(|post| post.role != Role::System).cloned().collect(),
            citizen: account.citizen.as_ref().map(|citizen| api.keys.pseudonym(&citizen.id_number)),
            stands_in: Vec::new(),
            succeeded: Vec::new(),
        };
        if !account.is_staff() {
            return Ok(Self { account, actor, token });
        }
        let (units, today) = (api.reference.units(api).await?, day_of(api.now()));
        let succeeded = units.succeeded_posts(&actor.posts, today);
        let stands_in = units.stand_ins(&actor.posts, today);
        Ok(Self { account, actor: Actor { succeeded, ..actor }.standing_in(stands_in), token })
    }
}

impl FromRequestParts<Api> for Staff {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, ApiError> {
        let signed_in = SignedIn::from_request_parts(parts, api).await?;
        if signed_in.account.is_staff() { Ok(Self(signed_in)) } else { Err(ApiError::not_permitted()) }
    }
}

impl FromRequestParts<Api> for Citizen {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, ApiError> {
        let signed_in = SignedIn::from_request_parts(parts, api).await?;
        if signed_in.account.citizen.is_some() { Ok(Self(signed_in)) } else { Err(ApiError::not_permitted()) }
    }
}

impl FromRequestParts<Api> for Machine {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, ApiError> {
        let signed_in = SignedIn::from_request_parts(parts, api).await?;
        // A session is a browser's, whatever its account may be.
        if signed_in.token.is_some() || !signed_in.account.has_role(Role::System) {
            return Err(ApiError::not_permitted());
        }
        let actor = signed_in.actor.only_as(Actor::system().posts);
        Ok(Self(SignedIn { actor, ..signed_in }))
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// The value of a cookie.
pub(crate) fn cookie_of(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// Browsers say where a request comes from; a machine without that header does not carry our cookie.
fn cross_site(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|site| site != "same-origin" && site != "none")
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
}

/// The subject of a bearer token that our issuer signed and that has not expired.
fn verify(config: &Config, token: &str, now: i64) -> Option<String> {
    let keys: JwkSet = serde_json::from_str(config.issuer_jwks.as_deref()?).ok()?;
    jwt::claims::<Claims>(token, &keys, &config.issuer, &config.audience, now).map(|claims| claims.sub)
}
