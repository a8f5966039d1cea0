"""Where interests may conflict: what consultants declared and when, and what the portal itself knows beside it.

Read by curators alone, whatever was released: who asks whether advice is independent must see all of it. Samples are
nobody's interests. An employer is compared where it is an organisation of the portal; free text is not guessed at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.exports.columns import plain
from roster.models import Assignment, Consultant, Conversation

FRESH = timedelta(days=365)  # an older declaration is to be asked for anew
AT_ONCE = 500  # profiles read at once for a file


@dataclass(frozen=True)
class Interests:
    """A line of the table."""

    consultant: Consultant
    for_employer: list[str]  # references of activities in which the employer took part
    is_asked: bool  # the employer wrote through the relay

    @property
    def is_old(self) -> bool:
        day = self.consultant.interests_declared_on
        return day is not None and day < _oldest()

    @property
    def by_employer(self) -> bool:
        nominated_by = self.consultant.nominated_by_id
        return nominated_by is not None and nominated_by == self.consultant.employer_id

    @property
    def marks(self) -> list[str]:
        """What somebody should look at, in words."""
        found = [
            (self.consultant.interests_declared_on is None, _("Nothing declared")),
            (self.is_old, _("Declared more than 12 months ago")),
            (bool(self.for_employer), _("Worked for the own employer")),
            (self.by_employer, _("Nominated by the own employer")),
            (self.is_asked, _("Asked by the own employer")),
        ]
        return [text for applies, text in found if applies]


def _oldest() -> date:
    return timezone.localdate() - FRESH


def _for_employer() -> Q:
    """Of an assignment: the organisation that employs the consultant took part in the activity."""
    return Q(activity__participations__organisation=F("consultant__employer"))


def _asked() -> QuerySet[Conversation]:
    """What reached a consultant through the relay from a member who acted for the consultant's employer."""
    return Conversation.objects.filter(organisation=F("consultant__employer"), confirmed_at__isnull=False)


def profiles(*, marked: bool) -> QuerySet[Consultant]:
    """Everybody who is on the roster or applies; with ``marked`` only those of whom something is to be looked at."""
    found = Consultant.objects.filter(withdrawn_at=None, merged=None, is_sample=False).exclude(state="rejected")
    if marked:
        own = Assignment.objects.filter(_for_employer(), consultant=OuterRef("pk"))
        asked = _asked().filter(consultant=OuterRef("pk"))
        outdated = Q(interests_declared_on=None) | Q(interests_declared_on__lt=_oldest())
        found = found.filter(outdated | Q(nominated_by=F("employer")) | Exists(own) | Exists(asked))
    return found.select_related("employer", "nominated_by").order_by("name", "pk")


def lines(consultants: Iterable[Consultant]) -> list[Interests]:
    """Two queries for all of them."""
    consultants = list(consultants)
    refs: dict[int, list[str]] = defaultdict(list)
    own = Assignment.objects.filter(_for_employer(), consultant__in=consultants).order_by("activity__ref")
    for pk, ref in own.values_list("consultant_id", "activity__ref").distinct():
        refs[pk].append(ref)
    asked = set(_asked().filter(consultant__in=consultants).values_list("consultant_id", flat=True))
    return [Interests(each, refs[each.pk], each.pk in asked) for each in consultants]


class InterestsTable:
    """The same as a file."""

    columns = [
        plain("ref", gettext_lazy("Reference")),
        plain("name", gettext_lazy("Name, released or not: for curators alone")),
        plain("state", gettext_lazy("State of the profile")),
        plain("declared_on", gettext_lazy("Day of the declaration of interests"), is_date=True),
        plain("declaration", gettext_lazy("Declaration of interests; empty with a day: none")),
        plain("employer", gettext_lazy("Employer")),
        plain("nominated_by", gettext_lazy("Nominated by")),
        plain("for_employer", gettext_lazy("Activities in which the employer took part")),
        plain("marks", gettext_lazy("What is to be looked at")),
    ]

    def __init__(self, *, marked: bool) -> None:
        self.marked = marked

    def records(self) -> Iterator[dict]:
        found = profiles(marked=self.marked)
        keys = list(found.values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            for line in lines(found.filter(pk__in=keys[start : start + AT_ONCE])):
                yield _record(line)


def _record(line: Interests) -> dict:
    consultant = line.consultant
    day = consultant.interests_declared_on
    return {
        "ref": consultant.ref,
        "name": consultant.name,
        "state": consultant.state,
        "declared_on": day.isoformat() if day else "",
        "declaration": consultant.interests,
        "employer": str(consultant.employer or consultant.employer_as_said),
        "nominated_by": str(consultant.nominated_by or ""),
        "for_employer": "; ".join(line.for_employer),
        "marks": "; ".join(line.marks),
    }
