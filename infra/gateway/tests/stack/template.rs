//! The template as JSON, with CloudFormation's short tags written out.

use serde_json::{Map, Value, json};
use serde_yaml_ng::{Value as Yaml, value::TaggedValue};
use std::{path::Path, sync::LazyLock};

static TEMPLATE: LazyLock<Value> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../stack/template.yaml");
    let text = std::fs::read_to_string(path).expect("the stack's template");
    written_out(serde_yaml_ng::from_str(&text).expect("the template is YAML"))
});

/// `infra/stack/template.yaml`
pub fn template() -> &'static Value {
    &TEMPLATE
}

/// The properties of a resource.
pub fn properties(resource: &str) -> &'static Value {
    let properties = &template()["Resources"][resource]["Properties"];
    assert!(properties.is_object(), "the template has no {resource}");
    properties
}

/// `!Ref x` is `{"Ref": x}`, `!GetAtt a.b` is `{"Fn::GetAtt": ["a", "b"]}`, any other `!Tag` is `{"Fn::Tag": …}`.
fn written_out(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Tagged(tagged) => {
            let TaggedValue { tag, value } = *tagged;
            let (name, value) = (tag.to_string().trim_start_matches('!').to_owned(), written_out(value));
            match (name.as_str(), value.as_str()) {
                ("Ref", _) => json!({ "Ref": value }),
                ("GetAtt", Some(path)) => {
                    let (resource, attribute) = path.split_once('.').expect("Resource.Attribute");
                    json!({ "Fn::GetAtt": [resource, attribute] })
                }
                _ => json!({ (format!("Fn::{name}")): value }),
            }
        }
        Yaml::Sequence(items) => items.into_iter().map(written_out).collect(),
        Yaml::Mapping(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.as_str().expect("names are text").to_owned(), written_out(value)))
                .collect::<Map<_, _>>(),
        ),
        plain => serde_json::to_value(plain).expect("a plain value"),
    }
}

#[test]
fn short_tags_are_written_out() {
    let yaml = "{ a: !Ref Table, b: !GetAtt Table.Arn, c: !Sub \"${Table}/x\", d: [1, !If [A, x, y]] }";
    let expected = json!({
        "a": { "Ref": "Table" },
        "b": { "Fn::GetAtt": ["Table", "Arn"] },
        "c": { "Fn::Sub": "${Table}/x" },
        "d": [1, { "Fn::If": ["A", "x", "y"] }],
    });
    assert_eq!(written_out(serde_yaml_ng::from_str(yaml).unwrap()), expected);
}
