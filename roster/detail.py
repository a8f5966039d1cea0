"""The page of a consultant: released values worded for the reader, whoever that is.

The consultant and curators see the same page as everybody, with the reason if others do not see it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.addresses import encoded
from portal.core.dates import day_text, joined_text
from portal.core.json_ld import as_json
from portal.core.models import Language, Modality, Topic
from portal.core.naming import Name, direction
from roster import cards, eligibility
from roster.models import Consultant, Expertise, LanguageSkill
from roster.released import Released


class ConsultantPage:
    """Every property is text or links, ready to print."""

    def __init__(self, request: HttpRequest, profile: Released) -> None:
        self.request, self.profile = request, profile
        self.reference = reference_memory.current()

    @property
    def ref(self) -> str:
        return self.profile.ref

    @property
    def title(self) -> str:
        return self.profile.title

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def initials(self) -> str:
        return cards.initials(self.profile.name)

    @property
    def is_sample(self) -> bool:
        return self.profile.is_sample

    @property
    def unlisted(self) -> str:
        return "" if self.profile.is_listed else cards.unlisted(self.profile, self.reference)

    @property
    def is_for_search_engines(self) -> bool:
        return self.profile.is_listed and not self.profile.is_sample

    @property
    def contact_url(self) -> str:
        """The form that passes a message on; whether it is open today is said there."""
        return reverse("roster:contact", args=[self.ref]) if self.profile.is_listed else ""

    # Who and where ----------------------------------------------------------------------------------------------------
    @property
    def nationalities(self) -> list[Name]:
        terms = [self.reference.countries[iso2] for iso2 in self.profile.nationalities]
        return [Name(term.label, term.code, url=self._list_url("country", term.code)) for term in terms]

    @property
    def south_reason(self) -> str:
        """By which nationality somebody is from the South, on the day they were listed."""
        if not self.profile.nationalities:
            return ""
        day = timezone.localdate(self.profile.published_at) if self.profile.published_at else timezone.localdate()
        return eligibility.in_words(self.profile.nationalities, day, self.reference)

    @property
    def residence(self) -> list[dict]:
        if not self.profile.residence:
            return []
        term = self.reference.countries[self.profile.residence]
        return [{"label": term.label, "url": self._list_url("country", term.code)}]

    @property
    def position(self) -> str:
        return self.profile.position

    @property
    def employer(self) -> dict | None:
        institution = self.reference.organisations.get(self.profile.employer_id)
        if institution:
            return {"label": institution.name, "url": institution.url}
        return {"label": self.profile.employer_as_said, "url": ""} if self.profile.employer_as_said else None

    @property
    def availability(self) -> str:
        return self.profile.availability

    @property
    def available(self) -> str:
        return cards.available(self.profile, self.reference)

    @property
    def remote(self) -> str:
        if self.profile.remote is None:
            return ""
        return _("Works remotely") if self.profile.remote else _("Only on the spot")

    # What they know and did -------------------------------------------------------------------------------------------
    @property
    def expertise(self) -> list[dict]:
        levels = self.reference.labels(Expertise.Level)
        return [
            {
                "label": (topic := self.reference[Topic].by_id[line["topic"]]).label,
                "url": self._list_url("topic", topic.code),
                "level": levels[line["level"]],
                "rank": Expertise.Level.values.index(line["level"]) + 1,
                "years": "" if line["years"] is None else cards.years_text(line["years"]),
            }
            for line in self.profile.expertise
        ]

    @property
    def modalities(self) -> list[dict]:
        terms = [self.reference[Modality].by_id[pk] for pk in self.profile.modalities]
        return [{"label": term.label, "url": self._list_url("modality", term.code)} for term in terms]

    @property
    def languages(self) -> list[dict]:
        levels = self.reference.labels(LanguageSkill.Level)
        return [
            {
                "label": (term := self.reference[Language].by_id[line["language"]]).label,
                "url": self._list_url("language", term.code),
                "level": levels[line["level"]],
            }
            for line in self.profile.languages
        ]

    @cached_property
    def biographies(self) -> list[dict]:
        """The one in the reader's language first; the others may be opened."""
        first = self.profile.biography_in(get_language() or "en")
        ordered = sorted(self.profile.biographies, key=lambda each: each is not first)
        names = self.reference[Language].by_code
        return [each | {"dir": direction(each["language"]), "label": names[each["language"]].label} for each in ordered]

    @property
    def assignments(self) -> list[dict]:
        return [
            line
            | {
                "label": line["title"] or line["as_said"],
                "url": reverse("activities:detail", args=[line["activity"]]) if line["activity"] else "",
                "years": years_of(line),
                "place": self.reference.countries[line["country"]].label if line["country"] else "",
                "dir": direction(line["title_language"]) if line["title_language"] else "auto",
            }
            for line in self.profile.assignments
        ]

    # Why it is here, and how fresh ------------------------------------------------------------------------------------
    @property
    def basis(self) -> str:
        return self.reference.labels(Consultant.Basis)[self.profile.basis] if self.profile.basis else ""

    @property
    def nominated_by(self) -> dict | None:
        institution = self.reference.organisations.get(self.profile.nominated_by_id)
        return {"label": institution.name, "url": institution.url} if institution else None

    @property
    def interests(self) -> str:
        return self.profile.interests

    @property
    def interests_declared(self) -> str:
        return day_text(self.profile.interests_declared_on)

    @property
    def last_confirmed(self) -> str:
        return day_text(self.profile.last_confirmed_on)

    @property
    def permalink(self) -> str:
        return self.request.build_absolute_uri(reverse("roster:detail", args=[self.ref]))

    @property
    def edit_url(self) -> str:
        """The whole profile on the desk, for curators."""
        if not getattr(self.request.user, "is_curator", False):
            return ""
        return reverse("admin:roster_consultant_change", args=[self.profile.consultant_id])

    @property
    def json_ld(self) -> SafeString:
        """Of somebody who released their name; of others there is nothing that names a person."""
        profile = self.profile
        data = {"@context": "https://schema.org", "@type": "Person", "identifier": profile.ref, "url": self.permalink}
        if employer := self.employer:
            employer = {"@type": "Organization", "name": employer["label"]}
        return as_json(
            data, name=profile.name, jobTitle=profile.position, worksFor=employer,
            nationality=[{"@type": "Country", "name": each.label} for each in self.nationalities],
            knowsAbout=[each["label"] for each in self.expertise],
            knowsLanguage=[self.reference[Language].by_id[each["language"]].code for each in profile.languages],
        )  # fmt: skip

    @property
    def description(self) -> str:
        """For search engines and previews."""
        said = [joined_text(name.label for name in self.nationalities), *(each["label"] for each in self.expertise[:3])]
        return " · ".join(filter(None, [*said, str(settings.SITE_NAME)]))

    def _list_url(self, name: str, value: str) -> str:
        return f"{reverse('roster:list')}?{encoded(name, value)}"


def years_of(line: dict) -> str:
    """ "2019", "2019–2021", "since 2019", "until 2021"."""
    first, last = line["from_year"], line["to_year"]
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("since %(year)d") % {"year": first}
    return _("until %(year)d") % {"year": last} if last else ""
