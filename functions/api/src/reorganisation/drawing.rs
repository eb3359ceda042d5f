//! Drawing up lists: dossiers by giving and receiving unit, in lists of a fixed size. What stands on a list already is left
//! out, so that drawing again adds only what is new.

use super::busy;
use crate::{
    Api,
    error::ApiResult,
    store::{
        dossier::Written,
        handover::{Decision, Question},
    },
};
use domain::{
    dossier::Dossier,
    ids::{AgencyId, DossierCode},
    unit::plan::{Batch, Hand, Item, MOST_ITEMS, Places, Route},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Lists in the making.
pub(super) struct Drawing<'a> {
    api: &'a Api,
    plan: &'a str,
    places: &'a Places,
    known: BTreeMap<AgencyId, Known>,
    open: BTreeMap<(AgencyId, AgencyId), Vec<Item>>,
    /// Dossiers put on lists.
    pub listed: u64,
    /// Questions that wait for somebody: to which part of a split unit a dossier belongs.
    pub asked: u64,
}

/// What stands already of a giving agency.
#[derive(Default)]
struct Known {
    listed: HashSet<DossierCode>,
    /// Lists to each receiver, void ones too: their numbers are not given again.
    numbers: BTreeMap<AgencyId, usize>,
    decisions: HashMap<DossierCode, Option<Decision>>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(api: &'a Api, plan: &'a str, places: &'a Places) -> Self {
        Self { api, plan, places, known: BTreeMap::new(), open: BTreeMap::new(), listed: 0, asked: 0 }
    }

    /// What is to be done with a dossier, as far as people have said it.
    pub(super) async fn route(&mut self, dossier: &Dossier) -> ApiResult<Route> {
        let route = self.places.route(dossier, |_| None);
        let mut said = BTreeMap::new();
        for from in &route.ask {
            if let Some(Some(decision)) = self.known(from).await?.decisions.get(&dossier.code) {
                said.insert(from.clone(), decision.to.clone());
            }
        }
        Ok(if said.is_empty() { route } else { self.places.route(dossier, |from| said.get(from).cloned()) })
    }

    /// Asks to which part of a split agency a dossier belongs, unless that was asked before.
    pub(super) async fn ask(&mut self, dossier: &Dossier, from: &AgencyId) -> ApiResult<()> {
        self.asked += 1;
        let known = self.known(from).await?;
        if known.decisions.contains_key(&dossier.code) {
            return Ok(());
        }
        known.decisions.insert(dossier.code.clone(), None);
        let proposed = self.places.ended(from.as_str()).and_then(|ended| ended.parts.first().cloned());
        let (code, plan) = (dossier.code.clone(), self.plan.to_owned());
        let question = Question { code, plan, proposed, decision: None };
        Ok(self.api.store.put_question(from, &question).await?)
    }

    /// Puts a dossier on the list of its units.
    pub(super) async fn hand(&mut self, dossier: &Dossier, hand: &Hand) -> ApiResult<()> {
        if !self.known(&hand.from).await?.listed.insert(dossier.code.clone()) {
            return Ok(());
        }
        self.listed += 1;
        let pair = (hand.from.clone(), hand.to.clone());
        let items = self.open.entry(pair.clone()).or_default();
        items.push(Item::of(dossier, hand));
        if items.len() >= MOST_ITEMS { self.write(pair).await } else { Ok(()) }
    }

    /// Writes what is left.
    pub(super) async fn finish(&mut self) -> ApiResult<()> {
        let pairs: Vec<_> = self.open.keys().cloned().collect();
        for pair in pairs {
            self.write(pair).await?;
        }
        Ok(())
    }

    async fn write(&mut self, (from, to): (AgencyId, AgencyId)) -> ApiResult<()> {
        let Some(items) = self.open.remove(&(from.clone(), to.clone())).filter(|items| !items.is_empty()) else {
            return Ok(());
        };
        let number = self.known(&from).await?.numbers.entry(to.clone()).or_default();
        *number += 1;
        let id = format!("{from}.{to}.{number:03}");
        let batch = Batch {
            id,
            plan: self.plan.to_owned(),
            from,
            to,
            version: 1,
            drawn_at: self.api.now(),
            items,
            given: None,
            hash: None,
            taken: None,
            void: false,
        };
        match self.api.store.put_batch(&batch).await? {
            Written::Done => Ok(()),
            // Another run draws the same lists: the next run finds what it wrote.
            Written::Conflict => Err(busy(&batch.id)),
        }
    }

    async fn known(&mut self, from: &AgencyId) -> ApiResult<&mut Known> {
        if !self.known.contains_key(from) {
            let mut known = Known::default();
            for batch in self.api.store.batches(from).await? {
                known.listed.extend(batch.waiting().map(|item| item.code.clone()));
                *known.numbers.entry(batch.to).or_default() += 1;
            }
            let questions = self.api.store.questions(from).await?;
            let of_plan = questions.into_iter().filter(|question| question.plan == self.plan);
            known.decisions.extend(of_plan.map(|question| (question.code, question.decision)));
            self.known.insert(from.clone(), known);
        }
        Ok(self.known.entry(from.clone()).or_default())
    }
}
