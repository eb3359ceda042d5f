//! The register of a desk and period (form 07), on the screen, printed, as PDF and as a file for spreadsheets.

use super::{
    api,
    fields::{Bound, Errors, Reader},
    intake::today,
    route::{self, Period},
    session::{Session, reference},
    slip,
    trouble::trouble,
};
use domain::{account::Archive, ids::DeskId, message::public::Me, slip::Keeper, text::Text};
use frontend::prelude::*;
use frontend::{
    dom,
    form::Reference,
    format::date,
    i18n::{self, Words},
    remote::{Load, Remote},
    router::go,
    t,
    ui::{Button, Input, Look, Skeleton},
};
use web_sys::SubmitEvent;

/// The book of form 07 among the choices.
const DOSSIERS: &str = "dossiers";

/// The desks that keep a register, one for each centre and agency of the account's posts, and for each that these took
/// over.
#[must_use]
pub fn desks(me: &Me) -> Vec<(DeskId, Keeper)> {
    let mut desks: Vec<(DeskId, Keeper)> = Vec::new();
    let desks_of_others = me.archives.iter().map(|archive| &archive.desk);
    for desk in me.queues.iter().map(|queue| &queue.desk).chain(desks_of_others) {
        if let Some(keeper) = Keeper::of_desk(desk.as_str())
            && !desks.iter().any(|(_, known)| *known == keeper)
        {
            desks.push((desk.clone(), keeper));
        }
    }
    desks
}

/// The page; without a period it asks for one and proposes this month.
#[component]
pub fn RegisterPage(period: Option<Period>) -> View {
    dom::set_title(t!("staff.register.title").get());
    let Some(me) = Session::get() else { return ().into_view() };
    let list = period.clone().map(|period| view! { <Register period=period/> });
    view! {
        <div class="no-print">
            <h1>{t!("staff.register.title")}</h1>
            {question(desks(&me), period)}
        </div>
        {list}
    }
}

/// Which desk, which days.
fn question(desks: Vec<(DeskId, Keeper)>, period: Option<Period>) -> View {
    let reference = reference();
    let units = Remote::new(move || reference.load_units());
    let today = today();
    let (from, to) = period.as_ref().map_or((today.first_of_month(), today), |period| (period.from, period.to));
    let certifications = period.as_ref().is_some_and(|period| period.certifications);
    let first = desks.first().map(|(desk, _)| desk.clone()).unwrap_or_default();
    let desk = RwSignal::new(period.map_or(first, |period| period.desk).0);
    let (from, to) = (RwSignal::new(date(from)), RwSignal::new(date(to)));
    let book = RwSignal::new(if certifications { route::CERTIFICATIONS } else { DOSSIERS }.to_owned());
    let errors = Errors::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut reader = Reader::new();
        let desk = DeskId(reader.text("desk", desk));
        let (from, to) = (reader.date("from", from), reader.date("to", to));
        match reader.finish(from.zip(to)) {
            Ok(Some((from, to))) => {
                let certifications = book.with_untracked(|book| book == route::CERTIFICATIONS);
                go(&Period { desk, from, to, certifications }.path());
            }
            Ok(None) => {}
            Err(wrong) => errors.set(wrong),
        }
    };
    let choice = move || {
        // The names need the units.
        let _ = units.get();
        let options = desks.iter().map(|(desk, keeper)| (desk.0.clone(), named(keeper, reference))).collect();
        Bound::new("desk", t!("staff.register.desk"), desk, errors).select(options)
    };
    view! {
        <form class="search period" on:submit=submit>
            {choice}
            {Bound::new("book", t!("staff.register.book"), book, errors).choices(books())}
            {Bound::new("from", t!("staff.register.from"), from, errors).line(Input::DATE)}
            {Bound::new("to", t!("staff.register.to"), to, errors).hint(t!("staff.register.hint")).line(Input::DATE)}
            <button type="submit" class=Look::Plain.class()>{t!("staff.register.show")}</button>
        </form>
    }
}

/// Which book.
fn books() -> Vec<(String, Words)> {
    vec![
        (DOSSIERS.to_owned(), t!("staff.register.title").words()),
        (route::CERTIFICATIONS.to_owned(), t!("staff.register.certifications").words()),
    ]
}

/// The place of a desk by its name; the units must have been loaded.
pub fn named(keeper: &Keeper, reference: Reference) -> Words {
    let ended = ended_unit(keeper);
    let name = move |id: &str| {
        ended.as_ref().map_or_else(
            || reference.agency_name(id),
            |name| t!("staff.register.ended").with(&[("name", &i18n::pick(name))]),
        )
    };
    match keeper.clone() {
        Keeper::Centre(centre) => {
            Signal::derive(move || t!("staff.register.centre").with(&[("name", &name(centre.as_str()))]))
        }
        Keeper::Agency(agency) => {
            Signal::derive(move || t!("staff.register.agency").with(&[("name", &name(agency.as_str()))]))
        }
    }
}

/// The name of the place, if it is one of those that the own unit took over.
fn ended_unit(keeper: &Keeper) -> Option<Text> {
    let of = |archive: &&Archive| Keeper::of_desk(archive.desk.as_str()).as_ref() == Some(keeper);
    Session::get()?.archives.iter().find(of).map(|archive| archive.name.clone())
}

/// The list.
#[component]
fn Register(period: Period) -> View {
    let (pdf, csv) = (api::register_file(&period, "pdf"), api::register_file(&period, "csv"));
    let remote = Remote::new(move || {
        let period = period.clone();
        async move {
            if period.certifications {
                api::certifications(&period).await.map(|register| register.sheet())
            } else {
                api::register(&period).await.map(|form| form.sheet())
            }
        }
    });
    let retry = Callback::new(move |()| remote.reload());
    let list = move || match remote.get() {
        Load::Loading => view! { <Skeleton lines=8/> },
        Load::Failed(error) => trouble(error, Some(retry)),
        Load::Ready(sheet) => {
            let drawn = slip::draw(&sheet);
            view! { <div class="wide">{drawn}</div> }
        }
    };
    view! {
        <div class="buttons no-print">
            <Button label=t!("staff.slip.print") look=Look::Primary on_press=move |()| dom::print()/>
            <a class=Look::Plain.class() href=pdf download="">{t!("staff.slip.pdf")}</a>
            <a class=Look::Plain.class() href=csv download="">{t!("staff.register.csv")}</a>
        </div>
        {list}
    }
}
