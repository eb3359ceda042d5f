"""What no linter can know: that the template fits the functions' code and the environments' files."""

import copy
import re

from documents import GIVEN_AT_DEPLOYMENT, ROOT, Case, NotTransformed, transform

FUNCTIONS = {"PublicFunction", "StaffFunction", "DocumentsFunction", "WorkerFunction"}
# Paths of the documents function, which are none of the two others (functions/api/src/router.rs).
DOCUMENTS = re.compile(r"/api/staff/register|.*/forms/[^/]+/pdf")
# What only requests from outside need.
DOORS_ONLY = {"MOTCUA_ORIGIN_SECRETS", "MOTCUA_ISSUER", "MOTCUA_ISSUER_JWKS", "MOTCUA_AUDIENCE"}
# What only the function that signs people in is told: nobody else can lose our secret at an identity provider.
SIGN_IN_ONLY = {
    "MOTCUA_CLIENT_SECRET", "MOTCUA_CITIZEN_ISSUER", "MOTCUA_CITIZEN_CLIENT", "MOTCUA_CITIZEN_SECRET", "MOTCUA_CITIZEN_ID_CLAIM",
}
# Plain HTTP on a loopback interface; never in the cloud.
LOCAL_ONLY = {"MOTCUA_INSECURE_COOKIES"}


def findings(case: Case) -> list:
    """Everything that does not fit, in words."""
    found = list(parameters(case))
    if not case.is_edge and case.transformed:
        for check in (settings, forwarding, routes, roles, releases, order, throttles):
            found += check(case)
    return [f"structure: {finding}" for finding in found]


def parameters(case: Case):
    """Parameters given are known and allowed, and none that is needed is missing."""
    known = case.source["Parameters"]
    for name in set(case.parameters) - set(known):
        yield f"the template has no parameter {name}"
    for name, about in known.items():
        value = case.parameters.get(name, about.get("Default"))
        if value is None:
            yield f"the parameter {name} is not given"
            continue
        value = str(value)
        # A parameter that is left at its default is not held to its pattern by the service either, if it has one.
        if "AllowedPattern" in about and not re.fullmatch(about["AllowedPattern"], value):
            yield f"the parameter {name} does not fit its pattern: {value}"
        if "AllowedValues" in about and value not in [str(allowed) for allowed in about["AllowedValues"]]:
            yield f"the parameter {name} may not be {value}"
        if about["Type"] == "Number":
            if not re.fullmatch(r"[0-9]+", value):
                yield f"the parameter {name} is not a number: {value}"
            elif int(value) < about.get("MinValue", 0):
                yield f"the parameter {name} is below {about['MinValue']}"


def read_by_the_functions() -> set:
    """The variables that the functions' code reads."""
    names = set()
    for file in ("config.rs", "host.rs"):
        text = (ROOT / "functions/api/src" / file).read_text(encoding="utf-8")
        names |= set(re.findall(r'"(MOTCUA_[A-Z_]+)"', text))
    return names


def functions(case: Case) -> dict:
    """Logical id and properties of each function."""
    resources = case.transformed["Resources"]
    return {name: resource["Properties"] for name, resource in resources.items() if resource["Type"] == "AWS::Lambda::Function"}


def settings(case: Case):
    """Each function gets exactly the variables that it reads."""
    read = read_by_the_functions() - LOCAL_ONLY
    for name, properties in functions(case).items():
        wanted = read if name == "PublicFunction" else read - SIGN_IN_ONLY
        if name == "WorkerFunction":
            wanted = wanted - DOORS_ONLY
        given = set(properties.get("Environment", {}).get("Variables", {}))
        for variable in sorted(wanted - given):
            yield f"{name} reads {variable} and does not get it"
        for variable in sorted(given - wanted):
            yield f"{name} gets {variable} and does not read it"
        levels = str(properties.get("Environment", {}).get("Variables", {}).get("MOTCUA_LOG"))
        if "metrics=info" not in levels.split(","):
            yield f"{name} writes no metrics of its operations: MOTCUA_LOG is {levels}"


def forwarding(case: Case):
    """The distribution passes on exactly the cookies and headers that the functions read."""
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "functions/api/src").rglob("*.rs")]
    constants = dict(pair for text in texts for pair in re.findall(r'const ([A-Z_]+): HeaderName = HeaderName::from_static\("([^"]+)"\)', text))
    read = [name for text in texts for name in re.findall(r"headers(?:\(\))?\s*\.get(?:_all)?\(&?([^)]*)\)", text)]
    # Named by the library, by a constant of ours, or in place; what is asked of the store's own answers is a variable.
    named = {constants.get(name, name.removeprefix("header::").replace("_", "-")).strip('"').lower() for name in read if name != "name"}
    cookies = {cookie for text in texts for cookie in re.findall(r'"(__Host-[a-z-]+)"', text)}
    for resource in case.transformed["Resources"].values():
        if resource["Type"] != "AWS::CloudFront::OriginRequestPolicy":
            continue
        given = resource["Properties"]["OriginRequestPolicyConfig"]
        for what, wanted, passed in (
            ("cookie", cookies, given["CookiesConfig"].get("Cookies", [])),
            # The token is in the key of the cache, the cookies have their own list, and the secret is the origin's header.
            ("header", named - {"authorization", "cookie", "x-origin-secret"}, map(str.lower, given["HeadersConfig"].get("Headers", []))),
        ):
            passed = set(passed)
            for name in sorted(wanted - passed):
                yield f"the functions read the {what} {name}, which the distribution keeps back"
            for name in sorted(passed - wanted):
                yield f"the distribution passes on the {what} {name}, which no function reads"


