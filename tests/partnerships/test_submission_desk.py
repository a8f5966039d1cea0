"""Submissions on the curators' desk: the queue, the page of one, and every decision with its mail."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Initiative
from partnerships.submission import moves
from partnerships.submission.models import Document, Message, Submission
from portal.core.dates import span_text
from portal.core.models import Mail
from tests import factories
from tests.desk import list_of, messages, page
from tests.partnerships.submissions import SNAPSHOT, WHO, at_once, page_of, stored, submission

pytestmark = pytest.mark.django_db
CONSENT = {"has_consent": "on", "partners": [{"name": "Carlos", "email": "carlos@example.org"}], "note": ""}
WORDS = {
    "accept": {},
    "ask-for-changes": {"asked": ["snapshot.start", "consent.has_consent"], "answer": "dates", "reason": "Which year?"},
    "ask-partners": {},
    "reject": {"answer": "scope", "reason": "See our criteria."},
    "duplicate": {"other": "", "answer": "known", "reason": ""},
    "back-to-review": {"reason": "We found a source."},
    "message": {"answer": "", "reason": "Do you have a report?"},
}


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def waiting(state: str = "in_review", **values) -> Submission:
    found = {"data": {"who": WHO, "snapshot": SNAPSHOT, "consent": CONSENT}, "title": SNAPSHOT["title"]}
    return submission(state, **found | values)


def decision(one: Submission, name: str) -> str:
    return reverse("admin:submission_submission_decide", args=[one.pk, name])


def seen(response) -> str:
    return re.search(r'name="seen" value="(\w+)"', page_of(response))[1]


def decide(client: Client, one: Submission, name: str, words: dict):
    """Look at the mail first, then press the button."""
    address = decision(one, name)
    shown = client.post(address, words) if words else client.get(address)
    return client.post(address, words | {"seen": seen(shown)}, follow=True)


# --- The queue --------------------------------------------------------------------------------------------------------
def test_the_queues_stand_on_the_start_page(desk, curator):
    old, _new, silent, asked = waiting(), waiting(), waiting("changes_requested"), waiting("changes_requested")
    Submission.objects.filter(pk=old.pk).update(state_since=timezone.now() - timedelta(days=12))
    Submission.objects.filter(pk=silent.pk).update(state_since=timezone.now() - timedelta(days=22))
    moves.say(asked, text="I am on leave.")
    desks = desk.get(reverse("admin:index")).context["desks"]
    [found] = [each["queues"] for each in desks if each["list_url"] == list_of(Submission)]
    assert [(each.queue.code, each.count, each.age) for each in found] == [
        ("submitted", 2, "oldest: 12 days"), ("to-answer", 1, "oldest: today"),
        ("submitter-silent", 1, "oldest: 22 days"), ("partners-silent", 0, ""),
    ]  # fmt: skip


def test_who_waited_longest_comes_first_and_drafts_are_nobodys_business(desk):
    decided, first, second = waiting("rejected"), waiting(), waiting()
    for state in ("draft", "confirmed", "sent"):
        waiting(state)
    Submission.objects.filter(pk=second.pk).update(state_since=timezone.now() - timedelta(days=3))
    assert list(desk.get(list_of(Submission)).context["cl"].result_list) == [second, first, decided]
    assert list(desk.get(list_of(Submission), {"queue": "submitted"}).context["cl"].result_list) == [second, first]


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"q": "souza"}, 1), ({"q": "nobody"}, 0), ({"state": "in_review"}, 2), ({"kind": "triangular"}, 1),
     ({"has_consent__exact": "0"}, 1), ({"country__iso2__exact": "BR"}, 1), ({"language__exact": "pt"}, 0)],
)  # fmt: skip
def test_the_list_is_searched_and_filtered(desk, asked, count):
    waiting(name="Ana Souza", kind="triangular", country_id="BR")
    waiting(has_consent=False)
    assert desk.get(list_of(Submission), asked).context["cl"].result_count == count


def test_the_list_takes_as_many_queries_for_many_as_for_one(desk):
    waiting(country_id="BR")
    desk.get(list_of(Submission))
    with CaptureQueriesContext(connection) as one:
        desk.get(list_of(Submission))
    for code in ("MZ", "KE", "IN", "ZA", "CL", "AR"):
        waiting(country_id=code)
    with CaptureQueriesContext(connection) as many:
        assert desk.get(list_of(Submission)).context["cl"].result_count == 7
    assert len(many) == len(one)


# --- The page of one --------------------------------------------------------------------------------------------------
def test_everything_typed_is_shown_in_words_and_as_text(desk):
    story = {"challenge": "<b>Bold</b> claim", "figures": [{"figure": "12", "unit": "examiners", "what": "trained"}]}
    one = waiting(data={"who": WHO, "snapshot": SNAPSHOT, "story": story, "consent": CONSENT})
    moves.say(one, text="<script>alert(1)</script>")
    html = page_of(desk.get(page(one)))
    for words in ("Brazil, Provider", "Mozambique, Beneficiary", "Staff exchange or secondment", "03/2019",
                  "12, examiners, trained", "&lt;b&gt;Bold&lt;/b&gt; claim", "carlos@example.org",
                  "&lt;script&gt;alert(1)&lt;/script&gt;"):  # fmt: skip
        assert words in html, words
    assert "<b>Bold" not in html
    assert "staff-exchange" not in html
    assert one.token not in html


def test_kind_reason_and_look_alikes_stand_beside_it(desk):
    record = factories.initiative(title=SNAPSHOT["title"], providers=["BR"], beneficiaries=["MZ"])
    twin, _draft = waiting(), waiting("draft")
    shown = desk.get(page(waiting())).context["page"]
    assert (shown.kind["label"], shown.kind["reason"][:6]) == ("South-South", "Brazil")
    assert [(each["known"].ref, each["url"], each["known"].countries) for each in shown.alike] == [
        (record.ref, page(record), ["Brazil", "Mozambique"]), (twin.ref, page(twin), ["Brazil", "Mozambique"]),
    ]  # fmt: skip
    assert shown.alike[1]["known"].dates == span_text(date(2019, 3, 1), date(2020, 12, 31), "month", "month")


def test_the_page_takes_as_many_queries_for_many_look_alikes_as_for_one(desk):
    one, _other = waiting(), waiting()
    desk.get(page(one))
    with CaptureQueriesContext(connection) as few:
        desk.get(page(one))
    for _number in range(4):
        waiting()
        moves.say(one, text=f"More {_number}")
    with CaptureQueriesContext(connection) as many:
        desk.get(page(one))
    assert len(many) == len(few)


def test_nothing_is_typed_over_added_or_deleted(desk):
    one = waiting()
    assert desk.post(page(one), {"ref": "SB-1999-0001", "title": "Mine"}).status_code == 403
    assert desk.get(reverse("admin:submission_submission_add")).status_code == 403
    assert desk.post(page(one, "delete"), {"post": "yes"}).status_code == 403
    assert stored(one).data == one.data


def test_documents_are_downloads_in_a_sandbox(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    one, other = waiting(), waiting()
    document = Document(submission=one, name="a.txt", kind="txt", size=1, digest="1")
    document.file.save("a.bin", ContentFile(b"x"))
    address = reverse("admin:submission_submission_document", args=[one.pk, document.pk])
    assert f'href="{address}"' in page_of(desk.get(page(one)))
    answer = desk.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="a.txt"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    elsewhere = reverse("admin:submission_submission_document", args=[other.pk, document.pk])
    assert desk.get(elsewhere).status_code == 404


@pytest.mark.parametrize("state", ["draft", "confirmed", "sent"])
def test_what_nobody_may_read_yet_is_not_there(desk, state):
    one = waiting(state)
    assert desk.get(decision(one, "message")).status_code == 404
    assert desk.get(page(one), follow=True).redirect_chain[-1][0] == reverse("admin:index")


def test_the_history_says_who_did_what(desk, curator):
    one = waiting()
    moves.reject(one, by=curator, answer="scope")
    [step, *_before] = desk.get(page(one, "history")).context["steps"]
    assert (step["what"], step["who"]) == ("Reject", curator.name)
    assert one.token not in page_of(desk.get(page(one, "history")))


# --- Who may ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_desk_is_for_curators(who, client, signed_in, member):
    one = waiting()
    other = client if who == "visitor" else signed_in(member)
    addresses = [
        list_of(Submission), page(one), page(one, "history"), *(decision(one, name) for name in WORDS),
        reverse("admin:submission_submission_settle", args=[one.pk]),
        reverse("admin:submission_submission_document", args=[one.pk, 1]),
    ]  # fmt: skip
    for address in addresses:
        for answer in (other.get(address), other.post(address, {"reason": "No.", "seen": "x"})):
            assert answer.status_code == 302, address
            assert "login" in answer["Location"], address
    assert stored(one).state == "in_review"


# --- Decisions --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "before", "after", "mail"),
    [
        ("accept", "in_review", "accepted", "submission_accepted"),
        ("ask-for-changes", "in_review", "changes_requested", "submission_changes_asked"),
        ("reject", "partners_confirming", "rejected", "submission_rejected"),
        ("duplicate", "in_review", "duplicate", "submission_duplicate"),
        ("back-to-review", "rejected", "in_review", "submission_reopened"),
        ("message", "accepted", "accepted", "submission_message"),
    ],
)
def test_a_decision_shows_its_mail_and_sends_that_very_one(desk, curator, name, before, after, mail):
    record = factories.initiative()
    one = waiting(before, language="fr")
    words = WORDS[name] | ({"other": record.ref.lower()} if name == "duplicate" else {})
    shown = desk.post(decision(one, name), words) if words else desk.get(decision(one, name))
    assert (stored(one).state, Mail.objects.count(), Message.objects.count()) == (before, 0, 0)
    preview = shown.context["preview"]
    done = desk.post(decision(one, name), words | {"seen": seen(shown)}, follow=True)
    assert done.redirect_chain == [(page(one), 302)]
    found, sent = stored(one), Mail.objects.get(to=one.email)
    assert (found.state, sent.name, sent.to, sent.language) == (after, mail, "ana@example.org", "fr")
    assert (preview["subject"], preview["text"]) == (sent.subject, sent.text.replace(one.token, "…"))
    assert one.token not in page_of(shown)
    assert f"/fr/partnerships/submit/{one.ref}/" in sent.text
    if name != "message":
        assert found.state_by == curator
    for part in (sent.text, sent.html):
        assert (words.get("reason", "") in part, SNAPSHOT["title"] in part) == (True, False)
    assert [text for text in messages(done) if "told by mail" in text] != []


def test_asking_partners_moves_it(desk, curator):
    one = waiting()
    decide(desk, one, "ask-partners", {})
    assert (stored(one).state, stored(one).state_by) == ("partners_confirming", curator)


def test_nobody_is_asked_where_no_partner_is_named(desk):
    one = waiting(data={"who": WHO, "snapshot": SNAPSHOT})
    assert "The submission names no partner who could confirm it" in page_of(desk.get(decision(one, "ask-partners")))
    assert stored(one).state == "in_review"


def test_a_ready_answer_reaches_the_writer_in_their_language(desk):
    one = waiting(language="fr")
    decide(desk, one, "reject", {"answer": "planned", "reason": ""})
    assert (stored(one).state_answer, stored(one).state_reason) == ("planned", "")
    [message] = Message.objects.all()
    assert (message.answer, message.text) == ("planned", "")
    assert "It has not begun yet. Please come back when it has." in page_of(Client().get(one.get_absolute_url()))


def test_the_fields_asked_for_are_named(desk):
    one = waiting()
    decide(desk, one, "ask-for-changes", WORDS["ask-for-changes"])
    assert stored(one).asked == ["snapshot.start", "consent.has_consent"]
    text = Mail.objects.get().text
    assert ["- When it began" in text, "- What I wrote and uploaded may be published" in text] == [True, True]


def test_an_accepted_one_is_a_public_record_whose_address_is_mailed(desk):
    one = waiting()
    decide(desk, one, "accept", {})
    record = Initiative.objects.get()
    assert Client().get(record.get_absolute_url()).status_code == 200
    assert f"http://testserver{record.get_absolute_url()}" in Mail.objects.get(to=one.email).text


def test_looking_at_the_mail_of_an_acceptance_makes_nothing(desk):
    one = waiting()
    shown = desk.get(decision(one, "accept"))
    assert "was accepted and is now published" in shown.context["preview"]["text"]
    assert (Initiative.objects.count(), Mail.objects.count(), stored(one).state) == (0, 0, "in_review")


def test_a_duplicate_of_what_is_not_public_tells_nothing_of_it(desk):
    hidden = factories.initiative(state="draft", title="Secret talks")
    one = waiting()
    decide(desk, one, "duplicate", WORDS["duplicate"] | {"other": hidden.ref})
    assert stored(one).duplicate_of == hidden.ref
    mail = Mail.objects.get()
    assert [part for part in (mail.subject, mail.text, mail.html) if hidden.ref in part or "Secret" in part] == []


def test_a_duplicate_is_chosen_among_those_that_look_alike(desk):
    record = factories.initiative(title=SNAPSHOT["title"], providers=["BR"], beneficiaries=["MZ"])
    one = waiting()
    decide(desk, one, "duplicate", {"alike": record.ref, "answer": "known"})
    assert stored(one).duplicate_of == record.ref
    assert record.get_absolute_url() in Mail.objects.get().text
    assert f'href="{record.get_absolute_url()}"' in page_of(Client().get(one.get_absolute_url()))


# --- What is refused --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("reject", {"answer": "", "reason": " "}, "Choose an answer or write one"),
        ("reject", {"answer": "nonsense"}, "Select a valid choice"),
        ("reject", {"reason": "x" * 4001}, "at most 4000"),
        ("ask-for-changes", {"asked": ["snapshot.nonsense"], "reason": "Please."}, "Select a valid choice"),
        ("ask-for-changes", {"asked": ["who.email"], "reason": "Please."}, "Select a valid choice"),
        ("duplicate", {"answer": "known"}, "Choose one, or write its reference"),
        ("duplicate", {"answer": "known", "other": "PI-1999-0001"}, "no record and no submission with the reference"),
        ("duplicate", {"answer": "known", "other": "<b>"}, "“&lt;b&gt;”"),
        ("duplicate", {"answer": "known", "alike": "PI-1999-0001"}, "Select a valid choice"),
        ("message", {"answer": "", "reason": ""}, "Choose an answer or write one"),
    ],
)
def test_bad_input_is_said_and_decides_nothing(desk, name, words, said):
    one = waiting()
    answer = desk.post(decision(one, name), words | {"seen": "x"})
    assert answer.status_code == 200
    assert said in page_of(answer)
    assert (stored(one).state, Mail.objects.count(), Message.objects.count()) == ("in_review", 0, 0)


def test_nothing_is_a_duplicate_of_itself_or_of_a_draft(desk):
    one, draft = waiting(), waiting("draft")
    assert "This is the submission itself" in page_of(
        desk.post(decision(one, "duplicate"), WORDS["duplicate"] | {"other": one.ref})
    )
    answer = desk.post(decision(one, "duplicate"), WORDS["duplicate"] | {"other": draft.ref})
    assert "no record and no submission" in page_of(answer)


def test_an_unknown_decision_is_not_found(desk):
    one = waiting()
    for name in ("nonsense", "settle-all"):
        assert desk.get(decision(one, name)).status_code == 404
    assert desk.get(decision(one, "accept").replace(f"/{one.pk}/", "/99999999/")).status_code == 404


def test_without_consent_nothing_is_accepted(desk):
    one = waiting(has_consent=False)
    assert "has not agreed to publication" in page_of(desk.get(decision(one, "accept")))
    assert stored(one).state == "in_review"


def test_a_mail_that_nobody_has_seen_is_not_sent(desk):
    one = waiting()
    shown = desk.post(decision(one, "reject"), {"reason": "First words."})
    answer = desk.post(decision(one, "reject"), {"reason": "Other words.", "seen": seen(shown)})
    assert "It now reads differently" in page_of(answer)
    assert "Other words." in answer.context["preview"]["text"]
    assert (stored(one).state, Mail.objects.count()) == ("in_review", 0)
    desk.post(decision(one, "reject"), {"reason": "Other words.", "seen": seen(answer)})
    assert stored(one).state == "rejected"


def test_what_came_back_meanwhile_is_looked_at_again(desk, curator):
    one = waiting()
    shown = desk.post(decision(one, "reject"), WORDS["reject"])
    moves.ask_for_changes(one, by=factories.user("curator"), reason="When?")
    moves.send(one)
    answer = desk.post(decision(one, "reject"), WORDS["reject"] | {"seen": seen(shown)})
    assert "It now reads differently" in page_of(answer)
    assert stored(one).state == "in_review"


# --- Two at once ------------------------------------------------------------------------------------------------------
def test_who_comes_second_is_told_what_the_first_decided_and_keeps_the_words(desk):
    one = waiting()
    shown = desk.post(decision(one, "reject"), {"reason": "My long words."})
    moves.ask_for_changes(one, by=factories.user("curator", name="Other Curator"), reason="Which year?")
    for words in ({"reason": "My long words."}, {"reason": "My long words.", "seen": seen(shown)}):
        html = page_of(desk.post(decision(one, "reject"), words))
        assert "is now in the state “Changes requested”, brought there by Other Curator" in html
        assert "Which year?" in html
        assert ">\nMy long words.</textarea>" in html
    assert (stored(one).state, Mail.objects.count()) == ("changes_requested", 0)


@pytest.mark.parametrize("name", ["reject", "message", "accept"])
def test_pressed_twice_is_once(desk, name):
    one = waiting()
    words = WORDS[name]
    shown = desk.post(decision(one, name), words) if words else desk.get(decision(one, name))
    for _time in range(2):
        answer = desk.post(decision(one, name), words | {"seen": seen(shown)})
        assert answer["Location"] == page(one)
    assert Mail.objects.filter(to=one.email).count() == 1


def test_two_curators_at_the_same_moment_decide_once(committed, signed_in):
    one, clients = waiting(), [signed_in(factories.user("curator", name=name)) for name in "AB"]
    ready = [(each, seen(each.post(decision(one, "reject"), WORDS["reject"]))) for each in clients]

    def press() -> int:
        client, digest = ready.pop()
        return client.post(decision(one, "reject"), WORDS["reject"] | {"seen": digest}).status_code

    assert sorted(at_once(press, 2)) == [200, 302]
    assert (stored(one).state, Mail.objects.count(), Message.objects.count()) == ("rejected", 1, 1)


def test_a_double_click_at_the_same_moment_decides_once(committed, signed_in):
    one, curator = waiting(), factories.user("curator")
    clients = [signed_in(curator) for _press in range(3)]
    digest = seen(clients[0].get(decision(one, "accept")))

    def press() -> int:
        return clients.pop().post(decision(one, "accept"), {"seen": digest}).status_code

    assert at_once(press, 3) == [302] * 3
    mails = sorted(Mail.objects.values_list("name", flat=True))
    assert (Initiative.objects.count(), mails) == (1, ["partner_asked", "submission_accepted"])


# --- Messages ---------------------------------------------------------------------------------------------------------
def test_a_message_waits_until_it_is_answered_or_needs_none(desk, curator):
    answered, settled = waiting("rejected"), waiting()
    for one in (answered, settled):
        moves.say(one, text="Why?")
    decide(desk, answered, "message", WORDS["message"])
    address = reverse("admin:submission_submission_settle", args=[settled.pk])
    desk.get(address)
    assert stored(settled).unanswered_since is not None
    desk.post(address)
    assert {stored(one).unanswered_since for one in (answered, settled)} == {None}


def test_whoever_was_forgotten_gets_no_mail(desk):
    one = waiting("rejected", email="")
    shown = desk.post(decision(one, "back-to-review"), WORDS["back-to-review"])
    assert "No mail will go out" in page_of(shown)
    desk.post(decision(one, "back-to-review"), WORDS["back-to-review"] | {"seen": seen(shown)})
    assert (stored(one).state, Mail.objects.count()) == ("in_review", 0)
