"""Texts in XML (feeds, IATI, Word, pictures), whatever a record or an address holds."""

from __future__ import annotations

import re

# XML has no way to write these, not even as references.
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """With a space for what cannot be written, so that no words run together."""
    return UNWRITABLE.sub(" ", text)
