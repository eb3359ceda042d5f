//! Notes what a function asks of table and buckets, as the rights that IAM wants for it: from inside the SDK, before
//! anything is sent, so that presigned requests count too (the browser sends them with the function's rights).

use aws_sdk_dynamodb::{
    config::{ConfigBag, Intercept, RuntimeComponents, interceptors::BeforeSerializationInterceptorContextRef},
    error::BoxError,
    operation::{
        batch_get_item::BatchGetItemInput, batch_write_item::BatchWriteItemInput, delete_item::DeleteItemInput,
        get_item::GetItemInput, put_item::PutItemInput, query::QueryInput,
        transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
    },
};
use aws_sdk_s3::operation::{copy_object::CopyObjectInput, get_object::GetObjectInput, put_object::PutObjectInput};
use gateway::clients::{INCOMING_BUCKET, PAPERS_BUCKET, RESULTS_BUCKET};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

/// An action and the resource of the template that it is about: (`dynamodb:Query`, `Table/index/queue`).
pub type Right = (String, String);

/// Shared with the interceptors of one function.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<BTreeSet<Right>>>);

impl Recorder {
    /// What was used so far.
    pub fn rights(&self) -> BTreeSet<Right> {
        self.0.lock().expect("unbroken").clone()
    }

    fn used(&self, action: &str, resource: &str) {
        self.0.lock().expect("unbroken").insert((action.to_owned(), resource.to_owned()));
    }
}

/// The template's name of a bucket.
fn bucket(name: &str) -> &'static str {
    match name {
        INCOMING_BUCKET => "IncomingBucket",
        PAPERS_BUCKET => "PapersBucket",
        RESULTS_BUCKET => "ResultsBucket",
        other => panic!("an unknown bucket: {other}"),
    }
}

impl Recorder {
    fn read_object(&self, name: &str) {
        let bucket = bucket(name);
        self.used("s3:GetObject", &format!("{bucket}/*"));
        if bucket == "IncomingBucket" {
            // Without it S3 answers 403 for an object that is not there, which would mean: not scanned.
            self.used("s3:ListBucket", bucket);
        }
    }

    fn write_object(&self, name: &str) {
        self.used("s3:PutObject", &format!("{}/*", bucket(name)));
    }
}

impl Intercept for Recorder {
    fn name(&self) -> &'static str {
        "Recorder"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        if input.downcast_ref::<GetItemInput>().is_some() {
            self.used("dynamodb:GetItem", "Table");
        } else if input.downcast_ref::<PutItemInput>().is_some() {
            self.used("dynamodb:PutItem", "Table");
        } else if input.downcast_ref::<UpdateItemInput>().is_some() {
            self.used("dynamodb:UpdateItem", "Table");
        } else if input.downcast_ref::<DeleteItemInput>().is_some() {
            self.used("dynamodb:DeleteItem", "Table");
        } else if input.downcast_ref::<BatchGetItemInput>().is_some() {
            self.used("dynamodb:BatchGetItem", "Table");
        } else if input.downcast_ref::<BatchWriteItemInput>().is_some() {
            self.used("dynamodb:BatchWriteItem", "Table");
        } else if let Some(query) = input.downcast_ref::<QueryInput>() {
            let resource = query.index_name().map_or("Table".to_owned(), |index| format!("Table/index/{index}"));
            self.used("dynamodb:Query", &resource);
        } else if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
            // A transaction is no right of its own: each of its parts is.
            for item in transaction.transact_items() {
                for (used, action) in [
                    (item.put().is_some(), "dynamodb:PutItem"),
                    (item.update().is_some(), "dynamodb:UpdateItem"),
                    (item.delete().is_some(), "dynamodb:DeleteItem"),
                    (item.condition_check().is_some(), "dynamodb:ConditionCheckItem"),
                ] {
                    if used {
                        self.used(action, "Table");
                    }
                }
            }
        } else if let Some(get) = input.downcast_ref::<GetObjectInput>() {
            self.read_object(get.bucket().unwrap_or_default());
        } else if let Some(put) = input.downcast_ref::<PutObjectInput>() {
            self.write_object(put.bucket().unwrap_or_default());
        } else if let Some(copy) = input.downcast_ref::<CopyObjectInput>() {
            let source = copy.copy_source().unwrap_or_default();
            self.read_object(source.split('/').next().unwrap_or_default());
            self.write_object(copy.bucket().unwrap_or_default());
        } else {
            return Err("a call whose rights are not known: add it here and to the role that needs it".into());
        }
        Ok(())
    }
}
