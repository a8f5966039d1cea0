"""The desk of the texts: who may write, what is refused, two at once, versions and their return, what the files may."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.core import page_files, reference_data
from portal.core.models import Page, PageText
from tests.core.test_load_reference import folder  # noqa: F401 -- a fixture
from tests.desk import as_shown, errors, list_of, messages, page
from tests.factories import page_text, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def other_desk(signed_in):
    return signed_in(user(role="curator"))


def save(desk, text: PageText, **changes):
    address = page(text)
    return desk.post(address, as_shown(desk.get(address)) | changes, follow=True)


def test_only_curators_get_there(client, member, signed_in):
    text = page_text("zz-page")
    for reader, status in ((client, 302), (signed_in(member), 403)):
        for name in ("change", "versions"):
            assert reader.get(page(text, name), follow=status == 403).status_code == status
        assert (
            reader.post(reverse("admin:core_pagetext_restore", args=[text.pk, 1]), follow=status == 403).status_code
            == status
        )


def test_a_curator_writes_a_page_and_publishes_it(desk, client, curator):
    new = Page.objects.create(slug="zz-page")
    sent = {"page": new.pk, "language": "en", "title": "Zebra", "summary": "Striped.", "body": "Text.", "form_key": "k"}
    desk.post(reverse("admin:core_pagetext_add"), sent)
    text = PageText.objects.get(page=new)
    assert (text.created_by, text.updated_by, text.edited, text.is_published) == (curator, curator, True, False)
    assert client.get("/about/zz-page/").status_code == 404
    desk.post(reverse("admin:core_pagetext_add"), sent)  # a double click
    assert PageText.objects.filter(page=new).count() == 1
    refused = desk.post(reverse("admin:core_pagetext_add"), sent | {"form_key": "l"})
    assert "This page has a text in that language already." in errors(refused)
    save(desk, text, is_published="on")
    assert client.get("/about/zz-page/").status_code == 200
    shown = desk.get(list_of(Page)).content.decode()
    assert page(text) in shown


def test_a_text_with_mistakes_is_not_saved_and_not_lost(desk):
    text = page_text("zz-page", body="Old.")
    refused = save(desk, text, body="See [this](/nowhere/), [that](javascript:x) and {wrong_days}.")
    said = errors(refused)
    for mistake in ("/nowhere/", "javascript:x", "{wrong_days}"):
        assert mistake in said
    assert "See [this](/nowhere/)" in refused.content.decode()
    text.refresh_from_db()
    assert text.body == "Old."


def test_the_second_of_two_curators_is_told_and_loses_nothing(desk, other_desk):
    text = page_text("zz-page", title="Old", summary="Old.", body="Old.")
    opened = as_shown(desk.get(page(text)))
    save(other_desk, text, body="Theirs.", summary="Theirs.")
    told = desk.post(page(text), opened | {"body": "Mine.", "title": "Mine"})
    assert "Somebody changed this record since you opened it" in errors(told)
    merged = as_shown(told)
    assert (merged["title"], merged["summary"], merged["body"]) == ("Mine", "Theirs.", "Mine.")
    assert "Theirs." in told.content.decode()
    text.refresh_from_db()
    assert (text.title, text.body) == ("Old", "Theirs.")


def test_versions_say_what_changed_and_come_back(desk, curator):
    text = page_text("zz-page", title="First", body="One.\n\nTwo.\n\nThree.\n\nFour.")
    save(desk, text, body="One.\n\nTwo and a <b>half</b>.\n\nThree.\n\nFour.")
    save(desk, text, is_published="")  # no other words, no version
    html = desk.get(page(text, "versions")).content.decode()
    assert html.count("history-step") == 2
    assert "<del>Two.</del>" in html
    assert "<ins>Two and a &lt;b&gt;half&lt;/b&gt;.</ins>" in html
    assert html.count("<ins>Four.</ins>") == 1  # in the first version, where everything was new
    assert curator.name in html
    first = PageText.pgh_event_model.objects.filter(pgh_obj=text.pk).earliest("pgh_id")
    restored = desk.post(reverse("admin:core_pagetext_restore", args=[text.pk, first.pgh_id]), follow=True)
    assert "is back" in messages(restored)[0]
    text.refresh_from_db()
    assert (text.body, text.edited, text.updated_by) == ("One.\n\nTwo.\n\nThree.\n\nFour.", True, curator)
    assert restored.content.decode().count("history-step") == 3
    assert "Earlier version restored" in restored.content.decode()


def test_versions_of_another_text_do_not_come_back_here(desk):
    text, other = page_text("zz-page", body="Mine."), page_text("zz-other", body="Other.")
    event = PageText.pgh_event_model.objects.filter(pgh_obj=other.pk).earliest("pgh_id")
    assert desk.post(reverse("admin:core_pagetext_restore", args=[text.pk, event.pgh_id])).status_code == 404
    assert desk.get(reverse("admin:core_pagetext_restore", args=[text.pk, event.pgh_id])).status_code == 405
    assert desk.get(reverse("admin:core_pagetext_versions", args=[0])).status_code == 404
    text.refresh_from_db()
    assert text.body == "Mine."


def test_many_versions_ask_as_much_as_few(desk, django_assert_num_queries):
    text = page_text("zz-page")
    address = page(text, "versions")
    desk.get(address)
    with django_assert_num_queries(5):
        desk.get(address)
    for number in range(5):
        save(desk, text, body=f"Version {number}.")
    with django_assert_num_queries(6):  # and the people behind them
        assert desk.get(address).content.decode().count("history-step") == 6


def texts(outcomes: list) -> object:
    return next(each for each in outcomes if each.name == "pages")


def test_loading_leaves_what_was_edited_here_and_brings_what_is_new(desk, folder):  # noqa: F811
    edited, other = (PageText.objects.get(page__slug=slug, language="en") for slug in ("terms", "privacy"))
    save(desk, edited, title="Our own terms")
    folder("pages/en/terms.md", "# Terms of use", "# Terms")
    files = folder("pages/en/privacy.md", "# Privacy\n", "# Private life\n")
    done = texts(page_files.load(files))
    assert (done.created, done.changed, done.kept) == (0, 1, ["terms en"])
    assert {each.title for each in PageText.objects.filter(pk__in=[edited.pk, other.pk])} == {
        "Our own terms",
        "Private life",
    }
    assert "terms en" not in texts(page_files.load(files, force=True)).kept
    edited.refresh_from_db()
    assert (edited.title, edited.edited) == ("Terms", False)


def test_a_text_that_left_the_files_is_reported_and_stays():
    page_text("zz-page", title="Zebra")
    assert texts(reference_data.load()).gone == ["Zebra (en)"]
    assert PageText.objects.filter(title="Zebra").exists()
