"""Mails to whoever writes for the owner of a listing, and to whoever asked about it. None about one's own action."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from matchmaking.models import Listing
from matchmaking.models.lines import Question
from portal.core.memberships import EDITING
from portal.core.models import Mail, User
from portal.core.notifications import KINDS, Kind, notify

KINDS["listing_question"] = Kind(
    _("Questions about needs and offers"),
    _("When somebody asks about a need or an offer of your organisation, or answers what you asked."),
)
KINDS["listing_expires"] = Kind(
    _("A need or an offer is about to expire"), _("Once, two weeks before the day until which it is open.")
)


def asked(listing: Listing, question: Question, *, site: str) -> None:
    """To the owner's administrators and editors. The words stand on the page alone, where they can be moderated."""
    why = _("You get this mail because you may answer for the organisation that owns it.")
    for person in writers(listing).exclude(pk=question.asked_by_id):
        _notify(person, "listing_question", f"{listing.ref} {question.pk} asked", why, listing, site, question=question)


def answered(listing: Listing, question: Question, *, site: str) -> None:
    person = question.asked_by
    if person and person.pk != question.answered_by_id:
        why = _("You get this mail because you asked.")
        cause = f"{listing.ref} {question.pk} answered"
        _notify(person, "listing_question", cause, why, listing, site, question=question)


def expires(person: User, listing: Listing, *, site: str) -> Mail | None:
    """Before the day until which it is open. Another day is another mail."""
    why = _("You get this mail because you may renew it for the organisation that owns it.")
    cause = f"{listing.ref} {listing.expires_on.isoformat()}"
    return _notify(person, "listing_expires", cause, why, listing, site)


def writers(listing: Listing) -> QuerySet[User]:
    """Who may write for its owner."""
    entitled = {"memberships__organisation": listing.owner_id, "memberships__role__in": EDITING}
    return User.objects.filter(is_active=True, **entitled).order_by("pk")


def _notify(person: User, name: str, cause: str, why, listing: Listing, site: str, **context) -> Mail | None:
    with translation.override(person.language):
        page_url = site + listing.get_absolute_url()
    context = {"listing": listing, "page_url": page_url, **context}
    return notify(person, name, name, cause=cause, why=why, site=site, context=context)
