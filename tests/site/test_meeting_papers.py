"""Papers of meetings: entered on the desk, fetched by whoever sees the meeting, told of in files and the API."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.core import corrections, curation
from portal.core.models import Meeting, MeetingPaper, State
from portal.core.submitting.documents import CONTENT_TYPES
from tests.core.test_corrections import SITE, WORDS
from tests.desk import another, as_shown, errors, page
from tests.factories import meeting, organisation, user
from tests.partnerships.files import DOCX, PDF, archive, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def paper(record: Meeting, number: int = 0, **values) -> MeetingPaper:
    values = {"what": "agenda", "language_id": "en", "name": f"{number}.pdf", "kind": "pdf"} | values
    made = MeetingPaper(meeting=record, size=len(PDF), digest=f"{number}", **values)
    made.file.save("x.bin", ContentFile(PDF))
    return made


def on_disk(media: Path) -> int:
    return len([path for path in media.rglob("*") if path.is_file()])


def entered(desk, record: Meeting, name: str = "", data: bytes = b"", **values):
    """The meeting's page of the desk with one paper more."""
    sent = {key: value for key, value in as_shown(desk.get(page(record))).items() if not key.endswith("-file")}
    file = {"file": SimpleUploadedFile(name, data)} if name else {}
    line = {"what": "agenda", "language": "fr", "order": 0} | file | values
    return desk.post(page(record), another(sent, "papers", **line))


# The desk -------------------------------------------------------------------------------------------------------------
def test_a_curator_adds_replaces_orders_and_removes(curator, signed_in, media, django_capture_on_commit_callbacks):
    record, desk = meeting(), signed_in(curator)
    assert entered(desk, record, "ordre du jour.pdf", PDF, order=2).status_code == 302
    assert (
        entered(desk, record, "rapport.docx", archive(DOCX), what="report", title="Rapport", order=1).status_code == 302
    )
    report, agenda = record.papers.all()
    assert (report.name, report.kind, report.what, str(report)) == ("rapport.docx", "docx", "report", "Rapport")
    assert (agenda.name, agenda.size, agenda.language_id, str(agenda)) == (
        "ordre du jour.pdf",
        len(PDF),
        "fr",
        "Agenda",
    )
    shown = desk.get(page(record))
    assert f'<a href="{agenda.get_absolute_url()}">ordre du jour.pdf (PDF, 1 kB)</a>' in shown.content.decode()
    sent = {key: value for key, value in as_shown(shown).items() if not key.endswith("-file")}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page(record), sent | {
            "papers-0-DELETE": "on", "papers-1-file": SimpleUploadedFile("neu.pdf", PDF + b" "),
        })  # fmt: skip
    kept = record.papers.get()
    assert (kept.pk, kept.name, kept.size, on_disk(media)) == (agenda.pk, "neu.pdf", len(PDF) + 1, 1)


@pytest.mark.parametrize(
    ("name", "data", "values", "message"),
    [
        ("a.pdf", b"MZ\x90\x00\x03\x00\xff\xfe", {}, "It is of a type that we do not take."),
        ("a.png", picture(), {}, "It is of a type that we do not take."),
        ("a.docx", PDF, {}, "It holds PDF, but its name ends in “.docx”."),
        ("a.pdf", PDF + b" " * 10 * 1024 * 1024, {}, "it is larger than 10 MB"),
        ("a.pdf", PDF, {"what": ""}, "This field is required."),
        ("a.pdf", PDF, {"language": ""}, "This field is required."),
        ("", b"", {}, "This field is required."),
    ],
)
def test_what_cannot_be_kept_is_said_and_costs_nothing_else(curator, signed_in, media, name, data, values, message):
    record = meeting(title="Unchanged")
    refused = entered(signed_in(curator), record, name, data, title="Typed", **values)
    assert message in errors(refused)
    assert 'value="Typed"' in refused.content.decode()
    assert (record.papers.count(), on_disk(media)) == (0, 0)


def test_the_same_file_twice_is_said(curator, signed_in):
    record, desk = meeting(), signed_in(curator)
    entered(desk, record, "a.pdf", PDF)
    assert "This file is here already." in errors(entered(desk, record, "b.pdf", PDF))
    assert record.papers.count() == 1


