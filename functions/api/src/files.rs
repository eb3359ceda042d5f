//! Papers: presigned uploads into the incoming bucket, check by content, and a copy out of everybody's reach.

use crate::{
    Api,
    error::{ApiError, ApiResult},
    seal::hex,
    store::upload::Upload,
};
use aws_lc_rs::digest;
use aws_sdk_s3::{
    error::ProvideErrorMetadata,
    presigning::PresigningConfig,
    types::{MetadataDirective, TaggingDirective},
};
use axum::http::StatusCode;
use domain::{
    dossier::event::FileCard,
    form::FieldError,
    ids::{DossierCode, FileId},
    message::{
        problem::code,
        public::{MAX_FILE_BYTES, MAX_FILES, UploadRequest, UploadTicket},
        tracking::FileLink,
    },
};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// Where a dossier's file lies. What citizens sent and what agencies made are kept apart, so that each can be guarded,
/// archived and revoked by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Papers that were filed.
    Papers,
    /// Drafts and results of the agency.
    Results,
}

impl Shelf {
    fn bucket(self, api: &Api) -> &str {
        match self {
            Self::Papers => &api.config.papers_bucket,
            Self::Results => &api.config.results_bucket,
        }
    }
}

/// How long an upload ticket works: long enough for 25 MB over a slow connection.
const TICKET_SECONDS: u64 = 3_600;
/// How long a link to a file works.
const LINK_SECONDS: u64 = 300;
/// Kinds of file that are taken.
pub const MEDIA_TYPES: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

/// The kind of a file by its first bytes; its name says nothing.
#[must_use]
pub fn sniff(head: &[u8]) -> Option<&'static str> {
    // A PDF may carry a few bytes before its mark (ISO 32000-1, annex H).
    let window = head.get(..head.len().min(1024)).unwrap_or(head);
    if window.windows(5).any(|bytes| bytes == b"%PDF-") {
        Some("application/pdf")
    } else if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some("image/jpeg")
    } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else {
        None
    }
}

/// Gives a ticket for one upload, bound to subject and draft, with length and type signed into it.
///
/// # Errors
/// 422 by field for a bad name, type, size or draft; the store's.
pub async fn allow_upload(api: &Api, subject: &str, request: &UploadRequest) -> ApiResult<UploadTicket> {
    let mut errors = Vec::new();
    let name = request.name.trim();
    if name.is_empty() {
        errors.push(FieldError::new("name", "required"));
    }
    if name.chars().count() > 200 || name.chars().any(char::is_control) {
        errors.push(FieldError::new("name", "too_long"));
    }
    if !MEDIA_TYPES.contains(&request.media_type.as_str()) {
        errors.push(FieldError::new("media_type", "not_in_list"));
    }
    if request.size == 0 {
        errors.push(FieldError::new("size", "empty_file"));
    }
    if Uuid::parse_str(&request.draft).is_err() {
        errors.push(FieldError::new("draft", "not_a_uuid"));
    }
    if !errors.is_empty() {
        return Err(ApiError::invalid(errors));
    }
    if request.size > MAX_FILE_BYTES {
        let mut error = ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE);
        error.0.errors.push(FieldError::new("size", "too_large"));
        return Err(error);
    }
    let upload = Upload {
        file: FileId(Uuid::new_v4().to_string()),
        name: name.to_owned(),
        media_type: request.media_type.clone(),
        size: request.size,
    };
    let now = api.now();
    api.store.allow_upload(subject, &request.draft, &upload, now).await?;
    let length = i64::try_from(request.size).map_err(ApiError::internal)?;
    let signed = api
        .s3
        .put_object()
        .bucket(&api.config.incoming_bucket)
        .key(incoming_key(api, subject, &request.draft, &upload.file))
        .content_length(length)
        .content_type(&request.media_type)
        .presigned(presigning(TICKET_SECONDS)?)
        .await
        .map_err(unavailable)?;
    let headers = signed
        .headers()
        // The only one that a script must set: length and host are the browser's own, and in Lambda the SDK adds a
        // trace id, which is not signed and which the file store's CORS rules do not know.
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Ok(UploadTicket {
        file: upload.file,
        url: signed.uri().to_owned(),
        headers,
        expires_at: later(now, TICKET_SECONDS),
    })
}

