//! Acting: mostly somebody does what the screen offers, sometimes anybody anything; once more, or too late.

use super::{
    checks::refused,
    common::{http::Answer, people::person, samples},
    model::{
        Refused, Try,
        dossier_stage::Stage,
        dossier_walk_parts::{is_detour, sample},
    },
    people::{is_citizen, works_at},
    walk::Walk,
};
use domain::{
    account::{Account, Role},
    dossier::{
        Action, Actor, Dossier,
        action::ActionName,
        event::FiledPaper,
        rights::{may_see, offered},
        state::SupplementTarget,
    },
    form::FieldError,
    ids::{AccountId, FileId},
    message::problem::code,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// An act that succeeded, as it was sent.
#[derive(Clone)]
pub struct Sent {
    account: Account,
    code: String,
    action: &'static str,
    version: u32,
    body: Value,
}

/// The files of an act.
#[derive(Default)]
struct Brought {
    papers: Vec<FiledPaper>,
    bad: Vec<FieldError>,
}

/// Whether the door that this account comes by shows the dossier.
pub fn is_shown(account: &Account, actor: &Actor, dossier: &Dossier) -> bool {
    if is_citizen(account) { actor.owns(dossier) } else { may_see(actor, dossier) }
}

impl Walk {
    /// One act of somebody.
    pub fn act(&mut self) {
        let code = self.any_code();
        let (account, name) = self.who_and_what(&code);
        let who = account.id.as_str();
        let actor = self.actor(&account);
        let mut stage = self.model.dossiers.remove(&code).expect("a dossier");
        stage.now = self.model.now;
        let action = sample(name, &stage, &mut self.dice);
        let action = self.filled(action, &stage);
        let version = stage.dossier.version;
        let shown = is_shown(&account, &actor, &stage.dossier);
        let state = stage.state();
        self.model.dossiers.insert(code.clone(), stage);
        let draft = Uuid::new_v4().to_string();
        let (action, brought) = self.bring(who, &draft, action);
        let request = Uuid::new_v4().to_string();
        let mut body = serde_json::to_value(&action).expect("JSON");
        body["request_id"] = json!(request);
        body["draft"] = json!(draft);

        let expected = if shown {
            let Brought { papers, bad } = brought;
            let said = format!("{request}/{}", said(&body));
            self.model.perform(&code, Try { actor: &actor, action: &action, request, said, papers, bad_files: bad })
        } else {
            Err(Refused::not_found())
        };
        self.note(format!("{who} {} {code} v{version} from {state:?}: {expected:?}", name.as_str()));
        let answer = person(&self.world, who).act(&code, name.as_str(), version.into(), &body);
        match expected {
            Err(expected) => {
                refused(&answer, &expected);
                self.stored_is(&code);
            }
            Ok(opened) => {
                self.answered(&answer, &account, &actor, &code);
                if let Some(opened) = &opened {
                    self.adopt(opened);
                }
                self.stored_is(&code);
                self.sent = Some(Sent { account, code: code.clone(), action: name.as_str(), version, body });
                for code in opened.iter().chain([&code]) {
                    self.settle(code);
                }
            }
        }
    }

    /// The last act once more, under its old version: the answer of its event, and nothing happens twice.
    pub fn act_again(&mut self) {
        let Some(sent) = self.sent.clone() else { return };
        let who = sent.account.id.as_str().to_owned();
        self.note(format!("{who} {} {} again", sent.action, sent.code));
        let actor = self.actor(&sent.account);
        let answer = person(&self.world, &who).act(&sent.code, sent.action, sent.version.into(), &sent.body);
        if is_shown(&sent.account, &actor, &self.model.dossiers[&sent.code].dossier) {
            self.answered(&answer, &sent.account, &actor, &sent.code);
        } else {
            refused(&answer, &Refused::not_found());
        }
        self.stored_is(&sent.code);
    }

    /// An act under a version that is not the dossier's: 412 with the dossier as it is, to whom it may be shown.
    pub fn act_late(&mut self) {
        let code = self.any_code();
        let (account, name) = self.who_and_what(&code);
        let actor = self.actor(&account);
        let stage = self.model.dossiers.remove(&code).expect("a dossier");
        let action = sample(name, &stage, &mut self.dice);
        let version = stage.dossier.version;
        let shown = is_shown(&account, &actor, &stage.dossier);
        self.model.dossiers.insert(code.clone(), stage);
        let other = [version - 1, version + 1, 0, u32::MAX][self.dice.below(4)];
        self.note(format!("{} {} {code} under v{other}", account.id, name.as_str()));
        let body = serde_json::to_value(&action).expect("JSON");
        let answer = person(&self.world, account.id.as_str()).act(&code, name.as_str(), other.into(), &body);
        if shown {
            refused(&answer, &Refused::plain(412, code::STALE));
            self.view_is(&answer.json()["current"], &account, &actor, &code);
        } else {
            refused(&answer, &Refused::not_found());
        }
        self.stored_is(&code);
    }

    fn answered(&mut self, answer: &Answer, account: &Account, actor: &Actor, code: &str) {
        assert_eq!(answer.status, 200, "{}", answer.text());
        let version = format!("\"{}\"", self.model.dossiers[code].dossier.version);
        assert_eq!(answer.header("etag"), Some(version.as_str()));
        self.view_is(&answer.json(), account, actor, code);
    }

    fn who_and_what(&mut self, code: &str) -> (Account, ActionName) {
        if self.dice.below(10) < 2 {
            let name = ActionName::ALL[self.dice.below(ActionName::ALL.len())];
            return (self.anybody(), name);
        }
        let stage = &self.model.dossiers[code];
        let mut doable: Vec<(&Account, &'static str, ActionName)> = Vec::new();
        for account in &self.model.accounts {
            let mut actor = self.actor(account);
            if !is_citizen(account) {
                actor.citizen = None;
            }
            doable.extend(
                offered(&actor, &stage.dossier, stage.procedure(), &stage.events)
                    .iter()
                    .map(|rule| (account, rule.id, rule.action)),
            );
        }
        let fresh: Vec<_> = doable.iter().filter(|(_, rule, _)| !self.model.used.contains(rule)).cloned().collect();
        let onward: Vec<_> = doable.iter().filter(|(_, _, name)| !is_detour(*name)).cloned().collect();
        let among = match self.dice.below(3) {
            0 if !fresh.is_empty() => fresh,
            1 if !onward.is_empty() => onward,
            _ => doable,
        };
        // Each action as likely as another, however many people may do it.
        let mut names: Vec<ActionName> = among.iter().map(|(_, _, name)| *name).collect();
        names.sort();
        names.dedup();
        if names.is_empty() {
            let name = ActionName::ALL[self.dice.below(ActionName::ALL.len())];
            return (self.anybody(), name);
        }
        let name = names[self.dice.below(names.len())];
        let able: Vec<Account> =
            among.into_iter().filter(|(_, _, other)| *other == name).map(|(account, _, _)| account.clone()).collect();
        (able[self.dice.below(able.len())].clone(), name)
    }

    /// The sample, with people who are there.
    fn filled(&mut self, mut action: Action, stage: &Stage) -> Action {
        let receiver = self.model.receiver(stage);
        let resolver = stage.dossier.resolver.as_ref();
        let (named, role, resolver) = match &mut action {
            Action::Receive { assignee, .. }
            | Action::Reassign { assignee, .. }
            | Action::CorrectResult { assignee, .. } => (assignee, Role::CaseOfficer, resolver),
            Action::EndorseOnward { assignee } => (assignee, Role::UnitHead, resolver),
            Action::AcceptHandover { assignee: Some(assignee), .. } => (assignee, Role::CaseOfficer, receiver.as_ref()),
            _ => return action,
        };
        let fitting: Vec<AccountId> = self
            .model
            .accounts
            .iter()
            .filter(|account| resolver.is_some_and(|resolver| works_at(account, role, resolver)))
            .map(|account| account.id.clone())
            .collect();
        *named = if fitting.is_empty() || self.dice.below(8) == 0 {
            self.model.accounts[self.dice.below(self.model.accounts.len())].id.clone()
        } else {
            fitting[self.dice.below(fitting.len())].clone()
        };
        action
    }

    /// Sends the files that an act names, or now and then does not.
    fn bring(&mut self, who: &str, draft: &str, action: Action) -> (Action, Brought) {
        let mut brought = Brought::default();
        let forgotten = self.dice.below(12) == 0;
        let mut raw = serde_json::to_value(&action).expect("JSON");
        if action.document().is_some() {
            if forgotten {
                brought.bad.push(FieldError::new("document", "unknown_file"));
            } else {
                let card = self.upload(who, draft, &samples::pdf("văn bản"));
                raw["document"] = json!(card.id);
                brought.papers.push(FiledPaper { paper: None, files: vec![card], on_paper: false });
            }
        }
        if let Action::Resubmit { items, .. } | Action::SupplementReceived { items, .. } = &action {
            for (at, item) in items.iter().enumerate() {
                let SupplementTarget::Paper { id } = &item.target else { continue };
                if item.on_paper {
                    continue;
                }
                if forgotten {
                    raw["items"][at]["files"] = json!([FileId::from("nowhere")]);
                    brought.bad.push(FieldError::new(&format!("items[{at}].files"), "unknown_file"));
                } else {
                    let card = self.upload(who, draft, &samples::photo("bổ sung"));
                    raw["items"][at]["files"] = json!([card.id]);
                    brought.papers.push(FiledPaper { paper: Some(*id), files: vec![card], on_paper: false });
                }
            }
        }
        (serde_json::from_value(raw).expect("still that action"), brought)
    }
}

/// What a request says besides its id, in eight signs: by it an event tells a retry from another request under the same id.
fn said(body: &Value) -> String {
    let input =
        body.as_object().into_iter().flatten().filter(|(name, _)| !["request_id", "draft"].contains(&name.as_str()));
    let input: serde_json::Map<String, Value> = input.map(|(name, value)| (name.clone(), value.clone())).collect();
    let hash = api::seal::sha256_hex(&serde_json::to_vec(&input).expect("JSON"));
    hash[..8].to_owned()
}
