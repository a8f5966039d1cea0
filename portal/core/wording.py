"""Codes with their words, as files and API say them: made once for all records of an answer, in one language."""

from __future__ import annotations

from django.urls import reverse

from portal.core.api.addresses import NAME_OF
from portal.core.classification import Role
from portal.core.models import Country, CountryGroup, Organisation
from portal.core.reference import Reference, Term


class Wording:
    """A room's representation asks it for terms and parties. Make one while the language of the answer is active.

    ``base`` ("https://portal.example.org") makes addresses absolute.
    """

    def __init__(self, reference: Reference, base: str) -> None:
        self.reference = reference
        self.api = f"{base}{reverse('api:index')}"
        self.roles = reference.labels(Role)
        self._terms: dict[tuple[type, int | str], dict] = {}

    def term(self, vocabulary: type, pk: int | None) -> dict | None:
        """``{"code", "label", "url"}``, shared by all records: never to be changed."""
        if pk is None:
            return None
        if (vocabulary, pk) not in self._terms:
            self._terms[vocabulary, pk] = self._said(vocabulary, self.reference[vocabulary].by_id[pk])
        return self._terms[vocabulary, pk]

    def country(self, iso2: str) -> dict:
        if (Country, iso2) not in self._terms:
            self._terms[Country, iso2] = self._said(Country, self.reference.countries[iso2])
        return self._terms[Country, iso2]

    def group(self, pk: int) -> dict:
        return self._said(CountryGroup, self.reference.groups.by_id[pk])

    def institution(self, pk: int | None) -> dict | None:
        found = self.reference.organisations.get(pk)
        return found and {"code": found.slug, "label": found.name, "url": self.url(Organisation, found.slug)}

    def _said(self, vocabulary: type, term: Term) -> dict:
        return {"code": term.code, "label": term.label, "url": self.url(vocabulary, term.code)}

    def url(self, vocabulary: type, code: str) -> str:
        """Where the API explains a code: the same address in every language."""
        return f"{self.api}{NAME_OF[vocabulary]}/{code}/"

    def party(self, role: str, country: str | None, group: int | None, organisation: int | None, said: str) -> dict:
        """Who took part and as what. The address is that of the organisation, else of the group, else the country."""
        nation = self.reference.countries[country] if country else None
        named = self.reference.groups.by_id[group] if group else None
        institution = self.reference.organisations[organisation] if organisation else None
        if institution:
            url = self.url(Organisation, institution.slug)
        else:
            url = self.url(CountryGroup, named.code) if named else self.url(Country, country)
        return {
            "role": role,
            "role_label": self.roles[role],
            "country": country or "",
            "country_label": nation.label if nation else "",
            "group": named.code if named else "",
            "group_label": named.label if named else "",
            "organisation": institution.slug if institution else "",
            "organisation_label": institution.name if institution else "",
            "url": url,
            "as_said": said,
        }
