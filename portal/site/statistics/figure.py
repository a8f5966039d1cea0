"""A figure as page, files and pictures take it: what it counts, of how many, and how many do not say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.charts import Bar, Beside, Columns, Heat, Part, Row
from portal.core.dates import number_text
from portal.core.flow_map import FlowMap
from portal.core.listing import Option
from portal.core.maps import WorldMap

MOST = 12  # bars that are drawn; the table has all


@dataclass(frozen=True)
class Figure:
    """``parts`` are its rows; ``of`` is the number of activities they are shares of, 0 for what is no share."""

    name: str
    title: str
    definition: str
    parts: list[Part]
    of: int
    heading: str  # of the column that names the rows
    measure: str = ""  # of the column of numbers, if it is not activities
    missing: Part | None = None
    columns: Columns | None = None
    heat: Heat | None = None
    world: WorldMap | None = None
    flow: FlowMap | None = None
    switch: list[Option] = field(default_factory=list)  # what else it can show
    note: str = ""
    table_at: str = ""  # where on the page its table stands already
    most: int = MOST
    every: Callable[[], list[Part]] | None = None  # all rows, where ``parts`` are only the first of many
    further: list[Beside] = field(default_factory=list)

    @property
    def all_parts(self) -> list[Part]:
        return self.every() if self.every else self.parts

    @property
    def bars(self) -> list[Bar]:
        largest = max((part.count for part in self.parts), default=0)
        return [
            Bar(part, f"{100 * part.count / largest:.4g}", self.share(part))
            for part in self.parts[: self.most]
            if part.count
        ]

    @property
    def rows(self) -> list[Row]:
        return [Row(part.label, [part]) for part in self.parts]

    @property
    def more(self) -> int:
        return max(0, len(self.parts) - self.most)

    def share(self, part: Part) -> str:
        return percent(part.count, self.of)

    @property
    def missing_share(self) -> str:
        return self.share(self.missing) if self.missing else ""

    @property
    def of_text(self) -> str:
        """What is a hundred per cent: "Of 12 activities."."""
        return ngettext("Of %(of)s activity.", "Of %(of)s activities.", self.of) % {"of": number_text(self.of)}


def percent(count: int, of: int) -> str:
    """ "7 %" as the reader's language writes it; "under 1 %" for what is not nought; "" of nothing."""
    if not of:
        return ""
    share = 100 * count / of
    if 0 < share < 1:
        return _("under 1 %")
    return _("%(number)s %%") % {"number": number_text(min(round(share), 99 if count < of else 100))}
