//! What holds at every moment, whoever did what and wherever a process died.

use super::Moves;
use crate::common::host::host;
use domain::{
    dossier::{Dossier, StateName, action::Places as Three},
    ids::DossierCode,
};
use std::collections::BTreeMap;

impl Moves {
    /// Every dossier is there once, with one holder that exists; none but `acted` has another state or clock.
    pub fn holds(&mut self, acted: Option<&str>) {
        let (mut after, mut listed) = (None, Vec::new());
        loop {
            let (codes, next) = host().wait(self.world.api.store.open_dossiers(after)).expect("the index");
            listed.extend(codes.into_iter().map(|code| code.0));
            after = next;
            if after.is_none() {
                break;
            }
        }
        listed.sort();
        let codes: Vec<DossierCode> = self.known.keys().map(|code| DossierCode::from(code.as_str())).collect();
        let heads = host().wait(self.world.api.store.heads(&codes)).expect("the heads");
        let now: BTreeMap<String, Dossier> =
            heads.into_iter().map(|head| (head.dossier.code.0.clone(), head.dossier)).collect();
        assert_eq!(now.len(), self.known.len(), "the number of dossiers is constant");
        let open: Vec<String> =
            now.iter().filter(|(_, dossier)| !dossier.state.name().is_final()).map(|(code, _)| code.clone()).collect();
        assert_eq!(listed, open, "each lies on one desk, and none that nobody filed");

        let map = host().wait(self.world.api.reference.units(&self.world.api)).expect("the map");
        let today = domain::calendar::day_of(self.world.api.now());
        for (code, is) in &now {
            let was = &self.known[code];
            if !is.state.name().is_final() {
                let desk = is.holder();
                // On the way back the new units are gone from the map before the last dossier has left them.
                let both = self.plan.apply(&map);
                let stands = both.is_desk(desk.as_str(), today) || self.places.ended_at(&desk).is_some();
                assert!(stands, "{code} lies at {desk}, where nobody is");
            }
            if is.state.handover().is_some() {
                self.met.states.insert(StateName::HandoverPending);
            }
            if acted != Some(code.as_str()) {
                assert_eq!(is.clock, was.clock, "{code}: clock, pauses and due date stay");
                assert_eq!(is.state.lowest().name(), was.state.lowest().name(), "{code}");
                assert_eq!((&is.owner, &is.applicant, &is.fees), (&was.owner, &was.applicant, &was.fees), "{code}");
            }
            // While it is handed over it is still the giver's.
            if is.state.handover().is_some() && was.state.handover().is_none() && acted != Some(code.as_str()) {
                assert_eq!(is.holder(), was.holder(), "{code}");
            }
        }
        self.known = now;
    }

    /// Each event carries the hash of the one before and the head that of the last; versions have no gaps.
    pub fn histories_hold(&self) {
        for code in self.known.keys() {
            let found = self.world.stored(code);
            let tail = found.events.iter().fold(String::new(), |tail, event| {
                api::store::dossier::event_hash(&tail, event).expect("an event is hashed")
            });
            assert_eq!(tail, found.stored.tail, "{code}: its history is broken");
            let versions: Vec<u32> = found.events.iter().map(|event| event.version).collect();
            assert_eq!(versions, (1..=found.stored.dossier.version).collect::<Vec<_>>(), "{code}");
            let mut requests: Vec<&str> = found.events.iter().map(|event| event.request.as_str()).collect();
            let all = requests.len();
            requests.sort_unstable();
            requests.dedup();
            assert_eq!(requests.len(), all, "{code}: a step was done twice");
        }
    }

    /// After the way back nothing is at a new unit; what nobody acted on is as it was, but for what was written about it.
    pub fn all_is_back(&self) {
        for (code, is) in &self.known {
            let three = Three::of(is);
            let at_new = |id: &str| self.places.begins(id);
            assert!(is.state.handover().is_none(), "{code} is still handed over");
            let centres = [&three.receiving_centre, &three.return_centre, &three.result_centre];
            assert!(!centres.into_iter().flatten().any(|centre| at_new(centre.as_str())), "{code}: {three:?}");
            assert!(!three.resolver.iter().any(|resolver| at_new(resolver.agency.as_str())), "{code}: {three:?}");
            if self.acted.contains(code) {
                continue;
            }
            assert_eq!(self.places_before(code), Some(three), "{code} is where it was");
            let was = &self.was[code];
            let same = Dossier {
                version: was.version,
                fired: was.fired.clone(),
                supplement_proposal: was.supplement_proposal.clone(),
                ..is.clone()
            };
            assert_eq!(same, *was, "{code}");
        }
    }
}
