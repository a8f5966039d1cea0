"""`manage.py serve`, started, interrupted and killed as it happens in real life."""

import os
import re
import signal
import socket
import stat
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from portal.embedded import attach
from tests.embedded.conftest import ask, eventually, open_folder
from tests.front_door.processes import Portal, all_gone, family, manage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first() -> Path:
    """A state folder after the first start, with what was said then."""
    with open_folder() as folder:
        state = folder / "state"
        with Portal(PORTAL_STATE=str(state)) as portal:
            assert portal.get("").status == 200
            (folder / "said").write_text(portal.said)
        yield state


@pytest.fixture(scope="class")  # where there is no class: a test
def portal(first):
    with Portal(PORTAL_STATE=str(first)) as running:
        yield running


def password_in(state: Path) -> str:
    return (state / "curator.txt").read_text().split()[1]


def test_the_first_start_says_the_curators_password(first):
    said = (first.parent / "said").read_text()
    assert said.count(password_in(first)) == 1
    assert stat.S_IMODE((first / "curator.txt").stat().st_mode) == 0o600


class TestWhoOnlyLooks:
    """One start is enough for these."""

    def test_later_starts_do_not_and_have_nothing_to_do(self, first, portal):
        assert password_in(first) not in portal.said
        assert portal.said.splitlines() == [f"The portal answers at {portal.url} (Ctrl-C stops it)"]

    def test_the_curator_may_sign_in(self, first, portal):
        page = portal.get("admin/login/").read().decode()
        token, *_others = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        email, password = (first / "curator.txt").read_text().split()
        form = {"csrfmiddlewaretoken": token, "login": email, "password": password, "next": "/admin/"}
        answer = portal.get("account/login/", data=urlencode(form).encode())
        assert (answer.status, answer.url) == (200, f"{portal.url}account/desk/?next=/admin/")

    def test_the_real_records_are_there(self, first, portal):
        assert ask(attach(first), "SELECT count(*) FROM core_country") > 190
        assert ask(attach(first), "SELECT count(*) FROM tad_activity") > 0

    def test_static_files_are_served_with_far_future_names(self, portal):
        (address,) = re.findall(r'"/(static/css/portal\.\w+\.css)"', portal.get("").read().decode())
        assert "immutable" in portal.get(address).headers["Cache-Control"]

    def test_debugging_is_off(self, portal):
        with pytest.raises(HTTPError) as refused:
            portal.get("no-such-page/")
        assert refused.value.code == 404
        assert "DEBUG" not in refused.value.read().decode()


def test_ctrl_c_leaves_nothing_running(portal):
    members = family(portal.process.pid)
    assert portal.interrupt() < 10
    assert portal.process.returncode == 0
    assert all_gone(members)


def test_an_end_by_signal_leaves_nothing_running(portal):
    members = family(portal.process.pid)
    portal.process.send_signal(signal.SIGTERM)
    assert portal.process.wait(30) == 0
    assert all_gone(members)


def test_killing_the_parent_leaves_nothing_running_and_loses_nothing(first, portal):
    ask(attach(first), "CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer")
    members = family(portal.process.pid)
    assert len(members) > 4
    portal.process.kill()
    portal.process.wait()
    assert all_gone(members)
    with Portal(PORTAL_STATE=str(first)):
        assert ask(attach(first), "SELECT answer FROM kept") == 42


def test_a_killed_process_is_replaced(portal):
    """Two web workers and the background process."""
    assert eventually(lambda: len(portal.members(servers=False)) == 3)
    for pid in portal.members(servers=False):
        os.kill(pid, signal.SIGKILL)
        assert eventually(lambda pid=pid: len(set(portal.members(servers=False)) - {pid}) == 3)
        assert portal.get("health/").status == 200


def test_a_killed_database_server_is_replaced(first, portal):
    (before,) = portal.members(servers=True)
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: portal.members(servers=True) not in ([], [before]))
    assert eventually(portal.answers)
    assert ask(attach(first), "SELECT count(*) FROM core_country") > 190


def test_commands_attach_to_the_running_server(first, portal):
    started = "SELECT extract(epoch FROM pg_postmaster_start_time())::text"
    code = f"from django.db import connection; c = connection.cursor(); c.execute({started!r}); print(c.fetchone()[0])"
    found = manage("shell", "--no-imports", "--command", code, PORTAL_STATE=str(first))
    assert found.stdout.strip() == ask(attach(first), started)


def test_a_second_portal_takes_over_the_database_when_the_first_one_goes(first, portal):
    with Portal(PORTAL_STATE=str(first)) as second:
        assert second.members(servers=True) == []
        portal.process.kill()
        assert eventually(lambda: second.members(servers=True))
        assert eventually(second.answers)


def test_commands_start_a_server_of_their_own_when_none_runs(first):
    found = manage("migrate", "--check", PORTAL_STATE=str(first))
    assert (found.returncode, found.stderr) == (0, "")
    assert not (first / "database").resolve().joinpath("postmaster.pid").exists()


def test_a_taken_port_is_one_line(first):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = manage("serve", PORTAL_STATE=str(first), PORT=str(port))
    assert found.returncode == 1
    assert found.stderr == (
        f"Cannot listen on 127.0.0.1 port {port} (Address already in use): set PORT or HOST to another.\n"
    )


def test_a_changed_style_is_collected_again(first):
    """The stamp is of contents."""
    (first / "stamps" / "static").write_text("of something older")
    with Portal(PORTAL_STATE=str(first)) as portal:
        assert "Collecting static files" in portal.said
        assert "Loading" not in portal.said
