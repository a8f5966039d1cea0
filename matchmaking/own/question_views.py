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
from matchmaking.own.question_forms import AnswerForm, AskForm
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
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not (granted := allowed("listing question", f"{request.user.pk}", limit=QUESTIONS_A_DAY, period=DAY)):
            form.add_error(None, pause(granted))
        else:
            try:
                questions.ask(listing, membership=membership, **form.cleaned_data, site=mail.origin(request))
            except MoveRefused as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("Your question is with the owner. You get a mail with the answer."))
                return redirect(f"{listing.get_absolute_url()}#questions")
    context = {"listing": listing, "organisation": membership.organisation, "form": form}
    return render(request, "matchmaking/own/question.html", context)


@for_steering(*WRITABLE)
def answer(request: HttpRequest, kind: Kind, listing: Listing, pk: int) -> HttpResponse:
    question = get_object_or_404(listing.questions, pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = {"by": request.user, "site": mail.origin(request)}
        try:
            questions.answer(question, listing=listing, **form.cleaned_data, **act)
        except MoveRefused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your answer is there, and whoever asked gets a mail."))
            return redirect(f"{listing.get_absolute_url()}#questions")
    context = {"listing": listing, "organisation": listing.owner, "question": question, "form": form}
    return render(request, "matchmaking/own/question.html", context)
