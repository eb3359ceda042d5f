//! Events as AWS sends them: API Gateway's HTTP API, payload version 2.0, and DynamoDB streams.

use crate::common::http::{Answer, Ask};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

/// A request as API Gateway hands it to a function: cookies apart from headers, text as text, other bytes as base64.
pub fn request(ask: &Ask) -> Value {
    let (path, query) = ask.path.split_once('?').unwrap_or((&ask.path, ""));
    let mut headers = Map::new();
    headers.insert("host".to_owned(), json!("motcua.example"));
    let mut cookies = Vec::new();
    for (name, value) in &ask.headers {
        if name == "cookie" {
            cookies.extend(value.split(';').map(|pair| pair.trim().to_owned()));
        } else {
            headers.insert(name.clone(), json!(value));
        }
    }
    let mut event = json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query, "headers": headers,
        "requestContext": {
            "accountId": "123456789012", "apiId": "api-id", "domainName": "motcua.example", "domainPrefix": "motcua",
            "http": {
                "method": ask.method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test",
            },
            "requestId": "id", "routeKey": "$default", "stage": "$default",
            "time": "23/Nov/2026:03:00:00 +0000", "timeEpoch": 1_795_402_800_000_u64,
        },
        "isBase64Encoded": false,
    });
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if !ask.body.is_empty() {
        match std::str::from_utf8(&ask.body) {
            Ok(text) => event["body"] = json!(text),
            Err(_) => {
                event["body"] = json!(STANDARD.encode(&ask.body));
                event["isBase64Encoded"] = json!(true);
            }
        }
    }
    event
}

/// The same request at a stage's own address, where every path begins with the stage's name, or at a domain that is
/// mapped to the stage.
pub fn at_stage(mut event: Value, stage: &str, in_path: bool) -> Value {
    event["requestContext"]["stage"] = json!(stage);
    if in_path {
        let path = format!("/{stage}{}", event["rawPath"].as_str().unwrap_or_default());
        event["requestContext"]["http"]["path"] = json!(path);
        event["rawPath"] = json!(path);
    }
    event
}

/// The same request with its body as base64, as API Gateway sends every body that it does not take for text.
pub fn in_base64(mut event: Value) -> Value {
    if let (Some(body), false) = (event["body"].as_str(), event["isBase64Encoded"] == true) {
        event["body"] = json!(STANDARD.encode(body));
        event["isBase64Encoded"] = json!(true);
    }
    event
}

/// What a function returned, as API Gateway sends it on.
pub fn answer(returned: &Value) -> Answer {
    let status = returned["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok());
    let mut headers: Vec<(String, String)> = Vec::new();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for (name, value) in returned["headers"].as_object().into_iter().flatten() {
        headers.push((name.to_ascii_lowercase(), text(value)));
    }
    for cookie in returned["cookies"].as_array().into_iter().flatten() {
        headers.push(("set-cookie".to_owned(), text(cookie)));
    }
    let body = returned["body"].as_str().unwrap_or_default();
    let body = if returned["isBase64Encoded"] == true {
        STANDARD.decode(body).expect("base64")
    } else {
        body.as_bytes().to_vec()
    };
    Answer { status: status.expect("a function returns a status"), headers, body }
}

/// Stream records that tell of a dossier's events, in this order.
pub fn records(world: &str, code: &str, versions: &[u64]) -> Value {
    let records: Vec<Value> = versions
        .iter()
        .map(|version| {
            json!({
                "eventID": format!("{version}"), "eventName": "INSERT", "eventVersion": "1.1",
                "eventSource": "aws:dynamodb", "awsRegion": "ap-southeast-1",
                "eventSourceARN": "arn:aws:dynamodb:ap-southeast-1:123456789012:table/motcua/stream/2026-11-23T00:00:00.000",
                "dynamodb": {
                    "ApproximateCreationDateTime": 1_795_402_800, "SequenceNumber": format!("{version}"), "SizeBytes": 26,
                    "StreamViewType": "NEW_IMAGE",
                    "Keys": { "pk": { "S": format!("{world}#D#{code}") }, "sk": { "S": format!("E#{version:06}") } },
                },
            })
        })
        .collect();
    json!({ "Records": records })
}
