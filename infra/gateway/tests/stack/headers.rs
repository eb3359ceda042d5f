//! The distribution's headers are those of the local host, in which the browser's journeys run.

use crate::{
    common::{host::host, people::stranger},
    template::properties,
};
use std::collections::{BTreeMap, BTreeSet};

/// Sources by directive; every address of a file store is the same word.
fn directives(policy: &str, is_store: impl Fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    policy
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace();
            let name = words.next().expect("a directive").to_owned();
            let word = |word: &str| if is_store(word) { "FILES".to_owned() } else { word.to_owned() };
            (name, words.map(word).collect())
        })
        .collect()
}

#[test]
fn the_distribution_sends_the_local_hosts_headers() {
    let page = stranger(host()).get("/");
    let local = |name: &str| page.header(name).unwrap_or_else(|| panic!("the local host sends no {name}")).to_owned();
    let config = &properties("SiteHeaders")["ResponseHeadersPolicyConfig"];
    let security = &config["SecurityHeadersConfig"];

    let policy = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"][0].as_str().unwrap();
    let here = directives(&local("content-security-policy"), |word| word.starts_with("http://"));
    let there = directives(policy, |word| word.starts_with("${"));
    assert_eq!(there, here);
    assert!(here["connect-src"].contains("FILES"), "{here:?}");

    assert_eq!(security["ReferrerPolicy"]["ReferrerPolicy"], local("referrer-policy"));
    assert_eq!(security["FrameOptions"]["FrameOption"], local("x-frame-options"));
    assert_eq!((security["ContentTypeOptions"]["Override"] == true), (local("x-content-type-options") == "nosniff"));
    let custom = config["CustomHeadersConfig"]["Items"].as_array().unwrap();
    assert_eq!(custom.len(), 3);
    for item in custom {
        let name = item["Header"].as_str().unwrap().to_ascii_lowercase();
        assert_eq!(item["Value"], local(&name), "{name}");
    }
}
