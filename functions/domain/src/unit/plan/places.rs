//! Where the things of an ended unit go: which places of a dossier change, and who hands what to whom.

use super::Plan;
use crate::{
    dossier::{Dossier, state::HandoverMove},
    ids::{AgencyId, CentreId, DeskId, UnitCode},
    unit::{UnitMap, desk::agency_of_desk},
};
use std::collections::BTreeMap;

/// The agencies that a plan ends, with those that take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    ended: BTreeMap<AgencyId, Ended>,
    begun: BTreeMap<AgencyId, UnitCode>,
}

/// An agency that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub unit: UnitCode,
    /// Agencies that take over (a part of) it, the one to propose first.
    pub parts: Vec<AgencyId>,
}

impl Ended {
    /// The one that takes over everything; None where the unit is split.
    #[must_use]
    pub fn heir(&self) -> Option<&AgencyId> {
        if let [only] = self.parts.as_slice() { Some(only) } else { None }
    }
}

/// What a plan does to one dossier. Places where nothing lies simply follow; what lies at an ended unit is handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    pub follow: Option<Follow>,
    pub hand: Option<Hand>,
    /// Split agencies of which somebody must say which part the dossier belongs to, before it goes on from there.
    pub ask: Vec<AgencyId>,
}

/// Places that change without anybody handing anything over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follow {
    pub receiving_centre: Option<CentreId>,
    pub agency: Option<AgencyId>,
    pub return_centre: Option<CentreId>,
}

/// A hand-over from a unit that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    pub from: AgencyId,
    pub to: AgencyId,
    pub moves: Vec<HandoverMove>,
}

impl Plan {
    /// The agencies of the plan's units. The map may be the one before the plan or with it.
    #[must_use]
    pub fn places(&self, map: &UnitMap) -> Places {
        let after = self.apply(map);
        let last_day = self.effective.yesterday().unwrap_or(self.effective);
        let new = |code: &UnitCode| after.unit(code, self.effective).map(crate::unit::Unit::agency_id);
        let ended = self.ended.iter().filter_map(|code| {
            let old = after.unit(code, last_day)?;
            let parts = self.links_of(code).into_iter().filter_map(|link| new(&link.new)).collect();
            Some((old.agency_id(), Ended { unit: code.clone(), parts }))
        });
        let begun = self.begun.iter().filter_map(|unit| Some((new(&unit.code)?, unit.code.clone())));
        Places { ended: ended.collect(), begun: begun.collect() }
    }
}

impl Places {
    /// The ended agency of this id.
    #[must_use]
    pub fn ended(&self, id: &str) -> Option<&Ended> {
        self.ended.get(&AgencyId::from(id))
    }

    /// Every agency that ends.
    pub fn all_ended(&self) -> impl Iterator<Item = (&AgencyId, &Ended)> {
        self.ended.iter()
    }

    /// The agency of a unit that begins with the plan.
    #[must_use]
    pub fn agency_begun(&self, unit: &UnitCode) -> Option<&AgencyId> {
        self.begun.iter().find(|(_, code)| *code == unit).map(|(id, _)| id)
    }

    /// Whether an agency of this id begins with the plan.
    #[must_use]
    pub fn begins(&self, id: &str) -> bool {
        self.begun.contains_key(&AgencyId::from(id))
    }

    /// The ended agencies that an agency takes over, wholly or in part.
    pub fn before<'a>(&'a self, new: &'a AgencyId) -> impl Iterator<Item = &'a AgencyId> {
        self.ended.iter().filter(|(_, ended)| ended.parts.contains(new)).map(|(id, _)| id)
    }

    /// The unit of an ended agency at the head of a desk.
    #[must_use]
    pub fn ended_at(&self, desk: &DeskId) -> Option<(&AgencyId, &Ended)> {
        self.ended.get_key_value(&agency_of_desk(desk))
    }

    /// What is to be done with a dossier; nothing with one that has ended, or that is being handed over already. `decided`
    /// is what somebody said of the dossier for a split agency. Everything that must be said is asked at once: what lies
    /// at one ended unit and is decided by another, split one would else be asked about only when it has been received.
    #[must_use]
    pub fn route(&self, dossier: &Dossier, decided: impl Fn(&AgencyId) -> Option<AgencyId>) -> Route {
        if dossier.state.name().is_final() || dossier.state.handover().is_some() {
            return Route::default();
        }
        let resolver = dossier.resolver.as_ref().map(|resolver| resolver.agency.as_str());
        let three = [
            (HandoverMove::ReceivingCentre, Some(dossier.receiving_centre.as_str())),
            (HandoverMove::ResolvingAgency, resolver),
            (HandoverMove::ReturnPlace, Some(dossier.return_to.centre.as_str())),
        ];
        let certain = |from: &AgencyId, ended: &Ended| {
            let chosen = || decided(from).filter(|to| ended.parts.contains(to));
            ended.heir().cloned().or_else(chosen)
        };
        let mut route = Route::default();
        let holder = self.ended_at(&dossier.holder());
        if let Some((from, ended)) = holder {
            let here = three.iter().filter(|(_, id)| *id == Some(from.as_str()));
            let moves = here.map(|(place, _)| *place).collect();
            match certain(from, ended) {
                Some(to) => route.hand = Some(Hand { from: from.clone(), to, moves }),
                None => route.ask.push(from.clone()),
            }
        }
        let mut follow = Follow::default();
        for (place, id) in three {
            let Some((from, ended)) = id.and_then(|id| self.ended.get_key_value(&AgencyId::from(id))) else { continue };
            if holder.is_some_and(|(held, _)| held == from) {
                continue;
            }
            let proposed = || certain(from, ended).or_else(|| ended.parts.first().cloned());
            match place {
                HandoverMove::ReceivingCentre => follow.receiving_centre = proposed().map(|id| CentreId(id.0)),
                HandoverMove::ReturnPlace => follow.return_centre = proposed().map(|id| CentreId(id.0)),
                // Once there is a result, the agency is only whose work it was.
                HandoverMove::ResolvingAgency if dossier.state.lowest().result().is_some() => {
                    follow.agency = proposed()
                }
                // Who decides must be told by a person.
                HandoverMove::ResolvingAgency => match certain(from, ended) {
                    Some(to) => follow.agency = Some(to),
                    None => route.ask.push(from.clone()),
                },
            }
        }
        route.follow = Some(follow).filter(|follow| *follow != Follow::default());
        route
    }

    /// Whether something of an open dossier is still at an agency that has ended.
    #[must_use]
    pub fn touches(&self, dossier: &Dossier) -> bool {
        let at = |id: &str| self.ended(id).is_some();
        !dossier.state.name().is_final()
            && (self.ended_at(&dossier.holder()).is_some()
                || at(dossier.receiving_centre.as_str())
                || at(dossier.return_to.centre.as_str())
                || dossier.resolver.as_ref().is_some_and(|resolver| at(resolver.agency.as_str())))
    }
}
