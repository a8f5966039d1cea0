"""Needs and offers as records: who sees them, how they open and end, and that the day alone makes them expire."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from matchmaking import closing
from matchmaking.models import Need, NeedQuestion, Offer, Status
from matchmaking.permissions import may_read_confidential, may_steer
from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from portal.core import curation
from portal.core.curation import MoveRefused
from portal.core.models import Membership
from tests.factories import need, offer, organisation, user

pytestmark = pytest.mark.django_db
KINDS = {"need": (Need, need), "offer": (Offer, offer)}
TODAY = timezone.localdate


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def people(member, curator):
    """Who may look: {name: user}. Two offices, one of them the owner."""
    owner, guest = organisation("Owner", country="KE"), organisation("Guest", country="BR")
    cast = {"visitor": AnonymousUser(), "member": member, "curator": curator, "author": user()}
    for name, office, role in (
        ("owner's admin", owner, "admin"), ("owner's editor", owner, "editor"), ("owner's reader", owner, "reader"),
        ("guest", guest, "reader"),
    ):  # fmt: skip
        cast[name] = Membership.objects.create(user=user(), organisation=office, role=role).user
    return cast, owner, guest


OWN = {"owner's admin", "owner's editor", "owner's reader", "author", "curator"}
SEEN = {
    "public": {*OWN, "visitor", "member", "guest"},
    "registered": {*OWN, "member", "guest"},
    "invited": {*OWN, "guest"},
}


@pytest.mark.parametrize("visibility", SEEN)
def test_who_sees_a_listing(kind, people, visibility):
    model, make = kind
    cast, owner, guest = people
    values = {"owner": owner, "by": cast["author"], "visibility": visibility, "invited": [guest]}
    shown, draft = make(**values), make(**values, state="draft")
    withdrawn = make(**values, ending="withdrawn")
    for name, person in cast.items():
        found = set(model.objects.visible_to(person))
        expected = {shown} if name in SEEN[visibility] else set()
        assert found == expected | ({draft, withdrawn} if name in OWN else set()), name


def test_a_published_listing_is_for_everybody_only_if_it_is_public(kind):
    model, make = kind
    public = make()
    for visibility in ("registered", "invited"):
        make(visibility=visibility)
    make(ending="withdrawn")
    assert list(model.objects.published()) == [public]


def test_who_reads_the_confidential_part_and_who_may_steer(kind, people):
    _model, make = kind
    cast, owner, guest = people
    listing = make(owner=owner, by=cast["author"], invited=[guest, organisation()])
    readers = {name for name, person in cast.items() if may_read_confidential(person, listing)}
    assert readers == {"owner's admin", "owner's editor", "owner's reader", "guest", "curator"}
    assert {name for name, person in cast.items() if may_steer(person, listing)} == {
        "owner's admin", "owner's editor", "curator",
    }  # fmt: skip
    decided = {"state_reason": "No.", "decided_at": timezone.now(), "decided_by": cast["curator"]}
    type(guest).objects.filter(pk=guest.pk).update(state="rejected", **decided)
    assert not may_read_confidential(cast["guest"], listing)
    nobodys = make(state="draft", by=cast["author"])
    type(nobodys).objects.filter(pk=nobodys.pk).update(owner=None)
    nobodys.refresh_from_db()
    assert {name for name, person in cast.items() if may_read_confidential(person, nobodys)} == {"author", "curator"}
    assert {name for name, person in cast.items() if may_steer(person, nobodys)} == {"curator"}


def test_questions_are_seen_by_whom_they_concern(people, curator):
    cast, owner, guest = people
    listing = need(owner=owner)
    asked = {"need": listing, "asked_by": cast["member"]}
    answered = {"answer": "Yes.", "answered_at": timezone.now(), "answered_by": curator}
    told = NeedQuestion.objects.create(text="Told?", **asked, **answered)
    waiting = NeedQuestion.objects.create(text="Waiting?", **asked)
    private = NeedQuestion.objects.create(text="Private?", **asked, **answered, is_public=False, asked_for=guest)
    everything = {told, waiting, private}
    expected = dict.fromkeys(cast, everything) | {"visitor": {told}, "author": {told}, "guest": {told, private}}
    for name, person in cast.items():
        assert set(listing.questions.visible_to(person)) == expected[name], name
    assert list(listing.questions.unanswered()) == [waiting]


@pytest.mark.parametrize("lack", ["owner", "verified", "day", "past", "invited"])
def test_what_keeps_a_listing_from_being_published(kind, curator, lack):
    _model, make = kind
    proposed = {"state": "pending", "proposed_at": timezone.now(), "proposed_by": curator}
    values, said = {
        "owner": ({"owner": None}, "no owner that is verified"),
        "verified": ({"owner": organisation(**proposed)}, "no owner that is verified"),
        "day": ({"expires_on": None}, "does not say until when"),
        "past": ({"expires_on": TODAY() - timedelta(days=1)}, "a day that is past"),
        "invited": ({"visibility": "invited"}, "none is invited"),
    }[lack]
    listing = make(state="in_review")
    type(listing).objects.filter(pk=listing.pk).update(**values)
    listing.refresh_from_db()
    with pytest.raises(MoveRefused, match=said):
        curation.publish(listing, by=curator)
    assert [each.refusal != "" for each in curation.prospects([listing], "publish")] == [True]
    listing.refresh_from_db()
    assert listing.state == "in_review"


def test_the_whole_life_of_a_listing(kind, curator, member):
    _model, make = kind
    listing = make(state="draft", by=member, deadline=TODAY() + timedelta(days=5))
    assert listing.status is None
    curation.submit(listing, by=member)
    curation.publish(listing, by=curator)
    assert (listing.status, listing.is_open) == (Status.OPEN, True)
    for end, status in (
        (closing.mark_matched, Status.MATCHED), (closing.close, Status.CLOSED), (closing.withdraw, Status.WITHDRAWN),
    ):  # fmt: skip
        end(listing, by=member, reason=" Because. ")
        listing.refresh_from_db()
        assert (listing.status, listing.ending_reason, listing.ended_by) == (status, "Because.", member)
        for again in (closing.mark_matched, closing.close, closing.withdraw):
            with pytest.raises(MoveRefused, match="already"):
                again(listing, by=curator, reason="Again.")
        closing.renew(listing, by=member, until=TODAY() + timedelta(days=30))
        listing.refresh_from_db()
        assert (listing.status, listing.ending_reason, listing.ended_at) == (Status.OPEN, "", None)
        assert listing.expires_on == TODAY() + timedelta(days=30)


def test_what_the_doors_refuse(kind, member):
    _model, make = kind
    draft, listing = make(state="draft"), make(deadline=TODAY() + timedelta(days=9))
    for door in (closing.mark_matched, closing.close, closing.withdraw):
        with pytest.raises(MoveRefused, match="reason is needed"):
            door(listing, by=member, reason="  ")
        with pytest.raises(MoveRefused, match="state “Draft”"):
            door(draft, by=member, reason="Why")
    with pytest.raises(MoveRefused, match="past"):
        closing.renew(listing, by=member, until=TODAY() - timedelta(days=1))
    with pytest.raises(MoveRefused, match="Answers cannot be wanted"):
        closing.renew(listing, by=member, until=TODAY() + timedelta(days=8))
    type(listing).objects.update(deadline=TODAY() - timedelta(days=1))
    closing.renew(listing, by=member, until=TODAY())
    listing.refresh_from_db()
    assert (listing.deadline, listing.expires_on) == (None, TODAY())


def test_the_day_alone_makes_it_expire(kind, monkeypatch):
    model, make = kind
    listing = make(expires_on=date(2026, 5, 31))
    over = make(expires_on=date(2026, 5, 31), ending="closed")
    for today, status in ((date(2026, 5, 31), Status.OPEN), (date(2026, 6, 1), Status.EXPIRED)):
        monkeypatch.setattr(timezone, "localdate", lambda day=today: day)
        assert (listing.status, over.status) == (status, Status.CLOSED)
        assert set(model.objects.still_open()) == ({listing} if status == Status.OPEN else set())


def test_the_database_keeps_the_promises(kind, curator):
    model, make = kind
    listing = make()
    for wrong in (
        {"owner": None}, {"expires_on": None}, {"deadline": listing.expires_on + timedelta(days=1)},
        {"ending": "closed"}, {"ending": "lost"}, {"visibility": "some"}, {"match_types": ["money"]},
        {"expires_on": date(1999, 1, 1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=listing.pk).update(**wrong)
    nowhere = listing.places.model(**{model._meta.model_name: listing})
    with pytest.raises(ValidationError, match="only one of them"):
        nowhere.full_clean()
    assert (NEED_ROWS.differing(), OFFER_ROWS.differing()) == (0, 0)
