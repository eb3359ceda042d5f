//! The portal's paths: read and built here and nowhere else.

use domain::procedure::Level;
use frontend::router::encode;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    Procedure(String),
    /// Filing a procedure.
    File(String),
    /// The receipt of a dossier filed in this tab.
    Receipt(String),
    /// The signed-in citizen's dossiers.
    Mine,
    MyDossier(String),
    Track,
    NotFound,
}

pub const HOME: &str = "/";
pub const MINE: &str = "/me";
pub const TRACK: &str = "/track";

impl Route {
    /// The page of a path.
    pub fn of(path: &str) -> Self {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let own = |text: &str| text.to_owned();
        match (parts.next(), parts.next(), parts.next()) {
            (None, _, _) => Self::Home,
            (Some("procedures"), Some(code), None) => Self::Procedure(own(code)),
            (Some("file"), Some(code), None) => Self::File(own(code)),
            (Some("receipt"), Some(code), None) => Self::Receipt(own(code)),
            (Some("me"), None, _) => Self::Mine,
            (Some("me"), Some(code), None) => Self::MyDossier(own(code)),
            (Some("track"), None, _) => Self::Track,
            _ => Self::NotFound,
        }
    }
}

/// Whether a link to this path stays in the portal. What is not ours belongs to the host: sign-in, staff, the API.
pub fn is_ours(path: &str) -> bool {
    Route::of(path) != Route::NotFound
}

/// `/?q=…&sector=…&level=…`
pub fn search(query: &str, sector: Option<&str>, level: Option<Level>) -> String {
    let mut path = String::from(HOME);
    let mut add = |name: &str, value: &str| {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(name);
        path.push('=');
        path.push_str(&encode(value));
    };
    if !query.is_empty() {
        add("q", query);
    }
    if let Some(sector) = sector {
        add("sector", sector);
    }
    if let Some(level) = level {
        add("level", level_name(level));
    }
    path
}

/// A level as the address names it.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Commune => "commune",
        Level::Province => "province",
    }
}

/// `/procedures/{code}`
pub fn procedure(code: &str) -> String {
    ["/procedures/", code].concat()
}

/// `/file/{code}`
pub fn file(code: &str) -> String {
    ["/file/", code].concat()
}

/// `/receipt/{code}`
pub fn receipt(code: &str) -> String {
    ["/receipt/", code].concat()
}

/// `/me/{code}`
pub fn my_dossier(code: &str) -> String {
    ["/me/", code].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_path_leads_to_its_page() {
        assert_eq!(Route::of(HOME), Route::Home);
        assert_eq!(Route::of(MINE), Route::Mine);
        assert_eq!(Route::of(TRACK), Route::Track);
        assert_eq!(Route::of(&procedure("1.001193")), Route::Procedure("1.001193".into()));
        assert_eq!(Route::of(&file("1.001193")), Route::File("1.001193".into()));
        assert_eq!(Route::of(&receipt("H49.1-2-3")), Route::Receipt("H49.1-2-3".into()));
        assert_eq!(Route::of(&my_dossier("H49.1-2-3")), Route::MyDossier("H49.1-2-3".into()));
    }

    #[test]
    fn what_the_host_answers_is_not_ours() {
        for path in ["/sign-in", "/staff/", "/api/health", "/mailbox", "/procedures/1/2"] {
            assert!(!is_ours(path), "{path}");
        }
    }
}
