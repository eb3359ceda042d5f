//! Writes the reference data into a table in the cloud: catalogue, units, calendar, lists, and accounts when they are
//! given. Doing it again changes nothing. Region and keys come from the environment: `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
//! `AWS_SECRET_ACCESS_KEY` and, of a role, `AWS_SESSION_TOKEN`.
//!
//! `cargo run --bin seed-table -- TABLE WORLD [--seed infra/seed] [--accounts FILE]`

use api::{Api, config::Config};
use std::{path::PathBuf, process::ExitCode};

const HELP: &str = "cargo run --bin seed-table -- TABLE WORLD [--seed infra/seed] [--accounts FILE]";

struct Wish {
    table: String,
    world: String,
    seed: PathBuf,
    accounts: Option<PathBuf>,
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Wish> {
    let (mut names, mut seed, mut accounts) = (Vec::new(), PathBuf::from("infra/seed"), None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = arguments.next()?.into(),
            "--accounts" => accounts = Some(arguments.next()?.into()),
            flag if flag.starts_with('-') => return None,
            _ => names.push(argument),
        }
    }
    let [table, world] = <[String; 2]>::try_from(names).ok()?;
    Some(Wish { table, world, seed, accounts })
}

fn main() -> ExitCode {
    let Some(wish) = parse(std::env::args().skip(1)) else {
        eprintln!("{HELP}");
        return ExitCode::from(2);
    };
    gateway::start_log();
    match gateway::block_on(seed(wish)) {
        Ok(entries) => {
            println!("Đã nạp dữ liệu tham chiếu · Reference data seeded: {entries}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Không nạp được · Cannot seed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn seed(wish: Wish) -> Result<usize, gateway::HostError> {
    let mut files = gateway::reference::read(&wish.seed)?;
    // The demonstration accounts never reach a table in the cloud by default: everybody knows them.
    files.accounts = match &wish.accounts {
        Some(path) => std::fs::read_to_string(path).map_err(gateway::HostError::file(path))?,
        None => "[]".to_owned(),
    };
    let access = api::clients::Access::from_env().map_err(|error| gateway::HostError::Other(error.to_string()))?;
    let config = Config {
        table: wish.table,
        incoming_bucket: String::new(),
        papers_bucket: String::new(),
        results_bucket: String::new(),
        world: wish.world,
        // Reference data are neither sealed nor pseudonymised: nobody needs the server secret for them.
        secret: vec![0; 32],
        site: String::new(),
        issuer_jwks: None,
        issuer: String::new(),
        audience: String::new(),
        staff: None,
        citizens: None,
        secure_cookies: true,
        origin_secrets: Vec::new(),
        function: None,
    };
    let api = Api::new(config, access.dynamo(), access.s3(), api::host::system_clock());
    Ok(api::seed::seed(&api, &files).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> impl Iterator<Item = String> {
        line.split(' ').map(str::to_owned).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn a_table_and_a_world_are_needed_and_accounts_are_not_demonstration_accounts_by_default() {
        let wish = parse(words("motcua-Table-1 live")).unwrap();
        assert_eq!((wish.table.as_str(), wish.world.as_str()), ("motcua-Table-1", "live"));
        assert_eq!((wish.seed, wish.accounts), (PathBuf::from("infra/seed"), None));
        assert_eq!(parse(words("t w --accounts staff.json")).unwrap().accounts, Some("staff.json".into()));
        for wrong in ["t", "t w x", "t w --all", "t w --accounts"] {
            assert!(parse(words(wrong)).is_none(), "{wrong}");
        }
    }
}
