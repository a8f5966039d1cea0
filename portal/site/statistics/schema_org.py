"""The pages of figures as search engines for datasets read them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from portal.core import json_ld
from portal.core.exports.licence import LICENCE_URL


def dataset(request: HttpRequest, name: str, description: str, files: Iterable[tuple[str, str]]) -> SafeString:
    """``files``: the tables of the page as (name, address)."""
    publisher = {"@type": "Organization", "name": str(settings.SITE_NAME)}
    publisher["url"] = request.build_absolute_uri(reverse("home"))
    return json_ld.page(
        request, "Dataset", name, description=description, license=LICENCE_URL, creator=publisher,
        isAccessibleForFree=True, distribution=[_download(request, *each) for each in files],
    )  # fmt: skip


def _download(request: HttpRequest, name: str, url: str) -> dict:
    address = request.build_absolute_uri(url)
    return {"@type": "DataDownload", "name": name, "encodingFormat": "text/csv", "contentUrl": address}
