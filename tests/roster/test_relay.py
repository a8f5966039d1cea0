"""Writing to a consultant: who can, what is refused, that nothing is lost, and how both sides go on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.core.models import Mail, RateLimit
from portal.core.outbox import send_due
from roster.models import Conversation, Message
from tests.core.test_corrections import stamp
from tests.factories import user
from tests.roster.relaying import (
    CONSULTANT,
    MEMBER,
    TYPED,
    VISITOR,
    asked,
    link,
    listed,
    mailed,
    member,
    office,
    press,
    send,
    states,
    text,
)

pytestmark = pytest.mark.django_db


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


# --- The whole way ----------------------------------------------------------------------------------------------------
def test_a_visitor_asks_confirms_and_both_write_to_and_fro(client):
    record = listed(language="fr")
    answer = send(client, record)
    assert answer["Location"] == f"/roster/{record.ref}/contact/sent/"
    assert "Look into your mailbox" in text(client.get(answer["Location"]))
    assert [(mail.name, mail.to) for mail in Mail.objects.all()] == [("relay_confirm", VISITOR)]

    visitor = link(mailed(VISITOR))
    for _ in range(2):  # programs open links, too
        assert "Yes, pass it on" in text(client.get(visitor))
    assert states() == ["waiting"]
    assert press(visitor, "confirm")["Location"] == f"{visitor}?confirmed"
    assert press(visitor, "confirm").status_code == 302
    one = Conversation.objects.get()
    assert (one.state, one.asks_for, str(one.topic), str(one.until_day)) == (
        "open", "Patent Office of Chile", "Patents", "2099-03-05",
    )  # fmt: skip
    request = Mail.objects.get(name="relay_request")
    assert (request.to, request.language) == (CONSULTANT, "fr")
    assert "> Could you train six examiners?\n> In Windhoek.\n" in request.text
    assert "> Ana Souza, for Patent Office of Chile" in request.text.replace(", pour ", ", for ")

    page = link(request)
    assert page.startswith("/fr/roster/conversations/")
    page = page.removeprefix("/fr")
    shown = text(client.get(page))
    assert ["Could you train six examiners?" in shown, "A visitor who confirmed an address" in shown] == [True, True]
    assert press(page, "answer", text="Gladly. When?")["Location"] == f"{page}?answer"
    assert "> Gladly. When?" in mailed(VISITOR).text
    assert "> Wanjiru Otieno" in mailed(VISITOR).text
    assert press(link(mailed(VISITOR)), "answer", text="In March.").status_code == 302
    assert "> In March." in mailed(CONSULTANT).text
    assert [(each.side, each.text) for each in Message.objects.all()][1:] == [
        ("consultant", "Gladly. When?"), ("enquirer", "In March."),
    ]  # fmt: skip
    one.refresh_from_db()
    assert one.answered_at == Message.objects.filter(side="consultant").get().created_at

    press(page, "decline", reason="busy", text="In June I could.")
    one.refresh_from_db()
    assert (one.state, one.declined) == ("declined", "busy")
    told = mailed(VISITOR)
    assert told.name == "relay_declined"
    assert ["> I have no time in this period." in told.text, "> In June I could." in told.text] == [True, True]
    assert "The consultant declined: I have no time in this period." in text(client.get(visitor))
    refused = press(visitor, "answer", text="Please!")
    assert (refused.status_code, "was declined" in text(refused)) == (409, True)
    assert Message.objects.count() == 4


def test_a_member_is_known_by_name_and_organisation_and_confirms_nothing(client):
    person = member(office())
    client.force_login(person)
    record = listed()
    page = text(client.get(f"/roster/{record.ref}/contact/"))
    assert "The consultant reads your name, Mercy Banda , and for whom you ask" in page
    assert "Your e-mail address" not in page
    answer = send(client, record, asks_for=office_slug())
    one = Conversation.objects.get()
    assert answer["Location"] == f"/roster/conversations/{one.enquirer_key}/?sent"
    assert (one.state, one.enquirer, one.organisation.name, one.email, one.name) == (
        "open", person, "Office of Zambia", "", "Mercy Banda",
    )  # fmt: skip
    assert "> Mercy Banda, for Office of Zambia" in mailed(CONSULTANT).text
    assert "on its way to the consultant" in text(client.get(answer["Location"]))
    press(link(mailed(CONSULTANT)), "answer", text="Yes.")
    assert mailed(MEMBER).name == "relay_message"


def office_slug() -> str:
    from portal.core.models import Organisation

    return Organisation.objects.get(name="Office of Zambia").slug


def test_nobody_asks_for_an_organisation_that_is_not_theirs(client):
    office()
    client.force_login(member())
    send(client, listed(), asks_for=office_slug())
    assert Conversation.objects.get().organisation is None


def test_a_member_without_a_name_gives_one(client):
    client.force_login(member(name=""))
    record = listed()
    assert errors(send(client, record, name="")) == {"name": ["Say who you are."]}
    send(client, record)
    assert Conversation.objects.get().name == "Ana Souza"


# --- Refused, and nothing lost ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topic": ""}, {"topic": ["Choose what it is about."]}),
        ({"text": ""}, {"text": ["Write your message."]}),
        ({"text": "a" * 4001}, {"text": ["Ensure this value has at most 4000 characters (it has 4001)."]}),
        ({"text": "http://a http://b http://c http://d"}, {"text": ["At most 3 links, please."]}),
        ({"email": "ana@"}, {"email": ["Enter a valid email address."]}),
        ({"name": "see www.evil.example"}, {"name": ["At most 0 links, please."]}),
        ({"organisation_as_said": ""}, {"organisation_as_said": [
            "Say for which organisation you ask, or that you ask for yourself."]}),
        ({"from_day": "soon"}, {"from_day": ["Write the day as year, month, day: 2027-03-31."]}),
        ({"until_day": "2001-01-01"}, {"until_day": ["This day is past."]}),
        ({"from_day": "2099-03-06"}, {"until_day": ["It cannot end before it begins."]}),
        ({"website": "x"}, {"website": [
            "This field is a trap for programs. Please empty it and send the form again."]}),
    ],
)  # fmt: skip
def test_a_mistake_is_said_and_what_was_typed_stays(client, wrong, said):
    answer = send(client, listed(), **wrong)
    assert (answer.status_code, errors(answer)) == (200, said)
    page = answer.content.decode()
    for name, value in (TYPED | wrong).items():
        if name not in {"text", "topic"}:
            assert f'value="{value}"' in page or not value, name
    assert (TYPED | wrong)["text"].splitlines() == [] or (TYPED | wrong)["text"].splitlines()[0] in page
    assert Conversation.objects.count() + Mail.objects.count() == 0


def test_a_page_that_is_too_old_or_too_quick_keeps_what_was_typed(client):
    record = listed()
    for age in (timedelta(days=3), timedelta(0)):
        answer = send(client, record, stamp=stamp(age))
        assert list(errors(answer)) == ["__all__"]
        assert "Could you train six examiners?" in answer.content.decode()
    strict = Client(enforce_csrf_checks=True)
    answer = send(strict, record)
    assert (answer.status_code, "Could you train six examiners?" in answer.content.decode()) == (403, True)
    assert Conversation.objects.count() == 0


def test_a_double_click_is_one_request_and_one_mail(client):
    record, same = listed(), stamp()
    answers = {send(client, record, stamp=same)["Location"] for _ in range(2)}
    assert answers == {f"/roster/{record.ref}/contact/sent/"}
    assert (Conversation.objects.count(), Mail.objects.count()) == (1, 1)
    page, token = link(Mail.objects.get()), str(uuid4())
    press(page, "confirm")
    for _ in range(2):
        assert press(page, "answer", token=token, text="One thing more.").status_code == 302
    assert Message.objects.count() == 2
    assert Mail.objects.filter(name="relay_message").count() == 1
    page = link(mailed(CONSULTANT))
    for _ in range(2):
        assert press(page, "decline", reason="field").status_code == 302
    assert Mail.objects.filter(name="relay_declined").count() == 1


@pytest.mark.parametrize(
    ("do", "values", "said"),
    [
        ("answer", {"text": ""}, "Write your message."),
        ("answer", {"text": "x" * 4001}, "at most 4000"),
        ("decline", {"text": "No time, sorry."}, "Choose a reason"),
        ("decline", {"reason": "nonsense", "text": "No time, sorry."}, "Select a valid choice"),
        ("abuse", {"text": ""}, "Write your message."),
    ],
)
def test_a_mistake_on_the_private_page_loses_nothing(do, values, said):
    page = f"/roster/conversations/{asked().consultant_key}/"
    answer = press(page, do, **values)
    assert (answer.status_code, said in text(answer)) == (200, True)
    assert values.get("text", "") in answer.content.decode()
    assert Message.objects.count() == 1


# --- Limits -----------------------------------------------------------------------------------------------------------
def test_one_network_one_mailbox_and_one_consultant_have_limits(client):
    def tries(count: int, record=None, **values) -> list[int]:
        RateLimit.objects.all().delete()
        record = record or listed()
        numbered = ({name: value.format(number) for name, value in values.items()} for number in range(count))
        return [
            send(Client(REMOTE_ADDR=each.pop("remote", "10.9.9.9")), record, **each).status_code for each in numbered
        ]  # fmt: skip

    assert tries(11, email="v{}@example.org") == [302] * 10 + [429]
    assert tries(4, email="v@example.org", remote="10.1.{}.1") == [302] * 3 + [429]
    many = [listed() for _ in range(6)]
    RateLimit.objects.all().delete()
    assert [send(Client(REMOTE_ADDR=f"10.2.{n}.1"), each, email="Me+x@example.org").status_code
            for n, each in enumerate(many)] == [302] * 5 + [429]  # fmt: skip
    assert tries(31, many[0], email="w{}@example.org", remote="10.3.{}.1") == [302] * 30 + [429]
    answer = send(client, many[0])
    assert (answer.status_code, answer["Retry-After"].isdigit()) == (429, True)
    assert "Please try again in" in text(answer)
    assert "Could you train six examiners?" in answer.content.decode()


def test_a_private_page_passes_on_only_so_much():
    page = f"/roster/conversations/{asked().consultant_key}/"
    answers = [press(page, "answer", text=f"Message {number}") for number in range(41)]
    assert [answer.status_code for answer in answers] == [302] * 40 + [429]
    assert "Message 40" in answers[-1].content.decode()


# --- Addresses, and what it costs -------------------------------------------------------------------------------------
def test_neither_side_ever_sees_the_others_address(client, mailoutbox):
    """In no page, and in no part and no header of any mail as it leaves."""
    person = member(office())
    account = user(email="account@xconsultant.example")
    record = listed(account=account)
    send(client, record)
    press(link(mailed(VISITOR)), "confirm")
    client.force_login(person)
    send(client, record, asks_for=office_slug(), email="")
    pages = {}
    for one in Conversation.objects.order_by("pk"):
        consultant, enquirer = (f"/roster/conversations/{key}/" for key in (one.consultant_key, one.enquirer_key))
        press(consultant, "answer", text="Yes.")
        press(enquirer, "answer", text="Good.")
        press(consultant, "decline", reason="terms", text="No.")
        press(consultant, "abuse", text="Spam.")
        pages |= {consultant: "xconsultant", enquirer: "xvisitor" if one.email else "xmember"}
    marks = ("xconsultant", "xvisitor", "xmember")
    for address in [*pages, f"/roster/{record.ref}/contact/", f"/roster/{record.ref}/contact/sent/"]:
        shown = client.get(address)
        assert [mark for mark in marks if mark in shown.content.decode() + str(shown.headers)] == [], address
    while send_due():
        pass
    assert len(mailoutbox) == 9
    for mail in mailoutbox:
        whole = mail.message()
        [to] = mail.recipients()
        assert (whole["To"], whole["Reply-To"], whole["Cc"], whole["From"]) == (to, None, None, "portal@localhost")
        assert whole["Message-ID"].endswith("@localhost>")
        parts = [part.get_payload(decode=True).decode() for part in whole.walk() if not part.is_multipart()]
        said = "".join([*parts, *(f"{name}: {value}\n" for name, value in whole.items())])
        own = next(mark for mark in marks if mark in to)
        assert [mark for mark in marks if mark in said] == [own]
        assert said.count(own) == 1  # "To", and nowhere else
    kept = Mail.objects.filter(sent_at__isnull=False)
    assert [mail.name for mail in kept if mail.text or mail.html] == []


def test_queries_do_not_grow_with_what_was_written(client):
    one = asked()
    pages = [f"/roster/conversations/{key}/" for key in (one.consultant_key, one.enquirer_key)]
    contact = f"/roster/{one.consultant.ref}/contact/"

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    client.get(contact)  # the vocabularies are kept from then on
    assert [count(page) for page in [*pages, contact]] == [4, 5, 5]
    for number in range(5):
        press(pages[number % 2], "answer", text=f"Message {number}")
    assert [count(page) for page in [*pages, contact]] == [4, 5, 5]
