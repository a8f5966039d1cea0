"""The pages of the form. Each keeps what was typed before it looks at it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.submission import documents, drafts, mails, moves, steps
from partnerships.submission.models import Submission
from partnerships.submission.pages import StepPage, now_text
from partnerships.submission.private import private
from partnerships.submission.uploads import Limited
from portal.core import mail, reference
from portal.core.forms import OLDEST, STAMP, new_stamp
from portal.core.lined_forms import StepForm, read
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@csrf_exempt  # a forged start only makes an empty draft that nobody sees
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Criteria and an example; the button begins a draft. Pressed twice, or again after Back, it is the same draft."""
    problem, request.upload_handlers = "", [Limited(request)]
    if request.method == "POST" and request.POST.get("website"):
        problem = trap()
    elif request.method == "POST":
        if answer := allowed("submission start", client_prefix(request), limit=20, period=HOUR):
            draft = moves.start(key=_start_key(request), language=get_language() or "en")
            return redirect("submission:step", draft.ref, draft.token, "who")
        problem = pause(answer)
    outline = [{"heading": step.heading, "can_wait": step.is_optional} for step in steps.STEPS.values()]
    context = {"stamp": new_stamp(), "problem": problem, "steps": outline}
    response = render(request, "partnerships/submission/start.html", context, status=429 if problem else 200)
    patch_cache_control(response, private=True, no_store=True)  # two readers must never share a stamp
    return response


def _start_key(request: HttpRequest) -> UUID:
    """The page's own, unless it is too old, no stamp of ours, or already led to a submission that was sent."""
    try:
        key = UUID(STAMP.unsign(request.POST.get("stamp", ""), max_age=OLDEST))
    except (signing.BadSignature, ValueError):
        return uuid4()
    was_sent = Submission.objects.filter(start_key=key, submitted_at__isnull=False).exists()
    return uuid4() if was_sent else key


def trap() -> str:
    return _("This field is a trap for programs. Please empty it and send the form again.")


