//! Finding units by their names: how long a name takes, and how much travels for it.

use crate::{report::Report, synthetic::Failure};
use domain::unit::UnitMap;
use jiff::civil::date;
use std::{hint::black_box, path::Path, time::Instant};

/// As people write them: old and new, with a mistake, split, of a district.
const TYPED: [&str; 8] = [
    "Hà Phong, Hạ Long",
    "phuong ha khau",
    "xa hai hoa mong cai",
    "TP Hạ Long",
    "Phường Bải Chái",
    "P. Hà Tu",
    "Tổ 5, khu 2, P.Hà Phong, TP Hạ Long, Quảng Ninh",
    "Xứ Thần Tiên",
];
const ROUNDS: u32 = 200;

/// Adds the rows.
///
/// # Errors
/// The units do not compile.
pub fn rows(seed: &Path, report: &mut Report) -> Result<(), Failure> {
    let raw = serde_json::from_slice(&std::fs::read(seed.join("units.json"))?)?;
    let map = UnitMap::from_raw(&raw).map_err(|error| error.to_string())?;
    let today = date(2026, 11, 26);
    let roll = map.roll(today);
    let each = |run: &dyn Fn(&str)| {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            TYPED.iter().for_each(|typed| run(typed));
        }
        start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS) / TYPED.len() as f64
    };
    report.row("names.resolve", each(&|typed| drop(black_box(map.resolve(typed, today)))), "µs/name here", None);
    let read = |typed: &str| {
        let (map, today) = UnitMap::from_roll(black_box(&roll)).unwrap_or_else(|| (map.clone(), today));
        drop(black_box(map.resolve(typed, today)));
    };
    report.row("names.resolve_from_roll", each(&read), "µs/name here", None);
    let mut packed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    brotli::BrotliCompress(&mut roll.as_bytes(), &mut packed, &settings)?;
    report.row("bytes.names.roll", packed.len() as f64 / 1000.0, "KB brotli", Some(40.0));
    Ok(())
}
