"""Who sees a record, who may change it: one answer for every page."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from portal.core.models import Membership, State
from portal.core.permissions import editable_by, get_editable, get_visible
from tad.models import Activity
from tests.factories import activity, organisation, user

pytestmark = pytest.mark.django_db

HIDDEN = [state for state in State if state != State.PUBLISHED]
OPEN_TO_AUTHORS = [State.DRAFT, State.CHANGES_REQUESTED]
INSIDERS = ["author", "owner_admin", "owner_editor", "owner_reader"]
STRANGERS = ["visitor", "member", "other_editor", "former_curator"]
CURATORS = ["curator", "administrator"]


@pytest.fixture
def cast(everybody):
    """Of each a copy, which remembers nothing of other tests."""
    return deepcopy(everybody)


@pytest.fixture(scope="module")
def everybody(shared_db):
    """Everybody by what they are to a record that ``office`` owns and ``author`` wrote."""
    office, other = organisation("The owner"), organisation("Somebody else")
    people = {
        "visitor": AnonymousUser(),
        "member": user(),
        "author": user(),
        "former_curator": user("curator", is_active=False),
        "curator": user("curator"),
        "administrator": user("administrator"),
    }
    for name, where, role in [
        ("owner_admin", office, "admin"), ("owner_editor", office, "editor"), ("owner_reader", office, "reader"),
        ("other_editor", other, "editor"),
    ]:  # fmt: skip
        people[name] = user()
        Membership.objects.create(user=people[name], organisation=where, role=role)
    return people | {"office": office}


def owned(cast, state: State) -> Activity:
    return activity(by=cast["author"], owner=cast["office"], state=state)


def test_everybody_sees_what_is_published(cast):
    record, everybody = owned(cast, State.PUBLISHED), [*STRANGERS, *INSIDERS, *CURATORS]
    seen = {who: get_visible(Activity.objects.all(), cast[who], ref=record.ref) for who in everybody}
    assert seen == dict.fromkeys(everybody, record)


@pytest.mark.parametrize("state", HIDDEN)
def test_strangers_do_not_learn_that_the_rest_exists(subtests, cast, state):
    record = owned(cast, state)
    for who in STRANGERS:
        for get in (get_visible, get_editable):
            with subtests.test(who=who, get=get.__name__), pytest.raises(Http404):
                get(Activity.objects.all(), cast[who], ref=record.ref)


@pytest.mark.parametrize("state", HIDDEN)
def test_insiders_and_curators_see_every_state(cast, state):
    record = owned(cast, state)
    seen = {who: get_visible(Activity.objects.all(), cast[who], ref=record.ref) for who in [*INSIDERS, *CURATORS]}
    assert seen == dict.fromkeys([*INSIDERS, *CURATORS], record)


@pytest.mark.parametrize("who", ["owner_admin", "other_editor", "author", "curator"])
def test_nobody_sees_a_record_twice(cast, who):
    """A second membership, or being the author as well, is no second copy."""
    record = owned(cast, State.DRAFT)
    activity()
    for person in ("owner_reader", "author"):
        Membership.objects.get_or_create(user=cast[person], organisation=cast["office"])
    seen = [each.pk for each in Activity.objects.visible_to(cast[who])]
    assert len(seen) == len(set(seen)) == (1 if who == "other_editor" else 2)
    assert (record.pk in seen) is (who != "other_editor")


@pytest.mark.parametrize("state", State)
def test_who_may_change_an_owned_record(cast, state):
    record = owned(cast, state)
    allowed = {who for who in [*STRANGERS, *INSIDERS, *CURATORS] if editable_by(record, cast[who])}
    editors = {"owner_admin", "owner_editor"} if state in OPEN_TO_AUTHORS else set()
    assert allowed == {*CURATORS, *editors}


@pytest.mark.parametrize("state", State)
def test_a_record_without_owner_is_its_authors(cast, state):
    record = activity(by=cast["author"], state=state)
    allowed = {who for who in [*STRANGERS, *INSIDERS, *CURATORS] if editable_by(record, cast[who])}
    assert allowed == {*CURATORS, *({"author"} if state in OPEN_TO_AUTHORS else set())}


@pytest.mark.parametrize(("who", "state"), [("owner_reader", State.DRAFT), ("owner_editor", State.IN_REVIEW)])
def test_who_sees_but_may_not_change_is_told_so(cast, who, state):
    record = owned(cast, state)
    with pytest.raises(PermissionDenied):
        get_editable(Activity.objects.all(), cast[who], ref=record.ref)


@pytest.mark.parametrize("who", ["owner_editor", *CURATORS])
def test_who_may_change_gets_the_record(cast, who):
    record = owned(cast, State.CHANGES_REQUESTED)
    assert get_editable(Activity.objects.all(), cast[who], ref=record.ref) == record


def test_an_unknown_reference_is_not_found(cast):
    with pytest.raises(Http404):
        get_visible(Activity.objects.all(), cast["curator"], ref="TA-1900-0001")
