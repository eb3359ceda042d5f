//! The domain gives the same bytes in native code and in the browser's: due dates with their explanations, checks of forms.
//! The module is built as the app is, so what is compared is what is shipped.

use super::Count;
use crate::{
    app,
    project::{Failure, Project, at, run},
    tools,
};
use std::{fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

/// The module that answers as the browser does.
pub fn module(project: &Project) -> Result<(), Failure> {
    tools::wasm_target(project)?;
    tools::rust_source(project)?;
    run(app::cargo(project, &["-p", "parity", "--bin", "parity"]))
}

pub fn same_in_both(project: &Project) -> Result<Count, Failure> {
    let folder = project.target.join("parity");
    // What an earlier run left must not be compared.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let (seed, out) = (project.root.join("infra/seed"), folder.display().to_string());
    // With the features of the whole host side: what the tests compiled serves.
    run(project.cargo(&["run", "--quiet", "--bin", "parity", "--", &seed.display().to_string(), &out]))?;
    module(project)?;
    let module = project.wasm_target().join(app::WASM).join("wasm/parity.wasm");
    let glued =
        Bindgen::new().input_path(&module).typescript(false).nodejs(true).and_then(|glue| glue.generate(&folder));
    glued.map_err(|error| Failure(format!("wasm-bindgen, parity: {error}")))?;
    let script = project.root.join("infra/parity/answers.cjs").display().to_string();
    run(project.command("node", &[&script, &out]))?;
    compare(&folder)
}

/// Each answer is a check.
fn compare(folder: &Path) -> Result<Count, Failure> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).map_err(at(&folder.join(name)));
    let (questions, native, browser) = (read("questions.jsonl")?, read("native.jsonl")?, read("browser.jsonl")?);
    // The first line is the world.
    let questions: Vec<&str> = questions.lines().skip(1).collect();
    let (native, browser): (Vec<&str>, Vec<&str>) = (native.lines().collect(), browser.lines().collect());
    if questions.is_empty() || native.len() != questions.len() || browser.len() != questions.len() {
        let counts = format!("{} native and {} browser answers", native.len(), browser.len());
        return Err(Failure(format!("parity: {counts} to {} questions", questions.len())));
    }
    let mut count = Count::default();
    for ((question, native), browser) in questions.iter().zip(&native).zip(&browser) {
        if native == browser {
            count.passed += 1;
            continue;
        }
        count.failed += 1;
        if count.failed <= 3 {
            eprintln!("parity: {question}\n  native:  {native}\n  browser: {browser}");
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_answer_fails_and_a_missing_one_is_no_run() {
        let folder = std::env::temp_dir().join(format!("parity-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
        write("questions.jsonl", "world\na\nb\n");
        write("native.jsonl", "1\n2\n");
        write("browser.jsonl", "1\n3\n");
        assert_eq!(compare(&folder).expect("compared"), Count { passed: 1, failed: 1 });
        write("browser.jsonl", "1\n");
        assert!(compare(&folder).is_err());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
