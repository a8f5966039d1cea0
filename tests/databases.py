"""One database is migrated and filled; every other one that tests need is a copy of it, made in a tenth of a second."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import dj_database_url
import psycopg2


def template() -> str:
    """The name of a database with all tables and the vocabularies."""
    return once("template", _make_template)


def once(what: str, make: Callable[[], str]) -> str:
    """The name of what all workers share. Who asks first makes it, others wait."""
    folder = Path(os.environ["PORTAL_STATE"])
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{what}.name"
        if not made.exists():
            made.write_text(make())
        return made.read_text()


def _make_template() -> str:
    """On a server that outlives the run the last run's is kept, as long as it was migrated by the same files."""
    from django.core.management import call_command
    from django.db import connection

    from portal.embedded import PROJECT
    from portal.stamps import DatabaseStamp, own_apps

    given, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    named, test["NAME"] = test["NAME"], f"{given}_template"
    decisive = [app / folder for app in own_apps() for folder in ("migrations", "sql")]
    stamp = DatabaseStamp([*decisive, PROJECT / "requirements.txt"])
    connection.settings_dict["NAME"] = test["NAME"]
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=_is_current(stamp))
    call_command("load_reference", verbosity=0)
    stamp.keep()
    connection.close()  # who copies a database must be alone with it
    connection.settings_dict["NAME"], test["NAME"] = given, named
    return name


def _is_current(stamp) -> bool:
    from django.db import DatabaseError, connection

    try:
        return stamp.is_current()
    except DatabaseError:  # there is none yet, or a beginning of one
        return False
    finally:
        connection.close()


def renew(connection) -> None:
    """Put a new copy in the place of the tests' database. Whatever else is connected to it is cut off."""
    name, made_from = connection.settings_dict["NAME"], template()
    connection.close()
    with administered() as cursor:
        _drop(cursor, name)
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {made_from}")


def _drop(cursor, name: str) -> None:
    """FORCE would do it in one, but fails when the server is just tidying up there with a worker that is not ours.
    Without it such workers are sent away, and those whom we have ended are waited for."""
    ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
    cursor.execute(ours, [name])
    cursor.execute(f"DROP DATABASE IF EXISTS {name}")


@contextmanager
def copy_of(template: str, name: str) -> Iterator[str]:
    """The address of a copy that lives as long as the block."""
    yield copy(template, name)
    with administered() as cursor:
        _drop(cursor, name)


def copy(template: str, name: str) -> str:
    """The address of a copy, in the place of what had that name."""
    server = os.environ["DATABASE_URL"]
    with administered() as cursor:
        _drop(cursor, name)
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    path, question, options = server.partition("?")
    return path.removesuffix(f"/{dj_database_url.parse(server)['NAME']}") + f"/{name}{question}{options}"


def administered() -> AbstractContextManager:
    """A cursor that may make databases and drop them."""
    return cursor_on(os.environ["DATABASE_URL"])


@contextmanager
def cursor_on(address: str) -> Iterator:
    """A cursor on the database with this address; each statement counts at once."""
    settings = dj_database_url.parse(address)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    connection = psycopg2.connect(**{key: settings[name] for key, name in names.items() if settings.get(name)})
    connection.autocommit = True
    with connection.cursor() as cursor:
        yield cursor
    connection.close()
