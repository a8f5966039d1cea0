"""The pages of a form and of what was written on it. Each keeps what was typed before it looks at it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import mail, reference
from portal.core.forms import OLDEST, STAMP, new_stamp
from portal.core.models import Submitted
from portal.core.rate_limit import allowed, client_prefix, mailbox
from portal.core.submitting import documents, mails, moves
from portal.core.submitting.limits import DAY, HOUR, may_mail, pause, trap
from portal.core.submitting.overview import ReviewPage, StatusPage
from portal.core.submitting.private import private, takes
from portal.core.submitting.step_views import show_step
from portal.core.submitting.uploads import Limited

QUICKEST = timedelta(seconds=20)  # from the start to the sending of a form that takes people ten minutes
LONGEST_MESSAGE = 4000  # letters
READ, WRITE = ("GET", "HEAD"), ("GET", "HEAD", "POST")


class Arrival(models.TextChoices):
    """What curators are told of."""

    ARRIVED = "arrived"
    RETURNED = "returned"
    MESSAGE = "message"


class FormPages:
    """A room says which form it is, in which folder its templates are, and how its curators hear of what arrives."""

    model: type[Submitted]
    templates: str
    review_page: type[ReviewPage] = ReviewPage
    status_page: type[StatusPage] = StatusPage

    def tell_curators(self, submission: Submitted, news: Arrival, *, site: str, since=None) -> None:
        """``since``: what a message is told once for."""
        raise NotImplementedError

    def start_context(self, request: HttpRequest) -> dict:
        """What the first page shows besides the outline of the steps."""
        return {}

    def review_context(self, request: HttpRequest, page: ReviewPage) -> dict:
        """What the page before sending shows besides."""
        return {}

    @property
    def urls(self) -> list[URLPattern]:
        of = partial(private, self.model)
        key = "<slug:ref>/<slug:token>/"
        return [
            # A forged start only makes an empty draft that nobody sees.
            path("", csrf_exempt(require_http_methods(WRITE)(self.start)), name="start"),
            path(key, of(*READ)(self.status), name="status"),
            path(f"{key}review/", of(*WRITE)(self.review), name="review"),
            path(f"{key}link/", of("POST")(self.link), name="link"),
            path(f"{key}message/", of("POST")(self.message), name="message"),
            path(f"{key}confirm/<str:signature>/", of(*WRITE)(self.confirm), name="confirm"),
            path(f"{key}documents/<int:pk>/", of(*READ)(self.document), name="document"),
        ]

    @property
    def step_url(self) -> URLPattern:
        """The last of all addresses: it takes any name."""
        return path("<slug:ref>/<slug:token>/<slug:name>/", private(self.model, *WRITE)(self.step), name="step")

    def _render(self, request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
        templates = [f"{self.templates}/{name}.html", f"submitting/{name}.html"]
        return render(request, templates, context, status=status)

    # --- Beginning ----------------------------------------------------------------------------------------------------
    def start(self, request: HttpRequest) -> HttpResponse:
        """Criteria and an example; the button begins a draft. Pressed twice, or again after Back, it is the same."""
        problem, request.upload_handlers = "", [Limited(request, takes(self.model))]
        if request.method == "POST" and request.POST.get("website"):
            problem = trap()
        elif request.method == "POST":
            if answer := allowed(f"{self.model.NAME} start", client_prefix(request), limit=20, period=HOUR):
                draft = moves.start(self.model, key=self._start_key(request), language=get_language() or "en")
                return redirect(draft.url("step", next(iter(draft.STEPS))))
            problem = pause(answer)
        outline = [{"heading": step.heading, "can_wait": step.is_optional} for step in self.model.STEPS.values()]
        context = {"stamp": new_stamp(), "problem": problem, "steps": outline} | self.start_context(request)
        response = self._render(request, "start", context, status=429 if problem else 200)
        patch_cache_control(response, private=True, no_store=True)  # two readers must never share a stamp
        return response

    def _start_key(self, request: HttpRequest) -> UUID:
        """The page's own, unless it is too old, no stamp of ours, or already led to a submission that was sent."""
        try:
            key = UUID(STAMP.unsign(request.POST.get("stamp", ""), max_age=OLDEST))
        except (signing.BadSignature, ValueError):
            return uuid4()
        was_sent = self.model.objects.filter(start_key=key, submitted_at__isnull=False).exists()
        return uuid4() if was_sent else key

    def step(self, request: HttpRequest, submission: Submitted, name: str) -> HttpResponse:
        if name not in submission.STEPS:
            raise Http404
        return show_step(request, submission, name)

    # --- Sending ------------------------------------------------------------------------------------------------------
    def review(self, request: HttpRequest, submission: Submitted) -> HttpResponse:
        """Everything at a glance, what the portal makes of it, and what is missing. Sent twice, it is sent once."""
        if not submission.is_editable:
            return redirect(submission)
        page, status = self.review_page(submission, reference.current()), 200
        if request.method == "POST":
            page.problem = _why_not(request, submission, page)
            if not page.problem:
                self._send(request, submission)
                return redirect(submission)
            status = 429 if page.is_paused else 200
        context = {"page": page} | self.review_context(request, page)
        return self._render(request, "review", context, status=status)

    def _send(self, request: HttpRequest, submission: Submitted) -> None:
        site, was_asked = mail.origin(request), submission.state == "changes_requested"
        with transaction.atomic():
            if moves.send(submission):
                mails.received(submission, site=site)
                if submission.state == "in_review":
                    self.tell_curators(submission, Arrival.RETURNED if was_asked else Arrival.ARRIVED, site=site)

    def confirm(self, request: HttpRequest, submission: Submitted, signature: str) -> HttpResponse:
        """GET shows a button; only pressing it confirms. Pressed twice it says so a second time."""
        is_valid = mails.is_confirmed_by(submission, signature)
        if is_valid and submission.email_confirmed_at:
            return HttpResponseRedirect(f"{submission.get_absolute_url()}?confirmed")
        if request.method == "POST" and is_valid and self._confirm(request, submission):
            return HttpResponseRedirect(f"{submission.get_absolute_url()}?confirmed")
        context = {"submission": submission, "is_valid": is_valid}
        return self._render(request, "confirm", context, status=200 if is_valid else 410)

    def _confirm(self, request: HttpRequest, submission: Submitted) -> bool:
        """What was sent before arrives with the curators now."""
        with transaction.atomic():
            is_confirmed = moves.confirm_email(submission, email=submission.email)
            if is_confirmed and submission.state == "in_review":
                site = mail.origin(request)
                mails.received(submission, site=site)
                self.tell_curators(submission, Arrival.ARRIVED, site=site)
        return is_confirmed

    # --- The private page ---------------------------------------------------------------------------------------------
    def status(self, request: HttpRequest, submission: Submitted) -> HttpResponse:
        return self._status(request, self.status_page(submission, reference.current(), told=request.GET))

    def _status(self, request: HttpRequest, page: StatusPage) -> HttpResponse:
        return self._render(request, "status", {"page": page, "submission": page.submission})

    def link(self, request: HttpRequest, submission: Submitted) -> HttpResponse:
        """Mail the private link (again). Until it is confirmed, the address can be set right here."""
        page = self.status_page(submission, reference.current())
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
            return self._status(request, page)
        with transaction.atomic():
            mails.link(submission, site=mail.origin(request))
        return HttpResponseRedirect(f"{submission.get_absolute_url()}?mailed")

    def message(self, request: HttpRequest, submission: Submitted) -> HttpResponse:
        """A word to the curators. The same words sent twice are one message."""
        page, text = self.status_page(submission, reference.current()), request.POST.get("text", "")
        said = text.replace("\x00", "").strip()
        if not page.can_talk:  # whose address is not confirmed is nobody yet
            return redirect(submission)
        if not 0 < len(said) <= LONGEST_MESSAGE:
            words = _("Write what you want to say, in at most %(most)d letters.")
            page.message_problem = words % {"most": LONGEST_MESSAGE}
        elif not (answer := allowed(f"{submission.NAME} message", f"{submission.pk}", limit=20, period=DAY)):
            page.message_problem = pause(answer)
        if page.message_problem:
            page.message_typed = text
            return self._status(request, page)
        with transaction.atomic():
            locked = moves.lock(submission)
            last = submission.messages.last()
            if not last or last.by_id or last.text != said:
                moves.say(locked, text=said)
                site = mail.origin(request)
                self.tell_curators(locked, Arrival.MESSAGE, site=site, since=locked.unanswered_since)
        return HttpResponseRedirect(f"{submission.get_absolute_url()}#messages")

    def document(self, request: HttpRequest, submission: Submitted, pk: int) -> HttpResponse:
        return documents.download(get_object_or_404(submission.documents, pk=pk))


def _why_not(request: HttpRequest, submission: Submitted, page: ReviewPage) -> str:
    if request.POST.get("website"):
        return trap()
    if not page.can_send:
        return _("Some answers are still missing or wrong: they are listed here.")
    if timezone.now() - submission.created_at < QUICKEST:
        return _("That was very quick. Please check what you entered and send it again.")
    for answer in (
        allowed(f"{submission.NAME} send", client_prefix(request), limit=10, period=HOUR),
        allowed(f"{submission.NAME} send to", mailbox(submission.email), limit=10, period=DAY),
    ):
        if not answer:
            page.is_paused = True
            return pause(answer)
    return ""


def _set_email(submission: Submitted, email: str) -> None:
    """In the draft's own step, too: it is what the writer sees there."""
    step = submission.EMAIL_IN
    with transaction.atomic():
        locked = moves.lock(submission)
        if locked.email_confirmed_at is None:
            locked.email = email
            locked.data = locked.data | {step: locked.data.get(step, {}) | {"email": email}}
            locked.save(update_fields=["email", "data", "updated_at"])
    submission.refresh_from_db()
