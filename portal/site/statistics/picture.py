"""A figure as a picture for a report: it stands alone, so its conditions, source and date are in it.

Words are laid out here, line by line; a mirrored picture is written from the right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.charts import Beside, Part
from portal.core.chips import Chip
from portal.core.dates import clauses_text, day_text, labelled_text, number_text
from portal.core.exports.licence import attribution
from portal.core.exports.xml_text import writable
from portal.core.lettering import Words, cut, wrapped
from portal.site.statistics import map_picture
from portal.site.statistics.figure import Figure
from portal.site.statistics.matrix_picture import MatrixPicture

WIDTH, MARGIN = 800, 16  # pixels
INNER = WIDTH - 2 * MARGIN
NAMES, ROW = 280, 28
BAR = WIDTH - NAMES - 90  # the longest bar; its number stands behind it
COLUMNS = 240  # the height of columns by year
MOST = 40  # rows
SOFT = "#4b5b63"


@dataclass(frozen=True)
class Line:
    text: str
    y: int
    size: int
    fill: str = SOFT
    is_bold: bool = False
    is_ltr: bool = False  # an address, which no language turns around


@dataclass(frozen=True)
class Bar:
    y: int
    label: str
    number: str
    x: int
    width: int
    label_x: int
    number_x: int

    @property
    def text_y(self) -> int:
        return self.y + 15


@dataclass(frozen=True)
class Picture:
    figure: Figure
    url: str
    chips: list[Chip]
    words: Words

    width, margin, inner = WIDTH, MARGIN, INNER

    @property
    def language(self) -> str:
        return get_language() or "en"

    @property
    def edge(self) -> int:
        """Where lines of words begin."""
        return WIDTH - MARGIN if self.words.is_mirrored else MARGIN

    # Words above and below --------------------------------------------------------------------------------------------
    @cached_property
    def head(self) -> list[Line]:
        return list(self._laid_out([
            (self.figure.title, 20, 2, {"fill": "#1d2b33", "is_bold": True}), (self.conditions, 14, 4, {}),
            (self.figure.definition, 12, 3, {}),
        ], MARGIN))  # fmt: skip

    @property
    def top(self) -> int:
        """Where the drawing begins."""
        return self.head[-1].y + 20

    @cached_property
    def foot(self) -> list[Line]:
        said = [*self._numbers(), *(labelled_text(row.label, row.text) for row in self._said_beside), self._left_out]
        if self.figure.world or self.figure.flow:
            said.append(map_picture.borders())
        lines = [(text, 12, 3, {}) for text in [*said, self.source] if text]
        return list(self._laid_out([*lines, (self.url, 12, 3, {"is_ltr": True})], self.top + self.body_height + 12))

    def _numbers(self) -> Iterator[str]:
        figure = self.figure
        if not self._parts:
            yield _("Nothing recorded.")
        if figure.of:
            yield figure.of_text
        if figure.missing and figure.missing.count:
            share = f" ({figure.missing_share})" if figure.missing_share else ""
            yield f"{_('Not recorded:')} {figure.missing.count_text}{share}"
        yield figure.note

    @property
    def _said_beside(self) -> list[Beside]:
        return self.figure.further[:12]

    @property
    def _left_out(self) -> str:
        if self.figure.flow:
            return self.figure.flow.left_out_text
        more = 0 if self.figure.columns or self.is_drawn else len(self._parts) - len(self.bars)
        text = ngettext("%(count)s further row is in the CSV.", "%(count)s further rows are in the CSV.", more)
        return text % {"count": number_text(more)} if more else ""

    @property
    def conditions(self) -> str:
        return writable(clauses_text(chip.value for chip in self.chips)) or _("All activities")

    @property
    def source(self) -> str:
        return f"{attribution()} · {day_text(timezone.localdate())}"

    @property
    def height(self) -> int:
        return self.foot[-1].y + MARGIN

    # What is drawn ----------------------------------------------------------------------------------------------------
    @property
    def body_height(self) -> int:
        if self.figure.columns:
            return COLUMNS + 24
        if self.matrix:
            return self.matrix.height
        if self.is_drawn:
            return map_picture.height(INNER)
        return ROW * len(self.bars)

    columns_height = COLUMNS - 16  # with room for a number on top of the highest

    @property
    def years_top(self) -> int:
        return self.top + COLUMNS

    @property
    def is_drawn(self) -> bool:
        """By functions: neither columns nor bars."""
        return bool(self.figure.world or self.figure.flow or self.figure.heat)

    @property
    def drawing(self) -> SafeString:
        return self.matrix.drawn if self.matrix else map_picture.drawn(self.figure, INNER, self.words)

    @cached_property
    def matrix(self) -> MatrixPicture | None:
        figure = self.figure
        return MatrixPicture(figure.heat, figure.heading, INNER, self.words) if figure.heat else None

    @property
    def _parts(self) -> list[Part]:
        return [part for part in self.figure.parts if part.count]

    @cached_property
    def bars(self) -> list[Bar]:
        parts = self._parts[:MOST]
        largest = max((part.count for part in parts), default=1)
        return [
            self._bar(self.top + ROW * place, self.words.turned(cut(part.label, 14, NAMES - 24)), part.count_text,
                      max(1, round(BAR * part.count / largest)))
            for place, part in enumerate(parts)
        ]  # fmt: skip

    def _bar(self, y: int, label: str, number: str, width: int) -> Bar:
        start = NAMES
        if self.words.is_mirrored:
            end = WIDTH - start
            return Bar(y, label, number, end - width, width, end + 10, end - width - 8)
        return Bar(y, label, number, start, width, start - 10, start + width + 8)

    def _laid_out(self, texts: list[tuple], y: int) -> Iterator[Line]:
        """``(text, size, most lines, further facts)`` one under the other, the first below ``y``."""
        for text, size, most, facts in texts:
            for line in wrapped(text, size, INNER, most=most):
                y += round(size * 1.4)
                yield Line(line if facts.get("is_ltr") else self.words.turned(line), y, size, **facts)
            y += 4
