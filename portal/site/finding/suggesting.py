"""What a search over everything may be about, while one types: countries, topics, organisations, words, titles.

Only names that anybody may read: vocabularies, verified organisations, words and titles of public records.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.facet_panel import plain
from portal.core.models import Topic
from portal.core.reference import Reference
from portal.core.suggest import as_question, beginning, completed, once
from portal.site.finding.lists import LISTS, kind_of
from portal.site.organisations.listing import OrganisationListing

NAMES, TITLES = 5, 4  # shown of all kinds together


def suggestions(typed: str) -> list[tuple[str, str]]:
    """``(what to search for, what it is)``; two queries and the versions, however many kinds there are."""
    typed = beginning(typed)
    if not typed:
        return []
    words = completed(typed, [listing.text.index.name for listing in LISTS])
    return once((*_names(plain(typed), reference_memory.current()), *words, *_titles(typed)))


def _names(wanted: str, reference: Reference) -> list[tuple[str, str]]:
    """Those that themselves begin so come first; then those in which a word does."""
    fitting = [
        (not plain(name).startswith(wanted), place, plain(name), name, kind)
        for place, name, kind in _all_names(reference)
        if f" {wanted}" in f" {plain(name)}"
    ]
    return [(name, kind) for _inside, _place, _key, name, kind in sorted(fitting)[:NAMES]]


def _all_names(reference: Reference) -> Iterator[tuple[int, str, str]]:
    """In the reader's language; where several fit, countries before topics before organisations."""
    kinds = (_("Country"), _("Topic"), _("Organisation"))
    yield from ((0, term.label, kinds[0]) for term in reference.countries.values())
    yield from ((1, term.label, kinds[1]) for term in reference[Topic].by_id.values())
    for each in reference.nameable:
        if each.is_verified:
            yield from ((2, name, kinds[2]) for name in (each.name, each.acronym) if name)


def _titles(typed: str) -> list[tuple[str, str]]:
    """Of each kind the first; one query for all."""
    asked = [listing for listing in LISTS if listing is not OrganisationListing]  # its names are told already
    questions = [
        f"(SELECT {place}, * FROM ({listing.text.titles_question(listing.filterset_class.Meta.model)}) AS titles)"  # noqa: S608 -- constants
        for place, listing in enumerate(asked)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions), [typed, typed, TITLES] * len(asked))
        found = sorted(cursor.fetchall(), key=lambda row: plain(row[1]))
    return [(as_question(title), kind_of(asked[place])) for place, title in found[:TITLES]]