def test_a_meeting_has_at_most_twenty_papers_however_they_come(curator, signed_in):
    record, desk = meeting(), signed_in(curator)
    papers = [paper(record, number) for number in range(MeetingPaper.MOST)]
    refused = entered(desk, record, "a.pdf", PDF, title="Typed")
    assert "A meeting has at most 20 papers." in errors(refused)
    with pytest.raises(IntegrityError, match="meetingpaper_at_most_20"), transaction.atomic():
        paper(record, 20)
    with pytest.raises(IntegrityError, match="meetingpaper_at_most_20"), transaction.atomic():
        MeetingPaper.objects.filter(pk=paper(meeting(), 21).pk).update(meeting=record)
    papers[-1].save()  # one that is there already is not in its own way
    sent = {key: value for key, value in as_shown(desk.get(page(record))).items() if not key.endswith("-file")}
    line = {"what": "report", "language": "fr", "order": 0, "file": SimpleUploadedFile("a.pdf", PDF)}
    assert desk.post(page(record), another(sent | {"papers-0-DELETE": "on"}, "papers", **line)).status_code == 302
    assert record.papers.count() == 20


def test_what_may_be_chosen_is_said_where_it_is_chosen(curator, signed_in):
    shown = signed_in(curator).get(page(meeting())).content.decode()
    assert f'<p class="help" id="papers-hint">{MeetingPaper.HINT}</p>' in shown
    assert shown.count('aria-describedby="papers-hint"') == 1  # of the line that "Add another" copies


def test_two_curators_at_one_meeting_do_not_lose_its_papers(curator, signed_in):
    record, desk = meeting(), signed_in(curator)
    paper(record)
    opened = as_shown(desk.get(page(record)))
    Meeting.objects.get(pk=record.pk).save()  # somebody else, meanwhile
    sent = {key: value for key, value in opened.items() if not key.endswith("-file")}
    answer = desk.post(page(record), sent | {"summary": "Only this"})
    assert [row["label"] for row in answer.context["conflict"]] == ["Summary"]
    assert record.papers.count() == 1


def test_a_discarded_draft_takes_its_files_along(curator, signed_in, media, django_capture_on_commit_callbacks):
    record = meeting(state=State.DRAFT)
    paper(record)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(curator).post(page(record, "delete"), {"post": "yes"})
    assert (Meeting.objects.count(), on_disk(media)) == (0, 0)


def test_whoever_decides_a_report_is_led_to_the_papers(curator, signed_in):
    """Not to where they are on disk, which no address reaches."""
    made = paper(meeting(), title="Ordre du jour", language_id="fr")
    asked, _is_new = corrections.report(made.meeting, token=uuid4(), site=SITE, words=WORDS)
    sheet = dict(signed_in(curator).get(page(asked)).context["sheet"])
    assert sheet["Papers kept here: agenda, programme, list of documents, report"] == [
        f'Agenda · Ordre du jour · French · <a href="{made.get_absolute_url()}">0.pdf</a>'
    ]


# Readers --------------------------------------------------------------------------------------------------------------
def test_a_page_lists_papers_with_language_type_and_size(client):
    record = meeting(lines={"documents": [{"kind": "report", "title": "Elsewhere", "url": "https://example.org/r"}]})
    second = paper(record, 1, what="report", title="Final report", language_id="ar", order=2)
    first = paper(record, 2, order=1)
    found = client.get(record.get_absolute_url()).context["meeting"]
    assert [(each["title"], each["kind"], each["url"]) for each in found.documents] == [
        ("Agenda", "English · PDF, 1 kB", first.get_absolute_url()),
        ("Final report", "Report · Arabic · PDF, 1 kB", second.get_absolute_url()),
        ("Elsewhere", "Report", "https://example.org/r"),
    ]
    assert "agenda" not in found.missing_text


