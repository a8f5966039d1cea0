"""Markdown that curators write, as HTML that may stand on a page.

No HTML of their own, no pictures, and links lead only to where a reader would expect: to the web, to a mailbox, to the
portal itself. What is typed otherwise stays visible as text. An own address is written without its language
("/roster/"); it leads to the page in the language of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, translate_url
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from portal.core.dates import number_text

ANCHOR = re.compile(r"\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
FIGURE = re.compile(r"\{([a-z_]+)\}")
# What a text may name in braces, so that it says what the portal really does: settings, mostly numbers of days.
FIGURES = frozenset(
    {
        "api_rate", "api_rate_signed_in", "confirm_profile_days", "keep_conversation_days", "keep_draft_days",
        "keep_enquirer_days", "keep_mail_days", "keep_nomination_days", "keep_sender_days", "keep_submitter_days",
        "keep_withdrawn_days",
    }
)  # fmt: skip
TAKEN = {"main", "announce", "contents"}  # ids that the page itself has


@dataclass(frozen=True)
class Section:
    """What follows a heading of the second level, or comes before the first: then it has no id and no title."""

    id: str
    title: str
    html: SafeString

    @property
    def text(self) -> str:
        """Without its tags."""
        return _plain(self.html)

    @property
    def when(self) -> str:
        """Of a milestone, whose heading is "1978 · Buenos Aires": the first part."""
        return self.title.partition(" · ")[0]

    @property
    def what(self) -> str:
        return self.title.partition(" · ")[2]


@lru_cache(maxsize=256)  # reading a page of a thousand words takes milliseconds, and texts change once a month
def sections(text: str, language: str) -> tuple[Section, ...]:
    """A text by its headings, for readers of a language."""
    with override(language):
        parts = _split(READER.parse(_filled(text)))
        return tuple(Section(*_heading(tokens), _html(tokens)) for tokens in parts if tokens)


def problems(text: str) -> list[str]:
    """What its author should know before saving: links that lead nowhere, figures that nobody knows."""
    found = [
        _("{%(name)s} is no figure of this portal.") % {"name": name}
        for name in FIGURE.findall(text)
        if name not in FIGURES
    ]
    tokens = CHECKER.parse(text)
    ids = {token.attrGet("id") for token in tokens if token.type == "heading_open"}
    links = [child.attrGet("href") for token in tokens for child in token.children or () if child.type == "link_open"]
    return found + [problem for href in links if (problem := _wrong_with(str(href), ids))]


def is_decent(href: str) -> bool:
    """An address that a text may link to."""
    if href.startswith(("/", "#")):
        return not href.startswith("//")
    return href.lower().startswith(("https://", "http://", "mailto:"))


def _wrong_with(href: str, ids: set) -> str:
    if not is_decent(href):
        return _("“%(link)s”: links begin with https://, http://, mailto:, / or #.") % {"link": href}
    if href.startswith("#") and href[1:] not in ids:
        return _("“%(link)s”: no heading of this text has that anchor.") % {"link": href}
    if href.startswith("/") and not _leads_somewhere(href):
        return _("“%(link)s”: this portal has no such page. Write its address without a language.") % {"link": href}
    return ""


def _leads_somewhere(href: str) -> bool:
    with override(settings.LANGUAGE_CODE):
        try:
            resolve(unquote(urlsplit(href).path))
        except Resolver404:
            return False
    return True


def _in_language(href: str, language: str) -> str:
    with override(settings.LANGUAGE_CODE):
        return translate_url(href, language)


def _filled(text: str) -> str:
    """With the figures it names; what is no figure stays as it is written."""

    def figure(match: re.Match) -> str:
        name = match.group(1)
        return number_text(getattr(settings, name.upper())) if name in FIGURES else match.group()

    return FIGURE.sub(figure, text)


def _split(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            parts.append([])
        parts[-1].append(token)
    return parts


def _heading(tokens: list[Token]) -> tuple[str, str]:
    if tokens[0].type != "heading_open" or tokens[0].tag != "h2":
        return "", ""
    words = READER.renderer.render([tokens[1]], READER.options, {})
    return str(tokens[0].attrGet("id")), _plain(words)


def _plain(html: str) -> str:
    return unescape(strip_tags(html)).strip()


def _html(tokens: list[Token]) -> SafeString:
    """Without the heading of the section, which the page writes itself. Safe, because the reader wrote every tag."""
    begins = 3 if _heading(tokens)[0] else 0
    return mark_safe(READER.renderer.render(tokens[begins:], READER.options, {}))  # noqa: S308


def _anchors(state: StateCore) -> None:
    """Every heading gets an id: the one in braces, or else one made of its words. The title is the page's only h1."""
    used = set(TAKEN)
    for heading, words in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type != "heading_open":
            continue
        given = ANCHOR.search(words.content)
        words.content = ANCHOR.sub("", words.content)
        wanted = given.group(1) if given else slugify(words.content, allow_unicode=True) or "section"
        tried, number = wanted, 1
        while tried in used:
            number += 1
            tried = f"{wanted}-{number}"
        used.add(tried)
        heading.attrSet("id", tried)
    for token in state.tokens:
        if token.tag == "h1":
            token.tag = "h2"


def _link(renderer: RendererHTML, tokens: list[Token], place: int, options: dict, env: dict) -> str:
    href = str(tokens[place].attrGet("href"))
    if href.startswith("/"):
        tokens[place].attrSet("href", _in_language(href, get_language() or settings.LANGUAGE_CODE))
    return renderer.renderToken(tokens, place, options, env)


def _reader(decent) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    reader.core.ruler.before("inline", "anchors", _anchors)
    reader.validateLink = decent
    reader.add_render_rule("link_open", _link)
    return reader


READER = _reader(is_decent)
CHECKER = _reader(lambda href: True)  # reads every link, to say what is wrong with it
