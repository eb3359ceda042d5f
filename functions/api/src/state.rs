//! What every handler gets: clients, configuration, reference cache and the clock.

use crate::{config::Config, reference::ReferenceCache, seal::Keys, sign_in::Providers, store::Store};
use jiff::Timestamp;
use std::{ops::Deref, sync::Arc};

/// Reads the clock; the host gives it, so that a test or a training world can give another.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Shared by all requests of one process; cheap to clone, which happens several times in each.
#[derive(Clone)]
pub struct Api(Arc<Parts>);

/// What [`Api`] is made of.
pub struct Parts {
    pub config: Config,
    pub store: Store,
    pub s3: aws_sdk_s3::Client,
    pub keys: Arc<Keys>,
    pub reference: ReferenceCache,
    pub providers: Providers,
    clock: Clock,
}

impl Deref for Api {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Api {
    /// Puts the parts together; makes no call.
    #[must_use]
    pub fn new(config: Config, dynamo: aws_sdk_dynamodb::Client, s3: aws_sdk_s3::Client, clock: Clock) -> Self {
        let keys = Arc::new(Keys::derive(&config.secret));
        let store = Store::new(dynamo, config.table.clone(), config.world.clone(), keys.clone());
        Self(Arc::new(Parts {
            config,
            store,
            s3,
            keys,
            reference: ReferenceCache::default(),
            providers: Providers::default(),
            clock,
        }))
    }

    /// The server's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }
}
