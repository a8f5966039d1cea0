"""Texts that a spreadsheet would calculate: defused in every sheet that leaves, and read back as they were."""

from __future__ import annotations

import re

# A spreadsheet calculates a cell that begins like this. The wide ones are what East Asian keyboards type. Few cells do:
# looking at the first character spares the others a question each.
BEGINNINGS = frozenset("'=+-@\t\r\n＝＋－＠")
RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")


def defused(value: object) -> object:
    """A text that begins like a formula gets an apostrophe in front; numbers stay numbers."""
    return value if not isinstance(value, str) or NUMBER.match(value) else defused_text(value)


def defused_text(text: str) -> str:
    """The same where numbers are texts, too."""
    return f"'{text}" if RISKY.match(text) else text


def undefused(text: str) -> str:
    """What either was given: for reading such a file again."""
    return text[1:] if text[:1] == "'" and RISKY.match(text[1:]) else text
