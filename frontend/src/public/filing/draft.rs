//! What has been filled in so far, kept in this browser at every change until it is filed or deleted.

use super::now;
use domain::{
    dossier::{draft::is_stale, timers::Settings},
    form::Answers,
    ids::CentreId,
    procedure::ReturnMethod,
};
use frontend::{api::json, dom, form::SentFile, storage};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A draft of one person for one procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// UUID: binds the uploads, and is the idempotency key of the filing, so that sending twice files once.
    pub id: String,
    pub answers: Answers,
    #[serde(default)]
    pub papers: Vec<PaperFiles>,
    pub return_method: Option<ReturnMethod>,
    pub return_centre: Option<CentreId>,
    pub return_address: String,
    pub step: usize,
    pub visited: usize,
    /// The last change, in seconds since 1970; 0 in drafts from before it was kept.
    #[serde(default)]
    pub touched_at: i64,
}

/// The files of one paper of the procedure's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFiles {
    pub paper: u8,
    pub files: Vec<SentFile>,
}

impl Draft {
    /// A draft with nothing but first answers.
    pub fn new(answers: Answers) -> Self {
        Self {
            id: dom::uuid(),
            answers,
            papers: Vec::new(),
            return_method: None,
            return_centre: None,
            return_address: String::new(),
            step: 0,
            visited: 0,
            touched_at: 0,
        }
    }

    /// The files for a paper.
    pub fn files_of(&self, paper: u8) -> &[SentFile] {
        self.papers.iter().find(|row| row.paper == paper).map_or(&[], |row| &row.files)
    }

    /// Replaces the files for a paper.
    pub fn set_files(&mut self, paper: u8, files: Vec<SentFile>) {
        match self.papers.iter_mut().find(|row| row.paper == paper) {
            Some(row) => row.files = files,
            None => self.papers.push(PaperFiles { paper, files }),
        }
    }

    /// The kept draft of a person for a procedure. One that has lain too long is forgotten.
    pub fn kept(account: &str, procedure: &str) -> Option<Self> {
        let draft: Self = json::read(&storage::read(&key(account, procedure))?).ok()?;
        let touched_at = Timestamp::from_second(draft.touched_at).ok().filter(|_| draft.touched_at > 0);
        if touched_at.is_some_and(|at| is_stale(at, now(), &Settings::default())) {
            forget(account, procedure);
            return None;
        }
        Some(draft)
    }

    /// Keeps it; false when the browser refuses.
    pub fn keep(&self, account: &str, procedure: &str) -> bool {
        json::write(self).is_some_and(|text| storage::write(&key(account, procedure), &text))
    }
}

/// Forgets a draft.
pub fn forget(account: &str, procedure: &str) {
    storage::remove(&key(account, procedure));
}

/// Procedures for which this person has a draft.
pub fn procedures(account: &str) -> Vec<String> {
    let prefix = key(account, "");
    let keys = storage::keys(&prefix);
    let codes = keys.iter().filter_map(|key| key.strip_prefix(&prefix));
    codes.filter(|code| Draft::kept(account, code).is_some()).map(str::to_owned).collect()
}

fn key(account: &str, procedure: &str) -> String {
    ["draft/", account, "/", procedure].concat()
}
