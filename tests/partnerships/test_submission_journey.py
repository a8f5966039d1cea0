"""One submission from the first click to the public page, by what a visitor and a curator have: pages and mails."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Initiative
from partnerships.submission.models import Submission
from portal.core.models import Mail
from tests.partnerships.submissions import SNAPSHOT, START, WHO, hidden, page_of, stored, typed
from tests.partnerships.test_submission_desk import decide

pytestmark = pytest.mark.django_db


def mailed(name: str, part: str = "") -> str:
    """The address in the last mail of this name."""
    text = Mail.objects.filter(name=name).latest("pk").text
    return re.findall(rf"http://testserver(/\S*{part}\S*)", text)[-1]


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_from_the_first_click_to_the_public_page(prefix, curator, signed_in):
    visitor, desk = Client(), signed_in(curator)
    stamp = hidden(visitor.get(f"{prefix}{START}"), "stamp")
    who = visitor.post(f"{prefix}{START}", {"stamp": stamp})["Location"]
    snapshot = visitor.post(who, typed(WHO) | {"do": "continue", "tab": "a"})["Location"]
    visitor.post(snapshot, typed(SNAPSHOT) | {"do": "continue", "tab": "a"})
    Submission.objects.update(created_at=timezone.now() - timedelta(hours=1))
    home = snapshot.removesuffix("snapshot/")
    visitor.post(f"{home}review/")
    visitor.post(mailed("submission_received", "confirm"))

    one = Submission.objects.get()
    assert (one.state, mailed("submission_waiting", "change")) == (
        "in_review", f"/admin/submission/submission/{one.pk}/change/",
    )  # fmt: skip
    decide(desk, one, "ask-for-changes", {"asked": ["snapshot.start", "consent.has_consent"], "answer": "dates"})

    private = mailed("submission_changes_asked")
    assert private == home
    number = hidden(visitor.get(f"{private}snapshot/"), "number")
    answer = {"start": "04/2019", "end": "2020", "do": "continue", "tab": "b", "number": number}
    visitor.post(f"{private}snapshot/", answer)
    visitor.post(f"{private}consent/", {"has_consent": "on", "do": "continue", "tab": "c"})
    visitor.post(f"{private}review/")
    assert (stored(one).state, stored(one).has_consent) == ("in_review", True)

    decide(desk, one, "accept", {})
    public = mailed("submission_accepted", "partnerships/PI-")
    shown = page_of(Client().get(public))
    assert [words in shown for words in (SNAPSHOT["title"], SNAPSHOT["summary"])] == [True, True]
    assert [secret for secret in (WHO["email"], WHO["name"], one.token) if secret in shown] == []
    assert f'href="{public}"' in page_of(visitor.get(private))
    assert Initiative.objects.get().starts_on.isoformat() == "2019-04-01"
    names = Mail.objects.filter(to=WHO["email"]).order_by("pk").values_list("name", "language")
    assert list(names) == [
        (name, prefix.strip("/") or "en")
        for name in ("submission_link", "submission_received", "submission_received", "submission_changes_asked",
                     "submission_received", "submission_accepted")
    ]  # fmt: skip
