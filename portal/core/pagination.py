"""Links from one page of a list to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.core.dates import number_text


@dataclass
class Pagination:
    text: str
    pages: list[dict | None]  # {number, url, current}, or None for a gap
    previous_url: str
    next_url: str


def paginated(number: int, last: int, url_of: Callable[[int], str]) -> Pagination:
    return Pagination(
        text=_("Page %(page)s of %(last)s") % {"page": number_text(number), "last": number_text(last)},
        pages=[
            each and {"number": each, "url": url_of(each), "current": each == number}
            for each in numbers_shown(number, last)
        ],
        previous_url=url_of(number - 1) if number > 1 else "",
        next_url=url_of(number + 1) if number < last else "",
    )


def numbers_shown(number: int, last: int) -> Iterator[int | None]:
    """First, last and the neighbours of this page; None where some are left out."""
    wanted = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    for before, each in zip([0, *wanted], wanted, strict=False):
        if each > before + 1:
            yield None
        yield each
