//! Builds the app: three WASM binaries, glue, styles and pages, under names that carry their hash, with brotli twins.

use crate::{
    glue, hash, minify,
    project::{Failure, Project, at, run},
    reproducible, tools,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

/// The browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What `wasm_split` calls the script that fetches later parts.
const LINK: &str = "./__wasm_split.js";

/// Change this when this file packs the same inputs in another way.
const PACKING: &str = "6";

/// What a first visit does not fetch: the English texts, for those who choose English, and the parts of a portal that
/// belong to later pages.
const LATER: &str = "later";

/// One of the two apps.
struct Portal {
    name: &'static str,
    /// Where its addresses begin.
    prefix: &'static str,
}

/// What finds units by their names: a module of its own, fetched by both portals where a place is typed.
const NAMES: &str = "names";

const PORTALS: [Portal; 2] = [Portal { name: "public", prefix: "/" }, Portal { name: "staff", prefix: "/staff/" }];

/// What a portal weighs.
pub struct Built {
    name: &'static str,
    /// File name without its hash, bytes, bytes as brotli.
    files: Vec<(String, usize, usize)>,
}

impl fmt::Display for Built {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first =
            self.files.iter().filter(|(name, _, _)| ![LATER, NAMES].iter().any(|later| name.starts_with(later)));
        let all: usize = first.map(|(_, _, packed)| packed).sum();
        write!(f, "{}: {all} bytes as brotli on a first visit in Vietnamese", self.name)?;
        self.files.iter().try_for_each(|(name, raw, packed)| write!(f, "\n  {name:12} {raw:>9} {packed:>9}"))
    }
}

/// Compiles and packs both portals into `target/app`; what has not changed is left as it is.
pub fn build(project: &Project) -> Result<Vec<Built>, Failure> {
    // One at a time: two commands that pack at once would remove each other's files.
    let folder = project.target.join("app");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let lock = fs::File::create(folder.join(".lock")).map_err(at(&folder))?;
    lock.lock().map_err(at(&folder))?;
    tools::rust_source(project)?;
    run(cargo(project, &["-p", "frontend", "--bins"]))?;
    PORTALS.iter().map(|portal| pack(project, portal)).collect()
}

/// The compiler's call. The standard library is compiled with the app, so that it is as small as the rest of it: a
/// panic stops at once, without words for a console that nobody reads. That and the flags are known to the pinned
/// compiler only under its switch for unstable features; the code itself uses none.
pub fn cargo(project: &Project, what: &[&str]) -> Command {
    let target = project.wasm_target().display().to_string();
    let mut cargo = project.shipping_cargo(&["build", "--quiet"]);
    cargo.args(what).args(["--target", WASM, "--profile", "wasm", "--target-dir", &target]);
    cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    cargo.env("RUSTC_BOOTSTRAP", "1");
    // Relocations tell where the module can be split.
    let flags = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];
    let flags = flags.into_iter().chain(["-Clink-arg=--emit-relocs"]);
    let flags: Vec<String> = flags.map(|flag| format!("{flag:?}")).collect();
    cargo.arg("--config").arg(format!("target.{WASM}.rustflags=[{}]", flags.join(", ")));
    reproducible::apply(project, &mut cargo, WASM, &[]);
    cargo
}

/// The parts of a portal before packing.
struct Inputs {
    wasm: Vec<u8>,
    /// What finds units by their names.
    names: Vec<u8>,
    css: String,
    boot: String,
    page: String,
    /// The English texts by key, as the places that `frontend/build.rs` gives count them.
    english: String,
}

fn inputs(project: &Project, portal: &Portal) -> Result<Inputs, Failure> {
    let frontend = project.root.join("frontend");
    let text = |path: PathBuf| fs::read_to_string(&path).map_err(at(&path));
    let module = |name: &str| -> Result<Vec<u8>, Failure> {
        let path = project.wasm_target().join(WASM).join("wasm").join(format!("{name}.wasm"));
        fs::read(&path).map_err(at(&path))
    };
    // The order of the styles is a list of its own, one file a line.
    let list = text(frontend.join(format!("styles/{}.txt", portal.name)))?;
    let styles = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let locale: BTreeMap<String, String> = serde_json::from_str(&text(frontend.join("locales/en.json"))?)
        .map_err(|error| Failure(format!("en.json: {error}")))?;
    let css: Vec<String> = styles.map(|line| text(frontend.join(line))).collect::<Result<_, _>>()?;
    Ok(Inputs {
        wasm: module(portal.name)?,
        names: module(NAMES)?,
        css: css.join("\n"),
        boot: text(frontend.join("boot.js"))?,
        page: text(frontend.join(format!("index-{}.html", portal.name)))?,
        english: serde_json::Value::from_iter(locale.into_values()).to_string(),
    })
}

