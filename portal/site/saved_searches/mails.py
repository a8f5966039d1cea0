"""The mails of saved searches: is it you, and the digest.

The first goes to an address that anybody may have typed, so none of the words that were typed stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Mail, SavedSearch
from portal.core.notifications import KINDS, Kind, notify
from portal.core.outbox import queue
from portal.site.saved_searches.asking import Asked

if TYPE_CHECKING:
    from portal.site.saved_searches.digests import Digest

KIND = "saved_searches"
KINDS[KIND] = Kind(
    gettext_lazy("There is something new in your saved searches"),
    gettext_lazy("As often as you chose for each of them."),
)


def confirm(search: SavedSearch, *, site: str) -> Mail | None:
    """A page with a button, to the mailbox that was given; the mail is about one search. A double click is one mail."""
    subscriber = search.subscriber
    with translation.override(subscriber.language):
        url = site + reverse("saved-search-confirm", args=[search.token])
        return queue(
            "saved_search_confirm", to=subscriber.email, cause=f"{timezone.now():%Y-%m-%d %H:%M} {search.token}",
            why=_("You get this mail because this address was given for mails about a search on the portal."),
            context={"url": url, "title": Asked(search.room, "").title}, is_secret=True,
        )  # fmt: skip


def digest(found: Digest) -> Mail | None:
    """In the active language, which is the reader's. None if a person with an account has stopped such mails."""
    subscriber, site = found.subscriber, settings.SITE_URL or found.subscriber.site
    context = {"digest": found, "site": site, "searches_url": site + subscriber.get_absolute_url()}
    is_secret = found.names_people  # who may take back tomorrow what they show today (roster/mailed.py)
    if subscriber.user:
        why = gettext_lazy("You get this mail because you saved these searches with your account.")
        return notify(
            subscriber.user, KIND, "saved_search_digest", cause=found.cause, why=why, context=context, site=site,
            language=subscriber.language, is_secret=is_secret,
        )  # fmt: skip
    stop_url = site + reverse("saved-searches-stop", args=[subscriber.token])
    why = _("You get this mail because you saved these searches and confirmed this address.")
    return queue(
        "saved_search_digest", to=subscriber.email, cause=found.cause, why=why, context=context, stop_url=stop_url,
        is_secret=is_secret,
    )  # fmt: skip
