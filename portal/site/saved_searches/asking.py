"""What a saved search asks today: the same question as its list's address, with the same rules of who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core import reference as reference_memory
from portal.core.chips import Chip
from portal.core.dates import joined_text
from portal.core.facets import IS_SAMPLE, Facet, code
from portal.core.filters import OrganisationValues
from portal.core.listing import Listing
from portal.core.models import User, current_versions
from portal.core.models.versions import Stamp
from portal.site.finding.lists import LISTS

PREVIEW = timedelta(days=30)


def list_of(room: str) -> type[Listing] | None:
    return next((each for each in LISTS if each.room == room), None)


def filters_in(listing: type[Listing], address: QueryDict) -> str:
    """The filters of an address, and nothing of how the list is shown, in one order: what is kept of it.

    "Added in the last 7 days" is left out, because a digest tells of just what was added.
    """
    shown = listing.filterset_class.PRESENTATION | {"added"}
    pairs = {(name, value) for name in address.keys() - shown for value in address.getlist(name) if value.strip()}
    return urlencode(sorted(pairs))


class Asked:
    """A saved search, asked by its reader as they are now.

    Values that are gone since it was saved are left out and said in ``notes``. Where that would find more than was
    asked for, it finds nothing (``is_void``): nobody wants mails on everything because one topic was taken away.
    """

    def __init__(
        self, room: str, query: str, user: User | None = None, versions: dict[str, Stamp] | None = None
    ) -> None:
        self.room, self.user = room, user or AnonymousUser()
        self.versions = versions or current_versions()
        self.reference = reference_memory.current(self.versions)
        self.notes: list[str] = []
        self.gone: list[tuple[str, str]] = []  # in codes, whatever the language
        self.is_void = False
        self.parameters = QueryDict(query, mutable=True)
        self.list = list_of(room)
        if self.list is None:
            self._say("", room, _("This list is no longer there."), is_void=True)
            return
        self._leave_out_what_is_gone()
        self.listing = self._listing()
        for name, sentences in self.listing.mistakes.items():
            self._say(name, "", " ".join(sentences), is_void=True)

    def _say(self, name: str, value: str, note: str, *, is_void: bool) -> None:
        self.gone.append((name, value))
        self.notes.append(note)
        self.is_void = self.is_void or is_void

    def _leave_out_what_is_gone(self) -> None:
        for spec in self.list.filterset_class.facets:
            for name in {spec.name, f"not_{spec.name}"} & self.parameters.keys():
                values = self.parameters.getlist(name)
                kept = [each for each in values if spec.values.number(self.reference, each) is not None]
                self.parameters.setlist(name, kept)
                for each in values:
                    words = {"facet": spec.label, "value": each[:60]}
                    if each not in kept:
                        note = _("%(facet)s: there is no “%(value)s” any more.") % words
                        self._say(name, each, note, is_void=name == spec.name and not kept)
                    elif isinstance(spec.values, OrganisationValues) and each in self.reference.former_slugs:
                        words["name"] = self.reference.organisation_by_slug[each].name
                        note = _("%(facet)s: “%(value)s” is part of “%(name)s” now, whose records are found.") % words
                        self._say(name, each, note, is_void=False)

    def _listing(self, *, without: tuple[str, ...] = ()) -> Listing:
        """The list at the address of the search, for its reader."""
        request = HttpRequest()
        request.method, request.user = "GET", self.user
        request.path = request.path_info = reverse(f"{self.room}:list")
        request.GET = self.parameters.copy()
        for name in without:
            request.GET.pop(name, None)
        return self.list(request, self.versions)

    @property
    def title(self) -> str:
        return self.listing.title if self.list else self.room

    @property
    def url(self) -> str:
        """The list of the search; "" where there is none."""
        return str(self.listing.address) if self.list else ""

    def recent_url(self, days: str) -> str:
        """The list with what was added lately: PortalFilterSet.ADDED says which days there are."""
        return self.listing.address.setting(added=days)

    @property
    def conditions(self) -> Iterator[str]:
        """The filters in words, as the tags above the list say them."""
        return (chip.text for chip in self._chips)

    @property
    def _chips(self) -> list[Chip]:
        return self.listing.chips if self.list else []

    @property
    def name(self) -> str:
        """What it may be called: its values without what they are values of."""
        return Truncator(joined_text(chip.value for chip in self._chips) or self.title).chars(100)

    @cached_property
    def wordless(self) -> Listing:
        """The list without the words, which the database is asked together with the days. Its cards mark nothing."""
        return self._listing(without=("q",)) if self.listing.q else self.listing

    def added_between(self, since: datetime, until: datetime) -> BitMap:
        """What it finds of the records added from ``since`` on and before ``until``, without what its reader wrote, and
        without what its search row says is invented: nobody should act on a mail about it. One query, and one more for
        the organisations of somebody signed in."""
        if self.is_void:
            return BitMap()
        listing = self.wordless
        added = listing.text.added_between(since, until, self.listing.q)
        if not added:
            return added
        within = listing.selection.within
        selection = replace(listing.selection, within=added if within is None else added & within)
        left_out = {code(Facet.PUBLIC, IS_SAMPLE)}
        if self.user.pk:
            left_out.add(code(Facet.AUTHOR, self.user.pk))
        selection = replace(selection, exclude=selection.exclude | left_out)
        return listing.snapshot.hits(selection, listing.readable)

    def lately(self) -> int:
        """How many records it would have sent in the last 30 days."""
        now = timezone.now()
        return len(self.added_between(now - PREVIEW, now))
