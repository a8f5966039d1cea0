"""IATI 2.03: activities as XML for those who gather what is done in development cooperation (iatistandard.org).

A room says how one of its records reads (``Export.iati``); here is what stands around them. What the standard cannot
hold, because it demands a date or somebody who takes part, is left out, and the end of the file says how much that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from django.conf import settings

from portal.core.exports.export import Export
from portal.core.exports.xml_text import writable

VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CHUNK = 32_768  # characters


@dataclass(frozen=True)
class Publisher:
    """Who reports. ``ref`` is the identifier the organisation has in IATI's registry; until there is one, the host.
    ``language``: of names and labels, which are worded for the reader; a record's own words are in its language."""

    ref: str
    type: str  # code of IATI's list OrganisationType
    name: str
    language: str

    def identifier(self, ref: str) -> str:
        return f"{self.ref}-{ref}"


def publisher_of(export: Export) -> Publisher:
    ref = settings.IATI_PUBLISHER or export.host
    return Publisher(ref, settings.IATI_PUBLISHER_TYPE, export.publisher, export.language)


def stream(export: Export) -> Iterator[bytes]:
    said = {"version": VERSION, "generated-datetime": export.generated_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    root = ElementTree.tostring(ElementTree.Element("iati-activities", said), encoding="unicode").removesuffix(" />")
    pending = f'<?xml version="1.0" encoding="utf-8"?>\n{root}>\n<!-- {_comment(export)} -->\n'
    publisher, left_out = publisher_of(export), 0
    for record in export.records():
        element = export.iati(record, publisher)
        if element is None:
            left_out += 1
            continue
        pending += ElementTree.tostring(element, encoding="unicode") + "\n"
        if len(pending) > CHUNK:
            yield pending.encode()
            pending = ""
    yield f"{pending}<!-- records left out: {left_out} -->\n</iati-activities>\n".encode()


def _comment(export: Export) -> str:
    """Where it comes from, and under which licence; two hyphens would end a comment."""
    return f"{export.url} {export.attribution}".replace("--", "- -")


def add(parent: ElementTree.Element, tag: str, /, **attributes: str) -> ElementTree.Element:
    """An empty element; ``iso_date="…"`` becomes the attribute iso-date."""
    named = {name.replace("_", "-"): writable(value) for name, value in attributes.items() if value}
    return ElementTree.SubElement(parent, tag, named)


def narrate(parent: ElementTree.Element, text: str, language: str = "") -> ElementTree.Element:
    """Words of the element, in a language if it is not that of the activity. Gives the element."""
    words = ElementTree.SubElement(parent, "narrative", {LANG: language} if language else {})
    words.text = writable(text)
    return parent