fn pack(project: &Project, portal: &Portal) -> Result<Built, Failure> {
    let inputs = inputs(project, portal)?;
    let key = hash::of([
        PACKING.as_bytes(),
        &inputs.wasm,
        &inputs.names,
        inputs.css.as_bytes(),
        inputs.boot.as_bytes(),
        inputs.page.as_bytes(),
        inputs.english.as_bytes(),
    ]);
    let folder = project.target.join("app").join(portal.name);
    let mark = folder.join(".key");
    if fs::read_to_string(&mark).is_ok_and(|packed| packed == key) {
        return weigh(portal, &folder);
    }
    let assets = folder.join("assets");
    fs::create_dir_all(&assets).map_err(at(&assets))?;
    let Split { main, link, parts } = split(project, portal, &inputs.wasm)?;
    let (js, wasm) = bindgen(portal.name, main, &glue::UNUSED)?;
    let (find, names) = bindgen(NAMES, inputs.names, &[])?;
    let mut kept = BTreeSet::new();
    let mut put = |name: &str, ending: &str, bytes: &[u8]| -> Result<String, Failure> {
        let name = format!("{name}-{}.{ending}", hash::of([bytes]));
        write_with_twin(&assets.join(&name), bytes)?;
        kept.extend([name.clone(), format!("{name}.br")]);
        Ok(format!("{}assets/{name}", portal.prefix))
    };
    let mut js = with_link(portal, &js, &link)?;
    for (name, part) in parts {
        let path = put(LATER, "wasm", &part)?;
        js = js.replace(&name, path.rsplit('/').next().unwrap_or_default());
    }
    let filled = [
        ("{{css}}", put("app", "css", minify::css(&inputs.css).as_bytes())?),
        ("{{js}}", put("app", "js", minify::js(&js).as_bytes())?),
        ("{{boot}}", put("boot", "js", minify::js(&inputs.boot).as_bytes())?),
        ("{{wasm}}", put("app", "wasm", &wasm)?),
        ("{{en}}", put(LATER, "json", inputs.english.as_bytes())?),
        ("{{find}}", put(NAMES, "js", minify::js(&find).as_bytes())?),
        ("{{names}}", put(NAMES, "wasm", &names)?),
    ];
    let page = filled.iter().fold(inputs.page, |page, (placeholder, path)| page.replace(placeholder, path));
    if let Some(at) = page.find("{{") {
        let left: String = page.chars().skip(page.get(..at).unwrap_or_default().chars().count()).take(20).collect();
        return Err(Failure(format!("index-{}.html: nothing fills {left}", portal.name)));
    }
    // The page comes last: a reader never gets one whose files are not there yet.
    write_with_twin(&folder.join("index.html"), page.as_bytes())?;
    remove_others(&assets, &kept)?;
    fs::write(&mark, key).map_err(at(&mark))?;
    weigh(portal, &folder)
}

/// A portal's module in parts.
struct Split {
    /// What the first visit needs.
    main: Vec<u8>,
    /// The script that fetches the others.
    link: String,
    /// The others, by the file names that the script calls them.
    parts: Vec<(String, Vec<u8>)>,
}

/// Divides the module at the functions that are marked as beginnings of later parts.
fn split(project: &Project, portal: &Portal, wasm: &[u8]) -> Result<Split, Failure> {
    let folder = project.target.join("app/split").join(portal.name);
    let main = folder.join("main.wasm");
    let mut options = Options::new(wasm);
    (options.output_dir, options.main_out_path, options.link_name) = (&folder, &main, LINK);
    let split = transform(options).map_err(|error| Failure(format!("wasm_split, {}: {error:?}", portal.name)))?;
    let read = |path: &Path| fs::read(path).map_err(at(path));
    let parts = split.split_modules.iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let part = glue::rewritten(&read(path)?).map_err(|error| Failure(format!("{name}: {error}")))?;
        Ok((name, part))
    });
    let link = String::from_utf8_lossy(&read(&folder.join(LINK))?).into_owned();
    Ok(Split { main: read(&main)?, link, parts: parts.collect::<Result<_, Failure>>()? })
}

