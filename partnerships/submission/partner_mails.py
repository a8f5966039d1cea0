"""The mails to partners. The title is quoted in the text, because a curator has read it by then; nothing else is."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from partnerships.submission.models import Confirmation
from portal.core.outbox import queue


def asked(confirmation: Confirmation, *, site: str) -> None:
    """The link to confirm, correct or object. Once for each link."""
    _to_partner("partner_asked", confirmation, site)


def reminded(confirmation: Confirmation, *, site: str) -> None:
    """The same link once more."""
    _to_partner("partner_reminded", confirmation, site)


def _to_partner(name: str, confirmation: Confirmation, site: str) -> None:
    submission = confirmation.submission
    with translation.override(submission.language):
        queue(
            name,
            to=confirmation.email,
            cause=f"{submission.ref} {confirmation.pk} {confirmation.asked_at.isoformat()}",
            why=_("You get this mail because you were named as a partner in the submission %(ref)s.")
            % {"ref": submission.ref},
            context={
                "title": " ".join(submission.title.split()),
                "ref": submission.ref,
                "is_public": submission.state == submission.State.ACCEPTED,
                "page_url": site + confirmation.get_absolute_url(),
            },
        )
