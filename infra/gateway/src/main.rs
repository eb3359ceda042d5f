//! The local host's process: reads its options, serves until it is told to stop.

use gateway::{HostError, options::Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Không chạy được · Cannot go on: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), HostError> {
    let command = gateway::options::parse(std::env::args().skip(1))?;
    gateway::start_log();
    match command {
        Command::Serve(options) => gateway::block_on(gateway::serve(options)),
        Command::Token { data, account } => {
            println!("{}", gateway::issuer::token_for(&data, &account)?);
            Ok(())
        }
        Command::Help => {
            println!("{}", gateway::options::HELP);
            Ok(())
        }
    }
}
