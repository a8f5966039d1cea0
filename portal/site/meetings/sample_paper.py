"""One sheet of paper as PDF: a title and paragraphs in letters that every reader of PDF brings along.

For samples alone. Those letters are Latin ones; what they lack becomes a question mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from textwrap import wrap

LETTERS_A_LINE, LINES = 80, 50  # at 11 points on A4
HEAD = b"%PDF-1.4\n"


def pdf(title: str, paragraphs: Iterable[str]) -> bytes:
    """What does not fit on the sheet is left out."""
    lines = [line for text in paragraphs for line in [*wrap(text, LETTERS_A_LINE), ""]][:LINES]
    shown = [b"BT /F1 18 Tf 56 770 Td %b Tj /F1 11 Tf 0 -20 Td 15 TL" % _text(title)]
    shown += [b"T* %b Tj" % _text(line) for line in lines]
    content = b"\n".join([*shown, b"ET"])
    return _file([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title%b>>" % _text(title),
    ])  # fmt: skip


def _text(text: str) -> bytes:
    """As PDF writes a string: in brackets, with brackets and backslashes marked."""
    marked = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(%b)" % marked.encode("cp1252", "replace")


def _file(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, and where each begins. The first leads to all others, the last has the title."""
    parts = [HEAD, *(b"%d 0 obj\n%b\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))]
    *begins, table = accumulate(map(len, parts))
    entries = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % place for place in begins)]
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (len(entries), len(objects))
    head = b"xref\n0 %d\n" % len(entries)
    return b"".join([*parts, head, *entries, trailer, b"startxref\n%d\n%%%%EOF\n" % table])
