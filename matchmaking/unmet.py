"""The board of unmet needs, for donors and the secretariat: how many are open in which region, on which topic, for how
long. Every number is that of the list it leads to."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from matchmaking.cards import Card
from matchmaking.index import OPEN, Waiting
from matchmaking.lists import NeedList
from matchmaking.models import Status
from portal.core.addresses import encoded
from portal.core.dates import number_text
from portal.core.facets import Facet, Selection, code
from portal.core.models import Region, Topic

OLDEST = 10  # needs that the board shows themselves


class Unmet:
    def __init__(self, request: HttpRequest) -> None:
        self.needs = NeedList(request)
        self.snapshot, self.reference = self.needs.snapshot, self.needs.reference
        self.open: BitMap = self.snapshot.hits(Selection({Facet.STATUS: OPEN}), self.needs.readable)

    @property
    def count_text(self) -> str:
        text = ngettext("%(count)s need is open", "%(count)s needs are open", len(self.open))
        return text % {"count": number_text(len(self.open))}

    @property
    def url(self) -> str:
        return self._list()

    @property
    def oldest_url(self) -> str:
        return self._list(sort="oldest")

    @property
    def feed_url(self) -> str:
        return self._list(format="atom")

    # By region and topic ---------------------------------------------------------------------------------------------
    @cached_property
    def regions(self) -> list[dict]:
        """The columns: every region, because an empty one says something, too."""
        counts = self.snapshot.counts(Facet.REGION, self.open)
        return [
            {"label": term.label, **self._cell(counts.get(term.id, 0), region=term.code)}
            for term in self.reference[Region].by_id.values()
        ]

    @cached_property
    def topics(self) -> list[dict]:
        """The rows: topics that are asked for, the most wanted first."""
        counts, terms = self.snapshot.counts(Facet.TOPIC, self.open), self.reference[Topic].by_id
        return [
            {
                "label": terms[number].label,
                "cells": self._cells(number),
                "total": self._cell(counts[number], topic=terms[number].code),
            }
            for number in sorted(counts, key=lambda number: (-counts[number], terms[number].label))
        ]

    def _cells(self, topic: int) -> list[dict]:
        on_topic = self.open & self.snapshot.having(Facet.TOPIC, [topic])
        counts, name = self.snapshot.counts(Facet.REGION, on_topic), self.reference[Topic].by_id[topic].code
        return [
            self._cell(counts.get(term.id, 0), topic=name, region=term.code)
            for term in self.reference[Region].by_id.values()
        ]

    # By age ----------------------------------------------------------------------------------------------------------
    @property
    def ages(self) -> list[dict]:
        return [
            {"label": band.label, **self._cell(len(self._waiting(band)), waiting=band.value)}
            for band in reversed(Waiting)
        ]

    def _waiting(self, band: Waiting) -> BitMap:
        return self.open & self.snapshot.bitmaps.get(code(Facet.WAITING, Waiting.values.index(band) + 1), BitMap())

    @cached_property
    def oldest(self) -> list[Card]:
        return self.needs.cards_of(self.snapshot.page(self.open, 0, OLDEST, oldest_first=True))

    def _cell(self, count: int, **conditions: str) -> dict:
        return {"count": number_text(count), "url": self._list(**conditions) if count else ""}

    def _list(self, **conditions: str) -> str:
        query = "&".join(encoded(name, value) for name, value in ({"status": Status.OPEN.value} | conditions).items())
        return f"{reverse('needs:list')}?{query}"

    @property
    def advice(self) -> str:
        return _("No need is open at the moment. What was asked for before, and what became of it, is in the list.")
