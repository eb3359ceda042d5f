//! What wasm-bindgen leaves in a module and its script that no page of ours uses, and names longer than they need be.
//!
//! Module and script meet in names: those of exports that the script calls and those of imports that it gives. Both
//! travel in both files, and their hashes cannot be compressed.

use std::{collections::BTreeMap, fmt::Write as _};
use walrus::{Module, ModuleConfig, passes::gc};

/// Classes that a library exports which Leptos brings (streams of the browser, for its server functions).
pub const UNUSED: [&str; 3] = ["IntoUnderlyingByteSource", "IntoUnderlyingSink", "IntoUnderlyingSource"];

/// What the module calls the script.
const SCRIPT: &str = "./app_bg.js";

/// Takes these classes out of both and gives the imports short names. The script as it shall be.
///
/// # Errors
/// In words, when the script is not written in the way that is known here.
pub fn tighten(module: &mut Module, script: &str, classes: &[&str]) -> Result<String, String> {
    let unused = |name: &str| classes.iter().any(|class| name.contains(&class.to_lowercase()));
    let exports: Vec<_> =
        module.exports.iter().filter(|export| unused(&export.name)).map(|export| export.id()).collect();
    for export in exports {
        module.exports.delete(export);
    }
    gc::run(module);
    let mut names = BTreeMap::new();
    for import in module.imports.iter_mut().filter(|import| import.module == SCRIPT) {
        let short = short(names.len());
        names.insert(std::mem::replace(&mut import.name, short.clone()), short);
        "a".clone_into(&mut import.module);
    }
    let script = classes.iter().try_fold(script.to_owned(), |script, class| without_class(&script, class))?;
    let script = renamed(&script, &mut names)?;
    let place = format!("\"{SCRIPT}\": ");
    if !script.contains(&place) {
        return Err(format!("the glue script does not name {SCRIPT}"));
    }
    Ok(script.replace(&place, "a: "))
}

/// A name of letters by number.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.extend(char::from_digit(u32::try_from(number % 26).unwrap_or_default() + 10, 36));
        number /= 26;
        if number == 0 {
            return name;
        }
    }
}

/// Without the class, without what follows it for its disposal, and without its registry of finalizers.
fn without_class(script: &str, class: &str) -> Result<String, String> {
    let cut = |script: &str, from: &str, to: &str| -> Result<String, String> {
        let parts = script.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1)));
        parts.map(|(before, after)| [before, after].concat()).ok_or_else(|| format!("the glue script has no {from}"))
    };
    let script = cut(script, &format!("export class {class} {{"), &format!("= {class}.prototype.free;"))?;
    cut(&script, &format!("const {class}Finalization ="), "1));")
}

/// The script with each import under its new name, and without those that the module does not have any more.
fn renamed(script: &str, names: &mut BTreeMap<String, String>) -> Result<String, String> {
    let (mut out, mut kept) = (String::with_capacity(script.len()), true);
    let mut before = "";
    for line in script.lines() {
        match line.trim_start().split_once(": function(") {
            Some((name, rest)) if name.starts_with("__wb") => {
                let short = names.remove(name);
                kept = short.is_some();
                if let Some(short) = short {
                    let _ = writeln!(out, "{short}: function({rest}");
                }
                continue;
            }
            // The end of all imports.
            _ => kept |= line.trim() == "};" && before.trim() == "},",
        }
        before = line;
        if kept {
            out.push_str(line);
            out.push('\n');
        }
    }
    match names.pop_first() {
        None => Ok(out),
        Some((name, _)) => Err(format!("the glue script does not give {name}")),
    }
}

/// A module as short as it can be written. The splitter leaves room in every number for its own work, and names that
/// nobody reads; the linker leaves, for the splitter, where everything may be moved: a quarter of the module of names.
///
/// # Errors
/// In words, when it is no module.
pub fn rewritten(part: &[u8]) -> Result<Vec<u8>, String> {
    let mut settings = ModuleConfig::new();
    settings.generate_name_section(false).generate_producers_section(false);
    let mut module = settings.parse(part).map_err(|error| error.to_string())?;
    let named: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in named {
        module.customs.delete(id);
    }
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::{renamed, short, without_class};
    use std::collections::BTreeMap;

    #[test]
    fn short_names_are_letters_and_differ() {
        let names: Vec<String> = [0, 25, 26, 27, 700].map(short).into();
        assert_eq!(names, ["a", "z", "ab", "bb", "yab"]);
    }

    #[test]
    fn imports_that_are_gone_leave_the_script() {
        let script = "const import0 = {\n__wbg_a_1: function(x) {\nf(() => {\n};\nreturn x;\n},\n__wbg_b_2: function(y) {\nreturn y;\n},\n};\nrest();\n";
        let mut names = BTreeMap::from([("__wbg_b_2".to_owned(), "a".to_owned())]);
        let expected = "const import0 = {\na: function(y) {\nreturn y;\n},\n};\nrest();\n";
        assert_eq!(renamed(script, &mut names).as_deref(), Ok(expected));
        assert!(renamed(script, &mut BTreeMap::from([("__wbg_c_3".to_owned(), "a".to_owned())])).is_err());
    }

    #[test]
    fn a_class_goes_with_its_finalizers() {
        let script = "one();\nexport class Sink {\nfree() {}\n}\nif (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;\ntwo();\nconst SinkFinalization = (x)\n: new FinalizationRegistry(ptr => wasm.free(ptr, 1));\nthree();";
        assert_eq!(without_class(script, "Sink").as_deref(), Ok("one();\n\ntwo();\n\nthree();"));
        assert!(without_class("", "Sink").is_err());
    }
}
