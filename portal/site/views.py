"""The roof: pages that see every room."""

from __future__ import annotations

from csp.decorators import csp_update
from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.pages import suggested
from portal.site.finding.page import Search
from portal.site.finding.suggesting import suggestions
from portal.site.home import Home


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"home": Home(request)})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that words find, by kind."""
    response = render(request, "search.html", {"search": Search(request)})
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
@cache_control(public=True, max_age=300)
def search_suggest(request: HttpRequest) -> HttpResponse:
    """What a search over everything may be about, the same for everybody."""
    return suggested(request, suggestions)


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For monitors: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read every record and no filtered list: facet links are endless."""
    closed = ["/admin/", "/account/", "/*/account/", "/*?"]
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /sitemap-"]
    sitemap_url = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse("\n".join([*rules, f"Sitemap: {sitemap_url}", ""]), content_type="text/plain; charset=utf-8")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, for whoever builds pages."""
    if not settings.DEBUG:
        raise Http404
    from portal.site.gallery import examples  # sample contexts that a running portal never needs

    return render(request, "components.html", examples(request))


@csp_update({"style-src": "'unsafe-inline'"})  # mails bring their style along
@require_safe
def mail_sample(request: HttpRequest, name: str, shape: str) -> HttpResponse:
    """A mail as its reader sees it, for whoever writes mails."""
    if not settings.DEBUG:
        raise Http404
    from portal.site.mail_samples import SAMPLES, sample

    if name not in SAMPLES:
        raise Http404
    mail = sample(name)
    if shape == "html":
        return HttpResponse(mail.html)
    return HttpResponse(f"{mail.subject}\n\n{mail.text}", content_type="text/plain; charset=utf-8")
