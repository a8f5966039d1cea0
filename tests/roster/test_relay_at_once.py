"""Two at the same moment: real connections, real locks. No mark on the module, so that ``committed`` cleans up last."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from django.db import connection
from django.test import Client

from portal.core.models import Mail
from roster.models import Conversation, Message
from roster.relay import forgetting
from tests.core.test_corrections import stamp
from tests.roster.relaying import link, listed, press, send


def at_once(*moves: Callable[[], object]) -> list:
    start = Barrier(len(moves))

    def do(move: Callable[[], object]) -> object:
        start.wait(timeout=10)
        try:
            return move()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(moves)) as pool:
        return list(pool.map(do, moves))


def test_every_button_pressed_twice_at_once_does_one_thing(committed):
    record, once = listed(), stamp()
    answers = at_once(*2 * [lambda: send(Client(), record, stamp=once)])
    assert {answer["Location"] for answer in answers} == {f"/roster/{record.ref}/contact/sent/"}
    mail = Mail.objects.get()
    at_once(*2 * [lambda: press(link(mail), "confirm")])
    one = Conversation.objects.get()
    assert Mail.objects.filter(name="relay_request").count() == 1
    page, token = f"/roster/conversations/{one.consultant_key}/", str(uuid4())
    answers = at_once(*2 * [lambda: press(page, "answer", token=token, text="Yes.")])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (Message.objects.count(), Mail.objects.filter(name="relay_message").count()) == (2, 1)


def test_no_words_outlive_a_leaving_at_the_same_moment(committed):
    record = listed()
    send(Client(), record)
    press(link(Mail.objects.get()), "confirm")
    page = f"/roster/conversations/{Conversation.objects.get().enquirer_key}/"
    answer, _done = at_once(lambda: press(page, "answer", text="xlate"), lambda: forgetting.forget(record))
    assert answer.status_code in {302, 409, 410}
    assert set(Message.objects.values_list("text", flat=True)) == {""}
    assert set(Mail.objects.values_list("text", "html", "next_try_at")) == {("", "", None)}
