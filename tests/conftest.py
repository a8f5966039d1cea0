"""Before Django's settings load: a database of the run's own, started once by the controller, shared by its workers."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings

from portal.embedded import Cluster
from tests import chromium

pytest_plugins = ["tests.fixtures"]


def begin() -> None:
    """What the settings read. Workers inherit it from the controller; whoever starts pytest may name a database."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        state = Path(tempfile.mkdtemp(prefix="portal-tests-"))
        state.chmod(0o711)  # the account the server runs as has to pass
        atexit.register(shutil.rmtree, state)
        # Containers like to forbid it; then each of a hundred processes would compile the whole project for itself.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        (state / "static").mkdir()
        os.environ["PORTAL_STATE"] = str(state)
        if not os.environ.get("DATABASE_URL"):
            cluster = Cluster(state, durable=False).start()
            atexit.register(cluster.stop)
            os.environ["DATABASE_URL"] = cluster.url
    settled = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "of the tests only",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "EMAIL_URL": "files",
        "HTTPS": "false",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # the browser's driver keeps an event loop in the worker's thread
    }
    for name, value in settled.items():
        os.environ.setdefault(name, value)
    sys.dont_write_bytecode = False  # workers are told what the controller was told


begin()
# Names with a hash exist after collectstatic only; the tests that start a server collect for real.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.WHITENOISE_AUTOREFRESH = True  # every client has middleware of its own: it need not list all files each time
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; no account outlives its test
django.setup()  # pytest-django, if it were told the settings module, would load it before this file
# No test times anything: a busy machine is no reason to fail. What a fixture gives is made for all examples of a test.
NOT_ASKED = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture]
hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=NOT_ASKED)
hypothesis.settings.load_profile("portal")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Skipped loudly where there is none, failed where nothing may be skipped."""
    if path := chromium.find():
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(chromium.MISSING)
    pytest.skip(chromium.MISSING)
