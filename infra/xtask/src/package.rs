//! `package`: what is shipped, the same bytes from every clone: a bundle for each function and the app with the headers
//! under which it is kept.
//!
//! `target/package/{public,staff,worker,documents}.zip` are for arm64, `target/package/app/` is the folder that goes to the app's
//! bucket, `target/package/app.json` its headers, `target/package/SHA256SUMS` the checksums of it all.

use crate::{
    app,
    archive::archive,
    project::{Failure, Project, Steps, at, run},
    reproducible, tools,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The functions, by the names of their programs, with their packages and profiles. Each package is built by itself, so
/// that what the typesetter asks of shared dependencies does not reach the other functions.
const PACKAGES: [(&str, &str, &[&str]); 2] =
    [("api", "lambda", &["public", "staff", "worker"]), ("documents", "documents", &["documents"])];

/// The names of all functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    PACKAGES.into_iter().flat_map(|(_, _, names)| names).copied()
}

/// Most that a function may weigh, in bytes: unpacked and packed. The documents function carries a typesetter and its
/// fonts; its weight is only told.
const UNPACKED: usize = 10_000_000;
const PACKED: usize = 4_500_000;
const WITHOUT_BUDGET: &str = "documents";

/// The linker's script that leaves out the tables for unwinding. `-Cforce-unwind-tables=no` does not: the standard
/// library brings them back when everything is optimised as one.
const SCRIPT: &str = "infra/xtask/no-unwinding.ld";

/// A processor for which functions are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Processor {
    /// Graviton: what the stack runs on.
    Arm64,
    /// This machine's, for the tests of the bundles.
    X86,
}

impl Processor {
    /// The processor of this machine, so that what is packed for it can be run.
    pub fn here() -> Self {
        if cfg!(target_arch = "aarch64") { Self::Arm64 } else { Self::X86 }
    }

    fn target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-unknown-linux-gnu",
            Self::X86 => "x86_64-unknown-linux-gnu",
        }
    }

    fn short(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86 => "x86_64",
        }
    }
}

/// `package`
pub fn package(project: &Project) -> Result<(), Failure> {
    let mut steps = Steps::new(3);
    let folder = project.target.join("package");
    steps.next("functions for arm64");
    let mut sums = BTreeMap::new();
    println!("{:<10} {:>12} {:>12}", "bundle", "bytes", "zipped");
    for bundle in functions(project, Processor::Arm64)? {
        let file = folder.join(format!("{}.zip", bundle.name));
        fs::write(&file, &bundle.packed).map_err(at(&file))?;
        sums.insert(format!("{}.zip", bundle.name), checksum(&bundle.packed));
        println!("{:<10} {:>12} {:>12}", bundle.name, bundle.unpacked, bundle.packed.len());
        bundle.within_budget()?;
    }
    steps.next("app");
    tools::wasm_target(project)?;
    for portal in app::build(project)? {
        println!("{portal}");
    }
    sums.extend(app(project, &folder)?.0);
    steps.next("checksums");
    let list: String = sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    let file = folder.join("SHA256SUMS");
    fs::write(&file, &list).map_err(at(&file))?;
    print!("{list}");
    println!("{}", folder.display());
    Ok(())
}

/// Puts the built app into `app/` of a folder, and beside it `app.json`: the headers of each file. Gives all checksums
/// and where the headers are.
pub fn app(project: &Project, folder: &Path) -> Result<(BTreeMap<String, String>, PathBuf), Failure> {
    let files = app_files(project, folder)?;
    let mut sums: BTreeMap<String, String> =
        files.iter().map(|(name, bytes)| (format!("app/{name}"), checksum(bytes))).collect();
    let headers = folder.join("app.json");
    let manifest: BTreeMap<&String, Value> = files.keys().map(|name| (name, headers_of(name))).collect();
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| Failure(error.to_string()))?;
    fs::write(&headers, &text).map_err(at(&headers))?;
    sums.insert("app.json".to_owned(), checksum(&text));
    Ok((sums, headers))
}

/// A function that is ready to be uploaded.
pub struct Bundle {
    pub name: &'static str,
    /// Bytes of the program.
    pub unpacked: usize,
    /// The zip archive.
    pub packed: Vec<u8>,
}

impl Bundle {
    fn within_budget(&self) -> Result<(), Failure> {
        if self.name == WITHOUT_BUDGET || (self.unpacked <= UNPACKED && self.packed.len() <= PACKED) {
            return Ok(());
        }
        Err(Failure(format!("{}: more than {UNPACKED} bytes, or more than {PACKED} zipped", self.name)))
    }
}

