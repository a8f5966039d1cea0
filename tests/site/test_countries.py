"""Countries: what each received, gave, hosted and supported, counted anew from the rows; their pages, their table."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core import kept
from portal.core.dates import day_text
from portal.core.models import Country, CountryStatus, FocalPoint, State, current_versions
from portal.site.counted import Records
from portal.site.countries.detail import CountryPage
from portal.site.countries.listing import CountryList
from roster import consents
from roster.models import Consent
from tests.factories import activity, case_study, consultant, initiative, need, offer, organisation
from tests.site.test_counted import shown
from tests.tad.corpus import COUNTRIES, grow

pytestmark = pytest.mark.django_db
LIST, KENYA, NOTHING = "/countries/", "/countries/KE/", "/countries/AX/"


def page(iso2: str = "KE") -> CountryPage:
    request = RequestFactory().get(f"{LIST}{iso2}/")
    request.user = AnonymousUser()
    return CountryPage(request, iso2)


def countries(query: str = "") -> CountryList:
    return CountryList(RequestFactory().get(f"{LIST}?{query}"))


def body(client, address: str) -> str:
    return client.get(address).content.decode()


# Numbers -------------------------------------------------------------------------------------------------------------
SIDES = {
    "received": ["beneficiary"],
    "given": ["provider", "second_provider", "host", "expert_sender"],
    "hosted": ["host"],
    "supported": ["facilitator", "funder"],
}
IN_SQL = """
    SELECT count(DISTINCT a.id) FROM tad_activity a JOIN (
        SELECT p.activity_id, p.role, coalesce(p.country_id, o.country_id) AS country
        FROM tad_participation p LEFT JOIN core_organisation o ON o.id = p.organisation_id
        UNION ALL SELECT f.activity_id, 'funder', o.country_id
        FROM tad_funding f JOIN core_organisation o ON o.id = f.funder_id
    ) AS named ON named.activity_id = a.id
    WHERE a.state = 'published' AND named.role = ANY(%(roles)s) AND named.country = %(country)s
        AND (%(year)s IS NULL OR %(year)s BETWEEN extract(year FROM coalesce(a.starts_on, a.ends_on))
            AND extract(year FROM coalesce(a.ends_on, a.starts_on)))
