//! Due dates under a new calendar.

use super::table;
use api::{
    Api,
    recompute::{self, Move},
};
use domain::calendar::{Calendar, local};
use gateway::HostError;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// Shows which due dates the calendar would move; then, if that is wanted, moves them.
pub async fn recompute(api: &Api, raw: &Value, apply: bool) -> Result<(), HostError> {
    let new = &Calendar::from_raw(raw).map_err(|error| HostError::Other(error.to_string()))?;
    let fit = recompute::fitness(api, new).await.map_err(table)?;
    let moves = recompute::preview(api, new).await.map_err(table)?;
    show(&moves);
    if let Err(unfit) = fit {
        return Err(HostError::Other(unfit.to_string()));
    }
    if !apply {
        println!("Chưa ghi gì; thêm --apply để thực hiện · Nothing is written; --apply does it");
        return Ok(());
    }
    recompute::publish(api, new).await.map_err(table)?;
    let mut moved = 0;
    for change in &moves {
        moved += usize::from(recompute::apply(api, &change.code, new).await.map_err(table)?);
    }
    println!(
        "Đã tính lại {moved} hồ sơ; chạy lại sau 5 phút cho hồ sơ vừa tiếp nhận · {moved} dossiers counted anew; run it \
         again after 5 minutes for what was accepted meanwhile"
    );
    Ok(())
}

/// Each move with its days, and how many there are for each agency.
fn show(moves: &[Move]) {
    let mut agencies: BTreeMap<&str, usize> = BTreeMap::new();
    for change in moves {
        let agency = change.agency.as_ref().map_or("-", |agency| agency.as_str());
        *agencies.entry(agency).or_default() += 1;
        let days: Vec<String> = change.days.iter().map(|day| day.on.to_string()).collect();
        let (from, to) = (time(change.due.from), time(change.due.to));
        println!("{}  {agency}  {from} → {to}  {}", change.code, days.join(" "));
    }
    for (agency, count) in agencies {
        println!("{agency}: {count}");
    }
    println!("Tổng số hồ sơ đổi hạn · Due dates that move: {}", moves.len());
}

fn time(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".to_owned(), |at| local(at).strftime("%d/%m/%Y %H:%M").to_string())
}