def test_a_paper_is_a_download_that_can_do_nothing(client):
    made = paper(meeting(), name="Übersicht.pdf")
    answer = client.get(made.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cbersicht.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-cache"


def test_a_file_that_is_missing_is_said_plainly_and_named_to_curators(client, curator, signed_in, caplog):
    made = paper(meeting(), name="Programme.pdf")
    Path(made.file.path).unlink()
    shown = {who: who.get(made.get_absolute_url()) for who in (client, signed_in(curator))}
    named = f"core.MeetingPaper {made.pk}: {made.file.name}"
    for answer in shown.values():
        assert (answer.status_code, "This file is missing" in answer.content.decode()) == (404, True)
    assert [named in answer.content.decode() for answer in shown.values()] == [False, True]
    assert [each.message for each in caplog.records if each.levelname == "ERROR"] == [f"A file is missing. {named}"] * 2


def test_who_may_fetch_a_paper(client, member, curator, signed_in):
    office, insider = organisation(), user()
    office.memberships.create(user=insider, role="reader")
    draft = paper(meeting(state=State.DRAFT, owner=office))
    other = paper(meeting(), 1)
    readers = [client, signed_in(member), signed_in(insider), signed_in(curator)]
    assert [each.get(draft.get_absolute_url()).status_code for each in readers] == [404, 404, 200, 200]
    assert "private" in readers[-1].get(draft.get_absolute_url())["Cache-Control"]
    withheld = paper(draft.meeting, 2, is_withheld=True, withheld_because="Private data")
    assert [each.get(withheld.get_absolute_url()).status_code for each in readers] == [404, 404, 404, 200]
    assert client.get(f"/calendar/{other.meeting.ref}/papers/{draft.pk}/").status_code == 404  # of another meeting
    curation.archive(other.meeting, by=curator, reason="Never took place.")
    assert [each.get(other.get_absolute_url()).status_code for each in readers] == [404, 404, 404, 200]


def test_a_paper_is_withheld_at_once_for_a_reason(client, curator, signed_in):
    record, desk = meeting(), signed_in(curator)
    kept, gone = paper(record), paper(record, 1, what="report", title="With private addresses")
    read = {
        "page": lambda: client.get(record.get_absolute_url()).content.decode(),
        "api": lambda: client.get(f"/api/v1/meetings/{record.ref}/").content.decode(),
        "file": lambda: client.get("/calendar/meetings/?format=csv").getvalue().decode(),
    }
    assert {name: gone.get_absolute_url() in text() for name, text in read.items()} == dict.fromkeys(read, True)
    tag = client.get(f"/api/v1/meetings/{record.ref}/")["ETag"]
    shown = as_shown(desk.get(page(record)))
    sent = {key: value for key, value in shown.items() if not key.endswith("-file")} | {"papers-1-is_withheld": "on"}
    assert "Say why this paper is withheld." in errors(desk.post(page(record), sent))
    assert desk.post(page(record), sent | {"papers-1-withheld_because": "Private data"}).status_code == 302
    told = {name: (kept.get_absolute_url() in text(), gone.get_absolute_url() in text()) for name, text in read.items()}
    assert told == dict.fromkeys(read, (True, False))
    assert client.get(f"/api/v1/meetings/{record.ref}/", HTTP_IF_NONE_MATCH=tag).status_code == 200  # not "unchanged"
    assert client.get(gone.get_absolute_url()).status_code == 404
    fetched = desk.get(gone.get_absolute_url())
    assert (fetched.status_code, "private" in fetched["Cache-Control"]) == (200, True)
    asked, _is_new = corrections.report(record, token=uuid4(), site=SITE, words=WORDS)
    link = f'<a href="{gone.get_absolute_url()}">1.pdf</a>'
    listed = dict(desk.get(page(asked)).context["sheet"])[
        "Papers kept here: agenda, programme, list of documents, report"
    ]
    assert listed[1] == f"Report · With private addresses · English · {link} · withheld · Private data"


def test_files_and_the_api_tell_of_papers(client):
    made = paper(meeting(), what="programme", title="Programa", language_id="es")
    told = {
        "kind": "programme", "kind_label": "Programme", "title": "Programa", "language": "es",
        "language_label": "Spanish", "media_type": CONTENT_TYPES["pdf"], "bytes": len(PDF),
        "url": f"http://testserver{made.get_absolute_url()}",
    }  # fmt: skip
    assert client.get(f"/api/v1/meetings/{made.meeting.ref}/").json()["papers"] == [told]
    [record] = json.loads(client.get("/calendar/meetings/?format=json").getvalue())["results"]
    assert (record["papers"], record["documents"]) == ([told], [])
    assert told["url"] in client.get("/calendar/meetings/?format=csv").getvalue().decode()


def test_many_papers_cost_no_more_than_one(client, django_assert_num_queries):
    record = meeting()
    paper(record)
    client.get(record.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(record.get_absolute_url())
    for number in range(1, 6):
        paper(record, number)
    with django_assert_num_queries(len(few)):
        client.get(record.get_absolute_url())
