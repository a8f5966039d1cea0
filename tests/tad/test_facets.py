"""Facets equal a brute-force count on random queries, for every reader, after every kind of change."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from pyroaring import BitMap

from portal.core import reference as reference_memory
from portal.core.facets import FOR_EVERYBODY, VALUE_BITS, Facet, FacetIndex, Snapshot, code
from portal.core.models import Membership, Organisation, User, Version
from tad.filters import ActivityFilterSet
from tad.listing import ActivityListing
from tad.models import Activity, ActivityTopic, Participation
from tests.factories import user
from tests.tad.corpus import TYPED, Oracle, grow

pytestmark = pytest.mark.django_db
NAMES = [spec.name for spec in ActivityFilterSet.facets]
COUNTED = [spec.name for spec in ActivityFilterSet.facets if not spec.further]  # these have no counts of their own


def listing(query: str = "", user=None) -> ActivityListing:
    request = RequestFactory().get(f"/activities/?{query}")
    request.user = user or AnonymousUser()
    return ActivityListing(request)


def counted(page: ActivityListing, name: str) -> dict[str, int]:
    """What the page says of a facet, zero counts of chosen values left aside, by public code."""
    spec = next(spec for spec in page.filters.facets if spec.name == name)
    counts = page.panel.counts(spec.facet)
    return {spec.values.describe(page.reference, number)[0]: count for number, count in counts.items()}


def random_query(random: Random, oracle: Oracle) -> tuple[dict, dict]:
    """Some values inside some facets to have, and some not to have."""

    def some() -> dict[str, set[str]]:
        chosen = {}
        for name in random.sample(NAMES, random.choice([0, 1, 1, 2, 3])):
            values = sorted({value for each in oracle.described.values() for value in each[name]})
            if values:
                chosen[name] = set(random.sample(values, min(len(values), random.choice([1, 1, 2]))))
        return chosen

    return some(), some() if random.random() < 0.4 else {}


def querystring(include: dict, exclude: dict, **more: str) -> str:
    data = QueryDict(mutable=True)
    for name, values in include.items():
        data.setlist(name, sorted(values))
    for name, values in exclude.items():
        data.setlist(f"not_{name}", sorted(values))
    data.update(more)
    return data.urlencode()


@pytest.fixture(scope="module")
def author(shared_db) -> User:
    return user()


@pytest.fixture
def member(author) -> User:
    """The author of them all."""
    return author


@pytest.fixture(scope="module")
def grown(author) -> tuple[list[Activity], Oracle]:
    activities = grow(Random(7), 90, author=author, owner=Organisation.objects.first())
    return activities, Oracle(activities, reference_memory.current())


@pytest.fixture
def corpus(grown) -> tuple[list[Activity], Oracle]:
    """Records that a test may change."""
    activities, oracle = grown
    return [copy(each) for each in activities], oracle


def drawn(seeds: int, times: int) -> Iterator[Random]:
    """From each of so many beginnings so many draws, in one world."""
    for seed in range(seeds):
        random = Random(seed)
        for _ in range(times):
            yield random


def test_counts_and_hits_equal_brute_force(corpus):
    activities, oracle = corpus
    public = {each.pk for each in activities if each.state == "published"}
    for random in drawn(seeds=6, times=12):
        include, exclude = random_query(random, oracle)
        page = listing(querystring(include, exclude))
        assert page.errors == []
        assert set(page.hits) == oracle.hits(include, exclude, public)
        for name in COUNTED:
            assert counted(page, name) == oracle.counts(name, include, exclude, public), (include, exclude, name)


def test_the_filtered_queryset_finds_the_same(corpus):
    _activities, oracle = corpus
    for random in drawn(seeds=3, times=10):
        query = querystring(*random_query(random, oracle), q=random.choice(["", "patents", "coffee -kōan", "музыка"]))
        assert set(listing(query).hits) == set(listing(query).filters.qs.values_list("pk", flat=True)), query


def test_words_equal_brute_force(corpus):
    """Any of some groups of words, each with all of its wanted and none of its barred ones, besides filters."""
    activities, oracle = corpus
    public = {each.pk for each in activities if each.state == "published"}
    for random in drawn(seeds=3, times=15):
        include, _exclude = random_query(random, oracle)
        groups = [random.sample(sorted(TYPED), random.randint(1, 3)) for _group in range(random.randint(1, 2))]
        barred = {word: random.random() < 0.4 for word in TYPED}
        typed = " or ".join(" ".join(f"-{word}" if barred[word] else word for word in group) for group in groups)
        expected = {
            each.pk for each in activities if any(
                all((TYPED[word] in f"{each.title} {each.summary}") != barred[word] for word in group)
                for group in groups
            )
        }  # fmt: skip
        page = listing(querystring(include, {}, q=typed))
        assert set(page.hits) == expected & oracle.hits(include, {}, public), typed
        assert set(page.hits) == set(page.filters.qs.values_list("pk", flat=True)), typed


def test_years_are_a_range_over_the_whole_span(corpus):
    activities, oracle = corpus
    public = {each.pk for each in activities if each.state == "published"}
    page = listing("year_min=2005&year_max=2010")
    wanted = {str(year) for year in range(2005, 2011)}
    assert set(page.hits) == oracle.hits({"year": wanted}, {}, public)
    assert set(page.hits) == set(page.filters.qs.values_list("pk", flat=True))
    counts = page.panel.counts(Facet.YEAR)  # the range's own facet is counted without it
    assert {str(year): count for year, count in counts.items()} == oracle.counts("year", {}, {}, public)


def test_each_reader_counts_what_that_reader_may_see(corpus, member, curator, administrator):
    activities, _oracle = corpus
    for person in (AnonymousUser(), member, curator, administrator):
        expected = set(Activity.objects.visible_to(person).values_list("pk", flat=True))
        assert set(listing(user=person).hits) == expected
    drafts = {each.pk for each in activities if each.state == "draft"}
    assert set(listing().hits).isdisjoint(drafts)
    assert drafts <= set(listing(user=curator).hits)


def test_a_member_counts_the_drafts_of_their_organisation(corpus, django_user_model):
    activities, _oracle = corpus
    colleague = django_user_model.objects.create_user("colleague@example.org", "x")
    Membership.objects.create(user=colleague, organisation=Organisation.objects.first())
    stranger = django_user_model.objects.create_user("stranger@example.org", "x")
    drafts = {each.pk for each in activities if each.state == "draft" and each.owner_id}
    assert drafts
    assert drafts <= set(listing(user=colleague).hits)
    assert set(listing(user=stranger).hits) == set(listing().hits)


@pytest.mark.parametrize("seed", range(3))
def test_the_kept_index_follows_every_change(corpus, member, reference, seed):
    """Applied change by change, it equals what loading anew gives: codes, order and days."""
    activities, _oracle = corpus
    random = Random(seed)
    kept = FacetIndex("activity", "tad_activitysearch", "activity_id")
    first = kept.current()
    for facet in first.by_facet:
        first.counts(facet, first.readable())
    for _ in range(15):
        before = kept.current()
        _change(random, activities, member)
        followed = kept.current()
        for facet in Facet:
            if before.touched.get(facet) == followed.touched.get(facet):
                assert bitmaps_of(before, facet) == bitmaps_of(followed, facet)
        was, now = codes_of(before), codes_of(followed)
        for each in followed.bitmaps:
            if before.stamp_of(each) == followed.stamp_of(each):
                assert those_with(each, was) == those_with(each, now)
        fresh = FacetIndex("activity", "tad_activitysearch", "activity_id").current()
        assert {code: bitmap for code, bitmap in followed.bitmaps.items() if bitmap} == fresh.bitmaps
        assert list(followed.order) == list(fresh.order)
        assert [followed.days[pk] for pk in fresh.order] == [fresh.days[pk] for pk in fresh.order]
        assert followed.everything == fresh.everything
        counts = {facet: followed.counts(facet, followed.readable()) for facet in fresh.by_facet}
        assert counts == public_counts()  # brought up to date record by record, not counted again
        assert [list(each) for each in counts.values()] == [sorted(each) for each in counts.values()]


def codes_of(snapshot: Snapshot) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {pk: set() for pk in snapshot.everything}
    for each, bitmap in snapshot.bitmaps.items():
        for pk in bitmap:
            found[pk].add(each)
    return found


def those_with(each: int, codes: dict[int, set[int]]) -> dict[int, set[int]]:
    return {pk: found for pk, found in codes.items() if each in found}


def bitmaps_of(snapshot: Snapshot, facet: Facet) -> dict[int, BitMap]:
    return {each: bitmap for each, bitmap in snapshot.bitmaps.items() if each >> VALUE_BITS == facet and bitmap}


def public_counts() -> dict[int, dict[int, int]]:
    """How many public records have each value of each facet, as the search rows say it."""
    found: dict[int, dict[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code >> 24, code & 16777215, count(*) FROM tad_activitysearch, unnest(codes) AS code "
            "WHERE codes @> ARRAY[%s] GROUP BY code",
            [code(Facet.PUBLIC, FOR_EVERYBODY)],
        )
        for facet, value, count in cursor.fetchall():
            found.setdefault(facet, {})[value] = count
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT code >> 24 FROM tad_activitysearch, unnest(codes) AS code")
        return {facet: found.get(facet, {}) for (facet,) in cursor.fetchall()}


def _change(random: Random, activities: list[Activity], author) -> None:
    activity = random.choice(activities)
    change = random.choice(["date", "state", "topic", "party", "delete", "new", "raw"])
    if change == "date":
        Activity.objects.filter(pk=activity.pk).update(starts_on=None, ends_on=None)
    elif change == "state":
        Activity.objects.filter(pk=activity.pk).update(state="draft")
    elif change == "topic":
        ActivityTopic.objects.filter(activity=activity).delete()
    elif change == "party":
        line = Participation.objects.filter(activity=activity).first()
        Participation.objects.filter(pk=line.pk if line else None).update(role="observer", order=random.randrange(9))
    elif change == "delete":
        activities.remove(activity)
        activity.delete()
    elif change == "new":
        activities += grow(random, 1, author=author, first=1000 + len(activities) + random.randrange(8000))
    else:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tad_activity SET ends_on = starts_on + 900 WHERE id = %s", [activity.pk])


def test_a_reader_far_behind_loads_anew(corpus):
    index = FacetIndex("activity", "tad_activitysearch", "activity_id")
    before = index.current()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tad_activity_index_all()")
    after = index.current()
    assert after.stamp[1] == after.stamp[0] > before.stamp[0]
    assert after.bitmaps == before.bitmaps


def test_a_change_that_changes_nothing_found_counts_no_version(corpus):
    activities, _oracle = corpus
    before = Version.objects.get(name="activity").number
    Activity.objects.filter(pk=activities[0].pk).update(audience="everyone")
    assert Version.objects.get(name="activity").number == before


def test_a_page_is_in_order_and_pages_do_not_overlap(corpus):
    activities, _oracle = corpus
    for sort in ("newest", "oldest", "title"):
        ids = [pk for number in (1, 2, 3) for pk in listing(f"sort={sort}&page={number}").ids]
        assert sorted(ids) == sorted(each.pk for each in activities if each.state == "published")
    dated = [each for each in activities if each.state == "published"]
    newest = sorted(dated, key=lambda each: (each.starts_on is not None, each.starts_on, each.pk), reverse=True)
    assert listing("sort=newest").ids == [each.pk for each in newest][:25]


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_walking_many_gives_the_same_order_as_sorting_few(corpus, monkeypatch, sort):
    few = [listing(f"sort={sort}&page={number}").ids for number in (1, 2)]
    monkeypatch.setattr("portal.core.facets.FEW", 0)
    monkeypatch.setattr("portal.core.search.FEW", 0)
    assert [listing(f"sort={sort}&page={number}").ids for number in (1, 2)] == few


def test_the_next_to_begin_come_soonest_first(corpus):
    activities, _oracle = corpus
    page = listing()
    begins = {each.pk: each.starts_on or each.ends_on for each in activities if each.state == "published"}
    dated = sorted({day for day in begins.values() if day})
    for day in (date(1900, 1, 1), dated[0], dated[len(dated) // 2], dated[-1]):
        later = sorted((begin, pk) for pk, begin in begins.items() if begin and begin > day)
        assert page.snapshot.upcoming(page.hits, day, 5) == [pk for _begin, pk in later[:5]]
