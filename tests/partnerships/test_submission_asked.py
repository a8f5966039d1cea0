"""What curators ask for is opened to the writer, and only that."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.submission import moves
from partnerships.submission.models import KeptText, Submission
from tests.partnerships.submissions import SNAPSHOT, page_of, ready, save, stored, typed, url

pytestmark = pytest.mark.django_db


def asked(curator, *names: str, **values) -> Submission:
    one = ready("in_review", **values)
    moves.ask_for_changes(one, by=curator, reason="Please look again.", asked=names)
    return one


def boxes(page: str) -> set[str]:
    own = {"q", "do", "tab", "number", "sequence", "website"}
    return set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', page)) - own


def test_only_what_is_asked_for_has_a_box_and_it_is_marked(client, curator):
    page = page_of(client.get(url(asked(curator, "snapshot.title"), "snapshot")))
    assert boxes(page) == {"title"}
    assert page.count('<div class="asked">') == 1
    still = page.partition('<details class="still"')[2]
    assert [words in still for words in (SNAPSHOT["summary"], "Mozambique, Beneficiary")] == [True, True]


def test_what_belongs_together_is_opened_together(client, curator):
    page = page_of(client.get(url(asked(curator, "snapshot.start"), "snapshot")))
    assert boxes(page) == {"start", "end", "ongoing"}
    assert page.count('<div class="asked">') == 1


def test_without_names_everything_is_open(client, curator):
    page = page_of(client.get(url(asked(curator), "snapshot")))
    assert {"title", "summary", "countries-0-country", "topics"} <= boxes(page)


def test_a_step_without_a_question_is_only_read(client, curator):
    page = page_of(client.get(url(asked(curator, "snapshot.title"), "who")))
    assert boxes(page) == set()
    assert "The curators ask for nothing in this step." in page


def test_saving_changes_the_field_asked_for_and_keeps_the_rest(client, curator):
    one = asked(curator, "snapshot.title")
    answer = save(client, one, "snapshot", {"title": "A better title"}, tab="a")
    assert answer["Location"] == url(one, "review")
    data = stored(one).data["snapshot"]
    assert (data["title"], data["summary"], data["countries"]) == (
        "A better title", SNAPSHOT["summary"], SNAPSHOT["countries"],
    )  # fmt: skip
    assert KeptText.objects.count() == 0


def test_what_is_typed_elsewhere_changes_nothing_and_is_kept_beside(client, curator):
    one = asked(curator, "snapshot.title")
    forged = SNAPSHOT | {"title": "A better title", "summary": "Another summary", "support": "with"}
    answer = save(client, one, "snapshot", forged, tab="a")
    assert answer["Location"] == f"{url(one, 'snapshot')}?kept#kept"
    data = stored(one).data["snapshot"]
    assert (data["title"], data["summary"], data["support"]) == ("A better title", SNAPSHOT["summary"], "without")
    kept = KeptText.objects.get()
    assert kept.values["summary"] == "Another summary"
    save(client, one, "snapshot", {"title": "A better title"}, do=f"swap:{kept.pk}", tab="b")
    assert stored(one).data["snapshot"]["summary"] == SNAPSHOT["summary"]


def test_what_would_stop_the_sending_is_open_too(client, curator):
    data = ready().data | {"snapshot": SNAPSHOT | {"topics": ["no-longer-there"]}}
    page = page_of(client.get(url(asked(curator, "snapshot.title", data=data), "snapshot")))
    assert {name for name in boxes(page) if not name.startswith("topics")} == {"title"}
    assert "topics" in boxes(page)


@pytest.mark.parametrize(("names", "count"), [(["reuse.documents"], 1), (["reuse.lessons"], 0)])
def test_documents_are_taken_where_they_are_asked_for(client, curator, settings, tmp_path, names, count):
    settings.MEDIA_ROOT = tmp_path
    one = asked(curator, *names)
    file = SimpleUploadedFile("a.txt", b"A report.")
    client.post(url(one, "reuse"), typed({"documents": file, "do": "upload", "tab": "a"}))
    assert one.documents.count() == count
    page = page_of(client.get(url(one, "reuse")))
    assert ('type="file"' in page) == (count == 1)
    assert ("#documents" in page_of(client.get(url(one)))) == (count == 1)


def test_an_answer_sent_again_closes_the_form(client, curator):
    one = asked(curator, "snapshot.title")
    save(client, one, "snapshot", {"title": "A better title"}, tab="a")
    client.post(url(one, "review"))
    assert (stored(one).state, stored(one).asked) == ("in_review", [])
    assert client.get(url(one, "snapshot")).status_code == 302
