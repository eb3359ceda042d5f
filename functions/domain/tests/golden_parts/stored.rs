//! What lies in the bodies of heads and events: a life to the end, a correction, a supplement, a hand-over at a counter.

use super::{Form, form};
use crate::dossier_stage::{
    Stage,
    actions::{birth_in_process, extended_shop, withdrawn_birth},
    forms::{badge_at_counter, birth_wholly_online, shop_at_counter},
};
use domain::{
    account::Account,
    dossier::{Dossier, Event},
};

pub fn forms() -> Vec<Form> {
    let heads = |stages: Vec<Stage>| stages.into_iter().map(|stage| stage.dossier).collect::<Vec<Dossier>>();
    let events = |stage: Stage| stage.events;
    vec![
        form!(Heads: Vec<Dossier> =
            heads(vec![birth_wholly_online(), badge_at_counter(), birth_in_process(), extended_shop(), withdrawn_birth(),
                shop_at_counter()])),
        form!(EventsOfBirth: Vec<Event> = events(withdrawn_birth())),
        form!(EventsOfShop: Vec<Event> = events(extended_shop())),
        form!(Session: Account = crate::dossier_stage::account("cd-lan").expect("an account").clone()),
    ]
}
