//! The public portal.

mod app;

fn main() {
    frontend::i18n::start();
    frontend::ui::mount(app::App);
}
