//! A new version of the calendar for the dossiers that are under way: first shown, then done, never silently (I5). A
//! maintenance program works with this; no request does.

use crate::{
    Api,
    error::{ApiError, ApiResult},
    reference::kind,
    store::{
        dossier::{Beside, Written},
        reference::Entry,
        timer::SHARDS,
    },
};
use domain::{
    calendar::{Calendar, day_of},
    deadline::{self, DayChange, SkipReason},
    dossier::{
        Action, Actor, Refusal,
        act::{Context, act},
        event::{DueChange, content},
    },
    ids::{AgencyId, DossierCode, RequestId},
};
use std::fmt::Write;

/// Tries to write a dossier that others act on at the same time.
const TRIES: u32 = 5;

/// A due date that the calendar would move.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub code: DossierCode,
    /// None: competence is not decided.
    pub agency: Option<AgencyId>,
    pub due: DueChange,
    /// Days that the calendars judge differently.
    pub days: Vec<DayChange>,
}

/// Why a calendar cannot be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("another calendar has this version already: a change needs a version of its own")]
    VersionTaken,
    #[error("a later version is in force")]
    Older,
    #[error("it is not valid yet: dossiers are counted by it from its first day on")]
    NotYet,
}

/// Whether dossiers may be counted by this calendar today.
///
/// # Errors
/// The store's.
pub async fn fitness(api: &Api, new: &Calendar) -> ApiResult<Result<(), Unfit>> {
    let known = api.reference.calendars(api).await?;
    let current = api.reference.calendar(api).await?;
    Ok(if known.iter().any(|calendar| calendar.version == new.version && **calendar != *new) {
        Err(Unfit::VersionTaken)
    } else if new.version < current.version {
        Err(Unfit::Older)
    } else if new.valid_from > day_of(api.now()) {
        Err(Unfit::NotYet)
    } else {
        Ok(())
    })
}

/// What the calendar would move, in the order of the old due dates. Writes nothing. Clocks that stand are counted by it
/// when they go on; internal ones of corrections promise nobody a date.
///
/// # Errors
/// The store's.
pub async fn preview(api: &Api, new: &Calendar) -> ApiResult<Vec<Move>> {
    let mut moves = Vec::new();
    for shard in 0..SHARDS {
        let codes = api.store.running(shard).await?;
        for head in api.store.heads(&codes).await? {
            let dossier = head.dossier;
            let old = api.reference.calendar_of(api, &dossier.clock).await?;
            if let Some(found) = deadline::recompute(&dossier.clock, &old, new) {
                let agency = dossier.resolver.map(|resolver| resolver.agency);
                moves.push(Move { code: dossier.code, agency, due: found.due, days: found.days });
            }
        }
    }
    moves.sort_by_key(|change| change.due.from);
    Ok(moves)
}

/// Makes the calendar the one that is counted by. Functions that run keep the one before for some minutes.
///
/// # Errors
/// The store's.
pub async fn publish(api: &Api, new: &Calendar) -> ApiResult<()> {
    let json = serde_json::to_vec(new).map_err(ApiError::internal)?;
    let entry = Entry { code: "all".to_owned(), valid_from: new.version.to_string(), json };
    Ok(api.store.put_reference(kind::CALENDAR, &entry).await?)
}

/// Counts one dossier anew and records it; tells whether it moved. One that was counted before, or whose clock runs no
/// longer, stays as it is, so that an interrupted run is simply run again.
///
/// # Errors
/// The store's, 503 also where others wrote it each time.
pub async fn apply(api: &Api, code: &DossierCode, new: &Calendar) -> ApiResult<bool> {
    for _ in 0..TRIES {
        let Some(found) = api.store.dossier_with_history(code).await? else { return Ok(false) };
        let before = found.stored.dossier.clone();
        let old = api.reference.calendar_of(api, &before.clock).await?;
        let Some(moved) = deadline::recompute(&before.clock, &old, new) else { return Ok(false) };
        let action = Action::RecomputeDue { calendar: new.version, reason: reason(new, &moved.days) };
        let (procedure, units) =
            (api.reference.version(api, &before.procedure).await?, api.reference.units(api).await?);
        let content = content(&found.events);
        let context = Context {
            actor: &Actor::system(),
            procedure: &procedure,
            calendar: new,
            units: &units,
            settings: api.reference.timers_of(api, &before).await?,
            now: api.now(),
            request: RequestId(format!("recompute/{}/{}", new.version, before.version)),
            slip_number: 0,
            content: &content,
            papers: Vec::new(),
            amended: None,
            linked: None,
            acted_before: false,
        };
        let (after, event) = match act(before, &action, context) {
            Ok(done) => done,
            Err(Refusal::Impossible { .. } | Refusal::Guard(_)) => return Ok(false),
            Err(refusal) => return Err(refusal.into()),
        };
        match api.store.advance_dossier(&found.stored, &after, &[event], Beside::default()).await? {
            Written::Done => return Ok(true),
            Written::Conflict => {}
        }
    }
    Err(crate::store::StoreError::Unavailable(format!("{code} is written by others all the time")).into())
}

/// Why, as the citizen reads it: which days changed.
fn reason(calendar: &Calendar, days: &[DayChange]) -> String {
    let mut text = format!("Lịch làm việc mới, ban hành ngày {}", vietnamese(calendar.version));
    for (at, day) in days.iter().take(10).enumerate() {
        let _ = write!(text, "{} {} ", if at == 0 { ":" } else { ";" }, vietnamese(day.on));
        text.push_str(match &day.after {
            Some(SkipReason::DayOff { .. }) => "được nghỉ",
            Some(SkipReason::WeeklyDayOff {}) => "là ngày nghỉ hằng tuần",
            None => "là ngày làm việc",
        });
        if let Some(SkipReason::DayOff { name, .. }) = &day.after {
            let _ = write!(text, " ({})", name.vi);
        }
    }
    text
}

fn vietnamese(day: jiff::civil::Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}
