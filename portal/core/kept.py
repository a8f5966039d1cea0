"""Parts of pages that are the same for every reader, kept by each server process until what they are made of changes.

Not for so many seconds: the stamps that every change counts up say whether a part still holds (freshness.py), so nobody
is shown what is no longer true. What depends on the reader, or on the hour, does not belong in such a part.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import ClassVar, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from portal.core.models import content_stamps

Part = TypeVar("Part")  # mostly SafeString; whatever it is, nobody changes it
MOST = 400  # parts; the two of a country with much are 90 kB, the four of an organisation 60 kB


class Shelf:
    """So many parts, those asked for last. What readers can ask for without end has a shelf of its own, where it pushes
    nothing else off."""

    every: ClassVar[list[Shelf]] = []

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._parts: dict[tuple, tuple[dict, object]] = {}  # the one asked for last at the end
        self.every.append(self)

    def __len__(self) -> int:
        return len(self._parts)

    def part(self, name: tuple, make: Callable[[], Part], stamps: dict | None = None) -> Part:
        """The part of this name in the reader's language as of today. One query, none if the stamps are given: then
        they were asked for before anything that ``make`` uses, or a change between the two would be missed until the
        next."""
        stamps = content_stamps() if stamps is None else stamps
        key = (*name, get_language(), timezone.localdate())
        kept = self._parts.get(key)
        if kept is None or kept[0] != stamps:
            kept = stamps, make()
        with self._lock:
            self._parts.pop(key, None)
            self._parts[key] = kept
            while len(self._parts) > self.most:
                del self._parts[next(iter(self._parts))]
        return kept[1]

    def forget(self) -> None:
        with self._lock:
            self._parts.clear()


PAGES = Shelf(MOST)
part = PAGES.part


def forget() -> None:
    """Drop what is kept; the next question makes it anew."""
    for shelf in Shelf.every:
        shelf.forget()
