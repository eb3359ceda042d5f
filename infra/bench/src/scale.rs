//! Ten thousand dossiers against ten: the same queue and the same tracking, in capacity and in time, side by side.

use crate::{
    engines::Engines,
    meter::Meter,
    operations::Doors,
    report::Report,
    synthetic::{Dice, Factory, Failure, make},
};
use http::Method;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use std::{path::Path, time::Instant};

/// Makes this many dossiers, with a progress bar.
///
/// # Errors
/// The first dossier that cannot be made.
pub async fn fill(api: &api::Api, count: usize) -> Result<(), Failure> {
    let factory = Factory::new(api).await?;
    let bar = ProgressBar::new(count as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} hồ sơ · dossiers, còn · left {eta}") {
        bar.set_style(style);
    }
    let mut dice = Dice(20_261_123);
    for number in 0..count {
        make(api, &factory, number, &mut dice).await?;
        bar.inc(1);
    }
    bar.finish();
    Ok(())
}

/// Measures and adds rows.
///
/// # Errors
/// A request fails.
pub async fn rows(folder: &Path, seed: &Path, many: usize, report: &mut Report) -> Result<(), Failure> {
    let mut worlds = Vec::new();
    for count in [10, many] {
        let engines = Engines::start(&folder.join(format!("world-{count}")), seed).await?;
        let meter = Meter::default();
        let api = engines.api(&meter)?;
        fill(&api, count).await?;
        let doors = Doors::new(api);
        let cookie = doors.sign_in("tn-hatu").await?;
        let page = doors.api.store.queue(&"TT-06652".into(), domain::dossier::StateName::Submitted, None).await?;
        let code = page.rows.first().ok_or("the measured queue is empty")?.code.clone();
        let secret = doors.api.keys.tracking_secret(&code, 1);
        worlds.push(World { engines, meter, doors, cookie, code: code.0, secret });
    }
    let [few, full] = worlds.as_slice() else { return Err("two worlds are compared".into()) };
    for operation in ["queue", "track"] {
        let (mut units, mut times) = ([0.0; 2], [Vec::new(), Vec::new()]);
        for _ in 0..300 {
            for (at, world) in [few, full].into_iter().enumerate() {
                world.meter.take();
                let start = Instant::now();
                world.send(operation).await?;
                times[at].push(start.elapsed().as_secs_f64() * 1e3);
                units[at] = world.meter.take().read_units;
            }
        }
        let median = |times: &mut Vec<f64>| {
            times.sort_by(f64::total_cmp);
            times.get(times.len() / 2).copied().unwrap_or(0.0)
        };
        let medians = [median(&mut times[0]), median(&mut times[1])];
        report.row(&format!("scale.{operation}.capacity_ratio"), units[1] / units[0], "× of 10 dossiers", Some(1.0));
        report.row(&format!("scale.{operation}.time_ratio"), medians[1] / medians[0], "× of 10 dossiers", Some(1.5));
        report.row(&format!("scale.{operation}.median"), medians[1], "ms here", None);
    }
    for world in worlds {
        world.engines.stop().await;
    }
    Ok(())
}

struct World {
    engines: Engines,
    meter: Meter,
    doors: Doors,
    cookie: String,
    code: String,
    secret: String,
}

impl World {
    async fn send(&self, operation: &str) -> Result<(), Failure> {
        let answer = if operation == "queue" {
            let path = "/api/staff/queue?desk=TT-06652&state=submitted";
            self.doors.send(Method::GET, path, &self.cookie, &[], None).await?
        } else {
            let body = json!({ "code": self.code, "secret": self.secret });
            self.doors.send(Method::POST, "/api/public/track", "", &[], Some(&body)).await?
        };
        if answer.status.is_success() { Ok(()) } else { Err(format!("{operation}: {}", answer.body).into()) }
    }
}
