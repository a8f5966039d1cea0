"""With DATABASE_URL set nothing is made up: what a deployment has to say, and what is then checked."""

import os
import re
import shutil
import uuid
from collections.abc import Iterator

import pytest

from portal.embedded import PROJECT
from tests import served
from tests.databases import copy_of
from tests.embedded.conftest import ask, open_folder
from tests.front_door.processes import Portal, manage

COMPLETE = {
    "SECRET_KEY": "long-and-random-" + "0123456789abcdefghij" * 3,
    "ALLOWED_HOSTS": "portal.example.org",
    "EMAIL_URL": "smtp://user:password@mail.example.org:587",
}


@pytest.fixture
def database(template) -> Iterator[str]:
    """One on the server the tests run on, with records and without people. (It begins empty in test_serve.py.)"""
    with copy_of(served.records(template), f"deployed_{uuid.uuid4().hex[:12]}") as address:
        yield address


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_what_a_deployment_lacks_is_one_line(name):
    stated = {other: value for other, value in COMPLETE.items() if other != name}
    found = manage("check", DATABASE_URL=os.environ["DATABASE_URL"], **stated)
    assert found.returncode == 1
    assert found.stderr.startswith(f"{name} is not set. ")
    assert found.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_is_one_line():
    with open_folder() as folder:
        nowhere = "postgresql://portal:x@%2Fnowhere/portal"
        found = manage("serve", DATABASE_URL=nowhere, PORTAL_STATE=str(folder), PORT="0", **COMPLETE)
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert "DATABASE_URL" in found.stderr


def test_a_complete_deployment_passes_its_checks():
    words = ["check", "--deploy", "--database", "default", "--fail-level", "WARNING"]
    found = manage(*words, DATABASE_URL=os.environ["DATABASE_URL"], **COMPLETE)
    assert found.returncode == 0, found.stderr


def test_no_migration_is_missing():
    found = manage("makemigrations", "--check", "--dry-run", DATABASE_URL=os.environ["DATABASE_URL"], **COMPLETE)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_example_names_all_that_is_read():
    read = set(re.findall(r"env(?:_\w+)?\([\"']([A-Z_]+)[\"']", (PROJECT / "portal" / "settings.py").read_text()))
    shown = set(re.findall(r"^#([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    assert shown == read | {"PORTAL_STATE", "PORT", "PORTAL_BROWSER"}


@pytest.mark.slow
def test_serving_another_database_makes_nobody_a_curator(database):
    with open_folder() as folder:
        shutil.copytree(served.state(), folder, dirs_exist_ok=True)  # static files are collected in test_serve.py
        stated = COMPLETE | {"ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "false"}
        with Portal(DATABASE_URL=database, PORTAL_STATE=str(folder), **stated) as portal:
            assert portal.get("").status == 200
            assert portal.members(servers=True) == []
            assert "password" not in portal.said
        assert ask(database, "SELECT count(*) FROM core_user WHERE role = 'administrator'") == 0
        assert not (folder / "database").exists()
