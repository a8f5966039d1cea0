"""Cells becoming values: each reader returns the value, or notes what is wrong and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _

from portal.core.collected import day_of
from portal.core.dates import joined_text
from portal.core.imports.words import Names, Words
from portal.core.models import Country, Precision
from portal.core.reference import Institution, Reference, Term, Terms
from portal.core.sheets import Level, Problem, Row
from portal.core.sheets.sheet import too_long

UNKNOWN = frozenset({"", "unknown"})
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
AMOUNT = re.compile(r"\d{1,12}([.]\d{1,2})?", re.ASCII)
LARGEST = 2_147_483_647  # what a whole number in the database can be
YEARS = range(1900, 2200)
_is_url = URLValidator(schemes=["http", "https"])


def listed(text: str) -> list[str]:
    """ "AR;BR; CL" → three; what is unknown is nothing."""
    return [item for item in (part.strip() for part in text.split(";")) if item.lower() not in UNKNOWN]


class Cells:
    """One row for a record of ``model``, read cell by cell. ``problems`` are the row's, the format's included."""

    def __init__(self, row: Row, words: Words, model: type[models.Model]) -> None:
        self.row, self.words, self.model = row, words, model
        self.problems = list(row.problems)

    @property
    def reference(self) -> Reference:
        return self.words.reference

    def terms(self, vocabulary: type) -> dict[str, Term]:
        """By public code; a country's is that of ISO 3166."""
        return self.reference.countries if vocabulary is Country else self.reference[vocabulary].by_code

    def wrong(self, column: str, message: str, level: Level = Level.ERROR) -> None:
        self.problems.append(Problem(self.row.number, column, message, level))

    def text(self, column: str, field: str) -> str:
        """A text no longer than the field of the record."""
        text = self.row[column]
        limit = self.model._meta.get_field(field).max_length
        if limit and len(text) > limit:
            self.wrong(column, too_long(text, limit))
            return text[:limit]
        return text

    def short(self, column: str, text: str, limit: int) -> str:
        """The same for a text of one of the lines."""
        if len(text) > limit:
            self.wrong(column, too_long(text, limit))
        return text[:limit]

    def day(self, column: str, *, last: bool = False) -> tuple[date | None, Precision]:
        """ "2013", "2013-10" or "2013-10-07"; ``last``: the last day that it can mean."""
        text = self.row[column].removesuffix("T00:00:00")
        if text.lower() in UNKNOWN:
            return None, Precision.DAY
        try:
            if not PARTIAL_DATE.fullmatch(text):
                raise ValueError
            found = day_of(text, last=last)
        except ValueError:
            self.wrong(column, _("“%(text)s” is no date. Write 2013, 2013-10 or 2013-10-07.") % {"text": text[:40]})
            return None, Precision.DAY
        if found[0].year not in YEARS:
            self.wrong(column, _("“%(text)s”: a date must lie between 1900 and 2199.") % {"text": text})
            return None, Precision.DAY
        return found

    def amount(self, column: str, text: str | None = None) -> Decimal | None:
        text = self.row[column] if text is None else text
        if text.lower() in UNKNOWN:
            return None
        if not AMOUNT.fullmatch(text):
            message = _("“%(text)s” is no amount. Write 20000 or 20000.50.")
            self.wrong(column, message % {"text": text[:40]})
            return None
        return Decimal(text)

    def number(self, column: str, text: str | None = None) -> int | None:
        text = self.row[column] if text is None else text
        if text.lower() in UNKNOWN:
            return None
        if not re.fullmatch(r"\d+", text, re.ASCII) or int(text) > LARGEST:
            self.wrong(column, _("“%(text)s” is no whole number from 0 upwards.") % {"text": text[:40]})
            return None
        return int(text)

    def url(self, column: str, text: str | None = None) -> str:
        text = self.row[column] if text is None else text
        if not text:
            return ""
        try:
            _is_url(text)
        except ValidationError:
            self.wrong(column, _("“%(text)s” is no web address. It begins with https://.") % {"text": text[:80]})
            return ""
        return self.short(column, text, 500)

    def choice(self, column: str, choices: Iterable[str], text: str | None = None) -> str:
        """A value of a fixed list, or nothing."""
        text = self.row[column] if text is None else text
        known = list(choices)
        if text and text not in known:
            words = {"text": text[:60], "known": joined_text(known)}
            self.wrong(column, _("“%(text)s” is not known here. Possible: %(known)s.") % words)
            return ""
        return text

    def code(self, column: str, vocabulary: type, text: str | None = None) -> Term | None:
        """A term by its public code."""
        return self._term(column, self.row[column] if text is None else text, self.reference[vocabulary],
                          self.words.terms(vocabulary))  # fmt: skip

    def codes(self, column: str, vocabulary: type) -> list[Term]:
        found = [self.code(column, vocabulary, text) for text in self._once(column, listed(self.row[column]))]
        return [term for term in found if term]

    def countries(self, column: str, texts: Iterable[str] | None = None) -> list[Term]:
        found = self._once(column, listed(self.row[column]) if texts is None else list(texts))
        terms = [self.country(column, text) for text in found]
        return [term for term in terms if term]

    def country(self, column: str, text: str) -> Term | None:
        if (term := self.reference.countries.get(text.upper())) is None:
            self._unknown(column, text, self.words.countries, _("“%(text)s” is no country code of ISO 3166."))
        return term

    def organisation(self, column: str, text: str) -> Institution | None:
        if (found := self.reference.organisation_by_slug.get(text)) is None:
            self._unknown(column, text, self.words.organisations, _("“%(text)s” is no organisation of the portal."))
        return found

    def party(self, column: str, text: str) -> dict | None:
        """A country or a group, by code, as columns of a participation."""
        if group := self.reference.groups.by_code.get(text):
            return {"group_id": group.id}
        if country := self.reference.countries.get(text.upper()):
            return {"country_id": country.code}
        names = self.words.countries if self.words.countries.get(text) or len(text) < 4 else self.words.groups
        self._unknown(column, text, names, _("“%(text)s” is no code of a country or group."))
        return None

    def _term(self, column: str, text: str, terms: Terms, names: Names) -> Term | None:
        if text.lower() in UNKNOWN:
            return None
        if (term := terms.by_code.get(text)) is None:
            self._unknown(column, text, names, _("“%(text)s” is no code of this list."))
        return term

    def _unknown(self, column: str, text: str, names: Names, message: str) -> None:
        said = [message % {"text": text[:80]}]
        if near := joined_text(f"{each.code} ({each.label})" for each in names.nearest(text)):
            said.append(_("Nearest: %(near)s.") % {"near": near})
        self.wrong(column, " ".join(said))

    def _once(self, column: str, texts: list[str]) -> list[str]:
        """Said twice is said once, and mentioned."""
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            self.wrong(column, _("“%(text)s” is there twice; it counts once.") % {"text": text[:80]}, Level.WARNING)
        return list(dict.fromkeys(texts))
