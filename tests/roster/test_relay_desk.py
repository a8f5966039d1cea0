"""Abuse: reported by either side, decided by a curator, and what curators may read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.curation import MoveRefused
from portal.core.models import Mail
from roster.models import AbuseReport, BlockedMailbox, Conversation, Message
from roster.relay import abuse, forgetting
from tests.desk import list_of, messages, page
from tests.factories import user
from tests.roster.relaying import asked, link, listed, mailed, member, press, send, text

pytestmark = pytest.mark.django_db

SITE, VISITOR = "http://testserver", "ana@xvisitor.example"


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def reported() -> AbuseReport:
    """By the consultant, because of a visitor."""
    one = asked(email=VISITOR, text="xabusive")
    press(private(one), "abuse", text="These are xthreats.")
    return AbuseReport.objects.get()


def private(one: Conversation, side: str = "consultant") -> str:
    return f"/roster/conversations/{getattr(one, f'{side}_key')}/"


def test_a_report_stops_the_conversation_and_waits_in_the_queue(desk, reported):
    one = reported.conversation
    assert (reported.side, reported.text, reported.state) == ("consultant", "These are xthreats.", "open")
    for side in ("consultant", "enquirer"):
        answer = press(private(one, side), "answer", text="More")
        assert (answer.status_code, "Abuse was reported" in text(answer)) == (409, True)
    assert press(private(one), "abuse", text="Again").status_code == 302
    assert (AbuseReport.objects.count(), Message.objects.count()) == (1, 1)
    desks = {each["name"]: each for each in desk.get(reverse("admin:index")).context["desks"]}
    [waiting] = desks[AbuseReport._meta.verbose_name_plural]["queues"]
    assert (waiting.queue.code, waiting.count) == ("abuse", 1)
    assert list(desk.get(list_of(AbuseReport), {"queue": "abuse"}).context["cl"].result_list) == [reported]


def test_curators_read_the_words_only_where_abuse_was_reported_and_never_an_address(desk, reported):
    send(Client(), listed(), name="xunconfirmed")
    quiet = asked(text="xquiet", name="Carlos", email="carlos@xvisitor.example")
    shown = desk.get(page(reported)).content.decode()
    assert ["xabusive" in shown, "xthreats" in shown, "xvisitor" in shown] == [True, True, False]
    everything = [list_of(Conversation), list_of(AbuseReport), page(quiet), page(reported.conversation)]
    pages = [desk.get(address).content.decode() for address in everything]
    assert [
        each for each in pages if "xunconfirmed" in each or "xquiet" in each or "xabusive" in each or "xvisitor" in each
    ] == []
    assert [str(quiet.consultant_key) in each or str(quiet.enquirer_key) in each for each in pages] == [False] * 4
    assert "Carlos, for Patent Office of Chile" in pages[2]
    assert "xquiet" not in text(desk.get(list_of(Conversation), {"q": "xquiet"}))


def test_blocking_closes_the_conversation_and_the_mailbox_for_good(desk, reported):
    one = reported.conversation
    answer = desk.post(page(reported), {"reason": "This was spam.", "_block": "1"}, follow=True)
    assert messages(answer) == [f"{one.ref} is decided: “Mailbox blocked”. Whoever reported it is told by mail."]
    one.refresh_from_db()
    assert (one.state, BlockedMailbox.objects.get().report) == ("closed", reported)
    told = Mail.objects.latest("pk")
    assert (told.name, told.to) == ("relay_report_decided", one.consultant.email)
    assert ["The mailbox of the other side is blocked" in told.text, "> This was spam." in told.text] == [True, True]
    assert "The curators blocked the mailbox" in text(Client().get(private(one)))
    assert press(private(one, "enquirer"), "answer", text="More").status_code == 409

    other = listed(email="other@xconsultant.example")
    send(Client(), other, email="Ana+again@xvisitor.example")  # said to nobody but the mailbox itself
    answer = press(link(mailed("Ana+again@xvisitor.example")), "confirm")
    assert (answer.status_code, "no longer passed on" in text(answer)) == (409, True)
    client = Client()
    client.force_login(member(email=VISITOR))
    answer = send(client, other)
    assert (answer.status_code, "no longer passed on" in text(answer)) == (409, True)
    assert "Could you train six examiners?" in answer.content.decode()
    assert not Mail.objects.filter(name="relay_request", to=other.email).exists()
    assert VISITOR not in str(BlockedMailbox.objects.values_list())

    desk.post(reverse("admin:roster_blockedmailbox_delete", args=[BlockedMailbox.objects.get().pk]), {"post": "yes"})
    assert press(link(mailed("Ana+again@xvisitor.example")), "confirm").status_code == 302


@pytest.mark.parametrize(
    ("button", "state", "becomes", "said"),
    [
        ("_close", "closed", "closed", "The conversation is closed."),
        ("_dismiss", "dismissed", "open", "We found no abuse."),
    ],
)
def test_a_curator_may_also_close_it_or_find_no_abuse(desk, curator, reported, button, state, becomes, said):
    desk.post(page(reported), {"reason": "", button: "1"})
    reported.refresh_from_db()
    assert (reported.state, reported.decided_by, reported.conversation.state) == (state, curator, becomes)
    assert said in Mail.objects.latest("pk").text
    assert BlockedMailbox.objects.count() == 0
    written = press(private(reported.conversation, "enquirer"), "answer", text="On we go.")
    assert written.status_code == (302 if becomes == "open" else 409)


def test_whoever_asked_can_report_the_consultant_who_can_then_not_be_written_to(desk):
    one = asked()
    assert "Report abuse" not in text(Client().get(private(one, "enquirer")))  # nothing has come yet
    press(private(one), "answer", text="Something vile.")
    press(private(one, "enquirer"), "abuse", text="Vile.")
    desk.post(page(AbuseReport.objects.get()), {"reason": "", "_block": "1"})
    assert Mail.objects.latest("pk").to == one.email
    answer = send(Client(), one.consultant)
    assert (answer.status_code, "takes no messages at present" in text(answer)) == (409, True)


def test_of_two_curators_the_second_is_told_what_the_first_decided(desk, curator, reported):
    abuse.decide(reported, "dismissed", by=curator, reason="", site=SITE)
    answer = desk.post(page(reported), {"reason": "", "_block": "1"}, follow=True)
    assert messages(answer) == [f"{reported.conversation.ref} was decided before: “No abuse found”, by Chipo Curator."]
    assert BlockedMailbox.objects.count() == 0
    assert Mail.objects.filter(name="relay_report_decided").count() == 1


def test_an_address_that_is_gone_cannot_be_blocked(desk, curator, reported):
    forgetting.forget(reported.conversation.consultant)
    with pytest.raises(MoveRefused, match="nothing left to block"):
        abuse.decide(reported, "blocked", by=curator, reason="", site=SITE)
    assert "Its words were erased" in text(desk.get(page(reported)))
    desk.post(page(reported), {"reason": "", "_close": "1"})
    reported.refresh_from_db()
    assert reported.state == "closed"


def test_nobody_but_curators_gets_here(client, signed_in, reported):
    addresses = [
        list_of(Conversation), list_of(AbuseReport), list_of(BlockedMailbox), page(reported),
        page(reported.conversation),
    ]  # fmt: skip
    for one, status in ((client, 302), (signed_in(user()), 403)):
        for address in addresses:
            assert one.get(address, follow=False).status_code in {302, status}
            assert "xabusive" not in one.get(address, follow=True).content.decode()
        one.post(page(reported), {"reason": "", "_block": "1"})
    reported.refresh_from_db()
    assert (reported.state, BlockedMailbox.objects.count()) == ("open", 0)


def test_lists_take_as_many_queries_for_many_as_for_one(desk, reported):
    lists = [list_of(Conversation), list_of(AbuseReport)]

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        return len(found)

    for address in lists:
        desk.get(address)
    before = [count(address) for address in lists]
    for _ in range(4):
        press(private(asked()), "abuse", text="Spam.")
    assert [count(address) for address in lists] == before
