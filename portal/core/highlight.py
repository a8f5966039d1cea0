"""Hits marked in a text: found again as the index finds them, so that the text itself stays as its author wrote it.

PostgreSQL's own ``ts_headline`` knows neither the letters that the index takes for one (Arabic, accents after stemming)
nor Chinese. Here each word of a text is asked about by itself, in the language of its text; all in one query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.core.facet_panel import plain
from portal.core.search import sendable

SIGNS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # core_signs: portal/core/sql/0004
VOWELS = r"\u0300-\u036f\u064b-\u065f\u0670"  # marks that belong to the letter before them
SIGN = re.compile(f"[{SIGNS}]")
WORD = re.compile(rf"(?:(?![{SIGNS}])[^\W_])(?:(?![{SIGNS}])[^\W_]|[{VOWELS}])*")


def highlighted(texts: Sequence[str], words: str, languages: Sequence[str] = ()) -> list[SafeString]:
    """The texts as HTML, everything escaped, what ``words`` found in them between <mark> and </mark>.

    ``languages`` are those of the texts, in their order; without any, words are compared unstemmed.
    """
    languages = languages or [""] * len(texts)
    candidates = _candidates(texts, words, languages)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT marks.runs, array_agg(ARRAY[language, word]) FILTER (WHERE word IS NOT NULL) "
            "FROM core_search_marks(%s) AS marks "
            "LEFT JOIN unnest(%s::text[], %s::text[]) AS candidates (language, word) "
            "ON core_document(word, language) @@ marks.forms GROUP BY marks.runs",
            [sendable(words), [each for each, _word in candidates], [word for _each, word in candidates]],
        )
        runs, found = cursor.fetchone()
    marked = {(language, word) for language, word in found or []}
    pattern = re.compile("|".join([*map(re.escape, sorted(runs, key=len, reverse=True)), WORD.pattern]))
    return [
        _marked(text, pattern, {word for each, word in marked if each == language} | set(runs))
        for text, language in zip(texts, languages, strict=True)
    ]


def _candidates(texts: Sequence[str], words: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """``(language, word)`` of all that may be a hit. A stem keeps its word's first letter; only Arabic may lose it."""
    initials = {plain(word)[:1] for word in WORD.findall(words)}
    all_words = {
        (language, word) for text, language in zip(texts, languages, strict=True) for word in WORD.findall(text)
    }
    if not all(initial.isascii() for initial in initials):
        return sorted(all_words)
    return sorted(pair for pair in all_words if (first := plain(pair[1])[:1]) in initials or not first.isascii())


def _marked(text: str, pattern: re.Pattern, wanted: set[str]) -> SafeString:
    """Escape piece by piece; a mark in the text itself is text."""
    html, end = [], 0
    for piece in pattern.finditer(text):
        if piece[0] in wanted:
            html += [escape(text[end : piece.start()]), "<mark>", escape(piece[0]), "</mark>"]
            end = piece.end()
    return mark_safe("".join([*html, escape(text[end:])]))  # noqa: S308 -- all of the text is escaped above
