//! A plan that moves boundaries, held against what there is: the map, the staff, every open dossier. Reads only; a
//! maintenance program works with it, no request does.

use crate::{Api, error::ApiResult};
use domain::{
    calendar::day_of,
    ids::UnitCode,
    unit::plan::{Board, Counting, Finding, Plan, Standing},
};
use std::collections::BTreeMap;

/// What would become of the province under the plan.
#[derive(Debug)]
pub struct DryRun {
    pub findings: Vec<Finding>,
    pub board: Board,
    /// Open dossiers that were looked at, of all units.
    pub seen: u64,
}

/// Runs the plan dry. Reads the index of queues page by page and each head once: memory does not grow with their
/// number.
///
/// # Errors
/// The store's.
pub async fn dry_run(api: &Api, plan: &Plan, progress: impl Fn(u64)) -> ApiResult<DryRun> {
    let (mut board, mut seen, mut after) = (plan.board(), 0, None);
    let calendar = api.reference.calendar(api).await?;
    let counting = Counting::new(&calendar, api.now());
    let map = api.reference.units(api).await?;
    let places = plan.places(&map);
    loop {
        let (codes, next) = api.store.open_and_recent(after, counting.due_since()).await?;
        for head in api.store.heads(&codes).await? {
            plan.count(&mut board, &places, &head.dossier, &counting);
            seen += u64::from(!head.dossier.state.name().is_final());
        }
        progress(seen);
        after = next;
        if after.is_none() {
            break;
        }
    }
    plan.foresee(&mut board, &counting);
    let staff: Vec<_> = api.reference.accounts(api).await?.values().cloned().collect();
    let open: BTreeMap<UnitCode, u64> = board.units.iter().map(|(unit, load)| (unit.clone(), load.open())).collect();
    let findings = plan.lint(Standing { map: &map, staff: &staff, open: &open, today: day_of(counting.now) });
    Ok(DryRun { findings, board, seen })
}
