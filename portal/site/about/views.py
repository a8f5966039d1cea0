"""What the portal says about itself: the index, the texts that curators edit, and the statuses it judges by."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from portal.core import verification
from portal.core.models import PageText
from portal.site.about.pages import TextPage, Typed, by_chapter
from portal.site.about.statuses import Statuses


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    texts = PageText.objects.visible_to(request.user).defer("body").for_readers_of(get_language())
    return render(request, "about/index.html", {"chapters": by_chapter(texts), "share": verification.share()})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = PageText.objects.visible_to(request.user).filter(page__slug=slug).for_readers_of(get_language())
    if not found:
        raise Http404
    return show(request, TextPage(request, found[0]))


def show(request: HttpRequest, text: TextPage) -> HttpResponse:
    """A page that shows something beside its text has a template of its own, named like the page."""
    names = [f"about/pages/{text.slug}.html", "about/page.html"]
    return render(request, names, {"page": text, "crumbs": text.crumbs})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What stands in the form of the desk, as its page would look; nothing is saved."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return show(request, TextPage(request, Typed(request.POST).text(), is_preview=True))


@require_safe
def statuses(request: HttpRequest) -> HttpResponseBase:
    table = Statuses(request)
    if table.is_file:
        return table.file()
    return render(request, "about/statuses.html", {"statuses": table, "crumbs": table.crumbs}, status=table.status_code)
