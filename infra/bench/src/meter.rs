//! Counts capacity units of every call that the functions make, from outside: an interceptor asks each request to
//! report what it used.

use aws_sdk_dynamodb::config::ConfigBag;
use aws_sdk_dynamodb::{
    operation::{
        batch_get_item::{BatchGetItemInput, BatchGetItemOutput},
        batch_write_item::{BatchWriteItemInput, BatchWriteItemOutput},
        delete_item::{DeleteItemInput, DeleteItemOutput},
        get_item::{GetItemInput, GetItemOutput},
        put_item::{PutItemInput, PutItemOutput},
        query::{QueryInput, QueryOutput},
        transact_write_items::{TransactWriteItemsInput, TransactWriteItemsOutput},
        update_item::{UpdateItemInput, UpdateItemOutput},
    },
    types::{ConsumedCapacity, ReturnConsumedCapacity},
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept,
            context::{AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut, Input},
        },
        runtime_components::RuntimeComponents,
    },
};
use std::sync::{Arc, Mutex};

/// What was used since it was last taken.
#[derive(Clone, Debug, Default)]
pub struct Used {
    pub read_units: f64,
    pub write_units: f64,
    pub calls: usize,
}

/// Shared with the interceptor.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Mutex<Used>>);

impl Meter {
    /// What was used since the last time.
    pub fn take(&self) -> Used {
        self.0.lock().map(|mut used| std::mem::take(&mut *used)).unwrap_or_default()
    }

    fn add(&self, units: f64, write: bool) {
        if let Ok(mut used) = self.0.lock() {
            used.calls += 1;
            *(if write { &mut used.write_units } else { &mut used.read_units }) += units;
        }
    }
}

/// Asks one kind of request to report.
macro_rules! ask {
    ($input:expr, $($kind:ty),*) => {
        $(if let Some(input) = $input.downcast_mut::<$kind>() {
            input.return_consumed_capacity = Some(ReturnConsumedCapacity::Indexes);
        })*
    };
}

impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "Meter"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input: &mut Input = context.input_mut();
        ask!(
            input,
            GetItemInput,
            PutItemInput,
            UpdateItemInput,
            DeleteItemInput,
            QueryInput,
            TransactWriteItemsInput,
            BatchGetItemInput,
            BatchWriteItemInput
        );
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Ok(output) = context.output_or_error() else { return Ok(()) };
        let one = |used: Option<&ConsumedCapacity>| used.and_then(ConsumedCapacity::capacity_units).unwrap_or(0.0);
        let all = |used: &[ConsumedCapacity]| used.iter().filter_map(ConsumedCapacity::capacity_units).sum();
        if let Some(output) = output.downcast_ref::<GetItemOutput>() {
            self.add(one(output.consumed_capacity()), false);
        } else if let Some(output) = output.downcast_ref::<QueryOutput>() {
            self.add(one(output.consumed_capacity()), false);
        } else if let Some(output) = output.downcast_ref::<BatchGetItemOutput>() {
            self.add(all(output.consumed_capacity()), false);
        } else if let Some(output) = output.downcast_ref::<PutItemOutput>() {
            self.add(one(output.consumed_capacity()), true);
        } else if let Some(output) = output.downcast_ref::<UpdateItemOutput>() {
            self.add(one(output.consumed_capacity()), true);
        } else if let Some(output) = output.downcast_ref::<DeleteItemOutput>() {
            self.add(one(output.consumed_capacity()), true);
        } else if let Some(output) = output.downcast_ref::<TransactWriteItemsOutput>() {
            self.add(all(output.consumed_capacity()), true);
        } else if let Some(output) = output.downcast_ref::<BatchWriteItemOutput>() {
            self.add(all(output.consumed_capacity()), true);
        }
        Ok(())
    }
}
