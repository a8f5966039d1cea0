"""Sentences whose parts may run in another direction than the sentence itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


def with_isolated(sentence: str, parts: Mapping[str, object]) -> SafeString:
    """``sentence % parts`` as HTML, each part kept together: else the end of an address, or a bracket after a name,
    jumps to the other side of its line."""
    isolated = {name: format_html("<bdi>{}</bdi>", part) for name, part in parts.items()}
    return mark_safe(escape(sentence) % isolated)  # noqa: S308 -- both sides are escaped
