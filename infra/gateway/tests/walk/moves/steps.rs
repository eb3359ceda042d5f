//! What people and the maintenance program do, in an order that the dice choose; a part of it by processes that die.

use super::{Moves, map::head_of};
use crate::{
    common::{
        door::Door,
        host::host,
        http::{Answer, Ask},
        mortal::mortal,
        people::person,
        samples,
        world::{World, answered},
    },
    model::{
        dossier_stage::{BAI_CHAY, Stage},
        dossier_walk_parts::{files_for, sample},
    },
    people::actor,
};
use api::{
    Api,
    reorganisation::{carry, recount},
};
use axum::{Router, body::Body, http::Request};
use domain::{
    dossier::{action::ActionName, event::content, rights::offered},
    unit::plan::Batch,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The staff's function in a process of its own.
struct Through<'w> {
    world: &'w World,
    staff: Router,
}

impl Door for Through<'_> {
    fn send(&self, ask: &Ask) -> Answer {
        let mut request = Request::builder().method(ask.method.as_str()).uri(&ask.path);
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(ask.body.clone())).expect("a request");
        host().wait(answered(self.staff.clone(), request))
    }

    fn session(&self, account: &str) -> String {
        self.world.session(account)
    }
}

impl Moves {
    /// A process that dies at one of its first writes; or one that lives.
    pub fn process(&mut self) -> Api {
        match self.dice.below(5) {
            0 | 1 => {
                let (writes, unheard) = (self.dice.below(7), self.dice.below(2) == 0);
                mortal(&self.world, i64::try_from(writes).expect("small"), unheard)
            }
            _ => self.world.api.clone(),
        }
    }

    /// Somebody asks a process; what it answers, it must be an answer of ours, or it is dead.
    fn asks(&mut self, who: &str, path: &str, body: &Value) -> Answer {
        let api = self.process();
        let door = Through { world: &self.world, staff: api::router::staff(api) };
        let answer = person(&door, who).post(path, body);
        self.told(answer)
    }

    fn told(&mut self, answer: Answer) -> Answer {
        self.met.died += u64::from(answer.status >= 500);
        let line = format!("  {} {}", answer.status, answer.text().chars().take(120).collect::<String>());
        self.note(line);
        answer
    }

    /// The maintenance program, as far as it comes.
    pub fn carries_out(&mut self) {
        let api = self.process();
        let done = host().wait(carry::carry_out(&api, &self.plan.id, |_| ()));
        self.note(format!("carries out: {:?}", done.as_ref().map_err(|error| error.0.code.clone())));
        self.met.died += u64::from(done.is_err());
        host().wait(self.world.api.reference.forget_units_and_accounts());
        self.holds(None);
    }

    /// Before the day: the map is published, and people go on.
    pub fn eve(&mut self) {
        match self.dice.below(4) {
            0 => self.carries_out(),
            1 => self.files(),
            _ => self.acts(),
        }
    }

    /// One step on the day.
    pub fn step(&mut self) {
        match self.dice.below(14) {
            0..=2 => self.carries_out(),
            3 | 4 => self.gives(),
            5 | 6 => self.checks(),
            7 => self.takes(),
            8 | 9 => self.answers(),
            10 => self.files(),
            11 => {
                let api = self.process();
                let counted = host().wait(recount::verify(&api, &self.plan.id, |_| ()));
                if let Ok(record) = counted {
                    let found = record.verified.expect("a count");
                    assert_eq!((found.lost, found.twice, found.nowhere), (0, 0, 0), "{found:?}");
                }
                self.holds(None);
            }
            _ => self.acts(),
        }
    }

    /// Every list that stands.
    pub fn lists(&self) -> Vec<Batch> {
        let given = self
            .places
            .all_ended()
            .flat_map(|(from, _)| host().wait(self.world.api.store.batches(from)).expect("the lists of an agency"));
        given.filter(|batch| !batch.void).collect()
    }

    fn some_list(&mut self, is: impl Fn(&Batch) -> bool) -> Option<Batch> {
        let lists: Vec<Batch> = self.lists().into_iter().filter(is).collect();
        (!lists.is_empty()).then(|| lists[self.dice.below(lists.len())].clone())
    }

    fn list_path(&self, batch: &Batch, rest: &str) -> String {
        self.path(&format!("lists/{}/{}/{rest}", batch.from, batch.id))
    }

    fn gives(&mut self) {
        let Some(list) = self.some_list(|batch| batch.taken.is_none()) else { return };
        self.note(format!("{} gives {}", list.from, list.id));
        let path = self.list_path(&list, "signatures/give");
        self.asks(&head_of(list.from.as_str()), &path, &json!({}));
        self.holds(None);
    }

    fn checks(&mut self) {
        let Some(list) = self.some_list(|batch| batch.given.is_some() && batch.taken.is_none()) else { return };
        let mut checks = Vec::new();
        for item in &list.items {
            let found = match self.dice.below(8) {
                0 => json!({ "kind": "missing", "papers": "Bản chụp" }),
                1 => json!({ "kind": "refused", "reason": "Không thuộc địa bàn" }),
                2 => continue,
                _ => json!({ "kind": "received" }),
            };
            checks.push(json!({ "code": item.code, "found": found }));
        }
        checks.truncate(domain::message::reorganisation::MAX_CHECKS);
        self.note(format!("{} checks {} of {}", list.to, checks.len(), list.id));
        let path = self.list_path(&list, "checks");
        self.asks(&head_of(list.to.as_str()), &path, &json!({ "checks": checks }));
        self.holds(None);
    }

