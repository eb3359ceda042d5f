//! The reference data get into a table in the cloud by a program of their own.

use crate::common::host::{host, seed_folder};
use api::Api;
use gateway::ready::HostFile;
use std::process::Command;

/// A world of its own in the shared host's table.
const WORLD: &str = "seeded";

#[test]
fn the_catalogue_gets_into_a_table_without_server_secret_and_demonstration_accounts() {
    let environment = HostFile::read(&host().data).expect("the host's file").environment;
    let mut seed = Command::new(env!("CARGO_BIN_EXE_seed-table"));
    seed.args([environment["MOTCUA_TABLE"].as_str(), WORLD, "--seed"]).arg(seed_folder()).env_clear();
    seed.envs(environment.iter().filter(|(name, _)| name.starts_with("AWS_")));
    let ran = seed.output().expect("the program runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));

    let mut config = host().api.config.clone();
    config.world = WORLD.to_owned();
    let address = environment["AWS_ENDPOINT_URL_DYNAMODB"].trim_start_matches("http://").parse().expect("an address");
    let files = gateway::clients::s3(&environment["AWS_ENDPOINT_URL_S3"]);
    let api = Api::new(config, gateway::clients::dynamo(address), files, api::host::system_clock());
    let catalogue = host().wait(api.reference.summaries(&api)).expect("the catalogue is readable");
    assert!(catalogue.list.procedures.len() > 50, "{}", catalogue.list.procedures.len());
    assert!(host().wait(api.reference.accounts(&api)).expect("accounts are readable").is_empty());
}
