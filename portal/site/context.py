"""What every page's frame needs."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def frame(request) -> dict:
    """Navigation and language switch. Lazy where a page may not ask: fragments never do."""
    return {
        "site_name": settings.SITE_NAME,
        "home_url": reverse("home"),
        "search_url": reverse("activities:list"),
        "nav": Nav(request),
        "languages": Languages(request),
    }


class Nav:
    """The main sections; ``current`` marks the one the reader is in."""

    def __init__(self, request) -> None:
        self.path = request.path

    def __iter__(self):
        for label, name in [(_("Activities"), "activities:list"), (_("About"), "about")]:
            url = reverse(name)
            yield {"label": label, "url": url, "current": self.path.startswith(url)}


class Languages:
    """This same page, query included, in each interface language."""

    def __init__(self, request) -> None:
        self.request = request

    def __iter__(self):
        address, active = self.request.get_full_path(), get_language()
        for code, name in settings.LANGUAGES:
            yield {"code": code, "name": name, "url": translate_url(address, code), "current": code == active}
