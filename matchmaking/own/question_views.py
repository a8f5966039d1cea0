"""Asking and answering, from the page of a need or an offer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from matchmaking.models import Listing
from matchmaking.own import questions
from matchmaking.own.access import WRITABLE, for_listing, for_steering
from matchmaking.own.kinds import Kind
from portal.core import acting, mail
from portal.core.curation import MoveRefused
from portal.core.rate_limit import allowed
from portal.core.submitting.limits import DAY, pause

QUESTIONS_A_DAY = 20


@for_listing(*WRITABLE)
def ask(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    membership = acting.of(request).current
    if not questions.may_ask(membership, listing):
        raise PermissionDenied
    text, problem = _typed(request)
    if request.method == "POST" and not problem:
        if not (granted := allowed("listing question", f"{request.user.pk}", limit=QUESTIONS_A_DAY, period=DAY)):
            problem = pause(granted)
        else:
            is_public = request.POST.get("is_public") != "no"
            questions.ask(listing, membership=membership, text=text, is_public=is_public, site=mail.origin(request))
            messages.success(request, _("Your question is with the owner. You get a mail with the answer."))
            return redirect(f"{listing.get_absolute_url()}#questions")
    return _page(request, listing, problem)


@for_steering(*WRITABLE)
def answer(request: HttpRequest, kind: Kind, listing: Listing, pk: int) -> HttpResponse:
    question = get_object_or_404(listing.questions, pk=pk)
    text, problem = _typed(request)
    if request.method == "POST" and not problem:
        try:
            questions.answer(question, listing=listing, by=request.user, text=text, site=mail.origin(request))
        except MoveRefused as refusal:
            problem = " ".join(refusal.messages)
        else:
            messages.success(request, _("Your answer is there, and whoever asked gets a mail."))
            return redirect(f"{listing.get_absolute_url()}#questions")
    return _page(request, listing, problem, question)


def _typed(request: HttpRequest) -> tuple[str, str]:
    """What was typed, and what is wrong with it."""
    text = request.POST.get("text", "").replace("\x00", "").strip()
    if request.method != "POST" or 0 < len(text) <= questions.LONGEST:
        return text, ""
    return text, _("Write what you want to say, in at most %(most)d letters.") % {"most": questions.LONGEST}


def _page(request: HttpRequest, listing: Listing, problem: str, question=None) -> HttpResponse:
    context = {
        "listing": listing, "organisation": listing.owner, "question": question, "problem": problem,
        "typed": request.POST.get("text", ""),
    }  # fmt: skip
    return render(request, "matchmaking/own/question.html", context)
