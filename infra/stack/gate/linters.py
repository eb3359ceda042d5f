"""The linters, each over many documents at once: cfn-lint, cfn-guard with our own rules, checkov."""

import copy
import json
import logging
import re
import subprocess
from pathlib import Path

from documents import GATE, Case

REGIONS = ["ap-southeast-1"]
EDGE_REGIONS = ["us-east-1"]


def cfn_lint(text: str, is_edge: bool, is_transformed: bool) -> list:
    """Every finding of cfn-lint, warnings too. SAM has filled in parameters that the transformed one then does not use."""
    from cfnlint.api import ManualArgs, lint

    config = ManualArgs(regions=EDGE_REGIONS if is_edge else REGIONS, ignore_checks=["W2001"] if is_transformed else [])
    return [f"cfn-lint: {match.rule.id} {match.message} ({'/'.join(str(step) for step in match.path or [])})" for match in lint(text, config=config)]


def rules() -> dict:
    """The file of each of our rules."""
    found = {}
    for path in sorted((GATE / "rules").glob("*/*.guard")):
        for name in re.findall(r"^rule (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            if name in found:
                raise SystemExit(f"{path}: the rule {name} exists twice")
            found[name] = f"guard/{path.stem}"
    return found


def guard(program: Path, folder: Path, is_edge: bool, only: str | None) -> dict:
    """Our rules over a folder of documents: findings by file name. `only` is one file of rules (`guard/<name>`)."""
    ours = rules()
    parts = [GATE / "rules" / part for part in ("both", "edge" if is_edge else "template")]
    command = [program, "validate", "--structured", "--show-summary", "none", "--output-format", "json", "--data", folder]
    for part in parts:
        for path in [part] if only is None else part.glob(f"{only.removeprefix('guard/')}.guard"):
            command += ["--rules", path]
    if "--rules" not in command:
        raise SystemExit(f"there are no rules {only}")
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    # 0: all comply; 19: some do not; anything else is a rule or a document that cannot be read.
    if ran.returncode not in (0, 19) or ran.stderr.strip():
        raise SystemExit(f"cfn-guard ended with {ran.returncode}: {ran.stderr or ran.stdout[:2000]}")
    found = {}
    for report in json.loads(ran.stdout):
        findings = found.setdefault(Path(report["name"]).name, [])
        for rule in report["not_compliant"]:
            name = rule["Rule"]["name"]
            findings.append(f"{ours[name]}: {name}: {message_of(rule)}")
    return found


def message_of(rule) -> str:
    """The first words that a rule gives for its refusal, and where."""
    text = json.dumps(rule, ensure_ascii=False)
    said = re.search(r'"custom_message": ?"([^"]+)"', text)
    where = re.search(r'"path": ?"([^"]+)"', text)
    return " ".join(part.group(1).strip() for part in (said, where) if part)


def checkov(paths: list) -> tuple:
    """checkov's own rules: what failed and what is skipped, as sets of (file name, check, resource)."""
    logging.disable(logging.CRITICAL)
    from checkov.cloudformation.runner import Runner
    from checkov.runner_filter import RunnerFilter

    report = Runner().run(None, files=[str(path) for path in paths], runner_filter=RunnerFilter(framework=["cloudformation"]))
    logging.disable(logging.NOTSET)
    named = lambda records: {(Path(record.file_abs_path).name, record.check_id, record.resource) for record in records}
    if not report.passed_checks:
        raise SystemExit("checkov checked nothing")
    return named(report.failed_checks), named(report.skipped_checks)


def without_skips(document: dict) -> dict:
    """The document as if nothing were skipped."""
    document = copy.deepcopy(document)
    for resource in document["Resources"].values():
        resource.get("Metadata", {}).pop("checkov", None)
    return document


def skips_without_reason(case: Case) -> list:
    """Every skip says why, in a sentence."""
    found = []
    for name, resource in case.source["Resources"].items():
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
            if len(skip.get("comment", "").split()) < 4:
                found.append(f"checkov: {name} skips {skip.get('id')} without saying why")
    return found
