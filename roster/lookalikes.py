"""Profiles that may be one person's: by the mailbox, or by the name and what is known of the year of birth.

Names are compared by their trigrams, whatever the order of their words. Two years of birth that differ rule each other
out, unless one mailbox is behind both. What is found is a warning, never a refusal: only people know. Who was merged,
withdrew or is a sample is nobody's double.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from portal.core.dates import joined_text
from portal.core.lookalikes import LEAST, MOST, Likeness
from roster.models import Consultant

NO_YEAR = 0.85  # times the likeness of the names, where one year of birth or both are not known
SAME_YEAR = 1.0
COMMON = 60  # a word of more names than this brings no two profiles together


@dataclass(frozen=True)
class Person:
    """What somebody is recognised by, on the roster or not yet."""

    name: str
    birth_year: int | None = None
    mailbox: str = ""
    pk: int | None = None  # of the profile, if there is one: nobody looks like themselves


@dataclass(frozen=True)
class LookAlike:
    record: Consultant
    likeness: Likeness


def of(consultant: Consultant) -> Person:
    return Person(consultant.name, consultant.birth_year, consultant.mailbox, consultant.pk)


def compare(one: Person, other: Person, names: float) -> Likeness:
    """How alike two people are, ``names`` being the likeness of their names from 0 to 1; and why, in words."""
    same_mailbox = bool(one.mailbox) and one.mailbox == other.mailbox
    known = one.birth_year is not None and other.birth_year is not None
    name = _("same name") if names == 1 else _("similar name")
    if same_mailbox:
        words = [_("same e-mail address"), *([name] if names >= LEAST else [])]
        return Likeness(1, joined_text(words))
    if known and one.birth_year != other.birth_year:
        return Likeness(0, "")
    year = _("same year of birth") if known else _("no year of birth to compare")
    return Likeness(names * (SAME_YEAR if known else NO_YEAR), f"{name}, {year}")


def look_alikes(people: Sequence[Person]) -> list[list[LookAlike]]:
    """For each of the people the profiles that look like theirs, the most alike first. Two queries, however many.

    Whom a curator told apart from a profile is left out.
    """
    found = _candidates(people) if people else []
    records = Consultant.objects.in_bulk({pk for _place, pk, _names in found}) if found else {}
    alike: list[list[LookAlike]] = [[] for _person in people]
    for place, pk, names in found:
        likeness = compare(people[place], of(records[pk]), names)
        if likeness.is_enough:
            alike[place].append(LookAlike(records[pk], likeness))
    return [sorted(each, key=lambda one: (-one.likeness.score, one.record.pk))[:MOST] for each in alike]


def pairs() -> list[tuple[Consultant, Consultant, Likeness]]:
    """Every two profiles that look like one person, the most alike first: they share a mailbox, or a word of the name
    that is not in everybody's."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"common": COMMON, "least": LEAST})
        found = cursor.fetchall()
    records = Consultant.objects.in_bulk({pk for one, other, _names in found for pk in (one, other)})
    judged = [(records[one], records[other], names) for one, other, names in found]
    alike = [(one, other, compare(of(one), of(other), names)) for one, other, names in judged]
    return sorted(_enough(alike), key=lambda each: (-each[2].score, each[0].pk, each[1].pk))


def _enough(alike: Iterable[tuple[Consultant, Consultant, Likeness]]) -> list[tuple[Consultant, Consultant, Likeness]]:
    return [each for each in alike if each[2].is_enough]


def _candidates(people: Sequence[Person]) -> list[tuple[int, int, float]]:
    """``(place of the person, profile id, likeness of the names)``."""
    columns = [[getattr(each, name) for each in people] for name in ("name", "mailbox", "pk")]
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [*columns, LEAST])
        return cursor.fetchall()


_KNOWN = """known AS MATERIALIZED (
    SELECT id, mailbox, birth_year, core_sort_key(name) AS words FROM roster_consultant AS c
    WHERE withdrawn_at IS NULL AND NOT is_sample AND NOT EXISTS (SELECT FROM roster_merged WHERE gone_id = c.id))"""
_APART = """EXISTS (SELECT FROM roster_toldapart
    WHERE one_id = least({0}, {1}) AND other_id = greatest({0}, {1}))"""
_ALIKE = f"""
    WITH {_KNOWN}, sought AS MATERIALIZED (
        SELECT number - 1 AS place, core_sort_key(name) AS words, mailbox, pk
        FROM unnest(%s::text[], %s::text[], %s::bigint[]) WITH ORDINALITY AS each (name, mailbox, pk, number))
    SELECT place, id, similarity(known.words, sought.words) FROM sought JOIN known
        ON known.mailbox <> '' AND known.mailbox = sought.mailbox OR similarity(known.words, sought.words) >= %s
    WHERE known.id IS DISTINCT FROM sought.pk AND NOT {_APART.format("known.id", "sought.pk")}
    ORDER BY 1, 2"""  # noqa: S608 -- constants of ours
_PAIRS = f"""
    WITH {_KNOWN}, word AS MATERIALIZED (
        SELECT id, said
        FROM known, LATERAL (SELECT DISTINCT regexp_split_to_table(words, '[^[:alnum:]]+')) AS each (said)
        WHERE length(said) > 1),
    rare AS (SELECT said FROM word GROUP BY said HAVING count(*) BETWEEN 2 AND %(common)s),
    pair AS (
        SELECT one.id AS one, other.id AS other FROM rare JOIN word AS one USING (said) JOIN word AS other USING (said)
        WHERE one.id < other.id
        UNION SELECT one.id, other.id FROM known AS one JOIN known AS other USING (mailbox)
        WHERE one.id < other.id AND mailbox <> '')
    SELECT one, other, similarity(a.words, b.words)
    FROM pair JOIN known AS a ON a.id = one JOIN known AS b ON b.id = other
    WHERE (similarity(a.words, b.words) >= %(least)s OR a.mailbox = b.mailbox AND a.mailbox <> '')
        AND NOT {_APART.format("pair.one", "pair.other")}"""  # noqa: S608
