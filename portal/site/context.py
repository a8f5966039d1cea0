"""What every page's frame needs."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import acting


def frame(request) -> dict:
    """Lazy, because the parts that htmx swaps never ask."""
    return {
        "site_name": settings.SITE_NAME,
        "home_url": reverse("home"),
        "search_url": reverse("search"),
        "suggest_url": reverse("search-suggest"),
        "sign_in_url": sign_in_url(request),
        "nav": Nav(request),
        "languages": Languages(request),
        "acting": acting.of(request),
    }


def sign_in_url(request) -> str:
    """Back to this page afterwards; from the pages of accounts themselves to the account."""
    address = reverse("account_login")
    if request.path.startswith(reverse("account")):
        return address
    return f"{address}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"


class Nav:
    """The main sections; ``current`` marks the one the reader is in."""

    def __init__(self, request) -> None:
        self.path = request.path

    def __iter__(self):
        sections = [
            (_("Activities"), "activities:list"),
            (_("Partnerships"), "partnerships:list"),
            (_("Case studies"), "case_studies:list"),
            (_("Consultants"), "roster:list"),
            (_("Needs"), "needs:list"),
            (_("Offers"), "offers:list"),
            (_("Countries"), "countries:list"),
            (_("Figures"), "statistics:page"),
            (_("Calendar"), "calendar:list"),
        ]
        for label, name in sections:
            url = reverse(name)
            yield {"label": label, "url": url, "current": self.path.startswith(url)}


class Languages:
    """This same page, query included, in each interface language: only the prefix differs."""

    def __init__(self, request) -> None:
        self.request = request

    def __iter__(self):
        active, address = get_language(), self.request.get_full_path()
        plain = address.removeprefix(f"/{active}") if active != settings.LANGUAGE_CODE else address
        for code, name in settings.LANGUAGES:
            prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
            yield {"code": code, "name": name, "url": prefix + plain, "current": code == active}
