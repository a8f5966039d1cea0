"""Consents are dated, kept, and everything about publishing a person asks for them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from portal.core import curation
from portal.core.models import SearchWord, State
from roster import consents
from roster.models import Consent, Consultant, consultant_index
from tests.factories import consultant, full_consultant, user

pytestmark = pytest.mark.django_db
Field = Consent.Field
NOBODY = AnonymousUser()


def test_what_was_given_and_withdrawn_stays_known():
    record, person = consultant(released=[Field.LISTING]), user()
    consents.give(record, [Field.NAME, Field.LISTING], how="own_page", by=person)
    consents.withdraw(record, [Field.NAME], by=person)
    consents.give(record, [Field.NAME], how="own_page", by=person)
    assert consents.given(record) == {Field.LISTING, Field.NAME}
    told = [(each.field, each.how, each.given_by, each.withdrawn_by) for each in record.consents.all()]
    assert told == [
        ("listing", "form", None, None),
        ("name", "own_page", person, person),
        ("name", "own_page", person, None),
    ]
    assert [each.withdrawn_at is None for each in record.consents.all()] == [True, False, True]


def test_a_form_settles_every_field_at_once():
    record = consultant(released=[Field.LISTING, Field.NAME])
    consents.settle(record, [Field.LISTING, Field.BIOGRAPHY], how="own_page", by=record.created_by)
    assert consents.given(record) == {Field.LISTING, Field.BIOGRAPHY}


def test_nobody_agrees_to_what_is_no_field():
    record = consultant()
    with pytest.raises(ValueError, match="email"):
        consents.give(record, ["email"], how="form", by=None)


def test_words_of_a_field_that_is_withdrawn_help_nobody():
    record = full_consultant()
    assert SearchWord.objects.filter(subject="consultant", word__in=["otieno", "drafts", "manual"]).count() == 3
    consents.withdraw(record, [Field.NAME, Field.BIOGRAPHY], by=None)
    assert set(SearchWord.objects.filter(subject="consultant").values_list("word", flat=True)) == {
        "senior", "examiner", "wrote", "author", "manual", "claims", "trainer",
    }  # fmt: skip
    consents.withdraw(record, [Field.LISTING], by=None)
    assert not SearchWord.objects.filter(subject="consultant").exists()


# --- Who sees whom ----------------------------------------------------------------------------------------------------
def test_lists_and_bitmaps_show_the_same_people(member, curator):
    """For everybody, and for every reason for which a profile is nobody's to see."""
    listed, hidden, withdrawn, silent, draft = [consultant(state=s) for s in [State.PUBLISHED] * 4 + [State.DRAFT]]
    own = consultant(account=member, state=State.IN_REVIEW)
    Consultant.objects.filter(pk=hidden.pk).update(hidden_at=hidden.created_at)
    Consultant.objects.filter(pk=withdrawn.pk).update(withdrawn_at=hidden.created_at)
    consents.withdraw(silent, [Field.LISTING], by=None)
    everyone = {each.pk for each in (listed, hidden, withdrawn, silent, draft, own)}
    snapshot = consultant_index.current()
    expected = {
        NOBODY: ({listed.pk}, snapshot.readable()),
        member: ({listed.pk, own.pk}, snapshot.readable(author=member.pk)),
        user(): ({listed.pk}, snapshot.readable(author=-1)),
        curator: (everyone, snapshot.readable(everything=True)),
    }
    for person, (seen, bitmap) in expected.items():
        assert set(Consultant.objects.visible_to(person).values_list("pk", flat=True)) == seen
        assert set(bitmap) == seen


# --- Publishing -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"released": [Field.NAME]}, "has not agreed to be listed"),
        ({"basis": ""}, "Say why"),
        ({"nationalities": []}, "No nationality is recorded."),
        ({"nationalities": ["FR", "JP"]}, "none of the nationalities was that of a developing country"),
    ],
)
def test_publishing_is_refused_with_the_reason(curator, values, said):
    record = consultant(state=State.IN_REVIEW, **values)
    with pytest.raises(ValidationError, match=said):
        curation.publish(record, by=curator)
    [prospect] = curation.move_many(Consultant.objects.all(), "publish", by=curator)
    assert said in prospect.refusal
    record.refresh_from_db()
    assert record.state == State.IN_REVIEW


def test_one_nationality_of_the_south_is_enough(curator):
    record = consultant(state=State.IN_REVIEW, nationalities=["FR", "KE"])
    curation.publish(record, by=curator)
    assert record.is_listed
