//! What is looked at after each step: the answer, the rows of the table, the screens of others.

use super::{
    acting::is_shown,
    common::{
        http::Answer,
        people::{person, stranger},
    },
    model::{Refused, UNKNOWN},
    people::is_citizen,
    walk::Walk,
};
use api::{store::dossier::event_hash, views::queue_row};
use domain::{
    account::Account,
    dossier::{
        Actor, StateName,
        head::Clock,
        rights::{Sight, offered, sight, work_queues},
    },
    message::{problem::Problem, public::MyDossierView, staff::DossierView},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The API refuses as the model does: status, code, guard and rule, fields.
#[track_caller]
pub fn refused(answer: &Answer, expected: &Refused) {
    let problem: Problem = serde_json::from_slice(&answer.body)
        .unwrap_or_else(|_| panic!("not refused with {expected:?}: {} {}", answer.status, answer.text()));
    assert_eq!(problem.status, answer.status);
    assert_eq!(Refused::from(problem), *expected, "refused otherwise");
}

impl Walk {
    /// What lies in the table is what the model has: head, history, chain.
    #[track_caller]
    pub fn stored_is(&self, code: &str) {
        let stage = &self.model.dossiers[code];
        let found = self.world.stored(code);
        assert_eq!(found.stored.dossier, stage.dossier, "the head of {code}");
        assert_eq!(found.events, stage.events, "the history of {code}");
        let tail = found.events.iter().try_fold(String::new(), |tail, event| event_hash(&tail, event));
        assert_eq!(found.stored.tail, tail.expect("a hash"), "the chain of {code}");
    }

    /// A linked dossier is given an id that only the server knows.
    pub fn adopt(&mut self, code: &str) {
        let id = self.world.stored(code).stored.dossier.id;
        let dossier = &mut self.model.dossiers.get_mut(code).expect("a linked dossier").dossier;
        assert_eq!(dossier.id.as_str(), UNKNOWN);
        dossier.id = id;
    }

    /// What somebody is shown of a dossier is theirs to see, and as the model has it.
    #[track_caller]
    pub fn view_is(&self, view: &Value, account: &Account, actor: &Actor, code: &str) {
        let stage = &self.model.dossiers[code];
        let dossier = &stage.dossier;
        let mut actor = actor.clone();
        if is_citizen(account) {
            actor.posts.clear();
        } else {
            actor.citizen = None;
        }
        let allowed: Vec<_> =
            offered(&actor, dossier, stage.procedure(), &stage.events).into_iter().map(|rule| rule.action).collect();
        if is_citizen(account) {
            let view: MyDossierView = serde_json::from_value(view.clone()).expect("the owner's view");
            assert_eq!((view.version, view.tracked.state), (dossier.version, dossier.state.name()));
            assert_eq!(view.allowed, allowed, "what the owner may do");
            assert_eq!((&view.answers, &view.papers), (&stage.content.answers, &stage.content.papers));
            return;
        }
        let view: DossierView = serde_json::from_value(view.clone()).expect("the staff's view");
        let sight = sight(&actor, dossier);
        assert_eq!(view.allowed, allowed, "what {} may do", actor.account);
        assert_eq!(view.dossier.version, dossier.version);
        assert_eq!(view.late, dossier.clock.is_late(self.model.now));
        if let Clock::Running { .. } = &dossier.clock
            && sight == Some(Sight::Whole)
        {
            assert_eq!(view.due.and_then(|due| due.due_at), dossier.clock.due_at(), "the due date");
        }
        if sight == Some(Sight::Whole) {
            let mut shown = dossier.clone();
            shown.owner = None;
            assert_eq!(view.dossier, shown);
            assert_eq!(view.content, stage.content);
            assert_eq!(view.history.len(), stage.events.len());
        } else {
            assert!(view.content.answers.is_empty() && view.history.is_empty() && view.dossier.owner.is_none());
            assert!(view.dossier.applicant.id_masked.is_none(), "no more than the question");
        }
    }

    /// Somebody opens a dossier; to a stranger it is not there, and tracking shows where it stands.
    pub fn look(&mut self) {
        let code = self.any_code();
        let account = self.anybody();
        let actor = self.actor(&account);
        self.note(format!("{} looks at {code}", account.id));
        let who = person(&self.world, account.id.as_str());
        let answer = who.look(&code);
        if is_shown(&account, &actor, &self.model.dossiers[&code].dossier) {
            assert_eq!(answer.status, 200, "{}", answer.text());
            self.view_is(&answer.json(), &account, &actor, &code);
        } else {
            let nowhere = who.look("H49.901-200101-0001").refused(404, "not_found");
            assert_eq!(answer.refused(404, "not_found"), nowhere, "what is not theirs is not there");
        }
        let dossier = &self.model.dossiers[&code].dossier;
        let secret = self.world.api.keys.tracking_secret(&dossier.code, 1);
        let asked =
            |secret: &str| stranger(&self.world).post("/api/public/track", &json!({ "code": code, "secret": secret }));
        let tracked = asked(&secret).expect(200).json();
        assert_eq!(tracked["state"], dossier.state.name().as_str());
        assert_eq!(tracked["national_status"], dossier.national_status());
        asked("AAAAAAAAAAAAAAAAAAAAAA").refused(404, "not_found");
    }

    /// A desk's queue, an officer's work and a citizen's list hold exactly what is theirs.
    pub fn queues(&mut self) {
        let account = self.anybody();
        let who = account.id.as_str();
        self.note(format!("{who} looks through the queues"));
        let dossiers = || self.model.dossiers.values().map(|stage| &stage.dossier);
        for queue in work_queues(&self.actor(&account).posts) {
            for state in &queue.states {
                let mut rows: Vec<Value> = dossiers()
                    .filter(|dossier| dossier.desk() == queue.desk && dossier.state.name() == *state)
                    .map(|dossier| json!(queue_row(dossier)))
                    .collect();
                rows.sort_by_key(by_due);
                let which = format!("desk={}&state={}", queue.desk.as_str().replace('/', "%2F"), state.as_str());
                assert_eq!(self.pages(who, &which), rows, "the queue {which} of {who}");
            }
        }
        if is_citizen(&account) {
            let owner = self.actor(&account).citizen;
            let theirs: BTreeSet<&str> =
                dossiers().filter(|dossier| dossier.owner == owner).map(|dossier| dossier.code.as_str()).collect();
            let mut shown = BTreeSet::new();
            let mut cursor = String::new();
            loop {
                let path = format!("/api/public/me/dossiers{cursor}");
                let page = person(&self.world, who).get(&path).expect(200).json();
                let rows = page["dossiers"].as_array().expect("rows").iter();
                shown.extend(rows.map(|row| row["code"].as_str().expect("a code").to_owned()));
                match page["cursor"].as_str() {
                    Some(next) => cursor = format!("?cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(shown.iter().map(String::as_str).collect::<BTreeSet<_>>(), theirs, "the dossiers of {who}");
        } else {
            let mut rows: Vec<Value> = dossiers()
                .filter(|dossier| {
                    dossier.state.assignee() == Some(&account.id) && on_desk(dossier.state.lowest().name())
                })
                .map(|dossier| json!(queue_row(dossier)))
                .collect();
            rows.sort_by_key(by_due);
            assert_eq!(self.pages(who, "assignee=me"), rows, "the work of {who}");
        }
    }

    fn pages(&self, who: &str, which: &str) -> Vec<Value> {
        let (mut rows, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = person(&self.world, who).get(&format!("/api/staff/queue?{which}{cursor}")).expect(200).json();
            rows.extend(page["rows"].as_array().expect("rows").iter().cloned());
            match page["cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return rows,
            }
        }
    }
}

/// What has no date comes last.
fn by_due(row: &Value) -> (String, String) {
    let text = |name: &str| row[name].as_str().unwrap_or("~").to_owned();
    (text("due_at"), text("code"))
}

/// Where the officer has the next step, or waits.
fn on_desk(state: StateName) -> bool {
    use StateName as S;
    matches!(
        state,
        S::Assigned
            | S::InProcess
            | S::WaitingOpinion
            | S::SupplementRequested
            | S::FinancialObligation
            | S::PendingApproval
    )
}
