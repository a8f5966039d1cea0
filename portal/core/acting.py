"""For which organisation a person is acting: one who belongs to several says so, and can always say otherwise.

The session keeps the choice and nothing else. What somebody may do is asked of the membership, each time.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import cached_property

from portal.core.models import Membership, Organisation

KEY = "acting_for"


class Acting:
    """Of one request; lazy, so that pages which show nothing of it ask nothing. ``of(request)`` gives it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def memberships(self) -> list[Membership]:
        """In organisations that are there, in the order of their names; those that wait for verification too."""
        if not self._request.user.is_authenticated:
            return []
        there = [Organisation.State.VERIFIED, Organisation.State.PENDING]
        found = self._request.user.memberships.filter(organisation__state__in=there)
        return list(found.select_related("organisation").order_by("organisation__name", "pk"))

    @property
    def possible(self) -> list[Membership]:
        """Nobody acts in the name of an organisation that no curator has verified."""
        return [each for each in self.memberships if each.organisation.state == Organisation.State.VERIFIED]

    @property
    def current(self) -> Membership | None:
        """The one chosen, if it still is one; whoever has only one acts for that; None: for oneself."""
        chosen = self._request.session.get(KEY)
        if chosen == "":
            return None
        for each in self.possible:
            if each.organisation_id == chosen or len(self.possible) == 1:
                return each
        return None

    def choose(self, organisation: Organisation | None) -> bool:
        """Act for this one, or for oneself, from now on. False for an organisation that one cannot act for."""
        if organisation and organisation.pk not in {each.organisation_id for each in self.possible}:
            return False
        self._request.session[KEY] = organisation.pk if organisation else ""
        return True


def of(request: HttpRequest) -> Acting:
    if not hasattr(request, "acting"):
        request.acting = Acting(request)
    return request.acting
