"""Reports of mistakes: who may send one, what is refused, that nothing is lost, and what becomes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from portal.core import corrections, forms, housekeeping
from portal.core.corrections import DecisionRefused
from portal.core.models import Correction, Country, Mail, RateLimit, State
from tests.desk import page as desk_page
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db

WORDS = {
    "part": "dates",
    "text": "It began on 3 May.\nNot on the 6th.",
    "source": "I was there",
    "name": "Ana",
    "email": "ana@example.org",
}
SITE = "https://portal.example.org"


def stamp(age: timedelta = timedelta(minutes=1), token: UUID | None = None) -> str:
    """Of a page that was opened so long ago."""

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int((timezone.now() - age).timestamp()))

    return Earlier(salt=forms.STAMP.salt).sign(str(token or uuid4()))


def address(record) -> str:
    return f"{record.get_absolute_url()}correct/"


def send(client, record, **values):
    return client.post(address(record), {"stamp": stamp()} | WORDS | values)


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def record():
    return activity(title="Workshop in Harare")


@pytest.fixture
def report(record):
    def made(**values) -> Correction:
        words = WORDS | values
        return corrections.report(record, token=uuid4(), site=SITE, words=words)[0]

    return made


# --- Works ------------------------------------------------------------------------------------------------------------
def test_the_page_of_a_record_leads_to_the_form(client, record):
    html = client.get(record.get_absolute_url()).content.decode()
    assert f'href="{address(record)}"' in html
    page = client.get(address(record))
    assert "Workshop in Harare" in text(page)
    assert "noindex" in page.content.decode()


def test_a_report_arrives_and_its_sender_is_thanked(client, record):
    response = send(client, record)
    correction = Correction.objects.get()
    assert {name: getattr(correction, name) for name in WORDS} == WORDS
    assert (correction.record, correction.state, correction.language) == (record, "open", "en")
    assert re.fullmatch(r"CR-\d{4}-0001", correction.ref)
    assert response["Location"] == f"/corrections/{correction.token}/"
    page = text(client.get(response["Location"]))
    assert correction.ref in page
    assert "We write to the address you gave" in page
    assert "3 May" not in page


def test_only_two_answers_are_asked_for(client, record):
    response = send(client, record, source="", name="", email="")
    assert (Correction.objects.get().email, Mail.objects.count()) == ("", 0)
    assert "This page says what became of it" in text(client.get(response["Location"]))


def test_the_acknowledgment_holds_no_word_of_the_sender_and_speaks_the_readers_language(client, record):
    client.post("/ar" + address(record), {"stamp": stamp()} | WORDS)
    mail, correction = Mail.objects.get(), Correction.objects.get()
    assert (mail.name, mail.to, mail.language, correction.language) == (
        "correction_received",
        "ana@example.org",
        "ar",
        "ar",
    )
    assert f"http://testserver/ar/corrections/{correction.token}/" in mail.text
    assert mail.stop_url == f"http://testserver/ar/corrections/{correction.token}/stop/"
    assert f"http://testserver/ar/activities/{record.ref}/" in mail.html
    for written in (mail.subject, mail.text, mail.html):
        assert not re.search("3 May|I was there|Ana", written)


# --- Permissions ------------------------------------------------------------------------------------------------------
def test_only_what_one_may_see_can_be_reported(client, signed_in, curator, member):
    draft = activity(state=State.DRAFT, by=member)
    assert client.get(address(draft)).status_code == 404
    assert send(client, draft).status_code == 404
    assert signed_in(user()).get(address(draft)).status_code == 404
    assert signed_in(member).get(address(draft)).status_code == 200
    assert send(signed_in(curator), draft).status_code == 302
    assert client.get("/activities/TA-1999-9999/correct/").status_code == 404


def test_nobody_guesses_the_page_of_a_report(client):
    assert client.get(f"/corrections/{uuid4()}/").status_code == 404
    assert client.get(f"/corrections/{uuid4()}/stop/").status_code == 404


# --- Bad input: a clear message, nothing lost -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"part": ""}, "part", "Choose what is wrong."),
        ({"part": "nonsense"}, "part", "Select a valid choice. nonsense is not one of the available choices."),
        ({"text": "  "}, "text", "Say what is right, or what should change."),
        ({"text": "x" * 2001}, "text", "Ensure this value has at most 2000 characters (it has 2001)."),
        # A quadratic look for links would take hours over it.
        ({"text": "x" * 2_000_000}, "text", "Ensure this value has at most 2000 characters (it has 2000000)."),
        ({"text": "http://a https://b www.c ftp://d"}, "text", "At most 3 links, please."),
        ({"text": "zero\0byte"}, "text", "Null characters are not allowed."),
        ({"source": "x" * 501}, "source", "Ensure this value has at most 500 characters (it has 501)."),
        ({"name": "http://cheap.example"}, "name", "At most 0 links, please."),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email", "Enter a valid email address."),
        (
            {"website": "http://x"},
            "website",
            "This field is a trap for programs. Please empty it and send the form again.",
        ),
    ],
)
def test_each_mistake_is_named_and_everything_typed_stays(client, record, values, field, message):
    response = send(client, record, **values)
    assert response.status_code == 200
    assert errors(response) == {field: [message]}
    shown = response.context["form"]
    assert {name: shown[name].value() for name in WORDS} == WORDS | {k: v for k, v in values.items() if k in WORDS}
    html = response.content.decode()
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert f'href="#id_{field}' in html
    assert (Correction.objects.count(), RateLimit.objects.count()) == (0, 0)


def test_a_mistake_next_to_another_is_named_too(client, record):
    assert set(errors(client.post(address(record), {"stamp": stamp()}))) == {"part", "text"}


def test_sent_faster_than_anybody_types(client, record):
    response = send(client, record, stamp=stamp(timedelta(0)))
    assert errors(response)["__all__"][0].startswith("That was very quick.")
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(
    "old",
    ["", "nonsense", f"{uuid4()}:1:forged", stamp(timedelta(days=3))],
    ids=["none", "nonsense", "forged", "old"],  # the same in every process of the tests
)
def test_a_page_that_is_too_old_is_sent_once_more_and_loses_nothing(client, record, old):
    response = send(client, record, stamp=old)
    assert errors(response)["__all__"][0].startswith("The page was open for long")
    form = response.context["form"]
    assert form["text"].value() == WORDS["text"]
    assert form["stamp"].value() != old
    assert forms.STAMP.unsign(form["stamp"].value())


def test_without_the_cookie_nothing_is_taken_and_nothing_lost(record):
    strict = Client(enforce_csrf_checks=True)
    response = send(strict, record)
    assert (response.status_code, Correction.objects.count()) == (403, 0)
    assert list(errors(response)) == ["__all__"]
    assert response.context["form"]["text"].value() == WORDS["text"]
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())
    assert send(strict, record, csrfmiddlewaretoken=token).status_code == 302


def test_other_methods_are_refused(client, record):
    assert client.put(address(record)).status_code == 405


# --- Once -------------------------------------------------------------------------------------------------------------
def test_a_double_click_or_retry_makes_one_report(client, record):
    once = stamp()
    first, second = (send(client, record, stamp=once) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert (Correction.objects.count(), Mail.objects.count()) == (1, 1)


def test_other_words_from_a_page_gone_back_to_are_kept_for_a_second_report(client, record):
    once = stamp()
    send(client, record, stamp=once)
    response = send(client, record, stamp=once, text="And it ended on the 5th.")
    assert Correction.objects.get().ref in errors(response)["__all__"][0]
    form = response.context["form"]
    assert form["text"].value() == "And it ended on the 5th."
    assert form["stamp"].value() != once


def test_the_same_words_from_a_page_opened_anew_are_the_same_report(client, record):
    first, second = (send(client, record) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert send(client, activity())["Location"] != first["Location"]
    assert send(client, record, email="zoe@example.org")["Location"] != first["Location"]
    assert Correction.objects.count() == 3


def test_a_page_of_another_record_loses_nothing(client, record):
    once = stamp()
    send(client, record, stamp=once)
    other = activity()
    response = send(client, other, stamp=once)
    assert response.context["form"]["text"].value() == WORDS["text"]
    assert send(client, other, stamp=response.context["form"]["stamp"].value(), text="x").status_code == 200  # quick
    assert Correction.objects.get().record == record


# --- Limits -----------------------------------------------------------------------------------------------------------
def test_a_network_sends_ten_reports_an_hour(client, record):
    answers = [send(client, record, email="", text=f"Mistake {number}").status_code for number in range(10)]
    assert answers == [302] * 10
    response = send(client, record, email="")
    assert (response.status_code, Correction.objects.count()) == (429, 10)
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert "in 60 minutes" in errors(response)["__all__"][0]
    assert response.context["form"]["text"].value() == WORDS["text"]
    assert client.post(address(record), {"stamp": stamp()} | WORDS, REMOTE_ADDR="198.51.100.1").status_code == 302


def test_a_mailbox_gets_five_acknowledgments_a_day_from_whatever_network(client, record):
    answers = [
        client.post(
            address(record),
            {"stamp": stamp()} | WORDS | {"email": f"ana+{number}@example.org"},
            REMOTE_ADDR=f"192.0.{number}.1",
        ).status_code
        for number in range(6)
    ]
    assert answers == [302] * 5 + [429]
    assert Mail.objects.count() == 5


# --- What becomes of it -----------------------------------------------------------------------------------------------
def test_accepted_with_a_ready_answer_in_the_senders_language(report, curator):
    correction = report()
    Correction.objects.filter(pk=correction.pk).update(language="fr")
    corrections.accept(correction, by=curator, site=SITE, answer="corrected", reason=" Thank you, Ana. ")
    stored = Correction.objects.get()
    assert (stored.state, stored.answer, stored.reason) == ("accepted", "corrected", "Thank you, Ana.")
    assert (stored.decided_by, correction.decided_at) == (curator, stored.decided_at)
    mail = Mail.objects.get(name="correction_decided")
    assert (mail.language, mail.to) == ("fr", "ana@example.org")
    assert "> Thank you, Ana." in mail.text
    assert f"{SITE}/fr{stored.record.get_absolute_url()}" in mail.text
    assert "3 May" not in mail.text + mail.html + mail.subject


def test_not_changed_with_a_reason(client, report, curator):
    correction = report(email="")
    corrections.decline(correction, by=curator, site=SITE, reason="The programme says <6 May>.")
    assert Mail.objects.count() == 0
    page = client.get(correction.get_absolute_url())
    assert "The record stays as it is" in text(page)
    assert "The programme says &lt;6 May&gt;." in page.content.decode()


def test_the_desk_shows_open_reports_where_the_mistake_is_mended(signed_in, curator, record):
    desk = signed_in(curator)
    for about in (record, organisation(), Country.objects.get(pk="KE")):
        words = WORDS | {"part": "other", "text": "The <b>end</b> is wrong."}
        asked, _is_new = corrections.report(about, token=uuid4(), site=SITE, words=words)
        shown = desk.get(desk_page(about))
        assert (list(shown.context["reports"]), "Readers report" in text(shown)) == ([asked], True)
        assert f'<a href="{desk_page(asked)}">{asked.ref}</a>' in shown.content.decode()
        assert "The &lt;b&gt;end&lt;/b&gt; is wrong." in shown.content.decode()
        corrections.decline(asked, by=curator, site=SITE, reason="It is right.")
        assert "Readers report" not in text(desk.get(desk_page(about)))


@pytest.mark.parametrize("move", [corrections.accept, corrections.decline])
def test_a_decision_needs_a_reason(report, curator, move):
    correction = report()
    with pytest.raises(DecisionRefused, match="A reason is needed"):
        move(correction, by=curator, site=SITE, reason=" ")
    assert Correction.objects.get().state == "open"


def test_the_second_curator_is_told_what_the_first_decided(report, curator):
    correction, copy = report(), Correction.objects.get()
    corrections.accept(correction, by=curator, site=SITE, answer="corrected")
    with pytest.raises(DecisionRefused) as refusal:
        corrections.decline(copy, by=user("curator"), site=SITE, answer="sources")
    assert refusal.value.messages == [f"{copy.ref} was decided before: “Accepted”, by Chipo Curator."]
    assert Mail.objects.filter(name="correction_decided").count() == 1


def test_the_sender_can_stop_the_mails(report, curator):
    correction, strict = report(), Client(enforce_csrf_checks=True)
    stop = Mail.objects.get().stop_url.removeprefix(SITE)
    assert "No more mails about this report?" in text(strict.get(stop))
    assert Correction.objects.get().email == "ana@example.org"  # a program that follows links changes nothing
    assert "No more mails" in text(strict.post(stop, {"List-Unsubscribe": "One-Click"}))
    assert (Correction.objects.get().email, Correction.objects.get().name) == ("", "")
    corrections.accept(Correction.objects.get(), by=curator, site=SITE, reason="Yes.")
    assert Mail.objects.filter(name="correction_decided").count() == 0
    assert correction.ref in text(strict.get(stop))


def test_senders_are_forgotten_some_time_after_the_decision(report, curator, settings):
    settings.KEEP_SENDER_DAYS = 90
    old, recent, waiting = report(), report(), report()
    for correction, days in ((old, 91), (recent, 89)):
        corrections.accept(correction, by=curator, site=SITE, reason="Yes.")
        Correction.objects.filter(pk=correction.pk).update(decided_at=timezone.now() - timedelta(days=days))
    Correction.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=400))
    housekeeping.tidy()
    kept = Correction.objects.exclude(name="", email="").order_by("pk").values_list("pk", flat=True)
    assert list(kept) == [recent.pk, waiting.pk]


def test_a_record_that_is_gone_leaves_its_report_readable(client, record, report, curator):
    correction = report()
    record.delete()
    correction = Correction.objects.get()
    corrections.decline(correction, by=curator, site=SITE, answer="scope")
    assert "The record stays as it is" in text(client.get(correction.get_absolute_url()))
    assert SITE in Mail.objects.get(name="correction_decided").text


# --- Many -------------------------------------------------------------------------------------------------------------
def test_the_form_takes_as_many_queries_with_many_reports(client, record, report, django_assert_num_queries):
    client.get(address(record))
    with django_assert_num_queries(1):
        client.get(address(record))
    for _number in range(5):
        report()
    with django_assert_num_queries(1):
        client.get(address(record))
