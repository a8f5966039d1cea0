"""Before Django's settings load: a database of the run's own, started once by the controller, shared by its workers."""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

from portal.embedded import Cluster
from tests import chromium

pytest_plugins = ["tests.fixtures"]

CLUSTER: Cluster | None = None


def begin() -> None:
    """Workers find DATABASE_URL set, by the controller; whoever starts pytest may name a database, too."""
    global CLUSTER  # noqa: PLW0603 -- it has to outlive this call, and nothing else may start it
    if not os.environ.get("DATABASE_URL"):
        state = Path(tempfile.mkdtemp(prefix="portal-tests-"))
        state.chmod(0o711)  # the account the server runs as has to pass
        CLUSTER = Cluster(state, durable=False).start()
        os.environ |= {"DATABASE_URL": CLUSTER.url, "PORTAL_STATE": str(state)}
    settled = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "of the tests only",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "EMAIL_URL": "files",
        "HTTPS": "false",
    }
    for name, value in settled.items():
        os.environ.setdefault(name, value)


begin()
django.setup()  # pytest-django, if it were told the settings module, would load it before this file


def pytest_unconfigure() -> None:
    if CLUSTER is not None:
        CLUSTER.stop()
        shutil.rmtree(CLUSTER.state)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Skipped loudly where there is none, failed where nothing may be skipped."""
    if path := chromium.find():
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(chromium.MISSING)
    pytest.skip(chromium.MISSING)
