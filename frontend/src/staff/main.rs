//! The staff portal: queues, counter intake, dossiers with the actions that are open to this officer, printed forms.

mod api;
mod app;
mod closures;
mod copy;
mod desk;
mod dossier;
mod due;
mod fields;
mod intake;
mod queue;
mod register;
mod reorganisation;
mod route;
mod session;
mod shell;
mod slip;
mod trouble;
mod words;

fn main() {
    frontend::router::start(route::ours);
    frontend::ui::mount(app::App);
    frontend::i18n::start();
}
