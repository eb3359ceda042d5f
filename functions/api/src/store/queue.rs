//! Lists: the indexes of a head and the queries over them. Lists may be a moment old; the guard catches it.

use super::{
    Row, Store, StoreError,
    dossier::Stored,
    n, number, s, sortable, text,
    wire::{Call, QueryInput, ScanInput, every_row},
};
use aws_sdk_dynamodb::types::AttributeValue;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    dossier::{
        Dossier, StateName,
        head::Clock,
        owed::Owed,
        timers::{Moment, alarms},
    },
    ids::{AccountId, AgencyId, DeskId, DossierCode, ProcedureCode},
    message::{public::MyDossier, staff::QueueRow},
};
use jiff::Timestamp;

/// Rows of a page.
pub const PAGE: i32 = 50;
/// Partitions over which open dossiers are spread.
pub const SHARDS: u32 = 16;

/// A page and the cursor of the next one.
pub struct Page<T> {
    pub rows: Vec<T>,
    pub cursor: Option<String>,
}

/// Adds the index attributes of a head.
pub(super) fn index(store: &Store, dossier: &Dossier, row: &mut Row) {
    let world = &store.world;
    let code = &dossier.code;
    let state = dossier.state.name();
    let due = dossier.clock.sort_due();
    // What has no due date sorts after everything that has one.
    let sort = format!("{}#{code}", due.map_or_else(|| "99999999999".to_owned(), sortable));
    shown(dossier, row);
    let mut set = |name: &str, value: AttributeValue| {
        row.insert(name.to_owned(), value);
    };
    set("qp", s(format!("{world}#{}#{}", dossier.desk(), state.as_str())));
    set("qs", s(&sort));
    if let Some(assignee) = dossier.state.assignee() {
        // Once it lies with the signer or the registry, the officer has nothing to do and the index nothing to write.
        if on_officers_desk(dossier.state.lowest().name()) {
            set("op", s(format!("{world}#O#{assignee}")));
            set("os", s(&sort));
        }
    }
    // A correction's clock is internal: nobody is late by it.
    if matches!(dossier.clock, Clock::Running { .. }) && dossier.in_index() {
        set("np", s(format!("{world}#OPEN#{}", shard(code))));
        // By the agency that answers for it, not by the desk: so it is written once, not at every step.
        let owner = dossier.resolver.as_ref().map_or("-", |resolver| resolver.agency.as_str());
        set("ns", s(format!("{sort}#{owner}")));
    }
    if let Some(owner) = &dossier.owner {
        set("cp", s(format!("{world}#P#{owner}")));
        set("cs", s(format!("{}#{code}", sortable(dossier.submitted_at))));
    }
}

/// Adds what a row of a list shows.
pub(super) fn shown(dossier: &Dossier, row: &mut Row) {
    let mut set = |name: &str, value: AttributeValue| {
        row.insert(name.to_owned(), value);
    };
    set("pr", s(dossier.procedure.code.as_str()));
    set("nm", s(&dossier.applicant.name));
    set("st", s(dossier.state.name().as_str()));
    if let Some(due) = dossier.clock.sort_due() {
        set("du", n(due.as_second()));
    }
    if matches!(dossier.clock, Clock::Running { .. } | Clock::Intake { .. }) {
        set("ru", n(1));
    }
    if let Some(assignee) = dossier.state.assignee() {
        set("as", s(assignee.as_str()));
    }
    let alarms = ids_of(alarms(dossier).map(|(moment, _)| moment));
    if !alarms.is_empty() {
        set("al", s(alarms));
    }
    if let Some(Owed { amount_vnd, more }) = dossier.owed {
        set("ow", s(format!("{amount_vnd}{}", if more { "+" } else { "" })));
    }
}

/// Moments as a row keeps them.
pub(super) fn ids_of(moments: impl Iterator<Item = Moment>) -> String {
    moments.map(Moment::id).collect::<Vec<_>>().join(" ")
}

/// States in which the officer in charge has the next step, or waits for the citizen or the head.
fn on_officers_desk(state: StateName) -> bool {
    matches!(
        state,
        StateName::Assigned
            | StateName::InProcess
            | StateName::WaitingOpinion
            | StateName::SupplementRequested
            | StateName::FinancialObligation
            | StateName::PendingApproval
    )
}

/// The same code always falls into the same shard, on every machine.
pub(super) fn shard(code: &DossierCode) -> u32 {
    code.as_str().bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
        % SHARDS
}

/// Where a page is read from.
struct Source {
    index: &'static str,
    partition: &'static str,
    sort: &'static str,
    value: String,
    forward: bool,
}

