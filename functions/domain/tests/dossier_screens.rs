//! "Each transition works through API and screens": whatever the table lets a person do, a screen sends.
//!
//! The screens are another program, so their sources are read. That a panel fills every field of its action the compiler
//! sees to, because an [`Action`](domain::dossier::Action) cannot be made without them; that its label is there in both
//! languages, `words::action`, which matches every action, and the comparison of the two files.

use domain::{
    account::Role,
    dossier::{ActionName, table},
};
use std::{collections::BTreeSet, fs, path::Path};

fn sources(folder: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/src").join(folder);
    let mut text = String::new();
    for entry in fs::read_dir(&folder).expect("a folder of screens") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
    text
}

/// The actions that this role has by the table; of staff those that any of them has.
fn of_people(person: impl Fn(Role) -> bool) -> BTreeSet<ActionName> {
    let on_dossiers = table::all().filter(|rule| ActionName::ALL.contains(&rule.action));
    on_dossiers.filter(|rule| rule.actors.iter().any(|role| person(*role))).map(|rule| rule.action).collect()
}

/// The part of a source from a line on, as far as its block goes.
fn block<'a>(source: &'a str, from: &str) -> &'a str {
    let rest = source.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once("\n}\n").expect("an end").0
}

#[test]
fn every_action_of_an_officer_has_a_panel_that_sends_it() {
    let panels = sources("staff/dossier/actions");
    let offered = block(&panels, "fn has_form(");
    let officers = of_people(|role| !matches!(role, Role::Citizen | Role::System));
    assert!(officers.len() > 50, "{officers:?}");
    let without: Vec<_> = officers
        .iter()
        .filter(|name| {
            let made = [format!("Action::{name:?} {{"), format!("Action::{name:?},"), format!("Action::{name:?})")];
            offered.contains(&format!("ActionName::{name:?}\n")) || !made.iter().any(|made| panels.contains(made))
        })
        .collect();
    assert!(without.is_empty(), "officers cannot do {without:?} on the screen");
    // And nobody is shown a button for what only the system does.
    for name in ActionName::ALL.iter().filter(|name| !officers.contains(name)) {
        assert!(offered.contains(&format!("ActionName::{name:?}\n")), "{name:?} is the system's and has a button");
    }
}

#[test]
fn every_action_of_a_citizen_is_on_the_page_of_the_own_dossier() {
    let page = sources("public/mine");
    let citizens = of_people(|role| role == Role::Citizen);
    assert!(citizens.contains(&ActionName::Rate) && citizens.len() >= 6, "{citizens:?}");
    let without: Vec<_> = citizens
        .iter()
        .filter(|name| {
            let sent = [format!("Sender::new(\"{}\"", name.as_str()), format!("else {{ ActionName::{name:?} }}")];
            let offered = page.contains(&format!("ActionName::{name:?}"));
            !offered
                || !(sent.iter().any(|sent| page.contains(sent))
                    || page.contains(&format!("{{ ActionName::{name:?} }} else")))
        })
        .collect();
    assert!(without.is_empty(), "citizens cannot do {without:?} on the screen");
}

#[test]
fn every_way_of_filing_has_its_screen() {
    for (way, folder, sent) in [
        (ActionName::Submit, "public/filing", "submit"),
        (ActionName::FileAtCounter, "staff/intake", "identity"),
        (ActionName::FileByPost, "staff/intake", "post_item_no"),
    ] {
        assert!(ActionName::FILING.contains(&way));
        assert!(sources(folder).contains(sent), "{way:?}");
    }
}
