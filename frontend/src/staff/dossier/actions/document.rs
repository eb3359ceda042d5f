//! The document of an action: a draft, a letter, a final file. One file counts, the one sent last.

use super::panel::Panel;
use crate::fields::{error_at, id_of};
use domain::ids::FileId;
use frontend::prelude::*;
use frontend::{
    api::paths::STAFF_UPLOADS,
    form::{Files, SentFile},
    i18n::{Key, Words},
    t,
    ui::{Alert, Field, Tone},
};

/// The input of a document.
#[derive(Clone, Copy)]
pub struct Document(RwSignal<Vec<SentFile>>);

impl Document {
    /// Nothing is chosen.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// The field.
    #[must_use]
    pub fn view(self, panel: Panel, label: Key, hint: Key, required: bool) -> View {
        let files = self.0;
        panel.errors.tie("document", files);
        let id = id_of("document");
        let field = Field::new(id.clone(), label)
            .hint(hint)
            .required(required)
            .error(error_at(panel.errors, "document".to_owned()))
            .group();
        let words: Words = label.words();
        panel.errors.name("document", words);
        let several = move || {
            files
                .with(|files| files.len() > 1)
                .then(|| view! { <Alert tone=Tone::Warning><p>{t!("staff.document.several")}</p></Alert> })
        };
        field.render(move |_| {
            let draft = panel.draft.get_value();
            view! {
                <Files id=[&id, "-file"].concat() label=words uploads=STAFF_UPLOADS draft=draft files=files under_way=panel.uploading/>
                {several}
            }
        })
    }

    /// The file sent last.
    #[must_use]
    pub fn get(self) -> Option<FileId> {
        self.0.with_untracked(|files| files.last().map(|file| file.id.clone()))
    }
}