impl Store {
    /// A desk's dossiers in one state, earliest due first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn queue(
        &self,
        desk: &DeskId,
        state: StateName,
        cursor: Option<&str>,
    ) -> Result<Page<QueueRow>, StoreError> {
        let value = format!("{}#{desk}#{}", self.world, state.as_str());
        let page =
            self.page(Source { index: "queue", partition: "qp", sort: "qs", value, forward: true }, cursor).await?;
        Ok(Page { rows: page.rows.iter().filter_map(queue_row).collect(), cursor: page.cursor })
    }

    /// An officer's dossiers, earliest due first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn officer_queue(&self, officer: &AccountId, cursor: Option<&str>) -> Result<Page<QueueRow>, StoreError> {
        self.officer_page(format!("{}#O#{officer}", self.world), cursor, queue_row).await
    }

    /// A page of the index `officer`, which holds the lists of people and of alarms.
    pub(super) async fn officer_page(
        &self,
        value: String,
        cursor: Option<&str>,
        row: impl Fn(&Row) -> Option<QueueRow>,
    ) -> Result<Page<QueueRow>, StoreError> {
        let page =
            self.page(Source { index: "officer", partition: "op", sort: "os", value, forward: true }, cursor).await?;
        Ok(Page { rows: page.rows.iter().filter_map(row).collect(), cursor: page.cursor })
    }

    /// Dossiers of a shard whose statutory clock runs, earliest due first; for maintenance.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn running(&self, shard: u32) -> Result<Vec<DossierCode>, StoreError> {
        let query = QueryInput::builder()
            .table_name(&self.table)
            .index_name("open")
            .key_condition_expression("np = :np")
            .expression_attribute_values(":np", s(format!("{}#OPEN#{shard}", self.world)));
        Ok(every_row(query, &self.wire).await?.iter().filter_map(code_of).collect())
    }

    /// Dossiers whose statutory clock runs and that this agency decides, wherever they lie.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn running_for(&self, agency: &AgencyId) -> Result<Vec<DossierCode>, StoreError> {
        let owner = format!("#{agency}");
        let mut codes = Vec::new();
        for shard in 0..SHARDS {
            let query = QueryInput::builder()
                .table_name(&self.table)
                .index_name("open")
                .key_condition_expression("np = :np")
                .expression_attribute_values(":np", s(format!("{}#OPEN#{shard}", self.world)));
            let rows = every_row(query, &self.wire).await?;
            codes.extend(rows.iter().filter(|row| text(row, "ns").ends_with(&owner)).filter_map(code_of));
        }
        Ok(codes)
    }

    /// A page of all dossiers that have not ended, in no order, and where the next one begins. A maintenance program
    /// reads the whole index of queues with it; no request does.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_dossiers(&self, after: Option<Row>) -> Result<(Vec<DossierCode>, Option<Row>), StoreError> {
        self.scanned(after, |row| state_of(row).is_some_and(|state| !state.is_final())).await
    }

    /// The same with those that have ended and were due since a moment, or never: for whoever counts what was done.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_and_recent(
        &self,
        after: Option<Row>,
        since: Timestamp,
    ) -> Result<(Vec<DossierCode>, Option<Row>), StoreError> {
        let recent = |row: &Row| due_of(row).is_none_or(|due| due >= since);
        self.scanned(after, |row| state_of(row).is_some_and(|state| !state.is_final() || recent(row))).await
    }

    /// The same of all that were ever filed.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn every_dossier(&self, after: Option<Row>) -> Result<(Vec<DossierCode>, Option<Row>), StoreError> {
        self.scanned(after, |_| true).await
    }

    async fn scanned(
        &self,
        after: Option<Row>,
        is: impl Fn(&Row) -> bool,
    ) -> Result<(Vec<DossierCode>, Option<Row>), StoreError> {
        let answer = ScanInput::builder()
            .table_name(&self.table)
            .index_name("queue")
            .set_exclusive_start_key(after)
            .limit(1_000)
            .over(&self.wire)
            .await?;
        let prefix = format!("{}#", self.world);
        let found = answer.items().iter().filter(|row| text(row, "qp").starts_with(&prefix) && is(row));
        Ok((found.filter_map(code_of).collect(), answer.last_evaluated_key))
    }

    /// A citizen's own dossiers, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn citizen_dossiers(&self, owner: &str, cursor: Option<&str>) -> Result<Page<MyDossier>, StoreError> {
        let value = format!("{}#P#{owner}", self.world);
        let page =
            self.page(Source { index: "citizen", partition: "cp", sort: "cs", value, forward: false }, cursor).await?;
        // The index holds keys only, so that no step of a dossier has to rewrite it; the heads tell the rest.
        let codes: Vec<DossierCode> = page.rows.iter().filter_map(code_of).collect();
        let heads = self.heads(&codes).await?;
        let rows = page.rows.iter().filter_map(|row| my_dossier(row, &heads)).collect();
        Ok(Page { rows, cursor: page.cursor })
    }

    async fn page(&self, source: Source, cursor: Option<&str>) -> Result<Page<Row>, StoreError> {
        // A cursor that is not ours starts from the beginning rather than failing an officer's screen.
        let start = cursor.and_then(|cursor| self.start_key(&source, cursor));
        let answer = QueryInput::builder()
            .table_name(&self.table)
            .index_name(source.index)
            .key_condition_expression("#p = :p")
            .expression_attribute_names("#p", source.partition)
            .expression_attribute_values(":p", s(&source.value))
            .scan_index_forward(source.forward)
            .limit(PAGE)
            .set_exclusive_start_key(start)
            .return_consumed_capacity(aws_sdk_dynamodb::types::ReturnConsumedCapacity::Total)
            .over(&self.wire)
            .await?;
        let units = answer.consumed_capacity().and_then(|used| used.capacity_units());
        tracing::debug!(read_units = units, "queue page");
        let cursor = answer.last_evaluated_key.as_ref().map(|key| self.cursor(&source, key));
        Ok(Page { rows: answer.items.unwrap_or_default(), cursor })
    }

    /// Opaque and signed: head key and sort key of the last row.
    fn cursor(&self, source: &Source, key: &Row) -> String {
        let plain = format!("{}\n{}\n{}", text(key, "pk"), text(key, "sk"), text(key, source.sort));
        let tag = self.keys.cursor_tag(format!("{}\n{plain}", source.value).as_bytes());
        URL_SAFE_NO_PAD.encode(format!("{tag}\n{plain}"))
    }

    fn start_key(&self, source: &Source, cursor: &str) -> Option<Row> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let (tag, plain) = decoded.split_once('\n')?;
        if self.keys.cursor_tag(format!("{}\n{plain}", source.value).as_bytes()) != tag {
            return None;
        }
        let mut parts = plain.split('\n');
        Some(Row::from([
            ("pk".to_owned(), s(parts.next()?)),
            ("sk".to_owned(), s(parts.next()?)),
            (source.sort.to_owned(), s(parts.next()?)),
            (source.partition.to_owned(), s(&source.value)),
        ]))
    }
}

