"""What every page's frame needs."""

from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core import acting, kept


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
        "footer": footer,
    }


def footer() -> SafeString:
    """Kept for as long as the process runs: nothing in it changes, and no reader has another one."""
    shown = {"site_name": settings.SITE_NAME, "source_url": settings.SOURCE_URL}
    return kept.part(("footer",), lambda: render_to_string("_components/footer.html", shown), {})


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
        for label, url in _sections(get_language()):
            yield {"label": label, "url": url, "current": self.path.startswith(url)}


@lru_cache(maxsize=20)
def _sections(_language: str) -> list[tuple[str, str]]:
    """Labels and addresses in the reader's language, which is named for the memory alone."""
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
    return [(label, reverse(name)) for label, name in sections]


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
