//! The documents function: forms as PDF and the register, one file per operation.
//!
//! It is a function of its own because drawing takes a typesetter of many megabytes. The operations are here, with all
//! others, under the same authorisation; only how a form is drawn is the host's to give ([`Press`]).

mod certifications;
pub mod my_form_pdf;
pub mod register;
pub mod staff_form_pdf;

use crate::{Api, error::ApiError};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::slip::{
    Form,
    sheet::{Paper, Sheet},
};
use jiff::Timestamp;
use std::{fmt, sync::Arc};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Path of the register.
pub const REGISTER: &str = "/api/staff/register";

/// Every route of the documents function, with its documentation.
#[must_use]
pub fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(staff_form_pdf::staff_form_pdf))
        .routes(routes!(my_form_pdf::my_form_pdf))
        .routes(routes!(register::register))
}

type Print = dyn Fn(&Sheet, Paper, Timestamp) -> Result<Vec<u8>, String> + Send + Sync;

/// Draws forms.
#[derive(Clone)]
pub struct Press(Arc<Print>);

impl Press {
    /// A press that draws with `print`.
    pub fn new<E, P>(print: P) -> Self
    where
        E: fmt::Display + 'static,
        P: Fn(&Sheet, Paper, Timestamp) -> Result<Vec<u8>, E> + Send + Sync + 'static,
    {
        Self(Arc::new(move |sheet, paper, at| print(sheet, paper, at).map_err(|error| error.to_string())))
    }

    /// A form as a file to download, named after form and `subject`.
    ///
    /// # Errors
    /// 500 when it cannot be drawn.
    pub async fn answer(&self, form: Form, subject: &str, paper: Paper, at: Timestamp) -> Result<Response, ApiError> {
        let name = file_name(&form, subject, "pdf");
        self.sheet(form.sheet(), &name, paper, at).await
    }

    /// A sheet as a file of this name.
    ///
    /// # Errors
    /// 500 when it cannot be drawn.
    pub async fn sheet(&self, sheet: Sheet, name: &str, paper: Paper, at: Timestamp) -> Result<Response, ApiError> {
        let print = self.0.clone();
        // Some ten milliseconds of work: other requests of the same process go on meanwhile.
        let drawn = tokio::task::spawn_blocking(move || print(&sheet, paper, at)).await;
        match drawn.map_err(|error| error.to_string()).and_then(|drawn| drawn) {
            Ok(pdf) => Ok(download(pdf, "application/pdf", name)),
            Err(cause) => Err(ApiError::internal(cause)),
        }
    }
}

/// `mau-01-H49.901-261123-0001.pdf`: letters, digits, dots and dashes only.
fn file_name(form: &Form, subject: &str, kind: &str) -> String {
    format!("mau-{}-{}.{kind}", form.number().as_str(), plain(subject))
}

/// What of a subject may stand in a file's name.
fn plain(subject: &str) -> String {
    subject.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-')).collect()
}

/// A file to be saved under a name.
fn download(body: impl Into<axum::body::Body>, media_type: &'static str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        // A file is bytes: without this Lambda's adapter would decode texts, and lose the mark by which spreadsheets know
        // Vietnamese.
        (header::CONTENT_ENCODING, "identity".to_owned()),
    ];
    (StatusCode::OK, headers, body.into()).into_response()
}
