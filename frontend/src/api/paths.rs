//! Paths of the API, built here and nowhere else.

use crate::router::encode;
use domain::procedure::ProcedureRef;

/// `GET /api/auth/me`
pub const ME: &str = "/api/auth/me";
/// `POST /api/auth/logout`
pub const LOGOUT: &str = "/api/auth/logout";
/// `GET /api/public/procedures`
pub const PROCEDURES: &str = "/api/public/procedures";
/// `GET /api/public/units`
pub const UNITS: &str = "/api/public/units";
/// `POST /api/public/due-date`
pub const DUE_DATE: &str = "/api/public/due-date";
/// `POST /api/public/uploads`
pub const PUBLIC_UPLOADS: &str = "/api/public/uploads";
/// `POST /api/staff/uploads`
pub const STAFF_UPLOADS: &str = "/api/staff/uploads";
/// `POST /api/public/dossiers`
pub const PUBLIC_DOSSIERS: &str = "/api/public/dossiers";
/// `POST /api/public/track`
pub const TRACK: &str = "/api/public/track";
/// `POST /api/public/track/result`
pub const TRACK_RESULT: &str = "/api/public/track/result";

/// The sign-in page, which comes back to `back`.
#[must_use]
pub fn sign_in(back: &str) -> String {
    ["/api/auth/login?return=", &encode(back)].concat()
}

/// `GET /api/public/procedures/{code}`
#[must_use]
pub fn procedure(code: &str) -> String {
    [PROCEDURES, "/", &encode(code)].concat()
}

/// `GET /api/public/procedures/{code}?valid_from=`
#[must_use]
pub fn procedure_version(version: &ProcedureRef) -> String {
    [&procedure(version.code.as_str()), "?valid_from=", &version.valid_from.to_string()].concat()
}

/// `GET /api/staff/dossiers/{code}/original`
#[must_use]
pub fn original(code: &str) -> String {
    ["/api/staff/dossiers/", &encode(code), "/original"].concat()
}

/// `GET /api/public/lists/{list}`
#[must_use]
pub fn list(name: &str) -> String {
    ["/api/public/lists/", &encode(name)].concat()
}

/// `GET /api/public/me/dossiers?cursor=`
#[must_use]
pub fn my_dossiers(cursor: Option<&str>) -> String {
    let path = "/api/public/me/dossiers";
    cursor.map_or_else(|| path.to_owned(), |cursor| [path, "?cursor=", &encode(cursor)].concat())
}

/// `GET /api/public/dossiers/{code}`
#[must_use]
pub fn my_dossier(code: &str) -> String {
    [PUBLIC_DOSSIERS, "/", &encode(code)].concat()
}

/// `POST /api/public/dossiers/{code}/actions/{action}`
#[must_use]
pub fn my_action(code: &str, action: &str) -> String {
    [&my_dossier(code), "/actions/", action].concat()
}

/// `GET /api/public/dossiers/{code}/forms/{form}/pdf?version=`
#[must_use]
pub fn my_form_pdf(code: &str, form: &str, version: u32) -> String {
    [&my_dossier(code), "/forms/", form, "/pdf?version=", &version.to_string()].concat()
}

/// `GET /api/public/dossiers/{code}/files/{file}`
#[must_use]
pub fn my_file(code: &str, file: &str) -> String {
    [&my_dossier(code), "/files/", &encode(file)].concat()
}
