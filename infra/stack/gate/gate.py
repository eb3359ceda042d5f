"""The gate of the stack: `cargo xtask test --only stack`.

The template as it is must pass every checker; every variant in harmless/ must pass; every mistake in mistakes/ must be
caught by the checker that it names. By itself: `python gate.py --guard PROGRAM --work FOLDER`, in an environment with
requirements.txt.
"""

import argparse
import json
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import documents
import linters
import pages
import structure
from documents import Case, NotTransformed

AS_IT_IS = ("template.yaml", "edge.yaml")


def prepare(case: Case) -> Case:
    """Transforms, and runs the checkers that look at one document at a time."""
    try:
        case.transformed = documents.transform(case.source, case.parameters)
    except NotTransformed as error:
        case.findings.append(f"transform: {error}")
    case.findings += structure.findings(case)
    if not case.is_edge and case.caught_by in (None, "pages"):
        case.findings += pages.findings(case)
    if case.transformed and case.caught_by in (None, "cfn-lint"):
        case.findings += linters.cfn_lint(json.dumps(case.transformed), case.is_edge, is_transformed=True)
        # The source too: rules about SAM itself, and about what the transformation leaves out.
        if case.name in AS_IT_IS:
            case.findings += linters.cfn_lint(json.dumps(case.source), case.is_edge, is_transformed=False)
    case.findings += linters.skips_without_reason(case)
    return case


def guarded(program: Path, work: Path, cases: list) -> None:
    """Our own rules. What must pass is held to all of them, a mistake to the file of rules that must catch it."""
    groups = {}
    for number, case in enumerate(cases):
        if case.transformed and (case.caught_by is None or case.caught_by.startswith("guard/")):
            group = groups.setdefault((case.is_edge, case.caught_by), {})
            group[f"{number:03}-{documents.shown(case.name)}.json"] = case

    def run(group):
        (is_edge, only), files = group
        folder = work / "guard" / f"{'edge' if is_edge else 'template'}-{documents.shown(only or 'all')}"
        folder.mkdir(parents=True)
        for name, case in files.items():
            (folder / name).write_text(json.dumps(case.transformed), encoding="utf-8")
        found = linters.guard(program, folder, is_edge, only)
        if set(found) != set(files):
            raise SystemExit(f"cfn-guard read {len(found)} of {len(files)} documents")
        for name, case in files.items():
            case.findings += found[name]

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        list(pool.map(run, groups.items()))


def checked(work: Path, cases: list) -> list:
    """checkov over the documents that it decides about; and a skip that hides nothing is a finding by itself."""
    folder = work / "checkov"
    folder.mkdir()
    files = {}
    bare = []
    for number, case in enumerate(cases):
        if case.transformed and case.caught_by in (None, "checkov"):
            path = folder / f"{number:03}-{documents.shown(case.name)}.json"
            path.write_text(json.dumps(case.transformed, indent=1), encoding="utf-8")
            files[path.name] = case
            if case.name in AS_IT_IS:
                path = folder / f"bare-{path.name}"
                path.write_text(json.dumps(linters.without_skips(case.transformed), indent=1), encoding="utf-8")
                bare.append(path)
    if not files:
        return []
    failed, skipped = linters.checkov([folder / name for name in files] + bare)
    for name, check, resource in sorted(failed):
        if name in files:
            files[name].findings.append(f"checkov: {check} {resource}")
    idle = []
    for path in bare:
        name = path.name.removeprefix("bare-")
        would_fail = {(check, resource) for file, check, resource in failed if file == path.name}
        hides = {(check, resource) for file, check, resource in skipped if file == name}
        idle += [f"checkov: {resource} skips {check}, which it would pass" for check, resource in sorted(hides - would_fail)]
    return idle


def timed(began: float, what: str) -> None:
    """Progress: a step is done."""
    print(f"{what} ({time.monotonic() - began:.0f} s)", flush=True)


def main() -> int:
    """Runs everything and ends with `N passed, N failed`."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--guard", type=Path, required=True)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--only", help="cases whose name has this in it, with all their findings")
    given = arguments.parse_args()
    began = time.monotonic()
    shutil.rmtree(given.work, ignore_errors=True)
    given.work.mkdir(parents=True)

    environments = documents.environments()
    cases = []
    for name in AS_IT_IS:
        for environment, content in environments.items():
            is_edge = name == "edge.yaml"
            # Our rules hold production to more than a trial (a slow release); it stands for the template as it is.
            shown = name if environment == "production" else f"{name} for {environment}"
            cases.append(Case(shown, documents.read(name), documents.parameters(content, is_edge), is_edge))
    as_it_is = len(cases)
    cases += documents.cases("harmless") + documents.cases("mistakes")
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise SystemExit("two cases have the same name")
    if given.only:
        cases = [case for case in cases if given.only in case.name]
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        cases = list(pool.map(prepare, cases, chunksize=4))
    timed(began, "transformed, structure, cfn-lint")
    guarded(given.guard, given.work, cases)
    timed(began, "cfn-guard")
    idle = checked(given.work, cases)
    timed(began, "checkov")

    passed = failed = 0
    for number, case in enumerate(cases):
        findings = case.findings
        if "for trial" in case.name or "for training" in case.name:
            findings = [finding for finding in findings if "production_releases_slowly" not in finding]
        if case.caught_by is None:
            good = not findings
            problem = "objected to"
        else:
            findings_of_owner = [finding for finding in findings if finding.startswith(f"{case.caught_by}:")]
            good = bool(findings_of_owner)
            problem = f"not caught by {case.caught_by}"
        passed, failed = passed + good, failed + (not good)
        if not good or given.only:
            kind = "mistake" if case.caught_by else "as it is" if number < as_it_is else "harmless"
            print(f"{'ok' if good else 'FAILED'}: {kind}: {case.name}{'' if good else ': ' + problem}")
            for finding in findings:
                print(f"    {finding}")
    objected = {finding.split(": ")[1] for case in cases if case.caught_by for finding in case.findings if finding.startswith("guard/")}
    idle_rules = [] if given.only else [f"no mistake shows that {name} can object" for name in sorted(set(linters.rules()) - objected)]
    for check, findings in (
        ("every skip hides something", idle),
        ("every rule of ours has caught a mistake", idle_rules),
        ("environments", list(structure.environment_files(set(environments)))),
    ):
        passed, failed = passed + (not findings), failed + bool(findings)
        for finding in findings:
            print(f"FAILED: {check}: {finding}")
    mistakes = sum(1 for case in cases if case.caught_by)
    print(f"{mistakes} mistakes, {len(cases) - mistakes} documents that must pass, {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