fn code_of(row: &Row) -> Option<DossierCode> {
    text(row, "pk").rsplit('#').next().filter(|code| !code.is_empty()).map(DossierCode::from)
}

fn state_of(row: &Row) -> Option<StateName> {
    StateName::ALL.into_iter().find(|state| state.as_str() == text(row, "st"))
}

fn due_of(row: &Row) -> Option<Timestamp> {
    number(row, "du").and_then(|second| Timestamp::from_second(second).ok())
}

/// `12000`, or `12000+` where more is to be paid than is known.
fn owed_of(row: &Row) -> Option<Owed> {
    let owed = text(row, "ow");
    let amount_vnd = owed.trim_end_matches('+').parse().ok()?;
    Some(Owed { amount_vnd, more: owed.ends_with('+') })
}

/// A row of the queue's index.
pub(super) fn queue_row(row: &Row) -> Option<QueueRow> {
    Some(QueueRow {
        code: code_of(row)?,
        procedure: ProcedureCode::from(text(row, "pr")),
        applicant: text(row, "nm").to_owned(),
        state: state_of(row)?,
        due_at: due_of(row),
        assignee: Some(text(row, "as")).filter(|id| !id.is_empty()).map(AccountId::from),
        running: row.contains_key("ru"),
        // Most rows have none: an empty word would be looked for among all.
        alarms: text(row, "al").split_ascii_whitespace().filter_map(Moment::from_id).collect(),
        since: None,
        owed: owed_of(row),
    })
}

fn my_dossier(row: &Row, heads: &[Stored]) -> Option<MyDossier> {
    let code = code_of(row)?;
    let dossier = &heads.iter().find(|head| head.dossier.code == code)?.dossier;
    Some(MyDossier {
        procedure: dossier.procedure.code.clone(),
        state: dossier.state.name(),
        submitted_on: domain::calendar::day_of(dossier.submitted_at),
        due_at: dossier.clock.started().and_then(|started| started.due_at),
        owed: dossier.owed,
        code,
    })
}