/// Compiles the functions for a processor and gives their folder: `NAME/bootstrap` and `NAME.zip` for each.
pub fn folder(project: &Project, processor: Processor) -> Result<PathBuf, Failure> {
    functions(project, processor).map(|_| programs(project, processor))
}

fn programs(project: &Project, processor: Processor) -> PathBuf {
    project.target.join("package").join(processor.short())
}

/// Compiles and packs the functions for a processor, with a linker and C compiler that are the same everywhere.
pub fn functions(project: &Project, processor: Processor) -> Result<Vec<Bundle>, Failure> {
    let lambda = tools::cargo_lambda(project)?;
    tools::zig(project)?;
    tools::rust_target(project, processor.target())?;
    let programs = programs(project, processor);
    fs::create_dir_all(&programs).map_err(at(&programs))?;
    // cargo-lambda finds zig as a module of the first python on the path.
    let mut path = vec![tools::environment(project).join("bin")];
    path.extend(std::env::var_os("PATH").iter().flat_map(|all| std::env::split_paths(all).collect::<Vec<_>>()));
    let path = std::env::join_paths(path).map_err(|error| Failure(error.to_string()))?;
    for (package, profile, names) in PACKAGES {
        let mut build = project.command(&lambda.display().to_string(), &["lambda", "build", "--profile", profile]);
        build.args(["--locked", "--quiet", "--target", processor.target(), "--package", package]);
        build.arg("--lambda-dir").arg(&programs).env("CARGO_TARGET_DIR", project.target.join("package-build"));
        for name in names {
            build.args(["--bin", name]);
        }
        let script = format!("-Clink-arg=-Wl,-T,{}", project.root.join(SCRIPT).display());
        let flags = [script.as_str(), "-Clink-arg=-Wl,--no-eh-frame-hdr"];
        reproducible::apply(project, &mut build, processor.target(), &flags);
        build.env("PATH", &path);
        run(build)?;
    }
    names()
        .map(|name| {
            let program = programs.join(name).join("bootstrap");
            let bytes = fs::read(&program).map_err(at(&program))?;
            reproducible::names_no_place(project, &program, &bytes)?;
            let packed = archive("bootstrap", &bytes)?;
            let file = programs.join(format!("{name}.zip"));
            fs::write(&file, &packed).map_err(at(&file))?;
            Ok(Bundle { name, unpacked: bytes.len(), packed })
        })
        .collect()
}

/// Copies the app as it goes to its bucket, and gives its files by their keys there.
fn app_files(project: &Project, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let goal = folder.join("app");
    if goal.is_dir() {
        fs::remove_dir_all(&goal).map_err(at(&goal))?;
    }
    let mut files = BTreeMap::new();
    for portal in ["public", "staff"] {
        for inner in ["", "assets/"] {
            let from = project.target.join("app").join(portal).join(inner);
            let to = goal.join(portal).join(inner);
            fs::create_dir_all(&to).map_err(at(&to))?;
            for entry in fs::read_dir(&from).map_err(at(&from))? {
                let path = entry.map_err(at(&from))?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.is_dir() || name.starts_with('.') {
                    continue;
                }
                let bytes = fs::read(&path).map_err(at(&path))?;
                reproducible::names_no_place(project, &path, &bytes)?;
                fs::write(to.join(&name), &bytes).map_err(at(&path))?;
                files.insert(format!("{portal}/{inner}{name}"), bytes);
            }
        }
    }
    Ok(files)
}

/// The headers of a file of the app: names with a hash never change, pages are asked for anew each time.
fn headers_of(key: &str) -> Value {
    let plain = key.strip_suffix(".br");
    let name = plain.unwrap_or(key);
    let content_type = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let cache_control = if name.contains("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut headers = json!({ "ContentType": content_type, "CacheControl": cache_control });
    if plain.is_some() {
        headers["ContentEncoding"] = json!("br");
    }
    headers
}

/// SHA-256 in hex.
pub fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_kept_for_ever_and_pages_are_not() {
        let wasm = headers_of("public/assets/app-0123456789abcdef.wasm.br");
        assert_eq!(wasm["ContentType"], "application/wasm");
        assert_eq!(wasm["ContentEncoding"], "br");
        assert_eq!(wasm["CacheControl"], "public, max-age=31536000, immutable");
        let page = headers_of("staff/index.html");
        assert_eq!(page["ContentType"], "text/html; charset=utf-8");
        assert_eq!(page["CacheControl"], "no-cache");
        assert!(page.get("ContentEncoding").is_none());
    }

    #[test]
    fn a_checksum_is_sha_256() {
        assert_eq!(checksum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
