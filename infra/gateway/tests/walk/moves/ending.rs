//! How it ends: everything signed, counted and accepted, or the plan taken back.

use super::{Moves, map::head_of};
use crate::common::{host::host, people::person};
use api::reorganisation::{back, carry, recount};
use domain::{
    dossier::StateName,
    message::reorganisation::MAX_CHECKS,
    unit::plan::{Batch, Stage},
};
use serde_json::{Value, json};

/// Rounds in which everything must be done: what is answered or redirected in one goes on in the next.
const ROUNDS: usize = 4;

impl Moves {
    /// Everybody does the rest, and the count is sound.
    pub fn comes_to_its_end(&mut self) {
        for _ in 0..ROUNDS {
            host().wait(carry::carry_out(&self.world.api, &self.plan.id, |_| ())).expect("carried out");
            host().wait(self.world.api.reference.forget_units_and_accounts());
            self.holds(None);
            self.answers_all();
            for list in self.lists() {
                self.does_the_rest(&list);
            }
            self.holds(None);
        }
        let id = self.plan.id.clone();
        host().wait(carry::carry_out(&self.world.api, &id, |_| ())).expect("carried out");
        let record = host().wait(recount::verify(&self.world.api, &id, |_| ())).expect("counted");
        let stuck: Vec<_> = self.known.values().filter(|dossier| self.places.touches(dossier)).collect();
        let stuck: Vec<_> = stuck.iter().map(|one| (&one.code, &one.state, one.holder(), &one.resolver)).collect();
        assert_eq!(record.stage, Stage::Verified, "{:?} {stuck:#?}", record.verified);
        for dossier in self.known.values().filter(|dossier| !dossier.state.name().is_final()) {
            assert!(!self.places.touches(dossier), "{} is still at an ended unit", dossier.code);
        }
        let handed = self.lists().iter().flat_map(|list| list.items.clone()).filter(|item| item.is_received()).count();
        self.met.handed += handed as u64;
    }

    fn answers_all(&self) {
        let province = person(&self.world, "dp-tinh");
        loop {
            let asked = province.get(&self.path("questions")).expect(200).json();
            let questions = asked["questions"].as_array().expect("questions");
            let answer = |question: &Value| json!({ "code": question["code"], "from": question["from"], "to": question["proposed"], "reason": "Địa bàn" });
            let answers: Vec<Value> = questions.iter().take(MAX_CHECKS).map(answer).collect();
            if answers.is_empty() {
                return;
            }
            province.post(&self.path("questions"), &json!({ "answers": answers })).expect(200);
        }
    }

    /// A list to its end: signed, what waits with the province named again, checked, signed.
    fn does_the_rest(&mut self, list: &Batch) {
        let path = |rest: &str| self.path(&format!("lists/{}/{}/{rest}", list.from, list.id));
        let (giver, receiver) = (head_of(list.from.as_str()), head_of(list.to.as_str()));
        let read = || host().wait(self.world.api.store.batch(&list.from, &list.id)).expect("a list").expect("a list");
        if list.taken.is_none() {
            // Signed before by this person, it names what a process that died left over.
            person(&self.world, &giver).post(&path("signatures/give"), &json!({})).expect(200);
        }
        let now = read();
        if now.void {
            return;
        }
        for item in now.items.iter().filter(|item| !item.is_received()) {
            let dossier = self.world.stored(item.code.as_str()).stored.dossier;
            let ours = dossier.state.handover().filter(|handover| handover.batch_id == list.id);
            if dossier.state.name() != StateName::HandoverPending || ours.is_none_or(|ours| ours.rejected.is_none()) {
                continue;
            }
            let again = json!({ "agency": list.to, "reason": "Đã tìm thấy giấy tờ" });
            person(&self.world, "ql-tinh")
                .act(item.code.as_str(), "redirect_handover", dossier.version.into(), &again)
                .expect(200);
            if now.taken.is_some() {
                // Both have signed: it is received by itself.
                let accept =
                    json!({ "paper_count": item.paper_count, "assignee": dossier.state.assignee().map(|_| &receiver) });
                let version = u64::from(dossier.version) + 1;
                person(&self.world, &receiver).act(item.code.as_str(), "accept_handover", version, &accept).expect(200);
            }
        }
        if now.taken.is_some() {
            return;
        }
        let left: Vec<Value> = now
            .items
            .iter()
            .filter(|item| !item.is_received())
            .map(|item| json!({ "code": item.code, "found": { "kind": "received" } }))
            .collect();
        let mut waiting = Vec::new();
        for some in left.chunks(MAX_CHECKS) {
            let checked =
                person(&self.world, &receiver).post(&path("checks"), &json!({ "checks": some })).expect(200).json();
            for outcome in checked["outcomes"].as_array().expect("outcomes") {
                // One that somebody withdraws at this moment waits for its centre, and is tried again.
                let withdrawn = outcome["problem"]["code"] == "impossible_in_this_state";
                assert!(outcome["problem"].is_null() || withdrawn, "{outcome}");
                if withdrawn {
                    waiting.push(outcome["code"].as_str().expect("a code").to_owned());
                }
            }
        }
        if read().items.iter().all(|item| item.check.is_some()) {
            person(&self.world, &receiver).post(&path("signatures/take"), &json!({})).expect(200);
        }
        for code in waiting {
            self.stays(&code);
        }
    }

    /// Whoever asked to withdraw a dossier wants to go on after all.
    fn stays(&mut self, code: &str) {
        let dossier = self.world.stored(code).stored.dossier;
        assert_eq!(dossier.state.name(), StateName::WithdrawalRequested, "{code}");
        let desk = format!(
            "ct1-{}",
            match dossier.receiving_centre.as_str() {
                "06652" => "hatu",
                "06673" => "baichay",
                "06838" => "binhlieu",
                _ => "mongcai1",
            }
        );
        let identity = json!({ "identity": { "kind": "identity_card", "number": "022196001234" } });
        person(&self.world, &desk).act(code, "cancel_withdrawal", dossier.version.into(), &identity).expect(200);
        self.acted.insert(code.to_owned());
        self.holds(Some(code));
    }

    /// The plan is taken back, by processes that die until one lives long enough.
    pub fn comes_back(&mut self) {
        let id = self.plan.id.clone();
        for _ in 0..60 {
            let api = self.process();
            let done = host().wait(back::take_back(&api, &id, |_| ()));
            host().wait(self.world.api.reference.forget_units_and_accounts());
            self.met.died += u64::from(done.is_err());
            self.holds(None);
            let stage = host().wait(self.world.api.store.plan(&id)).expect("the plan").expect("the plan").stage;
            if stage == Stage::Withdrawn {
                break;
            }
        }
        let stage = host().wait(self.world.api.store.plan(&id)).expect("the plan").expect("the plan").stage;
        assert_eq!(stage, Stage::Withdrawn, "it never ends");
        self.met.taken_back += 1;
        self.all_is_back();
    }
}
