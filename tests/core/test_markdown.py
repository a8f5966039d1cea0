"""What curators type as Markdown: nothing of it becomes script, and every link leads where a reader would expect."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from portal.core.markdown import problems, sections


def html(text: str, language: str = "en") -> str:
    return "".join(section.html for section in sections(text, language))


def tags(text: str) -> set[str]:
    return set(re.findall(r"<(\w+)", html(text)))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div onclick='x'>\n\n**bold**\n\n</div>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "> - [deep *in* it](javascript:x)\n>   1. <b onmouseover=x>y</b>",
        "[![x](javascript:x)](javascript:y)",
        '[x](https://a.example "\\" onclick=x")',
        "`<script>`\n\n    <script>indented</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_that_is_typed_becomes_script(text):
    written = html(text)
    assert re.findall(r"<(?:script|img|div|b|iframe|style)\b", written) == []
    assert re.findall(r"<[^>]*\s(?:on\w+|style|src)=", re.sub(r'"[^"]*"', '""', written)) == []
    assert [href for href in re.findall(r'href="([^"]*)"', written) if not href.startswith("https://a.example")] == []


def test_what_is_nested_without_end_stays_text():
    assert "[" in html("[" * 5000 + "x](/about/)")
    assert html(">" * 500 + " deep").count("<blockquote>") < 50


def test_what_a_text_is_made_of():
    text = (
        "Lead with **strong** words.\n\n## One {#first}\n\n- a\n- b\n\n### Part\n\n## Two\n\n[web](https://a.example)"
    )
    lead, one, two = sections(text, "en")
    assert (lead.id, lead.title) == ("", "")
    assert [(each.id, each.title) for each in (one, two)] == [("first", "One"), ("two", "Two")]
    assert '<h3 id="part">Part</h3>' in one.html
    assert "<h2" not in one.html
    assert tags(text) == {"p", "strong", "ul", "li", "h3", "a"}


def test_headings_have_ids_of_their_own_in_every_script():
    found = sections("# Same\n\n## Same\n\n## Main\n\n## العربية\n\n## ***\n\n## A & `b` <c>", "en")
    assert [each.id for each in found] == ["same", "same-2", "main-2", "العربية", "section", "a-b-c"]
    assert found[-1].title == "A & b <c>"


def test_own_addresses_lead_to_the_page_in_the_readers_language():
    links = "[a](/about/glossary/#need) [b](/activities/?topic=patents&kind=national) [c](/api/v1/docs/) [d](#x)"
    assert re.findall(r'href="([^"]*)"', html(links, "ar")) == [
        "/ar/about/glossary/#need", "/ar/activities/?topic=patents&amp;kind=national", "/api/v1/docs/", "#x",
    ]  # fmt: skip
    with override("fr"):  # whatever the language of whoever asks first
        assert 'href="/about/"' in html("[a](/about/)", "en")


def test_figures_are_the_settings_of_this_portal(settings):
    settings.KEEP_WITHDRAWN_DAYS = 1234
    assert "1,234 days, {secret_key}" in html("{keep_withdrawn_days} days, {secret_key}")


def test_mistakes_are_named():
    text = "## A {#a}\n\n[x](javascript:x) [y](/no/such/page/) [z](#b) [ok](#a) [fine](/about/) {nonsense_days}"
    assert problems(text) == [
        "{nonsense_days} is no figure of this portal.",
        "“javascript:x”: links begin with https://, http://, mailto:, / or #.",
        "“/no/such/page/”: this portal has no such page. Write its address without a language.",
        "“#b”: no heading of this text has that anchor.",
    ]
    assert problems("[x](https://a.example) [m](mailto:a@b.example) {api_rate}") == []
