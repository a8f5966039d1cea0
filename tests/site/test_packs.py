"""Reporting packs: read with parsers of others, held against the lists and pages that they are about."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import openpyxl
import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.core import organisations
from portal.core.exports import answers, prepared
from portal.core.models import OrganisationType, PreparedFile
from portal.site.countries.detail import CountryPage
from tests import reading
from tests.factories import activity, case_study, consultant, initiative, need, offer, organisation

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://example.org")'
LISTS = {
    "countries/KE": ["received", "given", "hosted", "supported", "received_as_member", "given_as_member"],
    "organisations/kipi": ["activities"],
    "topics/patents": ["activities"],
}
OTHERS = {
    "countries/KE": ["partnerships", "case_studies", "needs", "offers"],
    "organisations/kipi": ["partnerships", "needs", "offers"],
    "topics/patents": ["partnerships", "case_studies", "needs", "offers"],
}
every = pytest.mark.parametrize("subject", LISTS)


@pytest.fixture
def world(db):
    kipi = organisation("Kenya Institute", slug="kipi", country="KE")
    named = "organisation:kipi"
    activity(title=FORMULA, beneficiaries=["KE", named], topics=["patents", "gender"], starts_on=date(2014, 1, 2))
    activity(providers=[named], beneficiaries=["UG"], others={"host": ["KE"]})
    activity(providers=["BR"], beneficiaries=["UG"], others={"funder": ["KE"]}, starts_on=None, ends_on=None)
    activity(providers=["BR"], beneficiaries=["group:aripo"])
    activity(title="Xhidden", beneficiaries=["KE", named], state="draft")
    initiative(providers=["KE", named])
    case_study(countries=["KE"])
    need(owner=kipi)
    need(owner=kipi, title="Xsample", is_sample=True)
    offer(owner=kipi, places=["KE"])
    consultant(name="Xperson", nationalities=["KE"])
    consultant(name="Xperson", nationalities=["KE"], is_sample=True)


def book_of(client, subject: str, prefix: str = "") -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(reading.body(client, f"{prefix}/{subject}/pack.xlsx")))


def json_of(client, subject: str, prefix: str = "") -> dict:
    return orjson.loads(reading.body(client, f"{prefix}/{subject}/pack.json"))


def rows(sheet) -> list[dict]:
    names, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(names, line, strict=True)) for line in lines]


def listed(client, address: str) -> int:
    html = reading.body(client, address.removeprefix("http://testserver")).decode()
    assert "was not understood" not in html
    return int(re.search(r'list__count num"><strong>([\d,]+)', html)[1].replace(",", ""))


@every
def test_both_files_hold_what_the_lists_hold(client, signed_in, curator, world, subject):
    for reader in (client, signed_in(curator)):  # whoever takes it along: a pack is made to be passed on
        book, told = book_of(reader, subject), json_of(reader, subject)
        cover = {line[0]: line[1] for line in book.worksheets[0].iter_rows(values_only=True) if line[0]}
        for name in [*LISTS[subject], *OTHERS[subject]]:
            part = told[name]
            files = [record["ref"] for record in part["results"]]
            sheet = rows(book[part["title"]])
            assert [row["ref"] for row in sheet] == files, name
            assert len(files) == part["count"] == cover[part["title"]], name
            listing = part["url"].removeprefix("http://testserver")
            assert files == [record["ref"] for record in reading.json_object(client, listing)["results"]], name
        whole = str(told) + str([row for sheet in book for row in sheet.iter_rows(values_only=True)])
        assert re.findall("Xhidden|Xsample|Xperson", whole) == []


@every
def test_every_number_is_that_of_a_list(client, world, subject):
    told = json_of(client, subject)
    tables = [(row["url"], row["count"]) for row in told["topics_by_year"]] + [
        (row[f"{name}_url"], row[name]) for row in told["partners"] for name in row if f"{name}_url" in row
    ]
    numbers = [(url, count) for url, count in tables if url]
    assert len(numbers) >= 3
    for url, count in numbers:
        assert listed(client, url) == count, url
    for row in told["topics_by_year"]:
        for year, count in row["years"].items():
            joint = "&" if "?" in row["url"] else "?"
            assert listed(client, f"{row['url']}{joint}year_min={year}&year_max={year}") == count
    book = book_of(client, subject)
    by_year = rows(book["Topics by year"])
    assert [(row["topic"] or "", row["count"], row["2013"]) for row in by_year] == [
        (row["topic"], row["count"], row["years"].get("2013", 0)) for row in told["topics_by_year"]
    ]
    assert [row["code"] for row in rows(book["Partners"])] == [row["code"] for row in told["partners"]]


def test_the_pack_of_a_country_has_the_numbers_of_its_page(client, world, rf, django_user_model):
    request = rf.get("/countries/KE/")
    request.user = django_user_model.objects.importer()
    page, told = CountryPage(request, "KE").numbers, json_of(client, "countries/KE")
    assert {name: told[name]["count"] for name in LISTS["countries/KE"]} == {
        name: len(getattr(page, name)) for name in LISTS["countries/KE"]
    }
    assert [told[name]["count"] for name in LISTS["countries/KE"]] == [1, 1, 1, 1, 1, 0]
    assert told["consultants"] == {"count": 1, "url": "http://testserver/roster/?country=KE"}
    partners = {row["code"]: (row["received"], row["given"]) for row in told["partners"]}
    assert partners == {"BR": (1, 0), "UG": (0, 1)}


def test_sheets_are_made_to_be_read(client, world):
    book = book_of(client, "countries/KE")
    assert book.sheetnames == [
        "About this pack", "Definitions and method", "Partners", "Topics by year", "Received", "Given", "Hosted",
        "Supported", "Received as member of a group", "Given as member of a group", "Partnerships", "Case studies",
        "Needs", "Offers", "Sources", "Fields",
    ]  # fmt: skip
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.data_type for cell in cells if cell.value == FORMULA] == ["s"]
    assert {book[name].freeze_panes for name in book.sheetnames[2:-1]} == {"B2"}
    fields = {(row["sheet"], row["column"]) for row in rows(book["Fields"])}
    for sheet in book.worksheets[2:-1]:
        assert {(sheet.title, cell.value) for cell in sheet[1]} <= fields
    assert sum(row["records"] for row in rows(book["Sources"])) == 0 or rows(book["Sources"])[0]["source"]
    french = book_of(client, "countries/KE", "/fr")
    assert french["Partners" if "Partners" in french.sheetnames else french.sheetnames[2]].max_row == 3
    assert json_of(client, "countries/KE", "/fr")["topics_by_year"][1]["label"] == "Brevets"


def test_sources_are_named_once_for_each_record(client, db):
    for _number in range(2):
        activity(beneficiaries=["KE"], providers=["KE"], source="Annual report", source_url="https://example.org/r")
    assert json_of(client, "countries/KE")["sources"] == [
        {"source": "Annual report", "source_url": "https://example.org/r", "records": 2}
    ]


def test_addresses_that_lead_nowhere(client, member):
    unchecked = organisations.propose(by=member, name="Unchecked", type=OrganisationType.objects.get(code="university"))
    for subject in (
        "countries/XX",
        "countries/kipi",
        "organisations/nobody",
        f"organisations/{unchecked.slug}",
        "topics/x",
    ):
        for ending in ("xlsx", "json"):
            assert client.get(f"/{subject}/pack.{ending}").status_code == 404
    assert client.get("/countries/KE/pack.csv").status_code == 404
    assert client.post("/countries/KE/pack.json").status_code == 405
    refused = client.get("/countries/KE/pack.json?topic=patents")
    assert (refused.status_code, "topic: A pack knows no conditions." in refused.content.decode()) == (400, True)
    assert json_of(client, "countries/ke")["subject"] == {"kind": "countries", "code": "KE", "label": "Kenya"}


def test_an_empty_pack_says_so(client, db):
    told = json_of(client, "countries/TV")
    assert [told[name]["count"] for name in told if isinstance(told[name], dict) and "results" in told[name]] == [
        0
    ] * 10
    assert (told["partners"], told["sources"]) == ([], [])
    assert book_of(client, "countries/TV")["Received"].max_row == 1


def test_pages_offer_their_packs(client, world):
    for subject in LISTS:
        html = reading.body(client, f"/fr/{subject}/").decode()
        assert re.findall(r'href="([^"]*pack[^"]*)"', html) == [f"/fr/{subject}/pack.xlsx", f"/fr/{subject}/pack.json"]


def test_a_pack_that_has_not_changed_is_not_sent_again(client, world):
    first = client.get("/topics/patents/pack.json")
    again = {"If-None-Match": first["ETag"]}
    assert client.get("/topics/patents/pack.json", headers=again).status_code == 304
    activity()
    assert client.get("/topics/patents/pack.json", headers=again).status_code == 200


def test_a_large_one_is_written_in_the_background(client, world, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    waiting = client.get("/fr/countries/KE/pack.xlsx")
    file = PreparedFile.objects.get()
    assert (waiting.status_code, waiting["Location"]) == (302, f"/fr/exports/{file.token}/")
    prepared.prepare.call(file.pk)
    page = reading.body(client, waiting["Location"]).decode()
    assert 'href="/fr/countries/KE/"' in page
    book = openpyxl.load_workbook(BytesIO(reading.body(client, f"{waiting['Location']}file/")))
    file.refresh_from_db()
    assert (len(book.worksheets), file.done, file.total) == (
        16,
        file.total,
        sum(s.max_row - 1 for s in book.worksheets[4:-2]),
    )


@every
def test_the_number_of_queries_does_not_grow(client, world, subject):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            json_of(client, subject)
        return len(captured)

    queries()
    few = queries()
    for _number in range(12):
        activity(beneficiaries=["KE", "organisation:kipi"], providers=["organisation:kipi"])
        initiative(providers=["KE", "organisation:kipi"])
    queries()
    assert queries() == few
