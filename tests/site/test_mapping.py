"""/statistics/report/: its numbers are those of plain SQL, and page, Word file and tables say the same."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from random import Random

import docx
import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext, override
from docx.document import Document
from docx.oxml.ns import qn
from lxml import html

from portal.core.dates import labelled_text
from portal.core.exports import answers
from portal.core.models import State
from portal.core.organisations import reject
from portal.site.mapping.report import PageReport, Report
from tad.listing import ActivityListing
from tad.models import Activity
from tests import reading
from tests.factories import activity, full_activity, organisation, user
from tests.site.test_statistics import asked_of
from tests.tad.corpus import grow

pytestmark = pytest.mark.django_db
PAGE = "/statistics/report/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def numbers(client, query: str = "") -> list[dict[str, str]]:
    """The file of tables."""
    written = reading.body(client, f"{PAGE}?{query}&format=figures").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(written, newline="")))


def figures(client, query: str = "") -> dict[str, dict[str, list[int]]]:
    """``{table: {code: [count of each measure]}}``"""
    found: dict[str, dict[str, list[int]]] = {}
    for row in numbers(client, query):
        found.setdefault(row["table"], {}).setdefault(row["code"], []).append(int(row["count"]))
    return found


def words(text: str) -> str:
    return " ".join(text.split())


def page_tables(client, address: str) -> dict[str, list[list[str]]]:
    found = {}
    for table in html.fromstring(reading.body(client, address).decode()).iter("table"):
        rows = [[words(cell.text_content()) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        found[words(table.findtext("caption"))] = rows
    return found


def word_file(client, address: str) -> Document:
    response = client.get(reading.with_format(address, "docx"))
    assert (response.status_code, response["Content-Type"]) == (200, WORD)
    return docx.Document(BytesIO(b"".join(response.streaming_content)))


def word_tables(document: Document) -> dict[str, list[list[str]]]:
    captions = [words(each.text) for each in document.paragraphs if each.style.name == "Caption"]
    rows = [
        [[words(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables
    ]  # fmt: skip
    return dict(zip(captions, rows, strict=True))


def headings(document: Document) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]


# The numbers ----------------------------------------------------------------------------------------------------------
MAPPED = "a.state = 'published' AND NOT a.is_sample AND a.kind IN ('south_south', 'triangular')"
SIDES = """WITH sides AS (
    SELECT DISTINCT p.activity_id, CASE WHEN p.role = 'beneficiary' THEN 'in' ELSE 'out' END AS side,
        coalesce(p.country_id, o.country_id) AS country
    FROM tad_participation p LEFT JOIN core_organisation o ON o.id = p.organisation_id
    WHERE p.role IN ('beneficiary', 'provider', 'second_provider', 'host', 'expert_sender')
        AND coalesce(p.country_id, o.country_id) IS NOT NULL) """


def sql(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def expected(condition: str) -> dict[str, dict[str, int]]:
    """Without any code of the portal."""
    of = f"FROM tad_activity a {{}} WHERE {MAPPED} AND {condition} GROUP BY 1"
    side = SIDES + "SELECT s.country, count(*) " + of
    found = {
        "kinds": "SELECT a.kind, count(*) " + of.format(""),
        "topics": "SELECT t.code, count(DISTINCT a.id) "
        + of.format("JOIN tad_activitytopic l ON l.activity_id = a.id JOIN core_topic t ON t.id = l.topic_id"),
        "modalities": "SELECT t.code, count(*) " + of.format("JOIN core_modality t ON t.id = a.modality_id"),
        "giving": side.format("JOIN sides s ON s.activity_id = a.id AND s.side = 'out'"),
        "receiving": side.format("JOIN sides s ON s.activity_id = a.id AND s.side = 'in'"),
        "pairs": SIDES
        + "SELECT s.country || '-' || t.country, count(*) "
        + of.format(
            "JOIN sides s ON s.activity_id = a.id AND s.side = 'out'"
            " JOIN sides t ON t.activity_id = a.id AND t.side = 'in'"
        ),
        "outcome": "SELECT 'outcome', count(*) " + of.format("").replace("GROUP BY 1", "AND a.outcome <> ''"),
        "stated": "SELECT 'stated', count(DISTINCT a.id) "
        + of.format("JOIN tad_funding f ON f.activity_id = a.id JOIN core_fundingkind k ON k.id = f.kind_id").replace(
            "GROUP BY 1", "AND k.code <> 'not-stated'"
        ),
    }
    return {name: dict(sql(statement)) for name, statement in found.items()}


CONDITIONS = {
    "": "true",
    "year_min=2003&year_max=2012": "extract(year FROM a.ends_on) >= 2003 AND extract(year FROM a.starts_on) <= 2012",
    "status=planned&topic=": "a.status = 'planned'",
}


@pytest.fixture
def grown(db) -> list[Activity]:
    """Random ones of every kind, a quarter of them drafts; every seventh is invented."""
    organisation("Office of India", country="IN")
    records = grow(Random(5), 140, author=user())
    Activity.objects.filter(pk__in=[each.pk for each in records[::7]]).update(is_sample=True)
    full_activity()
    return records


@pytest.mark.parametrize("query", CONDITIONS)
def test_numbers_agree_with_plain_sql_and_with_the_records_in_the_file(client, grown, query):
    told, wanted = figures(client, query), expected(CONDITIONS[query])
    first = {name: {code: counts[0] for code, counts in rows.items()} for name, rows in told.items()}
    for name in ("kinds", "topics", "modalities", "giving", "receiving", "pairs"):
        counted = {code: count for code, count in first.get(name, {}).items() if count and code != "not recorded"}
        assert (name, counted) == (name, wanted[name])
    assert first["coverage"]["outcome"] == wanted["outcome"]["outcome"]
    rows = reading.csv_rows(client, f"{PAGE}?{query}")
    assert Counter(row["kind"] for row in rows) == wanted["kinds"]
    sides = [[set(filter(None, row[name].split("; "))) for row in rows] for name in ("providing", "benefiting")]
    for name, found in zip(("giving", "receiving"), sides, strict=True):
        assert Counter(code for codes in found for code in codes) == wanted[name]
    assert sum(row["funding_stated"] == "yes" for row in rows) == wanted["stated"]["stated"]
    assert sum(row["outcome_recorded"] == "yes" for row in rows) == wanted["outcome"]["outcome"]
    summary = dict(html_facts(client, f"{PAGE}?{query}"))
    of, stated = len(rows), wanted["stated"]["stated"]
    assert summary["Activities, each counted once"] == str(of)
    assert summary["Source of funding stated"].startswith(f"{stated} of {of} (")
    assert summary["Countries that benefit"].startswith(f"{len(wanted['receiving'])} that are named; ")


def html_facts(client, address: str) -> list[tuple[str, str]]:
    tree = html.fromstring(reading.body(client, address).decode())
    return [tuple(words(each.text_content()) for each in pair) for pair in tree.xpath("//dl/div")]


def test_every_number_is_that_of_the_list_it_leads_to(client):
    grow(Random(8), 120, author=user())
    followed = 0
    for query in (
        "",
        "region=africa",
        "year_min=2005&named_provider=BR&named_provider=IN",
        "kind=other&not_topic=patents",
    ):
        for row in numbers(client, query):
            if row["url"]:
                listing = ActivityListing(asked_of(row["url"].removeprefix("http://testserver"), user()))
                assert (listing.mistakes, listing.count) == ({}, int(row["count"])), (query, row)
                followed += 1
    assert followed > 200


def test_a_rejected_organisation_counts_for_its_country(client, curator):
    proposed = {"state": "pending", "proposed_at": timezone.now(), "proposed_by": user()}
    office = organisation("Office of Kenya", country="KE", **proposed)
    activity(beneficiaries=[f"organisation:{office.slug}"])
    reject(office, by=curator, reason="It is a part of another one.")
    [row] = reading.csv_rows(client, PAGE)
    assert (row["benefiting"], row["listed_under"]) == ("KE", "africa")
    assert figures(client)["receiving"] == {"KE": [1, 1]}
    [listed] = [rows for caption, rows in page_tables(client, PAGE).items() if caption.endswith(": 1")]
    assert listed[1][4] == "Office of Kenya"


# The same in each form ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_page_and_word_file_say_the_same(client, grown, prefix):
    address = f"{prefix}{PAGE}?year_min=2001"
    document, tree = word_file(client, address), html.fromstring(reading.body(client, address).decode())
    on_page = page_tables(client, address)
    assert word_tables(document) == on_page
    assert len(on_page) > 12
    titles = [
        (f"Heading {int(each.tag[1]) - 1}", words(each.text_content()))
        for each in tree.xpath("//section/*[self::h2 or self::h3]")
    ]
    assert headings(document) == titles
    links = {each.get("href") for each in tree.xpath("//section//a")}
    told = {each._target.removeprefix("http://testserver") for each in document.part.rels.values() if each.is_external}
    assert {link.removeprefix("http://testserver") for link in links} == told
    assert len(told) > 50


def test_word_file_is_made_for_readers_and_programs(client, grown):
    document = word_file(client, PAGE)
    known = document.core_properties
    assert (known.title, known.language, known.author) == (
        "Mapping of South-South and triangular cooperation on intellectual property", "en", "South-South IP Portal",
    )  # fmt: skip
    assert known.created.date() == timezone.now().date()
    assert {each.style.name for each in document.paragraphs} >= {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Caption",
    }
    for table in document.tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert [row for row in rest if row.trPr.find(qn("w:tblHeader")) is not None] == []
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) != ""
    fields = [each.text.strip() for each in document.sections[0].footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert [each.page_width > each.page_height for each in document.sections] == [False, True, False]
    assert document.element.body.find(f".//{qn('w:bidi')}") is None


def test_arabic_runs_from_right_to_left(client):
    activity(title="Study visit", language_id="en")
    document = word_file(client, f"/ar{PAGE}")
    said = [each for each in document.paragraphs if each.text]
    assert [each.text for each in said if each._p.pPr.find(qn("w:bidi")) is None] == []
    assert [table for table in document.tables if table._tbl.tblPr.find(qn("w:bidiVisual")) is None] == []
    assert [each for each in document.sections if each._sectPr.find(qn("w:bidi")) is None] == []
    [listed] = [table for table in document.tables if table.cell(1, 1).text == "Study visit"]
    [english] = listed.cell(1, 1).paragraphs[0].runs
    assert (english._r.rPr.find(qn("w:rtl")), english._r.rPr.find(qn("w:lang")).get(qn("w:val"))) == (None, "en-GB")
    arabic = listed.cell(1, 3).paragraphs[0].runs[0]
    assert (arabic.text, arabic._r.rPr.find(qn("w:rtl")) is not None) == ("البرازيل", True)
    assert document.core_properties.language == "ar"


def test_a_label_has_the_colon_of_its_language(client):
    said = {each.text for each in word_file(client, f"/fr{PAGE}").paragraphs}
    with override("fr"):
        assert labelled_text(gettext("Licence"), "CC BY 4.0") in said


def test_whatever_a_record_holds_can_be_written(client):
    title = "Very long <b>&amp; \x0b\x01odd\ufffe " * 15
    activity(
        title=title[:300], lines={"sources": []}, source="x" * 900, source_url=f"https://example.org/{'a' * 300}?b=<&c"
    )
    overridden(activity(title="دورة تدريبية", language_id="ar", beneficiaries=["group:aripo"]), "triangular")
    tables = word_tables(word_file(client, f"{PAGE}?kind=south_south&kind=triangular&kind=unclassified"))
    cells = {cell for rows in tables.values() for row in rows for cell in row}
    assert len([cell for cell in cells if cell.startswith("Very long <b>&amp; odd Very long")]) == 1
    assert {"دورة تدريبية", "x" * 900, "Triangular Said so."} <= cells


def test_whatever_an_address_asks_for_can_be_written(client):
    activity(title="Patent course")
    document = word_file(client, f"{PAGE}?q=patent%01course%EF%BF%BE")
    assert document.core_properties.subject == "Words: patent course ; all years (2013–2013)"
    assert "1" in word_tables(document)["Table 1. By kind of cooperation"][1]


def overridden(record: Activity, kind: str) -> None:
    values = {"kind": kind, "kind_override": kind, "kind_override_reason": "Said so."}
    Activity.objects.filter(pk=record.pk).update(**values)


# Who sees what --------------------------------------------------------------------------------------------------------
def test_everybody_gets_what_a_visitor_sees_without_samples(client, signed_in, curator):
    draft = activity(title="Xdraft", state=State.DRAFT)
    shown = activity(parent=draft)
    activity(title="Xsample", is_sample=True)
    for reader in (client, signed_in(curator)):
        [row] = reading.csv_rows(reader, PAGE)
        assert (row["ref"], row["parent"]) == (shown.ref, "")
        page = reading.body(reader, PAGE).decode()
        assert ("Xdraft" in page, "Xsample" in page) == (False, False)
        assert "Invented sample records are left out: 1 would fit." in page
        assert figures(reader)["kinds"] == {"south_south": [1]}


def test_other_kinds_and_the_undated_are_counted_apart(client):
    activity()
    activity(providers=["JP"], starts_on=date(2014, 1, 1))
    activity(providers=[])
    overridden(activity(starts_on=None, ends_on=None), "south_south")
    assert figures(client)["other-kinds"] == {"north_south": [1], "unclassified": [1]}
    page = reading.body(client, f"{PAGE}?year_min=2013").decode()
    assert "but for the period, and are not counted: 1." in page
    overridden(activity(starts_on=None, ends_on=None, topics=[]), "triangular")
    tree = html.fromstring(reading.body(client, f"{PAGE}?year_min=2013&not_recorded=topic").decode())
    [undated] = tree.xpath("//section[@aria-labelledby='doubts']//a[contains(., 'but for the period')]")
    [shown] = reading.csv_rows(client, undated.get("href"))
    assert (undated.text.endswith(": 1."), shown["kind"]) == (True, "triangular")
    tree = html.fromstring(reading.body(client, f"{PAGE}?not_kind=triangular&topic=patents").decode())
    [conditions] = tree.xpath("//header[@class='report__head']/p[@class='lead']/text()")
    assert conditions == "Kind of cooperation: not Triangular; Topic: Patents; all years (2013–2013)"
    assert figures(client, "kind=north_south")["kinds"] == {"north_south": [1]}
    assert (
        "<h1>Mapping of cooperation on intellectual property</h1>"
        in reading.body(client, f"{PAGE}?kind=north_south").decode()
    )


# The form and the address ---------------------------------------------------------------------------------------------
def test_form_is_filled_from_the_address_and_carries_the_rest(client):
    activity(beneficiaries=["KE", "UG"], topics=["patents"])
    tree = html.fromstring(
        reading.body(
            client, f"{PAGE}?country=KE&country=&topic=patents&year_min=2010&modality=workshop&region="
        ).decode()
    )
    [form] = tree.xpath("//details[@class='report__form']//form")
    assert dict(form.form_values()) == {
        "modality": "workshop", "year_min": "2010", "year_max": "", "kind": "triangular", "country": "",
        "topic": "patents",
    }  # fmt: skip
    assert [value for name, value in form.form_values() if name in {"kind", "country"}] == [
        "south_south",
        "triangular",
        "KE",
        "",
    ]
    link = html.fromstring(reading.body(client, "/statistics/?topic=patents&status=completed").decode())
    [report] = link.xpath("//a[text()='Mapping report']/@href")
    assert report == f"{PAGE}?topic=patents&status=completed"
    link = html.fromstring(reading.body(client, "/statistics/?topic=patents&map=given").decode())
    assert link.xpath("//a[text()='Mapping report']/@href") == [f"{PAGE}?topic=patents"]


def test_address_makes_the_same_report_again_until_a_record_changes(client):
    record = activity(title="Course")
    [first, again] = (dict(html_facts(client, PAGE))["Data stamp"] for _time in range(2))
    activity(title="Other", providers=["JP"])
    assert (again, dict(html_facts(client, PAGE))["Data stamp"]) == (first, first)
    record.title = "Another course"
    record.save()
    assert dict(html_facts(client, PAGE))["Data stamp"] != first
    cited = html.fromstring(reading.body(client, PAGE).decode()).xpath("//section[@aria-labelledby='citing']//a/@href")
    assert cited == [f"http://testserver{PAGE}?kind=south_south&kind=triangular"]
    assert page_tables(client, cited[0]) == page_tables(client, PAGE)


def test_a_network_is_written_only_so_many_word_files_an_hour(client, monkeypatch):
    monkeypatch.setattr(answers, "DOCUMENTS", 1)
    activity()
    address = f"{PAGE}?format=docx"
    looked, first = client.head(address), client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    refused, elsewhere = client.get(address), client.get(address, REMOTE_ADDR="203.0.113.9")
    assert [each.status_code for each in (looked, first, again, refused, elsewhere)] == [200, 200, 304, 429, 200]
    assert (refused["Content-Type"], int(refused["Retry-After"]) > 3500) == ("text/plain; charset=utf-8", True)
    assert "ETag" not in refused
    assert [client.get(f"{PAGE}{query}").status_code for query in ("", "?format=csv")] == [200, 200]


def test_what_is_not_understood_makes_no_report(client):
    activity()
    page = reading.body(client, f"{PAGE}?year_min=abc&topic=nonsense&colour=red&year_max=2010").decode()
    tree = html.fromstring(page)
    assert tree.xpath("//input[@name='year_min' or @name='year_max']/@value") == ["abc", "2010"]
    assert [words(each.text_content()) for each in tree.xpath("//div[contains(@class,'notice--error')]//li")] == [
        "This list does not know the filter “colour”.", "From year: Enter a number.", "Topic: there is no “nonsense”.",
    ]  # fmt: skip
    assert tree.xpath("//section[@aria-labelledby='summary']") == []
    for query in ("year_min=abc&format=docx", "colour=red&format=csv", "format=pdf", "kind=nonsense&format=figures"):
        assert client.get(f"{PAGE}?{query}").status_code == 400
    assert client.post(PAGE).status_code == 405


def test_a_period_without_activities_says_so(client):
    activity()
    for query in ("year_min=1950&year_max=1951", "topic=gender"):
        address = f"{PAGE}?{query}"
        assert "No activity matches all of this" in reading.body(client, address).decode()
        document = word_file(client, address)
        assert "No activity matches all of this" in {each.text for each in document.paragraphs}
        assert document.tables == []
        assert reading.csv_rows(client, address) == []


# Many -----------------------------------------------------------------------------------------------------------------
def test_too_many_to_be_listed_stand_in_the_file(client, grown, monkeypatch):
    count = len(reading.csv_rows(client, PAGE))
    monkeypatch.setattr(Report, "most", count)
    monkeypatch.setattr(PageReport, "most", count - 1)
    said = f"There are too many to be listed here: {count}."
    assert said in reading.body(client, PAGE).decode()
    listed = [name for name in word_tables(word_file(client, PAGE)) if name not in page_tables(client, PAGE)]
    assert len(listed) > 2
    monkeypatch.setattr(Report, "most", count - 1)
    assert said in " ".join(each.text for each in word_file(client, PAGE).paragraphs)


def test_as_many_queries_for_one_as_for_many(client, django_assert_num_queries):
    activity(outcome="A plan.", participants=3, lines={"funding": []})
    addresses = [PAGE, f"{PAGE}?format=docx"]
    for address in addresses:
        client.get(address)

    def asked(most: int) -> None:
        for address, number in zip(addresses, (most, most + 2), strict=True):
            with django_assert_num_queries(number):
                response = client.get(address)
                b"".join(response.streaming_content) if response.streaming else response.content

    asked(4)  # versions, stamps, records, statuses; what adds them up is known. A file asks for stamp and network, too.
    grow(Random(1), 60, author=user())
    for address in addresses:
        client.get(address)
    asked(4)
