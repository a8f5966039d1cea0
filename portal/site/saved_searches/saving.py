"""What may happen to a saved search: it is saved, confirmed, changed, stopped, and forgotten.

    saved → confirmed → stopped, deleted
    saved → forgotten, if nobody confirms it

With an account it is confirmed at once. Without one, nobody but the reader of the mailbox can confirm it, and with its
last search the address is erased. Whoever keeps a search with an account and for the account's address by mail, too,
keeps it with the account. ``site`` is what links in mails begin with (``mail.origin``).
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import SavedSearch, Subscriber, User
from portal.core.rate_limit import mailbox
from portal.site.saved_searches import mails

UNCONFIRMED_FOR = timedelta(days=7)
MOST = 50  # searches of one reader
LONGEST = 4000  # characters of filters
Period = SavedSearch.Period


class SavingRefused(ValidationError):
    """One search too many, or one too long."""


def save(
    *, room: str, query: str, token: UUID, name: str, period: str, language: str, site: str, by: User | None = None,
    email: str = "",
) -> SavedSearch:  # fmt: skip
    """Keep the search of an account, or of a mailbox, which is asked by mail. Raises SavingRefused.

    The same search of the same reader is kept once: with an account it is changed to what was said now; without one the
    mail is sent again, because whoever asks may have lost it, and nothing else changes, because it may be a stranger.
    """
    if len(query) > LONGEST:
        raise SavingRefused(_("These are more filters than can be kept. Try with fewer."))
    values = {"name": name, "period": period}
    with transaction.atomic():
        subscriber = _account(by, language, site) if by else _mailbox(email, language, site)
        _lock(subscriber.pk)
        known = subscriber.searches
        same = known.filter(token=token).first() or known.filter(room=room, query=query).first()
        if same is None:
            if subscriber.searches.confirmed().count() >= MOST:
                raise SavingRefused(_("You keep as many searches as one reader can. Delete one first."))
            confirmed_at = timezone.now() if by else None
            same = SavedSearch.objects.create(
                subscriber=subscriber, room=room, query=query, token=token, confirmed_at=confirmed_at, **values
            )
        elif by:
            change(same, **values, language=language)
        if by:
            for twin in _by_mail(by).filter(room=room, query=query):
                delete(twin)
        else:
            mails.confirm(same, site=site)
    return same


def _lock(pk: int) -> None:
    """The reader first, then the searches: in the order of the digests, or each would wait for the other. Of an account
    and a mailbox the account first."""
    list(Subscriber.objects.select_for_update(no_key=True).filter(pk=pk))


def _by_mail(person: User) -> QuerySet[SavedSearch]:
    """What was confirmed without the account for the very address of the account, once that was confirmed itself: else
    an account could be opened in somebody's name to stop their mails."""
    if _account_with(person.email) != person:
        return SavedSearch.objects.none()
    return SavedSearch.objects.confirmed().filter(subscriber__user=None, subscriber__email__iexact=person.email)


def _account(person: User, language: str, site: str) -> Subscriber:
    values = {"language": language, "site": site}
    return Subscriber.objects.update_or_create(user=person, defaults=values)[0]


def _mailbox(email: str, language: str, site: str) -> Subscriber:
    values = {"email": email, "language": language, "site": site}
    return Subscriber.objects.get_or_create(mailbox=mailbox(email), defaults=values)[0]


def confirm(search: SavedSearch) -> Subscriber:
    """By whoever has the mailed link; whose search it is from now on. Pressed twice it is once."""
    reader = search.subscriber
    with transaction.atomic():
        person, values = _account_with(reader.email), {"language": reader.language, "site": reader.site}
        account = person and Subscriber.objects.get_or_create(user=person, defaults=values)[0]
        if account:
            _lock(account.pk)
        _lock(reader.pk)
        now = SavedSearch.objects.select_for_update().filter(token=search.token).first()
        if now is None or now.subscriber_id != reader.pk:  # pressed twice, or deleted meanwhile
            return now.subscriber if now else reader
        if account and _hand_over(now, account):
            _forget_idle(Subscriber.objects.filter(pk=reader.pk))
            return account
        SavedSearch.objects.filter(pk=now.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    return reader


def _account_with(email: str) -> User | None:
    """Whose address it is, and was confirmed to be."""
    verified = User.objects.filter(is_active=True, emailaddress__email__iexact=email, emailaddress__verified=True)
    return verified.filter(email__iexact=email).first()


def _hand_over(search: SavedSearch, account: Subscriber) -> bool:
    """To the account, which may keep it already: then the mailed link leads to that one. False if it keeps too many."""
    same = account.searches.filter(room=search.room, query=search.query).first()
    if same is None:
        if account.searches.confirmed().count() >= MOST:
            return False
        search.subscriber, search.confirmed_at = account, timezone.now()
        search.save(update_fields=["subscriber", "confirmed_at"])
        return True
    SavedSearch.objects.filter(pk=search.pk).delete()
    SavedSearch.objects.filter(pk=same.pk).update(token=search.token)
    if same.period == Period.NEVER:
        change(same, name=same.name, period=search.period, language=account.language)
    return True


def change(search: SavedSearch, *, name: str, period: str, language: str) -> None:
    """Mails that begin again tell of what is added from now on, not of what was added meanwhile."""
    with transaction.atomic():
        Subscriber.objects.filter(pk=search.subscriber_id).update(language=language)
        now = SavedSearch.objects.select_for_update().get(pk=search.pk)
        if now.period == Period.NEVER != period:
            now.since = now.told_until = timezone.now()
        now.name, now.period = name, period
        now.save(update_fields=["name", "period", "since", "told_until"])


def stop(search: SavedSearch) -> None:
    """No more mails about it. With an account it stays in the reader's list, without one nobody could see it there."""
    if search.subscriber.user_id:
        SavedSearch.objects.filter(pk=search.pk).update(period=Period.NEVER)
    else:
        delete(search)


def delete(search: SavedSearch) -> None:
    with transaction.atomic():
        _lock(search.subscriber_id)
        SavedSearch.objects.filter(pk=search.pk).delete()
        _forget_idle(Subscriber.objects.filter(pk=search.subscriber_id))


def stop_all(subscriber: Subscriber) -> None:
    if subscriber.user_id:
        subscriber.searches.update(period=Period.NEVER)
    else:
        forget(subscriber)


def forget(subscriber: Subscriber) -> None:
    """The reader with all searches and what was told."""
    with transaction.atomic():
        _lock(subscriber.pk)
        Subscriber.objects.filter(pk=subscriber.pk).delete()


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed for a week, with the address that was given for it. How many searches."""
    old = SavedSearch.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED_FOR)
    with transaction.atomic():
        count, _kinds = old.delete()
        _forget_idle(Subscriber.objects.filter(created_at__lt=timezone.now() - UNCONFIRMED_FOR))
    return count


def _forget_idle(subscribers) -> None:
    """Addresses without a search. Under lock, so that none is taken away to which one is being added."""
    idle = subscribers.filter(user=None, searches=None)
    pks = list(idle.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    Subscriber.objects.filter(pk__in=pks, searches=None).delete()