"""


def in_sql(iso2: str, roles: list[str], year: int | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(IN_SQL, {"roles": roles, "country": iso2, "year": year})
        return cursor.fetchone()[0]


@pytest.mark.parametrize("seed", range(2))
def test_numbers_are_what_the_rows_say(member, seed):
    grow(Random(seed), 80, author=member, owner=None)
    table = {row.iso2: row for row in countries().rows}
    for iso2 in [*COUNTRIES, "FR"]:
        numbers = page(iso2).numbers
        for side, roles in SIDES.items():
            assert len(getattr(numbers, side)) == in_sql(iso2, roles), (iso2, side)
        assert [part.count for part in table[iso2].parts[:2]] == [len(numbers.received), len(numbers.given)]
        years = page(iso2).years
        for row in years.rows if years else []:
            expected = [in_sql(iso2, SIDES[side], int(row.label)) for side in ("received", "given")]
            assert [part.count for part in row.parts] == expected


def linked(country: CountryPage) -> list[tuple[int, str]]:
    """Every number of the page that leads to a list, with its address."""
    found = [(int(each["value"]), each["url"]) for each in country.figures if each["url"]]
    parts = [*country.numbers.helped_by(), *country.numbers.helped(), *country.organisations]
    parts += [part for row in country.years.rows for part in row.parts if part.count]
    parts += [
        part for about, cells in country.topics.rows for part in (about, *(cell.part for cell in cells)) if part.count
    ]
    parts += [group for each in country.as_member for group in each["groups"] if group.url]  # no list has partnerships'
    records: list[Records] = [each["records"] for each in (*country.as_member, *country.rooms)]
    return [*found, *((part.count, part.url) for part in parts), *((len(each), each.url) for each in records)]


def test_every_number_leads_to_exactly_its_records(client):
    embassy = organisation("Cape Town Fund", country="ZA")
    activity(providers=["BR", "organisation:wipo"], beneficiaries=["KE", "UG"], topics=["patents", "trademarks"])
    activity(
        providers=["KE"],
        beneficiaries=["group:african-ldcs", "MZ"],
        starts_on=date(2014, 12, 30),
        ends_on=date(2015, 1, 3),
    )
    activity(providers=["IN"], beneficiaries=["group:aripo"], others={"host": ["KE"], "funder": ["KE"]})
    activity(providers=["IN"], beneficiaries=["group:aripo", "group:african-countries"], topics=["copyright"])
    activity(providers=["KE"], beneficiaries=["KE"], others={"facilitator": [f"organisation:{embassy.slug}"]})
    initiative(), initiative(providers=["group:aripo"], beneficiaries=["UG"])
    case_study(), consultant(), need(), offer(), offer(places=["BR"])
    country = page()
    numbers = linked(country)
    assert len(numbers) > 30
    for count, url in set(numbers):
        assert shown(client, url) == count, url
    assert [each["value"] for each in country.figures] == ["2", "3", "1", "1", "1", "1", "1"]
    assert [(each["id"], len(each["records"])) for each in country.rooms] == [
        ("activities", 4), ("needs", 1), ("offers", 1), ("roster", 1), ("partnerships", 1), ("case-studies", 1)
    ]  # fmt: skip
    assert [(part.label, part.note, part.count) for part in country.numbers.helped()] == [
        ("African least developed countries", "group", 1), ("ARIPO member states", "group", 1), ("Mozambique", "", 1)
    ]  # fmt: skip
    assert [(part.label, part.count) for part in country.numbers.helped_by()] == [("Brazil", 1)]
    as_member = [
        (each["title"], len(each["records"]), {group.label: group.count for group in each["groups"]})
        for each in country.as_member
    ]
    assert as_member == [
        ("Activities received", 2, {"ARIPO member states": 2, "African countries": 1}),
        ("Partnerships", 1, {"ARIPO member states": 1}),
    ]  # fmt: skip
    html = body(client, KENYA)
    assert all(url.replace("&", "&amp;") in html for _count, url in numbers if "year_" not in url)
    assert len(page("ZA").numbers.supported) == 1


def test_what_is_not_public_counts_for_nobody(client, signed_in, curator, member):
    for state in ("draft", "in_review", "rejected", "archived"):
        activity(title="Zqhidden", state=state, beneficiaries=["AX"])
    initiative(title="Zqhidden", beneficiaries=["AX"], state="draft")
    need(title="Zqhidden", places=["AX"], visibility="registered")
    consultant(released=[], nationalities=["AX"])
    FocalPoint.objects.create(country_id="AX", function="Zqfunction", shown_to="staff")
    for reader in (client, signed_in(member), signed_in(curator)):
        html = body(reader, NOTHING)
        assert "Nothing is recorded of Åland" in html
        assert "Zqhidden" not in html
        assert ("Zqfunction" in html) is (
            reader is not client and reader.session.get("_auth_user_id") == str(curator.pk)
        )
    assert [part.count for row in countries("q=AX").rows for part in row.parts] == [0, 0, 0, 0]


def test_people_are_named_by_consent_and_samples_are_marked(client):
    consultant(released=[Consent.Field.LISTING], name="Zqname", nationalities=["KE"], is_sample=True)
    FocalPoint.objects.create(
        country_id="KE",
        function="Registrar",
        name="Ana Zq",
        email="zq@example.org",
        shown_to="public",
        has_consent=True,
    )
    html = body(client, KENYA)
    assert "Zqname" not in html
    assert "Sample" in html
    assert "Ana Zq" in html
    assert "zq@example.org" not in html


# What is said --------------------------------------------------------------------------------------------------------
def test_a_country_of_which_nothing_is_recorded(client):
    html = body(client, NOTHING)
    assert "Nothing is recorded of Åland Islands yet" in html
    for address in ("/matchmaking/needs/new/", "/partnerships/submit/", "/offers/?status=open"):
        assert f'href="{address}"' in html
    assert '<svg class="columns__chart"' not in html
    assert page("AX").years is page("AX").topics is page("AX").flow is None
    offer(places=[])
    assert "Offers that are open to it" in body(client, NOTHING)


def test_standing_has_days_and_sources(client):
    html = body(client, "/countries/CV/")
    left = CountryStatus.objects.get(country="CV", scheme="ldc")
    assert "until 20 December 2007" in html
    assert left.note in html
    assert [each["label"] for each in page("CV").standing.current] == [
        "Developing country", "Small island developing state", "Group of 77"
    ]  # fmt: skip
    CountryStatus.objects.create(
        country_id="KE", scheme="lldc", value="yes", valid_from=date(2020, 2, 3), source="<b>A list</b>",
        scheduled_to=date(2030, 1, 1),
    )  # fmt: skip
    html = body(client, KENYA)
    assert "since 3 February 2020" in html
    assert "&lt;b&gt;A list&lt;/b&gt;" in html
    assert "Announced to end on 1 January 2030." in html
    assert "ARIPO member states" in page().member_of
    assert ("Group of 77" in html, "Group of 77" in page().member_of) == (True, False)


def test_an_announced_end_that_has_come_waits_on_the_desk_and_says_that_nothing_is_known(client, signed_in, curator):
    today = timezone.localdate()
    rows = {"KE": today, "BR": today + timedelta(days=1), "CV": today - timedelta(days=1)}
    CountryStatus.objects.exclude(scheduled_to=None).update(scheduled_to=None)
    for iso2, day in rows.items():
        CountryStatus.objects.create(country_id=iso2, scheme="lldc", value="yes", source="A list", scheduled_to=day)
    CountryStatus.objects.filter(country="CV", scheme="lldc").update(valid_to=rows["CV"])
    page = signed_in(curator).get("/admin/core/countrystatus/?queue=ended-or-not")
    assert [row.country_id for row in page.context["cl"].result_list] == ["KE"]
    assert "Ended or not?" in page.client.get("/admin/").content.decode()

    unconfirmed = f"Announced to end on {day_text(today)}; no source confirms yet that it did."
    assert unconfirmed in body(client, KENYA)
    assert f"planned: {day_text(today)}, not confirmed" in body(client, "/about/country-statuses/?country=KE")
    assert f"Announced to end on {day_text(rows['BR'])}." in body(client, "/countries/BR/")
    assert f"planned: {day_text(rows['BR'])}<" in body(client, "/about/country-statuses/?country=BR")
    assert "Announced to end" not in body(client, "/countries/CV/")


def test_search_engines_and_feeds(client):
    activity(title="Zqfed")
    html = body(client, KENYA)
    assert '<link rel="canonical" href="http://testserver/countries/KE/">' in html
    assert '"@type": "Country", "name": "Kenya", "identifier": "KE"' in html
    numbers = "1 activity received, 0 activities given, and 0 partnerships"
    assert f"Kenya and intellectual property: {numbers}; partners, topics, consultants, needs and offers." in html
    feed = re.search(r'type="application/atom\+xml" [^>]*href="([^"]+)"', html)[1].replace("&amp;", "&")
    assert "Zqfed" in body(client, feed)
    sitemap = body(client, "/sitemap-countries.xml")
    assert set(re.findall(r"/countries/(\w\w)/", sitemap)) == {"BR", "KE"}
    assert "/countries/</loc>" in body(client, "/sitemap-pages.xml")


def test_time_runs_the_way_its_readers_read(client):
    for year in (2010, 2012):
        activity(starts_on=date(year, 5, 5))

    def places(html: str) -> list[float]:
        return [float(x) for x in re.findall(r'columns__bar" x="([\d.]+)%', html)]

    left, right = places(body(client, KENYA)), places(body(client, f"/ar{KENYA}"))
    assert left == sorted(left)
    assert right == sorted(right, reverse=True)
    assert "كينيا" in body(client, f"/ar{KENYA}")


def test_addresses_that_are_not_quite_right(client):
    assert client.get("/countries/ke/").headers["Location"] == KENYA
    assert client.get("/countries/ke/").status_code == 301
    for wrong in ("XX", "kenya", "aripo", "K"):
        assert client.get(f"/countries/{wrong}/").status_code == 404
    assert client.post(KENYA).status_code == 405


# The table -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=quenia", ["KE"]),  # in another language, without its accent
        ("q=Cote+d'iv", ["CI"]),
        ("q=ke", ["CC", "KE", "TK"]),  # Keeling, Kenya, Tokelau; by its code, too
        ("q=zzz", []),
        ("region=africa&status=lldc&q=zam", ["ZM"]),
        ("status=development-transition&q=geo", ["GE"]),
        ("status=ldc&region=latin-america-caribbean", ["HT"]),
    ],
)
def test_what_is_asked_for_is_found(client, query, found):
    shown_rows = re.findall(r'<th scope="row"><a href="/countries/(\w\w)/"', html := body(client, f"{LIST}?{query}"))
    assert sorted(shown_rows) == found
    assert ("No country matches" in html) is (found == [])


def test_all_of_them_by_region_and_by_number(client):
    activity(providers=["BR"], beneficiaries=["KE"])
    activity(providers=["BR"], beneficiaries=["UG"])
    everything = countries()
    assert len(everything.rows) == len(everything.reference.countries)
    assert [region for region, _rows in everything.regions_with_rows][:1] == ["Africa"]
    assert countries("sort=given").rows[0].iso2 == "BR"
    assert [row.iso2 for row in countries("sort=received").rows[:2]] == ["KE", "UG"]
    assert client.get(LIST).status_code == 200


def test_the_same_table_as_a_file(client):
    activity()
    need()
    for query in ("", "region=africa&sort=received"):
        response = client.get(f"{LIST}?{query}&format=csv")
        rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
        shown_rows = countries(query).rows
        assert [row["code"] for row in rows] == [row.iso2 for row in shown_rows]
        for row, said in zip(rows, shown_rows, strict=True):
            names = ("received", "given", "consultants", "needs")
            assert [int(row[name]) for name in names] == [part.count for part in said.parts]
    kenya = next(row for row in rows if row["code"] == "KE")
    assert kenya["url"] == "http://testserver/countries/KE/"
    assert "development=developing" in kenya["statuses"]


def test_an_address_that_is_not_understood_says_so(client):
    html = body(client, f"{LIST}?region=atlantis&sort=size&colour=red&status=rich")
    for said in ("“atlantis” is not possible for “region”", "“size” is not possible", "filter “colour”", "“rich”"):
        assert said in html
    for wrong in ("region=atlantis&format=csv", "format=xlsx", "colour=1&format=csv", "q=" + "a" * 101 + "&format=csv"):
        assert client.get(f"{LIST}?{wrong}").status_code == 400


# Price ---------------------------------------------------------------------------------------------------------------
def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(client):
    def world() -> None:
        activity(), initiative(), case_study(), consultant(), need(), offer()

    def price(address: str) -> tuple[int, int]:
        """When its parts have to be made, and when they are kept."""
        client.get(address)
        kept.forget()
        return queries(client, address), queries(client, address)

    world()
    once = {address: price(address) for address in (LIST, KENYA)}
    for number in range(5):
        world()
        activity(
            providers=[COUNTRIES[number]], beneficiaries=["KE", "group:aripo"], starts_on=date(2014 + number, 1, 1)
        )
    assert {address: price(address) for address in (LIST, KENYA)} == once
    assert once == {LIST: (1, 1), KENYA: (11, 3)}


def test_what_changes_while_a_page_is_made_is_not_missed(client, monkeypatch):
    """Between the moment that says what the page is made of and the moment that says as of when it is kept."""
    activity(title="Zqfirst", beneficiaries=["KE"])
    body(client, LIST)

    def meanwhile() -> dict:
        versions = current_versions()
        activity(title="Zqsecond", beneficiaries=["KE"])
        return versions

    with monkeypatch.context() as busy:
        busy.setattr("portal.site.countries.detail.current_versions", meanwhile)
        assert "Zqsecond" not in body(client, KENYA)
    assert "Zqsecond" in body(client, KENYA)


def test_a_change_asks_only_for_the_cards_that_it_may_touch(client):
    record = activity(title="Zqfirst", beneficiaries=["KE"])
    wanted = need(title="Zqneed", owner=organisation(country="KE"))
    assignments = {"assignments": [{"activity_id": record.pk, "role": "Trainer"}]}
    consultant(name="Zqperson", lines=assignments), initiative(providers=["KE"]), case_study(countries=["KE"])
    assert "1 assignment" in body(client, KENYA)
    asked = []
    for change in (
        lambda: type(record).objects.filter(pk=record.pk).update(title="Zqsecond"),
        lambda: type(wanted).objects.filter(pk=wanted.pk).update(title="Zqneeded"),
        lambda: Country.objects.filter(pk="KE").update(labels={"en": "Zqkenya"}),
    ):
        change()
        asked.append(queries(client, KENYA))
    shown = body(client, KENYA)
    assert [each in shown for each in ("Zqsecond", "Zqneeded", "Zqkenya")] == [True] * 3
    assert ("Zqfirst" in shown, "Zqneed<" in shown) == (False, False)
    assert asked[:2] == [9, 8]  # with cards of activities and consultants; of needs
    type(record).objects.filter(pk=record.pk).update(state=State.DRAFT, published_at=None, published_by=None)
    shown = body(client, KENYA)
    assert ("Zqperson" in shown, "1 assignment" in shown) == (True, False)


def test_what_is_kept_is_gone_with_any_change_and_at_midnight(client, monkeypatch):
    record = activity(title="Zqfirst", beneficiaries=["KE"])
    assert "Zqfirst" in body(client, KENYA)
    type(record).objects.filter(pk=record.pk).update(title="Zqsecond")
    assert "Zqsecond" in body(client, KENYA)
    person = consultant(name="Zqperson")
    assert "Zqperson" in body(client, KENYA)
    consents.withdraw(person, [Consent.Field.NAME], by=None)
    assert "Zqperson" not in body(client, KENYA)
    CountryStatus.objects.filter(country="KE", scheme="development").update(source="Zqsource")
    assert "Zqsource" in body(client, KENYA)
    wanted = need(title="Zqneed", expires_on=timezone.localdate())
    assert wanted.title in body(client, KENYA)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "localdate", lambda *_args: tomorrow)
        assert wanted.title not in body(client, KENYA)
    assert "Zqsecond" in body(client, f"/fr{KENYA}")
    for number in range(kept.MOST + 1):
        kept.part(("filling", number), lambda: "")
    assert len(kept.PAGES) == kept.MOST
