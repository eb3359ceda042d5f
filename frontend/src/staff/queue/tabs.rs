//! The tabs of the work list: one for each desk and state that the account's posts have to do with.

use super::alarms;
use crate::{
    route::Work,
    session::{has_own_work, is_consulted},
    words::{office, role},
};
use domain::{account::WorkQueue, message::public::Me};
use frontend::prelude::*;
use frontend::{
    i18n::{Words, pick},
    t,
    words::state,
};

/// The tabs; the current one is marked.
#[must_use]
pub fn tabs(me: &Me, current: &Work) -> View {
    let mine = has_own_work(me).then(|| tab(Work::Mine, t!("staff.work.mine").words(), current));
    let asked = is_consulted(me).then(|| tab(Work::Opinions, t!("staff.work.opinions").words(), current));
    let several = me.queues.len() > 1;
    let groups: Vec<View> =
        me.queues.iter().enumerate().map(|(at, queue)| group(at, queue, me, several, current)).collect();
    view! { <nav class="tabs no-print" aria-label=t!("staff.work.queues")>{mine}{asked}{groups}</nav> }
}

fn group(at: usize, queue: &WorkQueue, me: &Me, named: bool, current: &Work) -> View {
    let tabs: Vec<View> = queue
        .states
        .iter()
        .map(|name| tab(Work::Desk { desk: queue.desk.clone(), state: *name }, state(*name).words(), current))
        .collect();
    // What alarms a desk stands once, however many roles its person has there.
    let of_desk = me.queues.iter().filter(|other| other.desk == queue.desk);
    let first = me.queues.iter().position(|other| other.desk == queue.desk) == Some(at);
    let lists = first.then(|| {
        let states: Vec<_> = of_desk.flat_map(|other| other.states.clone()).collect();
        let lists = alarms::lists(&queue.desk, &states).into_iter();
        lists.map(|(work, label)| tab(work, label.words(), current)).collect::<Vec<_>>()
    });
    // One person may hold one role at two desks; then the desk is named too.
    let twice = me.queues.iter().filter(|other| other.role == queue.role).count() > 1;
    let (role, desk) = (role(queue.role), queue.desk.as_str().rsplit('/').next().unwrap_or_default().to_owned());
    let stead = queue.stands_in.clone();
    let name = move || match &stead {
        Some(place) => t!("staff.work.in_stead").with(&[("role", role.get()), ("place", &pick(place))]),
        None if twice => [role.get(), ": ", &office(&desk)].concat(),
        None => role.get().to_owned(),
    };
    let heading = named.then(|| view! { <span class="tabs-role">{name}</span> });
    view! { <div class="tab-group">{heading}{tabs}{lists}</div> }
}

fn tab(work: Work, label: Words, current: &Work) -> View {
    let here = (work == *current).then_some("page");
    view! { <a href=work.path() aria-current=here>{label}</a> }
}
