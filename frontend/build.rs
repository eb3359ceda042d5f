//! Turns the two language files into the macro `t!`, with one arm per key.
//!
//! Each arm holds its own Vietnamese text, so a binary contains exactly the texts that it uses, and the place of the
//! English one in the file that is fetched when somebody wants English: the values of `en.json`, by key. A key that
//! does not exist is a compile error at its place of use.

use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let vi = read("locales/vi.json")?;
    let en = read("locales/en.json")?;
    let mut arms = String::new();
    for (at, (key, text)) in vi.iter().enumerate() {
        en.get(key).ok_or_else(|| format!("en.json has no {key}"))?;
        let entry = format!("$crate::i18n::Entry {{ vi: {text:?}, at: {at} }}");
        writeln!(arms, "    ({key:?}) => {{ $crate::i18n::Key::new(const {{ &{entry} }}) }};")?;
    }
    if let Some(key) = en.keys().find(|key| !vi.contains_key(*key)) {
        return Err(format!("vi.json has no {key}").into());
    }
    let doc = "/// A text of the screens by its key, in both languages: see [`i18n::Key`](crate::i18n::Key).";
    let code = format!("{doc}\n#[macro_export]\nmacro_rules! t {{\n{arms}}}\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

/// A flat object of texts, by key.
fn read(path: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={path}");
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}
