"""Records that may tell of the same thing twice: found by their titles, judged by title, dates and countries.

Trigrams of the titles find candidates (``similar_titles``); a pure function judges each (``compare``). What is found
is a warning, never a refusal: only people know whether two records mean the same event. A room says what its records
are to be compared by (tad/lookalikes.py).

The figures were chosen on the real records: of the ten meetings known to be an activity told again, none has a title
less alike than 0.65; of the 107 other pairs that begin within a month of each other, none is more alike than 0.45.
Yearly meetings ("12th meeting of …", "14th meeting of …") reach 0.92, so on other dates only the same title counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.core.dates import joined_text
from portal.core.models.curated import Curated
from portal.core.models.search_row import SearchRow

LEAST = 0.55  # a score from here on is worth a curator's look
NEAR = timedelta(days=31)
SAME_WORDS = 0.8  # trigrams shared by titles that are looked for whatever their dates
WORTH_A_LOOK = 0.3  # the same for titles of about the same dates; whether one contains the other costs more to say
CONTAINED = 0.95  # a title that stands whole in a longer one: "First meeting on marks", "First meeting on marks, Dakar"
CANDIDATES = 20  # of each kind for one sketch
MOST = 5  # more look-alikes than these help nobody


class Dates(Enum):
    """How near two records are in time, and what that leaves of the likeness of their titles."""

    SAME = 1.0
    NEAR = 0.9
    UNKNOWN = 0.69  # asks for titles that share four fifths
    OTHER = 0.57  # asks for the same title


NO_COMMON_COUNTRY = 0.8


@dataclass(frozen=True)
class Sketch:
    """What a record is recognised by, stored or not yet."""

    title: str
    starts_on: date | None = None
    ends_on: date | None = None
    starts_precision: str = "day"  # or "month", "year": then the date is the first day it can mean
    countries: frozenset[str] = frozenset()  # those that it names, in whatever role
    pk: int | None = None  # the record's own, if it is stored: nothing looks like itself

    @property
    def begins(self) -> tuple[date, date] | None:
        """The first and the last day on which it can have begun; None if that is not known, or in the first or the last
        year there is: what was typed may be any day, and some are looked at to either side of it."""
        day = self.starts_on or self.ends_on
        if day is None or day.year in {MINYEAR, MAXYEAR}:
            return None
        if self.starts_on is None or self.starts_precision == "day":
            return day, day
        if self.starts_precision == "year":
            return day, date(day.year, 12, 31)
        return day, (day.replace(day=1) + NEAR).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Likeness:
    score: float  # from 0 to 1
    reason: str

    @property
    def is_enough(self) -> bool:
        return self.score >= LEAST


def compare(one: Sketch, other: Sketch, titles: float) -> Likeness:
    """How alike two records are, ``titles`` being the likeness of their titles from 0 to 1; and why, in words."""
    dates = compare_dates(one, other)
    score = titles * dates.value
    words = [_("same title") if titles == 1 else _("similar title"), _date_words(one, other, dates)]
    if one.countries and other.countries:
        common, most = len(one.countries & other.countries), max(len(one.countries), len(other.countries))
        score *= 1 if common else NO_COMMON_COUNTRY
        words.append(_country_words(common, most))
    return Likeness(score, joined_text(words))


def compare_dates(one: Sketch, other: Sketch) -> Dates:
    if one.begins is None or other.begins is None:
        return Dates.UNKNOWN
    ends = {one.ends_on, other.ends_on} - {None}
    if one.begins == other.begins and len(ends) <= 1:
        return Dates.SAME
    (first, last), (other_first, other_last) = one.begins, other.begins
    # "2001" and "2002" are neighbours in the calendar, not in time.
    apart = timedelta() if "year" in _precisions(one, other) else NEAR
    return Dates.NEAR if first - apart <= other_last and other_first - apart <= last else Dates.OTHER


def _date_words(one: Sketch, other: Sketch, dates: Dates) -> str:
    if dates is Dates.UNKNOWN:
        return _("no date to compare")
    if dates is Dates.OTHER:
        return _("other dates")
    (day, last), (other_day, _other_last) = one.begins, other.begins
    if dates is Dates.SAME and day == last:
        return _("same dates")
    if (day.year, day.month) == (other_day.year, other_day.month) and "year" not in _precisions(one, other):
        return _("same month")
    return _("same year") if day.year == other_day.year else _("about the same time")


def _precisions(one: Sketch, other: Sketch) -> set[str]:
    return {one.starts_precision, other.starts_precision}


def _country_words(common: int, most: int) -> str:
    if not common:
        return _("no country in common")
    if common == most:
        return _("same countries")
    return _("%(common)d of %(all)d countries") % {"common": common, "all": most}


def similar_titles(rows: type[SearchRow], sketches: Sequence[Sketch]) -> list[tuple[int, int, float]]:
    """``(place of the sketch, record id, likeness)`` for records worth comparing; one question for all sketches.

    The day a search row sorts by is the first of ``Sketch.begins``; for records known by their year that is 1 January.
    """
    table, pk = rows._meta.db_table, rows._meta.pk.column
    spans = [sketch.begins for sketch in sketches]
    question = f"""
        SELECT sketch.number - 1, alike.id, alike.likeness
        FROM unnest(%s::text[], %s::date[], %s::date[]) WITH ORDINALITY AS sketch (title, first, last, number),
        LATERAL (SELECT core_sort_key(sketch.title) AS words OFFSET 0) AS wanted,
        LATERAL (
            (SELECT {pk} AS id, {_LIKENESS} AS likeness FROM {table}
             WHERE (sort_date BETWEEN first AND last OR sort_date = date_trunc('year', first + {NEAR.days})::date)
               AND similarity(title_key, words) >= {WORTH_A_LOOK}
             ORDER BY likeness DESC, id DESC LIMIT {CANDIDATES})
            UNION
            (SELECT {pk}, {_LIKENESS} AS likeness FROM {table} WHERE title_key %% words
             ORDER BY likeness DESC, {pk} DESC LIMIT {CANDIDATES})
        ) AS alike
        WHERE words <> ''
        ORDER BY 1, 3 DESC, 2"""  # noqa: S608 -- names of our own tables and constants
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pg_trgm.similarity_threshold = %s", [SAME_WORDS])
        cursor.execute(
            question,
            [
                [sketch.title for sketch in sketches],
                [span and span[0] - NEAR for span in spans],
                [span and span[1] + NEAR for span in spans],
            ],
        )
        return cursor.fetchall()


# Where one title stands whole in the other, they are as alike as titles that are not the same can be.
_LIKENESS = f"""greatest(similarity(title_key, words),
    {CONTAINED} * greatest(word_similarity(words, title_key), word_similarity(title_key, words)))"""


@dataclass(frozen=True)
class LookAlike:
    record: Curated  # reference, title, state and dates only
    sketch: Sketch  # of that record
    likeness: Likeness


class LookAlikes:
    """A room's records that look like something: ``LookAlikes(ActivitySearch)`` for those with these search rows.

    ``countries`` names the record's lines of countries. A room whose records say otherwise when they were gives
    ``dates``, the columns they are in, and overrides ``span_of``.
    """

    dates = ("starts_on", "starts_precision", "ends_on", "ends_precision")

    def __init__(self, rows: type[SearchRow], *, countries: str = "participations") -> None:
        self.rows = rows
        self.model: type[Curated] = rows._meta.pk.related_model
        self.lines = self.model._meta.get_field(countries).field

    def find(self, sketches: Sequence[Sketch], user) -> list[list[LookAlike]]:
        """For each sketch the records that look like it, the most alike first, among those this user may see.

        A fixed number of queries, however many sketches.
        """
        pairs = similar_titles(self.rows, sketches)
        found = {record.pk: record for record in self._shown(user, {pk for _place, pk, _titles in pairs})}
        known = {sketch.pk: sketch for sketch in self.sketches_of(found.values())}
        alike: list[list[LookAlike]] = [[] for _sketch in sketches]
        for place, pk, titles in pairs:
            if pk in found and pk != sketches[place].pk:
                likeness = compare(sketches[place], known[pk], titles)
                if likeness.is_enough:
                    alike[place].append(LookAlike(found[pk], known[pk], likeness))
        return [sorted(each, key=lambda one: (-one.likeness.score, one.record.pk))[:MOST] for each in alike]

    def sketches_of(self, records: Iterable[Curated]) -> list[Sketch]:
        """Stored records as sketches, their countries read in one query."""
        records = list(records)
        countries: dict[int, set[str]] = defaultdict(set)
        named = self.lines.model.objects.filter(**{f"{self.lines.name}__in": records}, country__isnull=False)
        for owner, country in named.order_by().values_list(self.lines.attname, "country_id") if records else ():
            countries[owner].add(country)
        return [
            Sketch(
                title=record.title, countries=frozenset(countries[record.pk]), pk=record.pk,
                **self.span_of({name: getattr(record, name) for name in self.dates}),
            )
            for record in records
        ]  # fmt: skip

    def span_of(self, values: dict) -> dict:
        """When a record with these values took place, as the fields of Sketch. What is not given is not known."""
        return {name: values[name] for name in ("starts_on", "starts_precision", "ends_on") if name in values}

    def _shown(self, user, ids: set[int]) -> Iterable[Curated]:
        fields = ["ref", "title", "state", *self.dates]
        return self.model.objects.visible_to(user).filter(pk__in=ids).only(*fields) if ids else ()
