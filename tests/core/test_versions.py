"""Memory and database: a process never keeps what a rolled-back transaction showed it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from portal.core import reference
from portal.core.facets import Facet
from portal.core.models import Topic, current_versions
from tad.models.search import activity_index
from tests.factories import activity

pytestmark = pytest.mark.usefixtures("committed")


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
    kept = activity()
    with undone():
        activity()
        assert len(activity_index.current().everything) == 2
    kept.topics.clear()
    assert set(activity_index.current().everything) == {kept.pk}


def test_nor_caught_up_with_when_later_changes_have_counted_past_it():
    kept = activity()
    with undone():
        kept.topics.clear()
        activity()
        assert len(activity_index.current().everything) == 2
    others = [activity(), activity(), activity()]
    snapshot = activity_index.current()
    assert set(snapshot.everything) == {kept.pk, *(each.pk for each in others)}
    assert kept.pk in snapshot.having(Facet.TOPIC, kept.topics.values_list("pk", flat=True))


def test_the_same_number_by_another_transaction_is_another_stamp():
    stamps = []
    for _attempt in range(2):
        with undone():
            rename("patents", "Never true")
            stamps.append(current_versions()["reference"])
    assert stamps[0][:2] == stamps[1][:2]
    assert stamps[0] != stamps[1]
