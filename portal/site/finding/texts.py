"""The texts about the portal, asked beside the lists: what words find in them, and where on the page it stands.

Only published ones, each as its page shows it: in the reader's language, else in the one that it falls back to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.card import Card, card_without_sides
from portal.core.dates import number_text
from portal.core.markdown import sections
from portal.core.models import PageText
from portal.core.models.versions import NEVER, Stamp
from portal.core.naming import direction
from portal.core.search import QUESTION, sendable
from portal.site.finding.best import BY_LENGTH, Scored

GLOSSARY = "glossary"  # the page whose headings are words of the field
BY_WORDS = 2  # PostgreSQL's ts_rank: divided by the number of words
PASSAGE = 240  # characters; the sentence that ends later is the last
AMONG_THE_BEST = 2  # texts explain; most who search want what was done, and texts repeat the words of the field
SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])|\n+")
# Of each numbered text the place that fits best: whose heading says little else than what was asked ("Provider" before
# "Second provider"), then whose words do. Its columns: text, place, language, heading, words.
BEST_PLACES = f"""
    WITH asked AS MATERIALIZED (SELECT {QUESTION} AS question)
    SELECT DISTINCT ON (number) number, place
    FROM asked, unnest(%s::int[], %s::int[], %s::text[], %s::text[], %s::text[])
            AS parts (number, place, language, title, said),
        LATERAL (SELECT core_document(title, language) AS heading, core_document(said, language) AS words) AS part
    WHERE heading || words @@ question
    ORDER BY number, ts_rank(heading, question, {BY_WORDS}) DESC, ts_rank(words, question, {BY_LENGTH}) DESC, place
"""  # noqa: S608 -- constants
_kept: dict[str, tuple[Stamp, list[tuple[str, str]]]] = {}


@dataclass(frozen=True)
class Place:
    """A part of a text that can be linked to: a section, or the top of the page."""

    anchor: str  # "" for the top
    title: str
    said: str


class Texts:
    scored = Scored("about", "core_pagetext", "id")

    def __init__(self, words: str) -> None:
        self.words = words
        self.cards: list[Card] = []

    @cached_property
    def found(self) -> list[PageText]:
        """The best match first; without words, all."""
        texts = PageText.objects.published().for_readers_of(get_language())
        if not self.words:
            return list(texts.defer("body"))
        asked = [sendable(self.words)]
        matching = RawSQL(f"core_pagetext.document @@ {QUESTION}", asked, BooleanField())  # noqa: S611 -- a constant
        rank = f"ts_rank(core_pagetext.document, {QUESTION}, {BY_LENGTH})"
        return list(texts.filter(matching).order_by(RawSQL(rank, asked, FloatField()).desc(), "page__order"))  # noqa: S611

    def group(self, shown: int) -> dict:
        """As the page of the search shows a list; summaries are whole texts until ``shorten``."""
        cards = self.cards = self._cards(self.found[:shown]) if self.words else []
        count = len(self.found)
        return {
            "source": self.scored,
            "kind": _("Text"),
            "id": "texts",
            "title": _("About this portal"),
            "count": count,
            "count_text": ngettext("%(count)s text", "%(count)s texts", count) % {"count": number_text(count)},
            "every": cards[:AMONG_THE_BEST],
            "cards": cards,
            "as_cards": "_components/cards.html",
            "note": "",
            "not_narrowed": "",
            "url": reverse("about"),
            "way_in": _("All texts about this portal"),
        }

    def _cards(self, texts: list[PageText]) -> list[Card]:
        return [_card(text, place) for text, place in zip(texts, _best_places(texts, self.words), strict=True)]

    def shorten(self) -> None:
        """To the passage with the first of the words, once they are marked."""
        for card in self.cards:
            card["summary"] = _passage(card["summary"])


def names(versions: dict[str, Stamp]) -> list[tuple[str, str]]:
    """``(name, what it is)`` of every text and every word of the glossary, for the reader's language; kept until a text
    changes."""
    language, stamp = get_language(), versions.get("page", NEVER)
    if language not in _kept or _kept[language][0] != stamp:
        _kept[language] = stamp, list(_names(language))
    return _kept[language][1]


def _names(language: str) -> Iterator[tuple[str, str]]:
    for text in PageText.objects.published().for_readers_of(language):
        yield text.title, _("Text")
        if text.page.slug == GLOSSARY:
            yield from ((each.title, text.title) for each in sections(text.body, language) if each.id)


def _places(text: PageText) -> list[Place]:
    parts = sections(text.body, get_language())
    lead = next((each.text for each in parts if not each.id), "")
    top = Place("", text.title, f"{text.summary}\n{lead}")
    return [top, *(Place(each.id, each.title, each.text) for each in parts if each.id)]


def _best_places(texts: list[PageText], words: str) -> Iterator[Place]:
    """Of each text the part that the words fit best, or its top where no part has all of them; one query."""
    if not texts:
        return
    places = [_places(text) for text in texts]
    rows = [
        (number, place, text.language, part.title, part.said)
        for number, text in enumerate(texts)
        for place, part in enumerate(places[number])
    ]
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(BEST_PLACES, [sendable(words), *columns])
        best = dict(cursor.fetchall())
    yield from (each[best.get(number, 0)] for number, each in enumerate(places))


def _card(text: PageText, place: Place) -> Card:
    return card_without_sides(
        id=text.pk,
        url=text.get_absolute_url() + (f"#{place.anchor}" if place.anchor else ""),
        title=f"{text.title} › {place.title}" if place.anchor else text.title,
        summary=place.said,
        modality=text.page.get_chapter_display(),
        language=text.language,
        dir=direction(text.language),
    )


def _passage(marked: SafeString) -> SafeString:
    """Whole sentences from the first that has a mark on."""
    ends = [match.end() for match in SENTENCE_ENDS.finditer(marked)] + [len(marked)]
    hit = marked.find("<mark>")
    start = max((end for end in ends if end <= hit), default=0)
    end = next((end for end in ends if end - start > PASSAGE), len(marked))
    return mark_safe("… " * bool(start) + marked[start:end])  # noqa: S308 -- a part of what is escaped, between sentences
