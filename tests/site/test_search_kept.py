"""What visitors ask /search/ is kept for the next who asks the same: never past a change, never of another reader."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries as Asserts

from portal.core import kept
from portal.core.models import Organisation, PageText, State
from portal.site.finding.page import ANSWERS
from roster import consents
from roster.models import Consent
from tests.factories import (
    activity,
    case_study,
    consultant,
    initiative,
    meeting,
    need,
    offer,
    organisation,
    page_text,
    user,
)

pytestmark = pytest.mark.django_db
ASKED = "/search/?q=rooibos"
# By section: public records that have the words, as the database says it.
FOUND = {
    "activities": "tad_activitysearch JOIN tad_activity r ON r.id = activity_id WHERE state = 'published'",
    "partnerships": "partnerships_initiativesearch JOIN partnerships_initiative r ON r.id = initiative_id "
    "WHERE state = 'published'",
    "case-studies": "partnerships_casestudysearch JOIN partnerships_casestudy r ON r.id = case_study_id "
    "WHERE state = 'published'",
    "organisations": "core_organisationsearch JOIN core_organisation r ON r.id = organisation_id "
    "WHERE state = 'verified'",
    "meetings": "core_meetingsearch JOIN core_meeting r ON r.id = meeting_id WHERE state = 'published'",
}


def body(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def counted(client, words: str) -> dict[str, int]:
    """By section of the page, how many it says there are."""
    html = body(client, f"/search/?{urlencode({'q': words})}")
    said = re.findall(r'<a class="num" href="#([\w-]+)">(\d+) ', html)
    return {kind: int(count) for kind, count in said if kind in FOUND}


def in_tables(words: str) -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for kind, where in FOUND.items():
            cursor.execute(f"SELECT count(*) FROM {where} AND document @@ core_search_query(%s)", [words])
            found[kind] = cursor.fetchone()[0]
    return {kind: count for kind, count in found.items() if count}


def test_it_finds_what_the_tables_hold_before_and_after_each_change(client):
    random, words = Random(7), ["rooibos", "honeybush", "tea", "growers"]
    makers = [activity, initiative, case_study, meeting]
    said = [f"{each} -{other}" for each in words for other in words[:2] if each != other] + words
    records = [
        random.choice(makers)(
            title=" ".join(random.sample(words, 2)),
            state=random.choice([State.DRAFT, State.PUBLISHED, State.PUBLISHED]),
        )
        for _number in range(12)
    ]
    organisation("Rooibos board")
    for _round in range(6):
        assert {each: counted(client, each) for each in said} == {each: in_tables(each) for each in said}
        record = random.choice(records)
        type(record).objects.filter(pk=record.pk).update(title=" ".join(random.sample(words, 2)))


def test_every_kind_of_change_is_seen_at_once(client):
    moves = [
        lambda: activity(title="Rooibos one"),
        lambda: initiative(title="Rooibos two"),
        lambda: case_study(title="Rooibos three"),
        lambda: meeting(title="Rooibos four"),
        lambda: need(title="Rooibos five"),
        lambda: offer(title="Rooibos six"),
        lambda: consultant(name="Rooibos Seven"),
        lambda: organisation("Rooibos eight"),
        lambda: page_text("zz-nine", title="Rooibos nine", body="Nine"),
    ]
    pages = [body(client, ASKED)]
    for move in moves:
        move()
        pages.append(body(client, ASKED))
    names = ["one", "two", "three", "four", "five", "six", "Seven", "eight", "nine"]
    shown = [[name for name in names if re.search(rf"<mark>Rooibos</mark> {name}", page)] for page in pages]
    assert shown == [names[:count] for count in range(len(names) + 1)]
    for model in (Organisation, PageText):
        field = "name" if model is Organisation else "title"
        model.objects.filter(**{f"{field}__startswith": "Rooibos"}).update(**{field: "Renamed"})
    assert not re.search("</mark> (eight|nine)", body(client, ASKED))


def test_consent_withdrawn_is_gone_from_what_was_kept(client):
    person = consultant(name="Rooibos Growerson")
    consultant(name="Rooibos Otherson")
    assert "Growerson" in body(client, ASKED)
    consents.withdraw(person, [Consent.Field.NAME], by=None)
    page = body(client, ASKED)
    assert ("Growerson" in page, "Otherson" in page) == (False, True)


def test_no_reader_is_shown_what_another_may_see(client, signed_in, member, curator, outsider_with_draft):
    kinds = [activity, initiative, case_study, meeting]
    for make in kinds:
        make(title="Rooibos seen")
        make(title="Rooibos hidden", state=State.DRAFT, by=curator)
    shown = [
        body(asking, ASKED).count("</mark> hidden")
        for asking in (signed_in(curator), client, outsider_with_draft, client, signed_in(member), client)
    ]
    assert (shown[1], shown[3], shown[5], shown[4]) == (0, 0, 0, 0)
    assert (shown[0] >= len(kinds), shown[2]) == (True, 2)  # their own, among the best and in its list


@pytest.fixture
def outsider_with_draft(signed_in):
    """Somebody who sees one draft that nobody else but curators does: their own."""
    person = user()
    activity(title="Rooibos hidden", state=State.DRAFT, by=person)
    return signed_in(person)


def test_each_question_language_and_day_has_its_own(client, monkeypatch):
    activity(title="Rooibos", topics=["patents"])
    case_study(title="Honeybush", topics=["gender"])
    asked = [
        "q=rooibos",
        "q=honeybush",
        "q=rooibos&topic=patents",
        "q=rooibos&topic=gender",
        "q=rooibos&colour=red",
        "",
    ]
    addresses = [f"{prefix}/search/?{query}" for prefix in ("", "/fr", "/ar") for query in asked]
    kept.forget()
    fresh = []
    for address in addresses:
        fresh.append(main_of(client, address))
        kept.forget()
    again = [main_of(client, address) for address in addresses * 2]
    assert again == fresh * 2
    assert len(set(fresh)) == len(addresses)
    wanted = need(title="Rooibos wanted", expires_on=timezone.localdate())
    assert "Open until" in body(client, ASKED)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "localdate", lambda *_args: tomorrow)
        assert "Open until" not in body(client, ASKED), wanted


def main_of(client, address: str) -> str:
    return re.search("<main.*</main>", body(client, address), re.DOTALL)[0]


def test_what_hangs_on_the_hour_and_what_members_ask_is_not_kept(client, signed_in, member):
    activity(title="Rooibos")
    kept.forget()
    client.get(f"{ASKED}&added=7")
    signed_in(member).get(ASKED)
    assert len(ANSWERS) == 0
    client.get(ASKED)
    pages = len(kept.PAGES)
    for number in range(ANSWERS.most):
        ANSWERS.part(("filling", number), lambda: "")
    assert (len(ANSWERS), len(kept.PAGES)) == (ANSWERS.most, pages)


def test_a_question_that_was_asked_costs_one_query(client, django_assert_num_queries: Asserts):
    activity(title="Rooibos")
    client.get(ASKED)
    with django_assert_num_queries(1):
        client.get(ASKED)
