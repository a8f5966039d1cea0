"""What stands on a list page by the hundred, written by functions: as templates, these rows took half of its time.

Each is the smallest part that repeats; everything around it is in the templates that load this.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape  # what Django's own does, after asking each text whether it is still to be translated

from django.template import Library
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

register = Library()

NO_SIDES, ONE_ANOTHER = "none", "one_another"  # what a card's "sides" may say instead of ""


@register.simple_tag
def choice_rows(choices: Iterable[dict]) -> SafeString:
    """A facet's values: chosen, left out, or open to either."""
    words = _choice_words(get_language())
    return mark_safe("".join(_choice_row(choice, words) for choice in choices))  # noqa: S308 -- escaped piece by piece


@lru_cache(maxsize=20)
def _choice_words(_language: str | None) -> dict[str, str]:
    """Once a language: a page asks for each facet."""
    return {
        "selected": _("selected, activate to remove"),
        "excluded": _("excluded, activate to remove"),
        "not": pgettext("leave out this value", "not"),
    }


def _choice_row(choice: dict, words: dict[str, str]) -> str:
    label, url, not_url = escape(choice["label"]), escape(choice["url"]), escape(choice["not_url"])
    note = f" <small>{escape(choice['note'])}</small>" if choice["note"] else ""
    link = f'<a class="choice" id="{escape(choice["dom_id"])}" rel="nofollow"'
    name = f'<span class="choice__label">{label}{note}</span>'
    count = f' <span class="choice__count">{escape(str(choice["count_text"]))}</span></a>'
    if choice["selected"]:
        state = f'<span class="vh">, {words["selected"]}</span>'
        return f'<li>{link} href="{url}" aria-current="true">{name}{state}{count}</li>\n'
    if choice["excluded"]:
        state = f'<span class="vh">, {words["excluded"]}</span>'
        return f'<li class="is-not">{link} href="{not_url}">{name}{state}{count}</li>\n'
    leave_out = f'{words["not"]}<span class="vh"> {label}</span>'
    return (
        f'<li>{link} href="{url}">{name}{count}'
        f'<a class="choice__not" href="{not_url}" rel="nofollow">{leave_out}</a></li>\n'
    )


@register.simple_tag
def year_bars(bars: Iterable[dict]) -> SafeString:
    return mark_safe("".join(map(_bar, bars)))  # noqa: S308 -- escaped piece by piece


def _bar(bar: dict) -> str:
    """The bar, and behind it the whole height of the chart: a low bar is hard to hit."""
    place = f'x="{bar["x"]}" width="{bar["width"]}"'
    shade = " is-on" if bar["selected"] else ""
    return (
        f'<a href="{escape(bar["url"])}" tabindex="-1" rel="nofollow"><title>{bar["year"]}: {escape(str(bar["count"]))}'
        f'</title><rect class="years__hit" {place} y="0" height="56"/>'
        f'<rect class="years__bar{shade}" {place} y="{bar["y"]}" height="{bar["height"]}"/></a>'
    )


@register.simple_tag
def year_rows(rows: Iterable[dict]) -> SafeString:
    return mark_safe(  # noqa: S308 -- escaped piece by piece
        "".join(
            f'<tr><th scope="row"><a href="{escape(row["url"])}" rel="nofollow">{row["year"]}</a></th>'
            f"<td>{escape(str(row['count']))}</td></tr>\n"
            for row in rows
        )
    )


@register.simple_tag
def card_rows(cards: Iterable[dict]) -> SafeString:
    words = _card_words()
    return mark_safe("".join(_card(card, words) for card in cards))  # noqa: S308 -- escaped piece by piece


def _card_words() -> dict[str, str]:
    """Once a page: translating each again would take longer than writing the cards."""
    return {
        "comma": pgettext("between names in a list", ", "),
        "for": pgettext("who helped for whom", "for"),
        "no_provider": _("Provider not recorded"),
        "no_beneficiary": _("beneficiary not recorded"),
        "sample": _("Sample record, invented"),
        "more": _("and %(count)s more"),
        "together": _("with one another"),
    }


