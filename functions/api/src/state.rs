//! What every handler gets: clients, configuration, reference cache and the clock.

use crate::{config::Config, reference::ReferenceCache, seal::Keys, store::Store};
use jiff::Timestamp;
use std::sync::Arc;

/// Reads the clock; the host gives it, so that a test or a training world can give another.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Shared by all requests of one process; cheap to clone.
#[derive(Clone)]
pub struct Api {
    pub config: Arc<Config>,
    pub store: Store,
    pub s3: aws_sdk_s3::Client,
    pub keys: Arc<Keys>,
    pub reference: Arc<ReferenceCache>,
    clock: Clock,
}

impl Api {
    /// Puts the parts together; makes no call.
    #[must_use]
    pub fn new(config: Config, dynamo: aws_sdk_dynamodb::Client, s3: aws_sdk_s3::Client, clock: Clock) -> Self {
        let keys = Arc::new(Keys::derive(&config.secret));
        let store = Store::new(dynamo, config.table.clone(), config.world.clone(), keys.clone());
        Self { config: Arc::new(config), store, s3, keys, reference: Arc::default(), clock }
    }

    /// The server's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }
}
