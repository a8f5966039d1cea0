"""Mails about records that organisations propose: what curators decided, to whoever handed the record in."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.core.models import Curated
from portal.core.notifications import KINDS, Kind, notify

KINDS["record_decided"] = Kind(
    gettext_lazy("A record of your organisation was decided"),
    gettext_lazy("When curators publish a record that you handed in, reject it, or ask for changes."),
)
TOLD = frozenset({"publish", "send_back", "reject"})  # moves of portal/core/curation.py


def decided(record: Curated, move: str, *, site: str) -> None:
    """Nothing for records that no organisation owns, and for moves that concern curators only."""
    person = record.submitted_by
    if move not in TOLD or record.owner_id is None or person is None:
        return
    with translation.override(person.language):
        own_page = site + record.get_own_url()
        public_page = site + record.get_absolute_url()
    notify(
        person, "record_decided", "record_decided", cause=f"{record.ref} {move} {record.updated_at.isoformat()}",
        why=gettext_lazy("You get this mail because you handed this record in for your organisation."), site=site,
        context={"record": record, "move": move, "own_page": own_page, "public_page": public_page},
    )  # fmt: skip
