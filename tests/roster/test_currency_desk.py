"""On the desk: asking whose profile it is, and how current the roster is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import State
from roster.models import Claim
from tests.factories import consultant, user
from tests.roster.profiles import mails, owned, text

pytestmark = pytest.mark.django_db


def page_of(record) -> str:
    return reverse("admin:roster_consultant_change", args=[record.pk])


def invite(record) -> str:
    return reverse("admin:roster_consultant_invite", args=[record.pk])


def test_a_button_asks_whose_it_is(curator, signed_in):
    entered, desk = consultant(email="ana@example.org", released=[], state=State.DRAFT), signed_in(curator)
    assert "Ask whose profile it is" in text(desk.get(page_of(entered)))
    assert desk.get(invite(entered)).status_code == 405
    assert not mails("consultant_claim")
    for _press in range(2):
        asked = desk.post(invite(entered), follow=True)
    assert "A mail to ana@example.org asks whose profile it is. Its link works for 30 days." in text(asked)
    assert [mail.to for mail in mails("consultant_claim")] == ["ana@example.org"]
    assert Claim.objects.get().created_by == curator
    mine = owned()
    assert "Ask whose profile it is" not in text(desk.get(page_of(mine)))
    assert "claimed already" in text(desk.post(invite(mine), follow=True))


def test_only_curators_ask(signed_in, member):
    entered = consultant(released=[], state=State.DRAFT)
    assert Client().post(invite(entered)).status_code == 302
    assert signed_in(member).post(invite(entered)).status_code in {302, 403}
    assert not mails("consultant_claim")


def test_the_list_says_how_current_the_roster_is(curator, signed_in):
    today = timezone.localdate()
    for days in (10, 200, 400):
        consultant(last_confirmed_on=today - timedelta(days=days))
    owned(person=user(), last_confirmed_on=None, hidden_at=timezone.now())
    shown = text(signed_in(curator).get(reverse("admin:roster_consultant_changelist")))
    assert (
        "4 Published 1 Confirmed in the last 6 months 2 Confirmed in the last 12 months 0 To be confirmed "
        "1 Silent, so hidden 3 Never claimed, published or not" in shown
    )
