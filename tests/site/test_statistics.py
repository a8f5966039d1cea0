"""/statistics/: every number is that of the list it leads to, the same for everybody, and says what is missing."""

from __future__ import annotations

import csv
import re
from collections import UserDict
from dataclasses import replace
from datetime import date
from io import StringIO
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone
from lxml import etree

from portal.core import kept
from portal.core.facets import GROUP_OFFSET, VALUE_BITS, Facet
from portal.core.models import State
from portal.site.statistics.figures import FIGURES, UNCOUNTED, Statistics
from portal.site.statistics.reference import quoted
from tad.listing import ActivityListing
from tad.models import Activity, Quantity
from tests import reading
from tests.factories import activity, full_activity, user
from tests.tad.corpus import grow

pytestmark = pytest.mark.django_db
PAGE = "/statistics/"
LIST = "http://testserver/activities/"
ASKED = [
    "", "topic=patents", "topic=patents&topic=trademarks&kind=triangular", "not_topic=patents&region=africa",
    "year_min=2005&year_max=2010", "q=patent&named_beneficiary=KE", "recorded=outcome&not_recorded=amount",
    "named_provider=BR&named_provider=IN", "funding=not-stated&beneficiary=aripo", "map=given&provider=BR&provider=IN",
]  # fmt: skip


def asked_of(url: str, reader) -> QueryDict:
    request = RequestFactory().get(url)
    request.user = reader
    return request


def statistics(query: str, reader) -> Statistics:
    return Statistics(asked_of(f"{PAGE}?{query}", reader))


@pytest.fixture
def visitor():
    return AnonymousUser()


def test_every_number_is_that_of_the_list_it_leads_to(visitor):
    grow(Random(7), 150, author=user())
    followed = 0
    for query in ASKED:
        page = statistics(query, visitor)
        said = [part for figure in page.figures for part in [*figure.parts, *figure.further, figure.missing] if part]
        numbers = [part for part in said if part.url]
        for part in numbers:
            listing = ActivityListing(asked_of(part.url, visitor))
            assert (listing.mistakes, listing.count) == ({}, part.count), (query, part)
        followed += len(numbers)
    assert followed > 400


SIDES = """
    WITH parties AS (
        SELECT DISTINCT activity_id, coalesce(p.country_id, o.country_id) AS country,
            CASE role WHEN 'beneficiary' THEN 'received' ELSE 'given' END AS side
        FROM tad_participation p JOIN tad_activity a ON a.id = activity_id AND a.state = 'published'
        LEFT JOIN core_organisation o ON o.id = p.organisation_id
        WHERE role IN ('beneficiary', 'provider', 'second_provider', 'host', 'expert_sender')),
    arrows AS (
        SELECT activity_id, g.country AS giver, r.country AS receiver
        FROM parties g JOIN parties r USING (activity_id)
        WHERE g.side = 'given' AND r.side = 'received' AND g.country <> r.country)
"""


