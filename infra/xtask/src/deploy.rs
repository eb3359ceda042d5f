//! `deploy`: from this clone into an AWS account, with a preview before anything changes; and `smoke`, which asks a site
//! whether it is well.

use crate::{
    package,
    project::{Failure, Project, Steps, at, run},
    tools,
};
use serde_json::{Map, Value};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The region of certificate and firewall of every distribution.
const EDGE_REGION: &str = "us-east-1";

/// What stands in the parameter files until a province writes its own.
const EXAMPLES: [&str; 2] = ["example.vn", "example.com"];

/// An environment as infra/stack/environments has it.
struct Environment {
    name: String,
    region: String,
    stack: String,
    edge_stack: String,
    edge: Map<String, Value>,
    main: Map<String, Value>,
}

/// `deploy --env NAME [--yes]`
pub fn deploy(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, confirm) = match words.as_slice() {
        ["--env", name] => (*name, true),
        ["--env", name, "--yes"] => (*name, false),
        _ => return Err(Failure("cargo xtask deploy --env trial|training|production [--yes]".to_owned())),
    };
    let environment = Environment::read(project, name)?;
    environment.is_the_provinces_own()?;
    let mut steps = Steps::new(7);
    steps.next("tools");
    let sam = tools::sam(project)?;
    let account = cloud(project, &["account", &environment.region])
        .map_err(|failure| Failure(format!("{failure}\n{NO_ACCOUNT}")))?;
    eprintln!("      account {}, region {}", account.trim(), environment.region);
    steps.next("package");
    package::package(project)?;

    let deploy = |template: &str, stack: &str, region: &str, parameters: &Map<String, Value>| {
        let mut command = project.command(&sam.display().to_string(), &["deploy", "--no-fail-on-empty-changeset"]);
        command.arg("--template-file").arg(project.root.join("infra/stack").join(template));
        command.args(["--stack-name", stack, "--region", region, "--resolve-s3"]);
        command.args(["--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]);
        // The preview: SAM shows the change set and waits for an answer.
        command.arg(if confirm { "--confirm-changeset" } else { "--no-confirm-changeset" });
        command.args(["--tags", "project=motcua", &format!("environment={}", environment.name)]);
        command.arg("--parameter-overrides").args(overrides(parameters));
        run(std::mem::replace(command.stdin(Stdio::inherit()), Command::new("true")))
    };
    steps.next("certificate and firewall");
    deploy("edge.yaml", &environment.edge_stack, EDGE_REGION, &environment.edge)?;
    let edge = outputs(project, EDGE_REGION, &environment.edge_stack)?;
    steps.next("stack");
    let mut parameters = environment.main.clone();
    for name in ["EdgeCertificateArn", "WebAclArn"] {
        parameters.insert(name.to_owned(), Value::String(output(&edge, name)?));
    }
    let release = release(project, &parameters)?;
    parameters.insert("Release".to_owned(), Value::String(release));
    deploy("template.yaml", &environment.stack, &environment.region, &parameters)?;
    let made = outputs(project, &environment.region, &environment.stack)?;

    steps.next("app");
    let folder = project.target.join("package");
    let bucket = output(&made, "AppBucketName")?;
    upload(project, &bucket, &folder.join("app"), &folder.join("app.json"), &environment.region, &[])?;
    steps.next("pages anew");
    cloud(project, &["refresh", &output(&made, "DistributionId")?])?;
    steps.next("smoke test");
    smoke(project, &[output(&made, "SiteUrl")?])
}

const NO_ACCOUNT: &str = "\
No AWS account can be reached with the credentials at hand. Sign in first (`aws sso login`, or the variables
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE); infra/README.md says which rights they
need. Nothing was changed.";

impl Environment {
    fn read(project: &Project, name: &str) -> Result<Self, Failure> {
        let file = project.root.join("infra/stack/environments").join(format!("{name}.json"));
        let known = ["trial", "training", "production"];
        if !known.contains(&name) {
            return Err(Failure(format!("no environment {name}: there are {}", known.join(", "))));
        }
        let text = fs::read_to_string(&file).map_err(at(&file))?;
        let wrong = |what: &str| Failure(format!("{}: {what}", file.display()));
        let raw: Value = serde_json::from_str(&text).map_err(|error| wrong(&error.to_string()))?;
        let word = |key: &str| raw.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| wrong(key));
        let map = |key: &str| raw.get(key).and_then(Value::as_object).cloned().ok_or_else(|| wrong(key));
        Ok(Self {
            name: name.to_owned(),
            region: word("region")?,
            stack: word("stack")?,
            edge_stack: word("edge_stack")?,
            edge: map("edge")?,
            main: map("main")?,
        })
    }

    /// Refuses the addresses that the repository came with.
    fn is_the_provinces_own(&self) -> Result<(), Failure> {
        let examples = |(name, value): (&String, &Value)| {
            let text = value.as_str().unwrap_or_default();
            EXAMPLES.iter().any(|example| text.ends_with(example)).then(|| format!("{name} ({text})"))
        };
        let mut left: Vec<String> = self.edge.iter().chain(&self.main).filter_map(examples).collect();
        left.sort();
        left.dedup();
        if left.is_empty() {
            return Ok(());
        }
        Err(Failure(format!(
            "infra/stack/environments/{}.json still has the addresses that it came with: {}. Write the province's own.",
            self.name,
            left.join(", ")
        )))
    }
}