def pause(answer: Answer) -> str:
    minutes = -(-answer.retry_after // 60)
    return _("Too much came from your network or for this address. Please try again in %(minutes)d minutes.") % {
        "minutes": minutes
    }


# --- A step -----------------------------------------------------------------------------------------------------------
@private("GET", "HEAD", "POST")
def step(request: HttpRequest, submission: Submission, name: str) -> HttpResponse:
    if name not in steps.STEPS:
        raise Http404
    if request.method == "POST":
        return _save_step(request, submission, name)
    if not submission.is_editable:
        return redirect(submission)
    page = StepPage(submission, name, reference.current(), grown=request.GET)
    if "check" in request.GET:
        page.judge()
    return render(request, "partnerships/submission/step.html", {"page": page})


def _save_step(request: HttpRequest, submission: Submission, name: str) -> HttpResponse:
    """Save, then do what was asked for: go on, come back later, one more line, a file less …"""
    form, do, known = steps.STEPS[name], request.POST.get("do", "continue"), reference.current()
    if request.POST.get("website"):
        return _typed_again(request, submission, name, trap())
    try:
        saved = drafts.save(submission, name, read(form, request.POST), _window(request), known)
    except drafts.TooLarge:
        return _typed_again(request, submission, name, _("This is too long to be saved. Please shorten it."), 413)
    except drafts.Closed:
        return _closed(submission, do)
    if do == "autosave":
        return JsonResponse(
            {"number": saved.number, "text": _conflict() if saved.is_conflict else now_text(saved.at)},
            status=409 if saved.is_conflict else 200,
        )
    takes_documents = StepPage(submission, name, known).takes_documents
    refused = _change_documents(request, submission, do) if takes_documents else []
    if not refused and name == "who":
        _mail_link_once(request, submission)
    return _go_on(request, submission, name, do, saved, refused)


def _choose_text(submission: Submission, name: str, verb: str, kept_id: int) -> HttpResponse:
    """Of two texts of a step: put the other one into the boxes, or let it go."""
    if verb == "swap":
        drafts.swap(submission, name, kept_id, reference.current())
    else:
        drafts.forget(submission, name, kept_id)
    return redirect("submission:step", submission.ref, submission.token, name)


def _window(request: HttpRequest) -> drafts.Window:
    def number(name: str) -> int:
        written = request.POST.get(name, "")
        return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0

    return drafts.Window(request.POST.get("tab", "")[:40] or uuid4().hex, number("number"), number("sequence"))


def _typed_again(request: HttpRequest, submission: Submission, name: str, problem: str, status: int = 200):
    """The page with what was sent, none of which is stored."""
    values = read(steps.STEPS[name], request.POST)
    page = StepPage(submission, name, reference.current(), values=values, problem=problem)
    if request.POST.get("do") == "autosave":
        return JsonResponse({"text": problem}, status=status if status != 200 else 400)
    return render(request, "partnerships/submission/step.html", {"page": page}, status=status)


def _closed(submission: Submission, do: str) -> HttpResponse:
    if do == "autosave":
        return JsonResponse({"text": _("It was sent meanwhile. What you typed is kept apart.")}, status=409)
    return HttpResponseRedirect(f"{submission.get_absolute_url()}?closed")


def _conflict() -> str:
    return _("Saved from another window meanwhile. What you type here is kept beside it: reload to see both.")


def _change_documents(request: HttpRequest, submission: Submission, do: str) -> list[str]:
    files = request.FILES.getlist("documents")
    verb, _colon, number = do.partition(":")
    if verb == "remove" and number.isdigit():
        for each in submission.documents.filter(pk=int(number)):
            documents.remove(each)
    [limits] = request.upload_handlers
    return documents.take_in(submission, files, limits, network=client_prefix(request))


def _mail_link_once(request: HttpRequest, submission: Submission) -> None:
    """At the first save that has an address, so that no draft depends on a browser's memory."""
    if not submission.email or submission.link_mailed_to == submission.email or not may_mail(request, submission):
        return
    with transaction.atomic():
        mails.link(submission, site=mail.origin(request))
        submission.link_mailed_to = submission.email
        submission.save(update_fields=["link_mailed_to"])


def may_mail(request: HttpRequest, submission: Submission) -> Answer:
    """Few mails to one mailbox, which may be that of somebody who never asked; not too many from one network."""
    answer = allowed("submission mails", client_prefix(request), limit=30, period=HOUR)
    return answer and allowed("submission mail", mailbox(submission.email), limit=6, period=DAY)


def _go_on(request, submission: Submission, name: str, do: str, saved: drafts.Save, refused: list[str]):
    here = reverse("submission:step", args=[submission.ref, submission.token, name])
    verb, _colon, subject = do.partition(":")
    if saved.is_conflict:
        return HttpResponseRedirect(f"{here}?kept#kept")
    if verb in {"swap", "forget"} and subject.isdigit():
        return _choose_text(submission, name, verb, int(subject))
    page = StepPage(submission, name, reference.current(), refused=refused)
    if verb == "add" and subject in page.form.line_lists:
        lines = len(page.form.line_lists[subject].forms) + 1
        shown = _shown_lines(request, steps.STEPS[name], subject, lines)
        return HttpResponseRedirect(f"{here}?{subject}={shown}#{page.first_box(subject, shown - 1)}")
    if verb in {"upload", "remove"} and not refused:
        return HttpResponseRedirect(f"{here}#documents")
    if verb == "later" and not refused:
        return HttpResponseRedirect(f"{submission.get_absolute_url()}?saved")
    if verb == "continue":
        page.judge()
    if page.problems or refused:
        return render(request, "partnerships/submission/step.html", {"page": page})
    return redirect(page.next_url)


def _shown_lines(request: HttpRequest, form: type[StepForm], name: str, stored: int) -> int:
    """One line more than the page had, blank ones included."""
    spec = form.lines[name]
    first = next(iter(spec.form.base_fields))
    shown = next(place for place in range(spec.most + 1) if f"{name}-{place}-{first}" not in request.POST)
    return min(max(shown + 1, stored), spec.most)
