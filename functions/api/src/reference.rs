//! Reference data as the functions use it: loaded from the table, kept for a few minutes, never compiled in.

use crate::{Api, error::ApiError, store::StoreError};
use domain::{
    account::Account,
    calendar::{self, Calendar, day_of},
    dossier::{
        Dossier, StateName,
        head::Clock,
        timers::{Settings, TimerSettings},
    },
    ids::{AccountId, ProcedureCode},
    message::public::{ListValue, ProcedureList, ReferenceList},
    procedure::{Procedure, ProcedureRef, ProcedureSummary, in_force},
    text::Text,
    unit::{UnitMap, closure::Record},
};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use tokio::sync::RwLock;

/// Kinds of reference data, as in keys and in the seed.
pub mod kind {
    pub const PROCEDURE: &str = "procedure";
    pub const SUMMARY: &str = "summary";
    pub const UNITS: &str = "units";
    pub const CALENDAR: &str = "calendar";
    pub const TIMERS: &str = "timers";
    pub const LIST: &str = "list";
    pub const ACCOUNT: &str = "account";
    /// Name of the list of states in plain words.
    pub const PLAIN_STATES: &str = "dossier_states";
}

/// Seconds for which a function trusts what it has read.
pub(crate) const FRESH: i64 = 300;

/// What has been read, with the time of reading.
#[derive(Default)]
pub struct ReferenceCache {
    procedures: RwLock<HashMap<ProcedureCode, Kept<Vec<Arc<Procedure>>>>>,
    summaries: RwLock<Option<Kept<Arc<Summaries>>>>,
    units: RwLock<Option<Kept<Arc<UnitMap>>>>,
    calendars: RwLock<Option<Kept<Calendars>>>,
    lists: RwLock<Option<Kept<Arc<Lists>>>>,
    accounts: RwLock<Option<Kept<Arc<Accounts>>>>,
    timers: RwLock<Option<Kept<Arc<TimerSettings>>>>,
}

/// The catalogue's list as the bytes that are sent, with their tag.
pub struct Summaries {
    pub list: ProcedureList,
    pub etag: String,
}

/// Reference lists by name: with their labels for screens, and as bare values for checks.
#[derive(Default)]
pub struct Lists {
    pub labelled: BTreeMap<String, Vec<ListValue>>,
    pub values: HashMap<String, HashSet<String>>,
}

/// Every version of the calendar, oldest first.
pub type Calendars = Arc<Vec<Arc<Calendar>>>;

/// Accounts by id.
pub type Accounts = BTreeMap<AccountId, Account>;

#[derive(Clone)]
struct Kept<T> {
    value: T,
    read_at: i64,
}

impl<T: Clone> Kept<T> {
    fn fresh(&self, now: i64) -> Option<T> {
        (now - self.read_at < FRESH).then(|| self.value.clone())
    }
}

/// Reads a cached value or loads it.
async fn cached<T: Clone, F>(slot: &RwLock<Option<Kept<T>>>, now: i64, load: F) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    if let Some(value) = slot.read().await.as_ref().and_then(|kept| kept.fresh(now)) {
        return Ok(value);
    }
    let value = load.await?;
    *slot.write().await = Some(Kept { value: value.clone(), read_at: now });
    Ok(value)
}

fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(json).map_err(|error| ApiError::from(StoreError::Damaged(error.to_string())))
}

/// The single entry of a kind.
async fn only<T: DeserializeOwned>(api: &Api, kind: &str) -> Result<T, ApiError> {
    let entries = api.store.references(kind, "").await?;
    let last = entries.last().ok_or_else(|| ApiError::internal(format!("no reference data of kind {kind}")))?;
    parse(&last.json)
}

/// The rows of the versions that are valid on a day; the stored list has all of them, oldest first.
fn valid_on(all: ProcedureList, on: Date) -> ProcedureList {
    let rows = &all.procedures;
    let of = |code: &ProcedureCode| -> Vec<&ProcedureSummary> { rows.iter().filter(|row| row.code == *code).collect() };
    let is_current = |row: &&ProcedureSummary| {
        let versions = of(&row.code);
        in_force(&versions, on, |row| (row.valid_from, row.valid_to)).is_some_and(|current| *current == *row)
    };
    ProcedureList { procedures: rows.iter().filter(is_current).cloned().collect() }
}

