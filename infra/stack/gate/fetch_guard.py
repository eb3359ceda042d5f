"""Fetches cfn-guard, the engine of our own rules: the program lies in a package of npm, so no compiler is needed.

`python fetch_guard.py FOLDER` puts it there, once, and prints its path.
"""

import hashlib
import platform
import subprocess
import sys
import tarfile
from pathlib import Path

PACKAGE = "@cdklabs/cdk-validator-cfnguard"
VERSION = "0.0.62"
ARCHIVE = f"cdklabs-cdk-validator-cfnguard-{VERSION}.tgz"
# Of the whole archive; npm checks its own as well.
SHA256 = "660c14562d4c79d524d0623d80d494e41797acae9da23ecb10915d7f66ada80c"


def main() -> int:
    """The program for this machine."""
    folder = Path(sys.argv[1]).resolve()
    program = folder / f"cfn-guard-{VERSION}"
    if not program.is_file():
        system = {"Linux": "ubuntu", "Darwin": "macos"}.get(platform.system())
        processor = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}.get(platform.machine())
        if not system or not processor:
            raise SystemExit(f"{PACKAGE} has no cfn-guard for {platform.system()} on {platform.machine()}")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = folder / ARCHIVE
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{ARCHIVE} is not the archive that was pinned")
        with tarfile.open(archive) as packed:
            inside = packed.extractfile(f"package/bin/{system}/{processor}/cfn-guard")
            half = folder / "cfn-guard.half"
            half.write_bytes(inside.read())
        half.chmod(0o755)
        half.rename(program)
        archive.unlink()
    print(program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
