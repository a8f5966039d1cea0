"""Where a Chromium for the browser tests is. Standard library only: do.py asks before anything is installed."""

import os
import shutil
import subprocess
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]
MISSING = (
    "*** BROWSER TESTS CANNOT RUN: no Chromium was found. Install it with `sudo "
    + " ".join(APT_INSTALL)
    + "` or `npm install --no-save @sparticuz/chromium`, or set PORTAL_BROWSER to its path. ***"
)
NODE_PACKAGE = Path(__file__).parent.parent / "node_modules" / "@sparticuz" / "chromium"
ASK_NODE = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())"


def find() -> str | None:
    """What PORTAL_BROWSER names, the system's own, or the one of a node package, unpacked by itself."""
    if named := os.environ.get("PORTAL_BROWSER"):
        return shutil.which(named)
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    if NODE_PACKAGE.is_dir() and (node := shutil.which("node")):
        question = [node, "--input-type=module", "--eval", ASK_NODE]
        answer = subprocess.run(question, cwd=NODE_PACKAGE.parents[2], capture_output=True, text=True, check=False)
        return answer.stdout.strip() or None
    return None
