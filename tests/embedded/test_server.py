"""A server in good days: what is started, how it is closed off, and who may use it."""

import stat
from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest

from portal.embedded import Cluster, attach
from portal.postgres import Trouble
from tests.embedded.conftest import ask

pytestmark = pytest.mark.slow  # nearly every test starts a server of its own


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_data_is_named_by_major_version_and_closed(shared):
    major = ask(shared.url, "SHOW server_version").split(".")[0]
    assert shared.home.data.name == f"postgres-{major}"
    assert mode(shared.home.data) == 0o700


def test_only_its_account_may_enter_the_socket_folder(shared):
    assert mode(shared.home.socket) == 0o700
    assert shared.home.socket.stat().st_uid == shared.home.data.stat().st_uid


def test_nothing_listens_on_the_network(shared):
    assert ask(shared.url, "SHOW listen_addresses") == ""
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(shared.url.split("@")[0] + "@127.0.0.1/portal")


def test_a_password_is_asked_for(shared):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(shared.url, password="guess")


@pytest.mark.parametrize("word", ["Привет", "التعاون", "知识产权"])
def test_trigrams_know_every_script(shared, word):
    assert ask(shared.url, "CREATE EXTENSION IF NOT EXISTS pg_trgm", f"SELECT cardinality(show_trgm('{word}'))") > 0
    assert ask(shared.url, f"SELECT similarity('{word}', '{word} x')") > 0.5


@pytest.mark.parametrize("extension", ["unaccent", "btree_gin", "intarray"])
def test_the_portal_may_add_its_extensions(shared, extension):
    ask(shared.url, f"CREATE EXTENSION {extension}")
    assert ask(shared.url, f"SELECT count(*) FROM pg_extension WHERE extname = '{extension}'") == 1


def test_the_portal_is_no_superuser(shared):
    assert ask(shared.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_committed_rows_are_still_there_after_a_restart(state):
    with Cluster(state) as cluster:
        ask(cluster.url, "CREATE TABLE kept AS SELECT 42 AS answer")
    with Cluster(state) as cluster:
        assert ask(cluster.url, "SELECT answer FROM kept") == 42


@pytest.mark.parametrize(("durable", "expected"), [(True, "on"), (False, "off")])
def test_only_tests_do_without_durability(state, durable, expected):
    with Cluster(state, durable=durable) as cluster:
        settings = [ask(cluster.url, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")]
    assert settings == [expected] * 3


def test_a_second_process_attaches(cluster, owner):
    other, server, url = owner()
    assert (server, url) == (-1, cluster.url)
    other.kill()
    other.wait()
    assert ask(cluster.url, "SELECT 1") == 1


def test_of_two_that_start_at_once_one_waits_for_the_other(owner):
    """Both find nothing; one makes the data, the other one gets its address."""
    with ThreadPoolExecutor() as pool:
        (_, first, url), (_, second, same_url) = pool.map(lambda _: owner(), range(2))
    assert url == same_url
    assert min(first, second) == -1 < max(first, second)


def test_whoever_attached_takes_over_when_the_owner_leaves(state, owner):
    first, _server, url = owner()
    with Cluster(state) as second:
        assert second.process is None
        ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
        first.kill()
        first.wait()
        second.tend()
        assert second.process is not None
        assert ask(second.url, "SELECT answer FROM kept") == 42


def test_nothing_to_attach_to_is_said_in_one_line(state):
    with pytest.raises(Trouble, match=r"start the portal with `make run`, or set DATABASE_URL\.$"):
        attach(state)


def test_stopping_twice_is_no_harm(state):
    cluster = Cluster(state).start()
    cluster.stop()
    cluster.stop()
    assert not (cluster.home.data / "postmaster.pid").exists()
