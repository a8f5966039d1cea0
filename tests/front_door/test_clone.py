"""What a newcomer does: clone, `make run`. It installs everything, so only a continuous integration runs it."""

import os
import shutil
import subprocess
import time

import pytest

from portal.embedded import PROJECT
from tests.embedded.conftest import open_folder
from tests.front_door.processes import Portal, all_gone, family

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("CI") != "true", reason="installs everything anew; set CI=true"),
    pytest.mark.skipif(
        not (PROJECT / ".git").exists() or not shutil.which("make"), reason="needs git's folder and make"
    ),
]


def test_make_run_on_a_fresh_clone():
    with open_folder() as folder:
        clone = folder / "portal"
        subprocess.run(["git", "clone", "--quiet", str(PROJECT), str(clone)], check=True)
        settled = {"HOME": str(folder), "PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1"}
        for longest in (240, 20):  # alone on two cores it takes 30 s and 1 s; here other tests run beside it
            began = time.monotonic()
            with Portal(command=["make", "run"], cwd=clone, **settled) as portal:
                assert portal.get("").status == 200
                assert time.monotonic() - began < longest
                members = family(portal.process.pid)
                portal.process.kill()  # make itself, and nothing else
                portal.process.wait()
                assert all_gone(members)
