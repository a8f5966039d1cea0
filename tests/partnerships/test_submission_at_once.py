"""Several requests at the same moment, for real: threads, connections and commits of their own."""

from __future__ import annotations

import socket
from urllib.parse import urlencode

import pytest
from django.test import Client

from partnerships.submission.models import KeptText, Submission
from portal.core.models import Mail
from tests.partnerships.submissions import (
    SNAPSHOT,
    START,
    WHO,
    at_once,
    hidden,
    ready,
    save,
    stored,
    submission,
    typed,
    url,
)


def test_windows_at_once_lose_nothing(committed):
    one = submission(data={})
    texts = iter([f"text {number}" for number in range(6)])

    def write() -> int:
        text = next(texts)
        return save(Client(), one, "story", {"challenge": text}, do="later", tab=text, number=0).status_code

    assert at_once(write) == [302] * 6
    kept = [each.values["challenge"] for each in KeptText.objects.all()]
    assert sorted([*kept, stored(one).data["story"]["challenge"]]) == [f"text {number}" for number in range(6)]


def test_sending_several_times_at_once_sends_once(committed):
    one = ready("confirmed")
    assert at_once(lambda: Client().post(url(one, "review")).status_code) == [302] * 6
    assert (stored(one).state, Submission.objects.count(), Mail.objects.count()) == ("in_review", 1, 1)


def test_a_start_and_its_saves_retried_at_once_are_one_submission(committed):
    stamp = hidden(Client().get(START), "stamp")

    def whole() -> int:
        client = Client()
        address = client.post(START, {"stamp": stamp})["Location"]
        return client.post(address, typed(WHO) | {"do": "continue", "tab": "a"}).status_code

    assert at_once(whole) == [302] * 6
    assert Submission.objects.get().data == {"who": WHO | {"shows_name": ""}}
    assert Mail.objects.count() == 1


def cut_off(server, path: str, kind: str, body: bytes, arriving: int) -> bytes:
    """Send a request of which only so many bytes arrive; what the server answers."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((server.thread.host, server.thread.port), timeout=30) as connection:
        connection.sendall(head.encode() + body[:arriving])
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while block := connection.recv(10_000):
            answer += block
    return answer


FILE = (
    b'--x\r\nContent-Disposition: form-data; name="documents"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\nA report of some length.\r\n"
    b'--x\r\nContent-Disposition: form-data; name="do"\r\n\r\nupload\r\n--x--\r\n'
)


@pytest.mark.parametrize(
    ("step", "kind", "body"),
    [
        ("who", "application/x-www-form-urlencoded", urlencode(typed(WHO) | {"do": "continue", "tab": "b"}).encode()),
        ("reuse", "multipart/form-data; boundary=x", FILE),
    ],
)
def test_a_connection_that_breaks_costs_nothing_and_the_retry_counts_once(committed, live_server, step, kind, body):
    one = submission(data={"who": WHO, "snapshot": SNAPSHOT, "reuse": {"lessons": "Begin early."}})
    for arriving in (0, 10, len(body) // 2, len(body) - 3):
        answer = cut_off(live_server, url(one, step), kind, body, arriving)
        assert answer.split(b"\r\n")[0].split()[1:2] == [b"400"], arriving
        assert stored(one).data == one.data
        assert one.documents.count() == 0
    for _retry in range(2):
        assert b" 302 " in cut_off(live_server, url(one, step), kind, body, len(body)).split(b"\r\n")[0]
    assert stored(one).data["snapshot"] == SNAPSHOT
    assert (Submission.objects.count(), one.documents.count()) == (1, int(step == "reuse"))
