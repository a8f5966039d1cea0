"""Mails are rows first: written in the transaction of the change they tell of, sent by a worker afterwards.

``queue`` is called by the functions of portal/core/mail.py and of a room's own mails.py, and by nobody else. A worker
holds a mail's row lock while it talks to the mail server, so no two ever send the same. Should it die after the server
took the mail and before the row says so, the mail is sent again with the same Message-ID: SMTP allows no better.
docs/adr/0013-mail-and-limits.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator
from django.utils.translation import get_language
from django_tasks import task

from portal.core.models import Mail
from portal.core.rate_limit import mailbox

# Minutes until the next attempt, after the first, second … one that failed. After some three days it is given up.
BACK_OFF = [5, 15, 60, 180, 720, 1440, 1440]


def queue(
    name: str, *, to: str, cause: str, why: str, context: dict, stop_url: str = "", is_secret: bool = False
) -> Mail | None:
    """Write down one mail to one person, in the active language; a worker sends it once this transaction is committed.

    ``name`` is that of the templates in templates/emails/, ``cause`` what the mail is about: the same mail about the
    same thing to the same mailbox is written once, and None says that it was already there. ``why`` tells the person
    why this mail comes; ``stop_url`` stops further ones. The words of a mail that ``is_secret`` are erased once it was
    sent. Raises ValidationError if ``to`` is no address.
    """
    validate_email(to)
    key = salted_hmac("portal.outbox", f"{name}\n{cause}\n{mailbox(to)}", algorithm="sha256").hexdigest()
    words = compose(name, context | {"why": why, "stop_url": stop_url})
    values = {"name": name, "to": to, "language": get_language(), "stop_url": stop_url, "is_secret": is_secret}
    mail, is_new = Mail.objects.get_or_create(key=key, defaults=values | words)
    if not is_new:
        return None
    deliver.enqueue(mail.pk)
    return mail


def compose(name: str, context: dict) -> dict[str, str]:
    """Subject, text and HTML from the three templates of a mail. Whatever they are given, a subject is one line."""
    context = {"site_name": str(settings.SITE_NAME), **context}
    plain = {
        part: get_template(f"emails/{name}.{ending}").template.render(Context(context, autoescape=False))
        for part, ending in (("subject", "subject.txt"), ("text", "txt"))
    }
    subject = " ".join("".join(each if each.isprintable() else " " for each in plain["subject"]).split())
    return {
        "subject": Truncator(subject).chars(200),
        "text": plain["text"].strip().replace("\0", "") + "\n",
        "html": get_template(f"emails/{name}.html").render(context).strip().replace("\0", ""),
    }


def send_due() -> list[Mail]:
    """Try every mail that is due, the longest waiting first; each as it is now, sent or not.

    Stops at a failure that is not the recipient's: the server would refuse the others, too, and they keep their turn.
    """
    tried = []
    for mail in _due():
        tried.append(mail)
        if mail.sent_at is None and mail.next_try_at is not None:
            break
    return tried


def _due() -> Iterator[Mail]:
    while True:
        with transaction.atomic():
            mail = Mail.objects.due().select_for_update(skip_locked=True).first()
            if mail is None:
                return
            _attempt(mail)
        yield mail


def _attempt(mail: Mail) -> None:
    mail.attempts += 1
    try:
        message(mail).send()
    except (OSError, ValueError) as error:  # what smtplib raises is an OSError, what cannot be encoded a ValueError
        mail.error = f"{type(error).__name__}: {error}"
        mail.next_try_at = _next_try(mail, error)
    else:
        mail.sent_at, mail.next_try_at, mail.error = timezone.now(), None, ""
        if mail.is_secret:
            mail.text = mail.html = ""
    mail.save(update_fields=["attempts", "error", "html", "next_try_at", "sent_at", "text"])


def _next_try(mail: Mail, error: Exception):
    """None gives the mail up: tried often enough, or the server says for good that there is no such recipient."""
    refused = isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())
    if refused or mail.attempts > len(BACK_OFF):
        return None
    return timezone.now() + timedelta(minutes=BACK_OFF[mail.attempts - 1])


def message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it travels. Its Message-ID is the same at each attempt."""
    _name, _at, domain = settings.DEFAULT_FROM_EMAIL.strip("<> ").rpartition("@")
    headers = {
        "Message-ID": f"<{mail.key[:40]}@{domain}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: holiday notices do not answer
        "X-Auto-Response-Suppress": "All",  # the same for Exchange
        "Content-Language": mail.language,
    }
    if mail.stop_url:  # RFC 8058: the mail program's own button stops them, without opening the page
        headers |= {"List-Unsubscribe": f"<{mail.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    found = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    found.attach_alternative(mail.html, "text/html")
    return found


@task()
def deliver(mail_id: int) -> None:
    """Send this mail and whatever else is due; come back when this one is to be tried again."""
    send_due()
    next_try = Mail.objects.filter(pk=mail_id).values_list("next_try_at", flat=True).first()
    if next_try:
        deliver.using(run_after=max(next_try, timezone.now() + timedelta(minutes=1))).enqueue(mail_id)


def refused_addresses() -> set[str]:
    """In small letters: to whom no further mail of many makes sense, because the server said for good that there is no
    such mailbox. Known for as long as that mail is kept, or until another one arrived."""
    later = Mail.objects.filter(to__iexact=OuterRef("to"), sent_at__isnull=False, pk__gt=OuterRef("pk"))
    refused = Mail.objects.failed().filter(error__startswith=SMTPRecipientsRefused.__name__).exclude(Exists(later))
    return {address.lower() for address in refused.values_list("to", flat=True)}


def try_again(mails) -> int:
    """Make given up or waiting mails due now, with all their attempts before them. How many there were."""
    with transaction.atomic():
        chosen = mails.filter(sent_at=None).exclude(text="").select_for_update()
        ids = list(chosen.values_list("pk", flat=True))
        Mail.objects.filter(pk__in=ids).update(next_try_at=timezone.now(), attempts=0)
        for mail_id in ids:
            deliver.enqueue(mail_id)
    return len(ids)


def erase_old() -> int:
    """Forget recipient and words of mails that were sent, or given up, KEEP_MAIL_DAYS ago. That there was one stays."""
    before = timezone.now() - timedelta(days=settings.KEEP_MAIL_DAYS)
    old = Mail.objects.filter(created_at__lt=before, next_try_at=None).exclude(to="")
    return old.update(to="", subject="", text="", html="", stop_url="", error="")
