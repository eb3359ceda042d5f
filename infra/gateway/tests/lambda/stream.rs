//! The event source mapping: reads the table's stream by its interface and invokes the worker with what it gives.

use crate::common::http::{Ask, Client};
use serde_json::{Value, json};

/// A reader of a table's stream, from now on.
pub struct Stream {
    client: Client,
    iterator: Option<String>,
    arn: String,
}

impl Stream {
    /// Begins at the newest record.
    pub fn begin(engine: &str, table: &str) -> Self {
        let client = Client::new(engine);
        let streams = ask(&client, "ListStreams", &json!({ "TableName": table }));
        let arn = streams["Streams"][0]["StreamArn"].as_str().expect("the table has a stream").to_owned();
        let described = ask(&client, "DescribeStream", &json!({ "StreamArn": arn }));
        let shard = described["StreamDescription"]["Shards"][0]["ShardId"].clone();
        let wanted = json!({ "StreamArn": arn, "ShardId": shard, "ShardIteratorType": "LATEST" });
        let iterator = ask(&client, "GetShardIterator", &wanted)["ShardIterator"].as_str().map(str::to_owned);
        Self { client, iterator, arn }
    }

    /// The next records as an event for the worker; none when there is nothing new.
    pub fn next(&mut self) -> Option<Value> {
        let wanted = json!({ "ShardIterator": self.iterator.as_ref()?, "Limit": 100 });
        let mut got = ask(&self.client, "GetRecords", &wanted);
        self.iterator = got["NextShardIterator"].as_str().map(str::to_owned);
        let mut records = got["Records"].take();
        for record in records.as_array_mut()? {
            record["eventSourceARN"] = json!(self.arn);
        }
        (!records.as_array()?.is_empty()).then(|| json!({ "Records": records }))
    }
}

fn ask(client: &Client, operation: &str, body: &Value) -> Value {
    let credential = "AWS4-HMAC-SHA256 Credential=local/20261123/ap-southeast-1/dynamodb/aws4_request, \
                      SignedHeaders=host;x-amz-date, Signature=00";
    let ask = Ask::new("POST", "/")
        .header("x-amz-target", &format!("DynamoDBStreams_20120810.{operation}"))
        .header("x-amz-date", "20261123T000000Z")
        .header("authorization", credential)
        .raw("application/x-amz-json-1.0", body.to_string());
    client.send(&ask).expect(200).json()
}
