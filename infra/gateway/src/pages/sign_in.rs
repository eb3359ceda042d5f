//! `/sign-in`: chooses a demonstration account. It writes the same session that a sign-in with an identity provider
//! writes; this page exists only in the local host.

use super::{
    Pages,
    html::{escaped, page},
};
use api::{
    auth::set_cookie,
    error::{ApiError, ApiResult},
    store::session::LIFETIME,
};
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::account::{Account, Place, Role};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt::Write};

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

/// The accounts, citizens first, then staff by where they work.
///
/// # Errors
/// The store's.
pub async fn show(State(pages): State<Pages>, Query(target): Query<Target>) -> ApiResult<Response> {
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
         host.</span></p><form method=\"post\" action=\"/sign-in\"><input type=\"hidden\" name=\"return\" value=\"{}\">",
        escaped(&target.back)
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
    let account = pages.api.reference.account(&pages.api, &choice.account).await?;
    let account = account.filter(|account| !account.has_role(Role::System)).ok_or_else(ApiError::not_found)?;
    let token = pages.api.store.open_session(&account, pages.api.now()).await?;
    let home = if account.is_staff() { "/staff/" } else { "/" };
    let back = if is_own_path(&choice.back) { choice.back.as_str() } else { home };
    let cookie = set_cookie(&pages.api.config, &token, LIFETIME);
    Ok((StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie.as_str()), (header::LOCATION, back)]).into_response())
}

/// Only a path of this site: nobody is sent elsewhere by a link with another address in it.
fn is_own_path(path: &str) -> bool {
    path.len() <= 500
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn a_reader_is_sent_back_only_to_a_page_of_this_site() {
        for path in ["/", "/file/1.001193", "/staff/?desk=a#b"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: b", "/ a"] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
