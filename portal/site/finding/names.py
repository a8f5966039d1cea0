"""What a question names itself: "Kenya" asks for the country before any record that says Kenya.

Countries and topics are known by their names in every language of the portal, countries also by everyday ones ("South
Korea"), organisations by name, acronym and other names. All of it is public; organisations only once they are verified.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale
from django.conf import settings

from portal.core.dates import CLDR
from portal.core.facet_panel import plain
from portal.core.models import Topic
from portal.core.models.versions import Stamp
from portal.core.reference import Institution, Reference, Term

COUNTRY, TOPIC, ORGANISATION = "country", "topic", "organisation"  # the parameters of lists that ask for them
LONGEST_NAME = 12  # words
MOST = 4  # things that a question names; of one name, too: offices of several countries are called INPI
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
WORDS = re.compile(r"\w+")
_kept: tuple[Stamp, dict[str, list[Named]]] | None = None


@dataclass(frozen=True)
class Named:
    parameter: str  # COUNTRY, TOPIC or ORGANISATION
    code: str  # its value in addresses


@dataclass(frozen=True)
class Reading:
    """A question taken apart: what it names, and the words between."""

    named: list[Named]
    rest: str


def read(question: str, reference: Reference) -> Reading:
    """Longer names win, each thing once: "Guinea-Bissau" does not name Guinea."""
    known, words = _by_name(reference), _words(question)
    named: dict[Named, None] = {}
    rest = []
    while words:
        lengths = range(min(len(words), LONGEST_NAME), 0, -1)
        length = next((each for each in lengths if " ".join(words[:each]) in known), 0)
        if length:
            named.update(dict.fromkeys(known[" ".join(words[:length])]))
        else:
            rest.append(words[0])
        words = words[length or 1 :]
    return Reading(list(named)[:MOST], " ".join(rest))


def _words(text: str) -> list[str]:
    return WORDS.findall(plain(text))


def _by_name(reference: Reference) -> dict[str, list[Named]]:
    """Kept until a vocabulary changes; two threads that make it at once make the same."""
    global _kept
    if _kept is None or _kept[0] != reference.stamp:
        found: dict[str, dict[Named, None]] = defaultdict(dict)
        for name, thing in _all_names(reference):
            found[" ".join(_words(name))][thing] = None
        found.pop("", None)
        _kept = reference.stamp, {name: list(things) for name, things in found.items()}
    return _kept[1]


def _all_names(reference: Reference) -> Iterator[tuple[str, Named]]:
    for term in reference.countries.values():
        yield from ((name, Named(COUNTRY, term.code)) for name in _country_names(term))
    for term in reference[Topic].by_code.values():
        yield from ((name, Named(TOPIC, term.code)) for name in term.labels.values())
    for each in reference.organisations.values():
        if each.is_verified:
            yield from ((name, Named(ORGANISATION, each.slug)) for name in _organisation_names(each))


def _country_names(term: Term) -> Iterator[str]:
    for name in term.labels.values():
        yield from (name, IN_BRACKETS.sub("", name))
    for language, _name in settings.LANGUAGES:
        yield Locale.parse(CLDR.get(language, language)).territories.get(term.code, "")


def _organisation_names(each: Institution) -> tuple[str, ...]:
    return (each.name, each.acronym, *each.aliases)
