//! The bare program: the same SDK calls with the same items as one of our requests, and nothing else. What a request
//! sends is caught once by an interceptor; then it is replayed under other keys.

use crate::synthetic::Failure;
use aws_sdk_dynamodb::{
    Client,
    config::ConfigBag,
    operation::{
        batch_get_item::BatchGetItemInput, get_item::GetItemInput, put_item::PutItemInput, query::QueryInput,
        transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
    },
    types::{AttributeValue, TransactWriteItem},
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{Intercept, context::BeforeSerializationInterceptorContextRef},
        runtime_components::RuntimeComponents,
    },
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// One call as it was sent.
#[derive(Clone, Debug)]
pub enum Call {
    Get(GetItemInput),
    Put(PutItemInput),
    Update(UpdateItemInput),
    Query(QueryInput),
    Transact(TransactWriteItemsInput),
    BatchGet(BatchGetItemInput),
}

/// Catches calls.
#[derive(Clone, Debug, Default)]
pub struct Catcher(Arc<Mutex<Vec<Call>>>);

impl Catcher {
    /// What was caught since the last time.
    pub fn take(&self) -> Vec<Call> {
        self.0.lock().map(|mut calls| std::mem::take(&mut *calls)).unwrap_or_default()
    }
}

impl Intercept for Catcher {
    fn name(&self) -> &'static str {
        "Catcher"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let call = if let Some(input) = input.downcast_ref::<GetItemInput>() {
            Call::Get(input.clone())
        } else if let Some(input) = input.downcast_ref::<PutItemInput>() {
            Call::Put(input.clone())
        } else if let Some(input) = input.downcast_ref::<UpdateItemInput>() {
            Call::Update(input.clone())
        } else if let Some(input) = input.downcast_ref::<QueryInput>() {
            Call::Query(input.clone())
        } else if let Some(input) = input.downcast_ref::<TransactWriteItemsInput>() {
            Call::Transact(input.clone())
        } else if let Some(input) = input.downcast_ref::<BatchGetItemInput>() {
            Call::BatchGet(input.clone())
        } else {
            return Err("a call that the bare program does not know".into());
        };
        if let Ok(mut calls) = self.0.lock() {
            calls.push(call);
        }
        Ok(())
    }
}

/// Replays calls; what they write goes to new keys, so that every condition of absence holds.
///
/// # Errors
/// The table's.
pub async fn replay(client: &Client, calls: &[Call], run: &str) -> Result<(), Failure> {
    for call in calls {
        match call.clone() {
            Call::Get(input) => {
                let sent = client
                    .get_item()
                    .set_table_name(input.table_name)
                    .set_key(input.key)
                    .set_consistent_read(input.consistent_read)
                    .send();
                sent.await?;
            }
            Call::Put(input) => {
                let item = input.item.map(|item| renamed(item, run));
                client.put_item().set_table_name(input.table_name).set_item(item).send().await?;
            }
            Call::Update(input) => {
                let sent = client
                    .update_item()
                    .set_table_name(input.table_name)
                    .set_key(input.key)
                    .set_update_expression(input.update_expression)
                    .set_expression_attribute_values(input.expression_attribute_values)
                    .set_return_values(input.return_values)
                    .send();
                sent.await?;
            }
            Call::Query(input) => {
                let sent = client
                    .query()
                    .set_table_name(input.table_name)
                    .set_index_name(input.index_name)
                    .set_key_condition_expression(input.key_condition_expression)
                    .set_expression_attribute_names(input.expression_attribute_names)
                    .set_expression_attribute_values(input.expression_attribute_values)
                    .set_consistent_read(input.consistent_read)
                    .set_scan_index_forward(input.scan_index_forward)
                    .set_limit(input.limit)
                    .set_return_consumed_capacity(input.return_consumed_capacity)
                    .send();
                sent.await?;
            }
            Call::BatchGet(input) => {
                client.batch_get_item().set_request_items(input.request_items).send().await?;
            }
            Call::Transact(input) => {
                let items = input.transact_items.unwrap_or_default().into_iter().map(|item| fresh(item, run)).collect();
                client
                    .transact_write_items()
                    .set_transact_items(Some(items))
                    .set_return_consumed_capacity(input.return_consumed_capacity)
                    .send()
                    .await?;
            }
        }
    }
    Ok(())
}

fn renamed(mut item: HashMap<String, AttributeValue>, run: &str) -> HashMap<String, AttributeValue> {
    if let Some(AttributeValue::S(pk)) = item.get_mut("pk") {
        pk.push_str(run);
    }
    item
}

fn fresh(mut item: TransactWriteItem, run: &str) -> TransactWriteItem {
    if let Some(put) = &mut item.put {
        put.item = renamed(std::mem::take(&mut put.item), run);
        put.condition_expression = Some("attribute_not_exists(pk)".to_owned());
        put.expression_attribute_values = None;
    }
    item
}
