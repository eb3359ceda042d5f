//! The public portal: find a procedure, file, follow.

mod app;
mod context;
mod filing;
mod frame;
mod home;
mod later;
mod mine;
mod not_found;
mod paper_notes;
mod procedure;
mod route;
mod status;
mod track;
mod trouble;

fn main() {
    // What was typed into the static shell's search box while this was on its way is not lost.
    let typed = frontend::dom::typed_into("q");
    frontend::router::start(route::is_ours);
    if let Some(typed) = &typed {
        frontend::router::replace(&route::search(typed, None, None));
    }
    frontend::ui::mount(app::App);
    frontend::i18n::start();
    if typed.is_some() {
        frontend::dom::focus_end("q");
    }
}