def test_maps_agree_with_plain_sql(visitor):
    grow(Random(5), 150, author=user())
    activity(beneficiaries=["group:aripo"], providers=["BR"])
    activity(beneficiaries=["KE"], providers=["KE"])

    def rows(statement: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(SIDES + statement)
            return cursor.fetchall()

    told = rows("SELECT giver || '-' || receiver, count(DISTINCT activity_id) FROM arrows GROUP BY 1")
    flows = statistics("", visitor).figure("flows")
    assert {part.code: part.count for part in flows.all_parts} == dict(told)
    assert flows.parts == flows.all_parts[: len(flows.parts)]
    asked = statistics("", visitor).asked
    sides = [(name, asked.parts(name)) for name in ("named_provider", "named_beneficiary")]
    assert [asked.flows(*sides, most=many) for many in (1, 5, 30)] == [flows.all_parts[:many] for many in (1, 5, 30)]
    [(drawn,)] = rows("SELECT count(DISTINCT activity_id) FROM arrows")
    without = {row.label.removeprefix("No arrow: "): row.count for row in flows.further}
    [(alone,)] = rows(
        "SELECT count(DISTINCT activity_id) FROM parties g JOIN parties r USING (activity_id, country) "
        "WHERE g.side = 'given' AND r.side = 'received' AND activity_id NOT IN (SELECT activity_id FROM arrows)"
    )
    assert (drawn + sum(without.values()), without["the same country on both sides"]) == (flows.of, alone)
    [(nobody,)] = rows(
        "SELECT count(*) FROM tad_activity WHERE state = 'published' "
        "AND id NOT IN (SELECT activity_id FROM parties WHERE side = 'given')"
    )
    assert without.get("nobody is recorded as provider or host", 0) == nobody
    for side, facet in (("received", Facet.BENEFICIARY), ("given", Facet.PROVIDER)):
        figure = statistics(f"map={side}", visitor).figure("world")
        listing = ActivityListing(asked_of("/activities/", visitor))
        by_code = {
            listing.reference.country_by_number[number].code: count
            for number, count in listing.counts(facet).items()
            if number < GROUP_OFFSET
        }
        assert dict(figure.world.numbers) == by_code
        direct = dict(rows(f"SELECT country, count(*) FROM parties WHERE side = '{side}' GROUP BY 1"))
        assert all(by_code[country] >= count for country, count in direct.items() if country)


def test_shapes_lead_to_what_was_counted(client):
    activity(beneficiaries=["KE", "TV"], providers=["BR"])
    page = client.get(f"{PAGE}?topic=patents&map=given").content.decode()
    shapes = re.findall(r'<a href="([^"]+)" tabindex="-1"><title>([^<]+)</title><use', page)
    assert shapes == [("/activities/?topic=patents&amp;provider=BR", "Brazil: 1")]
    assert 'href="/statistics/?topic=patents#world"' in page  # the other map
    assert 'href="/statistics/flows.csv?topic=patents&amp;map=given"' in page
    assert "No arrow: " not in page
    page = client.get(f"{PAGE}?map=upside-down").content.decode()
    assert "“upside-down” is not possible for “map”." in page
    assert client.get(f"{PAGE}world.csv?map=upside-down").status_code == 400


def test_figures_agree_with_plain_sql(visitor):
    grow(Random(3), 120, author=user())
    Activity.objects.filter(pk=full_activity().pk).update(last_verified_on=timezone.localdate())
    figures = {figure.name: figure for figure in statistics("", visitor).figures}

    def rows(statement: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    public = "FROM tad_activity a {} WHERE a.state = 'published'"
    joined = {
        "topics": "JOIN tad_activitytopic l ON l.activity_id = a.id JOIN core_topic t ON t.id = l.topic_id",
        "modalities": "JOIN core_modality t ON t.id = a.modality_id",
    }
    for name, join in joined.items():
        told = rows(f"SELECT t.code, count(DISTINCT a.id) {public.format(join)} GROUP BY t.code")
        assert {part.code: part.count for part in figures[name].parts} == dict(told)
    sums = "sum(participants), sum(women), sum(men), count(*) FILTER (WHERE women IS NOT NULL AND men IS NOT NULL)"
    [(participants, women, men, told_apart)] = rows(f"SELECT {sums} {public.format('')}")
    days = public.format("JOIN tad_quantity q ON q.activity_id = a.id AND q.unit = 'person_days'")
    [(person_days,)] = rows(f"SELECT sum(number) {days}")
    people = [participants, women, men, person_days]
    assert ([part.count for part in figures["people"].parts], figures["people"].note) == (
        people, f"Women and men are counted only where the record tells them apart: {told_apart} activity.",
    )  # fmt: skip
    judged = public.format("JOIN tad_evaluation e ON e.activity_id = a.id")
    [(evaluated,)] = rows(f"SELECT count(DISTINCT a.id) {judged}")
    [(verified,)] = rows(f"SELECT count(*) {public.format('')} AND last_verified_on > current_date - interval '1 year'")
    coverage = {part.label: part.count for part in figures["coverage"].parts}
    assert (coverage["Evaluation"], coverage["Found true in the last 12 months"]) == (evaluated, verified)
    assert all([*people, told_apart, evaluated, verified])  # of nothing every answer is right
    [(undated, total)] = rows(
        f"SELECT count(*) FILTER (WHERE coalesce(starts_on, ends_on) IS NULL), count(*) {public.format('')}"
    )
    assert (figures["years"].missing.count, figures["years"].of) == (undated, total)
    amounts = rows(
        "SELECT extract(year FROM coalesce(starts_on, ends_on))::int, t.labels->>'en', l.currency, sum(l.amount)::int "
        + public.format("JOIN tad_funding l ON l.activity_id = a.id JOIN core_fundingkind t ON t.id = l.kind_id")
        + " AND l.amount IS NOT NULL GROUP BY 1, 2, 3"
    )
    expected = {(f"{year or 'no year'} · {kind}", f"{amount:,} {currency}") for year, kind, currency, amount in amounts}
    assert {(row.label, row.text) for row in figures["funding"].further} == expected


def test_everybody_gets_the_same_figures(client, curator, signed_in):
    activity(topics=["patents"])
    activity(topics=["trademarks"], state=State.DRAFT)
    for reader in (client, signed_in(curator)):
        assert numbers_of(reader, "topics") == [("patents", "Patents", "1", "1"), ("not recorded", "", "0", "1")]


def file_of(client, name: str, query: str = "") -> list[tuple]:
    response = client.get(f"{PAGE}{name}.csv{query}")
    assert response["Content-Disposition"] == f'attachment; filename="statistics-{name}.csv"'
    rows = csv.reader(StringIO(response.content.decode("utf-8-sig")))
    assert next(rows) == ["code", "label", "count", "of", "currency", "url"]
    return [tuple(row) for row in rows]


def numbers_of(*asked) -> list[tuple]:
    """The same without currencies and addresses."""
    return [row[:4] for row in file_of(*asked)]


def test_files_say_what_the_page_says_in_its_language(client):
    activity(topics=["patents", "gender"], starts_on=date(2015, 1, 1), ends_on=date(2016, 2, 1))
    activity(topics=[], beneficiaries=["UG"])
    assert numbers_of(client, "years") == [
        ("2013", "2013", "1", "2"), ("2015", "2015", "1", "2"), ("2016", "2016", "1", "2"),
        ("not recorded", "", "0", "2"),
    ]  # fmt: skip
    assert [row[:3] for row in file_of(client, "receiving", "?topic=patents")] == [
        ("KE", "Kenya", "1"), ("not recorded", "", "0"),
    ]  # fmt: skip
    assert file_of(client, "modalities", "?topic=patents") == [
        ("workshop", "Seminar or workshop", "1", "1", "", f"{LIST}?topic=patents&modality=workshop"),
        ("not recorded", "", "0", "1", "", ""),
    ]
    picture = etree.fromstring(client.get(f"/ar{PAGE}topics.svg?beneficiary=KE").content)
    words = [each.strip() for each in picture.itertext() if each.strip()]
    assert (picture.get("direction"), "كينيا" in words) == ("rtl", True)
    page = client.get(f"{PAGE}?beneficiary=KE").content.decode()
    assert f'href="{PAGE}topics.csv?beneficiary=KE"' in page
    assert "<span>Of 1 activity.</span>" in page
    assert "Of 1 activity." in client.get(f"{PAGE}topics.svg?beneficiary=KE").content.decode()


def test_files_have_what_stands_beside_a_figure(client):
    paid = full_activity()
    Activity.objects.filter(pk=paid.pk).update(starts_on=date(2015, 1, 1), ends_on=None)
    amounts = [(line.kind.code, str(round(line.amount)), line.currency) for line in paid.funding.exclude(amount=None)]
    assert [(row[0], *row[2:]) for row in file_of(client, "funding") if row[4]] == [
        (kind, amount, "", currency, "") for kind, amount, currency in amounts
    ]
    activity(providers=["BR"], beneficiaries=[])
    activity(providers=["BR"], beneficiaries=["group:aripo"])
    assert [row[1:] for row in file_of(client, "flows") if row[1].startswith("No arrow")] == [
        (
            "No arrow: nobody is recorded as beneficiary",
            "1",
            "3",
            "",
            f"{LIST}?unpaired=no-beneficiary",
        ),
        ("No arrow: only a named group benefits", "1", "3", "", f"{LIST}?unpaired=no-receiving-country"),
    ]


def test_what_is_not_understood_makes_no_file(client):
    activity()
    assert client.get(f"{PAGE}topics.csv?colour=red").status_code == 400
    assert client.get(f"{PAGE}nothing.csv").status_code == 404
    assert client.get(f"{PAGE}topics.pdf").status_code == 404
    page = client.get(f"{PAGE}?topic=nonsense&colour=red").content.decode()
    assert ["Topic: there is no “nonsense”." in page, "does not know the filter “colour”" in page] == [True, True]
    assert client.post(PAGE).status_code == 405


def test_nothing_found_says_so_and_offers_a_way_on(client):
    assert "No activity matches all of this" in client.get(PAGE).content.decode()
    activity()
    page = client.get(f"{PAGE}?topic=gender").content.decode()
    assert ("No activity matches all of this" in page, "Without “Gender" in page) == (True, True)
    assert file_of(client, "pairs", "?topic=gender") == []


def test_a_group_that_was_asked_for_is_shown_itself(visitor):
    activity(beneficiaries=["group:aripo"], providers=["BR"])
    page = statistics("beneficiary=aripo", visitor)
    [group] = page.figure("receiving").parts
    members = len(ActivityListing(asked_of("/activities/", visitor)).counts(Facet.BENEFICIARY)) - 1  # the group itself
    assert (group.code, group.count, [each["value"] for each in page.headline][:3]) == (
        "aripo",
        1,
        ["1", str(members), "1"],
    )


def test_unsums_are_said(client):
    record = activity(beneficiaries=["KE", "UG"], participants=20, women=8, men=12)
    Quantity.objects.create(activity=record, unit="person_days", number=60)
    page = client.get(PAGE).content.decode()
    assert "Countries taking part, added up over all activities: 2." in page
    rows = file_of(client, "people")
    assert [row[:3] for row in rows[:-1]] == [
        ("participants", "Participants", "20"), ("women", "of them women", "8"), ("men", "of them men", "12"),
        ("person_days", "Person-days", "60"),
    ]  # fmt: skip


def test_as_many_queries_for_one_as_for_many(client, django_assert_num_queries):
    activity(outcome="A plan.", participants=3)
    client.get(PAGE)
    with django_assert_num_queries(2):  # versions; the sums are known
        client.get(PAGE)
    grow(Random(1), 60, author=user())
    client.get(f"{PAGE}?q=nothing")  # vocabularies and index know the new ones
    with django_assert_num_queries(4):  # versions, amounts and checks, once until one changes
        client.get(PAGE)


def test_figures_stand_until_something_changes_that_they_count(client, monkeypatch):
    record = Activity.objects.filter(pk=full_activity().pk)

    def has_figures() -> bool:
        return 'id="kinds"' in client.get(PAGE).content.decode()

    assert has_figures()
    monkeypatch.setattr("portal.site.statistics.figures.FIGURES", {})  # made anew, there would be none
    record.update(status="cancelled", summary="Told anew.")
    assert has_figures()
    for change in (
        lambda: record.update(starts_on=date(1990, 1, 1)),
        lambda: record.update(last_verified_on=None),
        lambda: record.get().funding.update(amount=1),
        lambda: record.update(state="draft"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr("portal.site.statistics.figures.FIGURES", FIGURES)
            kept.forget()
            assert has_figures()
        change()
        assert not has_figures()


def test_no_figure_counts_by_what_it_is_kept_in_spite_of(visitor):
    full_activity()
    page, read = statistics("", visitor), set()

    class Read(UserDict):
        def __contains__(self, each):
            read.add(each >> VALUE_BITS)
            return super().__contains__(each)

        def __getitem__(self, each):
            read.add(each >> VALUE_BITS)
            return super().__getitem__(each)

    page.asked.snapshot = replace(page.asked.snapshot, bitmaps=Read(page.asked.snapshot.bitmaps), public_counts={})
    kept.forget()
    assert 'id="kinds"' in page.results
    assert Facet.PUBLIC in read
    assert read.isdisjoint(UNCOUNTED)


def test_quoted_figures_are_complete_and_their_doubt_is_said(client):
    page = client.get(f"{PAGE}reference/").content.decode()
    assert page.count('<th scope="row">') == len(quoted()) == 63
    assert "The regions add up to 119; the same page says 122 in all." in page
    rows = list(csv.DictReader(StringIO(reading.body(client, f"{PAGE}reference/?format=csv").decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == [each.value for each in quoted()]
    assert not [each for each in quoted() if re.search(r"\b[A-Z]{2}\b(?! Cap)", f"{each.area} {each.note}")]  # codes
    assert client.get(f"{PAGE}reference/?format=pdf").status_code == 400
