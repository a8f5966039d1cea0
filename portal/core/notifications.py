"""Mails to people with an account that they may stop, by kind: on their page of mails, or by the link in each.

    KINDS["record_sent_back"] = Kind(_("A record of yours was sent back"), _("With what the curators ask for."))
    notify(person, "record_sent_back", "record_sent_back", cause=…, why=…, context=…, site=…)

A room registers its kinds when it loads. What cannot be stopped (a password was changed) is queued directly.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils import translation

from portal.core.models import Mail, StoppedMail, User
from portal.core.outbox import queue

SALT = "portal.core.notifications"


@dataclass(frozen=True)
class Kind:
    label: str
    text: str  # when such a mail comes


KINDS: dict[str, Kind] = {}


def notify(
    person: User,
    kind: str,
    name: str,
    *,
    cause: str,
    why: str,
    context: dict,
    site: str,
    language: str = "",
    is_secret: bool = False,
) -> Mail | None:
    """Queue the mail ``name`` in the person's language, unless they stopped its kind or may no longer sign in.

    ``why`` is a lazy text, because its language is the person's, or ``language`` where they chose one for these mails.
    The other arguments are those of ``queue``.
    """
    if not wants(person, kind):
        return None
    with translation.override(language or person.language):
        return queue(
            name, to=person.email, cause=cause, why=str(why), context=context, stop_url=site + stop_path(person, kind),
            is_secret=is_secret,
        )  # fmt: skip


def wants(person: User, kind: str) -> bool:
    if kind not in KINDS:
        raise KeyError(kind)
    return person.is_active and not person.stopped_mails.filter(kind=kind).exists()


def stop_path(person: User, kind: str) -> str:
    """The address that stops the kind without signing in: whoever reads the mail may stop it, and nothing else."""
    return reverse("account-mails-stop", args=[signing.dumps([person.pk, kind], salt=SALT)])


def read_stop(token: str) -> tuple[User, str] | None:
    """Whom and what the address is about; None if it is not one of ours, or its person or kind is gone."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    return (person, kind) if person and kind in KINDS else None


def stop(person: User, kind: str) -> None:
    StoppedMail.objects.get_or_create(user=person, kind=kind)


def choose(person: User, wanted: set[str]) -> None:
    """Exactly the kinds in ``wanted`` are mailed from now on."""
    person.stopped_mails.filter(kind__in=wanted).delete()
    for kind in KINDS.keys() - wanted:
        stop(person, kind)
