"""Where suggestions come from: open offers and needs, listed consultants, and records of what was done.

Each pool makes a shortlist from bitmaps, fetches only that, and scores it: one query for records, three for people,
whose released values come from the roster's view. What a reader may not see cannot be in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import F, QuerySet
from django.urls import reverse
from pyroaring import BitMap

from matchmaking.facts import asked_of, candidate_of
from matchmaking.index import need_index, offer_index
from matchmaking.likeness import Likeness
from matchmaking.looking import Looking, numbers, period_of
from matchmaking.models import MatchType, Need, Offer
from matchmaking.scoring import ANY_TIME, Candidate, Period, Score, score, standing
from matchmaking.shortlist import shortlist
from partnerships.models import Initiative
from partnerships.models.search import initiative_index
from portal.core.dates import span_text
from portal.core.facets import Facet, Snapshot
from roster.models import Consultant
from roster.models.search import ConsultantSearch, consultant_index
from roster.released import Released, read
from tad.models import Activity
from tad.models.search import activity_index

FETCHED = 60  # of a kind, for the few that are shown: enough for what no bitmap knows to change the order
WEIGHED = 2000  # open needs, the newest, that share a topic with an offer


@dataclass(frozen=True)
class Found:
    """One candidate with its score, and what is printed of it."""

    ref: str
    room: str  # the namespace of its address
    title: str
    language: str  # "" where nobody says which
    note: str  # whose it is, or when it took place
    is_sample: bool
    score: Score
    likeness: float

    @property
    def url(self) -> str:
        return reverse(f"{self.room}:detail", args=[self.ref])


def best_first(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda each: standing(each.score, each.likeness, each.ref))


def offers(looking: Looking) -> list[Found]:
    snapshot, among = looking.open(offer_index)
    owners = looking.experienced(snapshot)
    ids = shortlist(snapshot, looking.asked, among, snapshot.having(Facet.OWNER, owners), FETCHED)
    rows = _rows(Offer.objects.visible_to(looking.user), ids, looking.words, "owner_id")
    return [_offer(looking, row, owners.get(row["owner_id"], ())) for row in rows]


def _offer(looking: Looking, row: dict, experience: Iterable[int]) -> Found:
    period = Period(row["starts_on"], row["ends_on"])  # an offer that names no days is for any time while it is open
    facts = candidate_of(row["codes"], period=period, experience=experience)
    return _found(row, "offers", looking.organisation(row["owner_id"]), score(looking.asked, facts))


def needs(looking: Looking) -> list[Found]:
    """Those that an offer could answer."""
    snapshot, among = looking.open(need_index)
    ids = snapshot.page(among & snapshot.having(Facet.TOPIC, looking.topics), 0, WEIGHED)
    experience = looking.experience_of(looking.listing.owner_id)
    period = Period(looking.listing.starts_on, looking.listing.ends_on)
    given = candidate_of(looking.codes, period=period, experience=experience)
    rows = _rows(Need.objects.visible_to(looking.user), ids, looking.words, "owner_id")
    return [_need(looking, row, given) for row in rows]


def _need(looking: Looking, row: dict, given: Candidate) -> Found:
    asked = asked_of(row["codes"], period_of(row["starts_on"], row["ends_on"]))
    return _found(row, "needs", looking.organisation(row["owner_id"]), score(asked, given))


def consultants(looking: Looking) -> list[Found]:
    snapshot, among = looking.public(consultant_index)
    worked = _worked(looking, among & snapshot.having(Facet.TOPIC, looking.topics))
    ids = shortlist(snapshot, looking.asked, among, BitMap(worked), FETCHED)
    chosen = ConsultantSearch.objects.filter(pk__in=ids).annotate(likeness=Likeness("document", looking.words))
    rows = {pk: row for pk, *row in chosen.values_list("pk", "codes", "likeness")} if ids else {}
    people = read(Consultant.objects.listed(), [pk for pk in ids if pk in rows])
    return [_person(looking, each, *rows[each.consultant_id], worked.get(each.consultant_id, ())) for each in people]


def _person(looking: Looking, person: Released, codes: list[int], likeness: float, worked: Iterable[int]) -> Found:
    facts = candidate_of(codes, period=_free(person), experience=worked)
    facts = replace(facts, support=frozenset(numbers(MatchType, [MatchType.TECHNICAL])))
    countries = [looking.reference.countries[iso2].label for iso2 in person.nationalities]
    return Found(
        ref=person.ref, room="roster", title=person.title, language="", is_sample=person.is_sample,
        note=" · ".join(filter(None, [person.position, *countries])), score=score(looking.asked, facts),
        likeness=likeness,
    )  # fmt: skip


def _free(person: Released) -> Period | None:
    """Whoever did not release it, or is away without a day of return, promises nothing."""
    if person.away_until:
        return Period(starts_on=person.away_until)
    return ANY_TIME if person.availability in {"available", "limited"} else None


def _worked(looking: Looking, consultants: BitMap) -> dict[int, list[int]]:
    """Who has released that they worked on completed activities, and on which of the topics: ``{id: topics}``."""
    if not consultants:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.consultant_id, array_agg(w.activity_id) FROM roster_assignment w "
            "JOIN roster_consent c ON c.consultant_id = w.consultant_id AND c.field = 'assignments' "
            "AND c.withdrawn_at IS NULL WHERE w.activity_id IS NOT NULL AND w.consultant_id = ANY(%s) "
            "GROUP BY w.consultant_id",
            [list(consultants)],
        )
        rows = [(pk, looking.done_among(BitMap(activities))) for pk, activities in cursor.fetchall()]
    return {pk: topics for pk, topics in rows if topics}


def activities(looking: Looking) -> list[Found]:
    """Completed ones: this need was met there."""
    snapshot, among = looking.public(activity_index)
    completed = snapshot.having(Facet.STATUS, numbers(Activity.Status, [Activity.Status.COMPLETED]))
    return _records(looking, Activity, snapshot, among & completed, "activities")


def initiatives(looking: Looking) -> list[Found]:
    snapshot, among = looking.public(initiative_index)
    status = Initiative.Status
    running = snapshot.having(Facet.STATUS, numbers(status, [status.ONGOING, status.COMPLETED]))
    return _records(looking, Initiative, snapshot, among & running, "partnerships")


def _records(
    looking: Looking, model: type[Activity | Initiative], snapshot: Snapshot, among: BitMap, room: str
) -> list[Found]:
    """What is on record was done on its own topics, and has no period in which it could be had."""
    ids = shortlist(snapshot, looking.asked, among, among, FETCHED)
    rows = _rows(model.objects.published(), ids, looking.words, "starts_precision", "ends_precision")
    found = []
    for row in rows:
        facts = candidate_of(row["codes"], period=None)
        dates = span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"])
        result = score(looking.asked, replace(facts, experience=facts.topics))
        found.append(_found(row, room, dates, result))
    return found


def _rows(records: QuerySet, ids: list[int], words: str, *own: str) -> list[dict]:
    """One query, none where there is nothing to fetch."""
    if not ids:
        return []
    columns = ["ref", "title", "language_id", "is_sample", "starts_on", "ends_on", "likeness", *own]
    chosen = records.filter(pk__in=ids).order_by().annotate(likeness=Likeness("search__document", words))
    return list(chosen.values(*columns, codes=F("search__codes")))


def _found(row: dict, room: str, note: str, result: Score) -> Found:
    return Found(
        ref=row["ref"], room=room, title=row["title"], language=row["language_id"], note=note,
        is_sample=row["is_sample"], score=result, likeness=row["likeness"],
    )  # fmt: skip