/// Checks out uploaded files of a draft: reads each, judges it by content, and copies exactly what was read to the
/// dossier's folder on a shelf, where its uploader cannot change it.
///
/// # Errors
/// 422 by field (`papers[<id>]`) for a file that is missing, not scanned yet, too large or not what it says; the store's.
pub async fn check_out(
    api: &Api,
    subject: &str,
    draft: &str,
    wanted: &[(String, FileId)],
    code: &DossierCode,
    shelf: Shelf,
) -> ApiResult<Vec<FileCard>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    if wanted.len() > MAX_FILES {
        return Err(ApiError::invalid(vec![FieldError::new("papers", "too_many")]));
    }
    // Tickets are given for drafts with a UUID only, so under anything else there are no uploads.
    let is_draft = Uuid::parse_str(draft).is_ok();
    let allowed = if is_draft { api.store.uploads(subject, draft).await? } else { Vec::new() };
    let mut cards = Vec::with_capacity(wanted.len());
    let mut errors = Vec::new();
    for (field, file) in wanted {
        let Some(upload) = allowed.iter().find(|upload| upload.file == *file) else {
            errors.push(FieldError::new(field, "unknown_file"));
            continue;
        };
        match check_out_one(api, subject, draft, upload, code, shelf).await? {
            Ok(card) => cards.push(card),
            Err(problem) => errors.push(FieldError::new(field, problem)),
        }
    }
    if errors.is_empty() {
        Ok(cards)
    } else {
        let mut error = ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code::BAD_FILE);
        error.0.errors = errors;
        Err(error)
    }
}

/// One file; the inner error is a code for its field.
async fn check_out_one(
    api: &Api,
    subject: &str,
    draft: &str,
    upload: &Upload,
    code: &DossierCode,
    shelf: Shelf,
) -> ApiResult<Result<FileCard, &'static str>> {
    let key = incoming_key(api, subject, draft, &upload.file);
    let got = match api.s3.get_object().bucket(&api.config.incoming_bucket).key(&key).send().await {
        Ok(got) => got,
        Err(error)
            if error
                .as_service_error()
                .is_some_and(aws_sdk_s3::operation::get_object::GetObjectError::is_no_such_key) =>
        {
            return Ok(Err("not_uploaded"));
        }
        // An upload cannot be read before the scanner has cleared it, and never when it holds something harmful.
        Err(error) if error.as_service_error().and_then(ProvideErrorMetadata::code) == Some("AccessDenied") => {
            return Ok(Err("not_scanned"));
        }
        Err(error) => return Err(unavailable(error)),
    };
    let etag = got.e_tag.clone();
    let mut body = got.body;
    let mut hash = digest::Context::new(&digest::SHA256);
    let (mut size, mut head) = (0_u64, Vec::with_capacity(1024));
    while let Some(chunk) = body.try_next().await.map_err(unavailable)? {
        hash.update(&chunk);
        size = size.saturating_add(chunk.len() as u64);
        if head.len() < 1024 {
            head.extend(chunk.iter().take(1024 - head.len()));
        }
        if size > MAX_FILE_BYTES {
            return Ok(Err("too_large"));
        }
    }
    if size == 0 {
        return Ok(Err("empty_file"));
    }
    if size != upload.size {
        return Ok(Err("incomplete"));
    }
    let Some(media_type) = sniff(&head) else { return Ok(Err("wrong_content")) };
    if media_type != upload.media_type {
        return Ok(Err("wrong_content"));
    }
    let card = FileCard {
        id: upload.file.clone(),
        name: upload.name.clone(),
        media_type: media_type.to_owned(),
        size,
        sha256: hex(hash.finish().as_ref()),
        by_content: true,
    };
    api.s3
        .copy_object()
        .copy_source(format!("{}/{key}", api.config.incoming_bucket))
        .set_copy_source_if_match(etag)
        .bucket(shelf.bucket(api))
        .key(filed_key(api, code, &card))
        .metadata_directive(MetadataDirective::Replace)
        // The scanner's judgement is about the upload; the copy is out of reach, and nobody needs to read tags for it.
        .tagging_directive(TaggingDirective::Replace)
        .content_type(media_type)
        .send()
        .await
        .map_err(unavailable)?;
    Ok(Ok(card))
}

