//! The local host: one process that serves the app, the functions, an embedded table and an embedded file store.
//!
//! The functions run here exactly as in Lambda, through the SDKs; there is no second store and no code path of its own.
//! What the cloud's services do around them is done here: [`web`] is the distribution, [`worker`] the event source and
//! the schedule, [`issuer`] the identity provider, [`table`] and [`files`] the services. Everything that must survive
//! a restart, or a kill, is in the data folder ([`data`]).

pub mod app;
pub mod clients;
pub mod data;
mod error;
pub mod files;
pub mod import;
pub mod issuer;
pub mod options;
pub mod pages;
pub mod ready;
pub mod reference;
pub mod running;
pub mod table;
pub mod web;
pub mod worker;

pub use error::HostError;
pub use running::Running;

use options::Options;
use std::future::Future;

/// Log lines to standard error; `MOTCUA_LOG` sets the level. The engines log every refusal; for us it is an answer.
pub fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MOTCUA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,dynoxide=error,s3s::ops=off"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Runs a future to its end on a runtime of its own.
///
/// # Errors
/// The future's, or that there is no runtime to be had.
pub fn block_on<T>(future: impl Future<Output = Result<T, HostError>>) -> Result<T, HostError> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| HostError::Other(error.to_string()))?
        .block_on(future)
}

/// Starts the host, announces it, and serves until Ctrl-C or a request to terminate.
///
/// # Errors
/// [`HostError`] says what to do.
pub async fn serve(options: Options) -> Result<(), HostError> {
    let running = Running::start(&options).await?;
    println!("{}", ready::announcement(&running.url, &running.accounts));
    told_to_stop().await;
    eprintln!("Đang dừng · Stopping");
    running.stop().await;
    Ok(())
}

async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