def _card(card: dict, words: dict[str, str]) -> str:
    text = f'lang="{card["language"]}" dir="{card["dir"]}"'
    via = f'<p class="card__via">{escape(card["via_group"])}</p>\n' if card["via_group"] else ""
    summary = f'<p class="card__summary" {text}>{_text(card["summary"])}</p>\n' if card["summary"] else ""
    topics = "".join(f"<span>{escape(topic)}</span>" for topic in card["topics"])
    return (
        f'<li class="card">\n<p class="card__meta">{_meta(card, words)}</p>\n'
        f'<h3 class="card__title"><a href="{card["url"]}" {text}>{_text(card["title"])}</a></h3>\n'
        f"{_route(card, words)}{via}{summary}"
        f'<p class="card__foot">{topics} <span class="card__ref num">{card["ref"]}</span></p>\n</li>\n'
    )


@register.simple_tag
def entry_rows(entries: Iterable[tuple[str, dict]]) -> SafeString:
    """Records of several kinds under one another, each a line or two: what it is, its title, who for whom, when."""
    words = _card_words()
    return mark_safe("".join(_entry(kind, card, words) for kind, card in entries))  # noqa: S308 -- escaped piece by piece


def _entry(kind: str, card: dict, words: dict[str, str]) -> str:
    text = f'lang="{card["language"]}" dir="{card["dir"]}"' if card["language"] else 'dir="auto"'
    if "sides" in card:
        route = _route(card, words) if card["providers"] or card["beneficiaries"] else ""
    else:  # a person
        route = f'<p class="route"><span class="route__who">{names(card["origin"], words["comma"])}</span></p>\n'
    said = [
        card.get("kind_label", ""),
        card.get("dates", ""),
        card.get("place", ""),
        words["sample"] * card["is_sample"],
    ]
    marks = " ".join(f"<span>{escape(str(each))}</span>" for each in said if each)
    return (
        f'<li class="entry">\n<p class="entry__kind">{escape(kind)}</p>\n'
        f'<h3 class="entry__title"><a href="{card["url"]}" {text}>{_text(card["title"])}</a></h3>\n'
        f'{route}<p class="entry__meta">{marks}</p>\n</li>\n'
    )


def _route(card: dict, words: dict[str, str]) -> str:
    """Who, for whom. Partners who help each other are named once; a record without sides names its countries."""
    who = names(card["providers"], words["comma"])
    more = f" {words['more'] % {'count': card['more_beneficiaries']}}" if card["more_beneficiaries"] else ""
    if card["sides"] == NO_SIDES:
        return f'<p class="route"><span class="route__who">{who}</span></p>\n' if who else ""
    if card["sides"] == ONE_ANOTHER:
        return (
            f'<p class="route route--{card["kind"]}"><span class="route__who">{who}{more}</span> '
            f'<span class="route__whom">{words["together"]}</span></p>\n'
        )
    whom = names(card["beneficiaries"], words["comma"]) or f"<i>{words['no_beneficiary']}</i>"
    who = who or f"<i>{words['no_provider']}</i>"
    return (
        f'<p class="route route--{card["kind"]}"><span class="route__who">{who}</span> '
        f'<svg class="route__line" aria-hidden="true"><use href="#i-route"/></svg>'
        f'<span class="vh">{words["for"]}</span> '
        f'<span class="route__whom">{whom}{more}</span></p>\n'
    )


def _meta(card: dict, words: dict[str, str]) -> str:
    status = card["status_label"] if card["status"] != "completed" else ""
    parts = [
        (f"kind kind--{card['kind']}", card["kind_label"]),
        ("", card["modality"]),
        ("num", card["dates"]),
        ("", card["place"]),
        ("", status),
        *(("tag", mark) for mark in card["marks"]),
        ("tag tag--state", card["state_label"]),
        ("tag tag--sample", words["sample"] if card["is_sample"] else ""),
    ]
    return " ".join(f'<span class="{css}">{escape(str(said))}</span>' for css, said in parts if said)


def _text(text: str) -> str:
    """Escaped, unless it already is, with the words that were searched for marked."""
    return text if isinstance(text, SafeString) else escape(text)


@register.filter
def names(parties: Iterable, comma: str) -> SafeString:
    """ "Kenya, INPI (Brazil)": countries, groups and organisations in a row, linked where there is more of them."""
    return mark_safe(comma.join(map(_link, parties)))  # noqa: S308 -- escaped piece by piece


def _link(party) -> str:
    note = f" <small>({escape(party.note)})</small>" if party.note else ""
    label = escape(party.label)
    return (f'<a href="{escape(party.url)}">{label}</a>' if party.url else label) + note
