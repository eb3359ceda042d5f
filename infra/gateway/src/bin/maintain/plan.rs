//! A plan that moves boundaries: run dry (what is wrong with it, what lies with the units that end), kept, and taken from
//! step to step.

use super::{Step, table};
use api::{
    Api,
    reorganisation::{self, DryRun, back, carry, plans, recount},
};
use domain::{
    dossier::Actor,
    unit::plan::{Board, Plan, Record, Severity, Verification},
};
use gateway::HostError;
use serde_json::Value;
use std::io::{IsTerminal, Write};

/// Keeps a plan that nothing stops, in the name of its author; somebody else approves it.
pub async fn draft(api: &Api, raw: &Value, by: &str) -> Result<(), HostError> {
    dry_run(api, raw).await?;
    let plan = Plan::from_raw(raw).map_err(|error| HostError::Other(error.to_string()))?;
    let author = actor(api, by).await?;
    let record = plans::draft(api, plan, &author).await.map_err(table)?;
    println!("Đã lưu dự thảo, chờ người khác duyệt · The draft is kept; somebody else approves it: {}", record.plan.id);
    Ok(())
}

/// Takes a plan that is kept a step further, and says how far it has come.
pub async fn step(api: &Api, id: &str, step: Step) -> Result<(), HostError> {
    match step {
        Step::Count => {
            let record = reorganisation::plan(api, id).await.map_err(table)?;
            show(&recount::count(api, &record.plan, counted).await.map_err(table)?.board);
        }
        Step::CarryOut => {
            let done = carry::carry_out(api, id, counted).await.map_err(table)?;
            println!(
                "người chuyển · staff moved {}; theo đơn vị mới · followed {}; vào danh sách · listed {}; chờ quyết định · to decide {}",
                done.staff, done.followed, done.listed, done.asked
            );
        }
        Step::Verify => {
            let record = recount::verify(api, id, counted).await.map_err(table)?;
            let found = record.verified.unwrap_or_default();
            tell(&found);
            if !found.is_sound() {
                return Err(HostError::Other("chưa xong · not done yet".to_owned()));
            }
        }
        Step::TakeBack => {
            back::take_back(api, id, counted).await.map_err(table)?;
        }
        Step::Approve { by } => {
            // Whoever calls this has read the plan as it is kept now.
            let read = reorganisation::plan(api, id).await.map_err(table)?.version;
            plans::approve(api, &actor(api, &by).await?, id, read).await.map_err(table)?;
        }
        Step::Accept { by } => {
            recount::accept(api, id, &actor(api, &by).await?).await.map_err(table)?;
        }
    }
    let Record { stage, .. } = reorganisation::plan(api, id).await.map_err(table)?;
    println!("{id}: {stage:?}");
    Ok(())
}

fn tell(found: &Verification) {
    println!("hồ sơ đang mở · open dossiers {}", found.open);
    println!("còn ở đơn vị đã kết thúc · still at an ended unit {}", found.at_ended);
    println!("chờ quyết định nơi nhận · undecided {}", found.undecided);
    println!("mất · lost {}, trùng · twice {}, không nơi giữ · nowhere {}", found.lost, found.twice, found.nowhere);
    println!("danh sách chưa ký nhận · lists not signed by the receiver {}", found.unsigned);
}

/// Who acts, by the demonstration's or the province's account.
async fn actor(api: &Api, id: &str) -> Result<Actor, HostError> {
    let account = api.reference.account(api, id).await.map_err(table)?;
    let account = account.ok_or_else(|| HostError::Other(format!("{id}: không có tài khoản · no such account")))?;
    Ok(Actor {
        account: account.id,
        name: account.name,
        title_vi: account.title_vi,
        posts: account.posts,
        citizen: None,
        stands_in: Vec::new(),
        succeeded: Vec::new(),
    })
}

/// Shows a growing number to whoever watches.
fn counted(seen: u64) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{seen}");
        let _ = std::io::stderr().flush();
    }
}

/// Prints the findings and the board; fails when something stops the plan.
pub async fn dry_run(api: &Api, raw: &Value) -> Result<(), HostError> {
    let plan = Plan::from_raw(raw).map_err(|error| HostError::Other(error.to_string()))?;
    println!("{} · {}", plan.title.vi, plan.title.en);
    println!(
        "{}: {} → {} ({})",
        plan.decision,
        plan.ended.len(),
        plan.begun.len(),
        plan.effective.strftime("%d/%m/%Y")
    );
    let DryRun { findings, board, seen } = reorganisation::dry_run(api, &plan, counted).await.map_err(table)?;
    for finding in &findings {
        let mark = match finding.severity {
            Severity::Stops => "✗",
            Severity::Look => "!",
        };
        let words = finding.problem.words();
        println!("{mark} {} · {}", words.vi, words.en);
    }
    show(&board);
    println!("Đã xem {seen} hồ sơ đang mở; chưa ghi gì · {seen} open dossiers were looked at; nothing is written");
    let stops = findings.iter().filter(|finding| finding.severity == Severity::Stops).count();
    if stops == 0 {
        return Ok(());
    }
    Err(HostError::Other(format!("{stops} điểm phải sửa trước · {stops} points must be mended first")))
}

/// One line for each unit that has open dossiers.
fn show(board: &Board) {
    let with_work = || board.units.iter().filter(|(_, load)| load.open() > 0);
    if with_work().next().is_none() {
        println!("Không đơn vị nào còn hồ sơ mở · No unit has open dossiers");
        return;
    }
    println!(
        "đơn vị · unit: đang giữ · held = đến hạn trước + từ ngày · due before + after + không hạn · no date; trễ · late; sắp chuyển đến · coming; chờ trả · returning"
    );
    for (unit, load) in with_work() {
        println!(
            "{unit}: {} = {} + {} + {}; {}; {}; {}",
            load.held_in_all(),
            load.due_before,
            load.due_after,
            load.without_due,
            load.late,
            load.coming,
            load.returning
        );
        let states: Vec<String> =
            load.held.iter().map(|(state, count)| format!("{} {count}", state.as_str())).collect();
        if !states.is_empty() {
            println!("    {}", states.join(", "));
        }
    }
}
