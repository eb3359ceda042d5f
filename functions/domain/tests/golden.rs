//! The wire formats as they were published: every message and the bodies that are stored, each in a file of its own.
//!
//! Today's code writes exactly what the newest file of each form has, and reads what every file has. A changed form gets a
//! file in a newer folder; `WRITE_GOLDEN=1` writes files that are missing, and never one that is there.

mod common;
mod dossier_stage;
mod golden_parts;

use golden_parts::{Form, forms};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

/// The file of a form in the newest folder that has one; where none has, the place for it in the first.
fn newest(name: &str) -> PathBuf {
    let file = format!("{name}.json");
    let folders = files(&root());
    let known = folders.iter().rev().map(|folder| folder.join(&file)).find(|path| path.exists());
    known.unwrap_or_else(|| folders[0].join(file))
}

#[test]
fn what_is_written_today_is_what_was_published() {
    let mut wrong = Vec::new();
    for Form { name, today, .. } in forms() {
        let path = newest(name);
        let text = format!("{}\n", serde_json::to_string_pretty(&today).expect("JSON"));
        if !path.exists() && std::env::var_os("WRITE_GOLDEN").is_some() {
            fs::write(&path, &text).expect("a file");
        }
        match fs::read_to_string(&path) {
            Ok(published) if published == text => {}
            Ok(_) => wrong.push(format!("{name} is written otherwise than in {}; it is now:\n{text}", path.display())),
            Err(_) => wrong.push(format!("{name} has no golden file; WRITE_GOLDEN=1 writes it")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whatever_was_published_is_read_today() {
    let known = forms();
    let mut read = 0;
    for version in files(&root()) {
        for path in files(&version) {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let form = known.iter().find(|form| form.name == name);
            let form = form.unwrap_or_else(|| panic!("{} is the golden file of nothing", path.display()));
            let text = fs::read_to_string(&path).expect("a file");
            let again = (form.read)(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            if path == newest(&name) {
                let published: Value = serde_json::from_str(&text).expect("JSON");
                assert_eq!(again, published, "{name} loses something when it is read");
            }
            read += 1;
        }
    }
    assert!(read >= known.len(), "{read} files for {} forms", known.len());
}

#[test]
fn every_message_has_its_form() {
    let mut types = BTreeSet::new();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/message")) {
        let text = fs::read_to_string(&path).expect("a source");
        for line in text.lines() {
            let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
            let name = rest.and_then(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next());
            types.extend(name.map(str::to_owned));
        }
    }
    assert!(types.contains("Receipt") && types.len() > 30, "the sources were read: {types:?}");
    let known: BTreeSet<String> = forms().into_iter().map(|form| form.name.to_owned()).collect();
    let missing: Vec<&String> = types.difference(&known).collect();
    assert!(missing.is_empty(), "messages without a golden file: {missing:?}");
}
