"""Help with words: what a reader may be about to type, and what they may have meant.

Words come from a table that counts those of public records alone (``SearchWord``), names from the vocabularies in
memory as far as public records have them. So this says nothing that the public list does not.
"""

from __future__ import annotations

from collections.abc import Iterator
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
            if spec.facet not in NAMED:
                continue
            for number, count in self.snapshot.counts(spec.facet, self.snapshot.readable()).items():
                yield spec.values.describe(self.reference, number)[1], str(spec.label), count

    def suggestions(self, typed: str) -> list[tuple[str, str]]:
        """``(what to search for, what it is)``: words, names and titles that begin as typed, each once."""
        typed = " ".join(sendable(typed).split())[:LONGEST]
        if len(typed) < 2 or (not WORD.search(typed) and not SIGN.search(typed)):
            return []
        unique: dict[str, tuple[str, str]] = {}
        for value, kind in (*self._names(plain(typed)), *self._words(typed), *self._titles(typed)):
            unique.setdefault(plain(value), (value, kind))
        return list(unique.values())

    def _names(self, wanted: str) -> list[tuple[str, str]]:
        """A word inside a name may begin so, too; those that themselves begin so come first, then the frequent ones."""
        fitting = [
            (not plain(name).startswith(wanted), -count, name, kind)
            for name, kind, count in self.names()
            if f" {wanted}" in f" {plain(name)}"
        ]
        return [(name, kind) for _inside, _count, name, kind in sorted(fitting)[:SHOWN_NAMES]]

    def _words(self, typed: str) -> list[tuple[str, str]]:
        """The last word completed, what stands before it kept."""
        last = next((word for word in WORD.finditer(typed) if word.end() == len(typed)), None)
        if last is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word FROM core_searchword WHERE subject = %s AND letters LIKE lower(core_letters(%s)) || '%%' "
                "ORDER BY records DESC, word LIMIT %s",
                [self.text.index.name, last[0], SHOWN_WORDS],
            )
            return [(typed[: last.start()] + word, "") for (word,) in cursor.fetchall()]

    def _titles(self, typed: str) -> list[tuple[str, str]]:
        index, titles = self.text.index, self.text.titles
        table = titles.table or self.filters.Meta.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {titles.column} FROM {index.table} AS kept "  # noqa: S608 -- constants
                f"JOIN {table} AS named ON named.{titles.key} = kept.{index.id_column} "
                "WHERE title_key BETWEEN core_sort_key(%s) AND core_sort_key(%s) || chr(1114111) "
                f"AND {titles.public} ORDER BY title_key LIMIT %s",
                [typed, typed, SHOWN_TITLES],
            )
            found = [title for (title,) in cursor.fetchall()]
        kind = _("Title")
        return [(title if len(title) <= LONGEST else title[:LONGEST].rpartition(" ")[0], kind) for title in found]

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


def why_nothing(words: str) -> str:
    """Advice for words that could not find anything; "" where they could have."""
    if is_empty(words):
        return _("There is nothing to search for in “%(words)s”: write a word or two.") % {"words": words}
    if is_weak(words):
        return _("Texts are not searched for words as common as “%(words)s”: add another.") % {"words": words}
    return ""
