"""Each mail as it would arrive, for the gallery: written by its own function in a transaction that is rolled back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from portal.core import mail
from portal.core.models import Correction, Mail
from tad.models import Activity

SITE = "https://portal.example.org"


def correction(**values) -> Correction:
    record = Activity(ref="TA-2017-0042", title="Study visit to Windhoek", starts_on=date(2017, 11, 20))
    return Correction(
        ref="CR-0000-0007", token=UUID(int=7), record=record, part="dates", email="ana@example.org",
        language=get_language(), **values,
    )  # fmt: skip


SAMPLES = {
    "correction_received": lambda: mail.correction_received(correction(), site=SITE),
    "correction_decided": lambda: mail.correction_decided(
        correction(state="accepted", answer="corrected", reason="The programme says 3 May.\nThank you for the link."),
        site=SITE,
    ),
}


def sample(name: str) -> Mail:
    """The mail in the active language. KeyError for a name that is no mail's."""
    with transaction.atomic():
        SAMPLES[name]()
        found = Mail.objects.filter(name=name).latest("pk")
        transaction.set_rollback(True)
    return found
