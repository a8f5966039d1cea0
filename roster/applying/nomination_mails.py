"""The mail to whom an organisation nominates. It quotes nothing that was typed: the address may be anybody's."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.outbox import queue
from roster.models import Nomination


def asked(nomination: Nomination, *, site: str) -> None:
    """Who nominates them, and the page with yes and no. Once for each nomination."""
    with translation.override(nomination.language):
        page_url = site + nomination.get_absolute_url()
        queue(
            "nomination",
            to=nomination.email,
            cause=f"nomination {nomination.token}",
            why=_("You get this mail because an organisation gave this address when it nominated you."),
            context={
                "organisation": nomination.organisation, "page_url": page_url, "days": settings.KEEP_NOMINATION_DAYS,
            },
            stop_url=f"{page_url}never/",
        )  # fmt: skip
