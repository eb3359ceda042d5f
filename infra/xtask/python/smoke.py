"""Asks a site, from outside, whether it is well: smoke.py URL. Changes nothing; ends with "N passed, N failed"."""

import json
import re
import sys
import urllib.error
import urllib.request

# Bytes of the catalogue's list, as a browser receives it.
CATALOGUE_BYTES = 20_000


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(NoRedirect)


def get(path):
    """Status, headers in lower case and body as it travelled."""
    request = urllib.request.Request(
        BASE + path, headers={"Accept-Encoding": "br", "User-Agent": "motcua-smoke", "Accept": "*/*"}
    )
    try:
        with OPENER.open(request, timeout=30) as answer:
            return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, {key.lower(): value for key, value in answer.headers.items()}, answer.read()


def plain(path):
    """As a client that knows no compression, for what is to be read here."""
    request = urllib.request.Request(BASE + path, headers={"Accept-Encoding": "identity", "User-Agent": "motcua-smoke"})
    try:
        with OPENER.open(request, timeout=30) as answer:
            return answer.status, {key.lower(): value for key, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, {key.lower(): value for key, value in answer.headers.items()}, answer.read()


def same(what, is_, should):
    assert is_ == should, f"{what} is {is_!r}, not {should!r}"


def health():
    status, _, body = plain("/api/health")
    same("status", status, 200)
    told = json.loads(body)
    same("live", told["live"], True)
    return f"version {told['version']}"


def ready():
    status, headers, body = plain("/api/health/ready")
    same("status", status, 200)
    same("ready", json.loads(body)["ready"], True)
    assert re.fullmatch("[0-9a-f]{32}", headers.get("x-trace-id", "")), "no trace id"


def staff_function():
    status, headers, body = plain("/api/staff/queue")
    same("status", status, 401)
    same("content type", headers.get("content-type"), "application/problem+json")
    same("code", json.loads(body)["code"], "no_session")


def refusal():
    status, headers, body = plain("/api/nothing")
    same("status", status, 404)
    same("content type", headers.get("content-type"), "application/problem+json")
    same("cache-control", headers.get("cache-control"), "no-store")


def catalogue():
    status, headers, body = plain("/api/public/procedures")
    same("status", status, 200)
    procedures = json.loads(body)["procedures"]
    assert procedures, "the catalogue is empty: seed it"
    _, packed_headers, packed = get("/api/public/procedures")
    same("content-encoding", packed_headers.get("content-encoding"), "br")
    assert len(packed) <= CATALOGUE_BYTES, f"{len(packed)} bytes travel, more than {CATALOGUE_BYTES}"
    code = procedures[0]["code"]
    status, _, body = plain(f"/api/public/procedures/{code}")
    same(f"status of procedure {code}", status, 200)
    same("code", json.loads(body)["code"], code)
    return f"{len(procedures)} procedures, {len(packed)} bytes as brotli"


def app(prefix):
    status, headers, body = plain(prefix)
    same("status", status, 200)
    assert headers.get("content-type", "").startswith("text/html"), headers.get("content-type")
    same("cache-control of the page", headers.get("cache-control"), "no-cache")
    same("x-content-type-options", headers.get("x-content-type-options"), "nosniff")
    assert "default-src 'none'" in headers.get("content-security-policy", ""), "no content security policy"
    if BASE.startswith("https:"):
        assert "max-age=" in headers.get("strict-transport-security", ""), "no strict transport security"
    page = body.decode()
    files = sorted(set(re.findall(re.escape(prefix) + r"assets/[A-Za-z0-9_.-]+", page)))
    kinds = {path.rsplit(".", 1)[1] for path in files}
    assert {"css", "js", "wasm"} <= kinds, f"the page names only {kinds}"
    travelled = 0
    for path in files:
        status, headers, body = get(path)
        same(f"status of {path}", status, 200)
        same(f"cache-control of {path}", headers.get("cache-control"), "public, max-age=31536000, immutable")
        same(f"content-encoding of {path}", headers.get("content-encoding"), "br")
        if path.endswith(".wasm"):
            same(f"content type of {path}", headers.get("content-type"), "application/wasm")
        travelled += len(body)
    return f"{len(files)} files, {travelled} bytes as brotli"


CHECKS = [
    ("functions are alive", health),
    ("the table answers", ready),
    ("the staff function refuses who is not signed in", staff_function),
    ("an unknown path is a problem, not a page", refusal),
    ("the catalogue is there and small", catalogue),
    ("the public portal", lambda: app("/")),
    ("the staff portal", lambda: app("/staff/")),
]

if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.match("https?://", sys.argv[1]):
        sys.exit("smoke.py http(s)://…")
    BASE = sys.argv[1].rstrip("/")
    failed = 0
    for name, check in CHECKS:
        try:
            print(f"ok    {name}: {check() or 'well'}")
        except (AssertionError, OSError, ValueError, KeyError, TypeError, IndexError) as error:
            failed += 1
            print(f"FAIL  {name}: {type(error).__name__} {error}")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
