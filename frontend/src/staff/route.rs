//! The staff portal's pages and their paths: read and built here, nowhere else.

use domain::{
    dossier::{ActionName, StateName},
    ids::DeskId,
    slip::FormNumber,
};
use frontend::router::{Location, encode};
use jiff::civil::Date;

/// Where the portal lives.
pub const HOME: &str = "/staff/";
/// Counter intake.
pub const INTAKE: &str = "/staff/intake";
/// Certified copies, on one screen.
pub const COPY: &str = "/staff/copy";
/// The register.
pub const REGISTER: &str = "/staff/register";
/// Plans that move boundaries.
pub const PLANS: &str = "/staff/reorganisations";
/// Units closed for a time, and work given to another.
pub const CLOSURES: &str = "/staff/closures";
const DOSSIERS: &str = "/staff/dossiers/";

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// A queue, or a search.
    Work(Work),
    /// Counter intake.
    Intake,
    /// Certified copies.
    Copy,
    /// One dossier, with an action opened.
    Dossier {
        code: String,
        act: Option<ActionName>,
    },
    /// A form of Circular 03/2025 for printing; `version` is the event that issued it, none for the control slip, which
    /// is of the whole history.
    Slip {
        code: String,
        form: FormNumber,
        version: Option<u32>,
    },
    /// The register of a desk (form 07); without a period this month's.
    Register {
        period: Option<Period>,
    },
    /// Plans that move boundaries; one of them with its board.
    Plans,
    Plan {
        id: String,
    },
    /// Units closed for a time.
    Closures,
    /// The list of a plan's units for the People's Committee.
    Direction {
        id: String,
    },
    /// A list of dossiers that one unit hands to another.
    HandoverList {
        plan: String,
        from: String,
        list: String,
    },
    NotFound,
}

/// What the work list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// The first queue of the account.
    First,
    /// A desk's dossiers in one state.
    Desk { desk: DeskId, state: StateName },
    /// What the officer has in hand.
    Mine,
    /// What alarms a desk.
    Alarms { desk: DeskId, list: AlarmList },
    /// What the officer's agency is asked for an opinion.
    Opinions,
    /// Found by code or name.
    Search { query: String },
}

/// Which list of a desk's alarms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmList {
    /// What a person has to do something about.
    Alarms,
    /// Results that lie at a centre longer than they should (R17).
    Uncollected,
}

impl AlarmList {
    const ALL: [Self; 2] = [Self::Alarms, Self::Uncollected];

    /// Its name in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alarms => "alarms",
            Self::Uncollected => "uncollected",
        }
    }
}

/// Which register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub desk: DeskId,
    /// First and last day of reception.
    pub from: Date,
    pub to: Date,
    /// The certification register instead of form 07.
    pub certifications: bool,
}

/// The value of `book` for the certification register.
pub const CERTIFICATIONS: &str = "certifications";

/// Reads the address.
#[must_use]
pub fn read(location: &Location) -> Route {
    let path = location.path.trim_end_matches('/');
    if path == "/staff" {
        return Route::Work(work(location));
    }
    if path == INTAKE {
        return Route::Intake;
    }
    if path == COPY {
        return Route::Copy;
    }
    if path == REGISTER {
        return Route::Register { period: period(location) };
    }
    if path == CLOSURES {
        return Route::Closures;
    }
    if let Some(rest) = path.strip_prefix(PLANS) {
        return plans(rest);
    }
    let Some(rest) = path.strip_prefix(DOSSIERS) else { return Route::NotFound };
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        [code] if is_code(code) => {
            let act = location.value("act").and_then(|name| ActionName::from_id(&name));
            Route::Dossier { code: (*code).to_owned(), act }
        }
        [code, "forms", form] if is_code(code) => slip_page(code, form, None),
        [code, "forms", form, version] if is_code(code) => match version.parse() {
            Ok(version) => slip_page(code, form, Some(version)),
            Err(_) => Route::NotFound,
        },
        _ => Route::NotFound,
    }
}

fn plans(rest: &str) -> Route {
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    match parts.as_slice() {
        [] if rest.is_empty() => Route::Plans,
        [id] if is_code(id) => Route::Plan { id: (*id).to_owned() },
        [id, "direction"] if is_code(id) => Route::Direction { id: (*id).to_owned() },
        [plan, "lists", from, list] if [plan, from, list].into_iter().all(|part| is_code(part)) => {
            Route::HandoverList { plan: (*plan).to_owned(), from: (*from).to_owned(), list: (*list).to_owned() }
        }
        _ => Route::NotFound,
    }
}