    fn takes(&mut self) {
        let Some(list) = self.some_list(|batch| batch.given.is_some()) else { return };
        self.note(format!("{} takes {}", list.to, list.id));
        let path = self.list_path(&list, "signatures/take");
        self.asks(&head_of(list.to.as_str()), &path, &json!({}));
        self.holds(None);
    }

    /// The coordinator answers some questions; any part of the unit may be it.
    fn answers(&mut self) {
        let asked = person(&self.world, "dp-tinh").get(&self.path("questions"));
        if asked.status != 200 {
            return;
        }
        let mut answers = Vec::new();
        for question in asked.json()["questions"].as_array().expect("questions") {
            if self.dice.below(3) > 0 && answers.len() < domain::message::reorganisation::MAX_CHECKS {
                let parts = question["parts"].as_array().expect("parts");
                let to = &parts[self.dice.below(parts.len())][0];
                answers.push(json!({
                    "code": question["code"], "from": question["from"], "to": to, "reason": "Địa bàn",
                }));
            }
        }
        self.note(format!("answers {} questions", answers.len()));
        self.asks("dp-tinh", &self.path("questions"), &json!({ "answers": answers }));
        self.holds(None);
    }

    /// Somebody files at a counter of a unit of the plan; sent again where no answer came, it is one dossier.
    fn files(&mut self) {
        let today = domain::calendar::day_of(self.world.api.now());
        let map = host().wait(self.world.api.reference.units(&self.world.api)).expect("the map");
        let units: Vec<(String, String)> = map
            .units_on(today)
            .map(|unit| (unit.code.0.clone(), unit.agency_id().0))
            .filter(|(_, agency)| self.places.ended(agency).is_some() || self.places.begins(agency))
            .collect();
        let Some((code, agency)) = units.get(self.dice.below(units.len())).cloned() else { return };
        let mut body = samples::shop(&code);
        body["centre"] = json!(agency);
        body["return_to"] = samples::returned("counter", &agency);
        body["answers"]["return_centre"] = json!(code);
        for field in ["requester_residence", "owner_residence"] {
            body["answers"][field] = samples::residence(&code);
        }
        let key = Uuid::new_v4().to_string();
        let who = head_of(&agency);
        self.note(format!("{who} files at {agency}"));
        let api = self.process();
        let door = Through { world: &self.world, staff: api::router::staff(api) };
        let first = person(&door, &who).file(&key, &body);
        let first = self.told(first);
        let receipt = match first.status {
            201 => first.json(),
            status if status >= 500 => person(&self.world, &who).file(&key, &body).expect(201).json(),
            other => panic!("{other}: {}", first.text()),
        };
        let code = receipt["code"].as_str().expect("a code").to_owned();
        let filed = self.world.stored(&code).stored.dossier;
        self.known.insert(code.clone(), filed);
        self.acted.insert(code);
        self.holds(None);
    }

    /// Somebody does what the screen offers with some dossier; what ends one, or hands it over by hand, is left out.
    fn acts(&mut self) {
        let accounts = host().wait(self.world.api.reference.accounts(&self.world.api)).expect("the accounts");
        let pseudonym = |number: &str| self.world.api.keys.pseudonym(number);
        let codes: Vec<&String> =
            self.known.iter().filter(|(_, dossier)| !dossier.state.name().is_final()).map(|(code, _)| code).collect();
        let code = codes[self.dice.below(codes.len())].clone();
        let found = self.world.stored(&code);
        let stage = Stage {
            dossier: found.stored.dossier,
            content: content(&found.events),
            events: found.events,
            now: self.world.api.now(),
            brings: Vec::new(),
            linked: None,
            special: None,
        };
        let left_out = |name: ActionName| {
            matches!(
                name,
                ActionName::Stop
                    | ActionName::Refuse
                    | ActionName::Expire
                    | ActionName::CorrectResult
                    | ActionName::StartHandover
                    | ActionName::RedirectHandover
                    | ActionName::AcceptHandover
            )
        };
        let staff = accounts.values().filter(|account| account.citizen.is_none());
        let doable: Vec<(String, ActionName)> = staff
            .flat_map(|account| {
                let who = actor(account, &pseudonym);
                let rules = offered(&who, &stage.dossier, stage.procedure(), &stage.events);
                rules.into_iter().map(|rule| (account.id.0.clone(), rule.action)).collect::<Vec<_>>()
            })
            .filter(|(_, name)| !left_out(*name))
            .collect();
        if doable.is_empty() {
            return;
        }
        let (who, name) = doable[self.dice.below(doable.len())].clone();
        let action = sample(name, &stage, &mut self.dice);
        if !files_for(&action).is_empty() {
            return;
        }
        let mut body = serde_json::to_value(&action).expect("JSON");
        let resolver = stage.dossier.resolver.as_ref().map_or(BAI_CHAY, |resolver| resolver.agency.as_str());
        if body["assignee"].is_string() {
            body["assignee"] = json!(head_of(resolver));
        }
        self.note(format!("{who} {} {code} {:?}", name.as_str(), stage.dossier.state.name()));
        let api = self.process();
        let door = Through { world: &self.world, staff: api::router::staff(api) };
        let answer = person(&door, &who).act(&code, name.as_str(), stage.dossier.version.into(), &body);
        self.told(answer);
        self.acted.insert(code.clone());
        self.holds(Some(&code));
    }
}
