"""What the home page shows."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.addresses import encoded
from portal.core.classification import Kind
from portal.core.dates import number_text
from portal.core.facets import GROUP_OFFSET, Facet
from portal.core.models import current_versions
from tad.cards import Card, cards_of
from tad.models.search import activity_index

SHOWN = 3


class Home:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        versions = current_versions()
        self.reference = reference_memory.current(versions)
        self.snapshot = activity_index.current(versions)
        self.public = self.snapshot.readable()
        self.list_url = reverse("activities:list")

    @property
    def name(self) -> str:
        return _("South-South and triangular cooperation on intellectual property")

    @property
    def sentence(self) -> str:
        return _(
            "Developing countries help each other build their intellectual property systems. "
            "See who has helped whom, with what and with what result."
        )

    @property
    def figures(self) -> list[dict]:
        """Four figures, each a link to what it counts."""
        kinds = self.snapshot.counts(Facet.KIND, self.public)
        beneficiaries = self.snapshot.counts(Facet.BENEFICIARY, self.public)
        countries = sum(number < GROUP_OFFSET for number in beneficiaries)
        return [
            self._figure(len(self.public), _("activities"), self.list_url),
            self._figure(kinds.get(_number(Kind.SOUTH_SOUTH), 0), _("South-South"), self._of(Kind.SOUTH_SOUTH)),
            self._figure(kinds.get(_number(Kind.TRIANGULAR), 0), _("triangular"), self._of(Kind.TRIANGULAR)),
            self._figure(countries, _("beneficiary countries"), f"{self.list_url}?open=beneficiary"),
        ]

    def _figure(self, number: int, label: str, url: str) -> dict:
        return {"value": number_text(number), "label": label, "url": url}

    def _of(self, kind: Kind) -> str:
        return f"{self.list_url}?{encoded('kind', kind)}"

    @cached_property
    def latest(self) -> list[Card]:
        ids = self.snapshot.page(self.public, 0, SHOWN)
        return cards_of(self.request.user, ids, self.reference)

    @cached_property
    def coming(self) -> list[Card]:
        ids = self.snapshot.upcoming(self.public, timezone.localdate(), SHOWN)
        return cards_of(self.request.user, ids, self.reference)

    @property
    def doors(self) -> list[dict]:
        return [
            {
                "title": _("Find activities"),
                "text": _(
                    "Filter by topic, country, kind of cooperation, year and more; share or bookmark what you see."
                ),
                "url": self.list_url,
            },
            {
                "title": _("Browse partnerships"),
                "text": _("Who works together, by what means, with or without WIPO, and what came of it."),
                "url": reverse("partnerships:list"),
            },
            {
                "title": _("Find a consultant"),
                "text": _("Experts from the South by topic, language and country, and a way to write to them."),
                "url": reverse("roster:list"),
            },
            {
                "title": _("See what is needed and offered"),
                "text": _("What institutions ask for and can give, and which needs wait for an answer."),
                "url": reverse("needs:list"),
            },
        ]


def _number(kind: Kind) -> int:
    return Kind.values.index(kind) + 1
