"""Partners are asked, answer, and what that does to the submission and to the record."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from partnerships.models import Initiative
from partnerships.submission import confirmations, moves
from partnerships.submission.housekeeping import tidy
from partnerships.submission.models import Confirmation, Submission
from partnerships.submission.publication import accept
from portal.core import curation, housekeeping
from portal.core.curation import MoveRefused
from portal.core.models import Mail
from tests import factories
from tests.partnerships.submissions import SNAPSHOT, WHO, at_once, page_of, submission

SITE = "https://portal.example.org"
PARTNERS = [
    {"name": "Carlos Macuácua", "organisation": "IPI", "email": "carlos@example.org"},
    {"name": "Li Wei", "organisation": "", "email": "li@example.org"},
]
SAID = "MARKERWORDS of a partner"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def waiting(*partners: dict, state: str = "in_review", **values) -> Submission:
    consent = {"has_consent": "on", "partners": list(partners or PARTNERS), "note": ""}
    data = {"who": WHO, "snapshot": SNAPSHOT, "consent": consent}
    return submission(state, **{"data": data, "title": SNAPSHOT["title"]} | values)


def asked(curator, *partners: dict) -> list[Confirmation]:
    one = waiting(*partners)
    confirmations.ask_partners(one, by=curator, site=SITE)
    return list(one.confirmations.all())


def published(curator, *partners: dict) -> tuple[Initiative, list[Confirmation]]:
    one = waiting(*partners)
    made = accept(one, by=curator, site=SITE)
    return made, list(one.confirmations.all())


def give(one: Confirmation, answer: str, text: str = "", client: Client | None = None):
    return (client or Client()).post(one.get_absolute_url(), {"answer": answer, "text": text})


def partner_mails(name: str = "partner_asked") -> list[str]:
    return sorted(Mail.objects.filter(name=name).values_list("to", flat=True))


def counts(made: Initiative) -> tuple[int, int]:
    made.refresh_from_db()
    return made.partners_confirmed, made.partners_asked


# --- Asking -----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_each_partner_named_gets_a_link_once(curator):
    one = waiting(*PARTNERS, {"name": "Again", "organisation": "", "email": "Carlos+x@example.org"})
    confirmations.ask_partners(one, by=curator, site=SITE)
    assert (one.state, partner_mails()) == ("partners_confirming", ["carlos@example.org", "li@example.org"])
    moves.take_back_to_review(one, by=curator)
    confirmations.ask_partners(one, by=curator, site=SITE)
    accept(one, by=curator, site=SITE)
    assert (len(partner_mails()), one.confirmations.count()) == (2, 2)


@pytest.mark.django_db
def test_the_mail_quotes_the_title_and_no_other_word(curator):
    marked = {"name": "MARKERNAME", "organisation": "MARKEROFFICE", "email": "li@example.org"}
    snapshot = SNAPSHOT | {"title": "MARKERTITLE", "summary": "MARKERSUMMARY"}
    data = {"who": WHO, "snapshot": snapshot, "consent": {"has_consent": "on", "partners": [marked]}}
    one = submission("in_review", data=data, title="MARKERTITLE", language="pt")
    confirmations.ask_partners(one, by=curator, site=SITE)
    mail, found = Mail.objects.get(name="partner_asked"), Confirmation.objects.get()
    assert (mail.language, "MARKER" in mail.subject) == ("pt", False)
    for text in (mail.text, mail.html):
        assert (text.count("MARKERTITLE"), text.count("MARKER")) == (1, 1)
        assert f"{SITE}/pt{found.get_absolute_url()}" in text
        assert one.token not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "partners",
    [
        [{"name": "", "organisation": "", "email": ""}],
        [{"name": "Ana herself", "organisation": "", "email": "Ana+me@example.org"}],
        [{"name": "Nobody", "organisation": "", "email": "no address"}],
    ],
)
def test_without_a_partner_to_ask_nothing_happens(partners, curator):
    one = waiting(*partners)
    with pytest.raises(MoveRefused, match="names no partner"):
        confirmations.ask_partners(one, by=curator, site=SITE)
    assert (Submission.objects.get().state, Mail.objects.count()) == ("in_review", 0)


@pytest.mark.django_db
def test_a_record_that_nobody_can_confirm_is_published_all_the_same(curator):
    made, found = published(curator, {"name": "Ana herself", "organisation": "", "email": "Ana+me@example.org"})
    assert (found, counts(made), Mail.objects.filter(name="partner_asked").count()) == ([], (0, 0), 0)


@pytest.mark.django_db
def test_a_text_changed_since_is_asked_about_anew(curator):
    first, second = asked(curator)
    give(first, "confirmed")
    one, old = first.submission, first.token
    later = (timezone.now() + timedelta(seconds=1)).isoformat()
    one.refresh_from_db()
    one.versions = {"snapshot": {"number": 2, "tab": "", "sequence": 0, "at": later}}
    one.data["consent"]["partners"] = PARTNERS[:1]
    one.save()
    moves.take_back_to_review(one, by=curator)
    confirmations.ask_partners(one, by=curator, site=SITE)
    found = Confirmation.objects.get()  # who is no longer named and had not answered is not waited for
    assert (found.answer, found.answered_at, found.token == old) == ("", None, False)
    assert partner_mails() == ["carlos@example.org", "carlos@example.org", "li@example.org"]
    assert [Client().get(each.get_absolute_url()).status_code for each in (first, second, found)] == [404, 404, 200]


# --- The page ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_looking_changes_nothing(curator, client):
    first, second = asked(curator)
    before = list(Confirmation.objects.values())
    for method in (client.get, client.head):
        response = method(first.get_absolute_url())
        assert (response.status_code, response["Referrer-Policy"]) == (200, "same-origin")
        assert "noindex" in response["X-Robots-Tag"]
        assert "private" in response["Cache-Control"]
    assert list(Confirmation.objects.values()) == before
    page = page_of(client.get(first.get_absolute_url()))
    assert (page.count(SNAPSHOT["title"]), page.count('name="answer"')) == (2, 3)
    for secret in (WHO["email"], WHO["name"], "carlos@example.org", "Li Wei", first.submission.token, second.token):
        assert secret not in page


@pytest.mark.django_db
def test_strangers_find_nothing(curator, client):
    first, second = asked(curator)
    for address in (
        f"/partnerships/submit/partner/{first.pk}/{second.token}/", f"/partnerships/submit/partner/{first.pk}/x/",
        f"/partnerships/submit/partner/{first.pk + 99}/{first.token}/",
    ):  # fmt: skip
        assert client.get(address).status_code == client.post(address, {"answer": "confirmed"}).status_code == 404
    assert set(Confirmation.objects.values_list("answer", flat=True)) == {""}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answer": "objected", "text": "  "}, "Say what is wrong"),
        ({"answer": "corrected", "text": ""}, "Say what is wrong"),
        ({"answer": "perhaps", "text": SAID}, "Select a valid choice"),
        ({"text": SAID}, "This field is required"),
        ({"answer": "objected", "text": "x" * 4001}, "at most 4000"),
        ({"answer": "objected", "text": "nul \x00 byte"}, "Null characters"),
        ({"answer": "objected", "text": "http://a.example " * 6}, "At most 5 links"),
        ({"answer": "link"}, "Select a valid choice"),
    ],
)
def test_a_wrong_answer_is_explained_and_what_was_typed_stays(given, words, curator, client):
    first, _second = asked(curator)
    response = client.post(first.get_absolute_url(), given)
    assert (response.status_code, words in page_of(response)) == (200, True)
    assert given.get("text", "").strip() in page_of(response)
    assert Confirmation.objects.get(pk=first.pk).answer == ""


@pytest.mark.django_db
def test_hostile_words_are_only_words(curator, client):
    first, _second = asked(curator)
    hostile = "</textarea><script>alert(1)</script>"
    assert give(first, "corrected", hostile, client).status_code == 302
    page = page_of(client.get(first.get_absolute_url()))
    assert ("<script>alert" in page, "&lt;/textarea&gt;&lt;script&gt;" in page) == (False, True)


@pytest.mark.django_db
def test_too_much_from_one_network_waits(curator, client):
    first, _second = asked(curator)
    statuses = [give(first, "corrected", f"text {number}", client).status_code for number in range(61)]
    assert statuses == [302] * 60 + [429]


# --- Answers ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_record_says_how_many_confirmed(curator, client):
    made, (first, second) = published(curator)
    assert counts(made) == (0, 2)
    give(first, "confirmed", "ignored")
    assert (counts(made), Confirmation.objects.get(pk=first.pk).text) == ((1, 2), "")
    page = page_of(client.get(made.get_absolute_url()))
    assert "Confirmed by 1 of 2 partners" in page
    give(second, "corrected", SAID)
    assert counts(made) == (1, 2)
    give(second, "confirmed")
    assert counts(made) == (2, 2)
    assert made.ref in page_of(client.get("/partnerships/", {"confirmed": "all"}))
    for address in (made.get_absolute_url(), "/partnerships/"):
        assert all(word not in page_of(client.get(address)) for word in ("Macuácua", "Li Wei", SAID))


@pytest.mark.django_db
def test_answers_given_before_count_when_it_is_published(curator):
    first, second = asked(curator)
    give(first, "confirmed")
    give(second, "corrected", SAID)
    made = accept(first.submission, by=curator, site=SITE)
    assert counts(made) == (1, 2)


@pytest.mark.django_db
def test_an_objection_takes_the_submission_back_to_review(curator):
    first, _second = asked(curator)
    assert give(first, "objected", SAID).status_code == 302
    one = Submission.objects.get()
    assert (one.state, SAID in one.state_reason) == ("in_review", False)
    give(first, "confirmed")  # it was a misunderstanding: a curator decides all the same
    assert (Submission.objects.get().state, Confirmation.objects.get(pk=first.pk).answer) == ("in_review", "confirmed")


@pytest.mark.django_db
def test_an_objection_takes_the_record_from_public_view(curator, client):
    made, (first, _second) = published(curator)
    assert client.get(made.get_absolute_url()).status_code == 200
    give(first, "objected", SAID)
    made.refresh_from_db()
    assert (made.state, made.state_reason) == ("in_review", f"A partner objects: {SAID}")
    assert client.get(made.get_absolute_url()).status_code == 410
    assert made.ref not in page_of(client.get("/partnerships/"))
    curation.publish(made, by=curator)
    assert SAID not in page_of(client.get(made.get_absolute_url()))


@pytest.mark.django_db
def test_curators_are_told_once_and_without_the_partners_words(curator):
    first, second = asked(curator)
    for _press in range(2):
        give(first, "objected", SAID)
    give(second, "confirmed")
    told = Mail.objects.filter(name="submission_waiting", to=curator.email)
    assert sorted(mail.subject.partition(":")[0] for mail in told) == [
        "A partner objects to a submission", "All partners of a submission have answered",
    ]  # fmt: skip
    assert all("MARKER" not in mail.subject + mail.text + mail.html for mail in told)


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["rejected", "duplicate", "archived", "forgotten"])
def test_after_the_decision_nothing_can_be_answered(end, curator, client):
    made, (first, _second) = published(curator)
    if end == "archived":
        curation.archive(made, by=curator, reason="Twice.")
    elif end == "forgotten":
        Confirmation.objects.update(name="", organisation="", email="", text="")
    else:
        Submission.objects.update(state=end, state_reason="No.", duplicate_of="PI-1", initiative=None)
    assert client.get(first.get_absolute_url()).status_code == 410
    response = give(first, "confirmed")
    assert (response.status_code, 'name="answer"' in page_of(response)) == (410, False)
    assert Confirmation.objects.get(pk=first.pk).answer == ""


@pytest.mark.django_db
def test_a_link_ends_and_a_new_one_is_mailed_on_request(curator, client):
    first, second = asked(curator)
    Confirmation.objects.update(asked_at=timezone.now() - confirmations.ANSWER_WITHIN - timedelta(minutes=1))
    assert client.get(first.get_absolute_url()).status_code == give(first, "confirmed").status_code == 410
    response = client.post(first.get_absolute_url(), {"answer": "link"})
    assert (response.status_code, "mailed you a new link" in page_of(response)) == (200, True)
    found = Confirmation.objects.get(pk=first.pk)
    assert [client.get(each.get_absolute_url()).status_code for each in (first, found)] == [404, 200]
    assert partner_mails() == ["carlos@example.org", "carlos@example.org", "li@example.org"]
    assert give(found, "confirmed").status_code == 302
    assert Confirmation.objects.get(pk=second.pk).answer == ""


# --- Reminders, forgetting --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_who_does_not_answer_is_reminded_once(curator, settings):
    first, second = asked(curator)
    give(first, "confirmed")
    housekeeping.tidy()
    assert partner_mails("partner_reminded") == []
    Confirmation.objects.update(asked_at=timezone.now() - confirmations.REMIND_AFTER - timedelta(minutes=1))
    settings.SITE_URL = ""
    assert confirmations.remind() == 0  # it could not say where to answer
    settings.SITE_URL = SITE
    for _day in range(3):
        housekeeping.tidy()
    assert partner_mails("partner_reminded") == ["li@example.org"]
    mail = Mail.objects.get(name="partner_reminded")
    assert (f"{SITE}{second.get_absolute_url()}" in mail.text, SNAPSHOT["title"] in mail.subject) == (True, False)


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_was_decided(curator):
    first, _second = asked(curator)
    Confirmation.objects.update(asked_at=timezone.now() - confirmations.REMIND_AFTER - timedelta(minutes=1))
    moves.reject(first.submission, by=curator, reason="No.")
    assert confirmations.remind() == 0


@pytest.mark.django_db
def test_partners_are_forgotten_with_the_submitter(curator):
    made, (first, second) = published(curator)
    give(first, "confirmed")
    give(second, "corrected", SAID)
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=3650)):
        assert tidy()[1] == 1
    assert list(Confirmation.objects.values_list("name", "organisation", "email", "text", "answer")) == [
        ("", "", "", "", "confirmed"), ("", "", "", "", "corrected"),
    ]  # fmt: skip
    assert counts(made) == (1, 2)


@pytest.mark.django_db
def test_the_audit_holds_answers_but_nobodys_words(curator):
    first, _second = asked(curator)
    give(first, "objected", SAID)
    kept = Confirmation.pgh_event_model.objects.filter(pgh_obj_id=first.pk).order_by("pgh_id")
    assert [event.answer for event in kept] == ["", "objected"]
    assert not {"name", "organisation", "email", "text", "token"} & {field.name for field in kept.model._meta.fields}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"answer": "confirmed"},
        {"answer": "perhaps", "answered_at": timezone.now()},
        {"answer": "objected", "answered_at": timezone.now()},
        {"answered_at": timezone.now()},
        {"email": "li@example.org"},
    ],
)
def test_the_database_refuses_half_an_answer(values, curator):
    first, _second = asked(curator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.filter(pk=first.pk).update(**values)


# --- At once ----------------------------------------------------------------------------------------------------------
def test_confirming_and_objecting_at_once_leave_the_truth_of_both(committed):
    made, found = published(factories.user("curator"))
    presses = iter([(found[0], "confirmed", ""), (found[1], "objected", SAID)])
    assert at_once(lambda: give(*next(presses)).status_code, 2) == [302, 302]
    assert counts(made) == (1, 2)
    assert made.state == "in_review"


def test_one_partner_pressing_both_buttons_at_once_has_given_one_answer(committed):
    made, (first, _second) = published(factories.user("curator"))
    presses = iter([("confirmed", ""), ("objected", SAID)] * 2)
    assert at_once(lambda: give(first, *next(presses)).status_code, 4) == [302] * 4
    last = Confirmation.objects.get(pk=first.pk)
    assert counts(made) == (int(last.answer == "confirmed"), 2)
    assert made.state == "in_review"


def test_accepting_while_a_partner_objects_loses_neither(committed):
    by = factories.user("curator")
    first, _second = asked(by)

    def press_accept() -> str:
        try:
            return accept(Submission.objects.get(), by=by, site=SITE).state
        except MoveRefused:
            return "refused"

    presses = iter([press_accept, lambda: give(first, "objected", SAID).status_code])
    at_once(lambda: next(presses)(), 2)
    made = Initiative.objects.get()  # objected before: a curator accepted what is in review; after: it is back there
    assert Confirmation.objects.get(pk=first.pk).answer == "objected"
    assert counts(made) == (0, 2)
    assert made.state in {"published", "in_review"}


def test_asking_twice_at_once_asks_once(committed):
    pk, by = waiting().pk, factories.user("curator")

    def press() -> bool:
        try:
            confirmations.ask_partners(Submission.objects.get(pk=pk), by=by, site=SITE)
        except MoveRefused:
            return False
        return True

    assert sorted(at_once(press, 3)) == [False, False, True]
    assert partner_mails() == ["carlos@example.org", "li@example.org"]
