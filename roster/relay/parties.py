"""How each side of a conversation is named to the other: by what was released, or said for it; never by an address."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.dates import span_text
from roster import consents
from roster.models import Consent, Consultant, Conversation, Side


def called(consultant: Consultant | None) -> str:
    """A consultant by name while that is released, else by reference."""
    if consultant is None or consultant.withdrawn_at:
        return _("A former consultant")
    return consultant.name if Consent.Field.NAME in consents.given(consultant) else consultant.title


def asking(conversation: Conversation) -> str:
    """ "Ana Souza, for the Patent Office of Chile"."""
    name, organisation = conversation.name or _("Somebody whose name was erased"), conversation.asks_for
    return _("%(name)s, for %(organisation)s") % {"name": name, "organisation": organisation} if organisation else name


def named(conversation: Conversation, side: Side) -> str:
    return called(conversation.consultant) if side == Side.CONSULTANT else asking(conversation)


def period(conversation: Conversation) -> str:
    """When the work is to be done; "" if nothing was said."""
    return span_text(conversation.from_day, conversation.until_day, "day", "day")