impl ReferenceCache {
    /// The version of a procedure valid on a day.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn procedure(&self, api: &Api, code: &ProcedureCode, on: Date) -> Result<Arc<Procedure>, ApiError> {
        let versions = self.versions(api, code).await?;
        let current = in_force(&versions, on, |version| (version.valid_from, version.valid_to));
        current.cloned().ok_or_else(ApiError::not_found)
    }

    /// Exactly the version that a dossier or a draft names.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn version(&self, api: &Api, wanted: &ProcedureRef) -> Result<Arc<Procedure>, ApiError> {
        let versions = self.versions(api, &wanted.code).await?;
        versions.iter().find(|version| version.valid_from == wanted.valid_from).cloned().ok_or_else(ApiError::not_found)
    }

    async fn versions(&self, api: &Api, code: &ProcedureCode) -> Result<Vec<Arc<Procedure>>, ApiError> {
        // Codes come from requests: only what can be a code reaches the table.
        let plausible =
            code.as_str().len() <= 20 && code.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        if !plausible || code.as_str().is_empty() {
            return Err(ApiError::not_found());
        }
        let now = api.now().as_second();
        if let Some(versions) = self.procedures.read().await.get(code).and_then(|kept| kept.fresh(now)) {
            return Ok(versions);
        }
        let entries = api.store.references(kind::PROCEDURE, code.as_str()).await?;
        let versions: Vec<Arc<Procedure>> =
            entries.iter().map(|entry| parse(&entry.json).map(Arc::new)).collect::<Result<_, _>>()?;
        if versions.is_empty() {
            return Err(ApiError::not_found());
        }
        self.procedures.write().await.insert(code.clone(), Kept { value: versions.clone(), read_at: now });
        Ok(versions)
    }

    /// The catalogue's list: of each procedure the version valid today.
    ///
    /// # Errors
    /// The store's.
    pub async fn summaries(&self, api: &Api) -> Result<Arc<Summaries>, ApiError> {
        let now = api.now();
        cached(&self.summaries, now.as_second(), async {
            let list = valid_on(only(api, kind::SUMMARY).await?, day_of(now));
            let bytes = serde_json::to_vec(&list).map_err(ApiError::internal)?;
            let etag = format!("\"{}\"", crate::seal::sha256_hex(&bytes).get(..16).unwrap_or_default());
            Ok(Arc::new(Summaries { list, etag }))
        })
        .await
    }

    /// Forgets units and accounts: this process has just written them. Others trust what they have read for some minutes.
    pub async fn forget_units_and_accounts(&self) {
        *self.units.write().await = None;
        *self.accounts.write().await = None;
    }

    /// Units, agencies and centres with their validity, and which are closed for a time.
    ///
    /// # Errors
    /// The store's.
    pub async fn units(&self, api: &Api) -> Result<Arc<UnitMap>, ApiError> {
        cached(&self.units, api.now().as_second(), async {
            let mut units: UnitMap = only(api, kind::UNITS).await?;
            units.closures = api.store.closures().await?.iter().filter_map(Record::in_force).collect();
            Ok(Arc::new(units))
        })
        .await
    }

    /// The working calendar by which is counted today.
    ///
    /// # Errors
    /// The store's.
    pub async fn calendar(&self, api: &Api) -> Result<Arc<Calendar>, ApiError> {
        let calendars = self.calendars(api).await?;
        let current =
            calendar::in_force(calendars.iter().map(Arc::as_ref), day_of(api.now())).map(|found| found.version);
        let found = calendars.iter().find(|calendar| Some(calendar.version) == current);
        found.cloned().ok_or_else(|| ApiError::internal("no calendar is valid today"))
    }

    /// The calendar by which a clock was last counted, so that its explanation comes to its due date; today's for a clock
    /// that does not say, or whose version is gone.
    ///
    /// # Errors
    /// The store's.
    pub async fn calendar_of(&self, api: &Api, clock: &Clock) -> Result<Arc<Calendar>, ApiError> {
        self.calendar_version(api, clock.started().and_then(|started| started.calendar)).await
    }

    /// This version of the calendar; today's where there is none, or no more.
    ///
    /// # Errors
    /// The store's.
    pub async fn calendar_version(&self, api: &Api, version: Option<Date>) -> Result<Arc<Calendar>, ApiError> {
        let calendars = self.calendars(api).await?;
        match calendars.iter().find(|calendar| Some(calendar.version) == version) {
            Some(calendar) => Ok(calendar.clone()),
            None => self.calendar(api).await,
        }
    }

    /// Every version of the calendar, oldest first.
    ///
    /// # Errors
    /// The store's.
    pub async fn calendars(&self, api: &Api) -> Result<Calendars, ApiError> {
        cached(&self.calendars, api.now().as_second(), async {
            let entries = api.store.references(kind::CALENDAR, "").await?;
            let calendars: Vec<Arc<Calendar>> =
                entries.iter().map(|entry| parse(&entry.json).map(Arc::new)).collect::<Result<_, _>>()?;
            Ok(Arc::new(calendars))
        })
        .await
    }

    /// How long the timers of a dossier run that no law fixes. A table that was seeded before there were settings has the
    /// proposed ones.
    ///
    /// # Errors
    /// The store's.
    pub async fn timers_of(&self, api: &Api, dossier: &Dossier) -> Result<Settings, ApiError> {
        let settings = cached(&self.timers, api.now().as_second(), async {
            let entries = api.store.references(kind::TIMERS, "").await?;
            Ok(Arc::new(entries.last().map_or_else(|| Ok(TimerSettings::default()), |last| parse(&last.json))?))
        });
        Ok(settings.await?.of(dossier))
    }

    /// Reference lists: countries, ethnic groups and the like.
    ///
    /// # Errors
    /// The store's.
    pub async fn lists(&self, api: &Api) -> Result<Arc<Lists>, ApiError> {
        cached(&self.lists, api.now().as_second(), async {
            let entries = api.store.references(kind::LIST, "").await?;
            let mut lists = Lists::default();
            for entry in entries {
                let values = parse::<ReferenceList>(&entry.json)?.values;
                let bare = values.iter().map(|value| value.value.clone()).collect();
                lists.values.insert(entry.code.clone(), bare);
                lists.labelled.insert(entry.code, values);
            }
            Ok(Arc::new(lists))
        })
        .await
    }

    /// What a state means for the person.
    ///
    /// # Errors
    /// The store's.
    pub async fn plain_words(&self, api: &Api, state: StateName) -> Result<Text, ApiError> {
        let lists = self.lists(api).await?;
        let states = lists.labelled.get(kind::PLAIN_STATES).map(Vec::as_slice).unwrap_or_default();
        let found = states.iter().find(|known| known.value == state.as_str());
        Ok(found.map(|known| known.label.clone()).unwrap_or_default())
    }

    /// All accounts of the reference data, for naming colleagues.
    ///
    /// # Errors
    /// The store's.
    pub async fn accounts(&self, api: &Api) -> Result<Arc<Accounts>, ApiError> {
        cached(&self.accounts, api.now().as_second(), async {
            let entries = api.store.references(kind::ACCOUNT, "").await?;
            let accounts = entries
                .iter()
                .map(|entry| parse::<Account>(&entry.json).map(|account| (account.id.clone(), account)))
                .collect::<Result<_, _>>()?;
            Ok(Arc::new(accounts))
        })
        .await
    }

    /// One account.
    ///
    /// # Errors
    /// The store's.
    pub async fn account(&self, api: &Api, id: &str) -> Result<Option<Account>, ApiError> {
        Ok(self.accounts(api).await?.get(&AccountId::from(id)).cloned())
    }
}
