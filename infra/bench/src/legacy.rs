//! The import of an old system: lines a second, and what it holds in memory. The file is made while it is read, so that
//! nothing of it lies in memory but what the import keeps.

use crate::{engines::Engines, meter::Meter, report::Report, synthetic::Failure};
use domain::legacy::ColumnMap;
use gateway::import::{Import, run};
use std::{io::Read, path::Path, time::Instant};

/// Lines of the measured file, unless others are asked for.
pub const LINES: u64 = 20_000;
const HEADING: &str = "Mã hồ sơ,Thủ tục,Người nộp,Số CCCD,Điện thoại,Tổ chức,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái,Ngày có kết quả,Đơn vị giải quyết,Nơi tiếp nhận,Nội dung,Số kết quả,Quá trình xử lý,Số tờ\n";
const UNITS: [&str; 6] =
    ["Hà Phong, Hạ Long", "phuong ha khau", "Xã Hải Hòa, Móng Cái", "TT Cái Rồng", "P. Bãi Cháy", "Xã Vô Ngại"];

/// Adds the rows.
///
/// # Errors
/// The engines do not start, or a line is not taken.
pub async fn rows(folder: &Path, seed: &Path, wanted: u64, report: &mut Report) -> Result<(), Failure> {
    let engines = Engines::start(&folder.join("legacy"), seed).await?;
    let meter = Meter::default();
    let api = engines.api(&meter)?;
    let raw: serde_json::Value = serde_json::from_slice(&std::fs::read(seed.join("../legacy/example.json"))?)?;
    let map = ColumnMap::from_raw(&raw).map_err(|error| error.to_string())?;
    let (start, mut early, mut peak) = (Instant::now(), 0_u64, 0_u64);
    let (mut lines, mut looked) = (0_u64, 0_u64);
    let import = Import { api: &api, map: &map, dry: false };
    let tally =
        run(&import, File { line: 0, wanted, left: HEADING.as_bytes().to_vec(), at: 0 }, std::io::sink(), |_| {
            lines += 1;
            if lines >= looked {
                looked = lines + wanted / 40;
                let held = resident();
                if lines < wanted / 10 {
                    early = early.max(held);
                }
                peak = peak.max(held);
            }
        })
        .await
        .map_err(|error| error.to_string())?;
    let seconds = start.elapsed().as_secs_f64();
    if tally.entered != wanted {
        return Err(format!("{} of {wanted} lines were taken", tally.entered).into());
    }
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    report.row("import.lines", wanted as f64 / seconds, "lines/s here", None);
    report.row("import.write", meter.take().write_units / wanted as f64, "WCU/line", None);
    report.row("import.memory_peak", megabytes(peak), "MB, the embedded table included", None);
    report.row("import.memory_growth", megabytes(peak.saturating_sub(early)), "MB after the first tenth", None);
    engines.stop().await;
    Ok(())
}

/// Bytes of this process in memory.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    status.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}

/// A file that is made while it is read.
struct File {
    line: u64,
    wanted: u64,
    left: Vec<u8>,
    at: usize,
}

impl Read for File {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.left.len() {
            if self.line == self.wanted {
                return Ok(0);
            }
            let unit = UNITS[usize::try_from(self.line % 6).unwrap_or_default()];
            self.left = format!(
                "000.00.12.H49-250602-{:06},Đăng ký khai sinh,Nguyễn Thị Mẫu {},022196{:06},0912345678,,02/06/2025,30/06/2025,Đang xử lý,,\"{unit}\",,Khai sinh,,02/06 tiếp nhận; 03/06 chuyển tư pháp,2\n",
                self.line, self.line, self.line
            )
            .into_bytes();
            self.line += 1;
            self.at = 0;
        }
        let rest = self.left.get(self.at..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}
