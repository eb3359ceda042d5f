//! Processes that die between two writes to the table, or after one whose answer they never hear.

use super::{host::dynamo, world::World};
use api::Api;
use aws_sdk_dynamodb::{
    config::{
        ConfigBag, Intercept, RuntimeComponents,
        interceptors::{AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextRef},
    },
    error::BoxError,
    operation::{
        delete_item::{DeleteItemInput, DeleteItemOutput},
        put_item::{PutItemInput, PutItemOutput},
        transact_write_items::{TransactWriteItemsInput, TransactWriteItemsOutput},
    },
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A process that lives for so many writes: the next one is not sent (even), or is done and not heard of (odd).
#[derive(Clone, Debug, Default)]
struct Mortal {
    left: Arc<AtomicI64>,
    unheard: bool,
}

impl Intercept for Mortal {
    fn name(&self) -> &'static str {
        "Mortal"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let writes = input.downcast_ref::<PutItemInput>().is_some()
            || input.downcast_ref::<DeleteItemInput>().is_some()
            || input.downcast_ref::<TransactWriteItemsInput>().is_some();
        let last = if writes { self.left.fetch_sub(1, Ordering::SeqCst) } else { self.left.load(Ordering::SeqCst) };
        let dead = last < 0 || (last == 0 && !self.unheard);
        if dead { Err("the process is gone".into()) } else { Ok(()) }
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Ok(output) = context.output_or_error() else { return Ok(()) };
        let written = output.downcast_ref::<PutItemOutput>().is_some()
            || output.downcast_ref::<DeleteItemOutput>().is_some()
            || output.downcast_ref::<TransactWriteItemsOutput>().is_some();
        if written && self.left.load(Ordering::SeqCst) < 0 { Err("nobody hears the answer".into()) } else { Ok(()) }
    }
}

/// The world's functions in a process that dies at its n-th write.
pub fn mortal(world: &World, writes: i64, unheard: bool) -> Api {
    let mortal = Mortal { left: Arc::new(AtomicI64::new(writes)), unheard };
    let client = dynamo();
    let config = client.config().to_builder().interceptor(mortal).build();
    let now = world.api.now();
    Api::new(
        world.api.config.clone(),
        aws_sdk_dynamodb::Client::from_conf(config),
        world.api.s3.clone(),
        Arc::new(move || now),
    )
}
