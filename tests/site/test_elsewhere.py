"""What a record's page shows of other kinds: what shares most comes first and says why; nothing that is not public."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils import timezone

from matchmaking.following import outcomes
from matchmaking.models import Match, MatchState, Need
from portal.core.models import State
from roster.models import Consent
from tests.factories import activity, case_study, consultant, initiative
from tests.matchmaking import matched

pytestmark = pytest.mark.django_db
MAKE = {"Activities": activity, "Partnerships": initiative, "Case studies": case_study}
every = pytest.mark.parametrize("kind", MAKE)


def make(kind: str, *, countries: tuple[str, ...] = ("KE",), topic: str = "patents", **values):
    where = {"countries": countries} if kind == "Case studies" else {"beneficiaries": countries, "providers": []}
    return MAKE[kind](topics=[topic], **where, **values)


def shelves(client, record) -> dict[str, list[tuple[str, str]]]:
    """``{kind: [(title, what is shared)]}`` as the page shows them."""
    html = client.get(record.get_absolute_url()).content.decode()
    section = re.search(r'aria-labelledby="elsewhere">(.*?)</section>', html, re.S)
    found = {}
    for title, links in re.findall(
        r'related__why">(.*?)</h3>\s*<ul[^>]*>(.*?)</ul>', section[1] if section else "", re.S
    ):
        found[title] = [
            (unescape(text), unescape(why).removeprefix("In common: "))
            for text, why in re.findall(r"<a [^>]*>(.*?)</a> <small>(.*?) <span", links)
        ]
    return found


@every
def test_nothing_where_nothing_is_alike(client, kind):
    record = make(kind)
    (
        make("Activities", countries=("PE",)),
        make("Partnerships", countries=("PE",)),
        make("Case studies", countries=("PE",)),
    )
    assert shelves(client, record) == {}


@every
def test_every_other_kind_with_what_is_shared(client, kind):
    record = make(kind, countries=("KE", "UG"))
    for other in MAKE:
        make(other, title=f"Alike among {other}", countries=("UG", "KE", "BR"))
    why = "Patents, Kenya, and Uganda"
    assert shelves(client, record) == {other: [(f"Alike among {other}", why)] for other in MAKE if other != kind}


@every
def test_what_shares_most_comes_first_and_three_at_most(client, kind):
    record = make(kind, countries=("KE", "UG", "MZ"))
    for other in MAKE:
        make(other, title="A country", countries=("KE",), topic="gender")
        make(other, title="Three countries", countries=("KE", "UG", "MZ"), topic="gender")
        make(other, title="Country and topic", countries=("KE",))
        make(other, title="Countries and topic", countries=("KE", "UG"))
        make(other, title="A topic", countries=("PE",))
    best = ["Countries and topic", "Country and topic", "Three countries"]
    found = shelves(client, record)
    assert {other: [title for title, _why in links] for other, links in found.items()} == {
        other: best for other in MAKE if other != kind
    }


def test_a_group_is_shared_with_who_names_it(client):
    record = initiative(providers=["BR"], beneficiaries=["group:aripo"])
    activity(title="For the group", providers=[], beneficiaries=["group:aripo"])
    activity(title="For a member", providers=[], beneficiaries=["GH"])
    assert shelves(client, record) == {"Activities": [("For the group", "Patents and ARIPO member states")]}


@every
def test_never_what_is_not_public(client, signed_in, curator, kind):
    record = make(kind)
    for state in [state for state in State if state != State.PUBLISHED]:
        for other in MAKE:
            make(other, state=state)
    assert shelves(client, record) == {}
    assert shelves(signed_in(curator), record) == {}


def test_what_the_page_links_to_already_is_not_repeated(client):
    record = initiative()
    told, other = case_study(initiative=record, topics=["patents"]), case_study(title="Another", topics=["patents"])
    assert shelves(client, record) == {"Case studies": [(other.title, "Patents and Kenya")]}
    assert shelves(client, told) == {}


def test_a_title_cannot_leave_its_place(client):
    activity(title='<img src=x onerror=alert(1)>"')
    html = client.get(initiative().get_absolute_url()).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img src=x" not in html


@every
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, kind):
    record = make(kind)
    for other in MAKE:
        make(other)
        make(other)
    client.get(record.get_absolute_url())
    number = {"Activities": 8, "Partnerships": 9, "Case studies": 5}[kind]
    with django_assert_num_queries(number):
        client.get(record.get_absolute_url())
    for other in MAKE:
        for _number in range(8):
            make(other)
    client.get(record.get_absolute_url())
    with django_assert_num_queries(number):
        client.get(record.get_absolute_url())


# Consultants ----------------------------------------------------------------------------------------------------------
UNRELEASED = "xunreleased"  # stands nowhere on a page where nobody agreed to it


def worked(record, *, released=Consent.Field.values, role="Trainer", **values):
    line = {"activity_id": record.pk, "role": role, "from_year": 2019, "to_year": 2021}
    return consultant(released=released, nationalities=["BR"], lines={"assignments": [line]}, **values)


def workers(client, record) -> list[str]:
    html = client.get(record.get_absolute_url()).content.decode()
    shown = re.search(r"<dt>Consultants</dt>(.*?)</div>", html, re.S)
    said = re.findall(r"<dd>(.*?)</dd>", shown[1], re.S) if shown else []
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in said]


def test_an_activity_names_who_released_that_they_worked_on_it(client, signed_in, curator):
    record, other = activity(topics=["gender"]), activity(topics=["gender"])
    first = worked(record, name="Wanjiru Otieno")
    worked(record, name="Ana Souza", is_sample=True)
    nameless = worked(record, released={Consent.Field.LISTING, Consent.Field.ASSIGNMENTS}, name=UNRELEASED)
    hidden = [
        worked(record, released=set(Consent.Field) - {Consent.Field.ASSIGNMENTS}, name=UNRELEASED, role=UNRELEASED),
        worked(record, released=[Consent.Field.NAME, Consent.Field.ASSIGNMENTS], name=UNRELEASED),
        worked(record, state="archived", name=UNRELEASED),
        worked(record, withdrawn_at=timezone.now(), name=UNRELEASED),
    ]
    wanted = [
        "Ana Souza Sample record, invented Trainer · 2019–2021",
        f"Consultant {nameless.ref} Trainer · 2019–2021",
        "Wanjiru Otieno Trainer · 2019–2021",
    ]
    for reader in (client, signed_in(curator)):  # a curator sees the page that everybody sees
        assert workers(reader, record) == wanted
        html = reader.get(record.get_absolute_url()).content.decode()
        assert f'href="/roster/{first.ref}/"' in html
        assert [each.ref for each in hidden if each.ref in html] == []
        assert UNRELEASED not in html
    assert workers(client, other) == []


def test_consultants_of_the_same_countries_and_topics(client):
    record = activity(beneficiaries=["KE"], providers=["UG"])
    consultant(name="Knows both", nationalities=["KE"])
    consultant(name="Another country", nationalities=["PE"])
    consultant(name="Another topic", topics=["gender"])
    consultant(name=UNRELEASED, nationalities=["TZ"], residence_id="UG", released=["listing", "name"])
    assert shelves(client, record) == {"Consultants": [("Knows both", "Patents and Kenya")]}
    worked(record, name="Worked on it", residence_id="KE")
    assert shelves(client, record) == {"Consultants": [("Knows both", "Patents and Kenya")]}


def test_consultants_cost_as_much_many_as_one(client, django_assert_num_queries):
    record = activity()
    worked(record)
    consultant()
    client.get(record.get_absolute_url())
    with django_assert_num_queries(8):
        client.get(record.get_absolute_url())
    for _number in range(6):
        worked(record)
        consultant()
    client.get(record.get_absolute_url())
    with django_assert_num_queries(8):
        client.get(record.get_absolute_url())


# What began with a match ----------------------------------------------------------------------------------------------
def test_a_record_tells_of_the_need_it_began_with_once_both_sides_published_that(client, signed_in, curator):
    world = matched.world(curator)
    match = world.match(MatchState.IMPLEMENTING)
    record = activity(topics=["gender"], beneficiaries=["TV"], providers=["PE"])
    Match.objects.filter(pk=match.pk).update(activity=record)
    seeker, provider = world.act("seeker_admin"), world.act("provider_admin")
    pages = [record, match.seeker, match.provider]

    def told(reader) -> list[bool]:
        return [match.need.ref in reader.get(each.get_absolute_url()).content.decode() for each in pages]

    outcomes.tell(match, text="Done.", **seeker)
    outcomes.write_story(match, seen=0, text="Well done.", language="en", agree=True, **seeker)
    assert told(client) == told(signed_in(curator)) == [False, False, False]
    outcomes.agree_to_story(match, version=1, **provider)
    assert told(client) == [True, True, True]
    assert "<blockquote" in client.get(record.get_absolute_url()).content.decode()
    assert [each.story.text for each in client.get(record.get_absolute_url()).context["elsewhere"].stories] == [
        "Well done."
    ]
    why = f"Met by {match.provider.name} for {match.seeker.name}"
    assert shelves(client, record)["It began with"] == [(match.need.title, why)]
    Need.objects.filter(pk=match.need_id).update(state="archived", state_reason="A double.")
    assert told(client) == told(signed_in(curator)) == [False, False, False]
