"""Random list addresses that readers could have clicked together.

Each is made from the values and words of a random record, so common values are asked for as often as they are common
(the samples are skewed as real records are), and no question is without an answer.
"""

from __future__ import annotations

import re
from random import Random
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from portal.core.facets import VALUE_BITS, VALUE_MASK, Facet, value_of
from tad.filters import ActivityFilterSet
from tad.listing import ActivityListing
from tad.models import Activity

PATH = "/activities/"
SPECS = {spec.facet: spec for spec in ActivityFilterSet.facets if spec.shown}
VALUES = {spec.facet: spec.values for spec in ActivityFilterSet.facets}
SHAPES = {"everything": 3, "filters": 10, "words": 3, "words filters": 4}  # of 20 readers
FURTHER_PAGES = 40

Pairs = list[tuple[str, str]]


def listing(query: str) -> ActivityListing:
    """The list that a visitor with this address gets."""
    request = RequestFactory().get(f"{PATH}?{query}")
    request.user = AnonymousUser()
    return ActivityListing(request)


class Readers:
    def __init__(self, random: Random) -> None:
        self.random = random
        everything = listing("")
        self.public, self.reference = everything.hits, everything.reference

    def queries(self, number: int) -> list[str]:
        return [self.query() for _ in range(number)]

    def query(self) -> str:
        title, codes = self._record()
        shape = self.random.choices(list(SHAPES), list(SHAPES.values()))[0]
        pairs: Pairs = []
        if "filters" in shape:
            pairs += self._filters(codes, self.random.choice([1, 1, 2, 2, 3, 4]))
        if "words" in shape:
            pairs += self._words(title)
        return urlencode(pairs + self._order(pairs))

    def _record(self) -> tuple[str, list[int]]:
        pk = self.public[self.random.randrange(len(self.public))]
        return Activity.objects.values_list("title", "search__codes").get(pk=pk)

    def filters(self, most: int) -> Pairs:
        """One to so many facets of a record."""
        return self._filters(self._record()[1], self.random.randint(1, most))

    def words(self) -> Pairs:
        return self._words(self._record()[0])

    def named(self, facet: Facet, *, below: int = VALUE_MASK) -> str:
        """A value of a facet, as addresses have it, as often as records have it."""
        while True:
            values = [value_of(each) for each in self._record()[1] if each >> VALUE_BITS == facet]
            if values := [value for value in values if value < below]:
                return VALUES[facet].describe(self.reference, self.random.choice(values))[0]

    def _filters(self, codes: list[int], many: int) -> Pairs:
        """Facets of the record; at times a second value, one to leave out, a range of years."""
        by_facet: dict[Facet, list[int]] = {}
        for each in codes:
            if each >> VALUE_BITS in SPECS:
                by_facet.setdefault(Facet(each >> VALUE_BITS), []).append(each)
        chosen = {
            facet: {self.random.choice(by_facet[facet])}
            for facet in self.random.sample(list(by_facet), min(many, len(by_facet)))
        }
        others = [each for each in self._record()[1] if each >> VALUE_BITS in SPECS]
        pairs: Pairs = []
        if self.random.random() < 0.3:  # or
            other = self.random.choice(others)
            chosen.setdefault(Facet(other >> VALUE_BITS), set()).add(other)
        for facet, values in chosen.items():
            pairs += [(SPECS[facet].name, self._public_code(each)) for each in sorted(values)]
        if self.random.random() < 0.15 and (strange := sorted(set(others) - set(codes))):
            other = self.random.choice(strange)
            pairs.append((f"not_{SPECS[Facet(other >> VALUE_BITS)].name}", self._public_code(other)))
        years = [value_of(each) for each in codes if each >> VALUE_BITS == Facet.YEAR]
        if years and self.random.random() < 0.2:
            pairs.append(("year_min", str(min(years) - self.random.randrange(4))))
            if self.random.random() < 0.5:
                pairs.append(("year_max", str(max(years) + self.random.randrange(4))))
        return pairs

    def _public_code(self, code: int) -> str:
        spec = SPECS[Facet(code >> VALUE_BITS)]
        return spec.values.describe(self.reference, value_of(code))[0]

    def _words(self, title: str) -> Pairs:
        words = re.findall(r"\w{4,}", title) or ["patent"]
        return [("q", " ".join(self.random.sample(words, min(len(words), self.random.choice([1, 1, 2])))))]

    def _order(self, pairs: Pairs) -> Pairs:
        """Some sort, and some turn the pages; what they turn to must be there."""
        added: Pairs = []
        if (sorted_by := self.random.random()) < 0.15:
            added.append(("sort", "title" if sorted_by < 0.1 else "oldest"))
        if self.random.random() < 0.15:
            last = min(listing(urlencode(pairs)).last, FURTHER_PAGES)
            added.append(("page", str(self.random.randint(1, last))))
        return added
