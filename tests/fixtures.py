"""Fixtures every test may ask for: the reference data and a small cast of people."""

from __future__ import annotations

import gc

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation

from tests import databases, memory
from tests.desk import sign_in


@pytest.fixture(scope="session")
def template(django_db_blocker) -> str:
    """The database that others are copies of: migrated once for all workers, with the vocabularies."""
    with django_db_blocker.unblock():
        return databases.template()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, template):
    """The tests' database begins as a copy; what is in it, every test's rollback keeps."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template
    # What a test commits is gone with its database: a new copy takes a tenth of the time of emptying all tables and
    # reading the vocabularies in again.
    TransactionTestCase._fixture_teardown = lambda case: databases.renew(connection)


@pytest.fixture
def committed(transactional_db):
    """For tests that commit and roll back for real."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The long ones first: a worker that began one when the other is done would keep it waiting."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish():
    """What there is now stays until the end: collecting garbage need not look at it again, a hundred times a minute.
    Nor at the templates, pages of the desk and translations that tests add to it, of which nothing becomes garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def translations():
    """Compiled before any page is asked for: Django keeps a language's texts as it first finds them."""
    call_command("translations", "compile", verbosity=0)


_vocabularies = None  # with the lowest number that was read so far: the template's


@pytest.fixture(autouse=True)
def fresh_memory(request):
    """A test's rollback also rolls versions back, which no running portal ever sees: forget what catches up by number.
    The vocabularies may stay, they are kept by number and transaction, and reading them is half of a short test: those
    of the template come back, though the last test may have added to them. Tests of one world are in one transaction,
    and each counts in it from the same number: they begin with nothing else kept at all.
    The language of the last request goes, too: the next request would set its own, a plain call would not."""
    from matchmaking.index import need_index, offer_index
    from partnerships.models.search import case_study_index, initiative_index
    from portal.core import kept, reference
    from portal.site.calendar.index import calendar_index
    from portal.site.meetings.index import meeting_index
    from portal.site.organisations.index import organisation_index
    from roster.models import consultant_index
    from tad.models.search import activity_index

    if "shared_db" in request.fixturenames:
        memory.forget()
    for index in (
        activity_index, initiative_index, case_study_index, organisation_index, consultant_index, need_index,
        offer_index, meeting_index, calendar_index,
    ):  # fmt: skip
        index.forget()
    kept.forget()
    global _vocabularies
    if (last := reference._kept) and (_vocabularies is None or last.stamp < _vocabularies.stamp):
        _vocabularies = last
    reference._kept = _vocabularies
    translation.deactivate()


@pytest.fixture(scope="module")
def shared_db(django_db_setup, django_db_blocker):
    """For fixtures of the scope of a module: what they write is there for each of its tests, which roll back to it, and
    gone after the last. Their objects are shared, too: a test that changes one takes a copy, or reads it anew. A test
    that wants nothing to be there, or that commits, belongs into another module."""
    from portal.core import reference

    with django_db_blocker.unblock(), transaction.atomic():
        reference.forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reference(db):
    from portal.core import reference

    return reference.current()


@pytest.fixture
def curator(db):
    from portal.core.models import User

    return User.objects.create_user(
        "curator@example.org", "correct horse battery", role="curator", name="Chipo Curator"
    )


@pytest.fixture
def administrator(db):
    from portal.core.models import User

    return User.objects.create_user("admin@example.org", "correct horse battery", role="administrator")


@pytest.fixture
def member(db):
    """Somebody with an account who curates nothing and belongs to no organisation."""
    from portal.core.models import User

    return User.objects.create_user("member@example.org", "correct horse battery", name="Mercy Member")


@pytest.fixture
def receiver(settings):
    """Of webhooks: a server on this machine, to which they may go."""
    from tests.site.receiver import listening

    settings.WEBHOOKS_TO_LOCALHOST = True
    with listening() as found:
        yield found


@pytest.fixture
def signed_in():
    """``signed_in(user)``: a client of that person's; a curator has shown a second factor."""
    return sign_in
