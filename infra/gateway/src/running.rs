//! Puts the parts of the host together and takes them apart again.

use crate::{
    HostError,
    app::App,
    clients::{self, INCOMING_BUCKET, PAPERS_BUCKET, RESULTS_BUCKET, TABLE},
    data::DataFolder,
    files,
    issuer::{self, AUDIENCE, Issuer, KEY_FILE},
    options::Options,
    pages::Pages,
    ready::HostFile,
    reference,
    table::TableHost,
    web, worker,
};
use api::{Api, config::Config};
use axum::Router;
use domain::account::Account;
use serde_json::Value;
use std::{collections::BTreeMap, path::Path, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};

/// How long running requests may take once the host is told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// A host that serves.
pub struct Running {
    /// Address of app and API, without a slash at its end.
    pub url: String,
    /// The accounts that can sign in.
    pub accounts: Vec<Account>,
    /// What the functions were given, for programs that work beside the host.
    pub api: Api,
    table: TableHost,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Opens the data folder, starts both engines, creates and seeds what is missing, and serves.
    ///
    /// # Errors
    /// [`HostError`]
    pub async fn start(options: &Options) -> Result<Self, HostError> {
        let public_app = App::new(options.app.join("public"), "/")?;
        let staff_app = App::new(options.app.join("staff"), "/staff/")?;
        let data = Arc::new(DataFolder::open(&options.data, options.reset)?);
        let secret = data.read_or_make("secret", new_secret)?;
        let key = data.read_or_make(KEY_FILE, issuer::new_key)?;
        let (web_listener, url, port) = listen(options.port).await?;
        let files_port = if options.port == 0 { 0 } else { port.saturating_add(1) };
        let (files_listener, files_url, _) = listen(files_port).await?;

        let table = TableHost::start(&data).await?;
        let dynamo = clients::dynamo(table.endpoint);
        api::store::table::create_if_missing(&dynamo, TABLE)
            .await
            .map_err(|error| HostError::Table(error.to_string()))?;
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let origins = [url.clone(), url.replace("127.0.0.1", "localhost")];
        let store = files::router(&data, &origins)?;
        tasks.spawn(serve(files_listener, store, stopped.clone()));
        let s3 = clients::s3(&files_url);
        clients::create_buckets(&s3).await.map_err(HostError::Files)?;

        let issuer = Arc::new(Issuer::new(issuer::issuer_name(&url), &key)?);
        let config = config(&url, &issuer, secret);
        let api = Api::new(config, dynamo, s3, api::host::system_clock());
        if let Some(entries) = reference::seed_once(&api, &options.seed, &data).await? {
            eprintln!("Đã nạp dữ liệu tham chiếu · Reference data seeded: {entries}");
        }
        let accounts = api.reference.accounts(&api).await.map_err(|error| HostError::Table(error.0.code.clone()))?;
        let accounts: Vec<Account> = accounts.values().cloned().collect();

        let pages =
            Pages { api: api.clone(), issuer, codes: Arc::default(), states: Arc::new(state_words(&options.seed)?) };
        let site = web::router(api.clone(), pages, public_app, staff_app, &files_url);
        tasks.spawn(serve(web_listener, site, stopped.clone()));
        let (engine, kept) = (table.engine.clone(), data.clone());
        tasks.spawn(worker::follow(api.clone(), engine, TABLE, kept, stopped.clone()));
        tasks.spawn(worker::keep_time(api.clone(), table.engine.clone(), stopped));
        HostFile::new(&url, table.endpoint, &files_url, &api.config, &accounts).write(&data)?;
        Ok(Self { url, accounts, api, table, stop, tasks })
    }

    /// Lets running requests finish, then closes the engines.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(PATIENCE, ended).await;
        self.tasks.abort_all();
        self.table.stop().await;
    }
}

/// Opens a loopback port; 0 is any free one.
async fn listen(port: u16) -> Result<(TcpListener, String, u16), HostError> {
    let failed = |source| HostError::Port { port, source };
    let listener = TcpListener::bind(("127.0.0.1", port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, format!("http://127.0.0.1:{port}"), port))
}

async fn serve(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let shutdown = async move {
        let _ = stopped.changed().await;
    };
    if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(shutdown).await {
        tracing::error!(%error, "a port is not served any more");
    }
}

/// 32 random bytes as text, so that they can travel in an environment variable.
fn new_secret() -> Result<Vec<u8>, HostError> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|error| HostError::Other(error.to_string()))?;
    Ok(bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect())
}

fn config(url: &str, issuer: &Issuer, secret: Vec<u8>) -> Config {
    Config {
        table: TABLE.to_owned(),
        incoming_bucket: INCOMING_BUCKET.to_owned(),
        papers_bucket: PAPERS_BUCKET.to_owned(),
        results_bucket: RESULTS_BUCKET.to_owned(),
        world: "live".to_owned(),
        secret,
        site: url.to_owned(),
        issuer_jwks: Some(issuer.jwks().to_string()),
        issuer: issuer.name.clone(),
        audience: AUDIENCE.to_owned(),
        staff: Some(issuer.provider()),
        citizens: Some(issuer.provider()),
        // Plain HTTP on the loopback interface: the one place where the cookie goes without `Secure`.
        secure_cookies: false,
        origin_secrets: Vec::new(),
        function: None,
    }
}

/// Plain words of each state, from the reference data.
fn state_words(seed: &Path) -> Result<BTreeMap<String, (String, String)>, HostError> {
    let path = seed.join("statuses.json");
    let text = std::fs::read_to_string(&path).map_err(HostError::file(&path))?;
    let raw: Value =
        serde_json::from_str(&text).map_err(|error| HostError::Other(format!("{}: {error}", path.display())))?;
    let word = |state: &Value, name: &str| state.get(name).and_then(Value::as_str).map(str::to_owned);
    let states = raw.get("states").and_then(Value::as_array).into_iter().flatten();
    Ok(states
        .filter_map(|state| {
            Some((word(state, "id")?, (word(state, "plain_vi")?, word(state, "plain_en").unwrap_or_default())))
        })
        .collect())
}
