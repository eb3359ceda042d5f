//! What a person reads when signing in did not work: a page of its own, because no portal is open at that moment.

use super::provider;
use crate::config::Config;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why somebody is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This deployment has no provider for that portal.
    NoProvider,
    /// The provider, or the table, does not answer as it should.
    Away,
    /// Begun in another browser, too long ago, or twice.
    Stale,
    /// The person, or the provider, did not want to.
    Cancelled,
    /// Signed in, but nobody here.
    Unknown,
    /// A citizen whose identity number the provider does not tell.
    Unproved,
}

impl Trouble {
    fn status(self) -> StatusCode {
        match self {
            Self::NoProvider => StatusCode::NOT_FOUND,
            Self::Away => StatusCode::BAD_GATEWAY,
            Self::Stale => StatusCode::BAD_REQUEST,
            Self::Cancelled | Self::Unknown | Self::Unproved => StatusCode::FORBIDDEN,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NoProvider => (
                "Chưa có cách đăng nhập cho phần này. Xin báo cho đơn vị vận hành.",
                "There is no way to sign in here yet. Please tell those who run the system.",
            ),
            Self::Away => (
                "Hệ thống xác thực đang không trả lời. Xin thử lại sau ít phút. Nội dung bạn đã nhập vẫn còn.",
                "The sign-in service does not answer. Please try again in a few minutes. What you typed is still there.",
            ),
            Self::Stale => (
                "Lần đăng nhập này đã quá hạn hoặc đã dùng. Xin bắt đầu lại.",
                "This sign-in has expired or was used already. Please begin again.",
            ),
            Self::Cancelled => ("Bạn chưa đăng nhập.", "You are not signed in."),
            Self::Unknown => (
                "Tài khoản này chưa được đăng ký làm việc trong hệ thống. Xin liên hệ quản trị của đơn vị bạn.",
                "This account is not registered here. Please ask your unit's administrator.",
            ),
            Self::Unproved => (
                "Tài khoản này chưa được định danh bằng số định danh cá nhân 12 chữ số. Xin định danh mức 2, hoặc nộp hồ \
                 sơ tại bất kỳ trung tâm nào.",
                "This account is not proved by a personal number of 12 digits. Please have it proved (level 2), or file \
                 at any centre.",
            ),
        }
    }

    /// The page, with the way to try again. `back` is a path of ours.
    pub fn page(self, config: &Config, back: &str) -> Response {
        let (vi, en) = self.words();
        let again = escaped(&[&config.site, "/api/auth/login?return=", &provider::encoded(back)].concat());
        let back = escaped(back);
        let body = format!(
            "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width\"><title>Đăng nhập · Sign in</title><main><h1>Chưa đăng nhập được</h1><p>{vi}</p><p lang=\"en\">{en}</p><p><a \
             href=\"{again}\">Đăng nhập lại · Try again</a></p><p><a href=\"{back}\">Quay lại trang trước · Back</a></p></main>"
        );
        (self.status(), [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
