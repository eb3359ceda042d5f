//! The one definition of the table, its indexes, stream and expiry; the stack's template must equal it.

use aws_sdk_dynamodb::{
    Client,
    types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType,
        ScalarAttributeType, StreamSpecification, StreamViewType,
    },
};

/// An index: name, partition attribute, sort attribute, further projected attributes.
pub struct Index {
    pub name: &'static str,
    pub partition: &'static str,
    pub sort: &'static str,
    pub include: &'static [&'static str],
}

/// All attributes that a row of a list shows.
const ROW: &[&str] = &["pr", "nm", "st", "du", "as", "ru", "al", "ow"];

/// The indexes; all but the queue's are sparse.
pub const INDEXES: &[Index] = &[
    Index { name: "queue", partition: "qp", sort: "qs", include: ROW },
    Index { name: "officer", partition: "op", sort: "os", include: ROW },
    Index { name: "open", partition: "np", sort: "ns", include: &[] },
    Index { name: "citizen", partition: "cp", sort: "cs", include: &[] },
];

/// Name of the attribute by which rows expire (seconds since 1970).
pub const TTL_ATTRIBUTE: &str = "ttl";

/// Creates the table if it does not exist; for the local host and for tests.
///
/// # Errors
/// The SDK's error when the table can neither be found nor created.
pub async fn create_if_missing(client: &Client, table: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if client.describe_table().table_name(table).send().await.is_ok() {
        return Ok(());
    }
    let attribute =
        |name: &str| AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S).build();
    let key = |name: &str, kind: KeyType| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let mut create = client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("pk")?)
        .attribute_definitions(attribute("sk")?)
        .key_schema(key("pk", KeyType::Hash)?)
        .key_schema(key("sk", KeyType::Range)?)
        .stream_specification(
            StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage).build()?,
        );
    for index in INDEXES {
        let projection = if index.include.is_empty() {
            Projection::builder().projection_type(ProjectionType::KeysOnly)
        } else {
            Projection::builder()
                .projection_type(ProjectionType::Include)
                .set_non_key_attributes(Some(index.include.iter().map(|&name| name.to_owned()).collect()))
        };
        create = create
            .attribute_definitions(attribute(index.partition)?)
            .attribute_definitions(attribute(index.sort)?)
            .global_secondary_indexes(
                GlobalSecondaryIndex::builder()
                    .index_name(index.name)
                    .key_schema(key(index.partition, KeyType::Hash)?)
                    .key_schema(key(index.sort, KeyType::Range)?)
                    .projection(projection.build())
                    .build()?,
            );
    }
    create.send().await?;
    client
        .update_time_to_live()
        .table_name(table)
        .time_to_live_specification(
            aws_sdk_dynamodb::types::TimeToLiveSpecification::builder()
                .enabled(true)
                .attribute_name(TTL_ATTRIBUTE)
                .build()?,
        )
        .send()
        .await?;
    Ok(())
}
