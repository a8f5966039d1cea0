"""Words in pictures that the server draws: nobody lays them out later, so how wide they are has to be guessed.

The guess is generous: a line that is a little short is better than one that is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

NARROW, CYRILLIC, WIDE = 0.54, 0.61, 1.02  # of the height of letters: a usual letter, a Russian, a Chinese one
RTL, RTL_END = "\u202b", "\u202c"  # what stands between them runs from right to left
_WORD = re.compile(r"[\u2e80-\uffef]\s*|[^\s\u2e80-\uffef]+\s*")  # Chinese breaks anywhere


@dataclass(frozen=True)
class Words:
    """How the words of a picture run. Programs that know directions turn what "start" means; one that does not is told
    where a text ends, and by marks in the text in which direction it runs."""

    is_mirrored: bool
    knows_directions: bool = True  # whoever draws it

    @property
    def start(self) -> str:
        """How a text is anchored that begins at its place."""
        return "end" if self.is_mirrored and not self.knows_directions else "start"

    @property
    def end(self) -> str:
        return "start" if self.start == "end" else "end"

    @property
    def ltr(self) -> str:
        """The anchor of what runs from left to right in any language, as addresses do, and stands where texts begin."""
        return "end" if self.is_mirrored else "start"

    def turned(self, text: str) -> str:
        return f"{RTL}{text}{RTL_END}" if self.is_mirrored and not self.knows_directions else text


def width_of(text: str, size: float) -> float:
    """In the unit of ``size``, the height of letters."""
    return size * sum(map(_width_of, text))


def _width_of(letter: str) -> float:
    if combining(letter):
        return 0
    if "\u0400" <= letter <= "\u04ff":
        return CYRILLIC
    return WIDE if east_asian_width(letter) in "WF" else NARROW


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as fits, with "…" at its end."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, size: float, room: float, *, most: int) -> list[str]:
    """The text in at most so many lines; "…" at the end of the last says that there was more."""
    lines = [""]
    for word in _pieces(text, size, room):
        if lines[-1] and width_of(lines[-1] + word.rstrip(), size) > room:
            lines.append("")
        lines[-1] += word
    kept = [line.rstrip() for line in lines if line.strip()]
    if len(kept) > most:
        kept = [*kept[: most - 1], cut(kept[most - 1] + " " + kept[most], size, room)]
    return kept


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """Words; those wider than a line, as addresses may be, are broken."""
    for word in _WORD.findall(text):
        length = len(word) if width_of(word, size) <= room else max(1, int(room / (size * NARROW)))
        yield from (word[start : start + length] for start in range(0, len(word), length))
