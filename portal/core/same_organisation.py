"""Organisations that may be one and the same: "WIPO" and "World Intellectual Property Organization".

Pure functions over names, acronyms and countries; ``directory`` reads them. What is found is a warning, never a
refusal: only people know. Names are compared by their trigrams once the words that tell nothing apart are gone; an
acronym speaks for a name whose initials it is. Two countries rule each other out, since INPI stands in Argentina and
Brazil alike; an organisation without a country may be one that has one.

The figures were chosen on the organisations that ship: of the pairs among them, all of which differ, two are shown
(ARIPO and OAPI, whose names share all words but one; EAPO and EPO, whose initials are the same).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.core.models import Organisation

LEAST = 0.62  # a score from here on is worth a look
OTHER_ACRONYMS = 0.8  # times the likeness of the names: WIPO and OAPI share three words of four
ONE_COUNTRY = 0.85  # the same where one has a country and the other has none
SAME_INITIALS = 0.8  # "WIPO" for a name whose initials these are
SAME_ACRONYM = 0.85
MOST = 5  # more look-alikes than these help nobody
COMMON = 60  # a word that stands in more organisations than this finds none, unless the name has no rarer ones
AT_LEAST = 3  # words of a name by which others are found

# Words between words, in the languages that names come in.
LITTLE = frozenset(
    [
        "a", "al", "an", "and", "by", "d", "da", "das", "de", "del", "des", "di", "do", "dos", "du", "e", "el",
        "et", "for", "in", "l", "la", "las", "le", "les", "of", "on", "para", "pour", "the", "to", "und", "y",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What an organisation is recognised by, stored or not yet."""

    name: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""  # ISO 3166 alpha-2; "" for international ones
    pk: int | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """Plain names, without those that are but an acronym."""
        return frozenset(filter(None, (_plain(each) for each in (self.name, *self.aliases) if not _is_short(each))))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        said = [self.acronym, *(each for each in (self.name, *self.aliases) if _is_short(each))]
        said += IN_BRACKETS.findall(self.name)
        return frozenset(filter(None, (_plain(each) for each in said)))

    @cached_property
    def initials(self) -> frozenset[str]:
        found = {"".join(word[0] for word in each.split() if word not in LITTLE) for each in self.names}
        return frozenset(each for each in found if len(each) > 2)

    @cached_property
    def words(self) -> frozenset[str]:
        """By which candidates are found; any that could reach LEAST shares one."""
        told = {word for each in self.names for word in each.split() if word not in LITTLE}
        return frozenset(told | self.acronyms | self.initials)


@dataclass(frozen=True)
class Likeness:
    known: Known
    score: float  # from 0 to 1
    reason: str


IN_BRACKETS = re.compile(r"\(([^()\s]{2,12})\)")


def _is_short(name: str) -> bool:
    return " " not in name.strip() and len(name.strip()) <= 8


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    """Letters and digits of any script without accents and case, one space between words, brackets left out."""
    bare = unicodedata.normalize("NFKD", IN_BRACKETS.sub(" ", name).replace("’", "'").casefold())
    bare = "".join(sign if sign.isalnum() else " " for sign in bare if not unicodedata.combining(sign))
    return " ".join(bare.replace("organization", "organisation").split())


@lru_cache(maxsize=20_000)
def _trigrams(plain: str) -> frozenset[str]:
    """As pg_trgm makes them: of each word with two spaces before and one behind."""
    padded = (f"  {word} " for word in plain.split() if word not in LITTLE)
    return frozenset(word[place : place + 3] for word in padded for place in range(len(word) - 2))


def compare(one: Known, other: Known) -> Likeness:
    """How alike ``other`` is, and why, in words."""
    if one.country and other.country and one.country != other.country:
        return Likeness(other, 0, "")
    if one.names & other.names:
        return Likeness(other, 1, _("same name"))
    names = max((_names_alike(mine, theirs) for mine in one.names for theirs in other.names), default=0)
    if one.acronyms and other.acronyms and not one.acronyms & other.acronyms:
        names *= OTHER_ACRONYMS
    found = [(names, _("similar name"))]
    if one.acronyms & other.acronyms:
        found.append((SAME_ACRONYM, _("same acronym")))
    if one.acronyms & other.initials or one.initials & other.acronyms:
        found.append((SAME_INITIALS, _("the acronym has the initials of the name")))
    score, reason = max(found)
    return Likeness(other, score * (ONE_COUNTRY if bool(one.country) != bool(other.country) else 1), reason)


def _names_alike(one: str, other: str) -> float:
    mine, theirs = _trigrams(one), _trigrams(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0


class Directory:
    """Organisations by the words of their names."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.known = list(known)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.known):
            for word in each.words:
                self._by_word[word].append(place)

    def like(self, wanted: Known) -> list[Likeness]:
        """The most alike first, never the organisation itself."""
        words = sorted(wanted.words & self._by_word.keys(), key=lambda word: (len(self._by_word[word]), word))
        telling = [word for number, word in enumerate(words) if number < AT_LEAST or self._is_rare(word)]
        places = {place for word in telling for place in self._by_word[word]}
        others = (self.known[place] for place in sorted(places))
        found = [compare(wanted, each) for each in others if each.pk is None or each.pk != wanted.pk]
        found = [each for each in found if each.score >= LEAST]
        return sorted(found, key=lambda each: (-each.score, each.known.name))[:MOST]

    def pairs(self) -> list[tuple[Known, Likeness]]:
        """Every two that look alike and share a word that is not in everybody's name, the most alike first."""
        rare = (places for word, places in self._by_word.items() if self._is_rare(word))
        pairs = {pair for places in rare for pair in combinations(places, 2)}
        found = [(self.known[one], compare(self.known[one], self.known[other])) for one, other in sorted(pairs)]
        found = [(one, likeness) for one, likeness in found if likeness.score >= LEAST]
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0].name, pair[1].known.name))

    def _is_rare(self, word: str) -> bool:
        return len(self._by_word[word]) <= COMMON


def directory(organisations: QuerySet | None = None) -> Directory:
    """Those that a record may name, or the ones given, in one query."""
    rows = Organisation.objects.to_name() if organisations is None else organisations
    columns = ("name", "acronym", "aliases", "country_id", "pk")
    return Directory(
        Known(name, acronym, tuple(aliases), country or "", pk)
        for name, acronym, aliases, country, pk in rows.order_by("pk").values_list(*columns)
    )
