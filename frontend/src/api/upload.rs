//! Uploads: judge the content, ask for a presigned address, put the file there with a progress bar.

use super::{ApiError, Request, error::Trouble};
use domain::{
    ids::FileId,
    message::public::{MAX_FILE_BYTES, UploadRequest, UploadTicket},
};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

/// Why a file cannot be sent, found before it leaves the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFile {
    Empty,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// Neither PDF, JPEG nor PNG by its content, whatever its name says.
    WrongKind,
    /// The browser cannot read it.
    Unreadable,
}

/// The media type of a file by its first bytes; its name is not asked.
///
/// # Errors
/// [`BadFile`] says why it cannot be sent.
pub async fn judge(file: &File) -> Result<&'static str, BadFile> {
    let size = file.size();
    if size < 1.0 {
        return Err(BadFile::Empty);
    }
    if size > MAX_FILE_BYTES as f64 {
        return Err(BadFile::TooLarge);
    }
    let head = file.slice_with_f64_and_f64(0.0, 16.0).map_err(|_| BadFile::Unreadable)?;
    let buffer = JsFuture::from(head.array_buffer()).await.map_err(|_| BadFile::Unreadable)?;
    media_type(&Uint8Array::new(&buffer).to_vec()).ok_or(BadFile::WrongKind)
}

/// The media type that begins with these bytes.
#[must_use]
pub fn media_type(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"%PDF-") {
        Some("application/pdf")
    } else if head.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if head.starts_with(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
        Some("image/png")
    } else {
        None
    }
}

/// Sends a judged file: `path` is the portal's uploads path, `draft` what the file is bound to. `progress` is
/// told the part that has been sent, 0 to 100.
///
/// # Errors
/// Of the ticket as in [`Request::send`]; of the file [`Trouble::Unreachable`] or [`Trouble::Garbled`].
pub async fn send(
    path: &str,
    draft: &str,
    file: &File,
    media_type: &str,
    progress: impl Fn(u8) + 'static,
) -> Result<FileId, ApiError> {
    let ask = UploadRequest {
        draft: draft.to_owned(),
        name: crate::dom::composed(&file.name()),
        media_type: media_type.to_owned(),
        size: file.size() as u64,
    };
    let ticket: UploadTicket = Request::post(path, &ask).repeatable().send().await?;
    put(&ticket, file, Box::new(progress)).await?;
    Ok(ticket.file)
}

/// Puts the file to its address. Only XMLHttpRequest tells how much has been sent.
async fn put(ticket: &UploadTicket, file: &File, progress: Box<dyn Fn(u8)>) -> Result<(), ApiError> {
    let cancelled = |_: JsValue| ApiError::new(Trouble::Cancelled);
    let request = XmlHttpRequest::new().map_err(cancelled)?;
    request.open_with_async("PUT", &ticket.url, true).map_err(cancelled)?;
    for (name, value) in &ticket.headers {
        // The browser sets the length by itself and forbids scripts to.
        if !name.eq_ignore_ascii_case("content-length") && !name.eq_ignore_ascii_case("host") {
            request.set_request_header(name, value).map_err(cancelled)?;
        }
    }
    let told = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            progress((event.loaded() * 100.0 / event.total()) as u8);
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(told.as_ref().unchecked_ref()));
    }
    let sent = Promise::new(&mut |done, _| {
        request.set_onloadend(Some(&done));
        if request.send_with_opt_blob(Some(file)).is_err() {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(sent).await;
    drop(told);
    match request.status() {
        Ok(200..=299) => Ok(()),
        Ok(0) | Err(_) => Err(ApiError::new(Trouble::Unreachable)),
        Ok(status) => Err(ApiError::new(Trouble::Garbled(status))),
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn a_file_is_judged_by_its_content() {
        assert_eq!(media_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(media_type(b"MZ\x90\0"), None);
        assert_eq!(media_type(b"<html>"), None);
        assert_eq!(media_type(b""), None);
    }
}
