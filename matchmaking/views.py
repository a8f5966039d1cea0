"""Pages of needs and offers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from matchmaking.detail import ListingPage, NeedPage, OfferPage
from matchmaking.exports import NeedExport, OfferExport
from matchmaking.lists import NeedList, OfferList
from matchmaking.matching.interest_views import invitation_to
from matchmaking.models import Need, Offer
from matchmaking.suggestion_views import fits
from matchmaking.unmet import Unmet
from portal.core.pages import views_of
from portal.core.permissions import get_visible

need_list, need_suggest = views_of(NeedList, NeedExport)
offer_list, offer_suggest = views_of(OfferList, OfferExport)


@require_safe
def need_detail(request: HttpRequest, ref: str) -> HttpResponse:
    need = get_visible(Need.objects.all(), request.user, ref=ref.upper())
    return _detail(request, NeedPage(request, need), _("Needs"))


@require_safe
def unmet(request: HttpRequest) -> HttpResponse:
    """The board for donors and the secretariat."""
    crumbs = [{"label": _("Needs"), "url": reverse("needs:list")}, {"label": _("Unmet needs"), "url": ""}]
    return render(request, "matchmaking/unmet.html", {"board": Unmet(request), "crumbs": crumbs})


@require_safe
def offer_detail(request: HttpRequest, ref: str) -> HttpResponse:
    offer = get_visible(Offer.objects.all(), request.user, ref=ref.upper())
    return _detail(request, OfferPage(request, offer), _("Offers"))


def _detail(request: HttpRequest, page: ListingPage, several: str) -> HttpResponse:
    crumbs = [{"label": several, "url": reverse(f"{page.ROOM}:list")}, {"label": page.ref, "url": ""}]
    context = {"listing": page, "crumbs": crumbs}
    context["invitation"] = invitation_to(page.record, request)
    context["fits"] = fits(page.record, request.user, page.reference, page.versions)
    return render(request, "matchmaking/listing_detail.html", context)
