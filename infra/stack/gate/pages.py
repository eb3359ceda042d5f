"""Runs the distribution's function as its host does, over the paths that the local host's tests know."""

import json
import subprocess

from documents import Case

# Path, accept-encoding, and what is fetched (or where the browser is sent).
CASES = [
    ("/", "gzip", "/public/index.html"),
    ("/", "gzip, deflate, br, zstd", "/public/index.html.br"),
    ("/track", "br", "/public/index.html.br"),
    ("/dossiers/H49.61-260727-0001", "", "/public/index.html"),
    ("/assets/app-1.js", "br", "/public/assets/app-1.js.br"),
    ("/assets/app-1.js", "gzip", "/public/assets/app-1.js"),
    ("/assets/app-1.js", "brotli-like, x-br", "/public/assets/app-1.js"),
    ("/staff", "br", "308 /staff/"),
    ("/staff/", "br;q=1.0", "/staff/index.html.br"),
    ("/staff/dossiers/H49.61-260727-0001", "br", "/staff/index.html.br"),
    ("/staff/assets/app-2.wasm", "br", "/staff/assets/app-2.wasm.br"),
    ("/staffing", "br", "/public/index.html.br"),
    ("/.key", "", "/public/index.html"),
]

RUN = """
const { code, cases } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const handler = new Function(code + '; return handler;')();
console.log(JSON.stringify(cases.map(([uri, encoding]) => {
  const headers = encoding ? { 'accept-encoding': { value: encoding } } : {};
  const out = handler({ version: '1.0', context: {}, viewer: {}, request: { method: 'GET', uri, querystring: {}, headers, cookies: {} } });
  return out.statusCode ? `${out.statusCode} ${out.headers.location.value}` : out.uri;
})));
"""


def findings(case: Case) -> list:
    """Every path that is answered with another file than the local host's."""
    code = case.source["Resources"]["PagePaths"]["Properties"]["FunctionCode"]
    asked = json.dumps({"code": code, "cases": [[path, encoding] for path, encoding, _ in CASES]})
    ran = subprocess.run(["node", "-e", RUN], input=asked, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        return [f"pages: {ran.stderr.strip()}"]
    return [
        f"pages: {path} ({encoding}) fetches {got}, not {wanted}"
        for (path, encoding, wanted), got in zip(CASES, json.loads(ran.stdout))
        if got != wanted
    ]
