"""Several requests at the same moment, for real: threads, connections and commits of their own."""

from __future__ import annotations

from django.test import Client

from partnerships.submission.models import KeptText, Submission
from portal.core.models import Mail
from tests.partnerships.submissions import (
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
