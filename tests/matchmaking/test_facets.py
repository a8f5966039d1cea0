"""Facets of both lists equal a brute-force count on random queries, for every reader, on any day, after changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from matchmaking.lists import NeedList, OfferList
from portal.core.models import Membership, User
from tests.factories import organisation, user
from tests.matchmaking import corpus
from tests.partnerships.corpus import address, random_query

pytestmark = pytest.mark.django_db
LISTS = {"need": NeedList, "offer": OfferList}


@pytest.fixture(scope="module")
def author(shared_db) -> User:
    return user()


@pytest.fixture
def member(author) -> User:
    """The author of them all."""
    return author


@pytest.fixture(scope="module", params=LISTS)
def grown(request, author):
    owners = [organisation(country="KE"), organisation(country="BR")]
    return LISTS[request.param], corpus.grow(request.param, Random(7), 40, author=author, owners=owners), owners


def page_of(lists, query: str = "", person=None):
    request = RequestFactory().get(f"/x/?{query}")
    request.user = person or AnonymousUser()
    return lists(request)


def is_hit(codes: dict[str, set[str]], include: dict, exclude: dict, leaving: str = "") -> bool:
    wanted = all(codes[name] & values for name, values in include.items() if name != leaving)
    return wanted and not any(codes[name] & values for name, values in exclude.items())


def test_counts_and_hits_equal_brute_force_on_any_day(grown, reference, monkeypatch):
    """Nothing is written between the days: midnight alone closes what is over."""
    day = timezone.localdate()
    for days in (0, 1, 200):
        today = day + timedelta(days=days)
        monkeypatch.setattr(timezone, "localdate", lambda *_args, today=today: today)
        equal_brute_force(grown, reference, today, Random(days))


def equal_brute_force(grown, reference, today: date, random: Random) -> None:
    lists, records, _owners = grown
    described = {record.pk: corpus.describe(record, reference, today) for record in records}
    public = set(lists(_asked()).queryset().model.objects.published().values_list("pk", flat=True))
    names = [spec.name for spec in lists.filterset_class.facets]
    for _ in range(12):
        include, exclude = random_query(random, names, described)
        page = page_of(lists, address(include, exclude))
        assert page.errors == []
        assert set(page.hits) == {pk for pk in public if is_hit(described[pk], include, exclude)}, today
        assert set(page.hits) == set(page.filters.qs.values_list("pk", flat=True)) & public
        for spec in page.filters.facets:
            counts = page.panel.counts(spec.facet)
            found = {spec.values.describe(page.reference, number)[0]: count for number, count in counts.items()}
            hits = [pk for pk in public if is_hit(described[pk], include, exclude, spec.name)]
            assert found == Counter(code for pk in hits for code in described[pk][spec.name]), (today, spec.name)


def _asked():
    request = RequestFactory().get("/x/")
    request.user = AnonymousUser()
    return request


def test_each_reader_counts_what_that_reader_may_see(grown, member, curator):
    lists, records, owners = grown
    mine = Membership.objects.create(user=user(), organisation=owners[1], role="reader").user
    seen = []
    for person in (AnonymousUser(), user(), mine, member, curator):
        page = page_of(lists, person=person)
        assert set(page.hits) == set(page.queryset().values_list("pk", flat=True))
        seen.append(len(page.hits))
    visitor, registered, one_of_them, author, curates = seen
    assert visitor < registered < one_of_them < author == curates == len(records)


def test_an_order_by_what_closes_next(grown):
    lists, records, _owners = grown
    page, today = page_of(lists, "sort=closing"), timezone.localdate()
    found = {record.pk: record.expires_on for record in records}
    days = [found[pk] for pk in page.ids_from(0, page.count)]
    coming, over = [day for day in days if day >= today], [day for day in days if day < today]
    assert days == [*sorted(coming), *sorted(over, reverse=True)]
    assert page.ids_from(3, 4) == page.ids_from(0, page.count)[3:7]
