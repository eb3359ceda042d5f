//! What makes a request the same request: its id, and what it said.

use crate::{
    error::{ApiError, ApiResult},
    seal::sha256_hex,
};
use domain::{dossier::Event, ids::RequestId, message::public::ActionRequest};
use uuid::Uuid;

/// Signs of the hash that are kept.
const HASH: usize = 8;

/// A person's request as its event keeps it: `<id>/<hash of the input>`, so that the same id with another input is not
/// taken for a retry. The system's own ids, which are no UUIDs, say already what is done.
///
/// # Errors
/// 500: an input that was read is no JSON.
pub fn said(request: &ActionRequest) -> ApiResult<RequestId> {
    if Uuid::parse_str(request.request_id.as_str()).is_err() {
        return Ok(request.request_id.clone());
    }
    let hash = sha256_hex(&serde_json::to_vec(&request.input).map_err(ApiError::internal)?);
    Ok(RequestId(format!("{}/{}", request.request_id, hash.get(..HASH).unwrap_or(&hash))))
}

/// The id that the request of an event came with.
#[must_use]
pub fn id_of(said: &RequestId) -> RequestId {
    let id = said.as_str().split_once('/').filter(|(id, hash)| hash.len() == HASH && Uuid::parse_str(id).is_ok());
    id.map_or_else(|| said.clone(), |(id, _)| RequestId(id.to_owned()))
}

/// Whether the event came of this very request. Events of an earlier version have the id alone.
#[must_use]
pub fn said_before(event: &Event, said: &RequestId) -> bool {
    event.request == *said || event.request == id_of(said)
}
