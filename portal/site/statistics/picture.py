"""A figure as a picture for a report: it stands alone, so its words, source and date are in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from portal.core.chips import Chip
from portal.core.dates import day_text
from portal.core.exports.licence import attribution
from portal.site.statistics.figures import Figure

WIDTH, NAMES, ROW, TOP, FOOT = 800, 280, 28, 84, 64  # pixels
BAR = WIDTH - NAMES - 90  # the longest bar; its number stands behind it
MOST = 40


@dataclass(frozen=True)
class Row:
    y: int
    label: str
    number: str
    x: int  # of the bar
    width: int
    label_x: int
    number_x: int


@dataclass(frozen=True)
class Picture:
    figure: Figure
    url: str
    chips: list[Chip]

    width = WIDTH

    @property
    def is_mirrored(self) -> bool:
        return get_language_bidi()

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def edge(self) -> int:
        """Where lines of words begin."""
        return WIDTH - 16 if self.is_mirrored else 16

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.rows) + FOOT

    @property
    def foot(self) -> int:
        return self.height - FOOT + 28

    @property
    def conditions(self) -> str:
        said = (_("not %(value)s") % {"value": chip.label} if chip.excluded else chip.label for chip in self.chips)
        return "; ".join(said) or _("All activities")

    @property
    def source(self) -> str:
        return f"{attribution()} · {day_text(timezone.localdate())}"

    @property
    def rows(self) -> list[Row]:
        parts = [part for part in self.figure.parts if part.count][:MOST]
        largest = max((part.count for part in parts), default=1)
        return [
            self._row(place, part.label, part.count_text, round(BAR * part.count / largest))
            for place, part in enumerate(parts)
        ]

    def _row(self, place: int, label: str, number: str, width: int) -> Row:
        width, start = max(width, 1), NAMES
        if self.is_mirrored:
            return Row(TOP + ROW * place, label, number, WIDTH - start - width, width, WIDTH - start + 10,
                       WIDTH - start - width - 8)  # fmt: skip
        return Row(TOP + ROW * place, label, number, start, width, start - 10, start + width + 8)
