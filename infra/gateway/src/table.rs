//! The embedded table engine: DynamoDB's HTTP interface on a loopback port, in a thread and a runtime of its own, so
//! that its blocking work never holds up a request that waits for something else.

use crate::{HostError, data::DataFolder};
use dynoxide::Database;
use rusqlite::Connection;
use std::{net::SocketAddr, path::Path, thread::JoinHandle};
use tokio::sync::oneshot;

/// Stream records that every reader has read are kept this long, in seconds (DynamoDB: 24 hours).
const KEPT: i64 = 24 * 3_600;

/// The running engine.
pub struct TableHost {
    /// Where the SDK finds it.
    pub endpoint: SocketAddr,
    /// The engine itself, for what is not in the interface's reach: the stream and expiry.
    pub engine: Database,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl TableHost {
    /// Opens the database file and serves it.
    ///
    /// # Errors
    /// [`HostError::Table`]
    pub async fn start(data: &DataFolder) -> Result<Self, HostError> {
        let path = data.table();
        let file = path.to_str().ok_or_else(|| HostError::Table("the path is not UTF-8".to_owned()))?;
        let failed = |error: &dyn std::fmt::Display| HostError::Table(format!("{}: {error}", path.display()));
        let engine = Database::new(file).map_err(|error| failed(&error))?;
        tend_stream(&path).map_err(|error| failed(&error))?;
        let (stop, stopped) = oneshot::channel::<()>();
        let (say, said) = oneshot::channel::<Result<SocketAddr, String>>();
        let served = engine.clone();
        let thread = std::thread::Builder::new()
            .name("table".to_owned())
            .spawn(move || serve(served, say, stopped))
            .map_err(|error| failed(&error))?;
        let endpoint = said
            .await
            .map_err(|_| HostError::Table("its thread ended at once".to_owned()))?
            .map_err(HostError::Table)?;
        Ok(Self { endpoint, engine, stop, thread })
    }

    /// Lets running requests finish and closes the database.
    pub async fn stop(self) {
        let Self { engine, stop, thread, .. } = self;
        let _ = stop.send(());
        drop(engine);
        let ended = tokio::task::spawn_blocking(move || thread.join());
        // A client that holds its request open must not hold up the end: the write-ahead log keeps what was committed.
        let _ = tokio::time::timeout(std::time::Duration::from_secs(3), ended).await;
    }
}

fn serve(engine: Database, say: oneshot::Sender<Result<SocketAddr, String>>, stopped: oneshot::Receiver<()>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = say.send(Err(error.to_string()));
            return;
        }
    };
    runtime.block_on(async move {
        let listener = match tokio::net::TcpListener::bind(("127.0.0.1", 0)).await {
            Ok(listener) => listener,
            Err(error) => {
                let _ = say.send(Err(error.to_string()));
                return;
            }
        };
        let _ = say.send(listener.local_addr().map_err(|error| error.to_string()));
        let shutdown = async {
            let _ = stopped.await;
        };
        if let Err(error) = dynoxide::server::serve_with_shutdown(listener, engine, shutdown).await {
            tracing::error!(%error, "the embedded table stopped");
        }
    });
}

/// The engine numbers and reads stream records by an expression without an index, and never trims them: every write
/// would read all records there are. So they get an index, and old ones go at each start.
fn tend_stream(path: &Path) -> rusqlite::Result<()> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.execute_batch(
        "CREATE INDEX IF NOT EXISTS _stream_records_by_number
         ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    )?;
    connection.execute(
        "DELETE FROM _stream_records WHERE created_at < CAST(strftime('%s', 'now') AS INTEGER) - ?1",
        [KEPT],
    )?;
    Ok(())
}
