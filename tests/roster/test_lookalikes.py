"""Profiles that may be one person's."""

from __future__ import annotations

import pytest
from django.utils import timezone

from roster import merging
from roster.lookalikes import Person, look_alikes, of, pairs
from roster.models import Consultant
from tests.factories import consultant

pytestmark = pytest.mark.django_db


def found(*people: Person) -> list[list[tuple[str, str]]]:
    return [[(each.record.name, each.likeness.reason) for each in alike] for alike in look_alikes(people)]


def test_a_name_is_found_whatever_its_order_accents_and_year():
    known = consultant(name="José María Nkurunziza", birth_year=1970)
    consultant(name="Grace Achieng")
    assert found(
        Person("NKURUNZIZA Jose Maria", 1970),
        Person("Jose Maria Nkurunziza"),
        Person("Jose Maria Nkurunziza", 1971),
        Person("Jose M. Nkurunziza", 1970),
        Person("Maria Gomez", 1970),
        Person("Somebody else", mailbox=known.mailbox),
        of(known),
        Person(""),
    ) == [
        [(known.name, "same name, same year of birth")],
        [(known.name, "same name, no year of birth to compare")],
        [],
        [(known.name, "similar name, same year of birth")],
        [],
        [(known.name, "same e-mail address")],
        [],
        [],
    ]


def test_nobody_is_the_double_of_who_is_not_there(curator):
    one, other = consultant(name="Amina Diallo", birth_year=1980), consultant(name="Amina Diallo")
    consultant(name="Amina Diallo", is_sample=True)
    gone = consultant(name="Amina Diallo")
    Consultant.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now())
    assert [(a.pk, b.pk, likeness.reason) for a, b, likeness in pairs()] == [
        (one.pk, other.pk, "same name, no year of birth to compare")
    ]
    merging.tell_apart(other, one, by=curator)
    merging.tell_apart(one, other, by=curator)
    assert (pairs(), found(of(one), of(other))) == ([], [[], []])
    merging.ask_again(other, one)
    assert len(pairs()) == 1


def test_any_number_of_people_takes_two_queries(django_assert_num_queries):
    people = [of(consultant(name=f"Kwame Mensah {letter}")) for letter in "abcdef"]
    for asked in (people[:1], people):
        with django_assert_num_queries(2):
            look_alikes(asked)
    with django_assert_num_queries(2):
        assert len(pairs()) == 15
