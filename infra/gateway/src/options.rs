//! The command line.

use crate::HostError;
use std::path::PathBuf;

/// What to say to `--help` and after a mistake.
pub const HELP: &str = "\
gateway [--port 8080] [--data .data] [--app target/app] [--seed infra/seed] [--reset]
    serves everything; port 0 picks free ones
gateway token ACCOUNT [--data .data]
    prints a bearer token of the local issuer";

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Serve(Options),
    Token { data: PathBuf, account: String },
    Help,
}

/// How to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Port of app and API; the file store takes the next one. 0: two free ones.
    pub port: u16,
    /// Folder that keeps table, files, keys and positions.
    pub data: PathBuf,
    /// Folder with the built app: `public/` and `staff/`.
    pub app: PathBuf,
    /// Folder with the raw reference data.
    pub seed: PathBuf,
    /// Forget everything that `data` holds.
    pub reset: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 8080,
            data: PathBuf::from(".data"),
            app: PathBuf::from("target/app"),
            seed: PathBuf::from("infra/seed"),
            reset: false,
        }
    }
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// [`HostError::Options`] names what is not understood.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, HostError> {
    let mut options = Options::default();
    let mut words = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| HostError::Options(format!("{argument} needs a value")));
        match argument.as_str() {
            "--port" => {
                let port = value()?;
                options.port = port.parse().map_err(|_| HostError::Options(format!("{port} is not a port")))?;
            }
            "--data" => options.data = PathBuf::from(value()?),
            "--app" => options.app = PathBuf::from(value()?),
            "--seed" => options.seed = PathBuf::from(value()?),
            "--reset" => options.reset = true,
            "--help" | "-h" => return Ok(Command::Help),
            flag if flag.starts_with('-') => return Err(HostError::Options(format!("unknown option {flag}"))),
            _ => words.push(argument),
        }
    }
    match words.as_slice() {
        [] => Ok(Command::Serve(options)),
        [command, account] if command == "token" => Ok(Command::Token { data: options.data, account: account.clone() }),
        _ => Err(HostError::Options(format!("not understood: {}", words.join(" ")))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, HostError> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_given_serves_on_8080() {
        assert_eq!(parsed("").unwrap(), Command::Serve(Options::default()));
    }

    #[test]
    fn every_option_is_read() {
        let Command::Serve(options) = parsed("--port 0 --data d --app a --seed s --reset").unwrap() else { panic!() };
        assert_eq!((options.port, options.reset), (0, true));
        assert_eq!((options.data, options.app, options.seed), ("d".into(), "a".into(), "s".into()));
    }

    #[test]
    fn a_token_needs_an_account_and_a_port_is_a_number() {
        assert!(matches!(parsed("token officer --data d").unwrap(), Command::Token { .. }));
        for wrong in ["token", "--port", "--port eighty", "--colour", "serve"] {
            assert!(matches!(parsed(wrong), Err(HostError::Options(_))), "{wrong}");
        }
    }
}
