//! What `deploy` does after SAM, tried on the local host: the smoke test must pass at a site that is well and fail at
//! what is none, and the app must arrive in a bucket with the headers under which it is kept.

use super::Count;
use crate::{
    app, deploy, package,
    project::{Failure, Project, at, run},
    serve, tools,
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

pub fn site(project: &Project) -> Result<Count, Failure> {
    tools::wasm_target(project)?;
    app::build(project)?;
    serve::build_gateway(project)?;
    tools::sam(project)?;
    let data = project.target.join("smoke-data");
    let _ = fs::remove_dir_all(&data);
    let host = Host::start(project, &data)?;
    let mut count = Count::one(deploy::smoke(project, std::slice::from_ref(&host.url)));
    let store = host.setting("AWS_ENDPOINT_URL_S3")?;
    count.add(Count::one(match deploy::smoke(project, &[store]) {
        Ok(()) => Err(Failure("the smoke test passes at what is no site".to_owned())),
        Err(_) => Ok(()),
    }));
    count.add(Count::one(upload(project, &host)));
    Ok(count)
}

/// The app goes to a bucket of the local file store, and what is there is asked back.
fn upload(project: &Project, host: &Host) -> Result<(), Failure> {
    let bucket = host.setting("MOTCUA_PAPERS_BUCKET")?;
    let folder = project.target.join("smoke-package");
    let headers = package::app(project, &folder)?.1;
    let environment = host.file.get("environment").and_then(Value::as_object).into_iter().flatten();
    let environment: Vec<(String, String)> =
        environment.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect();
    deploy::upload(project, &bucket, &folder.join("app"), &headers, &host.setting("AWS_REGION")?, &environment)?;
    let mut asks = deploy::script(project, "cloud.py");
    asks.args(["compare", &bucket]).arg(&headers).envs(environment);
    asks.env("AWS_DEFAULT_REGION", host.setting("AWS_REGION")?);
    run(asks)
}

/// A local host of this check's own, on free ports.
struct Host {
    child: Child,
    url: String,
    file: Value,
}

impl Host {
    fn start(project: &Project, data: &Path) -> Result<Self, Failure> {
        let options = ["--port", "0", "--data", &data.display().to_string()].map(str::to_owned);
        let mut command = serve::gateway(project, &options);
        command.stdout(Stdio::null()).env("MOTCUA_LOG", "error");
        let child = command.spawn().map_err(|error| Failure(error.to_string()))?;
        let mut host = Self { child, url: String::new(), file: Value::Null };
        let path = data.join("host.json");
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if let Ok(text) = fs::read_to_string(&path) {
                host.file = serde_json::from_str(&text).map_err(|error| Failure(error.to_string()))?;
                host.url = host.file.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
                return Ok(host);
            }
            sleep(Duration::from_millis(100));
        }
        Err(at(&path)(std::io::Error::from(std::io::ErrorKind::TimedOut)))
    }

    fn setting(&self, name: &str) -> Result<String, Failure> {
        let value = self.file.get("environment").and_then(|settings| settings.get(name)).and_then(Value::as_str);
        value.map(str::to_owned).ok_or_else(|| Failure(format!("host.json has no {name}")))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
