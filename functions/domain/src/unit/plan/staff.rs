//! The posts of a plan's people: while it is carried out those of both units, after its acceptance those of the new one.

use super::{Places, Plan};
use crate::account::{Account, Post};

impl Plan {
    /// The account with the posts at the new unit beside those at the old one; None where nothing is to be added. Who
    /// works at a split unit goes where the plan says.
    #[must_use]
    pub fn with_new_posts(&self, account: &Account, places: &Places) -> Option<Account> {
        let told = self.staff.iter().find(|told| told.account == account.id).map(|told| &told.to);
        let mut after = account.clone();
        for post in &account.posts {
            let Some(ended) = post.place.house().and_then(|id| places.ended(id)) else { continue };
            let named = told.and_then(|unit| places.agency_begun(unit));
            let Some(to) = named.or_else(|| ended.heir()) else { continue };
            let new = Post { role: post.role, place: post.place.at(to) };
            if !after.posts.contains(&new) {
                after.posts.push(new);
            }
        }
        (after.posts.len() > account.posts.len()).then_some(after)
    }

    /// The account without its posts at units that have ended, or that begin no more; None where it has none.
    #[must_use]
    pub fn without_posts(account: &Account, gone: impl Fn(&str) -> bool) -> Option<Account> {
        let mut after = account.clone();
        after.posts.retain(|post| post.place.house().is_none_or(|id| !gone(id)));
        (after.posts.len() < account.posts.len()).then_some(after)
    }
}
