"""The catalogue for other catalogues: DCAT 3, as JSON-LD and as Turtle.

One graph, whose nodes are written with the same short names in both: the context has prefixes and nothing else, so that
Turtle is a matter of punctuation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.exports.licence import LICENCE_URL
from portal.core.models import Country
from portal.site.open_data.datasets import Catalogue, Dataset
from portal.site.open_data.dump import shelf
from portal.site.open_data.dump.archive import PROFILE
from portal.site.open_data.dump.shelf import Dump
from portal.site.open_data.formats import Distribution
from portal.site.open_data.tables import Table

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
EVERYTHING = "everything"  # names the dump; no list is called so
CONFORMS_TO = {
    "csv": "https://www.rfc-editor.org/rfc/rfc4180",
    "ics": "https://www.rfc-editor.org/rfc/rfc5545",
    "atom": "https://www.rfc-editor.org/rfc/rfc4287",
    "iati": "https://iatistandard.org/en/iati-standard/203/",
}
Node = dict[str, object]


def link(address: str) -> Node:
    return {"@id": address}


def typed(value: object, kind: str) -> Node:
    return {"@value": str(value), "@type": f"xsd:{kind}"}


def said(text: object) -> Node:
    return {"@value": str(text), "@language": get_language() or settings.LANGUAGE_CODE}


class Graph:
    """Its nodes are named by places on the catalogue's page."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.datasets, self.base, self.page = catalogue.datasets, catalogue.base, catalogue.url
        self.tables, self.dump = catalogue.tables, next(iter(catalogue.dumps), None)
        self.iso3 = dict(Country.objects.values_list("iso2", "iso3"))

    def _id(self, name: str) -> str:
        return f"{self.page}#{name}"

    def nodes(self) -> Iterator[Node]:
        yield self._catalogue()
        yield {
            "@id": self._id("publisher"),
            "@type": "foaf:Agent",
            "foaf:name": said(settings.SITE_NAME),
            "foaf:homepage": link(self.base + reverse("home")),
        }
        yield self._api()
        for dataset in (*self.datasets, *self.tables):
            yield self._dataset(dataset)
            for each in dataset.distributions:
                yield self._distribution(dataset, each)
        if self.dump:
            yield self._everything(self.dump)
            yield self._dumped(self.dump)

    def _catalogue(self) -> Node:
        every = _("Every list of the portal as files, feeds and through an API, free to use and to pass on.")
        return self._described("catalogue", "dcat:Catalog", _("Open data"), every) | {
            "foaf:homepage": link(self.page),
            "dcat:dataset": [link(self._id(name)) for name in self._names()],
            "dcat:service": link(self._id("api")),
        }

    def _names(self) -> list[str]:
        return [*(each.id for each in (*self.datasets, *self.tables)), *([EVERYTHING] if self.dump else [])]

    def _everything(self, dump: Dump) -> Node:
        what = _("All lists, the vocabularies in all languages and what is gone, as CSV and JSON lines in one file.")
        return self._described(EVERYTHING, "dcat:Dataset", _("Everything in one file"), what) | {
            "dcat:landingPage": link(f"{self.page}#{EVERYTHING}"),
            "dcterms:accrualPeriodicity": link(f"{AUTHORITY}frequency/DAILY"),
            "dcterms:modified": typed(dump.made_at.isoformat(timespec="seconds"), "dateTime"),
            "dcterms:hasPart": [link(self._id(dataset.id)) for dataset in self.datasets],
            "dcat:distribution": [link(self._id(f"{EVERYTHING}-zip"))],
        }

    def _dumped(self, dump: Dump) -> Node:
        """By the name that stays: a catalogue that is harvested once a month shall not lead to a file that is gone."""
        return {
            "@id": self._id(f"{EVERYTHING}-zip"),
            "@type": "dcat:Distribution",
            "dcterms:title": said(dump.name),
            "dcterms:license": link(LICENCE_URL),
            "dcterms:issued": typed(dump.made_at.isoformat(timespec="seconds"), "dateTime"),
            "dcterms:conformsTo": link(PROFILE),
            "dcat:accessURL": link(self.page),
            "dcat:downloadURL": link(self.base + reverse("data:dump", args=[shelf.LATEST])),
            "dcat:mediaType": link(f"{MEDIA_TYPES}application/zip"),
            "dcat:packageFormat": link(f"{MEDIA_TYPES}application/zip"),
            "dcat:byteSize": typed(dump.size, "nonNegativeInteger"),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": link(f"{PREFIXES['spdx']}checksumAlgorithm_sha256"),
                "spdx:checksumValue": typed(dump.sha256, "hexBinary"),
            },
        }

    def _api(self) -> Node:
        return self._described("api", "dcat:DataService", _("API"), _("all records and vocabularies as JSON")) | {
            "dcat:endpointURL": link(self.base + reverse("api:index")),
            "dcat:endpointDescription": link(self.base + reverse("api:schema")),
            "dcat:landingPage": link(self.base + reverse("api:docs")),
            "dcat:servesDataset": [link(self._id(dataset.id)) for dataset in self.datasets],
        }

    def _dataset(self, dataset: Dataset | Table) -> Node:
        node = self._described(dataset.id, "dcat:Dataset", dataset.title, dataset.description) | {
            "dcat:landingPage": link(dataset.url),
            "dcterms:accrualPeriodicity": link(f"{AUTHORITY}frequency/CONT"),
            "dcat:distribution": [link(self._id(each.id)) for each in dataset.distributions],
        }
        if dataset.modified:
            node["dcterms:modified"] = typed(dataset.modified.isoformat(timespec="seconds"), "dateTime")
        if dataset.years:
            first, last = dataset.years
            node["dcterms:temporal"] = {
                "@type": "dcterms:PeriodOfTime",
                "dcat:startDate": typed(first, "gYear"),
                "dcat:endDate": typed(last, "gYear"),
            }
        if codes := dataset.country_codes:
            node["dcterms:spatial"] = [link(f"{AUTHORITY}country/{self.iso3[code]}") for code in codes]
        return node

    def _distribution(self, dataset: Dataset | Table, each: Distribution) -> Node:
        media_type = each.format.content_type.partition(";")[0]
        node = {
            "@id": self._id(each.id),
            "@type": "dcat:Distribution",
            "dcterms:title": said(each.format.label),
            "dcterms:description": said(each.format.what),
            "dcterms:license": link(LICENCE_URL),
            "dcat:accessURL": link(dataset.url),
            "dcat:downloadURL": link(each.url),
            "dcat:mediaType": link(MEDIA_TYPES + media_type),
        }
        if standard := CONFORMS_TO.get(each.format.name):
            node["dcterms:conformsTo"] = link(standard)
        return node

    def _described(self, name: str, kind: str, title: object, description: object) -> Node:
        return {
            "@id": self._id(name),
            "@type": kind,
            "dcterms:title": said(title),
            "dcterms:description": said(description),
            "dcterms:license": link(LICENCE_URL),
            "dcterms:publisher": link(self._id("publisher")),
        }


def json_ld(nodes: Iterable[Node]) -> str:
    return json.dumps({"@context": PREFIXES, "@graph": list(nodes)}, ensure_ascii=False, indent=1)


def turtle(nodes: Iterable[Node]) -> str:
    prefixes = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return prefixes + "".join(f"\n<{node['@id']}> {_properties(node)} .\n" for node in nodes)


def _properties(node: Mapping[str, object]) -> str:
    lines = [f"a {node['@type']}"]
    lines += [f"{name} {_written(value)}" for name, value in node.items() if not name.startswith("@")]
    return " ;\n  ".join(lines)


def _written(value) -> str:
    if isinstance(value, list):
        return ", ".join(map(_written, value))
    if "@id" in value:
        return f"<{value['@id']}>"
    if "@value" not in value:
        return f"[ {_properties(value)} ]"
    literal = json.dumps(value["@value"], ensure_ascii=False)  # both escape alike
    return f"{literal}@{value['@language']}" if "@language" in value else f"{literal}^^{value['@type']}"