def routes(case: Case):
    """The routes are those of the router's snapshot, which other tests hold equal to the OpenAPI document and to the
    list of refusals, each at the function that serves it; and there is one API."""
    snapshot = ROOT / "infra/gateway/tests/api/snapshots/api__contract__routes.snap"
    body = snapshot.read_text(encoding="utf-8").split("---", 2)[2]
    wanted = {line.strip() for line in body.splitlines() if line.strip()} | {"GET /api/openapi.json"}
    apis = {name: resource for name, resource in case.transformed["Resources"].items() if resource["Type"] == "AWS::ApiGatewayV2::Api"}
    if set(apis) != {"Api"}:
        yield f"there are other APIs than Api: {sorted(set(apis) - {'Api'})}"
    given = set()
    for path, item in apis.get("Api", {}).get("Properties", {}).get("Body", {}).get("paths", {}).items():
        for method, operation in item.items():
            given.add(f"{method.upper()} {path}")
            uri = str(operation.get("x-amazon-apigateway-integration", {}).get("uri"))
            owner = "StaffFunction" if path.startswith("/api/staff/") else "PublicFunction"
            if DOCUMENTS.fullmatch(path):
                owner = "DocumentsFunction"
            if f"{owner}Aliaslive" not in uri:
                yield f"{method.upper()} {path} does not go to {owner}"
    for route in sorted(wanted - given):
        yield f"{route} is missing"
    for route in sorted(given - wanted):
        yield f"{route} is not known to the router and its refusal test"


def roles(case: Case):
    """Functions share neither roles nor logs."""
    found = functions(case)
    if set(found) != FUNCTIONS:
        yield f"the functions are {sorted(found)}"
    for what, of in (("role", lambda it: it.get("Role")), ("log", lambda it: it.get("LoggingConfig", {}).get("LogGroup"))):
        values = [str(of(properties)) for properties in found.values()]
        if len(set(values)) != len(values):
            yield f"two functions share a {what}"


def releases(case: Case):
    """Another release publishes another version of each function: otherwise an alias would stay with old settings."""
    try:
        other = transform(copy.deepcopy(case.source), {**case.parameters, "Release": "b" * 64})
    except NotTransformed as error:
        yield str(error)
        return
    versions = lambda document: {name for name, resource in document["Resources"].items() if resource["Type"] == "AWS::Lambda::Version"}
    stale = versions(case.transformed) & versions(other)
    if stale or len(versions(other)) != len(FUNCTIONS):
        yield f"a release does not publish a new version: {sorted(stale)}"


def throttles(case: Case):
    """Refused reads and writes of the table and of each of its indexes are watched by an alarm."""
    resources = case.transformed["Resources"].values()
    tables = [resource["Properties"] for resource in resources if resource["Type"] == "AWS::DynamoDB::Table"]
    indexes = [index["IndexName"] for table in tables for index in table.get("GlobalSecondaryIndexes", [])]
    has = {(of, metric) for of in ["", *indexes] for metric in ("ReadThrottleEvents", "WriteThrottleEvents")}
    watched = set()
    for alarm in (resource for resource in resources if resource["Type"] == "AWS::CloudWatch::Alarm"):
        for part in alarm["Properties"].get("Metrics", []):
            metric = part.get("MetricStat", {}).get("Metric", {})
            names = {dimension["Name"]: dimension["Value"] for dimension in metric.get("Dimensions", [])}
            watched.add((names.get("GlobalSecondaryIndexName", ""), metric.get("MetricName")))
    for index, metric in sorted(has - watched):
        yield f"{metric} of {f'the index {index}' if index else 'the table'} is watched by no alarm"


def order(case: Case):
    """The distribution sends a new origin secret only after the functions accept it."""
    waits = case.source["Resources"].get("Distribution", {}).get("DependsOn", [])
    for alias in ("PublicFunctionAliaslive", "StaffFunctionAliaslive", "DocumentsFunctionAliaslive"):
        if alias not in waits:
            yield f"Distribution does not wait for {alias}"


def environment_files(names: set):
    """The three environments exist, and none gives what only a deployment knows."""
    if names != {"trial", "training", "production"}:
        yield f"structure: the environments are {sorted(names)}"
    for name in GIVEN_AT_DEPLOYMENT:
        from documents import environments

        for environment, content in environments().items():
            if name in content["main"]:
                yield f"structure: {environment}.json gives {name}, which a deployment finds out by itself"
