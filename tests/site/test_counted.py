"""A number beside a link is what the list behind the link shows, to everybody."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.core import reference
from portal.core.models import current_versions
from portal.site.counted import ACTIVITIES, OPEN_NEEDS, PARTNERSHIPS, ROOMS, Records
from tests.factories import activity, initiative, need, organisation

pytestmark = pytest.mark.django_db


def public(room) -> Records:
    return room.public(current_versions(), reference.current())


def shown(client, url: str) -> int:
    """How many records the list at an address says it has."""
    html = client.get(url).content.decode()
    assert "notice--error" not in html
    return int(re.search(r'class="list__count[^>]*>\D*?([\d,]+)', html)[1].replace(",", ""))


def test_every_number_is_that_of_its_list(client):
    for year, provider, topics in ((2013, "BR", ["patents"]), (2014, "IN", ["patents", "trademarks"])):
        activity(providers=[provider], topics=topics, starts_on=date(year, 12, 30))
    activity(providers=["BR"], state="draft")
    initiative(providers=["BR"])
    need()
    found = public(ACTIVITIES).having(beneficiary="KE")
    parts = [*found.by("provider"), *found.by("topic", only={"patents"}), found.part("all")]
    assert [(part.label, part.count) for part in parts] == [("Brazil", 1), ("India", 1), ("Patents", 2), ("all", 2)]
    narrower = [found.having(not_provider="BR"), found.during(range(2013, 2015)), found.during(range(2014, 2015))]
    assert [len(each) for each in narrower] == [1, 2, 1]
    assert found.by_year() == {2013: 1, 2014: 1}
    for number, url in [
        *((part.count, part.url) for part in parts),
        *((len(each), each.url) for each in narrower),
        *((len(public(room)), public(room).url) for room in ROOMS),
    ]:
        assert shown(client, url) == number
    assert len(public(PARTNERSHIPS)) == len(public(OPEN_NEEDS)) == 1
    assert found.feed_url == "/activities/?beneficiary=KE&format=atom"
    assert client.get(public(PARTNERSHIPS).feed_url).status_code == 200


def test_the_newest_come_as_cards():
    for year in (2011, 2013, 2012):
        activity(title=f"Of {year}", starts_on=date(year, 5, 5))
    found = public(ACTIVITIES)
    assert [card["title"] for card in found.newest(AnonymousUser(), 2)] == ["Of 2013", "Of 2012"]
    assert public(PARTNERSHIPS).newest(AnonymousUser(), 2) == []


@pytest.mark.parametrize(
    ("conditions", "error"),
    [({"beneficiary": "UG"}, ValueError), ({"provider": "XX"}, LookupError), ({"colour": "red"}, LookupError)],
)
def test_what_no_address_could_say_is_refused(conditions, error):
    with pytest.raises(error):
        public(ACTIVITIES).having(beneficiary="KE").having(**conditions)


def test_what_pages_count_is_made_anew_only_after_a_change_of_what_it_counts(client, monkeypatch):
    office = organisation("Zq Office", slug="zz-a")
    pages = {
        "countries": "/countries/KE/",
        "topics": "/topics/patents/",
        "organisations": f"/organisations/{office.slug}/",
    }
    made: list[str] = []

    def noted(template: str, *arguments) -> SafeString:
        made.append(template)
        return render_to_string(template, *arguments)

    def made_after() -> list[str]:
        made.clear()
        for address in pages.values():
            client.get(address)
        return sorted(made)

    for name, module in zip(pages, ("detail", "pages", "detail"), strict=True):
        monkeypatch.setattr(f"portal.site.{name}.{module}.render_to_string", noted)
    own = activity(beneficiaries=["KE"], topics=["patents"], others={"funder": [f"organisation:{office.slug}"]})
    other = activity(beneficiaries=["BR"], topics=["trademarks"])
    counted = [
        *("countries/_records.html", "countries/_summary.html", "organisations/_charts.html"),
        *("organisations/_deeds.html", "organisations/_partners.html", "topics/_body.html", "topics/_numbers.html"),
    ]
    assert made_after() == sorted([*counted, "organisations/_listings.html"])
    assert made_after() == []
    type(other).objects.update(status="cancelled")
    assert made_after() == counted
    type(other).objects.filter(pk=other.pk).update(title="Zq other")
    activity(beneficiaries=["BR"], topics=["trademarks"])
    assert made_after() == ["topics/_body.html"]  # with the cards of any room
    activity(beneficiaries=["KE"], topics=["trademarks"])
    assert made_after() == ["countries/_records.html", "countries/_summary.html", "topics/_body.html"]
    type(own).objects.filter(pk=own.pk).update(state="draft", published_at=None, published_by=None)
    assert made_after() == counted
