"""The one mail of webhooks: it was switched off, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from portal.core.models import Mail, Webhook
from portal.core.notifications import KINDS, Kind, notify
from portal.site.webhooks.wording import site_of

KIND = "webhooks"
KINDS[KIND] = Kind(
    gettext_lazy("A webhook of yours was switched off"),
    gettext_lazy("Its receiver failed for days, or does not want to hear any more."),
)


def switched_off(webhook: Webhook) -> Mail | None:
    """Names the host alone: the rest of the address may hold a key. Once for each time that it happens."""
    site = site_of(webhook)
    return notify(
        webhook.owner, KIND, "webhook_off", cause=f"{webhook.pk} {webhook.tried_at}", site=site,
        why=gettext_lazy("You get this mail because you registered this webhook."),
        context={"webhook": webhook, "is_gone": webhook.state == Webhook.State.GONE,
                 "url": site + webhook.get_absolute_url()},
    )  # fmt: skip
