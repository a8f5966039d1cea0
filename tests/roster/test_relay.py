"""Writing to a consultant: who can, what is refused, that nothing is lost, and how both sides go on."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.models import Mail, RateLimit
from portal.core.outbox import send_due
from roster import consents
from roster.models import Consent, Consultant, Conversation, Message
from roster.relay.conversations import CONFIRM_WITHIN
from tests.core.test_corrections import stamp
from tests.factories import user
from tests.roster.relaying import TYPED, asked, link, listed, mailed, member, office, press, send, text

pytestmark = pytest.mark.django_db

CONSULTANT, VISITOR, MEMBER = "wanjiru@xconsultant.example", "ana@xvisitor.example", "mercy@xmember.example"


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


def states() -> list[str]:
    return list(Conversation.objects.order_by("pk").values_list("state", flat=True))


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
