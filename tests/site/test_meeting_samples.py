"""Samples of meetings: labelled, some to come, with papers that any reader of PDF opens; gone with their files."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.core.facets import IS_SAMPLE, Facet
from portal.core.models import Meeting, MeetingPaper, Organisation
from portal.core.submitting.content import kind_of
from portal.site.meetings import samples
from portal.site.meetings.index import meeting_index
from portal.site.meetings.sample_paper import pdf
from portal.site.meetings.search_rows import MEETING_ROWS
from tests.factories import meeting

pytestmark = pytest.mark.django_db


def test_a_few_are_labelled_found_and_taken_away_again(
    client, capsys, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    real, before = meeting(), Organisation.objects.count()
    call_command("load_samples", meetings=12, seed=1)
    assert " and 12 meetings are here." in capsys.readouterr().out
    invented = Meeting.objects.filter(is_sample=True)
    assert all(each.owner.is_sample for each in invented.select_related("owner"))
    assert all(each.title.endswith(("(sample)", "(exemple)", "(muestra)")) for each in invented)
    assert {each.starts_on > timezone.localdate() for each in invented} == {True, False}
    held = invented.filter(status="held").count()
    assert MeetingPaper.objects.count() == 12 * 2 + held
    for paper in MeetingPaper.objects.all():
        data = paper.file.read()
        assert (kind_of(data), len(data), b"%b" % paper.meeting.ref.encode() in data) == ("pdf", paper.size, True)
    snapshot = meeting_index.current()
    assert set(snapshot.readable() & snapshot.having(Facet.PUBLIC, [IS_SAMPLE])) == {
        *invented.published().values_list("pk", flat=True)
    }
    shown = client.get("/calendar/meetings/").content.decode()
    assert shown.count("Sample record, invented") == invented.published().count()
    with django_capture_on_commit_callbacks(execute=True):
        assert samples.clear() == 12
    assert (list(Meeting.objects.all()), MEETING_ROWS.differing()) == ([real], 0)
    assert (Organisation.objects.count(), [path for path in tmp_path.rglob("*") if path.is_file()]) == (before, [])


def test_each_part_of_a_sheet_begins_where_its_table_says():
    data = pdf("(sample) \\ title", ["é", "Chinese 中文", "long " * 900])
    table = data.index(b"xref\n")
    assert data.endswith(b"startxref\n%d\n%%%%EOF\n" % table)
    places = [int(line[:10]) for line in data[table:].splitlines() if line.endswith(b" n ")]
    assert [data[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1)] == [True] * 6
    assert rb"(\(sample\) \\ title)" in data
    assert b"(\xe9)" in data
    assert b"(Chinese ??)" in data
