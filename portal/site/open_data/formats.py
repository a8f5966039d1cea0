"""Something that can be taken away, in one format."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.exports.formats import Format


@dataclass(frozen=True)
class Distribution:
    format: Format
    url: str
    id: str  # unique in the catalogue: "activities-csv"
