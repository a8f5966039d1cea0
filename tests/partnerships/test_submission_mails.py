"""The private link, the confirmation, the conversation, and what is forgotten in the end."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from partnerships.submission import mails, moves
from partnerships.submission.housekeeping import tidy
from partnerships.submission.models import Document, KeptText, Message, Submission
from portal.core import housekeeping
from portal.core.models import Mail
from tests.partnerships.submissions import SNAPSHOT, WHO, page_of, ready, save, stored, submission, url

pytestmark = pytest.mark.django_db


def link_in(mail: Mail, part: str) -> str:
    return re.search(rf"http://testserver(/\S*{part}\S*)", mail.text)[1]


def confirm_url(one: Submission) -> str:
    return mails.confirm_path(one)


# --- The private link -------------------------------------------------------------------------------------------------
def test_the_first_save_with_an_address_mails_the_link_once(client):
    one = submission(data={}, email="")
    for name in ("Ana", "Ana Souza"):
        save(client, one, "who", WHO | {"name": name}, tab="a")
    mail = Mail.objects.get()
    assert (mail.name, mail.to, mail.subject) == (
        "submission_link", "ana@example.org", f"Your private link to the submission {one.ref}",
    )  # fmt: skip
    assert Client().get(link_in(mail, one.token)).status_code == 200


def test_another_address_gets_its_own_link_and_must_be_confirmed(client):
    one = submission("confirmed", link_mailed_to="ana@example.org")
    save(client, one, "who", WHO | {"email": "new@example.org"}, tab="a")
    found = stored(one)
    assert (found.email, found.state, found.email_confirmed_at) == ("new@example.org", "draft", None)
    assert [mail.to for mail in Mail.objects.all()] == ["new@example.org"]


def test_an_address_half_typed_changes_nothing(client):
    one = submission("confirmed")
    save(client, one, "who", WHO | {"email": "ana@"}, do="autosave", tab="a")
    assert (stored(one).email, stored(one).state) == ("ana@example.org", "confirmed")


def test_what_strangers_type_is_in_no_mail(client):
    bait = "Win at http://evil.example"
    one = ready(data={"who": WHO | {"name": bait, "organisation": bait}, "snapshot": SNAPSHOT | {"title": bait}})
    one.data["who"]["name"] = one.data["snapshot"]["title"] = "Win at evil dot example"
    one.save()
    client.post(url(one, "link"))
    moves.send(one)
    mails.received(one, site="http://testserver")
    assert Mail.objects.count() == 2
    for mail in Mail.objects.all():
        assert [part for part in (mail.subject, mail.text, mail.html) if "evil" in part] == []


def test_mails_speak_the_language_of_the_form(client):
    one = submission(language="fr")
    client.post(url(one, "link"))
    assert Mail.objects.get().language == "fr"
    assert link_in(Mail.objects.get(), "confirm").startswith("/fr/")


def test_the_link_is_mailed_again_but_not_without_end(client):
    one = submission()
    answers, now = [], timezone.now()
    for number in range(7):
        with mock.patch("portal.core.submitting.mails.timezone.now", return_value=now + timedelta(minutes=number)):
            answers.append(client.post(url(one, "link")))
    assert [answer.status_code for answer in answers] == [302] * 6 + [200]
    assert "Please try again in" in page_of(answers[-1])
    assert Mail.objects.count() == 6


def test_asking_twice_at_once_is_one_mail(client):
    one = submission()
    with mock.patch("portal.core.submitting.mails.timezone.now", return_value=timezone.now()):
        for _ in range(2):
            client.post(url(one, "link"))
    assert Mail.objects.count() == 1


def test_a_wrong_address_can_be_put_right_after_sending(client):
    one = submission("sent")
    assert client.post(url(one, "link"), {"email": "right@example.org"})["Location"] == f"{url(one)}?mailed"
    found = stored(one)
    assert (found.email, found.data["who"]["email"]) == ("right@example.org", "right@example.org")
    assert found.data["who"]["name"] == "Ana Souza"
    assert Mail.objects.get().to == "right@example.org"


def test_a_confirmed_address_stays(client):
    one = submission("in_review")
    client.post(url(one, "link"), {"email": "thief@example.org"})
    assert (stored(one).email, Mail.objects.get().to) == ("ana@example.org", "ana@example.org")


def test_no_address_is_said_beside_the_box(client):
    one = submission(email="")
    page = page_of(client.post(url(one, "link"), {"email": "ana@@"}))
    assert "This is no e-mail address." in page
    assert 'value="ana@@"' in page
    assert Mail.objects.count() == 0


# --- Confirming -------------------------------------------------------------------------------------------------------
def test_opening_the_link_burns_nothing_and_its_button_confirms(client):
    one = submission("sent")
    address = confirm_url(one)
    for _ in range(3):
        assert "Yes, this is my address" in page_of(client.get(address))
    client.head(address)
    assert stored(one).state == "sent"
    assert client.post(address)["Location"] == f"{url(one)}?confirmed"
    assert (stored(one).state, stored(one).email_confirmed_at is None) == ("in_review", False)
    for answer in (client.get(address), client.post(address)):
        assert answer["Location"] == f"{url(one)}?confirmed"
    page = page_of(client.get(f"{url(one)}?confirmed"))
    assert ["your e-mail address is confirmed" in page, "Your partnership has arrived" in page] == [True, True]


@pytest.mark.parametrize("how", ["old", "forged", "other address", "other submission"])
def test_a_link_that_does_not_hold_confirms_nothing(client, how):
    one = submission("sent")
    address = confirm_url(one)
    if how == "forged":
        address = address.replace(":", "a:", 1)
    elif how == "other address":
        Submission.objects.filter(pk=one.pk).update(email="new@example.org")
    elif how == "other submission":
        other = submission("sent", email="other@example.org")
        address = confirm_url(other).replace(other.ref, one.ref).replace(other.token, one.token)
    later = timezone.now().timestamp() + (8 * 24 * 3600 if how == "old" else 0)
    with mock.patch("django.core.signing.time.time", return_value=later):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 410
            assert "no longer valid" in page_of(answer)
    assert stored(one).state == "sent"


def test_the_receipt_asks_for_the_confirmation_only_where_it_is_missing(client):
    for state, subject in [("draft", "Please confirm your submission"), ("confirmed", "has arrived")]:
        one = ready(state)
        client.post(url(one, "review"))
        mail = Mail.objects.filter(name="submission_received").last()
        assert subject in mail.subject
        assert ("/confirm/" in mail.text) == (state == "draft")


# --- The private page -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("draft", "Your draft is saved"), ("sent", "confirm your e-mail address"), ("in_review", "has arrived"),
        ("changes_requested", "ask you for something"), ("partners_confirming", "asked to confirm"),
        ("accepted", "was accepted"), ("rejected", "was not accepted"), ("duplicate", "knows this partnership already"),
    ],
)  # fmt: skip
def test_the_private_page_says_where_it_stands(client, state, heading):
    one = submission(state)
    page = page_of(client.get(url(one)))
    assert heading in re.search(r"<h1>(.*?)</h1>", page)[1]
    assert SNAPSHOT["summary"] in page
    assert (f'href="{url(one, "review")}"' in page) == one.is_editable


def test_what_curators_ask_for_comes_first_and_is_answered(client, curator):
    one = submission("in_review")
    moves.ask_for_changes(one, by=curator, reason="Which <b>year</b>?", asked=["snapshot.start", "snapshot.countries"])
    page = page_of(client.get(url(one)))
    assert "Which &lt;b&gt;year&lt;/b&gt;?" in page
    asked = page.partition("The curators ask you to look at")[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)">([^<]+)<', asked) == [
        (f"{url(one, 'snapshot')}#id_start", "When it began"), (f"{url(one, 'snapshot')}#list-countries", "Countries"),
    ]  # fmt: skip
    answer = save(client, one, "snapshot", SNAPSHOT | {"start": "2018"}, tab="a")
    assert answer["Location"] == url(one, "review")
    Submission.objects.update(created_at=timezone.now() - timedelta(days=1))
    client.post(url(one, "review"))
    found = stored(one)
    assert (found.state, found.data["snapshot"]["start"], found.asked) == ("in_review", "2018", [])


def test_writer_and_curators_talk(client, curator):
    one = submission("in_review")
    moves.say(one, by=curator, text="Do you have a report?")
    for _ in range(2):
        client.post(url(one, "message"), {"text": "<script>Yes</script>"})
    assert [(each.by, each.text) for each in Message.objects.all()] == [
        (curator, "Do you have a report?"), (None, "<script>Yes</script>"),
    ]  # fmt: skip
    page = page_of(client.get(url(one)))
    assert "&lt;script&gt;Yes&lt;/script&gt;" in page
    assert curator.name not in page


def test_an_empty_or_endless_message_is_refused_and_kept(client):
    one = submission("in_review")
    for text in ("", "x" * 4001):
        page = page_of(client.post(url(one, "message"), {"text": text}))
        assert "Write what you want to say" in page
        assert f">{text}</textarea>" in page
    assert Message.objects.count() == 0


def test_the_private_page_asks_the_same_few_questions(client, django_assert_num_queries, curator):
    one = submission("in_review")
    client.get(url(one))
    for count in (1, 20):
        for number in range(count):
            moves.say(one, by=curator, text=f"{count} {number}")
        with django_assert_num_queries(4):  # the submission, versions, messages, documents
            client.get(url(one))


# --- Forgetting -------------------------------------------------------------------------------------------------------
def age(one: Submission, **days: int) -> Submission:
    Submission.objects.filter(pk=one.pk).update(
        **{name: timezone.now() - timedelta(days=number) for name, number in days.items()}
    )
    return one


def test_old_drafts_go_with_their_files(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT, settings.KEEP_DRAFT_DAYS = tmp_path, 30
    old, fresh, sent = (age(submission(state), updated_at=days) for state, days in
                        [("draft", 31), ("confirmed", 29), ("in_review", 400)])  # fmt: skip
    empty = age(submission(data={}), created_at=3)
    unconfirmed = age(submission("sent"), updated_at=31)
    for one in (old, sent):
        document = Document(submission=one, name="a.pdf", kind="pdf", size=1, digest="1")
        document.file.save("a.bin", ContentFile(b"x"))
    with django_capture_on_commit_callbacks(execute=True):
        assert tidy()[0] == 3
    assert set(Submission.objects.all()) == {fresh, sent}
    assert not {empty, old, unconfirmed} & set(Submission.objects.all())
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_who_submitted_is_forgotten_some_time_after_the_decision(settings, curator):
    settings.KEEP_SUBMITTER_DAYS = 30
    partners = {"has_consent": "on", "partners": [{"name": "Carlos", "email": "c@example.org"}], "note": "secret"}
    data = {"who": WHO, "snapshot": SNAPSHOT, "consent": partners}
    old, young = (age(submission("accepted", data=data, name="Ana Souza"), decided_at=days) for days in (31, 29))
    moves.say(old, text="Ana here")
    KeptText.objects.create(submission=old, step="who", tab="a", values=WHO)
    housekeeping.tidy()
    found = stored(old)
    assert (found.email, found.name, found.data["who"], found.messages.count(), found.kept_texts.count()) == (
        "", "", {}, 0, 0,
    )  # fmt: skip
    assert found.data["consent"] == {"has_consent": "on", "partners": [], "note": ""}
    assert found.data["snapshot"] == SNAPSHOT
    assert stored(young).name == "Ana Souza"
    assert tidy() == (0, 0)


def test_the_audit_holds_no_personal_data():
    one = submission(name="Ana Souza", organisation="INPI Brazil", title="Examiners")
    moves.confirm_email(one, email="ana@example.org")
    SubmissionEvent = apps.get_model("submission", "SubmissionEvent")
    rows = str(list(SubmissionEvent.objects.values()))
    assert "confirmed" in rows
    assert [each for each in ("Ana", "ana@example.org", "INPI Brazil", one.token) if each in rows] == []
