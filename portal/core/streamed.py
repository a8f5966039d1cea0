"""Records in a room's one representation, a batch at a time, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, override

from portal.core import reference as reference_memory
from portal.core.lines import fetch_lines
from portal.core.models import Curated
from portal.core.reference import Reference
from portal.core.wording import Wording

BATCH = 500


def streamed(
    visible: QuerySet[Curated], lines: tuple[str, ...], said: Callable[[Curated, Wording, str], dict],
    ids: Iterable[int], reference: Reference, base: str,
) -> Iterator[dict]:  # fmt: skip
    """Of the records with these ids, in this order, those that are ``visible`` when their turn comes, each as ``said``
    of it once its ``lines`` are there. ``base`` ("https://portal.example.org") makes addresses absolute; default:
    SITE_URL."""
    base, language, ids = (base or settings.SITE_URL).rstrip("/"), get_language() or "en", iter(ids)

    def worded(shown: list[Curated], known: Reference) -> list[dict]:
        wording = Wording(known, base)
        return [said(record, wording, base) for record in shown]

    def written() -> Iterator[dict]:
        while batch := list(islice(ids, BATCH)):
            found = {record.pk: record for record in visible.filter(pk__in=batch)}
            shown = [found[pk] for pk in batch if pk in found]
            fetch_lines(shown, *lines)
            with override(language):  # for these only: between batches whoever reads may use another
                try:
                    told = worded(shown, reference)
                except KeyError:  # a term that is younger than this copy of the vocabularies
                    told = worded(shown, reference_memory.current())
            yield from told

    return written()
