//! A plan that moves boundaries, from the dry run to its acceptance.
//!
//! Each step may break off between any two writes: run again, it goes on where it was. What a maintenance program does
//! (it reads every open dossier) is [`dry_run`], [`carry`], [`recount`] and [`back`]; what people do in the staff portal
//! (approve, sign, check, decide) is [`lists`] and [`plans`].

pub mod back;
pub mod carry;
mod drawing;
mod dry_run;
pub mod lists;
pub mod plans;
pub mod recount;
mod steps;

pub use dry_run::{DryRun, dry_run};

use crate::{
    Api,
    error::{ApiError, ApiResult},
    store::dossier::Written,
};
use domain::{
    account::{Place, Post, Role},
    dossier::Actor,
    unit::plan::{NoStep, NotNow, Record, Signed},
};

/// A plan by its id.
///
/// # Errors
/// 404 when there is none.
pub async fn plan(api: &Api, id: &str) -> ApiResult<Record> {
    let plausible = (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let found = if plausible { api.store.plan(id).await? } else { None };
    found.ok_or_else(ApiError::not_found)
}

/// Changes a plan's record; read anew when somebody was faster.
async fn change(api: &Api, id: &str, step: impl Fn(&mut Record) -> Result<(), NotNow>) -> ApiResult<Record> {
    for _ in 0..TRIES {
        let mut record = plan(api, id).await?;
        step(&mut record).map_err(not_now)?;
        if let Written::Done = api.store.put_plan(&record).await? {
            return Ok(record);
        }
    }
    Err(busy(id))
}

/// Tries to write what others write at the same time.
const TRIES: u32 = 6;

fn busy(what: &str) -> ApiError {
    crate::store::StoreError::Unavailable(format!("{what} is written by others all the time")).into()
}

/// The signature of whoever acts.
fn signature(api: &Api, actor: &Actor) -> Signed {
    Signed { account: actor.account.clone(), name: actor.name.clone(), title_vi: actor.title_vi.clone(), at: api.now() }
}

/// Whoever approved the plan, in the role in which the province names who takes what: the system acts in their name.
fn in_the_name_of(approved: Option<&Signed>) -> ApiResult<Actor> {
    let by = approved.ok_or_else(|| ApiError::refused("plan_not_approved"))?;
    Ok(Actor {
        account: by.account.clone(),
        name: by.name.clone(),
        title_vi: by.title_vi.clone(),
        posts: vec![Post { role: Role::ProvinceManager, place: Place::Province }],
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    })
}

fn not_now(no: NotNow) -> ApiError {
    ApiError::refused(match no {
        NotNow::Stage(_) => "plan_stage",
        NotNow::OwnPlan => "plan_own",
        NotNow::Changed => "plan_changed",
        NotNow::NotSound => "plan_not_sound",
    })
}

fn no_step(no: NoStep) -> ApiError {
    ApiError::refused(match no {
        NoStep::Void => "list_void",
        NoStep::AlreadySigned => "list_signed",
        NoStep::NotSigned => "list_not_signed",
        NoStep::NotListed => "list_without_dossier",
        NoStep::AlreadyReceived => "list_received",
        NoStep::Unchecked => "list_unchecked",
        NoStep::Empty => "list_empty",
    })
}
