"""Memory and database: a process never keeps what a rolled-back transaction showed it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from portal.core import reference
from portal.core.models import Topic, current_versions
from tad.models import Activity
from tad.models.search import activity_index
from tests.factories import activity

TITLE = "Committed for real"


@pytest.fixture(autouse=True)
def for_real(django_db_setup, django_db_blocker):
    """These tests commit and roll back for real, so they put back what they change."""
    with django_db_blocker.unblock():
        before = {topic.pk: topic.labels for topic in Topic.objects.all()}
        yield
        for topic in Topic.objects.all():
            if topic.labels != before[topic.pk]:
                Topic.objects.filter(pk=topic.pk).update(labels=before[topic.pk])
        Activity.objects.filter(title=TITLE).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM tad_activityevent WHERE title = %s", [TITLE])
        connection.close()


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def labels() -> set[str]:
    return {term.labels["en"] for term in reference.current()[Topic].by_id.values()}


def rename(code: str, label: str) -> None:
    topic = Topic.objects.get(code=code)
    topic.labels = topic.labels | {"en": label}
    topic.save()


def test_vocabularies_read_in_a_transaction_that_is_undone_are_not_kept():
    with undone():
        rename("patents", "Never true")
        assert "Never true" in labels()
    rename("gender", "True")  # counts to the same number again
    assert ("Never true" in labels(), "True" in labels()) == (False, True)


def test_an_index_read_in_a_transaction_that_is_undone_is_not_kept():
    kept = activity(title=TITLE)
    with undone():
        activity(title=TITLE)
        assert len(activity_index.current().everything) == 2
    kept.topics.clear()
    assert set(activity_index.current().everything) == {kept.pk}


def test_the_same_number_by_another_transaction_is_another_stamp():
    stamps = []
    for _attempt in range(2):
        with undone():
            rename("patents", "Never true")
            stamps.append(current_versions()["reference"])
        assert stamps[0][:2] == stamps[1][:2]
    assert stamps[0] != stamps[1]
