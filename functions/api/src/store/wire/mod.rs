//! Calls of the table, by the short way.
//!
//! The SDK's client puts an operation together anew for each call: some fifteen plugins, their settings and components,
//! endpoint rules, a description of the program for the server's statistics, a key derived for the signature. That is
//! more than half of what a small call costs. Here the same operations, with the SDK's own messages, orchestrator, HTTP
//! client, credentials, retries and timeouts, are put together once, at the first call: [`learn`] asks the client what it
//! would use, and [`sign`] keeps the day's key.
//!
//! What the client was given besides (interceptors that count or record) is used here as well.

mod learn;
mod sign;

pub(super) use aws_sdk_dynamodb::operation::{
    batch_get_item::BatchGetItemInput, batch_write_item::BatchWriteItemInput, delete_item::DeleteItemInput,
    get_item::GetItemInput, put_item::PutItemInput, query::QueryInput, scan::ScanInput,
    transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
};

use super::Row;
use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::{
        batch_get_item, batch_write_item, delete_item, get_item, put_item, query, scan, transact_write_items,
        update_item,
    },
};
use aws_smithy_runtime::client::orchestrator::invoke;
use aws_smithy_runtime_api::client::{
    interceptors::context::Input, orchestrator::HttpResponse, runtime_plugin::RuntimePlugins,
};
use tokio::sync::OnceCell;

/// The service as the SDK names it.
const SERVICE: &str = "DynamoDB";

/// The operations that the store uses, ready to be called.
pub(super) struct Wire {
    client: Client,
    operations: OnceCell<Operations>,
}

impl Wire {
    /// Calls as this client would make them; makes none.
    pub(super) fn new(client: Client) -> Self {
        Self { client, operations: OnceCell::new() }
    }

    async fn operations<E, R>(&self) -> Result<&Operations, SdkError<E, R>> {
        let learned =
            self.operations.get_or_try_init(|| async { Ok(Operations::of(&learn::shared(&self.client).await?)) });
        learned.await.map_err(|error: learn::NothingLearned| SdkError::construction_failure(error))
    }
}

/// A call that is ready to be made.
pub(super) trait Call: Sized {
    type Output;
    type Error;

    /// Makes the call.
    async fn over(self, wire: &Wire) -> Result<Self::Output, SdkError<Self::Error, HttpResponse>>;
}

/// The operations with their types.
macro_rules! operations {
    ($($module:ident $operation:ident $input:ident $output:ident $error:ident;)*) => {
        struct Operations {
            $($module: RuntimePlugins,)*
        }

        impl Operations {
            fn of(shared: &learn::Shared) -> Self {
                Self { $($module: shared.with(&$module::$operation::new()),)* }
            }
        }

        $(impl Call for $module::builders::$input {
            type Output = $module::$output;
            type Error = $module::$error;

            async fn over(self, wire: &Wire) -> Result<Self::Output, SdkError<Self::Error, HttpResponse>> {
                let input = self.build().map_err(SdkError::construction_failure)?;
                let plugins = &wire.operations().await?.$module;
                let answer = invoke(SERVICE, stringify!($operation), Input::erase(input), plugins).await;
                answer
                    .map_err(|error| {
                        error.map_service_error(|error| match error.downcast() {
                            Ok(error) => error,
                            Err(error) => $module::$error::unhandled(format!("{error:?}")),
                        })
                    })?
                    .downcast()
                    .map_err(|_| SdkError::construction_failure("an answer of another operation"))
            }
        })*
    };
}

operations! {
    get_item GetItem GetItemInputBuilder GetItemOutput GetItemError;
    put_item PutItem PutItemInputBuilder PutItemOutput PutItemError;
    update_item UpdateItem UpdateItemInputBuilder UpdateItemOutput UpdateItemError;
    delete_item DeleteItem DeleteItemInputBuilder DeleteItemOutput DeleteItemError;
    query Query QueryInputBuilder QueryOutput QueryError;
    scan Scan ScanInputBuilder ScanOutput ScanError;
    transact_write_items TransactWriteItems TransactWriteItemsInputBuilder TransactWriteItemsOutput TransactWriteItemsError;
    batch_get_item BatchGetItem BatchGetItemInputBuilder BatchGetItemOutput BatchGetItemError;
    batch_write_item BatchWriteItem BatchWriteItemInputBuilder BatchWriteItemOutput BatchWriteItemError;
}

/// The rows of a query, page after page.
pub(super) async fn every_row(
    query: query::builders::QueryInputBuilder,
    wire: &Wire,
) -> Result<Vec<Row>, SdkError<query::QueryError, HttpResponse>> {
    let mut rows = Vec::new();
    let mut start = None;
    loop {
        let page = query.clone().set_exclusive_start_key(start).over(wire).await?;
        rows.extend(page.items.unwrap_or_default());
        start = page.last_evaluated_key.filter(|key| !key.is_empty());
        if start.is_none() {
            return Ok(rows);
        }
    }
}
