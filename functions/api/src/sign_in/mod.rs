//! Sign-in of people with an identity provider: authorization code with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636).
//!
//! [`begin`] sends the browser to the provider with a sealed [`ticket`] in a cookie; [`finish`] exchanges the code for
//! an ID token, verifies it, finds or makes the account, and opens the same session that every request is asked for.
//! No token of the provider reaches the browser, and none is kept.

mod account;
mod page;
mod provider;
mod ticket;

pub use page::Trouble;
pub use provider::{Discovery, Provider, Providers};

use crate::{
    Api,
    auth::{cookie_of, set_cookie},
    config::Config,
    jwt,
    store::session::LIFETIME,
};
use account::Claims;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use serde::Deserialize;
use ticket::Ticket;

/// What the provider sends back with the browser.
#[derive(Deserialize)]
pub struct Returned {
    code: Option<String>,
    state: Option<String>,
    /// Why it gave no code: `access_denied` and the like.
    error: Option<String>,
}

/// The page of ours that a reader came from, if the link names one: nobody is sent elsewhere by a link with another
/// address in it.
#[must_use]
pub fn own_page(path: &str) -> Option<&str> {
    let own = path.len() <= 500
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    own.then_some(path)
}

/// Sends the browser to the provider of the portal that `back` belongs to.
pub async fn begin(api: &Api, back: &str) -> Response {
    let back = own_page(back).unwrap_or("/");
    match sent_away(api, back).await {
        Ok(response) => response,
        Err(trouble) => trouble.page(&api.config, back),
    }
}

async fn sent_away(api: &Api, back: &str) -> Result<Response, Trouble> {
    let provider = provider_of(&api.config, back).ok_or(Trouble::NoProvider)?;
    let discovery = api.providers.discover(&provider.issuer, api.now()).await?;
    let ticket = Ticket::new(back, api.now())?;
    let to = discovery.authorize(provider, &ticket, &redirect_uri(&api.config));
    let cookie = ticket::cookie(&api.config, &ticket.sealed(&api.keys)?, ticket::LIFETIME);
    Ok((StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, to)]).into_response())
}

/// Takes the browser back from the provider and opens its session.
pub async fn finish(api: &Api, headers: &HeaderMap, returned: Returned) -> Response {
    let ticket = cookie_of(headers, ticket::cookie_name(&api.config))
        .and_then(|sealed| Ticket::opened(&sealed, &api.keys, api.now()));
    let back = ticket.as_ref().map_or("/", |ticket| &ticket.back).to_owned();
    let gone = ticket::cookie(&api.config, "", 0);
    match signed_in(api, ticket, returned).await {
        Ok(session) => {
            let cookies = AppendHeaders([
                (header::SET_COOKIE, set_cookie(&api.config, &session, LIFETIME)),
                (header::SET_COOKIE, gone),
            ]);
            (StatusCode::SEE_OTHER, cookies, [(header::LOCATION, back)]).into_response()
        }
        Err(trouble) => (AppendHeaders([(header::SET_COOKIE, gone)]), trouble.page(&api.config, &back)).into_response(),
    }
}

/// The token of a new session.
async fn signed_in(api: &Api, ticket: Option<Ticket>, returned: Returned) -> Result<String, Trouble> {
    // Without the ticket the browser did not begin here, whatever it brings: somebody else's code, an old page.
    let ticket = ticket.filter(|ticket| returned.state.as_deref() == Some(&ticket.state)).ok_or(Trouble::Stale)?;
    if let Some(error) = returned.error {
        tracing::info!(error = error.chars().take(40).collect::<String>(), "the identity provider gave no code");
        return Err(Trouble::Cancelled);
    }
    let code = returned.code.ok_or(Trouble::Stale)?;
    let provider = provider_of(&api.config, &ticket.back).ok_or(Trouble::NoProvider)?;
    let discovery = api.providers.discover(&provider.issuer, api.now()).await?;
    let sent = discovery.exchange(provider, &code, &ticket.verifier, &redirect_uri(&api.config));
    let id_token = api.providers.post(&discovery.token_endpoint, sent).await?;
    let now = api.now().as_second();
    let claims = jwt::claims(&id_token, &discovery.keys, &provider.issuer, &provider.client, now)
        .filter(|claims: &Claims| claims.nonce == ticket.nonce)
        .ok_or_else(|| {
            tracing::warn!("an ID token is not to be trusted");
            Trouble::Away
        })?;
    let account = account::of(api, &claims, provider, is_staff_page(&ticket.back)).await?;
    api.store.open_session(&account, api.now()).await.map_err(|cause| {
        tracing::error!(%cause, "a session cannot be opened");
        Trouble::Away
    })
}

fn is_staff_page(path: &str) -> bool {
    path.strip_prefix("/staff").is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// Staff and citizens have providers of their own.
fn provider_of<'a>(config: &'a Config, back: &str) -> Option<&'a Provider> {
    if is_staff_page(back) { config.staff.as_ref() } else { config.citizens.as_ref() }
}

fn redirect_uri(config: &Config) -> String {
    [&config.site, "/api/auth/callback"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_sent_back_only_to_a_page_of_this_site() {
        for path in ["/", "/file/1.001193", "/staff/?desk=a#b"] {
            assert_eq!(own_page(path), Some(path));
        }
        for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: b", "/ a"] {
            assert_eq!(own_page(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_whose_name_begins_like_the_staff_portal_is_not_of_it() {
        assert!(["/staff", "/staff/", "/staff/queue?a=b", "/staff?x"].into_iter().all(is_staff_page));
        assert!(!["/", "/staffing", "/track/staff/"].into_iter().any(is_staff_page));
    }
}
