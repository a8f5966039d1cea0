"""Assignments held against the activities of the database: which activity somebody means, and a curator's word for it.

    (said by the consultant) → verified: it is this activity
                             → set aside: the portal knows no such activity
    any edit of the line → to be looked at again (a trigger: roster/models/particulars.py)

Both decisions are about what the curator saw: who edits the line meanwhile is not vouched for unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import pghistory
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.dates import day_text
from portal.core.lookalikes import LookAlike, LookAlikes, Sketch
from portal.core.models import State, User
from roster.detail import years_of
from roster.models import Assignment

Activity: type[models.Model] = Assignment._meta.get_field("activity").related_model  # of the room beside, unimported
ACTIVITIES = LookAlikes(Activity._meta.get_field("search").related_model)


@dataclass(frozen=True)
class Period(Sketch):
    """An assignment as activities are recognised: it went on from the first to the last year that is known of it."""

    to_year: int | None = None

    @property
    def begins(self) -> tuple[date, date] | None:
        """An activity may have begun on any day of the assignment."""
        if self.starts_on is None:
            return None
        return self.starts_on, date(self.to_year or self.starts_on.year, 12, 31)


@dataclass(frozen=True)
class Case:
    """One line for a curator to decide: what was said, and the activities that it may mean."""

    assignment: Assignment
    suggestions: list[LookAlike]

    @property
    def years(self) -> str:
        return years_of({"from_year": self.assignment.from_year, "to_year": self.assignment.to_year})

    @property
    def seen(self) -> str:
        return seen(self.assignment)


def waiting() -> QuerySet[Assignment]:
    """Those that nobody decided, of profiles that are published or in review and no samples; the oldest first."""
    open_profile = Q(consultant__state__in=[State.IN_REVIEW, State.PUBLISHED], consultant__withdrawn_at=None)
    return Assignment.objects.filter(
        open_profile, verified_on=None, unmatched_on=None, consultant__is_sample=False
    ).order_by(F("consultant__submitted_at").asc(nulls_first=True), "pk")


def cases(assignments: Iterable[Assignment], user: User) -> list[Case]:
    """With the activities that each line names or may mean, in a fixed number of queries."""
    assignments = list(assignments)
    found = ACTIVITIES.find([_sketch(each) for each in assignments], user)
    return [Case(each, [] if each.activity else alike) for each, alike in zip(assignments, found, strict=True)]


def _sketch(assignment: Assignment) -> Period:
    if assignment.activity:  # it was said which
        return Period("")
    year = assignment.from_year or assignment.to_year
    return Period(
        assignment.as_said,
        starts_on=year and date(year, 1, 1),
        starts_precision="year",
        countries=frozenset([assignment.country_id] if assignment.country_id else []),
        to_year=assignment.to_year,
    )


def seen(assignment: Assignment) -> str:
    """What the line said when it was shown."""
    names = ("activity_id", "as_said", "role", "from_year", "to_year", "country_id", "output")
    return sha256(repr([getattr(assignment, name) for name in names]).encode()).hexdigest()[:16]


def verify(assignment: Assignment, *, activity: models.Model, as_seen: str, by: User) -> None:
    """Say that the assignment was part of this activity. What was said in words stays beside it."""
    today = timezone.localdate()
    _decide(assignment, as_seen, by, "verify assignment", activity_id=activity.pk, verified_on=today, verified_by=by)


def set_aside(assignment: Assignment, *, as_seen: str, by: User) -> None:
    """Say that the portal knows no such activity; the line stays as the consultant's own word."""
    _decide(assignment, as_seen, by, "set aside", unmatched_on=timezone.localdate())


def _decide(assignment: Assignment, as_seen: str, by: User, move: str, **written) -> None:
    """Under the row's lock; the line is given anew to whoever asked."""
    with transaction.atomic(), pghistory.context(user=by.pk, move=move):
        now = Assignment.objects.select_for_update(of=["self"]).select_related("verified_by").filter(pk=assignment.pk)
        current = now.first()
        if current is None or seen(current) != as_seen:
            raise MoveRefused(_("The assignment was changed since you saw it. Look again."), code="changed")
        if current.verified_on:
            words = {"who": current.verified_by, "day": day_text(current.verified_on)}
            raise MoveRefused(_("%(who)s verified this assignment on %(day)s already.") % words, code="verified")
        if current.unmatched_on and "verified_on" not in written:
            raise MoveRefused(_("This assignment was set aside already."), code="aside")
        try:
            with transaction.atomic():
                Assignment.objects.filter(pk=assignment.pk).update(**{"unmatched_on": None} | written)
        except IntegrityError as error:
            message = _("The profile has an assignment in this activity with the same role already.")
            raise MoveRefused(message, code="twice") from error
    assignment.refresh_from_db()
