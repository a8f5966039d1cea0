"""Applying, page by page: nothing typed is lost, whom the roster is not for learns it early, and it is sent once."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.models import Mail
from roster.models import Application, ApplicationText, Consent, Consultant
from tests import factories
from tests.partnerships.files import DOCX, PDF, archive, picture
from tests.partnerships.submissions import at_once, hidden, page_of, save, typed, url
from tests.roster.applications import (
    ABOUT,
    CONSENT,
    DATA,
    DID,
    KNOW,
    START,
    WHO,
    application,
    decide,
    mailed,
    stored,
    upload,
)

pytestmark = pytest.mark.django_db


def problems(response) -> list[str]:
    """The anchors of what is to be looked at again."""
    return re.findall(r'<li><a href="#([^"]+)"', page_of(response))


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_from_the_first_click_to_the_public_profile(prefix, curator, signed_in):
    visitor, desk = Client(), signed_in(curator)
    step = visitor.post(f"{prefix}{START}", {"stamp": hidden(visitor.get(f"{prefix}{START}"), "stamp")})["Location"]
    home = step.removesuffix("who/")
    for number, (name, values) in enumerate(DATA.items()):
        assert step == f"{home}{name}/"
        if name == "about":
            upload(visitor, Application.objects.get(), "cv.pdf", PDF)
            values |= {"number": 1}
        step = visitor.post(step, typed(values) | {"do": "continue", "tab": f"{number}"})["Location"]
    assert step == f"{home}review/"
    Application.objects.update(created_at=timezone.now() - timezone.timedelta(hours=1))
    visitor.post(step)
    assert [each.name for each in Mail.objects.order_by("pk")] == ["application_link", "application_received"]
    visitor.post(mailed("application_received", "confirm"))

    one = Application.objects.get()
    assert (one.state, one.nationalities, one.topics) == ("in_review", ["BR", "PT"], ["trademarks"])
    assert mailed("application_waiting", "change") == f"/admin/roster/application/{one.pk}/change/"
    decide(desk, one, "ask-for-changes", {"asked": ["know.expertise"], "answer": "assignments"})
    assert mailed("application_changes_asked") == home
    again = typed(KNOW | {"expertise": [{"topic": "patents", "level": "expert", "years": ""}]})
    number = hidden(visitor.get(f"{home}know/"), "number")
    visitor.post(f"{home}know/", again | {"do": "continue", "tab": "z", "number": number})
    visitor.post(f"{home}review/")
    decide(desk, one, "accept", {"basis": "verified"})

    made = Consultant.objects.get()
    public = mailed("application_accepted", "roster/CO-")
    assert public == f"{prefix}/roster/{made.ref}/"
    shown = page_of(Client().get(public))
    assert ["I examine marks." in shown, "Examiners from Maputo in Rio" in shown] == [True, True]
    hidden_words = [WHO["name"], WHO["email"], "1978", "Bureau of Marks", "fruit growers", one.token, "cv.pdf"]
    assert [word for word in hidden_words if word in shown] == []
    assert f'href="{public}"' in page_of(visitor.get(home))
    names = Mail.objects.filter(to=WHO["email"]).values_list("language", flat=True)
    assert set(names) == {prefix.strip("/") or "en"}


def test_the_first_page_says_whom_it_is_for_and_what_happens_with_the_data(client):
    page = page_of(client.get(START))
    assert ["Who can be listed" in page, "What happens with your data" in page] == [True, True]
    outline = re.findall(r"<li><strong>(.*?)</strong>( <span)?", page)
    assert [(words, bool(can_wait)) for words, can_wait in outline] == [
        ("Who you are", False), ("What you know", False), ("What you did", True), ("About you", True),
        ("What may be shown", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "values", "wrong"),
    [
        ("who", WHO, []),
        ("who", {}, ["id_name", "id_email", "id_nationalities-0-country"]),
        ("who", WHO | {"birth_year": "78", "email": "ana"}, ["id_email", "id_birth_year"]),
        ("who", WHO | {"nationalities": [{"country": "FR"}, {"country": "DE"}]}, ["id_nationalities-0-country"]),
        ("who", WHO | {"nationalities": [{"country": "BR"}, {"country": "BR"}]}, ["id_nationalities-1-country"]),
        ("know", {}, ["id_expertise-0-topic", "id_languages-0-language"]),
        ("know", KNOW | {"expertise": [{"topic": "x", "level": "", "years": "many"}]},
         ["id_expertise-0-topic", "id_expertise-0-level", "id_expertise-0-years"]),
        ("did", {"assignments": []}, []),
        ("did", {"assignments": [DID["assignments"][0] | {"as_said": "", "to_year": "2018"}]},
         ["id_assignments-0-as_said", "id_assignments-0-to_year"]),
        ("about", ABOUT | {"no_interests": "on"}, ["id_no_interests"]),
        ("consent", CONSENT, []),
        ("consent", CONSENT | {"listing": "no"}, ["id_listing_0"]),
        ("consent", {}, ["id_listing_0"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_kept(client, step, values, wrong):
    one = application(data={}, has_consent=False)
    response = save(client, one, step, values)
    assert problems(response) == wrong
    assert {name: stored(one).data[step][name] for name in values} == values


def test_who_is_not_from_the_south_learns_it_before_sending(client):
    who = WHO | {"nationalities": [{"country": "FR"}]}
    one = application(data=DATA | {"who": who}, nationalities=["FR"])
    page = page_of(client.post(url(one, "review")))
    assert ["none of the nationalities" in page, "What everybody would see" in page] == [True, False]
    assert stored(one).state == "draft"


def test_nothing_is_sent_without_the_consent_to_be_listed(client):
    one = application(data=DATA | {"consent": CONSENT | {"listing": "no"}}, has_consent=False)
    client.post(url(one, "review"))
    assert stored(one).state == "draft"


def test_every_field_of_consent_has_its_question_and_no_is_the_answer_of_who_says_nothing(client):
    page = page_of(client.get(url(application(data={}), "consent")))
    asked = {name: re.findall(rf'name="{name}" value="(\w+)"[^>]* checked', page) for name in Consent.Field.values}
    assert asked == {name: [] if name == "listing" else ["no"] for name in Consent.Field.values}


def test_activities_are_named_by_reference_or_title(client):
    known = factories.activity(title="Study visit of examiners to Rio", state="published")
    draft = factories.activity(title="Secret seminar on marks", state="draft")
    one, line = application(data={}), DID["assignments"][0]
    for named in (known.ref.lower(), "study visit of examiners to rio"):
        assert problems(save(client, one, "did", {"assignments": [line | {"activity": named}]}, tab="a")) == []
    page = page_of(
        save(client, one, "did", {"assignments": [line | {"activity": "Study visit of examiners"}]}, tab="a")
    )
    assert f"{known.ref} “{known.title}”" in page
    for named in (draft.ref, draft.title, "Nothing like it"):
        page = page_of(save(client, one, "did", {"assignments": [line | {"activity": named}]}, tab="a"))
        assert "No activity has this reference or title." in page


def test_a_page_asks_as_much_for_many_lines_as_for_one(client):
    known = factories.activity(state="published")
    line = DID["assignments"][0] | {"activity": known.ref}
    few, many = (application(data=DATA | {"did": {"assignments": [line] * number}}) for number in (1, 15))
    counts = []
    for one in (few, few, many):  # the first fills what is kept in memory
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url(one, "did")).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


# --- Before sending ---------------------------------------------------------------------------------------------------
def test_the_preview_shows_what_is_released_and_leaves_nothing_behind(client):
    one = application()
    page = page_of(client.get(url(one, "review")))
    preview = page[page.index('class="preview') : page.index("</article>")]
    said = ["I examine marks.", "Examiners from Maputo in Rio", "Expert", "Brazil", "Consultant, without a name"]
    assert [word for word in said if word not in preview] == []
    kept = ["Ana Souza", "ana@example.org", "1978", "Bureau of Marks", "fruit growers"]
    assert [word for word in kept if word in preview] == []
    with_name = application(data=DATA | {"consent": CONSENT | {"name": "yes", "biography": "no"}})
    page = page_of(client.get(url(with_name, "review")))
    preview = page[page.index('class="preview') : page.index("</article>")]
    assert ["Ana Souza" in preview, "I examine marks." in preview] == [True, False]
    assert (Consultant.objects.count(), Consent.objects.count()) == (0, 0)


def test_a_window_that_is_late_loses_nothing(client):
    one = application(data={})
    save(client, one, "about", {"position": "first"}, do="autosave", tab="a", number=0)
    late = save(client, one, "about", {"position": "second"}, do="autosave", tab="b", number=0)
    assert (late.status_code, stored(one).data["about"]["position"]) == (409, "first")
    assert ApplicationText.objects.get().values["position"] == "second"


def test_sending_several_times_at_once_sends_once(committed):
    one = application("confirmed")
    assert at_once(lambda: Client().post(url(one, "review")).status_code) == [302] * 6
    assert (stored(one).state, Application.objects.count(), Mail.objects.count()) == ("in_review", 1, 1)


@pytest.mark.parametrize("name", ["", "who", "review", "confirm/x:y:z", "documents/1"])
def test_a_wrong_token_finds_nothing(client, name):
    one, other = application(), application()
    assert client.get(url(one, name).replace(one.token, other.token)).status_code == 404


# --- The CV -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cv.png", picture(), "PDF and Word (.docx) are fine"),
        ("cv.txt", b"I am Ana.", "PDF and Word (.docx) are fine"),
        ("cv.pdf", picture(), "PDF and Word (.docx) are fine"),
        ("cv.docx", PDF, "Give it the right ending"),
        ("cv.exe.pdf", PDF, "two endings"),
        ("cv.pdf", b"%PDF-1.4 half", "not whole"),
        ("cv.pdf", PDF + b"x" * 5 * 1024 * 1024, "larger than 5 MB"),
    ],
)
def test_files_that_are_no_cv_are_refused_and_what_was_typed_stays(client, name, data, said):
    one = application(data={})
    response = upload(client, one, name, data, position="Head")
    assert said in page_of(response)
    assert (one.documents.count(), stored(one).data["about"]["position"]) == (0, "Head")


def test_there_is_one_cv_and_it_can_be_changed(client):
    one = application()
    upload(client, one, "cv.docx", archive(DOCX))
    assert "There is already a document" in page_of(upload(client, one, "other.pdf", PDF))
    path = one.documents.get().file.path
    client.post(url(one, "about"), {"do": f"remove:{one.documents.get().pk}"})
    upload(client, one, "other.pdf", PDF)
    assert [each.name for each in one.documents.all()] == ["other.pdf"]
    assert path != one.documents.get().file.path
