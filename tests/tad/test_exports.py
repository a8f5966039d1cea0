"""/activities/?format=…: exactly the list, in every format, for every reader; or a plain word about why not."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from random import Random

import pytest
from django.test import Client
from django.utils.http import urlencode

from portal.core.collected import day_of
from portal.core.exports import answers
from portal.core.models import Membership, State
from portal.core.models.taxonomy import Modality, Topic
from tad import open_data
from tad.models import Activity
from tad.open_data import COLUMNS
from tests import reading
from tests.factories import activity, full_activity, organisation, user
from tests.tad.corpus import COUNTRIES, GROUPS, WORDS, grow

pytestmark = pytest.mark.django_db
LIST = "/activities/"
FORMATS = ("csv", "xlsx", "json", "atom", "ics", "iati")  # the last holds what is published, whoever asks


def refs(client: Client, address: str) -> dict[str, list[str]]:
    """Which records each format holds, in its order."""
    dated = set(Activity.objects.exclude(starts_on=None, ends_on=None).values_list("ref", flat=True))
    found = reading.refs_by_format(client, address)
    page = found["page"]
    return found | {
        "page, sorted": sorted(page),
        "page, dated ones": [ref for ref in page if ref in dated],
    }


def combinations(random: Random, number: int) -> list[str]:
    """Addresses as readers make them: any filters, exclusions, words, years, orders."""
    topics, modalities = (
        list(each.objects.order_by("pk").values_list("code", flat=True)[:6]) for each in (Topic, Modality)
    )
    values = {
        "topic": topics, "not_topic": topics, "beneficiary": COUNTRIES + GROUPS, "provider": COUNTRIES + GROUPS,
        "country": COUNTRIES, "kind": ["south_south", "triangular", "other"], "status": ["planned", "completed"],
        "goal": ["1", "2", "3"], "q": WORDS, "year_min": ["2003", "2010"], "year_max": ["2015", "2024"],
        "modality": modalities, "not_kind": ["national", "multilateral"], "added": ["7", "30"],
    }  # fmt: skip
    alone = {"q", "year_min", "year_max", "added"}
    found = []
    for _number in range(number):
        names = random.sample(sorted(values), random.choice([0, 1, 1, 2, 3]))
        chosen = [
            (name, value)
            for name in names
            for value in random.sample(values[name], 1 if name in alone else random.randint(1, 2))
        ]
        sorts = ["newest", "oldest", "title", "", *(["relevance"] if "q" in names else [])]
        chosen += [(name, value) for name, value in [("sort", random.choice(sorts))] if value]
        found.append(f"{LIST}?{urlencode(chosen)}" if chosen else LIST)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_every_format_holds_what_the_pages_show_in_their_order(seed, client, curator, signed_in):
    random = Random(seed)
    office = organisation()
    author = user()
    insider = user()
    Membership.objects.create(user=insider, organisation=office, role="reader")
    grow(random, 130, author=author, owner=office)
    readers = [client, client, signed_in(curator), signed_in(author), signed_in(insider)]
    counted = 0
    for address in combinations(random, 10):
        found = refs(random.choice(readers), address)
        page = found["page"]
        assert {name: found[name] for name in ("csv", "xlsx", "json")} == dict.fromkeys(("csv", "xlsx", "json"), page)
        assert found["atom"] == found["page, sorted"], address
        assert found["ics"] == found["page, dated ones"], address
        counted += len(page)
    assert counted > 100


# What stands in them --------------------------------------------------------------------------------------------------
AWKWARD = [
    "ورشة عمل حول براءات الاختراع",
    "商标审查培训班，第一期",
    'Comma, "quotes"; semicolon',
    "Two\nlines",
    "  blanks around  ",
    "emoji 🌍 and combining é",
    "<b>&amp; markup</b>",
    "'apostrophe",
]
FORMULAS = ['=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "'=1"]


def test_every_text_survives_the_way_through_every_format(client):
    for text in AWKWARD:
        activity(title=text, summary=text)
    written = [each["title"] for each in reading.json_object(client, f"{LIST}?sort=oldest")["results"]]
    assert sorted(written) == sorted(AWKWARD)
    for rows in (reading.csv_rows(client, f"{LIST}?sort=oldest"), reading.xlsx_rows(client, f"{LIST}?sort=oldest")):
        assert [row["title"] for row in rows] == written
        assert [row["summary"] for row in rows] == written
    summaries = {event.summary.value for event in reading.events(client, LIST)}
    assert summaries == set(AWKWARD)
    [feed] = reading.feed_pages(client, LIST)
    assert {entry.title for entry in feed.entries} == {text.strip() for text in AWKWARD}


def test_formulas_are_texts(client):
    for number, text in enumerate(FORMULAS):
        activity(title=text, starts_on=date(2000 + number, 1, 1))
    rows = reading.csv_rows(client, f"{LIST}?sort=oldest")
    assert [row["title"] for row in rows] == [f"'{text}" for text in FORMULAS]
    sheet = reading.xlsx_book(client, f"{LIST}?sort=oldest").worksheets[0]
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in FORMULAS]


def test_a_spreadsheet_has_real_dates_and_numbers_and_explains_itself(client):
    full_activity()
    activity(title="October", starts_on=date(2013, 10, 1), starts_precision="month", ends_on=None)
    book = reading.xlsx_book(client, f"{LIST}?topic=copyright&topic=patents")
    sheet, about, fields = book.worksheets
    exact, vague = reading.xlsx_rows(client, f"{LIST}?topic=copyright&topic=patents")
    assert (exact["starts_on"].isoformat(), exact["participants"]) == ("2017-11-20T00:00:00", 12)
    assert vague["starts_on"] == "2013-10"
    assert isinstance(exact["updated_at"], datetime)
    assert (sheet.freeze_panes, sheet.auto_filter.ref.startswith("A1:")) == ("B2", True)
    said = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert said["Address of the search"] == "http://testserver/activities/?topic=copyright&topic=patents"
    assert said["Filtered by"] == "Topic: Patents; Topic: Copyright and related rights"
    assert said["Records"] == 2
    assert said["Licence"] == "https://creativecommons.org/licenses/by/4.0/"
    names = [row[0] for row in fields.iter_rows(min_row=2, values_only=True)]
    assert names == [column.name for column in COLUMNS] == [cell.value for cell in sheet[1]]


def test_a_cell_too_long_for_a_spreadsheet_is_cut_visibly(client):
    activity(description="ا" * 40_000)
    [row] = reading.xlsx_rows(client, LIST)
    assert (len(row["description"]), row["description"][-1]) == (32_767, "…")
    assert len(reading.csv_rows(client, LIST)[0]["description"]) == 40_000


def test_json_says_terms_and_address(client):
    record = full_activity()
    found = reading.json_object(client, "/fr/activities/?topic=copyright&view=table&page=1")
    assert (found["licence"], found["count"]) == ("https://creativecommons.org/licenses/by/4.0/", 1)
    assert found["url"] == "http://testserver/fr/activities/?topic=copyright"
    assert found["generated_at"].endswith("Z")
    assert found["results"][0]["url"] == f"http://testserver/fr/activities/{record.ref}/"


def test_the_feed_is_paged_newest_published_first(client):
    for number in range(205):
        record = activity(title=f"Number {number}")
        moment = datetime(2020, 1, 1 + number % 28, number // 28, tzinfo=UTC)
        Activity.objects.filter(pk=record.pk).update(published_at=moment)
    pages = reading.feed_pages(client, f"{LIST}?topic=patents")
    assert [len(page.entries) for page in pages] == [100, 100, 5]
    published = [entry.published for page in pages for entry in page.entries]
    assert published == sorted(published, reverse=True)
    links = {link.rel: link.href for link in pages[1].feed.links}
    first = "http://testserver/activities/?topic=patents"
    assert links == {
        "alternate": first,
        "self": f"{first}&format=atom&page=2",
        "first": f"{first}&format=atom",
        "previous": f"{first}&format=atom",
        "next": f"{first}&format=atom&page=3",
        "last": f"{first}&format=atom&page=3",
    }
    assert pages[0].feed.id == pages[2].feed.id == "tag:testserver,2026:/activities/?topic=patents"
    assert pages[0].feed.rights == "South-South IP Portal, CC BY 4.0"
    assert client.get(f"{LIST}?format=atom&page=4").status_code == 400


def test_an_entry_is_in_its_own_language_and_stays_the_same_entry(client):
    record = activity(title="دورة", summary="ملخص <b>", language_id="ar")
    [entry] = reading.feed_pages(client, "/fr/activities/")[0].entries
    assert entry.id == f"tag:testserver,2026:{record.ref}"
    assert (entry.title_detail.language, entry.summary) == ("ar", "ملخص &lt;b&gt;")
    assert entry.link == f"http://testserver/fr/activities/{record.ref}/"
    record.title = "دورة ثانية"
    record.save()
    [changed] = reading.feed_pages(client, "/fr/activities/")[0].entries
    assert (changed.id, changed.published) == (entry.id, entry.published)
    assert changed.updated >= entry.updated


@pytest.mark.parametrize(
    ("starts", "ends", "first", "after"),
    [
        ("2017-11-20", "2017-11-24", date(2017, 11, 20), date(2017, 11, 25)),
        ("2017-11-20", "", date(2017, 11, 20), date(2017, 11, 21)),
        ("2016-02", "", date(2016, 2, 1), date(2016, 3, 1)),
        ("2015-12", "2016-01", date(2015, 12, 1), date(2016, 2, 1)),
        ("2016", "", date(2016, 1, 1), date(2017, 1, 1)),
        ("", "2016", date(2016, 1, 1), date(2017, 1, 1)),
    ],
)
def test_events_are_whole_days_and_end_on_the_day_after(client, starts, ends, first, after):
    (starts_on, starts_precision), (ends_on, ends_precision) = day_of(starts), day_of(ends, last=True)
    activity(starts_on=starts_on, starts_precision=starts_precision, ends_on=ends_on, ends_precision=ends_precision)
    [event] = reading.events(client, LIST)
    assert (event.dtstart.value, event.dtend.value, event.transp.value) == (first, after, "TRANSPARENT")


def test_an_event_says_what_a_calendar_wants_to_know(client):
    record = full_activity(status="cancelled", place="Windhoek, Namibia")
    activity(title="Undated", starts_on=None, ends_on=None)
    whole = reading.calendar(client, LIST)
    [event] = whole.contents["vevent"]
    assert whole.contents["x-wr-calname"][0].value == "Technical assistance activities"
    assert whole.contents["x-undated-records-left-out"][0].value == "1"
    assert event.uid.value == f"{record.ref}@testserver"
    assert event.url.value == f"http://testserver/activities/{record.ref}/"
    assert (event.status.value, event.location.value) == ("CANCELLED", "Windhoek, Namibia")
    assert event.summary.params == {"LANGUAGE": ["en"]}
    assert event.contents["last-modified"][0].value == record.updated_at.replace(microsecond=0)
    revision = int(event.sequence.value)
    Activity.objects.filter(pk=record.pk).update(updated_at=datetime(2027, 1, 1, tzinfo=UTC))
    [event] = reading.events(client, f"{LIST}?status=cancelled")
    assert int(event.sequence.value) > revision


def test_file_names_say_what_and_when(client):
    activity(topics=["trademarks"], beneficiaries=["KE"])
    response = client.get(f"{LIST}?topic=trademarks&beneficiary=KE&not_kind=national&format=csv")
    today = datetime.now(UTC).date().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="activities-trademarks-kenya-{today}.csv"'


# For whom -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", FORMATS[:-1])
def test_everybody_gets_what_they_may_see_and_nothing_of_the_desk(name, client, curator, member, signed_in):
    office = organisation("Owning office")
    insider = user()
    Membership.objects.create(user=insider, organisation=office, role="reader")
    writer = user(name="MARKER-WRITER", email="marker-writer@example.org")
    activity(title="PUBLIC-RECORD", by=writer)
    activity(title="HIDDEN-DRAFT", state=State.DRAFT, owner=office, by=writer)
    activity(title="HIDDEN-REJECTED", state=State.REJECTED, state_reason="MARKER-REASON", by=writer)
    readers = {
        "visitor": client,
        "member": signed_in(member),
        "insider": signed_in(insider),
        "curator": signed_in(curator),
    }
    texts = {who: plain(someone, name) for who, someone in readers.items()}
    markers = ("PUBLIC-RECORD", "HIDDEN-DRAFT", "HIDDEN-REJECTED", "MARKER-WRITER", "marker-writer", "MARKER-REASON")
    assert {who: [marker for marker in markers if marker in text] for who, text in texts.items()} == {
        "visitor": ["PUBLIC-RECORD"],
        "member": ["PUBLIC-RECORD"],
        "insider": ["PUBLIC-RECORD", "HIDDEN-DRAFT"],
        "curator": ["PUBLIC-RECORD", "HIDDEN-DRAFT", "HIDDEN-REJECTED"],
    }  # fmt: skip


def plain(client: Client, name: str) -> str:
    """A whole file as text; a spreadsheet is compressed."""
    if name == "xlsx":
        return str(reading.xlsx_rows(client, LIST))
    return reading.body(client, reading.with_format(LIST, name)).decode()


def test_a_curators_file_says_the_state(curator, signed_in):
    activity(title="A", state=State.DRAFT)
    activity(title="B")
    rows = reading.csv_rows(signed_in(curator), f"{LIST}?sort=title")
    assert [(row["title"], row["state"]) for row in rows] == [("A", "draft"), ("B", "published")]


# Bad, empty, again ----------------------------------------------------------------------------------------------------
def test_a_mistake_in_the_address_makes_no_file(client):
    mistakes = {
        "topic=nonsense": "topic", "colour=red": "colour", "year_min=soon": "year_min",
        "year_min=2020&year_max=2010": "year_max", "sort=sideways": "sort", "not_beneficiary=XX": "not_beneficiary",
        "added=8": "added",
    }  # fmt: skip
    activity(title="Must not come")
    for address in (f"{LIST}?{query}&format={name}" for query in mistakes for name in FORMATS):
        named = mistakes[address.partition("?")[2].rpartition("&")[0]]
        response = client.get(address)
        answer = (response.status_code, response["Content-Type"])
        assert (address, answer) == (address, (400, "text/plain; charset=utf-8"))
        lines = response.content.decode().splitlines()
        assert lines[0] == "No file was made, because part of this address was not understood:", address
        assert (address, [line.partition(":")[0] for line in lines[2:]]) == (address, [named])


def test_an_unknown_format_is_named(client):
    response = client.get(f"{LIST}?format=pdf")
    assert response.status_code == 400
    sentence = "format: “pdf” is no format of this list; there are: csv, xlsx, json, ics, atom, iati."
    assert sentence in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "2", "9" * 30, "²"])
def test_a_feed_has_only_its_pages(client, page):
    activity()
    response = client.get(LIST, {"format": "atom", "page": page})
    assert (response.status_code, response.content.decode().splitlines()[2][:5]) == (400, "page:")


@pytest.mark.parametrize("prefix", ["", "/ar", "/zh-hans"])
def test_nothing_found_is_an_empty_file_not_an_error(client, prefix):
    address = f"{prefix}{LIST}?topic=patents"
    assert set(map(len, (
        reading.csv_rows(client, address), reading.xlsx_rows(client, address), reading.events(client, address),
        reading.json_object(client, address)["results"], reading.feed_pages(client, address)[0].entries,
    ))) == {0}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_head_says_the_same_without_the_file(client, name):
    activity()
    asked = [client.head(f"{LIST}?format={name}"), client.get(f"{LIST}?format={name}")]
    head, get = ({key: each.get(key) for key in ("Content-Type", "Content-Disposition", "ETag")} for each in asked)
    assert head == get
    assert asked[0].content == b""
    assert client.post(f"{LIST}?format={name}").status_code == 405


@pytest.mark.parametrize("name", FORMATS)
def test_what_has_not_changed_is_not_sent_again(client, curator, signed_in, name):
    address = f"{LIST}?format={name}"
    record = activity(title="Before")
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")
    assert client.get(f"/fr{address}", headers={"If-None-Match": tag}).status_code == 200
    assert client.get(f"{address}&topic=patents", headers={"If-None-Match": tag}).status_code == 200
    assert signed_in(curator).get(address, headers={"If-None-Match": tag}).status_code == 200
    record.documents.create(title="Report", url="https://example.org/r.pdf")  # no list is found by it
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_change_while_a_file_is_made_is_heard_of(client, monkeypatch):
    address, checked = f"{LIST}?format=atom", answers.mistakes_in
    activity()

    def changed_meanwhile(request, export):
        assert export.count == 1
        activity()
        return checked(request, export)

    with monkeypatch.context() as patched:
        patched.setattr(answers, "mistakes_in", changed_meanwhile)
        first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert [each.content.count(b"<entry") for each in (first, again)] == [1, 2]


def test_who_may_keep_it(client, curator, signed_in):
    activity()
    for someone, cached in ((client, "public"), (signed_in(curator), "private")):
        response = someone.get(f"{LIST}?format=csv")
        assert set(response["Cache-Control"].split(", ")) == {"no-cache", cached}
        assert "Cookie" in response["Vary"]
        assert response["X-Robots-Tag"] == "noindex"


# Many -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", FORMATS)
def test_one_query_for_a_batch_of_records(client, name, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(open_data, "BATCH", 100)  # the first batch is a tenth of it
    address = reading.with_format(LIST, name)
    activity()
    reading.body(client, address)
    fixed = 5 if name == "atom" else 3  # a feed asks for its order, and for what is gone
    with django_assert_num_queries(fixed):
        reading.body(client, address)
    for number in range(30):
        activity(title=f"Number {number}", beneficiaries=["KE", "UG", "group:aripo"], topics=["patents", "gender"])
    reading.body(client, address)
    with django_assert_num_queries(fixed + 1):  # 31 records: a batch of 10, a batch of 21
        reading.body(client, address)


@pytest.mark.parametrize("name", ["csv", "json", "ics"])
def test_a_file_is_written_while_it_is_read(client, name, monkeypatch):
    """However many records there are, no more than a batch of them is held: the next is asked for when it is due."""
    monkeypatch.setattr(open_data, "BATCH", 20)
    for number in range(45):
        activity(title=f"Number {number}", description="long " * 2000)
    asked = []
    rows_of = open_data.rows_of
    monkeypatch.setattr(open_data, "rows_of", lambda user, ids: asked.append(len(ids)) or rows_of(user, ids))
    parts = iter(client.get(reading.with_format(LIST, name)).streaming_content)
    next(parts)
    assert asked == []  # the head is sent before any record is read
    next(parts)
    assert asked == [2, 20][: len(asked)]
    written = sum(len(part) for part in parts)
    assert asked == [2, 20, 20, 3]
    assert written > 0


# The list page --------------------------------------------------------------------------------------------------------
def test_the_list_offers_every_format_of_exactly_this_list(client):
    activity()
    html = client.get(f"{LIST}?topic=patents&view=table&page=1").content.decode()
    for name in FORMATS:
        assert f'href="/activities/?topic=patents&amp;format={name}"' in html
    [found] = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', html)
    assert found == ("Technical assistance activities", "/activities/?topic=patents&amp;format=atom")


def test_an_address_not_understood_offers_no_files(client):
    html = client.get(f"{LIST}?topic=nonsense").content.decode()
    assert 'id="export"' not in html
