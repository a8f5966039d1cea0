"""The catalogue of open data, as a page and as files. It is the same for every reader and kept until a stamp moves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from portal.core import kept
from portal.core.freshness import conditional, stamp_of
from portal.site.open_data import dcat, schema_org
from portal.site.open_data.datasets import Catalogue

FILES = {"jsonld": ("application/ld+json", dcat.json_ld), "ttl": ("text/turtle; charset=utf-8", dcat.turtle)}


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    made = Catalogue(request)
    stamps = made.stamps
    parts = {
        "lists": kept.part(("data", made.base), lambda: render_to_string("data/_lists.html", {"page": made}), stamps),
        "json_ld": kept.part(("data-schema", made.base, made.key), lambda: schema_org.json_ld(made), stamps),
    }
    return render(request, "data/catalogue.html", parts | {"dumps": made.dumps})


@require_safe
def catalogue_file(request: HttpRequest, form: str) -> HttpResponse:
    """For harvesters, who come often and are told that nothing has changed."""
    made, (content_type, write) = Catalogue(request), FILES[form]

    def make() -> HttpResponse:
        text = kept.part((f"data-{form}", made.base, made.key), lambda: SafeString(write(dcat.Graph(made).nodes())))
        return HttpResponse(text, content_type=content_type)

    response = conditional(request, stamp_of(request) + made.key, make)
    response["Access-Control-Allow-Origin"] = "*"
    return response
