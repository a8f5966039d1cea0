"""Words in pictures: lines that fit, and nothing lost but what "…" stands for."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from portal.core.lettering import Words, cut, width_of, wrapped
from portal.core.png import ZOOM, png_of

LETTERS = st.text("aé Жкنعم知识/&=-", max_size=120)


@given(LETTERS)
def test_lines_fit_and_lose_nothing(text):
    lines = wrapped(text, 12, 100, most=1000)
    assert max((width_of(line, 12) for line in lines), default=0) <= 100
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_what_is_left_out_is_said():
    text = "one two three four five six seven eight nine ten"
    assert wrapped(text, 10, 60, most=2) == ["one two", "three four…"]
    assert (cut("Kenya", 10, 60), cut("知识产权", 10, 30)) == ("Kenya", "知识…")
    assert wrapped("", 10, 60, most=2) == []


def test_a_mirrored_text_is_told_how_to_run():
    told = {
        (mirrored, knows): (words.start, words.end, words.ltr, words.turned("x"))
        for mirrored in (False, True)
        for knows in (False, True)
        for words in [Words(mirrored, knows)]
    }
    plain = ("start", "end", "start", "x")
    assert told == {
        (False, False): plain, (False, True): plain,
        (True, True): ("start", "end", "end", "x"), (True, False): ("end", "start", "end", "\u202bx\u202c"),
    }  # fmt: skip


def drawn(text: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="15">{text}</text></svg>'
    return png_of(svg)


@pytest.mark.parametrize(("one", "other"), [("é", "ñ"), ("Ж", "Ю"), ("ك", "م"), ("知", "识"), ("–", "·")])
def test_every_language_has_letters(one, other):
    """Without them both would be the same box."""
    assert drawn(one) != drawn(other)


def test_pictures_are_sharp_and_opaque():
    picture = Image.open(BytesIO(drawn("x")))
    assert (picture.size, picture.convert("RGBA").getpixel((0, 0))) == ((60 * ZOOM, 20 * ZOOM), (255, 255, 255, 255))
    with pytest.raises(ValueError, match="unknown token"):
        png_of("no picture")
