"""What people write for a country, a group, an organisation or a term, and what is nearest where nothing matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Generic, TypeVar

from portal.core.models import Country
from portal.core.reference import Institution, Reference, Term, Terms

NEAREST = 3
SHORT = 4  # characters: shorter ones are alike by chance
MORE_COUNTRY_CODES = {"GB": "UK", "GR": "EL"}  # reserved for them, used by the European Union
Thing = TypeVar("Thing")


def folded(text: str) -> str:
    """For comparing: small letters, single blanks, one kind of dash and apostrophe."""
    return " ".join(text.casefold().replace("’", "'").replace("–", "-").split())


class Names(Generic[Thing]):
    """Things by everything they are called."""

    def __init__(self, things: Iterable[Thing], names: Callable[[Thing], Iterable[str]]) -> None:
        self.by_name: dict[str, Thing] = {}
        for thing in things:
            for name in names(thing):
                if name:
                    self.by_name.setdefault(folded(name), thing)

    def get(self, name: str) -> Thing | None:
        return self.by_name.get(folded(name))

    def nearest(self, name: str) -> list[Thing]:
        """What is called exactly so; otherwise at most three things whose names are similar, the most similar first."""
        if (exact := self.get(name)) is not None:
            return [exact]
        if len(name) < SHORT:
            return []
        alike = get_close_matches(folded(name), self.by_name, n=2 * NEAREST, cutoff=0.6)
        return list({id(self.by_name[each]): self.by_name[each] for each in alike}.values())[:NEAREST]


class Words:
    """All names of one state of the vocabularies."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._terms: dict[type, Names[Term]] = {}

    def terms(self, vocabulary: type) -> Names[Term]:
        """By code and by label in any language."""
        if vocabulary not in self._terms:
            self._terms[vocabulary] = _named(self.reference[vocabulary])
        return self._terms[vocabulary]

    @cached_property
    def groups(self) -> Names[Term]:
        return _named(self.reference.groups)

    @cached_property
    def countries(self) -> Names[Term]:
        """By either code, by label in any language, and by everyday name."""
        more = {iso2: names for iso2, *names in Country.objects.values_list("iso2", "iso3", "everyday_name")}
        return Names(
            self.reference.countries.values(),
            lambda term: [
                term.code, *term.labels.values(), *more.get(term.code, []), MORE_COUNTRY_CODES.get(term.code, "")
            ],
        )  # fmt: skip

    @cached_property
    def organisations(self) -> Names[Institution]:
        """By slug, name, acronym and other names."""
        return Names(
            self.reference.nameable,
            lambda each: [each.slug, each.name, each.acronym, *each.aliases],
        )


def _named(terms: Terms) -> Names[Term]:
    return Names(terms.by_id.values(), lambda term: [term.code, *term.labels.values()])
