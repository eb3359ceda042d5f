//! The gate of the cloud stack: the template passes, and every seeded mistake is caught (infra/stack/gate).

use super::Count;
use crate::{
    project::{Failure, Project, shown},
    tools,
};
use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

/// Runs the gate, shows what it prints and takes its closing line.
pub fn gate(project: &Project) -> Result<Count, Failure> {
    let (python, guard) = tools::stack_gate(project)?;
    let mut gate = project.command(&python.display().to_string(), &[]);
    gate.arg(project.root.join("infra/stack/gate/gate.py"));
    gate.arg("--guard").arg(guard).arg("--work").arg(project.target.join("stack-gate"));
    // Nothing is compiled into the source folders.
    gate.env("PYTHONDONTWRITEBYTECODE", "1");
    let name = shown(&gate);
    let failed = |error: std::io::Error| Failure(format!("{name}: {error}"));
    let mut child = gate.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut count = None;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(failed)?;
            count = closing_line(&line);
            // The closing line is shown by the step itself.
            if count.is_none() {
                println!("{line}");
            }
        }
    }
    let status = child.wait().map_err(failed)?;
    let count = count.ok_or_else(|| Failure(format!("{name}: {status}, without a result")))?;
    if status.success() == (count.failed == 0) {
        Ok(count)
    } else {
        Err(Failure(format!("{name}: {status}, but {} failed", count.failed)))
    }
}

/// `12 passed, 0 failed`
fn closing_line(line: &str) -> Option<Count> {
    let (passed, failed) = line.split_once(" passed, ")?;
    Some(Count { passed: passed.parse().ok()?, failed: failed.strip_suffix(" failed")?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_closing_line_counts() {
        assert_eq!(closing_line("150 passed, 2 failed"), Some(Count { passed: 150, failed: 2 }));
        assert_eq!(closing_line("FAILED: mistake: 2 passed, 1 failed"), None);
        assert_eq!(closing_line("135 mistakes, 19 documents that must pass, 90 s"), None);
    }
}
