//! A QR code as a drawing of one path, so that nothing but the page's own colours is needed.

use crate::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// A QR code of a text; nothing when the text is too long for one. `label` says what it leads to.
#[must_use]
pub fn qr(text: &str, label: crate::i18n::Key) -> Option<View> {
    let code = QrCode::encode_segments(&[QrSegment::make_bytes(text.as_bytes())], QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path.push_str(&["M", &(x + 4).to_string(), " ", &(y + 4).to_string(), "h1v1h-1z"].concat());
            }
        }
    }
    let side = (size + 8).to_string();
    let frame = ["0 0 ", &side, " ", &side].concat();
    Some(view! {
        <svg class="qr" viewBox=frame width="180" height="180" role="img" aria-label=label shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff"/>
            <path d=path fill="#000"/>
        </svg>
    })
}
