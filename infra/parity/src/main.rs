//! `parity SEED_FOLDER OUT_FOLDER` writes the questions and the answers of native code. The same program compiled for the
//! browser gives the page a function that answers one line.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::{JsValue, closure::Closure};
    let mut world: Option<parity::World> = None;
    // The first line is the world; it is answered by nothing.
    let answer = Closure::<dyn FnMut(String) -> String>::new(move |line: String| match &world {
        Some(world) => world.answer(&line),
        None => {
            world = serde_json::from_str(&line).ok();
            if world.is_some() { String::new() } else { "the world cannot be read".to_owned() }
        }
    });
    let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str("answer"), &answer.into_js_value());
}

#[cfg(not(target_arch = "wasm32"))]
mod cases;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [seed, out] = arguments.as_slice() else { return Err("parity SEED_FOLDER OUT_FOLDER".into()) };
    let (seed, out) = (std::path::Path::new(seed), std::path::Path::new(out));
    let (world, questions) = cases::all(seed)?;
    let mut asked = serde_json::to_string(&world)? + "\n";
    let mut said = String::new();
    for question in &questions {
        let line = serde_json::to_string(question)?;
        said.push_str(&world.answer(&line));
        said.push('\n');
        asked.push_str(&line);
        asked.push('\n');
    }
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("questions.jsonl"), asked)?;
    std::fs::write(out.join("native.jsonl"), said)?;
    Ok(())
}
