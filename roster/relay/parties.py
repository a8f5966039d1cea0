"""How each side of a conversation is named to the other: by what was released, or said for it; never by an address."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.dates import day_text, span_text
from roster import released
from roster.models import Consultant, Conversation, Side


def called(consultant: Consultant | None) -> str:
    """A consultant by name while the profile is listed and its name released, else by reference."""
    if consultant is None or consultant.withdrawn_at:
        return _("A former consultant")
    [profile] = released.read(Consultant.objects.all(), [consultant.pk])
    return profile.title if profile.is_listed else consultant.title


def asking(conversation: Conversation) -> str:
    """ "Ana Souza, for the Patent Office of Chile"."""
    name, organisation = conversation.name or _("Somebody whose name was erased"), conversation.asks_for
    return _("%(name)s, for %(organisation)s") % {"name": name, "organisation": organisation} if organisation else name


def named(conversation: Conversation, side: Side) -> str:
    return called(conversation.consultant) if side == Side.CONSULTANT else asking(conversation)


def period(conversation: Conversation) -> str:
    """When the work is to be done; "" if nothing was said."""
    if conversation.from_day and not conversation.until_day:
        return _("from %(day)s on") % {"day": day_text(conversation.from_day)}
    return span_text(conversation.from_day, conversation.until_day, "day", "day")
