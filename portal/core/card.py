"""What the card of a record says, the same keys in every room: portal/core/templatetags/rows.py writes them."""

from __future__ import annotations

from typing import TypedDict

from django.utils.safestring import SafeString

from portal.core.naming import Name
from portal.core.templatetags.rows import NO_SIDES


class Card(TypedDict):
    """A dictionary, because templates look up keys before attributes."""

    id: int
    ref: str
    url: str
    title: str | SafeString
    summary: str | SafeString
    kind: str
    kind_label: str
    modality: str  # of an initiative its instruments, of a case study its sectors
    dates: str
    place: str
    status: str
    status_label: str
    state_label: str
    is_sample: bool
    language: str
    dir: str
    topics: list[str]
    sides: str  # how the two sides stand to each other: templatetags/rows.py
    providers: list[Name]
    beneficiaries: list[Name]
    more_beneficiaries: int
    via_group: str
    marks: list[str]


def card_without_sides(**said) -> Card:
    """Of what nobody gives to anybody, such as an organisation; what is not said of it is left out."""
    blank = dict.fromkeys(("ref", "kind", "kind_label", "modality", "dates", "place", "status", "status_label"), "")
    blank |= {"state_label": "", "is_sample": False, "topics": [], "sides": NO_SIDES, "providers": []}
    return blank | {"beneficiaries": [], "more_beneficiaries": 0, "via_group": "", "marks": []} | said
