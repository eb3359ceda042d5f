//! The files of one paper: chosen, judged by content, sent with a progress bar, removed again.

use crate::prelude::*;
use crate::{
    api::upload::{self, BadFile},
    dom, format,
    i18n::Words,
    ui::{Icon, icon},
};
use domain::ids::FileId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use web_sys::File;
use web_sys::HtmlInputElement;

/// A file that has been sent; a draft keeps these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    pub id: FileId,
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// A file on its way, or one that did not get through.
#[derive(Clone)]
struct Sending {
    number: u32,
    name: String,
    size: u64,
    progress: RwSignal<u8>,
    trouble: RwSignal<Option<String>>,
    /// For another try; the browser's file cannot cross threads, which there are none of here.
    file: StoredValue<File>,
}

/// Several files for one paper. `uploads` is the portal's uploads path, `draft` what the files are bound to.
#[component]
pub fn Files(
    #[prop(into)] id: String,
    #[prop(into)] label: Words,
    uploads: &'static str,
    #[prop(into)] draft: String,
    files: RwSignal<Vec<SentFile>>,
    /// Files of this page that are on their way: a form must not be sent before they are there.
    under_way: RwSignal<u32>,
    #[prop(optional, into)] described_by: Option<String>,
) -> View {
    let sending = RwSignal::new(Vec::<Sending>::new());
    let draft: Arc<str> = draft.into();
    let send = {
        let draft = Arc::clone(&draft);
        move |one: Sending| {
            let draft = Arc::clone(&draft);
            one.trouble.set(None);
            under_way.update(|count| *count += 1);
            leptos::task::spawn_local(async move {
                let (progress, trouble) = (one.progress, one.trouble);
                let outcome = match one.file.try_get_value() {
                    Some(file) => deliver(&file, uploads, &draft, progress).await,
                    None => Err(String::new()),
                };
                under_way.update(|count| *count = count.saturating_sub(1));
                match outcome {
                    Ok(id) => {
                        sending.update(|rows| rows.retain(|row| row.number != one.number));
                        let sent = SentFile { id, name: one.name, size: one.size };
                        files.update(|files| files.push(sent));
                    }
                    Err(words) => {
                        trouble.set(Some(words));
                    }
                }
            });
        }
    };
    let node = NodeRef::<HtmlInputElement>::new();
    let number = StoredValue::new(0_u32);
    let choose = {
        let send = send.clone();
        move |_| {
            let Some(input) = node.get_untracked() else { return };
            let Some(list) = input.files() else { return };
            for file in (0..list.length()).filter_map(|at| list.get(at)) {
                number.update_value(|number| *number += 1);
                let one = Sending {
                    number: number.get_value(),
                    name: dom::composed(&file.name()),
                    size: file.size() as u64,
                    progress: RwSignal::new(0),
                    trouble: RwSignal::new(None),
                    file: StoredValue::new(file),
                };
                sending.update(|rows| rows.push(one.clone()));
                send(one);
            }
            // The same file may be chosen again.
            input.set_value("");
        }
    };
    let sent_rows = move || {
        let row = |file: SentFile| {
            let id = file.id.clone();
            let remove = move |_| files.update(|files| files.retain(|known| known.id != id));
            let label = {
                let name = file.name.clone();
                move || t!("files.remove").with(&[("name", &name)])
            };
            view! {
                <li>
                    {icon(Icon::File)}
                    <span class="name">{file.name}</span>
                    <span class="soft small">{format::size(file.size)}</span>
                    <button type="button" class="button quiet" aria-label=label on:click=remove>{t!("files.remove_short")}</button>
                </li>
            }
        };
        files.get().into_iter().map(row).collect::<Vec<_>>()
    };
    let sending_rows = move || {
        let row = |one: Sending| {
            let (progress, trouble) = (one.progress, one.trouble);
            let again = {
                let (send, one) = (send.clone(), one.clone());
                move |_| send(one.clone())
            };
            let drop_it = move |_| sending.update(|rows| rows.retain(|row| row.number != one.number));
            let label = {
                let name = one.name.clone();
                move || t!("files.progress").with(&[("name", &name)])
            };
            view! {
                <li class:wrong=move || trouble.with(Option::is_some)>
                    {icon(Icon::File)}
                    <span class="name">{one.name.clone()}</span>
                    <span class="soft small">{format::size(one.size)}</span>
                    <progress max="100" aria-label=label hidden=move || trouble.with(Option::is_some)
                        value=move || progress.get().to_string()></progress>
                    <span class="buttons-inline" hidden=move || trouble.with(Option::is_none)>
                        <span role="alert" class="trouble">{move || trouble.get().unwrap_or_default()}</span>
                        <button type="button" class="button quiet" on:click=again>{t!("retry")}</button>
                        <button type="button" class="button quiet" on:click=drop_it>{t!("files.remove_short")}</button>
                    </span>
                </li>
            }
        };
        sending.get().into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <div class="files">
            <ul>{sent_rows}{sending_rows}</ul>
            <label class="button" for=id.clone()>{t!("files.add")}<span class="unseen">": "{label}</span></label>
            <input node_ref=node class="unseen" id=id type="file" multiple=true
                accept="application/pdf,image/jpeg,image/png" aria-describedby=described_by on:change=choose/>
        </div>
    }
}

/// Judges and sends one file; the words say what went wrong.
async fn deliver(file: &File, uploads: &str, draft: &str, progress: RwSignal<u8>) -> Result<FileId, String> {
    let media_type = upload::judge(file).await.map_err(|bad| {
        match bad {
            BadFile::Empty => t!("files.empty"),
            BadFile::TooLarge => t!("files.too_large"),
            BadFile::WrongKind => t!("error.bad_file"),
            BadFile::Unreadable => t!("files.unreadable"),
        }
        .get()
        .to_owned()
    })?;
    let told = move |percent| {
        progress.set(percent);
    };
    upload::send(uploads, draft, file, media_type, told).await.map_err(|error| error.words())
}
