"""The board of unmet needs: equal to a brute-force count, each number to the list it leads to."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from matchmaking.unmet import Unmet
from portal.core.models import Region, Topic
from tests.factories import need, organisation
from tests.matchmaking import corpus

pytestmark = pytest.mark.django_db


def board(person=None) -> Unmet:
    request = RequestFactory().get("/needs/unmet/")
    request.user = person or AnonymousUser()
    return Unmet(request)


def test_every_number_equals_a_brute_force_count_and_its_list(client, member, reference):
    records = corpus.grow("need", Random(3), 40, author=member, owners=[organisation(country="KE")])
    today = timezone.localdate()
    public = [each for each in records if each.state == "published" and each.visibility == "public"]
    described = {each.pk: corpus.describe(each, reference, today) for each in public}
    waiting = {pk: codes for pk, codes in described.items() if codes["status"] == {"open"}}
    shown = board()
    topics, regions = list(Topic.objects.all()), list(reference[Region].by_id.values())
    expected = {
        topic.label: [
            str(sum(topic.code in codes["topic"] and region.code in codes["region"] for codes in waiting.values()))
            for region in regions
        ]
        for topic in topics
        if any(topic.code in codes["topic"] for codes in waiting.values())
    }  # fmt: skip
    assert {topic["label"]: [cell["count"] for cell in topic["cells"]] for topic in shown.topics} == expected
    assert [each["count"] for each in shown.regions] == [
        str(sum(region.code in codes["region"] for codes in waiting.values())) for region in regions
    ]
    ages = ["longer", "year", "half", "quarter", "month"]
    assert [each["count"] for each in shown.ages] == [
        str(sum(age in codes["waiting"] for codes in waiting.values())) for age in ages
    ]
    assert len(shown.open) == len(waiting) > 0
    oldest = sorted((each.published_at.date(), each.pk) for each in public if each.pk in waiting)
    assert [card["id"] for card in shown.oldest] == [pk for _day, pk in oldest][:10]
    page = client.get("/needs/unmet/").content.decode()
    links = set(re.findall(r'<a href="(/needs/\?status=open[^"]*)" rel="nofollow">(\d+)</a>', page))
    assert len(links) > 5
    for url, count in links:
        assert f"<strong>{count} need" in client.get(unescape(url)).content.decode(), url


def test_each_reader_sees_the_needs_that_reader_may_see(client, curator, signed_in):
    need(title="For everybody"), need(title="For the registered", visibility="registered")
    need(title="Over", expires_on=timezone.localdate() - timedelta(days=1))
    assert [len(board(person).open) for person in (None, curator)] == [1, 2]
    assert "For the registered" not in client.get("/needs/unmet/").content.decode()
    assert "For the registered" in signed_in(curator).get("/needs/unmet/").content.decode()


def test_an_empty_board_says_so(client):
    assert "No need is open at the moment." in client.get("/needs/unmet/").content.decode()


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    need()
    client.get("/needs/unmet/")
    with django_assert_max_num_queries(4) as one:
        client.get("/needs/unmet/")
    count = len(one)
    for topic in ("trademarks", "gender", "enforcement"):
        need(topics=[topic, "patents"], places=["region:arab", "BR"])
    client.get("/needs/unmet/")
    with django_assert_max_num_queries(count):
        client.get("/needs/unmet/")
