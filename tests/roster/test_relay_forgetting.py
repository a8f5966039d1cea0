"""What the relay forgets, when, and that nothing of it is left in any table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.core import housekeeping
from portal.core.models import Mail
from portal.site.account import closing, own_data
from roster.models import AbuseReport, Conversation, Message
from roster.relay import forgetting
from tests.roster.relaying import TYPED, asked, listed, member, office, press, send, text

pytestmark = pytest.mark.django_db

MARKED = {
    "name": "xname", "organisation_as_said": "xorganisation", "text": "xtext", "email": "xaddress@example.org",
}  # fmt: skip


def age(conversation: Conversation, days: int) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(last_written_at=timezone.now() - timedelta(days=days))


def talked(**values) -> Conversation:
    """A conversation in which every text is a marker word; nothing has been mailed yet."""
    one = asked(**MARKED | values)
    press(page(one), "answer", text="xanswer")
    press(page(one, "enquirer"), "answer", text="xagain")
    return one


def page(one: Conversation, side: str = "consultant") -> str:
    return f"/roster/conversations/{getattr(one, f'{side}_key')}/"


def left_of(*marks: str) -> set[str]:
    """Which of the words stand anywhere in the database: every column of every table that can hold text."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{table}\" t")
            everything = cursor.fetchone()[0]
            found |= {mark for mark in marks if mark in everything}
    return found


WORDS = {"xtext", "xanswer", "xagain", "xaddress@example.org"}
NAMES = {"xname", "xorganisation"}


def test_words_and_addresses_go_after_a_while_names_later_figures_stay(settings):
    settings.KEEP_CONVERSATION_DAYS, settings.KEEP_ENQUIRER_DAYS = 100, 200
    one, young = talked(), asked()
    assert left_of(*WORDS | NAMES) == WORDS | NAMES
    age(one, 99)
    housekeeping.tidy()
    assert left_of(*WORDS | NAMES) == WORDS | NAMES
    age(one, 101)
    for _ in range(2):  # the second round finds nothing
        housekeeping.tidy()
    assert left_of(*WORDS | NAMES) == NAMES
    for side in ("consultant", "enquirer"):
        shown = Client().get(page(one, side))
        assert (shown.status_code, "This conversation has ended" in text(shown)) == (410, True)
        answer = press(page(one, side), "answer", text="Hello?")
        assert (answer.status_code, Message.objects.filter(conversation=one).count()) == (409, 3)
        assert "Hello?" not in str(Message.objects.values_list("text", flat=True))
    age(one, 201)
    housekeeping.tidy()
    assert left_of(*WORDS | NAMES) == set()
    one.refresh_from_db()
    assert (one.state, str(one.topic), one.answered_at is None, one.messages.count()) == ("closed", "Patents", False, 3)
    young.refresh_from_db()
    assert (young.state, young.messages.get().text) == ("open", TYPED["text"])


def test_mails_that_could_not_be_sent_are_forgotten_with_the_words():
    one = talked()
    assert {mail.next_try_at is None for mail in one.mails.all()} == {False}
    age(one, 1000)
    forgetting.tidy()
    kept = one.mails.values_list("to", "subject", "text", "html", "next_try_at")
    assert set(kept) == {("", "", "", "", None)}


def test_what_curators_have_to_read_waits_for_them():
    one = talked()
    press(page(one), "abuse", text="Spam.")
    age(one, 1000)
    forgetting.tidy()
    assert left_of("xtext") == {"xtext"}
    AbuseReport.objects.update(state="dismissed", decided_at=timezone.now(), decided_by=member())
    forgetting.tidy()
    assert left_of(*WORDS) == set()


def test_what_nobody_confirmed_is_deleted_with_its_mail():
    send(Client(), listed(), **MARKED)
    forgetting.tidy()
    assert Conversation.objects.count() == 1
    Conversation.objects.update(created_at=timezone.now() - timedelta(days=8))
    forgetting.tidy()
    assert (Conversation.objects.count(), left_of(*WORDS | NAMES)) == (0, set())


def test_who_withdraws_is_forgotten_at_once_and_nobody_elses_words_are():
    record = listed()
    one, other = talked(), asked(text="of another")
    Conversation.objects.filter(pk=one.pk).update(consultant=record)
    send(Client(), record, **MARKED | {"email": "waits@example.org"})
    press(page(one), "abuse", text="xabuse")
    forgetting.forget(record)
    assert left_of("xabuse", "waits@example.org", *WORDS | NAMES) == set()
    assert set(Conversation.objects.values_list("pk", "state")) == {(one.pk, "closed"), (other.pk, "open")}
    assert left_of("of another") == {"of another"}
    assert Client().get(page(one, "enquirer")).status_code == 410


def test_who_closes_an_account_is_forgotten_on_both_sides():
    person, client = member(office(), name="xname"), Client()
    own = listed(account=person)
    client.force_login(person)
    send(client, listed(), **MARKED)
    mine, to_me = Conversation.objects.get(), talked()
    Conversation.objects.filter(pk=to_me.pk).update(consultant=own)
    assert own_data.own_data(person)["messages_to_consultants"][0]["text"] == "xtext"
    closing.close(person)
    assert left_of(*WORDS | NAMES) == set()
    assert set(Conversation.objects.values_list("state", "enquirer")) == {("closed", None)}
    assert not Conversation.objects.filter(forgotten_at=None).exists()
    assert {mine.pk, to_me.pk} == set(Conversation.objects.values_list("pk", flat=True))
    assert not Mail.objects.filter(next_try_at__isnull=False).exclude(name__startswith="account").exists()
