"""What the card of a record says, the same keys in every room: portal/core/templatetags/rows.py writes them."""

from __future__ import annotations

from typing import TypedDict

from django.utils.safestring import SafeString

from portal.core.naming import Name


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
