"""Closing an account: what is a person's goes at once, what is the institutions' stays.

Records keep their stamps, which then say "former member". What other people depend on has to be handed over before.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.memberships import administered_alone
from portal.core.models import (
    ApiKey,
    Correction,
    JoinRequest,
    Mail,
    Membership,
    Organisation,
    StoppedMail,
    Subscriber,
    User,
    Webhook,
)
from portal.site.saved_searches import saving
from roster import erasing, withdrawal
from roster.models import Consultant
from roster.relay import forgetting

# Written whatever they were when the account was read: a role may have been given since.
EMPTIED = ["email", "name", "role", "language", "is_active", "last_login", "closed_at", "password"]


# What goes with an account, and the column that names its person.
OWN = {
    Authenticator: "user", EmailAddress: "user", Membership: "user", JoinRequest: "user", StoppedMail: "user",
    ApiKey: "owner", Webhook: "owner",
}  # fmt: skip


class ClosingRefused(ValidationError):
    """Something has to be handed over before; the messages say what."""


def close(person: User) -> None:
    """Empty the account and let nobody sign in to it again. Raises ClosingRefused.

    Under locks that two administrators who leave at once have to take in turn: one of them stays.
    """
    with transaction.atomic():
        list(User.objects.filter(role=User.Role.ADMINISTRATOR).order_by("pk").select_for_update())
        list(
            Organisation.objects.filter(pk__in=person.memberships.values("organisation"))
            .order_by("pk")
            .select_for_update(no_key=True)
        )
        if found := obstacles(person):
            raise ClosingRefused(found)
        email = person.email
        _forget_traces(person, email)
        person.email, person.name, person.role = f"former-{person.pk}@portal.invalid", "", User.Role.MEMBER
        person.language, person.is_active, person.last_login = "en", False, None
        person.closed_at = timezone.now()
        person.set_unusable_password()
        person.save(update_fields=EMPTIED)
        User.pgh_event_model.objects.filter(pgh_obj=person.pk).update(email=person.email, name="")


def forget_late() -> int:
    """What another window of its owner's still wrote while an account was being closed. How many rows."""
    late = {**OWN, Subscriber: "user"}
    return sum(
        model.objects.filter(**{f"{column}__closed_at__isnull": False}).delete()[0] for model, column in late.items()
    )


def obstacles(person: User) -> list[str]:
    """What has to be done before, in words. Whoever is alone in an institution deserts nobody."""
    found = [
        _("You are the only administrator of %(organisation)s. Make another member administrator first.")
        % {"organisation": organisation.name}
        for organisation in _left_without_administrator(person)
    ]
    others = User.objects.filter(role=User.Role.ADMINISTRATOR, is_active=True).exclude(pk=person.pk)
    if person.role == User.Role.ADMINISTRATOR and not others.exists():
        found.append(_("You are the only administrator of the portal. Make somebody else administrator first."))
    return found


def _left_without_administrator(person: User) -> list[Organisation]:
    return [
        organisation for organisation in administered_alone(person)
        if organisation.memberships.exclude(user=person).filter(user__is_active=True).exists()
    ]  # fmt: skip


def _forget_traces(person: User, email: str) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
    for model, column in OWN.items():
        model.objects.filter(**{column: person}).delete()
    for reader in Subscriber.objects.filter(Q(user=person) | Q(email__iexact=email)):
        saving.forget(reader)
    for consultant in Consultant.objects.filter(account=person):
        withdrawal.withdraw(consultant, by=person)
        erasing.erase(consultant)
    Mail.objects.filter(to__iexact=email).update(
        to="", subject="", text="", html="", stop_url="", error="", next_try_at=None
    )
    own = Q(email__iexact=email) | Q(sent_by=person)
    Correction.objects.filter(own).update(name="", email="", sent_by=None)
    forgetting.forget_person(person)
    about_person = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk)
    )
    about_person.update(object_repr="")
