//! Forms made from a procedure's field definitions, for citizens and for the officers' counter.
//!
//! The domain decides what is shown, needed and wrong; this module draws it and keeps what is typed.
//!
//! ```text
//! let form = Form::new(procedure, reference, prefill::from_account(…), Facts::on(today));
//! view! { {part(form, Part::Applicant)} {part(form, Part::Matter)} … }
//! if form.accept_part(Part::Applicant) { /* next step */ }
//! send(form.answers());
//! ```

mod choices;
mod date;
pub mod files;
mod list;
mod number;
mod part;
mod place;
pub mod prefill;
mod reference;
mod shown;
mod slot;
mod state;
mod text;
pub mod words;

pub use files::{Files, SentFile};
pub use part::{only, part};
pub use place::UnitPicker;
pub use reference::{PROVINCIAL_CENTRE, Reference};
pub use shown::{answer_list, answered, shown};
pub use slot::{Slot, id_of};
pub use state::Form;
