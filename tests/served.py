"""What a first start leaves behind, with labelled samples: made once, and begun with wherever a portal is served."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from portal.embedded import PROJECT
from tests import databases

SAMPLES = {"activities": 200, "consultants": 40, "needs": 40, "offers": 40}


def records(template: str) -> str:
    """The name of a database with the real records, and samples."""
    return databases.once("records", lambda: _make(template))


def state() -> Path:
    """The folder of the portal that made it: static files are collected and compressed there."""
    return Path(os.environ["PORTAL_STATE"]) / "served"


def _make(template: str) -> str:
    from tests.front_door.processes import Portal

    name = f"{template}_records"
    settled = dict(os.environ) | {"DATABASE_URL": databases.copy(template, name), "PORTAL_STATE": str(state())}
    with Portal(**settled | {"PORT": "0"}) as portal:
        assert portal.get("").status == 200
        portal.interrupt()  # in good order: who copies a database must be alone with it
    invented = [f"--{room}={number}" for room, number in SAMPLES.items()]
    command = [sys.executable, "manage.py", "load_samples", *invented, "--seed=1"]
    subprocess.run(command, cwd=PROJECT, env=settled, check=True, capture_output=True)
    return name
