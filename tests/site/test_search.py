"""/search/: one question to every list, by kind; only what its reader may see."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.core import organisations
from portal.core.models import Organisation, OrganisationType, State
from tests.factories import activity, case_study, initiative, organisation

pytestmark = pytest.mark.django_db
MAKE = {"activities": activity, "partnerships": initiative, "case-studies": case_study}


def found(client, query: str) -> dict[str, list[str]]:
    """Titles by kind, in the page's order."""
    html = client.get(f"/search/?{query}").content.decode()
    sections = re.findall(r'<section class="find__group" aria-labelledby="([\w-]+)">(.*?)</section>', html, re.S)
    return {
        kind: [
            unescape(re.sub("<[^>]+>", "", title))
            for title in re.findall(r'card__title"><a [^>]*>(.*?)</a>', text, re.S)
        ]
        for kind, text in sections
    }


def text(client, query: str = "", prefix: str = "") -> str:
    html = client.get(f"{prefix}/search/?{query}").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_results_stand_by_kind_with_counts_and_lead_into_the_lists(client):
    for kind, make in MAKE.items():
        make(title=f"Rooibos in {kind}")
        make(title="Another thing")
    assert found(client, "q=rooibos") == {kind: [f"Rooibos in {kind}"] for kind in MAKE}
    shown = text(client, "q=rooibos")
    assert "1 activity 1 partnership 1 case study" in shown
    html = client.get("/search/?q=rooibos+tea").content.decode()
    assert [f'href="/{kind}/?q=rooibos+tea"' in html for kind in MAKE] == [True] * 3
    assert "<mark>Rooibos</mark>" in client.get("/search/?q=rooibos").content.decode()


def test_the_best_five_of_each_and_how_many_there_are(client):
    for _number in range(7):
        case_study(title="Rooibos")
    activity(title="Rooibos rooibos", summary="rooibos")
    assert {kind: len(titles) for kind, titles in found(client, "q=rooibos").items()} == {
        "activities": 1, "case-studies": 5,
    }  # fmt: skip
    shown = text(client, "q=rooibos")
    assert ("All of them: 7 case studies" in shown, "All of them: 1 activity" in shown) == (True, False)


def test_the_most_relevant_first(client):
    activity(title="Market day", summary="Tea and rooibos")
    activity(title="Rooibos rooibos")
    assert found(client, "q=rooibos") == {"activities": ["Rooibos rooibos", "Market day"]}


def test_nothing_found_helps(client):
    initiative(title="Rooibos growers")
    shown = text(client, "q=rooibas")
    assert "Nothing here matches these words Did you mean rooibos ?" in shown
    kinds = ("activities", "partnerships", "case studies", "consultants", "needs", "offers", "meetings")
    kinds += ("organisations",)
    assert " ".join(f"0 {kind}" for kind in kinds) in shown
    assert 'href="/search/?q=rooibos"' in client.get("/search/?q=rooibas").content.decode()
    assert "There is nothing to search for in “-”" in text(client, "q=-")
    assert found(client, "q=zzzzqq") == {}


@pytest.mark.parametrize("query", ["", "q=", "q=+++"])
def test_without_words_it_shows_what_there_is_to_search(client, query):
    activity()
    assert found(client, query) == {}
    shown = text(client, query)
    institutions = Organisation.objects.verified().count()
    empty = " ".join(f"0 {kind}" for kind in ("partnerships", "case studies", "consultants", "needs", "offers"))
    assert f"1 activity {institutions} organisations {empty}" in shown
    assert "Nothing here matches" not in shown


@pytest.mark.parametrize("state", State)
def test_who_sees_what(client, signed_in, member, curator, state):
    for make in MAKE.values():
        make(title="Rooibos", state=state, by=curator)
    hidden = {} if state != State.PUBLISHED else {kind: ["Rooibos"] for kind in MAKE}
    everything = {kind: ["Rooibos"] for kind in MAKE}
    seen = [found(asking, "q=rooibos") for asking in (client, signed_in(member), signed_in(curator))]
    assert seen == [hidden, hidden, everything]


def test_organisations_are_found_by_those_who_may_see_them(client, signed_in, member, curator):
    council, university = organisation("Rooibos Council"), OrganisationType.objects.get(code="university")
    organisations.propose(by=member, name="Rooibos Union", type=university)
    activity(title="Tea", providers=[f"organisation:{council.slug}"])
    seen = [found(asking, "q=rooibos") for asking in (client, signed_in(member), signed_in(curator))]
    assert [sorted(each["organisations"]) for each in seen] == [
        ["Rooibos Council"], ["Rooibos Council", "Rooibos Union"], ["Rooibos Council", "Rooibos Union"],
    ]  # fmt: skip
    assert "1 activity: Provider 1" in text(client, "q=rooibos")
    assert f'href="/organisations/{council.slug}/"' in client.get("/search/?q=rooibos").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=tea&topic=patents", "This page does not know “topic”."),
        ("q=%00", "Null characters are not allowed."),
        ("q=" + "x" * 201, "at most 200 characters"),
    ],
)
def test_what_is_not_understood_is_said_once_and_answers_nothing(client, query, said):
    activity(title="tea")
    shown = text(client, query)
    assert shown.count(said) == 1
    assert found(client, query) == {}
    assert "1 activity" not in shown


@pytest.mark.parametrize("query", ["q=%27%22%3C&q=b", "q=((a", "q=%ff%fe", "q=a%3A*", "q=" + "%F0%9F%92%A5" * 40])
def test_nothing_breaks(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


def test_the_header_and_home_lead_there(client):
    for address in ("/about/", "/", "/fr/about/"):
        html = client.get(address).content.decode()
        start = "/fr" if address.startswith("/fr") else ""
        assert f'action="{start}/search/"' in html
        assert f'data-suggests="{start}/activities/suggest/"' in html


def test_only_the_plain_page_is_for_search_engines(client):
    assert [client.get(each).get("X-Robots-Tag") for each in ("/search/", "/search/?q=a")] == [None, "noindex, follow"]


def test_in_another_language(client):
    activity(title="Rooibos")
    html = client.get("/ar/search/?q=rooibos").content.decode()
    assert ('dir="rtl"' in html, 'href="/ar/activities/?q=rooibos"' in html) == (True, True)


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    def grow(many: int) -> None:
        for make in MAKE.values():
            for _number in range(many):
                make(title="Rooibos tea", topics=["patents", "gender"])
        for number in range(many):
            organisation(f"Rooibos tea board {many} {number}")

    grow(1)
    client.get("/search/?q=warm")
    for many in (0, 30):
        grow(many)
        client.get("/search/?q=warm")
        with django_assert_num_queries(19):  # the versions; of each kind what is found, its order, its cards, the marks
            client.get("/search/?q=rooibos")
