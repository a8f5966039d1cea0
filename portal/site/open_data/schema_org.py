"""The catalogue as search engines for datasets read it: schema.org in JSON-LD, on the catalogue's page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.exports.licence import LICENCE_URL
from portal.core.json_ld import as_json
from portal.site.open_data.datasets import Catalogue, Dataset
from portal.site.open_data.dump.shelf import Dump


def json_ld(catalogue: Catalogue) -> SafeString:
    publisher = {"@type": "Organization", "name": str(settings.SITE_NAME), "url": catalogue.base + reverse("home")}
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            "name": _("Open data"),
            "url": catalogue.url,
            "license": LICENCE_URL,
            "publisher": publisher,
            "dataset": [
                *(_dataset(each, publisher) for each in catalogue.datasets),
                *(_dumped(catalogue, each, publisher) for each in catalogue.dumps[:1]),
            ],
        }
    )


def _dumped(catalogue: Catalogue, dump: Dump, publisher: dict) -> dict:
    what = _("All lists, the vocabularies in all languages and what is gone, as CSV and JSON lines in one file.")
    file = {
        "@type": "DataDownload",
        "name": dump.name,
        "encodingFormat": "application/zip",
        "contentUrl": catalogue.base + dump.url,
        "contentSize": str(dump.size),
        "sha256": dump.sha256,
    }
    return _described(_("Everything in one file"), what, f"{catalogue.url}#everything", publisher) | {
        "dateModified": dump.made_at.isoformat(timespec="seconds"),
        "distribution": [file],
    }


def _described(name: str, description: object, url: str, publisher: dict) -> dict:
    return {
        "@type": "Dataset",
        "name": name,
        "description": str(description),
        "url": url,
        "inLanguage": get_language(),
        "license": LICENCE_URL,
        "creator": publisher,
        "isAccessibleForFree": True,
    }


def _dataset(dataset: Dataset, publisher: dict) -> dict:
    said = _described(dataset.title, dataset.description, dataset.url, publisher) | {
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": each.format.content_type.partition(";")[0],
                "contentUrl": each.url,
            }
            for each in dataset.distributions
        ],
    }
    if dataset.modified:
        said["dateModified"] = dataset.modified.isoformat(timespec="seconds")
    if dataset.years:
        said["temporalCoverage"] = "{}/{}".format(*dataset.years)
    return said
