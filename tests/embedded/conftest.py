import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from portal.embedded import PROJECT, Cluster

OWNER = """
import sys, time
from pathlib import Path
from portal.embedded import Cluster
cluster = Cluster(Path(sys.argv[1])).start()
print(cluster.process.pid if cluster.process else -1, cluster.url, flush=True)
time.sleep(600)
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """Not pytest's tmp_path: under root that is closed to the account the server runs as."""
    made = Path(tempfile.mkdtemp(prefix="portal-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        yield made


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    """For tests that only look."""
    with open_folder() as made, Cluster(made / "state") as running:
        yield running


@pytest.fixture
def state(folder) -> Path:
    return folder / "state"


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A state folder with data in which nothing has happened yet: making it is most of a first start."""
    with open_folder() as folder:
        with Cluster(folder / "state"):
            pass
        yield folder / "state"


@pytest.fixture
def cluster(state) -> Iterator[Cluster]:
    """Running, and as durable as in real life."""
    with Cluster(state) as running:
        yield running


@pytest.fixture
def owner(state) -> Iterator[Callable]:
    """Starts other processes that run the database, or attach to it; says each one's server and address."""
    started = []

    def start() -> tuple[subprocess.Popen, int, str]:
        command = [sys.executable, "-c", OWNER, str(state)]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)
        server, url = process.stdout.readline().split()
        started.append((process, int(server)))
        return process, int(server), url

    yield start
    for process, server in started:
        process.kill()
        process.wait()
        process.stdout.close()
        assert eventually(lambda server=server: is_gone(server))


def ask(url: str, *statements: str) -> object:
    """What the last statement answers, committed."""
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        answer = cursor.fetchone()[0] if cursor.description else None
    connection.close()
    return answer


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_gone(pid: int) -> bool:
    """Also when it is a zombie whose parent never asks, as under some containers' first process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
