"""Invented consultants, for trying the portal out. There is no public register to load, and nobody real is made up.

The same seed and number give the same ones. Every family name means "example" in some language, every address ends in
.invalid, every profile is marked. What all rooms' samples share: portal/core/samples.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

from django.db import connection, models, transaction
from django.utils import timezone

from portal.core import reference
from portal.core.models import Language, Modality, State, Topic, User, next_references
from portal.core.rate_limit import mailbox
from portal.core.sample_texts import Texts
from portal.core.sample_world import AS_OF, LANGUAGES, World, zipf
from portal.core.samples import SAID, curated
from roster.models import (
    Assignment,
    Biography,
    Consent,
    Consultant,
    ConsultantModality,
    Expertise,
    LanguageSkill,
    Nationality,
)
from roster.search_rows import CONSULTANT_ROWS

TEXTS = Path(__file__).resolve().parent / "data" / "sample_texts.csv"
BATCH = 500
GIVEN_NAMES = (
    "Amina", "Bilal", "Carmen", "Desta", "Elias", "Fatou", "Gulnara", "Hassan", "Ines", "Jorge", "Kavita", "Linh",
    "Malaika", "Nadia", "Oumar", "Paloma", "Qiang", "Rania", "Samuel", "Tendai", "Uma", "Viktor", "Wanjiku", "Xiomara",
    "Yusuf", "Zainab",
)  # fmt: skip
# Swahili, Indonesian, Hindi, Turkish, Arabic, Tagalog, Spanish, French, Portuguese, Russian, Chinese and English.
FAMILY_NAMES = (
    "Mfano", "Contoh", "Udaharan", "Örnek", "Mithal", "Halimbawa", "Ejemplo", "Exemple", "Exemplo", "Primer", "Lizi",
    "Example",
)  # fmt: skip
RELEASED = {  # how many of a hundred release a field; whoever is listed releases the listing
    Consent.Field.NAME: 85, Consent.Field.RESIDENCE: 60, Consent.Field.POSITION: 70, Consent.Field.BIOGRAPHY: 80,
    Consent.Field.AVAILABILITY: 80, Consent.Field.ASSIGNMENTS: 85, Consent.Field.INTERESTS: 40,
}  # fmt: skip
NO_WORK_IN = {"other"}
WRITTEN = (Nationality, Expertise, ConsultantModality, LanguageSkill, Biography, Assignment, Consent)


def count() -> int:
    return Consultant.objects.filter(is_sample=True).count()


@transaction.atomic
def load(number: int, *, seed: int, report: Callable[[int], None] = lambda done: None) -> None:
    """Add that many samples; ``report`` hears now and then how many there are so far.

    Their history names no reason: a context is one row, and a hundred thousand lines would each find their way through
    all its earlier versions.
    """
    draughtsman = Draughtsman(Random(seed))
    with CONSULTANT_ROWS.deferred():
        for done in range(0, number, BATCH):
            draughtsman.draw(min(BATCH, number - done))
            connection.check_constraints()  # what waits for the end of the transaction slows each further row down
            _analyse()
            report(min(number, done + BATCH))
    CONSULTANT_ROWS.derive_all()


@transaction.atomic
def clear() -> int:
    """Remove all samples."""
    removed = count()
    with CONSULTANT_ROWS.deferred():
        Consultant.objects.filter(is_sample=True).delete()
    CONSULTANT_ROWS.derive_all()
    return removed


def _analyse() -> None:
    """Plans that were made when the tables were empty read all of a table for each row: ten thousand profiles took
    longer than anybody waits."""
    tables = ", ".join(model._meta.db_table for model in (Consultant, *WRITTEN))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


class Draughtsman:
    """Draws profiles by the hundred; their lines are written a table at a time."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.by, self.now = rng, User.objects.importer(), timezone.now()
        known = reference.current()
        self.world, self.texts = World(known, [], rng), Texts(known, TEXTS)  # they name no invented institutions
        self.topics = zipf(term for term in known[Topic].by_id.values() if term.code not in NO_WORK_IN)
        self.modalities = zipf(term for term in known[Modality].by_id.values() if term.code not in NO_WORK_IN)
        self.spoken = {code: known[Language].by_code[code].id for code in LANGUAGES}
        activities = Assignment._meta.get_field("activity").related_model.objects.published()
        self.activities = list(activities.order_by("pk").values_list("pk", flat=True)[:300])
        self.lines: dict[type[models.Model], list[models.Model]] = {}

    def draw(self, number: int) -> None:
        refs = next_references(Consultant.REF_PREFIX, timezone.localdate().year, number)
        people = Consultant.objects.bulk_create(self._person(ref) for ref in refs)
        self.lines = {model: [] for model in WRITTEN}
        for person in people:
            self._lines_of(person)
        for model, rows in self.lines.items():
            model.objects.bulk_create(rows)

    def _person(self, ref: str) -> Consultant:
        rng, world = self.rng, self.world
        email = f"{ref.lower()}@sample.invalid"
        confirmed = AS_OF - timedelta(days=min(rng.randrange(400), rng.randrange(400)))
        stamps = curated(rng, confirmed - timedelta(days=rng.randrange(900)), by=self.by.pk, now=self.now)
        person = Consultant(
            ref=ref, is_sample=True, name=f"{rng.choice(GIVEN_NAMES)} {rng.choice(FAMILY_NAMES)}", email=email,
            mailbox=mailbox(email), note=SAID, created_by=self.by, updated_by=self.by, last_confirmed_on=confirmed,
            confirm_due_on=confirmed + timedelta(days=183), remote=rng.random() < 0.6,
            basis=rng.choice([Consultant.Basis.WORKED, Consultant.Basis.VERIFIED]),
            availability=rng.choice([*Consultant.Availability.values, Consultant.Availability.AVAILABLE]),
            residence_id=world.beneficiaries.one(rng), position=self._said("position", "en"), **stamps,
        )  # fmt: skip
        if rng.random() < 0.5:
            person.employer_as_said = self._said("employer", "en")
        if rng.random() < 0.4:
            person.interests_declared_on = confirmed
        return person

    def _said(self, part: str, language: str) -> str:
        words = self.texts.words(
            language, {"topic": f"topic:{self.topics.one(self.rng).code}"}, [self.world.beneficiaries.one(self.rng)],
            str(self.world.years.one(self.rng)),
        )  # fmt: skip
        return self.texts.one(part, language, words, self.rng)

    def _lines_of(self, person: Consultant) -> None:
        rng, own = self.rng, {"consultant": person}
        nations = self.world.providers.several(rng, rng.choice((1, 1, 1, 2)))
        self._add(Nationality, own, "country_id", nations)
        for term in self.topics.several(rng, rng.choice((1, 2, 3, 4, 5))):
            level, years = rng.choice(Expertise.Level.values), min(rng.randrange(36), rng.randrange(36))
            self.lines[Expertise].append(Expertise(topic_id=term.id, level=level, years=years, **own))
        self._add(
            ConsultantModality, own, "modality_id", [t.id for t in self.modalities.several(rng, rng.choice((1, 3)))]
        )
        tongues = self.world.languages.several(rng, rng.choice((1, 2, 3)))
        levels = [LanguageSkill.Level.NATIVE, LanguageSkill.Level.FLUENT, LanguageSkill.Level.WORKING]
        for code, level in zip(tongues, levels, strict=False):
            self.lines[LanguageSkill].append(LanguageSkill(language_id=self.spoken[code], level=level, **own))
        for code in islice(tongues, 2):
            self.lines[Biography].append(Biography(language_id=code, text=self._said("biography", code), **own))
        self._assignments(own, tongues[0])
        given = {Consent.Field.LISTING, *(field for field, of in RELEASED.items() if rng.randrange(100) < of)}
        if person.state == State.DRAFT:
            given = set()
        for field in (each for each in Consent.Field if each in given):
            self.lines[Consent].append(Consent(field=field, how=Consent.How.SAMPLE, given_at=person.created_at, **own))

    def _add(self, model: type[models.Model], own: dict, column: str, values: list) -> None:
        self.lines[model] += [model(**own, **{column: value}) for value in values]

    def _assignments(self, own: dict, language: str) -> None:
        """Most in words; some name an activity that is here."""
        rng = self.rng
        named = set()
        for _each in range(min(rng.randrange(8), rng.randrange(8))):
            begin = rng.randrange(2000, AS_OF.year)
            values = {"role": self._said("role", language), "from_year": begin, "to_year": begin + rng.randrange(2)}
            if self.activities and rng.random() < 0.4:
                activity = rng.choice(self.activities)
                if activity not in named:
                    self.lines[Assignment].append(Assignment(activity_id=activity, **values, **own))
                    named.add(activity)
            else:
                self.lines[Assignment].append(Assignment(as_said=self._said("work", language), **values, **own))
