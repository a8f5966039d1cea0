"""What a search over everything may be about, while one types: countries, topics, organisations, texts, words, titles.

Only names that anybody may read: vocabularies, verified organisations, published texts and the words of the glossary,
words and titles of public records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.facet_panel import plain
from portal.core.models import Topic, current_versions
from portal.core.reference import Reference
from portal.core.suggest import as_question, beginning, completed, once
from portal.site.finding import texts
from portal.site.finding.lists import LISTS, kind_of
from portal.site.organisations.listing import OrganisationListing

NAMES, TITLES = 5, 4  # shown of all kinds together


def suggestions(typed: str) -> list[tuple[str, str]]:
    """``(what to search for, what it is)``; two queries and the versions, however many kinds there are."""
    typed = beginning(typed)
    if not typed:
        return []
    versions = current_versions()
    known = (*_all_names(reference_memory.current(versions)), *((3, *each) for each in texts.names(versions)))
    words = completed(typed, [listing.text.index.name for listing in LISTS])
    return once((*_fitting(plain(typed), known), *words, *_titles(typed)))


def _fitting(wanted: str, known: Iterable[tuple[int, str, str]]) -> list[tuple[str, str]]:
    """Those that themselves begin so come first; then those in which a word does."""
    fitting = [
        (not plain(name).startswith(wanted), place, plain(name), name, kind)
        for place, name, kind in known
        if f" {wanted}" in f" {plain(name)}"
    ]
    return [(name, kind) for _inside, _place, _key, name, kind in sorted(fitting)[:NAMES]]


def _all_names(reference: Reference) -> Iterator[tuple[int, str, str]]:
    """In the reader's language; where several fit, countries before topics before organisations before texts."""
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
