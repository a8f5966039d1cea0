"""The texts about the portal and the words of its glossary, found by /search/ and suggested by its box."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.core import kept
from portal.core.models import PageText
from tests.factories import activity, page_text
from tests.site.test_search import best, suggested

pytestmark = pytest.mark.django_db
BODY = """All about bicycles.

## Zebra bells {#bells}

Not a word of it. Bells are [wombat](/about/okapi/) things & *rules* say so. They ring.

## Lamps {#lamps}

Each bell has {keep_mail_days} lamps.
"""


def found(client, query: str, prefix: str = "") -> list[tuple[str, str, str]]:
    """Address, title and passage of each text, marks kept."""
    html = client.get(f"{prefix}/search/?{query}").content.decode()
    group = re.search(r'aria-labelledby="texts">(.*?)</section>', html, re.S)
    cards = re.findall(
        r'card__title"><a href="([^"]+)"[^>]*>(.*?)</a>.*?card__summary"[^>]*>(.*?)</p>',
        group[1] if group else "",
        re.S,
    )
    return [(url, unescape(title), unescape(" ".join(passage.split()))) for url, title, passage in cards]


def test_a_text_is_found_with_the_place_where_the_words_stand(client, settings):
    page_text("zz-page", title="Cycling", summary="Wheels.", body=BODY)
    address = "/about/zz-page/"
    passage = "… <mark>Bells</mark> are wombat things & rules say so. They ring."
    assert found(client, "q=bell+wombat") == [
        (f"{address}#bells", "Cycling › Zebra <mark>bells</mark>", passage.replace("wombat", "<mark>wombat</mark>"))
    ]
    assert found(client, "q=lamp+bell") == [
        (
            f"{address}#lamps",
            "Cycling › <mark>Lamps</mark>",
            f"Each <mark>bell</mark> has {settings.KEEP_MAIL_DAYS} <mark>lamps</mark>.",
        )
    ]
    top = [(address, "Cycling", "… All about <mark>bicycles</mark>.")]
    assert found(client, "q=bicycle") == top
    assert found(client, "q=bicycle+zebra") == [(address, "Cycling", top[0][2])]  # no part has both
    for nowhere in ("okapi", "keep_mail_days", "bells -wombat", "{#lamps}"):  # addresses and figures are no words
        assert [url for url, _title, _said in found(client, f"q={nowhere}")] == []


def test_texts_stand_in_the_one_order_as_two_at_most(client):
    for number in range(4):
        page_text(f"zz-{number}", title="Rooibos", summary="Rooibos")
    activity(title="Market", summary="Tea and rooibos")
    assert best(client, "q=rooibos") == [("Text", "Rooibos"), ("Text", "Rooibos"), ("Activity", "Market")]
    assert len(found(client, "q=rooibos")) == 3
    assert "4 texts" in client.get("/search/?q=rooibos").content.decode()
    assert found(client, "q=rooibos&topic=patents") == []  # texts have nothing that filters ask for


def test_the_readers_language_or_else_english_and_never_a_draft(client, curator, signed_in):
    english = page_text("zz-page", title="Zebra", body="Zebras.\n\n## Hooves {#hooves}\n\nHard.")
    french = page_text(english.page, language="fr", title="Brouillon", body="Zebres secrets.", is_published=False)
    for reader in (client, signed_in(curator)):
        assert found(reader, "q=secrets", "/fr") == []
        assert suggested(reader, "brouil", "/fr") == []
    assert [url for url, _title, _said in found(client, "q=zebra", "/fr")] == ["/fr/about/zz-page/"]
    PageText.objects.filter(pk=french.pk).update(is_published=True)  # whatever way it changes
    assert found(client, "q=hooves", "/fr") == []
    assert found(client, "q=secret", "/fr") == [("/fr/about/zz-page/", "Brouillon", "… Zebres <mark>secrets</mark>.")]
    assert suggested(client, "brouil", "/fr") == [("Brouillon", "Texte")]
    PageText.objects.filter(page=english.page).update(title="Okapi", is_published=False)
    assert (found(client, "q=zebra"), suggested(client, "zebr")) == ([], [])


@pytest.mark.parametrize(
    ("prefix", "words", "anchor"),
    [
        ("", "beneficiaries", "beneficiary"),
        ("/fr", "prestataires", "provider"),
        ("/ar", "والمستفيدون", "beneficiary"),
        ("/zh-hans", "受益方", "beneficiary"),
        ("/ru", "получателю помощи", "beneficiary"),
        ("/es", "facilitadores", "facilitator"),
        ("/pt", "beneficiarios", "beneficiary"),
    ],
)
def test_words_of_the_glossary_in_every_language(client, prefix, words, anchor):
    assert f"{prefix}/about/glossary/#{anchor}" in [url for url, _title, _said in found(client, f"q={words}", prefix)]


def test_titles_and_words_of_the_glossary_are_suggested(client, django_assert_num_queries):
    assert suggested(client, "benef")[0] == ("Beneficiary", "Glossary")
    assert suggested(client, "acces")[0] == ("Accessibility", "Text")
    with django_assert_num_queries(3):  # versions, words, titles
        suggested(client, "benef")


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    for many in (1, 6):
        for number in range(many):
            page_text(f"zz-{many}-{number}", title="Rooibos", body=BODY)
        client.get("/search/?q=rooibos")
        kept.forget()
        with django_assert_num_queries(5):  # stamps, versions; the texts, their places, marks; of lists all is kept
            client.get("/search/?q=rooibos")