/// Stores a PDF that the system itself made for a dossier, on the shelf of results.
///
/// # Errors
/// 503 when the store of files does not answer.
pub async fn put_document(api: &Api, code: &DossierCode, name: &str, pdf: Vec<u8>) -> ApiResult<FileCard> {
    let card = FileCard {
        id: FileId(Uuid::new_v4().to_string()),
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: pdf.len() as u64,
        sha256: hex(digest::digest(&digest::SHA256, &pdf).as_ref()),
        by_content: true,
    };
    api.s3
        .put_object()
        .bucket(Shelf::Results.bucket(api))
        .key(filed_key(api, code, &card))
        .content_type(&card.media_type)
        .body(pdf.into())
        .send()
        .await
        .map_err(unavailable)?;
    Ok(card)
}

/// A link to a file of a dossier that works for a few minutes.
///
/// # Errors
/// 503 when the store of files does not answer.
pub async fn link(api: &Api, code: &DossierCode, (shelf, file): (Shelf, &FileCard)) -> ApiResult<FileLink> {
    let extension = match file.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        _ => "png",
    };
    let signed = api
        .s3
        .get_object()
        .bucket(shelf.bucket(api))
        .key(filed_key(api, code, file))
        .response_content_type(&file.media_type)
        .response_content_disposition(format!("inline; filename=\"{code}-{}.{extension}\"", short_id(&file.id)))
        .presigned(presigning(LINK_SECONDS)?)
        .await
        .map_err(unavailable)?;
    Ok(FileLink {
        url: signed.uri().to_owned(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        expires_at: later(api.now(), LINK_SECONDS),
    })
}

fn short_id(file: &FileId) -> &str {
    file.as_str().split('-').next().unwrap_or_default()
}

fn presigning(seconds: u64) -> ApiResult<PresigningConfig> {
    PresigningConfig::expires_in(Duration::from_secs(seconds)).map_err(ApiError::internal)
}

fn later(now: Timestamp, seconds: u64) -> Timestamp {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| now.checked_add(SignedDuration::from_secs(seconds)).ok())
        .unwrap_or(now)
}

fn incoming_key(api: &Api, subject: &str, draft: &str, file: &FileId) -> String {
    format!("{}/{subject}/{draft}/{file}", api.config.world)
}

/// Where a file of a dossier lies: with its content in the name, since the same upload may be checked out again after
/// its uploader has changed it.
fn filed_key(api: &Api, code: &DossierCode, card: &FileCard) -> String {
    let folder = format!("{}/{code}/{}", api.config.world, card.id);
    if card.by_content { format!("{folder}.{}", card.sha256) } else { folder }
}

fn unavailable(error: impl std::error::Error) -> ApiError {
    // The SDK's display text has no values in it; its source may name a key, which holds no personal data.
    let mut cause = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        cause.push_str(": ");
        cause.push_str(&inner.to_string());
        source = inner.source();
    }
    tracing::warn!(%cause, "the file store is unavailable");
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, code::UNAVAILABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_content() {
        assert_eq!(sniff(b"%PDF-1.7 ..."), Some("application/pdf"));
        assert_eq!(sniff(&[0xFF, 0xD8, 0xFF, 0xE0]), Some("image/jpeg"));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(sniff(b"MZ\x90\x00 this is a program"), None);
        assert_eq!(sniff(b""), None);
    }
}
