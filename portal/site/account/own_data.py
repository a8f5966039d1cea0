"""What the portal keeps about somebody, as they may take it along: JSON in English words, secrets left out.

Wherever a model points to an account it is found by itself, so a new model cannot be forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import ForeignKey, Model, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from matchmaking.models import Interest
from partnerships.submission.models import Submission
from portal.core.models import Correction, Mail, SavedSearch, User
from roster.models import Application, Consultant, Message
from roster.own_data import own_data as roster_data

CHAPTERS = [
    gettext_lazy("Your account: name, address, language, role, when it was opened and last used"),
    gettext_lazy("The institutions you act for"),
    gettext_lazy("The devices you are signed in on, and the names of your passkeys; never a secret"),
    gettext_lazy("Your keys for programs: what each may do and when it was used; never a key"),
    gettext_lazy("The mails you have stopped, and those that were sent to you and are still kept"),
    gettext_lazy("The searches you saved, and how often you are mailed about them"),
    gettext_lazy("Your webhooks: their addresses and what they hear of; never a secret"),
    gettext_lazy("Every record, report and decision that bears your name"),
    gettext_lazy("Reports, submissions and applications that were sent with your address"),
    gettext_lazy("What you wrote to consultants, while it is kept"),
    gettext_lazy("The interests you expressed in needs and offers, with what you wrote and named in return"),
    gettext_lazy("Your profile in the roster, with everything that nobody else sees"),
]
# Told of in chapters of their own, or nothing but bookkeeping of what is told.
ELSEWHERE = {
    "account.EmailAddress", "core.ApiKey", "core.Membership", "core.StoppedMail", "core.Subscriber", "core.Webhook",
    "mfa.Authenticator", "usersessions.UserSession",
}  # fmt: skip


def as_json(person: User) -> bytes:
    with translation.override("en"):
        return orjson.dumps(own_data(person), option=orjson.OPT_INDENT_2, default=str)


def own_data(person: User) -> dict:
    return {
        "made_at": timezone.now(),
        "account": {
            "name": person.name, "email": person.email, "language": person.language, "role": person.role,
            "opened": person.created_at, "last_sign_in": person.last_login,
            "addresses": list(person.emailaddress_set.values("email", "verified")),
        },
        "memberships": [
            {"organisation": each.organisation.slug, "role": each.role}
            for each in person.memberships.select_related("organisation").order_by("organisation__slug")
        ],
        "devices": list(
            UserSession.objects.filter(user=person).order_by("pk")
            .values("ip", "user_agent", "created_at", "last_seen_at")
        ),
        "second_factors": [
            {"type": each.type, "name": str(each), "added": each.created_at, "last_used": each.last_used_at}
            for each in Authenticator.objects.filter(user=person).order_by("pk")
        ],
        "keys_for_programs": list(
            person.api_keys.order_by("pk")
            .values("name", "start", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")
        ),
        "stopped_mails": list(person.stopped_mails.order_by("kind").values("kind", "stopped_at")),
        "mails": list(
            Mail.objects.filter(to__iexact=person.email).order_by("pk")
            .values("name", "subject", "created_at", "sent_at")
        ),
        "saved_searches": list(
            SavedSearch.objects.filter(of_reader(person)).order_by("pk")
            .values("name", "room", "query", "period", "created_at", "told", "told_at", "subscriber__language")
        ),
        "webhooks": list(
            person.webhooks.order_by("pk").values("url", "kinds", "state", "created_at", "tried_at", "delivered_at")
        ),
        "your_name_stands_on": list(stamps(person)),
        "reports": list(
            Correction.objects.filter(email__iexact=person.email).order_by("pk")
            .values("ref", "part", "text", "source", "name", "state", "created_at")
        ),
        "submissions": list(
            Submission.objects.filter(email__iexact=person.email, email_confirmed_at__isnull=False).order_by("pk")
            .values("ref", "title", "state", "data", "created_at")
        ),
        "messages_to_consultants": list(
            Message.objects.filter(conversation__enquirer=person, side="enquirer").order_by("pk")
            .values("conversation__ref", "conversation__consultant__ref", "text", "created_at")
        ),
        "interests": list(
            Interest.objects.filter(sent_by=person).order_by("pk")
            .values("need__ref", "offer__ref", "organisation__slug", "message", "return_need__ref",
                    "return_offer__ref", "state", "sent_at")
        ),
        "roster_profile": _roster_profile(person),
        "applications": list(
            Application.objects.filter(email__iexact=person.email, email_confirmed_at__isnull=False).order_by("pk")
            .values("ref", "state", "data", "created_at")
        ),
    }  # fmt: skip


def of_reader(person: User) -> Q:
    """Searches saved with the account, and those confirmed for its mailbox without one."""
    with_the_address = Q(subscriber__email__iexact=person.email, confirmed_at__isnull=False)
    return Q(subscriber__user=person) | with_the_address


def _roster_profile(person: User) -> dict | None:
    consultant = Consultant.objects.filter(account=person).first()
    return roster_data(consultant) if consultant else None


def stamps(person: User) -> Iterator[dict]:
    """Everything that points to the account: what it is, as what it names the person, and when that was."""
    for field in pointing_fields():
        moment = f"{field.name.removesuffix('_by')}_at"
        has_moment = any(each.name == moment for each in field.model._meta.fields)
        for thing in field.model._base_manager.filter(**{field.name: person}).order_by("pk"):
            yield {
                "kind": str(field.model._meta.verbose_name),
                "what": str(thing),
                "as": str(field.verbose_name),
                "when": getattr(thing, moment) if has_moment else None,
            }


def pointing_fields() -> Iterator[ForeignKey]:
    """Of events, which repeat what the record says, none."""
    for model in apps.get_models():
        if model._meta.label not in ELSEWHERE and not _is_event(model):
            yield from (
                field for field in model._meta.concrete_fields
                if field.many_to_one and field.related_model is User
            )  # fmt: skip


def _is_event(model: type[Model]) -> bool:
    return any(field.name == "pgh_id" for field in model._meta.fields)
