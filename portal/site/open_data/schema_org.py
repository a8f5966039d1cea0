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
            "dataset": [_dataset(each, publisher) for each in catalogue.datasets],
        }
    )


def _dataset(dataset: Dataset, publisher: dict) -> dict:
    said = {
        "@type": "Dataset",
        "name": dataset.title,
        "description": str(dataset.description),
        "url": dataset.url,
        "inLanguage": get_language(),
        "license": LICENCE_URL,
        "creator": publisher,
        "isAccessibleForFree": True,
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
