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
APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "fonts-noto-core"]
APT_PACKAGES = ["chromium-headless-shell", "chromium"]  # not every system with apt has the first one
MISSING = (
    "*** BROWSER TESTS CANNOT RUN: no Chromium was found. Install it with `sudo "
    + " ".join([*APT_INSTALL, APT_PACKAGES[-1]])
    + "` or `npm install --no-save @sparticuz/chromium`, or set PORTAL_BROWSER to its path. ***"
)
# Those that never show a window come first: to open one for a new visitor costs the others three times as much.
NAMES = ["chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser"]
NAMES += ["google-chrome", "google-chrome-stable"]
NODE_PACKAGE = Path(__file__).parent.parent / "node_modules" / "@sparticuz" / "chromium"
ASK_NODE = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())"


def find() -> str | None:
    """What PORTAL_BROWSER names, the system's own, or the one of a node package, unpacked by itself."""
    if named := os.environ.get("PORTAL_BROWSER"):
        return shutil.which(named)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if NODE_PACKAGE.is_dir() and (node := shutil.which("node")):
        question = [node, "--input-type=module", "--eval", ASK_NODE]
        answer = subprocess.run(question, cwd=NODE_PACKAGE.parents[2], capture_output=True, text=True, check=False)
        return answer.stdout.strip() or None
    return None
