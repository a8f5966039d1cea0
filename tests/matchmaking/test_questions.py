"""Questions about a listing, and answers: who asks, who reads, who hears of it; and reminders before it expires."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from matchmaking.models import Need, NeedQuestion
from matchmaking.own.reminding import remind
from portal.core.models import Mail, Membership
from tests.desk import sign_in
from tests.factories import need, organisation, user
from tests.matchmaking.test_own import GONE, NO, SIGN_IN, YES, answer, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(curator):
    people = {"visitor": None, "stranger": user(), "curator": curator}
    owner, other = organisation(name="The owner", country="KE"), organisation(name="The asker")
    for name, role, institution in [
        ("reader", "reader", owner), ("editor", "editor", owner), ("admin", "admin", owner),
        ("asker", "reader", other), ("colleague", "editor", other), ("third", "admin", organisation()),
    ]:  # fmt: skip
        people[name] = user(name=name)
        Membership.objects.create(user=people[name], organisation=institution, role=role)
    people["owner"] = owner
    return people


@pytest.fixture
def listing(cast) -> Need:
    return need(owner=cast["owner"])


PEOPLE = ["visitor", "stranger", "third", "asker", "colleague", "reader", "editor", "admin", "curator"]


def seen_by(cast, listing, words: str) -> list[str]:
    pages = {name: text(sign_in(cast[name]).get(listing.get_absolute_url())) for name in PEOPLE}
    return [name for name, page in pages.items() if words in page]


@pytest.mark.parametrize(("is_public", "readers"), [("yes", PEOPLE), ("no", PEOPLE[3:])])
def test_asked_answered_and_read(cast, listing, is_public, readers):
    asker, address = sign_in(cast["asker"]), f"/matchmaking/needs/{listing.ref}/ask/"
    for _press in range(2):
        sent = asker.post(address, {"text": "For how long?", "is_public": is_public})
        assert sent["Location"] == f"{listing.get_absolute_url()}#questions"
    question = NeedQuestion.objects.get()
    assert (question.asked_by, question.asked_for.name) == (cast["asker"], "The asker")
    assert {mail.to for mail in Mail.objects.all()} == {cast["editor"].email, cast["admin"].email}
    assert all("For how long?" not in mail.text for mail in Mail.objects.all())
    assert seen_by(cast, listing, "For how long?") == PEOPLE[3:]
    assert "1 question to answer" in text(sign_in(cast["editor"]).get("/matchmaking/"))
    Mail.objects.all().delete()
    address = f"/matchmaking/needs/{listing.ref}/questions/{question.pk}/"
    for _press in range(2):
        assert sign_in(cast["editor"]).post(address, {"text": "Two weeks."}).status_code == 302
    late = sign_in(cast["admin"]).post(address, {"text": "Three weeks."})
    assert "Somebody else has answered meanwhile." in text(late)
    assert "Three weeks." in late.content.decode()
    [mail] = Mail.objects.all()
    assert (mail.to, "is answered" in mail.subject) == (cast["asker"].email, True)
    assert seen_by(cast, listing, "Two weeks.") == readers


def test_who_may_ask_and_answer(cast, listing):
    question = NeedQuestion.objects.create(need=listing, text="Where?", asked_by=cast["asker"])
    base = f"/matchmaking/needs/{listing.ref}/"
    addresses = [f"{base}ask/", f"{base}questions/{question.pk}/"]
    got = {name: tuple(answer(sign_in(cast[name]).get(each)) for each in addresses) for name in PEOPLE}
    assert got == {
        "visitor": (SIGN_IN, SIGN_IN), "stranger": (NO, NO), "third": (YES, NO), "asker": (YES, NO),
        "colleague": (YES, NO), "reader": (NO, NO), "editor": (NO, YES), "admin": (NO, YES), "curator": (NO, YES),
    }  # fmt: skip
    assert answer(sign_in(cast["stranger"]).post(f"{base}ask/", {"text": "Me?"})) == NO
    assert answer(sign_in(cast["asker"]).post(f"{base}questions/{question.pk}/", {"text": "Here."})) == NO
    assert answer(sign_in(cast["editor"]).get(f"{base}questions/0/")) == GONE
    assert NeedQuestion.objects.values_list("text", "answer").get() == ("Where?", "")


def test_words_that_cannot_be_taken_stay(cast, listing):
    """So does who is to read them: what was to be private does not become public by a mistake."""
    asker, address = sign_in(cast["asker"]), f"/matchmaking/needs/{listing.ref}/ask/"
    assert [each in text(asker.get(address)) for each in ("The asker", "The owner")] == [True, False]
    for words in ("", " \x00 ", "x" * 2001):
        refused = asker.post(address, {"text": words, "is_public": "no"})
        chosen = [each.data["value"] for each in refused.context["form"]["is_public"] if each.data["selected"]]
        assert (refused.status_code, list(refused.context["form"].errors), chosen) == (200, ["text"], ["no"])
    assert "x" * 2001 in refused.content.decode()
    assert list(asker.post(address, {"text": "Who?", "is_public": "?"}).context["form"].errors) == ["is_public"]
    with patch("matchmaking.own.question_views.questions.may_ask", side_effect=[True, False]):  # closed at that moment
        refused = asker.post(address, {"text": "Too late?", "is_public": "no"})
    assert (refused.status_code, "can be asked here any more" in text(refused)) == (200, True)
    Need.objects.filter(pk=listing.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert asker.post(address, {"text": "Too late?"}).status_code == 403
    assert not NeedQuestion.objects.exists()
    assert Client().get(listing.get_absolute_url()).status_code == 200


def test_owners_are_reminded_once_before_it_expires(cast, settings):
    settings.SITE_URL = "https://portal.example.org"
    today = timezone.localdate()
    for days in (-1, 15, 90):
        need(owner=cast["owner"], expires_on=today + timedelta(days=days))
    need(owner=cast["owner"], expires_on=today, ending="closed")
    need(owner=cast["owner"], expires_on=today, is_sample=True)
    due = need(owner=cast["owner"], expires_on=today + timedelta(days=14))
    assert [remind(), remind()] == [2, 0]
    assert {(mail.to, due.ref in mail.subject) for mail in Mail.objects.all()} == {
        (cast["editor"].email, True), (cast["admin"].email, True),
    }  # fmt: skip
    Need.objects.filter(pk=due.pk).update(expires_on=today + timedelta(days=13))
    assert remind() == 2
    settings.SITE_URL = ""
    assert remind() == 0
