"""What the relay forgets: words and addresses after a while, names later, everything when somebody leaves.

That somebody asked, when, for which organisation, about what, and whether it was answered, stays as a figure.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.core.models import Mail, User
from roster.models import AbuseReport, Consultant, Conversation, Message
from roster.relay.conversations import CONFIRM_WITHIN

State = Conversation.State
NOBODY = {"name": "", "organisation_as_said": "", "enquirer": None}


def tidy() -> None:
    """A chore of portal/core/housekeeping.py; under two workers each row is done by one of them."""
    delete_unconfirmed()
    forget_old_words()
    forget_old_names()


def delete_unconfirmed() -> int:
    """Requests whose address nobody confirmed in time: nobody has read them. How many."""
    old = Conversation.objects.filter(state=State.WAITING, created_at__lt=timezone.now() - CONFIRM_WITHIN)
    return _delete(old)


def disown(conversation: Conversation) -> bool:
    """The address was somebody else's, who says so: nothing of it is kept. False if it was confirmed, and passed on."""
    return bool(_delete(Conversation.objects.filter(pk=conversation.pk, state=State.WAITING)))


def forget_old_words() -> int:
    """Of conversations in which nothing was written for KEEP_CONVERSATION_DAYS, unless curators still have to read
    them. How many."""
    before = timezone.now() - timedelta(days=settings.KEEP_CONVERSATION_DAYS)
    undecided = AbuseReport.objects.filter(conversation=OuterRef("pk"), state=AbuseReport.State.OPEN)
    old = Conversation.objects.filter(~Exists(undecided), last_written_at__lt=before, forgotten_at=None)
    with transaction.atomic():
        return _forget_words(_locked(old.exclude(state=State.WAITING)))


def forget_old_names() -> int:
    """Who asked, KEEP_ENQUIRER_DAYS after the last message. How many."""
    before = timezone.now() - timedelta(days=settings.KEEP_ENQUIRER_DAYS)
    old = Conversation.objects.filter(last_written_at__lt=before).exclude(**NOBODY)
    return old.exclude(forgotten_at=None).update(**NOBODY)


def forget(consultant: Consultant) -> None:
    """The consultant withdraws: what was written to and by them goes at once, with the names of both sides."""
    _forget_all(consultant.conversations.all())


def forget_person(person: User) -> None:
    """An account is closed: the same for what its owner asked, and for what was asked of their own profile."""
    _forget_all(Conversation.objects.filter(Q(enquirer=person) | Q(consultant__account=person)))


def _forget_all(conversations: QuerySet) -> None:
    with transaction.atomic():
        ids = _locked(conversations)
        found = Conversation.objects.filter(pk__in=ids)
        _erase_mails(ids)
        found.filter(state=State.WAITING).delete()
        _forget_words(ids)
        found.update(**NOBODY)


def _delete(unread: QuerySet) -> int:
    with transaction.atomic():
        ids = _locked(unread)
        _erase_mails(ids)
        Conversation.objects.filter(pk__in=ids).delete()
    return len(ids)


def _locked(conversations: QuerySet) -> list[int]:
    """Their rows, so that no message is passed on meanwhile."""
    return list(conversations.order_by("pk").select_for_update(of=["self"]).values_list("pk", flat=True))


def _forget_words(ids: list[int]) -> int:
    found = Conversation.objects.filter(pk__in=ids)
    Message.objects.filter(conversation__in=ids).update(text="")
    AbuseReport.objects.filter(conversation__in=ids).update(text="", reason="")
    _erase_mails(ids)
    found.filter(state=State.OPEN).update(state=State.CLOSED)
    return found.update(email="", forgotten_at=timezone.now())


def _erase_mails(ids: list[int]) -> None:
    mails = Mail.objects.filter(pk__in=Conversation.mails.through.objects.filter(conversation__in=ids).values("mail"))
    mails.update(to="", subject="", text="", html="", stop_url="", error="", next_try_at=None)
