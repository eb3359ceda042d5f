//! Sending the filing.

use super::{draft, receipt, steps::Filing};
use crate::route;
use domain::message::{
    problem::code,
    public::{PaperInput, SubmitDossier},
};
use frontend::prelude::*;
use frontend::{api, dom, router};
use serde_json::Value;

/// Sends what is complete. The draft's UUID is the key: whether the button is pressed twice, the connection breaks or the
/// page is loaded again, there is one dossier.
pub fn send(filing: Filing) {
    let Some(return_to) = filing.return_to() else { return };
    let procedure = filing.form.procedure();
    let draft = filing.draft.get_untracked();
    // A paper that is hidden now is not sent, though its files stay in the draft.
    let needed: Vec<u8> = untrack(|| filing.form.papers())
        .into_iter()
        .filter(|(_, needed)| *needed != Some(false))
        .map(|(paper, _)| paper.id)
        .collect();
    let papers = draft
        .papers
        .iter()
        .filter(|row| needed.contains(&row.paper) && !row.files.is_empty())
        .map(|row| PaperInput {
            paper: row.paper,
            files: row.files.iter().map(|file| file.id.clone()).collect(),
            on_paper: false,
        })
        .collect();
    let message = SubmitDossier {
        procedure: procedure.reference(),
        answers: filing.form.answers(),
        papers,
        return_to,
        centre: None,
    };
    filing.busy.set(true);
    filing.error.set(None);
    leptos::task::spawn_local(async move {
        let answer = api::public::submit(&draft.id, &message).await;
        filing.busy.set(false);
        match answer {
            Ok(given) => {
                let code = given.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
                receipt::keep(&code, &given);
                router::go(&route::receipt(&code));
                if let Some(account) = filing.account.try_get_value() {
                    draft::forget(&account, procedure.code.as_str());
                }
            }
            Err(error) => {
                let fields = error
                    .problem()
                    .filter(|problem| [code::INVALID, code::BAD_FILE].contains(&problem.code.as_str()))
                    .map(|problem| problem.errors.clone());
                filing.error.set(Some(error));
                match fields {
                    Some(fields) if !fields.is_empty() => filing.refuse(fields),
                    _ => dom::after_paint(|| ()),
                }
            }
        }
    });
}
