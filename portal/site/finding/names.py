"""What a question names itself: "Kenya" asks for the country before any record that says Kenya.

Countries and topics are known by their names in every language of the portal, countries also by everyday ones ("South
Korea"), topics in any form of their words ("patent"), organisations by name, acronym and other names. All of it is
public; organisations only once they are verified.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import snowballstemmer
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
STEMMED = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "pt": "portuguese", "ru": "russian"}
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
    forms = [[plain(word) for word in words], *(_stems(words, language) for language in STEMMED)]
    named: dict[Named, None] = {}
    rest = []
    start = 0
    while start < len(words):
        length, things = _longest(forms, start, known)
        named.update(dict.fromkeys(things))
        if not length:
            rest.append(forms[0][start])
        start += length or 1
    return Reading(list(named)[:MOST], " ".join(rest))


def _longest(forms: list[list[str]], start: int, known: dict[str, list[Named]]) -> tuple[int, list[Named]]:
    """How many words from here are a name, and of what; ``(0, [])`` where none is. As it was written comes first."""
    for length in range(min(len(forms[0]) - start, LONGEST_NAME), 0, -1):
        for words in forms:
            if things := known.get(" ".join(words[start : start + length])):
                return length, things
    return 0, []


def _stems(words: list[str], language: str) -> list[str]:
    """Marked with their language, because a stem of one may be a word of another."""
    stemmer = snowballstemmer.stemmer(STEMMED[language])  # keeps what it looks at, so that no two threads may share it
    return [f"{language}:{plain(stemmer.stemWord(word.lower()))}" for word in words]


def _words(text: str) -> list[str]:
    """As they were written: what takes their accents away would leave stemmers without the ends they know."""
    return WORDS.findall(unicodedata.normalize("NFKC", text))


def _by_name(reference: Reference) -> dict[str, list[Named]]:
    """Kept until a vocabulary changes; two threads that make it at once make the same."""
    global _kept
    if _kept is None or _kept[0] != reference.stamp:
        found: dict[str, dict[Named, None]] = defaultdict(dict)
        for name, thing in _all_names(reference):
            found[" ".join(map(plain, _words(name)))][thing] = None
        for term in reference[Topic].by_code.values():
            for language in STEMMED.keys() & term.labels.keys():
                found[" ".join(_stems(_words(term.labels[language]), language))][Named(TOPIC, term.code)] = None
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
