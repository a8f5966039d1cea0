"""The other public pages, asked for as often as records name what they are about."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from bench.queries import Readers
from portal.core.facets import GROUP_OFFSET, Facet


def pages(readers: Readers, number: int) -> dict[str, list[str]]:
    """So many addresses of each kind of page."""
    always = {
        "home": "home", "countries": "countries:list", "calendar": "calendar:list", "statistics": "statistics:page",
        "reference": "statistics:reference", "data": "data:catalogue", "about": "about",
    }  # fmt: skip
    months = [f"{year}-{month:02}" for year in range(2000, 2027) for month in range(1, 13)]
    drawn = {
        "search": lambda: f"{reverse('search')}?{urlencode(readers.words())}",
        "country": lambda: reverse("countries:detail", args=[readers.named(Facet.NAMED, below=GROUP_OFFSET)]),
        "topic": lambda: reverse("topics:detail", args=[readers.named(Facet.TOPIC)]),
        "organisation": lambda: reverse("organisations:detail", args=[readers.named(Facet.ORGANISATION)]),
        "month": lambda: f"{reverse('calendar:list')}?view=month&on={readers.random.choice(months)}",
        "statistics_filtered": lambda: f"{reverse('statistics:page')}?{urlencode(readers.filters(3))}",
        "embed": lambda: f"{reverse('embed', args=['activities'])}?{urlencode(readers.filters(3))}",
    }
    return {name: [reverse(route)] * number for name, route in always.items()} | {
        name: [draw() for _ in range(number)] for name, draw in drawn.items()
    }
