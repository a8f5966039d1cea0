"""Mails about needs and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models import Mail, Organisation, User
from portal.core.notifications import notify

if TYPE_CHECKING:
    from matchmaking.digest import Section

SUGGESTIONS = "suggestions"  # the kind, and the name of the templates


def suggested(person: User, owner: Organisation, sections: list[Section], *, site: str) -> Mail | None:
    """To those who may act for an organisation: what is new for its needs and offers. None if they stopped that."""
    pairs = sorted(f"{each.listing.ref} {candidate}" for each in sections for candidate in each.candidates)
    return notify(
        person, SUGGESTIONS, SUGGESTIONS, cause="\n".join(pairs), site=site,
        why=_("You get this mail because you may act for an organisation that has needs or offers."),
        context={
            "owner": owner, "sections": sections, "site": site, "total": len(pairs),
            "organisation_url": site + reverse("members:organisation", args=[owner.slug]),
        },
        is_secret=any(group.kind == "consultants" for each in sections for group in each.groups),  # roster/mailed.py
    )  # fmt: skip
