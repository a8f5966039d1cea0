"""The private pages of a conversation: when a profile takes no messages, the mailed button, and whose page it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.core.models import Mail
from roster import consents
from roster.models import Consent, Consultant, Conversation, Message
from roster.relay.conversations import CONFIRM_WITHIN
from tests.factories import user
from tests.roster.relaying import (
    VISITOR,
    asked,
    link,
    listed,
    mailed,
    member,
    press,
    send,
    states,
    text,
)

pytestmark = pytest.mark.django_db


# --- Closed -----------------------------------------------------------------------------------------------------------
TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("values", "status", "said"),
    [
        ({"availability": "away"}, 200, "This consultant is away and takes no messages at present."),
        ({"availability": "away", "away_until": TODAY + timedelta(days=9)}, 200, "takes messages again from"),
        ({"hidden_at": timezone.now()}, 410, "This profile is not listed at present"),
        ({"withdrawn_at": timezone.now()}, 410, "This profile is not listed at present"),
        ({"is_sample": True}, 200, "This profile is invented"),
    ],
)
def test_a_closed_profile_says_why_and_takes_nothing_but_keeps_what_was_typed(client, values, status, said):
    record = listed(**values)
    page = client.get(f"/roster/{record.ref}/contact/")
    assert (page.status_code, said in text(page), "<textarea" in page.content.decode()) == (status, True, False)
    answer = send(client, record)
    assert (answer.status_code, said in text(answer)) == (410 if status == 410 else 409, True)
    assert "Could you train six examiners?" in answer.content.decode()
    known = ["Wanjiru" in answer.content.decode(), "What this consultant knows" in answer.content.decode()]
    assert known == [status == 200] * 2
    assert Conversation.objects.count() + Mail.objects.count() == 0


def test_being_away_is_not_said_where_it_is_not_released(client):
    until = TODAY + timedelta(days=9)
    record = listed(released=["listing"], availability="away", away_until=until)
    page = text(client.get(f"/roster/{record.ref}/contact/"))
    assert "This consultant takes no messages at present." in page
    assert ["away" in page, "Wanjiru" in page, f"Write to Consultant {record.ref}" in page] == [False, False, True]


def test_who_is_back_today_can_be_asked(client):
    send(client, listed(availability="away", away_until=TODAY))
    assert states() == ["waiting"]


def test_who_was_never_listed_is_not_found(client, curator, signed_in):
    record = listed(state="draft")
    for one in (client, signed_in(curator)):
        assert one.get(f"/roster/{record.ref}/contact/").status_code == 404
    assert client.get("/roster/CO-1999-0001/contact/").status_code == 404


def test_nobody_writes_to_themselves(client):
    person = member()
    client.force_login(person)
    record = listed(account=person)
    assert "This is your own profile." in text(client.get(f"/roster/{record.ref}/contact/"))
    assert send(client, record).status_code == 409
    assert states() == []


def test_a_profile_closed_before_the_address_was_confirmed_gets_nothing(client):
    record = listed()
    send(client, record)
    Consultant.objects.filter(pk=record.pk).update(availability="away")
    answer = press(link(mailed(VISITOR)), "confirm")
    assert (answer.status_code, "is away and takes no messages" in text(answer)) == (409, True)
    assert (states(), Mail.objects.count()) == (["waiting"], 1)


# --- The mailed button ------------------------------------------------------------------------------------------------
def test_the_link_to_confirm_ends(client):
    send(client, listed())
    page = link(mailed(VISITOR))
    Conversation.objects.update(created_at=timezone.now() - CONFIRM_WITHIN - timedelta(minutes=1))
    for answer in (client.get(page), press(page, "confirm")):
        assert (answer.status_code, "This link is too old" in text(answer)) == (410, True)
        assert "six examiners" not in text(answer)
    assert states() == ["waiting"]


def test_whoever_did_not_ask_deletes_it_with_one_press(client):
    send(client, listed())
    page = link(mailed(VISITOR))
    assert press(page, "disown")["Location"] == "/"
    assert (Conversation.objects.count(), Message.objects.count()) == (0, 0)
    mail = Mail.objects.get()
    assert (mail.to, mail.text, mail.html, mail.next_try_at) == ("", "", "", None)
    assert client.get(page).status_code == 404


def test_what_was_confirmed_and_read_is_not_said_to_be_deleted(client):
    """The button of a tab that was opened before it was confirmed."""
    one = asked()
    answer = press(f"/roster/conversations/{one.enquirer_key}/", "disown")
    assert (answer.status_code, "has reached the consultant" in text(answer)) == (409, True)
    assert (states(), Message.objects.count()) == (["open"], 1)


def test_what_a_stranger_typed_is_not_in_the_mail_to_the_address_given(client):
    bait = "Win at evil dot example"
    send(client, listed(), name=bait, organisation_as_said=bait, text=bait)
    mail = Mail.objects.get()
    assert [part for part in (mail.subject, mail.text, mail.html) if "evil" in part] == []


# --- Whose page it is -------------------------------------------------------------------------------------------------
def test_a_private_page_is_found_by_its_key_alone_and_by_nobody_elses(client, curator, signed_in):
    one = asked()
    visitor, consultant = f"/roster/conversations/{one.enquirer_key}/", f"/roster/conversations/{one.consultant_key}/"
    for wrong in (one.pk, one.ref, one.token, uuid4()):
        for whose in (client, signed_in(curator)):
            assert whose.get(f"/roster/conversations/{wrong}/").status_code == 404
    for page in (visitor, consultant):
        answer = client.get(page)
        assert (answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"]) == (
            "private, no-cache", "same-origin", "noindex, nofollow",
        )  # fmt: skip
    assert press(visitor, "decline", reason="busy").status_code == 400
    assert press(consultant, "disown").status_code == 400
    assert press(consultant, "nonsense").status_code == 400
    assert client.put(visitor).status_code == 405
    assert states() == ["open"]


def test_the_consultants_page_is_not_there_before_the_address_is_confirmed(client):
    send(client, listed())
    one = Conversation.objects.get()
    assert client.get(f"/roster/conversations/{one.consultant_key}/").status_code == 404
    assert press(f"/roster/conversations/{one.consultant_key}/", "answer", text="Yes").status_code == 404
    answer = press(f"/roster/conversations/{one.enquirer_key}/", "answer", text="More")
    assert (answer.status_code, Message.objects.count()) == (409, 1)


def test_nothing_is_passed_on_to_or_from_who_has_left():
    one = asked()
    Consultant.objects.filter(pk=one.consultant_id).update(withdrawn_at=timezone.now())
    for key in (one.enquirer_key, one.consultant_key):
        answer = press(f"/roster/conversations/{key}/", "answer", text="Hello?")
        assert (answer.status_code, "The consultant has left the roster." in text(answer)) == (409, True)
    assert Message.objects.count() == 1


def test_a_name_withdrawn_is_gone_from_the_conversation(client):
    record = listed()
    one = asked(record)
    page = f"/roster/conversations/{one.enquirer_key}/"
    assert "Your request to Wanjiru Otieno" in text(client.get(page))
    consents.withdraw(record, [Consent.Field.NAME], by=None)
    press(f"/roster/conversations/{one.consultant_key}/", "answer", text="Yes.")
    shown, mail = text(client.get(page)), Mail.objects.latest("pk")
    assert f"Your request to Consultant {record.ref}" in shown
    assert [part for part in (shown, mail.text, mail.html, mail.subject) if "Wanjiru" in part] == []


def test_the_account_of_either_side_leads_to_the_conversation_and_nobody_elses_does(client, signed_in):
    person, own = member(), user()
    client.force_login(person)
    record = listed(account=own)
    send(client, record)
    one = Conversation.objects.get()
    asked()
    pages = {
        person: f'<a href="/roster/conversations/{one.enquirer_key}/">{one.ref}: your request to {record.ref}</a>',
        own: f'<a href="/roster/conversations/{one.consultant_key}/">{one.ref}: a request to you</a>',
    }
    for whose, said in pages.items():
        shown = signed_in(whose).get("/account/").content.decode()
        assert (said in shown, shown.count("/roster/conversations/")) == (True, 1)
    assert "/roster/conversations/" not in signed_in(user()).get("/account/").content.decode()
