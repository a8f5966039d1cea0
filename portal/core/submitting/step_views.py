"""The page of a step: what was typed is saved, then done what was asked for."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.core import mail, reference
from portal.core.lined_forms import StepForm, read
from portal.core.models import Submitted
from portal.core.rate_limit import client_prefix
from portal.core.submitting import documents, drafts, mails
from portal.core.submitting.limits import may_mail, trap
from portal.core.submitting.pages import StepPage, now_text

TEMPLATE = "submitting/step.html"


def show_step(request: HttpRequest, submission: Submitted, name: str) -> HttpResponse:
    if request.method == "POST":
        return _save_step(request, submission, name)
    if not submission.is_editable:
        return redirect(submission)
    page = StepPage(submission, name, reference.current(), grown=request.GET)
    if "check" in request.GET:
        page.judge()
    return render(request, TEMPLATE, {"page": page})


def _save_step(request: HttpRequest, submission: Submitted, name: str) -> HttpResponse:
    """Save, then do what was asked for: go on, come back later, one more line, a file less …"""
    form, do, known = submission.STEPS[name], request.POST.get("do", "continue"), reference.current()
    if request.POST.get("website"):
        return _typed_again(request, submission, name, trap())
    try:
        saved = drafts.save(submission, name, read(form, request.POST), _window(request), known)
    except drafts.TooLarge:
        problem = _("This is too long to be saved. Please shorten it.")
        return _typed_again(request, submission, name, problem, status=413)
    except drafts.Closed:
        return _closed(submission, do)
    if do == "autosave":
        return JsonResponse(
            {"number": saved.number, "text": _conflict() if saved.is_conflict else now_text(saved.at)},
            status=409 if saved.is_conflict else 200,
        )
    takes_documents = StepPage(submission, name, known).takes_documents
    refused = _change_documents(request, submission, do) if takes_documents else []
    if not refused and name == submission.EMAIL_IN:
        _mail_link_once(request, submission)
    page = StepPage(submission, name, known, refused=refused)
    return _go_on(request, page, do, saved) or render(request, TEMPLATE, {"page": page})


def _choose_text(submission: Submitted, name: str, verb: str, kept_id: int) -> HttpResponse:
    """Of two texts of a step: put the other one into the boxes, or let it go."""
    if verb == "swap":
        drafts.swap(submission, name, kept_id, reference.current())
    else:
        drafts.forget(submission, name, kept_id)
    return redirect(submission.url("step", name))


def _window(request: HttpRequest) -> drafts.Window:
    number, sequence = (_number(request.POST.get(name, "")) for name in ("number", "sequence"))
    return drafts.Window(request.POST.get("tab", "")[:40] or uuid4().hex, number, sequence)


def _number(written: str) -> int:
    """0 for what is none of ours: "²" is a digit, too, and long ones are not read at all."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _typed_again(
    request: HttpRequest, submission: Submitted, name: str, problem: str, *, status: int = 200
) -> HttpResponse:
    """The page with what was sent, none of which is stored."""
    values = read(submission.STEPS[name], request.POST)
    page = StepPage(submission, name, reference.current(), values=values, problem=problem)
    if request.POST.get("do") == "autosave":
        return JsonResponse({"text": problem}, status=status if status != 200 else 400)
    return render(request, TEMPLATE, {"page": page}, status=status)


def _closed(submission: Submitted, do: str) -> HttpResponse:
    if do == "autosave":
        return JsonResponse({"text": _("It was sent meanwhile. What you typed is kept apart.")}, status=409)
    return HttpResponseRedirect(f"{submission.get_absolute_url()}?closed")


def _conflict() -> str:
    return _("Saved from another window meanwhile. What you type here is kept beside it: reload to see both.")


def _change_documents(request: HttpRequest, submission: Submitted, do: str) -> list[str]:
    files = request.FILES.getlist("documents")
    verb, _colon, number = do.partition(":")
    if verb == "remove":
        for each in submission.documents.filter(pk=_number(number)):
            documents.remove(each)
    [limits] = request.upload_handlers
    return documents.take_in(submission, files, limits, network=client_prefix(request))


def _mail_link_once(request: HttpRequest, submission: Submitted) -> None:
    """At the first save that has an address, so that no draft depends on a browser's memory."""
    if not submission.email or submission.link_mailed_to == submission.email or not may_mail(request, submission):
        return
    with transaction.atomic():
        mails.link(submission, site=mail.origin(request))
        submission.link_mailed_to = submission.email
        submission.save(update_fields=["link_mailed_to"])


def _go_on(request: HttpRequest, page: StepPage, do: str, saved: drafts.Save) -> HttpResponse | None:
    """Where it leads; None if the step is to be looked at again."""
    submission, name = page.submission, page.name
    here = submission.url("step", name)
    verb, _colon, subject = do.partition(":")
    if saved.is_conflict:
        return HttpResponseRedirect(f"{here}?kept#kept")
    if verb in {"swap", "forget"} and (kept := _number(subject)):
        return _choose_text(submission, name, verb, kept)
    if verb == "add" and subject in page.form.line_lists:
        lines = len(page.form.line_lists[subject].forms) + 1
        shown = _shown_lines(request, submission.STEPS[name], subject, lines)
        return HttpResponseRedirect(f"{here}?{subject}={shown}#{page.first_box(subject, shown - 1)}")
    if verb in {"upload", "remove"} and not page.refused:
        return HttpResponseRedirect(f"{here}#documents")
    if verb == "later" and not page.refused:
        return HttpResponseRedirect(f"{submission.get_absolute_url()}?saved")
    if verb == "continue":
        page.judge()
    return None if page.problems or page.refused else redirect(page.next_url)


def _shown_lines(request: HttpRequest, form: type[StepForm], name: str, stored: int) -> int:
    """One line more than the page had, blank ones included."""
    spec = form.lines[name]
    first = next(iter(spec.form.base_fields))
    shown = next(place for place in range(spec.most + 1) if f"{name}-{place}-{first}" not in request.POST)
    return min(max(shown + 1, stored), spec.most)
