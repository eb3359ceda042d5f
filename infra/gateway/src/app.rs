//! The built app of one portal: files with hashed names for ever, everything else the one page.

use crate::{HostError, web::refusal};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use std::path::{Component, Path, PathBuf};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// Names under this folder carry a hash of their content.
const HASHED: &str = "assets/";

/// One portal's files, under a prefix of the site.
#[derive(Clone)]
pub struct App {
    folder: PathBuf,
    prefix: &'static str,
    files: ServeDir,
}

impl App {
    /// The app in `folder`, whose addresses begin with `prefix` (ends in a slash).
    ///
    /// # Errors
    /// [`HostError::NoApp`] when it has not been built.
    pub fn new(folder: PathBuf, prefix: &'static str) -> Result<Self, HostError> {
        if !folder.join("index.html").is_file() {
            return Err(HostError::NoApp(folder));
        }
        let files = ServeDir::new(&folder).append_index_html_on_directories(false).precompressed_br();
        Ok(Self { folder, prefix, files })
    }

    /// Answers a request for a file or for any page of the app.
    pub async fn serve(&self, mut request: Request) -> Response {
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return refusal(StatusCode::METHOD_NOT_ALLOWED);
        }
        let path = request.uri().path();
        let wanted = path.strip_prefix(self.prefix).unwrap_or_default().to_owned();
        let hashed = wanted.starts_with(HASHED);
        // A missing asset must not turn into a page: the browser would run HTML as a script.
        let file = if hashed || self.has(&wanted) { wanted.as_str() } else { "index.html" };
        let Ok(uri) = Uri::builder().path_and_query(format!("/{file}")).build() else {
            return refusal(StatusCode::NOT_FOUND);
        };
        *request.uri_mut() = uri;
        let Ok(found) = self.files.clone().oneshot(request).await;
        let mut response = found.map(Body::new).into_response();
        let for_ever = hashed && response.status().is_success();
        let cache = if for_ever { "public, max-age=31536000, immutable" } else { "no-cache" };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// Whether there is a file of that name, and not above the folder.
    fn has(&self, name: &str) -> bool {
        let path = Path::new(name);
        !name.is_empty()
            && path.components().all(|part| matches!(part, Component::Normal(_)))
            && self.folder.join(path).is_file()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("gateway-app-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(folder.join("assets")).unwrap();
        for (name, text) in [("index.html", "page"), ("assets/a-1.js", "script"), ("assets/a-1.js.br", "small")] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    async fn get(app: &App, path: &str, encoding: &str) -> (StatusCode, String, String) {
        let request = Request::get(path).header("accept-encoding", encoding).body(Body::empty()).unwrap();
        let response = app.serve(request).await;
        let status = response.status();
        let cache = response.headers()["cache-control"].to_str().unwrap().to_owned();
        let body = axum::body::to_bytes(response.into_body(), 1_000).await.unwrap();
        (status, cache, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn any_page_is_the_app_and_hashed_files_are_kept_for_ever() {
        let folder = built();
        let app = App::new(folder.clone(), "/staff/").unwrap();
        for page in ["/staff/", "/staff/dossiers/H49.61-260727-0001", "/staff/../../secret"] {
            assert_eq!(get(&app, page, "").await, (StatusCode::OK, "no-cache".into(), "page".into()), "{page}");
        }
        let (status, cache, body) = get(&app, "/staff/assets/a-1.js", "gzip").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "script"));
        assert!(cache.contains("immutable"));
        assert_eq!(get(&app, "/staff/assets/a-1.js", "br").await.2, "small");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_missing_asset_is_not_a_page_and_nothing_is_posted_to_the_app() {
        let folder = built();
        let app = App::new(folder.clone(), "/").unwrap();
        let (status, cache, _) = get(&app, "/assets/gone.js", "br").await;
        assert_eq!((status, cache.as_str()), (StatusCode::NOT_FOUND, "no-cache"));
        let post = Request::post("/").body(Body::empty()).unwrap();
        assert_eq!(app.serve(post).await.status(), StatusCode::METHOD_NOT_ALLOWED);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
