"""Every mail of the ground floor: one function each, three templates each (templates/emails/<mail>.*).

A function words the mail in its reader's language and puts it into the outbox, in the transaction of whatever it tells
of. Readers' own words never stand in a subject, nor in a mail to anybody but the curators. CONTRIBUTING.md says how to
add one.
"""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core.models import Correction
from portal.core.outbox import queue


def origin(request: HttpRequest | None = None) -> str:
    """What links in mails begin with: SITE_URL, or else the address of the request, whose host Django has checked."""
    if settings.SITE_URL:
        return settings.SITE_URL
    if request is None:
        raise ImproperlyConfigured("SITE_URL is not set. Mails that no request causes need it for their links.")
    return f"{request.scheme}://{request.get_host()}"


def correction_received(correction: Correction, *, site: str) -> None:
    """To the sender of a report: it has arrived, and this is its reference."""
    _to_sender("correction_received", correction, site)


def correction_decided(correction: Correction, *, site: str) -> None:
    """To the sender of a report: what became of it, with the curator's reason."""
    _to_sender("correction_decided", correction, site)


def _to_sender(name: str, correction: Correction, site: str) -> None:
    if not correction.email:
        return
    with translation.override(correction.language):
        page, record = site + correction.get_absolute_url(), correction.record
        queue(
            name,
            to=correction.email,
            cause=correction.ref,
            why=_("You get this mail because this address was given with the report %(ref)s.")
            % {"ref": correction.ref},
            context={
                "correction": correction,
                "page_url": page,
                "record_url": site + record.get_absolute_url() if record else site,  # a draft may be gone
            },
            stop_url=f"{page}stop/",
        )