fn slip_page(code: &str, form: &str, version: Option<u32>) -> Route {
    match FormNumber::from_id(form) {
        Some(form) => Route::Slip { code: code.to_owned(), form, version },
        None => Route::NotFound,
    }
}

fn period(location: &Location) -> Option<Period> {
    let day = |name: &str| location.value(name)?.parse().ok();
    let certifications = location.value("book").as_deref() == Some(CERTIFICATIONS);
    Some(Period { desk: DeskId(location.value("desk")?), from: day("from")?, to: day("to")?, certifications })
}

/// Codes are letters, digits, dots and dashes (R22), so a path needs no decoding.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

fn work(location: &Location) -> Work {
    if let Some(query) = location.value("q") {
        return Work::Search { query };
    }
    if location.value("assignee").as_deref() == Some("me") {
        return Work::Mine;
    }
    if location.value("opinions").as_deref() == Some("me") {
        return Work::Opinions;
    }
    let list = location.value("list").and_then(|name| AlarmList::ALL.into_iter().find(|list| list.as_str() == name));
    if let (Some(desk), Some(list)) = (location.value("desk"), list) {
        return Work::Alarms { desk: DeskId(desk), list };
    }
    let state = location.value("state");
    let state = state.and_then(|name| StateName::ALL.into_iter().find(|known| known.as_str() == name));
    match (location.value("desk"), state) {
        (Some(desk), Some(state)) => Work::Desk { desk: DeskId(desk), state },
        _ => Work::First,
    }
}

impl Work {
    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::First => HOME.to_owned(),
            Self::Mine => [HOME, "?assignee=me"].concat(),
            Self::Opinions => [HOME, "?opinions=me"].concat(),
            Self::Search { query } => [HOME, "?q=", &encode(query)].concat(),
            Self::Alarms { desk, list } => [HOME, "?desk=", &encode(desk.as_str()), "&list=", list.as_str()].concat(),
            Self::Desk { desk, state } => [HOME, "?desk=", &encode(desk.as_str()), "&state=", state.as_str()].concat(),
        }
    }
}

/// The page of a plan.
#[must_use]
pub fn plan(id: &str) -> String {
    [PLANS, "/", id].concat()
}

/// The list for direction of a plan.
#[must_use]
pub fn direction(id: &str) -> String {
    [PLANS, "/", id, "/direction"].concat()
}

/// The page of a list of a plan.
#[must_use]
pub fn handover_list(plan: &str, from: &str, list: &str) -> String {
    [PLANS, "/", plan, "/lists/", from, "/", list].concat()
}

/// The page of a dossier.
#[must_use]
pub fn dossier(code: &str) -> String {
    [DOSSIERS, code].concat()
}

/// The page of a dossier with an action opened.
#[must_use]
pub fn action(code: &str, action: ActionName) -> String {
    [DOSSIERS, code, "?act=", action.as_str()].concat()
}

/// The page of a printed form.
#[must_use]
pub fn slip(code: &str, form: &str, version: u32) -> String {
    [DOSSIERS, code, "/forms/", form, "/", &version.to_string()].concat()
}

/// The page of the control slip.
#[must_use]
pub fn control_slip(code: &str) -> String {
    [DOSSIERS, code, "/forms/", FormNumber::F06.as_str()].concat()
}

impl Period {
    /// The address of its page.
    #[must_use]
    pub fn path(&self) -> String {
        [REGISTER, "?", &self.query()].concat()
    }

    /// The same as a query.
    #[must_use]
    pub fn query(&self) -> String {
        let (from, to) = (self.from.to_string(), self.to.to_string());
        let book = if self.certifications { ["&book=", CERTIFICATIONS].concat() } else { String::new() };
        ["desk=", &encode(self.desk.as_str()), "&from=", &from, "&to=", &to, &book].concat()
    }
}

/// Whether the portal has a page of this path; the rest is the browser's.
#[must_use]
pub fn ours(path: &str) -> bool {
    path == "/staff" || path.starts_with(HOME)
}