/// `Name="value"` for each parameter that is set, as SAM reads them.
fn overrides(parameters: &Map<String, Value>) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let set = parameters.iter().map(|(name, value)| (name, text(value))).filter(|(_, value)| !value.is_empty());
    set.map(|(name, value)| format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))).collect()
}

/// What makes a release another one: bundles, template, parameters.
fn release(project: &Project, parameters: &Map<String, Value>) -> Result<String, Failure> {
    let mut all = Vec::new();
    let bundles = package::names().map(|name| project.target.join(format!("package/{name}.zip")));
    for file in bundles.chain([project.root.join("infra/stack/template.yaml")]) {
        all.extend(package::checksum(&fs::read(&file).map_err(at(&file))?).into_bytes());
    }
    all.extend(Value::Object(parameters.clone()).to_string().into_bytes());
    Ok(package::checksum(&all))
}

/// Runs a step of cloud.py and gives what it says.
fn cloud(project: &Project, arguments: &[&str]) -> Result<String, Failure> {
    answer(script(project, "cloud.py").args(arguments))
}

/// One of the project's Python programs, in the environment that has the AWS library.
pub fn script(project: &Project, name: &str) -> Command {
    let python = tools::environment(project).join("bin/python").display().to_string();
    let file = project.root.join("infra/xtask/python").join(name).display().to_string();
    project.command(&python, &[&file])
}

fn answer(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| Failure(error.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

fn outputs(project: &Project, region: &str, stack: &str) -> Result<Value, Failure> {
    let said = cloud(project, &["outputs", region, stack])?;
    serde_json::from_str(&said).map_err(|error| Failure(format!("outputs of {stack}: {error}")))
}

fn output(outputs: &Value, name: &str) -> Result<String, Failure> {
    let value = outputs.get(name).and_then(Value::as_str);
    value.map(str::to_owned).ok_or_else(|| Failure(format!("the stack has no output {name}")))
}

/// Uploads the app with its headers; further settings say where, when it is not AWS.
pub fn upload(
    project: &Project,
    bucket: &str,
    folder: &Path,
    headers: &Path,
    region: &str,
    settings: &[(String, String)],
) -> Result<(), Failure> {
    let mut command = script(project, "cloud.py");
    command.args(["upload", bucket]).arg(folder).arg(headers).env("AWS_DEFAULT_REGION", region);
    run({
        command.envs(settings.iter().cloned());
        command
    })
}

/// `smoke URL`
pub fn smoke(project: &Project, arguments: &[String]) -> Result<(), Failure> {
    let [url] = arguments else { return Err(Failure("cargo xtask smoke URL".to_owned())) };
    let file: PathBuf = project.root.join("infra/xtask/python/smoke.py");
    let mut command = project.command("python3", &[&file.display().to_string()]);
    command.arg(url);
    run(command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn environment(site: &str) -> Environment {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        Environment {
            name: "trial".to_owned(),
            region: "ap-southeast-1".to_owned(),
            stack: "motcua-trial".to_owned(),
            edge_stack: "motcua-trial-edge".to_owned(),
            edge: map(json!({ "SiteDomain": site })),
            main: map(json!({ "SiteDomain": site, "HostedZoneId": "" })),
        }
    }

    #[test]
    fn the_addresses_that_the_repository_came_with_are_not_deployed() {
        let refused = environment("dichvucong.example.vn").is_the_provinces_own().unwrap_err();
        assert!(refused.0.contains("SiteDomain (dichvucong.example.vn)"), "{refused}");
        assert!(environment("dichvucong.quangninh.gov.vn").is_the_provinces_own().is_ok());
    }

    #[test]
    fn parameters_are_quoted_and_empty_ones_keep_the_templates_default() {
        let parameters = json!({ "A": "x y", "B": "", "C": "{\"keys\":[]}", "D": 3 });
        assert_eq!(overrides(parameters.as_object().unwrap()), ["A=\"x y\"", "C=\"{\\\"keys\\\":[]}\"", "D=\"3\""]);
    }
}
