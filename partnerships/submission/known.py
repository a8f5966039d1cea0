"""What the portal knows already: the records, and the other submissions, that may tell of the same partnership."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Func, Q, TextField, Value

from partnerships.lookalikes import look_alikes
from partnerships.models import Initiative
from partnerships.submission.judgement import sketch
from partnerships.submission.models import Submission
from portal.core.dates import span_text
from portal.core.lookalikes import CANDIDATES, MOST, WORTH_A_LOOK, LookAlike, Sketch, compare
from portal.core.reference import Reference


@dataclass(frozen=True)
class Known:
    """A record or another submission that looks like it, as the desk shows it."""

    thing: Initiative | Submission
    title: str
    countries: list[str]  # by name
    dates: str
    reason: str

    @property
    def ref(self) -> str:
        return self.thing.ref


def alike_records(wanted: Sketch, user, reference: Reference) -> list[Known]:
    return [_known(each, reference) for each in look_alikes([wanted], user)[0]] if wanted.title else []


def alike_submissions(submission: Submission, wanted: Sketch, reference: Reference) -> list[Known]:
    """Those that curators may read, by title first, then judged like records."""
    if not wanted.title:
        return []
    others = Submission.objects.on_the_desk().exclude(pk=submission.pk)
    likeness = TrigramSimilarity(_plain(F("title")), _plain(Value(wanted.title)))
    near = others.annotate(likeness=likeness).filter(likeness__gte=WORTH_A_LOOK).order_by("-likeness", "-pk")
    best = sorted(_judged(near[:CANDIDATES], wanted, reference), key=lambda each: -each.likeness.score)[:MOST]
    return [_known(each, reference) for each in best]


def _judged(others: Iterable[Submission], wanted: Sketch, reference: Reference) -> Iterator[LookAlike]:
    for other in others:
        known = sketch(other.filled(reference, ["snapshot"])["snapshot"].answers)
        likeness = compare(wanted, known, other.likeness)
        if likeness.is_enough:
            yield LookAlike(other, known, likeness)


def _known(found: LookAlike, reference: Reference) -> Known:
    known = found.sketch
    return Known(
        thing=found.record,
        title=found.record.title,
        countries=sorted(reference.name_of(code) for code in known.countries),
        dates=span_text(known.starts_on, known.ends_on, known.starts_precision, known.starts_precision),
        reason=found.likeness.reason,
    )


def _plain(text: F | Value) -> Func:
    """Letters without accents and case, as in search rows."""
    return Func(text, function="core_sort_key", output_field=TextField())


# --- By reference -----------------------------------------------------------------------------------------------------
def named(ref: str, user) -> Initiative | Submission | None:
    """What this reference names, as far as the user may see it."""
    ref = ref.strip().upper()
    record = Initiative.objects.visible_to(user).filter(ref=ref).first()
    return record or Submission.objects.on_the_desk().filter(ref=ref).first()


def public_record(ref: str) -> Initiative | None:
    """The record with this reference, or made of the submission with this reference, if everybody may see it."""
    public = Initiative.objects.visible_to(AnonymousUser())
    return public.filter(Q(ref=ref) | Q(submission__ref=ref)).first() if ref else None
