//! A page around a body, and escaping.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Text as it may stand between tags and in quoted attributes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// A whole page. `body` is HTML already.
#[must_use]
pub fn page(status: StatusCode, title_vi: &str, title_en: &str, body: &str) -> Response {
    let (vi, en) = (escaped(title_vi), escaped(title_en));
    let html = format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{vi} · Một Cửa</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/host.css\">\
         </head><body><main><h1>{vi} <small lang=\"en\">{en}</small></h1>{body}</main></body></html>"
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, html).into_response()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_people_wrote_cannot_become_markup() {
        assert_eq!(super::escaped("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }
}
