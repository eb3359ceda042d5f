//! Whose the finished work of an ended unit is: of whoever took the unit over.
//!
//! Open dossiers are handed over or follow (see [`super::plan`]); finished ones stay as they are, with the places that they
//! had. Whoever has a post at a unit has the same post at what the unit took over, for finished dossiers only.

use super::{Unit, UnitMap, desk::agency_of_desk};
use crate::{
    account::{Archive, Post, WorkQueue},
    dossier::rights::work_queues,
    ids::AgencyId,
};
use jiff::civil::Date;

impl UnitMap {
    /// The agencies that answer on the day for what an agency did: itself, or of a commune that has ended those of its
    /// successors, the one to propose first. None for an agency that never was.
    #[must_use]
    pub fn answering(&self, agency: &AgencyId, on: Date) -> Vec<AgencyId> {
        match self.named_unit(agency.as_str(), on) {
            Some(unit) if !unit.is_valid(on) => self.successors(unit, on).into_iter().map(Unit::agency_id).collect(),
            Some(_) => vec![agency.clone()],
            None => self.agency(agency).map(|known| known.id.clone()).into_iter().collect(),
        }
    }

    /// The posts that somebody with these posts has at units that theirs took over, wholly or in part, and that have
    /// ended. What they have themselves is none of them.
    #[must_use]
    pub fn succeeded_posts(&self, posts: &[Post], on: Date) -> Vec<Post> {
        let mut succeeded: Vec<Post> = Vec::new();
        // Asked at every request of staff; in most years nothing has ended.
        if !self.units.iter().any(|unit| had_an_agency(unit) && unit.valid_to.is_some_and(|last| last < on)) {
            return succeeded;
        }
        for post in posts {
            let Some(unit) = post.place.house().and_then(|id| self.unit_of_agency(id, on)) else { continue };
            for old in self.taken_over(unit, on) {
                let post = Post { role: post.role, place: post.place.at(&old) };
                if !posts.contains(&post) && !succeeded.contains(&post) {
                    succeeded.push(post);
                }
            }
        }
        succeeded
    }

    /// The registers of ended units that somebody with these posts there may read, one desk of each post that has one.
    #[must_use]
    pub fn archives(&self, succeeded: &[Post], on: Date) -> Vec<Archive> {
        let archive = |WorkQueue { desk, .. }: WorkQueue| {
            let unit = self.named_unit(agency_of_desk(&desk).as_str(), on)?;
            Some(Archive { name: unit.summary().full_name(), desk })
        };
        work_queues(succeeded).into_iter().filter_map(archive).collect()
    }

    /// The agencies of ended units that a unit took over, also through several changes.
    fn taken_over(&self, unit: &Unit, on: Date) -> Vec<AgencyId> {
        let mut found = Vec::new();
        let mut open = vec![unit];
        // Each step goes back in time.
        while let Some(unit) = open.pop() {
            for old in self.predecessors(unit).filter(|old| had_an_agency(old)) {
                let id = old.agency_id();
                if self.answering(&id, on) != [id.clone()] && !found.contains(&id) {
                    found.push(id);
                }
                open.push(old);
            }
        }
        found
    }
}

/// Units from before the province had this system had no agency in it.
fn had_an_agency(unit: &Unit) -> bool {
    unit.demo_agency_code.is_some()
}
