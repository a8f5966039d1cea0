"""Mails to curators: an application came in, or back, or its writer has a question. No word of a stranger is in them.

Whom it concerns follows from its nationalities and topics (portal/core/remits.py).
"""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.core import reference
from portal.core.classification import list_in_words
from portal.core.notifications import KINDS, Kind, notify
from portal.core.remits import curators_for, why_told
from portal.core.submitting.desk import desk_url
from portal.core.submitting.views import Arrival
from roster.models import Application

KIND = "application_waiting"
KINDS[KIND] = Kind(
    gettext_lazy("An application to the roster waits for you"),
    gettext_lazy("For curators: when one of your regions or topics arrives, comes back, or its writer has a question."),
)
HEADLINES = {
    Arrival.ARRIVED: gettext_lazy("Somebody applied to the roster"),
    Arrival.RETURNED: gettext_lazy("An application came back with changes"),
    Arrival.MESSAGE: gettext_lazy("An applicant wrote to the curators"),
}


def waiting(application: Application, news: Arrival, *, site: str, since: datetime | None = None) -> None:
    """Tell those whom it concerns. ``since`` is what it is told once for: at first when it came into its state."""
    cause = f"{application.ref} {news} {(since or application.state_since).isoformat()}"
    for curator in curators_for(KIND, countries=application.nationalities, topics=application.topics):
        with translation.override(curator.language):
            names = [reference.current().name_of(code) for code in application.nationalities]
            context = {
                "application": application, "headline": str(HEADLINES[news]),
                "countries": list_in_words(names, most=len(names)),
                "page_url": site + desk_url(application, "change"),
            }  # fmt: skip
            why = why_told(curator)
        notify(curator, KIND, KIND, cause=cause, why=why, context=context, site=site)
