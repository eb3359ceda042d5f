//! Whoever stands in has the posts of the closed place, in the same roles, on the days of the decision.

use super::{Closure, Part};
use crate::{
    account::{Account, Place, Post, Role},
    ids::{AgencyId, CentreId, OfficeId},
    text::Text,
    unit::UnitMap,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A post that somebody has in another's stead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    pub post: Post,
    /// The decision.
    pub closure: String,
    /// In whose stead, in words.
    pub name: Text,
}

impl UnitMap {
    /// The posts that somebody with these posts has in others' stead on the day. What they have themselves is none of
    /// them, and nobody stands in for the place that they stand in for: work is given on once.
    #[must_use]
    pub fn stand_ins(&self, posts: &[Post], on: Date) -> Vec<StandIn> {
        let mut lent: Vec<StandIn> = Vec::new();
        for closure in self.closures.iter().filter(|closure| closure.is_active(on)) {
            for post in posts {
                let Some(place) = closure.lends(post) else { continue };
                let post = Post { role: post.role, place };
                if !posts.contains(&post) && !lent.iter().any(|known| known.post == post) {
                    lent.push(StandIn { post, closure: closure.id.clone(), name: self.closure_place(closure) });
                }
            }
        }
        lent
    }

    /// The account with what it has in others' stead.
    #[must_use]
    pub fn with_stand_ins(&self, account: &Account, on: Date) -> Account {
        let lent = self.stand_ins(&account.posts, on).into_iter().map(|lent| lent.post);
        Account { posts: account.posts.iter().cloned().chain(lent).collect(), ..account.clone() }
    }
}

impl Closure {
    /// The place of the closed agency that the holder of this post works at as well. Who administers a centre, carries the
    /// post or is asked for an opinion stands in for nobody.
    pub(super) fn lends(&self, post: &Post) -> Option<Place> {
        let works = matches!(
            post.role,
            Role::IntakeOfficer
                | Role::ReturnsDesk
                | Role::CentreManager
                | Role::CaseOfficer
                | Role::UnitHead
                | Role::Signer
                | Role::Clerk
        );
        match (&post.place, &self.part) {
            _ if !works => None,
            (Place::Centre { centre }, Part::Whole | Part::Centre) if centre.as_str() == self.stand_in.as_str() => {
                Some(Place::Centre { centre: CentreId(self.of.0.clone()) })
            }
            (Place::Agency { agency, office }, Part::Whole | Part::Agency) if *agency == self.stand_in => {
                Some(self.at(office.as_ref().map(|office| self.counterpart(office))))
            }
            // The registry is the whole agency's, and stays with it.
            (Place::Agency { agency, office }, Part::Office { office: closed })
                if *agency == self.stand_in
                    && post.role != Role::Clerk
                    && (office.is_none() || *office == self.stand_in_office) =>
            {
                Some(self.at(Some(closed.clone())))
            }
            _ => None,
        }
    }

    fn at(&self, office: Option<OfficeId>) -> Place {
        Place::Agency { agency: self.of.clone(), office }
    }

    /// The same office of the closed agency: communes have the same ones; a department's own office has its id.
    fn counterpart(&self, office: &OfficeId) -> OfficeId {
        let AgencyId(stand_in) = &self.stand_in;
        if office.as_str() == stand_in { OfficeId(self.of.0.clone()) } else { office.clone() }
    }
}
