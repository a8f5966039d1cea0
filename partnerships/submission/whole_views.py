"""The pages about a whole submission: check and send, confirm, see where it stands, talk."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from partnerships.submission import documents, mails, moves, notices
from partnerships.submission.models import Submission
from partnerships.submission.notices import News
from partnerships.submission.overview import ReviewPage, StatusPage
from partnerships.submission.private import private
from partnerships.submission.views import DAY, HOUR, may_mail, pause, trap
from portal.core import mail, reference
from portal.core.rate_limit import allowed, client_prefix, mailbox

QUICKEST = timedelta(seconds=20)  # from the start to the sending of a form that takes people ten minutes
LONGEST_MESSAGE = 4000  # letters


@private("GET", "HEAD", "POST")
def review(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Everything at a glance, what the portal makes of it, and what is missing. Sent twice, it is sent once."""
    if not submission.is_editable:
        return redirect(submission)
    page = ReviewPage(submission, reference.current())
    status = 200
    if request.method == "POST":
        page.problem = _why_not(request, submission, page)
        if not page.problem:
            _send(request, submission)
            return redirect(submission)
        status = 429 if page.is_paused else 200
    return render(request, "partnerships/submission/review.html", {"page": page}, status=status)


def _why_not(request: HttpRequest, submission: Submission, page: ReviewPage) -> str:
    if request.POST.get("website"):
        return trap()
    if not page.can_send:
        return _("Some answers are still missing or wrong: they are listed here.")
    if timezone.now() - submission.created_at < QUICKEST:
        return _("That was very quick. Please check what you entered and send it again.")
    for answer in (
        allowed("submission send", client_prefix(request), limit=10, period=HOUR),
        allowed("submission send to", mailbox(submission.email), limit=10, period=DAY),
    ):
        if not answer:
            page.is_paused = True
            return pause(answer)
    return ""


def _send(request: HttpRequest, submission: Submission) -> None:
    site, was_asked = mail.origin(request), submission.state == Submission.State.CHANGES_REQUESTED
    with transaction.atomic():
        if moves.send(submission):
            mails.received(submission, site=site)
            if submission.state == Submission.State.IN_REVIEW:
                notices.waiting(submission, News.RETURNED if was_asked else News.ARRIVED, site=site)


@private("GET", "HEAD", "POST")
def confirm(request: HttpRequest, submission: Submission, signature: str) -> HttpResponse:
    """GET shows a button; only pressing it confirms. Pressed twice it says so a second time."""
    is_valid = mails.is_confirmed_by(submission, signature)
    if is_valid and submission.email_confirmed_at:
        return HttpResponseRedirect(f"{submission.get_absolute_url()}?confirmed")
    if request.method == "POST" and is_valid and _confirm(request, submission):
        return HttpResponseRedirect(f"{submission.get_absolute_url()}?confirmed")
    page = StatusPage(submission, reference.current())
    context = {"page": page, "submission": submission, "is_valid": is_valid}
    return render(request, "partnerships/submission/confirm.html", context, status=200 if is_valid else 410)


def _confirm(request: HttpRequest, submission: Submission) -> bool:
    """What was sent before arrives with the curators now."""
    with transaction.atomic():
        is_confirmed = moves.confirm_email(submission, email=submission.email)
        if is_confirmed and submission.state == Submission.State.IN_REVIEW:
            site = mail.origin(request)
            mails.received(submission, site=site)
            notices.waiting(submission, News.ARRIVED, site=site)
    return is_confirmed


# --- The private page -------------------------------------------------------------------------------------------------
@private("GET", "HEAD")
def status(request: HttpRequest, submission: Submission) -> HttpResponse:
    page = StatusPage(submission, reference.current(), told=request.GET)
    return render(request, "partnerships/submission/status.html", {"page": page, "submission": submission})


@private("POST")
def link(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Mail the private link (again). Until it is confirmed, the address can be set right here."""
    page = StatusPage(submission, reference.current())
    email = request.POST.get("email", "").strip() or submission.email
    try:
        validate_email(email)
        if submission.email_confirmed_at is None and email != submission.email:
            _set_email(submission, email)
        if not (answer := may_mail(request, submission)):
            page.link_problem = pause(answer)
    except ValidationError:
        page.link_problem, page.link_typed = _("This is no e-mail address. For example: ana@example.org"), email
    if page.link_problem:
        return render(request, "partnerships/submission/status.html", {"page": page, "submission": submission})
    with transaction.atomic():
        mails.link(submission, site=mail.origin(request))
    return HttpResponseRedirect(f"{submission.get_absolute_url()}?mailed")


def _set_email(submission: Submission, email: str) -> None:
    """In the draft's first step, too: it is what the writer sees there."""
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        if locked.email_confirmed_at is None:
            locked.email = email
            locked.data = locked.data | {"who": locked.data.get("who", {}) | {"email": email}}
            locked.save(update_fields=["email", "data", "updated_at"])
    submission.refresh_from_db()


class MessageForm(forms.Form):
    text = forms.CharField(max_length=LONGEST_MESSAGE)


@private("POST")
def message(request: HttpRequest, submission: Submission) -> HttpResponse:
    """A word to the curators. The same words sent twice are one message."""
    page, form = StatusPage(submission, reference.current()), MessageForm(request.POST)
    if not page.can_talk:  # whose address is not confirmed is nobody yet
        return redirect(submission)
    if not form.is_valid():
        page.message_problem = _("Write what you want to say, in at most %(most)d letters.") % {"most": LONGEST_MESSAGE}
    elif not (answer := allowed("submission message", f"{submission.pk}", limit=20, period=DAY)):
        page.message_problem = pause(answer)
    if page.message_problem:
        page.message_typed = request.POST.get("text", "")
        return render(request, "partnerships/submission/status.html", {"page": page, "submission": submission})
    said = form.cleaned_data["text"]
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        last = submission.messages.last()
        if not last or last.by_id or last.text != said:
            moves.say(locked, text=said)
            notices.waiting(locked, News.MESSAGE, site=mail.origin(request), since=locked.unanswered_since)
    return HttpResponseRedirect(f"{submission.get_absolute_url()}#messages")


@private("GET", "HEAD")
def document(request: HttpRequest, submission: Submission, pk: int) -> HttpResponse:
    return documents.download(get_object_or_404(submission.documents, pk=pk))
