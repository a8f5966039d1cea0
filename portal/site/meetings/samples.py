"""Invented meetings of sample organisations with their papers, for trying the portal out: past ones and some to come.

The same seed and number give the same ones, but for the days, which are counted from today: a calendar in which all is
past would show nothing. What all rooms' samples share: portal/core/samples.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone

from portal.core import reference
from portal.core.classification import Role
from portal.core.meetings import record_meeting
from portal.core.models import Attendance, FileKind, Language, Meeting, MeetingPaper, MeetingSeries, Topic, User
from portal.core.sample_texts import Texts
from portal.core.sample_world import OFTEN_PROVIDING, Skewed, World, zipf
from portal.core.samples import SAID, curated, institutions, removed, written
from portal.core.submitting.documents import remove
from portal.site.meetings.sample_paper import pdf
from portal.site.meetings.search_rows import MEETING_ROWS

TEXTS = Path(__file__).resolve().parent / "data" / "sample_texts.csv"
BEFORE, AFTER = 500, 250  # days around today
OVER = Skewed([Meeting.Status.HELD, Meeting.Status.PLANNED, Meeting.Status.CANCELLED], [90, 6, 4])
TO_COME = Skewed([Meeting.Status.PLANNED, Meeting.Status.POSTPONED], [94, 6])
What = MeetingPaper.What


def count() -> int:
    return Meeting.objects.filter(is_sample=True).count()


def load(meetings: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples; ``report`` hears now and then how many there are so far."""
    draughtsman = Draughtsman(Random(seed))
    with written(MEETING_ROWS):
        for done in range(1, meetings + 1):
            draughtsman.draw()
            if done % 100 == 0:
                report(done)


def clear() -> int:
    with written(MEETING_ROWS):
        for paper in MeetingPaper.objects.filter(meeting__is_sample=True):
            remove(paper)
        return removed(Meeting)


class Draughtsman:
    """Draws one meeting after another and writes it."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.by, self.now = rng, User.objects.importer(), timezone.now()
        owners = institutions(OFTEN_PROVIDING)
        known = reference.current()
        self.world, self.texts = World(known, owners, rng), Texts(known, TEXTS)
        self.owners = zipf((each for each in owners if each.country), 0.6)
        self.languages = zipf(self.texts.patterns, 1.3)
        self.spoken = {code: known[Language].by_code[code].id for code in self.texts.patterns}
        self.series = sorted(known[MeetingSeries].by_id)
        self.topics = zipf(known[Topic].by_id.values())

    def draw(self) -> None:
        rng, owner, language = self.rng, self.owners.one(self.rng), self.languages.one(self.rng)
        starts = self.now.date() + timedelta(days=rng.randrange(-BEFORE, AFTER))
        group, topics = self.world.groups.one(rng), self.topics.several(rng, rng.choice((1, 1, 2)))
        whom = f"group:{self.world.known.groups.by_id[group].code}"
        words = self.texts.words(language, {"topic": f"topic:{topics[0].code}"}, [whom], str(starts.year))
        values = self._values(language, words, starts) | {"owner_id": owner.id, "country_id": owner.country}
        meeting = record_meeting(
            by=self.by,
            values=values,
            participations=[
                {"role": Role.ORGANISER, "organisation_id": owner.id},
                {"role": Role.BENEFICIARY, "group_id": group},
            ],
            topics=[{"topic_id": term.id} for term in topics],
            working_languages=[{"language_id": pk} for pk in {self.spoken[language], self.spoken["en"]}],
        )
        self._papers(meeting, words)

    def _values(self, language: str, words: dict[str, str], starts: date) -> dict:
        rng, today = self.rng, self.now.date()
        is_over = starts < today
        status = (OVER if is_over else TO_COME).one(rng)
        return curated(rng, min(starts, today) - timedelta(days=90), by=self.by.pk, now=self.now) | {
            "title": self.texts.title(language, words, rng),
            "summary": self.texts.one("summary", language, words, rng),
            "description": self.texts.one("description", language, words, rng),
            "outcome": self.texts.one("outcome", language, words, rng) if status == Meeting.Status.HELD else "",
            "language_id": language, "source": SAID, "is_sample": True, "status": status,
            "starts_on": starts, "ends_on": starts + timedelta(days=rng.choice((0, 1, 2, 4))),
            "delivery": rng.choice(Attendance.values), "series_id": rng.choice([*self.series, None]),
        }  # fmt: skip

    def _papers(self, meeting: Meeting, words: dict[str, str]) -> None:
        """An agenda and a programme, and a report of what was held."""
        language = meeting.language_id
        kinds = [What.AGENDA, What.PROGRAMME, *([What.REPORT] if meeting.outcome else [])]
        for order, what in enumerate(kinds):
            title = self.texts.one(what, language, words, self.rng)
            text = meeting.outcome if what == What.REPORT else meeting.description
            data = pdf(title, [meeting.title, f"{meeting.ref}, {meeting.starts_on.isoformat()}", text, SAID])
            paper = MeetingPaper(
                meeting=meeting, what=what, title=title, language_id=language, order=order, name=f"{what}.pdf",
                kind=FileKind.PDF, size=len(data), digest=hashlib.sha256(data).hexdigest(),
            )  # fmt: skip
            paper.file.save(f"{meeting.ref.lower()}-{what}.bin", ContentFile(data))
