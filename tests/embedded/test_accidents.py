"""Processes die at the worst moment: nothing may be left running, and nothing that was committed may be lost."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from portal.embedded import Cluster
from portal.postgres import PidFile, run_as, serves
from tests.embedded.conftest import ask, eventually, is_gone

pytestmark = pytest.mark.slow  # nearly every test starts a server of its own


@pytest.fixture
def state(made, folder) -> Path:
    """With data, as every start but the first finds it."""
    subprocess.run(["cp", "-a", made, folder], check=True)  # shutil would not keep whose it is
    return folder / made.name


def rewrite_pid_file(data: Path, pid: int) -> None:
    """As a killed server leaves it, but with a number that is in use again."""
    lines = (data / "postmaster.pid").read_text().splitlines()
    (data / "postmaster.pid").write_text("\n".join([str(pid), *lines[1:], ""]))


@pytest.fixture
def killed(state) -> Cluster:
    """A cluster whose server was killed, its pid file still there."""
    cluster = Cluster(state).start()
    ask(cluster.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    cluster.process.kill()
    cluster.process.wait()
    cluster.process = None
    cluster._unlock()
    assert (cluster.home.data / "postmaster.pid").exists()
    return cluster


def test_killing_the_owner_stops_the_server_in_good_order(state, owner):
    process, server, url = owner()
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    process.kill()
    assert eventually(lambda: is_gone(server))
    log = (state / "database").resolve() / "server.log"
    assert "database system is shut down" in log.read_text()
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42
    assert "was not properly shut down" not in log.read_text()


def test_a_restart_does_not_wait_for_the_killed_owner(state, owner):
    """The new owner gets the lock while the old server is still writing its last pages."""
    process, _server, url = owner()
    ask(url, "CREATE TABLE kept AS SELECT generate_series(1, 200000) AS answer")
    process.kill()
    process.wait()
    with Cluster(state) as cluster:
        assert cluster.process is not None
        assert ask(cluster.url, "SELECT count(*) FROM kept") == 200_000


def test_a_killed_server_is_started_again_and_replays_its_log(cluster):
    ask(cluster.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    cluster.process.kill()
    cluster.process.wait()
    cluster.tend()
    assert ask(cluster.url, "SELECT answer FROM kept") == 42
    assert "was not properly shut down" in cluster.home.log.read_text()


def test_tending_a_healthy_server_leaves_it_alone(cluster):
    before = cluster.process.pid
    cluster.tend()
    assert cluster.process.pid == before


def test_owner_and_server_killed_at_once(state, owner):
    process, server, url = owner()
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(server, signal.SIGKILL)
    process.kill()
    process.wait()
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42


def test_a_pid_file_that_names_nobody(state, killed):
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42


def test_a_pid_file_that_names_another_program(state, killed):
    other = subprocess.Popen(["sleep", "600"], **run_as(killed.home.account))
    rewrite_pid_file(killed.home.data, other.pid)
    try:
        with Cluster(state) as cluster:
            assert ask(cluster.url, "SELECT answer FROM kept") == 42
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_pid_file_that_names_a_zombie(state, killed):
    zombie = subprocess.Popen(["true"], **run_as(killed.home.account))
    assert eventually(lambda: is_gone(zombie.pid))  # but nobody has asked how it ended
    rewrite_pid_file(killed.home.data, zombie.pid)
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42
    zombie.wait()


def test_ready_is_what_our_own_server_says(state, killed):
    """The file of the killed server still says ready; the address must be that of a server that lives."""
    found = PidFile.read(killed.home.data)
    assert found.ready
    assert not serves(found.pid, killed.home.data)
    with Cluster(state) as cluster:
        assert PidFile.read(cluster.home.data).pid == cluster.process.pid != found.pid


def test_an_orphan_is_stopped_before_a_new_server_starts(state):
    """Where the kernel cannot tell a server that its owner ended, the next owner ends it."""
    cluster = Cluster(state).start()
    orphan, cluster.process = cluster.process, None
    cluster._unlock()
    with Cluster(state) as successor:
        assert orphan.wait(10) == 0
        assert successor.process.pid != orphan.pid
        assert ask(successor.url, "SELECT 1") == 1


def test_data_that_was_only_half_made_is_made_again(state):
    with Cluster(state) as cluster:
        data = cluster.home.data
    data.rename(data.with_name(f"{data.name}-unfinished"))
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT 1") == 1
    assert not data.with_name(f"{data.name}-unfinished").exists()


def test_a_forked_child_does_not_stop_its_parents_server(cluster):
    if (child := os.fork()) == 0:
        cluster.stop()
        os._exit(0)
    os.waitpid(child, 0)
    assert ask(cluster.url, "SELECT 1") == 1
