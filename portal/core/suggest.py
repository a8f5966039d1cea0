"""Help with words: what a reader may be about to type, and what they may have meant.

Words come from a table that counts those of public records alone (``SearchWord``), names from the vocabularies in
memory as far as public records have them. So this says nothing that the public list does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Self

from django.db import connection
from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core import reference as reference_memory
from portal.core.facet_panel import plain
from portal.core.facets import Facet, Snapshot
from portal.core.filters import PortalFilterSet
from portal.core.highlight import SIGN, WORD
from portal.core.models import current_versions
from portal.core.reference import Reference
from portal.core.search import TextSearch, is_empty, is_weak, sendable

NAMED = {Facet.TOPIC, Facet.COUNTRY, Facet.ORGANISATION}
SHOWN_WORDS, SHOWN_NAMES, SHOWN_TITLES = 4, 4, 3
LONGEST = 200  # characters of a question: PortalFilterSet.q
ALIKE = 0.7  # of SequenceMatcher, 1 is equal: "patnet" and "patent" reach 0.83
LOOKED_AT = 6  # words of a question; who types more made no single slip


@dataclass
class WordHelp:
    text: TextSearch
    filters: type[PortalFilterSet]
    snapshot: Snapshot
    reference: Reference

    @classmethod
    def current(cls, text: TextSearch, filters: type[PortalFilterSet]) -> Self:
        versions = current_versions()
        return cls(text, filters, text.index.current(versions), reference_memory.current(versions))

    def names(self) -> Iterator[tuple[str, str, int]]:
        """``(name in the reader's language, what it names, in how many public records)``."""
        for spec in self.filters.facets:
            if spec.facet not in NAMED or spec.further:
                continue
            for number, count in self.snapshot.counts(spec.facet, self.snapshot.readable()).items():
                yield spec.values.describe(self.reference, number)[1], str(spec.label), count

    def suggestions(self, typed: str) -> list[tuple[str, str]]:
        """``(what to search for, what it is)``: words, names and titles that begin as typed, each once."""
        typed = beginning(typed)
        return once((*self._names(plain(typed)), *self._words(typed), *self._titles(typed))) if typed else []

    def _names(self, wanted: str) -> list[tuple[str, str]]:
        """A word inside a name may begin so, too; those that themselves begin so come first, then the frequent ones."""
        fitting = [
            (not plain(name).startswith(wanted), -count, name, kind)
            for name, kind, count in self.names()
            if f" {wanted}" in f" {plain(name)}"
        ]
        return [(name, kind) for _inside, _count, name, kind in sorted(fitting)[:SHOWN_NAMES]]

    def _words(self, typed: str) -> list[tuple[str, str]]:
        return completed(typed, [self.text.index.name])

    def _titles(self, typed: str) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(self.text.titles_question(self.filters.Meta.model), [typed, typed, SHOWN_TITLES])
            found = [title for (title,) in cursor.fetchall()]
        kind = _("Title")
        return [(as_question(title), kind) for title in found]

    def meant(self, words: str, readable: BitMap) -> str:
        """``words`` with those that find nothing replaced by the most similar that do; "" where there are none."""
        slips = {
            word[0]: self._nearest(word[0])
            for word in list(WORD.finditer(words))[:LOOKED_AT]
            if words[: word.start()][-1:] not in {"-", "−"} and not self._finds(word[0], readable)
        }
        corrected = WORD.sub(lambda word: slips.get(word[0]) or word[0], words)
        return corrected if corrected != words and len(corrected) <= LONGEST else ""

    def _finds(self, word: str, readable: BitMap) -> bool:
        return bool(self.text.hits(word, self.snapshot.stamp) & readable)

    def _nearest(self, word: str) -> str:
        wanted = plain(word)
        with connection.cursor() as cursor:
            cursor.execute("SELECT word, records FROM core_similar_words(%s, %s)", [self.text.index.name, word])
            words = {plain(each): (records, each) for each, records in reversed(cursor.fetchall())}
        for name, _kind, records in self.names():
            for each in WORD.findall(name):
                words.setdefault(plain(each), (records, each))
        close = get_close_matches(wanted, words, cutoff=ALIKE)
        best = max(close, key=lambda each: (SequenceMatcher(None, each, wanted).ratio(), words[each]), default=None)
        return words[best][1] if best else ""


def beginning(typed: str) -> str:
    """What was typed, tidied; "" where it is too little to go on."""
    typed = " ".join(sendable(typed).split())[:LONGEST]
    return typed if len(typed) > 1 and (WORD.search(typed) or SIGN.search(typed)) else ""


def once(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    unique: dict[str, tuple[str, str]] = {}
    for value, kind in found:
        unique.setdefault(plain(value), (value, kind))
    return list(unique.values())


def completed(typed: str, subjects: list[str]) -> list[tuple[str, str]]:
    """The last word completed from the records of these kinds, what stands before it kept."""
    last = next((word for word in WORD.finditer(typed) if word.end() == len(typed)), None)
    if last is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM core_searchword "
            "WHERE subject = ANY (%s) AND letters LIKE lower(core_letters(%s)) || '%%' "
            "GROUP BY word ORDER BY sum(records) DESC, word LIMIT %s",
            [subjects, last[0], SHOWN_WORDS],
        )
        return [(typed[: last.start()] + word, "") for (word,) in cursor.fetchall()]


def as_question(title: str) -> str:
    """Short enough to be asked for."""
    return title if len(title) <= LONGEST else title[:LONGEST].rpartition(" ")[0]


def why_nothing(words: str) -> str:
    """Advice for words that could not find anything; "" where they could have."""
    if is_empty(words):
        return _("There is nothing to search for in “%(words)s”: write a word or two.") % {"words": words}
    if is_weak(words):
        return _("Texts are not searched for words as common as “%(words)s”: add another.") % {"words": words}
    return ""
