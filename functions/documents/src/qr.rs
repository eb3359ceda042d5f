//! A QR code as a drawing of one path.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around the code, as its standard wants.
const QUIET: i32 = 4;

/// A QR code of a text as SVG; an empty drawing when the text is too long for one.
pub(crate) fn svg(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>".to_owned();
    };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    let side = size + 2 * QUIET;
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}'><path d='{path}'/></svg>")
}
