//! Synthetic dossiers and measurements. `cargo xtask bench` and `cargo xtask seed` call it.
//!
//! `bench rows --app DIR --lambda DIR --shipped DIR --seed DIR [--json FILE] [--many N] [--handed N]` · `bench seed N [--data DIR]` ·
//! `bench eve N [--data DIR]` ·
//! `bench cut-over --seed DIR --handed N` · `bench import --seed DIR [--lines N]` · `bench instructions --seed DIR --keep DIR` ·
//! `bench drive PLAN OPERATION RUNS ours|bare` · `bench rule WORLD RULE RUNS`

mod bare;
mod capacity;
mod cut_over;
mod drive;
mod engines;
mod examples;
mod instructions;
mod lambda;
mod legacy;
mod meter;
mod names;
mod operations;
mod pdf;
mod report;
mod rules;
mod scale;
mod synthetic;
mod weight;

use report::Report;
use std::{collections::BTreeMap, path::Path, process::ExitCode};
use synthetic::Failure;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["drive", plan, operation, runs, who] => {
            let plan = serde_json::from_slice(&std::fs::read(plan)?)?;
            drive::drive(&plan, operation, runs.parse()?, *who == "bare").await
        }
        ["rule", world, rule, runs] => {
            rules::drive(serde_json::from_slice(&std::fs::read(world)?)?, rule, runs.parse()?)
        }
        ["seed", count, options @ ..] => {
            let data = pairs(options)?.get("--data").copied().unwrap_or(".data");
            let host = gateway::ready::HostFile::read(Path::new(data))
                .ok_or("no host has run on this folder: `cargo xtask start` first")?;
            let api = engines::api(&host.environment, &meter::Meter::default())?;
            api.store.ping().await.map_err(|_| "the host is not running: `cargo xtask start` first")?;
            scale::fill(&api, count.parse()?).await
        }
        ["eve", count, options @ ..] => {
            let data = pairs(options)?.get("--data").copied().unwrap_or(".data");
            let host = gateway::ready::HostFile::read(Path::new(data)).ok_or("no host has run on this folder")?;
            let api = engines::api(&host.environment, &meter::Meter::default())?;
            cut_over::province_on_the_eve(&api, count.parse()?).await
        }
        ["rows", options @ ..] => rows(&pairs(options)?).await,
        ["cut-over", options @ ..] => {
            let options = pairs(options)?;
            let folder = tempfile::tempdir()?;
            let (seed, many) = (need(&options, "--seed")?, need(&options, "--handed")?.parse()?);
            cut_over::rows(folder.path(), Path::new(seed), many, &mut Report::default()).await
        }
        ["instructions", options @ ..] => instructions(&pairs(options)?).await,
        ["import", options @ ..] => import(&pairs(options)?).await,
        _ => Err("bench rows | cut-over | import | instructions | seed | eve | drive | rule".into()),
    }
}

/// `--name value` pairs.
fn pairs<'a>(options: &[&'a str]) -> Result<BTreeMap<&'a str, &'a str>, Failure> {
    options
        .chunks(2)
        .map(|pair| match pair {
            [name, value] => Ok((*name, *value)),
            _ => Err("an option has no value".into()),
        })
        .collect()
}

/// An option that must be given.
fn need<'a>(options: &BTreeMap<&str, &'a str>, name: &str) -> Result<&'a str, Failure> {
    options.get(name).copied().ok_or_else(|| Failure::from(format!("{name} is missing")))
}

/// The instruction rows alone; what callgrind wrote is kept.
async fn instructions(options: &BTreeMap<&str, &str>) -> Result<(), Failure> {
    let keep = Path::new(need(options, "--keep")?);
    let folder = tempfile::tempdir()?;
    let engines = engines::Engines::start(folder.path(), Path::new(need(options, "--seed")?)).await?;
    std::fs::create_dir_all(keep)?;
    instructions::rows(&engines, keep, &mut Report::default()).await?;
    engines.stop().await;
    Ok(())
}

/// The rows of the import and of name resolution alone.
async fn import(options: &BTreeMap<&str, &str>) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let (seed, mut report) = (Path::new(need(options, "--seed")?), Report::default());
    names::rows(seed, &mut report)?;
    let lines = options.get("--lines").map_or(Ok(legacy::LINES), |lines| lines.parse())?;
    legacy::rows(folder.path(), seed, lines, &mut report).await
}

async fn rows(options: &BTreeMap<&str, &str>) -> Result<(), Failure> {
    let seed = Path::new(need(options, "--seed")?);
    let folder = tempfile::tempdir()?;
    let mut report = Report::default();
    weight::rows(Path::new(need(options, "--app")?), &mut report)?;
    names::rows(seed, &mut report)?;
    let engines = engines::Engines::start(&folder.path().join("small"), seed).await?;
    capacity::rows(&engines, &mut report).await?;
    let (here, shipped) = (need(options, "--lambda")?, need(options, "--shipped")?);
    lambda::rows(&engines, Path::new(here), Path::new(shipped), &mut report).await?;
    pdf::rows(&engines, &mut report).await?;
    instructions::rows(&engines, folder.path(), &mut report).await?;
    engines.stop().await;
    legacy::rows(folder.path(), seed, legacy::LINES, &mut report).await?;
    let many = options.get("--many").map_or(Ok(10_000), |many| many.parse())?;
    scale::rows(folder.path(), seed, many, &mut report).await?;
    let handed = options.get("--handed").map_or(Ok(20_000), |many| many.parse())?;
    cut_over::rows(folder.path(), seed, handed, &mut report).await?;
    if let Some(file) = options.get("--json") {
        std::fs::write(file, serde_json::to_vec_pretty(&report)?)?;
    }
    let over = report.rows.iter().filter(|row| !row.within).count();
    println!("{} rows, {over} over budget", report.rows.len());
    Ok(())
}