/// The script that fetches later parts and the glue script need each other; as one file they cost no further request
/// and can carry the hash of their content.
fn with_link(portal: &Portal, js: &str, link: &str) -> Result<String, Failure> {
    let (mut body, mut names) = (String::new(), Vec::new());
    // A part that does not come is told to the reader by the page, not to the console.
    let kept = |line: &&str| !line.starts_with("import ") && !line.trim_start().starts_with("console.");
    for line in link.lines().filter(kept) {
        let line = line.strip_prefix("export ").inspect(|line| names.extend(line.split(' ').nth(1))).unwrap_or(line);
        body.push_str(line);
        body.push('\n');
    }
    let from = format!(" from \"{LINK}\"");
    let mut out = format!("const __split = (() => {{\n{body}return {{ {} }};\n}})();\n", names.join(", "));
    for line in js.lines() {
        if let Some(import) = line.strip_prefix("import * as ").and_then(|line| line.split_once(&from)) {
            let (name, _) = import;
            out.push_str(&format!("const {name} = __split;\n"));
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    if out.contains(&from) {
        return Err(Failure(format!("{}: the glue script names {LINK} in a way that is not known", portal.name)));
    }
    Ok(out)
}

/// The glue script and the finished module.
fn bindgen(name: &str, wasm: Vec<u8>, unused: &[&str]) -> Result<(String, Vec<u8>), Failure> {
    let failed = |error: &dyn fmt::Display| Failure(format!("wasm-bindgen, {name}: {error}"));
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("app", wasm).typescript(false).omit_default_module_path(true);
    bindgen.keep_lld_exports(true).remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).map_err(|error| failed(&error))?;
    let mut output = bindgen.generate_output().map_err(|error| failed(&error))?;
    // Scripts that a library brings inside would be further requests; none of ours does, and none shall unnoticed.
    let scripts = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty());
    let brought: Vec<&String> = scripts.map(|(library, _)| library).chain(output.local_modules().keys()).collect();
    if !brought.is_empty() {
        return Err(failed(&format!("a library brings scripts of its own: {brought:?}")));
    }
    let js = output.js().to_owned();
    let js = glue::tighten(output.wasm_mut(), &js, unused).map_err(|error| failed(&error))?;
    let module = glue::rewritten(&output.wasm_mut().emit_wasm()).map_err(|error| failed(&error))?;
    Ok((js, module))
}

fn write_with_twin(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut packed = Vec::new();
    let settings =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut reader = bytes;
    brotli::BrotliCompress(&mut reader, &mut packed, &settings).map_err(at(path))?;
    let twin = PathBuf::from(format!("{}.br", path.display()));
    for (path, bytes) in [(&twin, packed.as_slice()), (&path.to_owned(), bytes)] {
        let half = PathBuf::from(format!("{}.half", path.display()));
        fs::write(&half, bytes).and_then(|()| fs::rename(&half, path)).map_err(at(path))?;
    }
    Ok(())
}

fn remove_others(assets: &Path, kept: &BTreeSet<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(assets).map_err(at(assets))? {
        let path = entry.map_err(at(assets))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !kept.contains(&name) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

/// What a first visit fetches.
fn weigh(portal: &Portal, folder: &Path) -> Result<Built, Failure> {
    let assets = folder.join("assets");
    let mut paths = vec![folder.join("index.html")];
    for entry in fs::read_dir(&assets).map_err(at(&assets))? {
        let path = entry.map_err(at(&assets))?.path();
        if path.extension().is_some_and(|ending| ending != "br") {
            paths.push(path);
        }
    }
    paths.sort();
    let size = |path: &Path| {
        fs::metadata(path).map_err(at(path)).map(|about| usize::try_from(about.len()).unwrap_or(usize::MAX))
    };
    let files = paths.iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = match (name.split_once('-'), name.rsplit_once('.')) {
            (Some((stem, _)), Some((_, ending))) => format!("{stem}.{ending}"),
            _ => name,
        };
        Ok((plain, size(path)?, size(Path::new(&format!("{}.br", path.display())))?))
    });
    Ok(Built { name: portal.name, files: files.collect::<Result<_, Failure>>()? })
}
