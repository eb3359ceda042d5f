//! House rules that a compiler does not know. Each test names every place that breaks its rule.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The files of a folder of the project, with their text, by path from the root. What is built or installed is not ours.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path: PathBuf = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                let not_ours =
                    ["target", "node_modules", "test-results", "playwright-report", ".git", ".data", ".venv"];
                if !not_ours.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if endings.is_empty() || endings.iter().any(|ending| name.ends_with(ending)) {
                let Ok(text) = fs::read_to_string(&path) else { continue };
                found.push((path.strip_prefix(root()).unwrap().display().to_string(), text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no file that ends in {endings:?}");
    found
}

/// Every line of these files that breaks a rule, as `path:line: text`.
fn lines<'a>(files: &'a [(String, String)], breaks: impl Fn(&str, &str) -> bool + 'a) -> Vec<String> {
    let numbered =
        files.iter().flat_map(|(path, text)| text.lines().enumerate().map(move |(at, line)| (path, at + 1, line)));
    numbered
        .filter(|(path, _, line)| breaks(path, line))
        .map(|(path, at, line)| format!("{path}:{at}: {}", line.trim()))
        .collect()
}

fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}

#[test]
fn the_public_and_the_staff_portal_do_not_import_each_other() {
    for (portal, other) in [("public", "staff"), ("staff", "public")] {
        let imports = [
            format!("crate::{other}::"),
            format!("frontend::{other}"),
            format!("super::{other}::"),
            format!("../{other}/"),
        ];
        let found = files(&format!("frontend/src/{portal}"), &[".rs"]);
        // Their bytes would come along: a citizen would load the officers' screens.
        none(
            &lines(&found, |_, line| imports.iter().any(|import| line.contains(import))),
            "what both need belongs into frontend/src/ui, form or api",
        );
    }
}

#[test]
fn the_design_system_knows_neither_api_nor_pages() {
    let found = files("frontend/src/ui", &[".rs"]);
    let wrong = ["crate::api", "crate::router", "crate::form", "crate::public", "crate::staff"];
    none(
        &lines(&found, |_, line| wrong.iter().any(|name| line.contains(name))),
        "ui/ takes what it shows as arguments",
    );
}

/// Whether a line holds a text that begins like a key: capital letters, then a hash sign.
fn formats_a_key(line: &str) -> bool {
    line.split('"').skip(1).step_by(2).any(|text| {
        let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
        (1..=6).contains(&capitals) && text.as_bytes().get(capitals) == Some(&b'#')
    })
}

#[test]
fn only_the_store_formats_keys() {
    assert!(formats_a_key(r#"format!("D#{code}")"#) && !formats_a_key(r##"href("#D") + "d#""##));
    let mut sources = files("functions", &[".rs"]);
    sources.extend(files("infra", &[".rs"]));
    // Tests at the journeys' side look at rows as they are stored: that is what they check.
    sources.retain(|(path, _)| !path.contains("functions/api/src/store/") && !path.contains("/tests/"));
    let wrong = lines(&sources, |_, line| formats_a_key(line) && !line.trim_start().starts_with("//"));
    none(&wrong, "keys are the affair of functions/api/src/store, one file per entity");
}

#[test]
fn every_translation_exists_in_both_languages_and_is_used() {
    let read = |language: &str| {
        let text = fs::read_to_string(root().join(format!("frontend/locales/{language}.json"))).unwrap();
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).unwrap()
    };
    let (vi, en) = (read("vi"), read("en"));
    let missing = |one: &serde_json::Map<_, _>,
                   other: &serde_json::Map<String, serde_json::Value>,
                   language: &str|
     -> Vec<String> {
        other
            .keys()
            .filter(|key| !one.contains_key(key.as_str()))
            .map(|key| format!("{language}.json has no {key}"))
            .collect()
    };
    none(&[missing(&vi, &en, "vi"), missing(&en, &vi, "en")].concat(), "both languages have the same keys");
    let empty =
        [&vi, &en].into_iter().flatten().filter(|(_, text)| text.as_str().is_none_or(|text| text.trim().is_empty()));
    none(&empty.map(|(key, _)| key.clone()).collect::<Vec<_>>(), "every key has words");
    let sources: String = files("frontend/src", &[".rs"]).into_iter().map(|(_, text)| text).collect();
    let unused: Vec<String> = vi.keys().filter(|key| !sources.contains(&format!("\"{key}\""))).cloned().collect();
    none(&unused, "a key that no screen uses goes");
}

#[test]
fn only_hosts_read_the_clock() {
    let mut sources = files("functions", &[".rs"]);
    sources.retain(|(path, _)| !path.ends_with("api/src/host.rs") && !path.contains("/tests/"));
    let clocks = ["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now", "Utc::now"];
    let wrong = lines(&sources, |_, line| clocks.iter().any(|clock| line.contains(clock)));
    none(&wrong, "time is an argument: take it from `Api::now`");
}

#[test]
fn the_domain_has_no_input_output_and_no_randomness() {
    let sources = files("functions/domain/src", &[".rs"]);
    let outside = ["std::fs", "std::net", "std::env", "std::process", "std::thread", "tokio::", "Uuid::new", "rand::"];
    none(&lines(&sources, |_, line| outside.iter().any(|name| line.contains(name))), "the domain is pure");
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let mut sources = files("functions", &[".rs"]);
    sources.extend(files("infra", &[".rs"]));
    sources.extend(files("frontend", &[".rs"]));
    sources.retain(|(path, _)| !path.ends_with("tests/tidy.rs"));
    let allows = |path: &str, line: &str| {
        let line = line.trim_start();
        // A module that several test programs share is used in part by each: no expectation holds in all of them.
        let shared = path.contains("/tests/") && line.contains("dead_code, reason = ");
        (line.starts_with("#[allow(") || line.starts_with("#![allow(")) && !shared
    };
    none(&lines(&sources, allows), "use #[expect(…, reason = \"…\")]");
}

#[test]
fn nothing_is_left_to_be_done_later() {
    let mut sources = files("functions", &[".rs"]);
    sources.extend(files("infra", &[".rs"]));
    sources.extend(files("frontend", &[".rs"]));
    sources.retain(|(path, _)| !path.ends_with("tests/tidy.rs"));
    let marks = ["todo!(", "unimplemented!(", "dbg!(", "// TODO", "// FIXME", "#[ignore"];
    none(&lines(&sources, |_, line| marks.iter().any(|mark| line.contains(mark))), "finish it, or file it");
}

#[test]
fn no_file_names_the_place_where_it_was_written() {
    let ours = files("", &[]);
    let places = [concat!("/wo", "rk/main"), concat!("/wo", "rk/shared"), concat!("/tm", "p/brief")];
    let wrong = lines(&ours, |_, line| places.iter().any(|place| line.contains(place)));
    none(&wrong, "paths begin at the project's root");
}
