"""What may happen to a webhook: it is registered, shows that somebody is there, gets new secrets, and is stopped.

new ── ping is answered ── active ── paused, failing, gone ── ping is answered ── active
any ── switched off by the curators ── allowed again by them: paused
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from secrets import token_urlsafe
from urllib.parse import urlsplit

import orjson
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import AnnouncedKind, Announcement, Delivery, User, Webhook
from portal.core.models.link_check import Found
from portal.core.rate_limit import Answer, allowed
from portal.site.webhooks import delivering, signing, wording
from portal.site.webhooks.posting import Message, Reply, post

MOST = 10  # of one person
SECRETS = 5  # that sign at the same time
KEPT = timedelta(days=30)  # what was announced, and whether it arrived
PINGS = 30  # an hour, of one person
PING_PATIENCE = 5.0  # seconds: its owner waits for the page


class Refused(ValidationError):
    """The message says why, in words for its owner."""


class SwitchedOff(Refused):
    """Only the curators may allow it again; nor does it come back as another one."""

    def __init__(self) -> None:
        super().__init__(_("The curators have switched this webhook off. Please write to them."))


def register(owner: User, *, url: str, kinds: Iterable[str], site: str) -> tuple[Webhook, str]:
    """The webhook and its secret, which is never shown again. Raises Refused."""
    secret = signing.new_secret()
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # two at once are counted one after the other
        if owner.webhooks.count() >= MOST:
            raise Refused(_("You have %(count)d webhooks, which is the most. Delete one first.") % {"count": MOST})
        if urlsplit(url).hostname in {each.host for each in owner.webhooks.filter(state=Webhook.State.BLOCKED)}:
            raise SwitchedOff
        try:
            with transaction.atomic():
                webhook = Webhook.objects.create(
                    owner=owner, url=url, kinds=in_order(kinds), site=site, secret=signing.sealed(secret)
                )
        except IntegrityError as error:
            raise Refused(_("You have registered this address already.")) from error
    return webhook, secret


def choose(webhook: Webhook, kinds: Iterable[str]) -> None:
    """What it hears of from now on."""
    webhook.kinds = in_order(kinds)
    webhook.save(update_fields=["kinds"])


def in_order(kinds: Iterable[str]) -> list[str]:
    return [kind for kind in AnnouncedKind.values if kind in set(kinds)]


def remove(webhook: Webhook) -> None:
    """Raises Refused."""
    if not Webhook.objects.filter(pk=webhook.pk).exclude(state=Webhook.State.BLOCKED).delete()[0]:
        raise SwitchedOff


@transaction.atomic
def rotate(webhook: Webhook) -> str:
    """A new secret, which is never shown again; for a day those before sign, too: of a button that was pressed twice
    the receiver may have the first, the second or none yet. Raises Refused."""
    try:
        webhook.refresh_from_db(from_queryset=Webhook.objects.select_for_update(no_key=True))
    except Webhook.DoesNotExist as error:
        raise Http404 from error
    secret, before = signing.new_secret(), signing.sealed_secrets_of(webhook)
    try:
        signing.secrets_of(webhook)
    except signing.SecretLost:
        before = []
    if len(before) >= SECRETS:
        raise Refused(_("Several secrets are in use already. Try again when a day has passed."))
    until = timezone.now() + signing.BOTH_SIGN if before else None
    webhook.secret, webhook.old_secret, webhook.old_secret_until = signing.sealed(secret), " ".join(before), until
    webhook.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return secret


def may_ping(owner: User) -> Answer:
    """Counted, because each makes this server wait for another. Ask it outside of a transaction."""
    return allowed("webhook ping", str(owner.pk), limit=PINGS, period=timedelta(hours=1))


def ping(webhook: Webhook) -> None:
    """Active, if the receiver gives back the challenge: so nobody has us write to somebody else's server. Raises
    Refused. Call it outside of a transaction, because it waits."""
    if webhook.state == Webhook.State.BLOCKED:
        raise SwitchedOff
    try:
        keys = signing.secrets_of(webhook)
    except signing.SecretLost as error:
        raise Refused(_("Its secret can no longer be read here. Make a new one.")) from error
    challenge = token_urlsafe(24)
    body = wording.written("webhook.ping", timezone.now(), {"challenge": challenge})
    reply = post(webhook.url, Message(f"msg_{challenge[:16]}", body), keys, seconds=PING_PATIENCE, reads=True)
    if not _gives_back(reply, challenge):
        raise Refused(_("Not switched on. %(why)s") % {"why": said(reply)})
    if not webhook.is_active:  # what a change wrote while it was being stopped
        webhook.deliveries.waiting().update(next_try_at=None)
    states = set(Webhook.State.values) - {Webhook.State.BLOCKED}
    fresh = {"state": Webhook.State.ACTIVE, "failures": 0, "failing_since": None, "rests_until": None}
    if not Webhook.objects.filter(pk=webhook.pk, state__in=states).update(**fresh):  # while it was asked
        raise SwitchedOff
    delivering.begin()


def _gives_back(reply: Reply, challenge: str) -> bool:
    """As JSON, the way it was sent, or alone."""
    if not reply.is_taken:
        return False
    try:
        given = orjson.loads(reply.body)
    except orjson.JSONDecodeError:
        given = reply.body.decode(errors="replace").strip()
    return challenge in (given, given.get("challenge") if isinstance(given, dict) else None)


def said(reply: Reply) -> str:
    if reply.is_taken:
        return _("The receiver answered without the challenge.")
    if reply.status:
        return _("The receiver answered %(status)d.") % {"status": reply.status}
    return f"{Found(reply.error).label}."


def send_again(delivery: Delivery) -> None:
    """Under the same number, with all its attempts before it. Raises Refused."""
    if not delivery.webhook.is_active:
        raise Refused(_("Switch the webhook on first."))
    again = {"next_try_at": timezone.now(), "attempts": 0, "delivered_at": None}
    Delivery.objects.filter(pk=delivery.pk).update(**again)
    Webhook.objects.filter(pk=delivery.webhook_id).update(rests_until=None)
    delivering.begin()


def forget_old() -> int:
    """What was announced a month ago, delivered or not."""
    return Announcement.objects.filter(happened_at__lt=timezone.now() - KEPT).delete()[0]
