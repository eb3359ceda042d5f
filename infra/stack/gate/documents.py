"""The stack's documents: read, edited by a mistake or a variant, and transformed as AWS does it, without AWS."""

import copy
import json
import logging
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

# SAM asks the SDK for a region; nothing is ever sent.
os.environ.setdefault("AWS_DEFAULT_REGION", "ap-southeast-1")

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

# "Feature … not available in Feature Toggle Config" for every function is no news.
logging.getLogger("samtranslator").setLevel(logging.ERROR)
logging.getLogger("samtranslator.feature_toggle.feature_toggle").setLevel(logging.CRITICAL)

GATE = Path(__file__).resolve().parent
STACK = GATE.parent
ROOT = STACK.parent.parent

# What no file of an environment can hold: what edge.yaml gave, and what is released.
GIVEN_AT_DEPLOYMENT = {
    "EdgeCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
    "WebAclArn": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/firewall/00000000-0000-0000-0000-000000000000",
    "Release": "a" * 64,
}


class NotTransformed(Exception):
    """SAM refuses the template; the text says why."""


@dataclass
class Case:
    """A document with its parameters: as it is, or with something changed."""

    name: str
    source: dict
    parameters: dict
    is_edge: bool = False
    # The one part of the gate that must object; none: nobody may.
    caught_by: str | None = None
    transformed: dict | None = None
    refused: str | None = None
    findings: list = field(default_factory=list)


def read(name: str) -> dict:
    """`template.yaml` or `edge.yaml`, with short tags written out (`!Ref x` is `{"Ref": x}`)."""
    return yaml_parse((STACK / name).read_text(encoding="utf-8"))


def environments() -> dict:
    """The parameter files by name of environment."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((STACK / "environments").glob("*.json"))}


def parameters(environment: dict, is_edge: bool) -> dict:
    """All parameters of a deployment into an environment."""
    return dict(environment["edge"]) if is_edge else {**environment["main"], **GIVEN_AT_DEPLOYMENT}


def edit(document: dict, edits: list) -> None:
    """Applies edits in place: `at` is a path of names and indexes, `set` a value, or `remove: true`."""
    for change in edits:
        *parents, last = change["at"]
        at = document
        for step in parents:
            at = at.setdefault(step, {}) if isinstance(at, dict) else at[step]
        if change.get("remove"):
            del at[last]
        elif isinstance(at, list) and last == len(at):
            at.append(change["set"])
        else:
            at[last] = change["set"]


def cases(folder: str) -> list:
    """The cases of a folder, each over an untouched document of the production environment."""
    sources = {False: read("template.yaml"), True: read("edge.yaml")}
    production = environments()["production"]
    found = []
    for path in sorted((GATE / folder).glob("*.yaml")):
        for entry in yaml_parse(path.read_text(encoding="utf-8")):
            is_edge = entry.get("template") == "edge"
            source = copy.deepcopy(sources[is_edge])
            edit(source, entry["edits"])
            given = {**parameters(production, is_edge), **entry.get("parameters", {})}
            found.append(Case(entry["name"], source, given, is_edge, entry.get("caught_by")))
    return found


def transform(source: dict, given: dict) -> dict:
    """What CloudFormation gets. Defaults of parameters are filled in as the service does it."""
    source = copy.deepcopy(source)
    for resource in source["Resources"].values():
        properties = resource.get("Properties", {})
        # `sam package` puts bundles into a bucket before SAM sees the template.
        if resource["Type"] == "AWS::Serverless::Function" and "CodeUri" in properties:
            properties["CodeUri"] = "s3://bundles/" + Path(properties["CodeUri"]).name
    defaults = {name: about["Default"] for name, about in source.get("Parameters", {}).items() if "Default" in about}
    session = boto3.session.Session(region_name="ap-southeast-1", aws_access_key_id="none", aws_secret_access_key="none")
    try:
        return Translator({}, Parser(), boto_session=session).translate(
            source, {**defaults, **given}, passthrough_metadata=True
        )
    except InvalidDocumentException as error:
        raise NotTransformed("; ".join(cause.message for cause in error.causes)) from error


def shown(name: str) -> str:
    """A file name made of a case's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
