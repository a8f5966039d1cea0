"""The consultant's own page: where the profile stands, what may be shown, being away, leaving, one's own data."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core import curation, mail
from portal.core.dates import day_text
from portal.core.models import User
from roster import absence, consents, currency, withdrawal
from roster.detail import ConsultantPage
from roster.models import Consultant
from roster.own import mails
from roster.own.access import READABLE, WRITABLE, for_owners
from roster.own.forms import AwayForm, Choices
from roster.own.standing import standing
from roster.own_data import own_data
from roster.released import read_one


@for_owners(*WRITABLE)
def mine(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    if request.method == "POST":
        done = DOINGS.get(request.POST.get("do", ""))
        try:
            if done:
                messages.success(request, done(consultant, request.user))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("profile:mine")
    given = consents.given(consultant)
    context = {
        "consultant": consultant,
        "standing": standing(consultant, given),
        "choices": Choices(consultant),
        "is_away": absence.is_away(consultant),
    }
    return render(request, "roster/own/mine.html", context)


# --- What one button does, and what is said then ----------------------------------------------------------------------
def _confirm(consultant: Consultant, by: User) -> str:
    currency.confirm(consultant, by=by)
    return _("Thank you. Your profile says now that it was correct today.")


def _submit(consultant: Consultant, by: User) -> str:
    with transaction.atomic():
        currency.confirm(consultant, by=by)
        curation.submit(consultant, by=by)
    return _("Your profile is with the curators. You see here what becomes of it.")


def _back(consultant: Consultant, by: User) -> str:
    absence.end(consultant, by=by)
    return _("Welcome back. Readers can write to you again.")


def _stay(consultant: Consultant, by: User) -> str:
    withdrawal.stay(consultant, by=by)
    return _("You are back. Nothing is shown until you say below what may be.")


DOINGS: dict[str, Callable[[Consultant, User], str]] = {
    "confirm": _confirm, "submit": _submit, "back": _back, "stay": _stay,
}  # fmt: skip


# --- Pages ------------------------------------------------------------------------------------------------------------
@for_owners(*WRITABLE)
def choices(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    """What may be shown, field by field. If another tab has changed it meanwhile, nothing is done but saying so."""
    page, status = Choices(consultant), 200
    if request.method == "POST":
        page.take(request.POST)
        if page.is_stale:
            status = 409
        else:
            page.settle(by=request.user)
            messages.success(request, _("This is what everybody sees from now on."))
            return redirect("profile:preview")
    return render(request, "roster/own/choices.html", {"consultant": consultant, "choices": page}, status=status)


@for_owners(*READABLE)
def preview(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    """The public page, made of the same released values as for everybody."""
    profile = read_one(Consultant.objects.filter(pk=consultant.pk), consultant.ref)
    context = {"consultant": ConsultantPage(request, profile), "profile": profile}
    return render(request, "roster/own/preview.html", context)


@for_owners(*WRITABLE)
def away(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    form = AwayForm(request.POST if request.method == "POST" else None, initial={"until": consultant.away_until})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        absence.begin(consultant, until=until, by=request.user)
        said = _("You are away until %(day)s. Nobody can write to you here until then.")
        messages.success(request, said % {"day": day_text(until)})
        return redirect("profile:mine")
    return render(request, "roster/own/away.html", {"consultant": consultant, "form": form})


@for_owners(*WRITABLE)
def withdraw(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    """Leave, after a page that says what is erased, what stays, and when."""
    if consultant.withdrawn_at:
        return redirect("profile:mine")
    day = timezone.localdate(withdrawal.erased_from(consultant))
    if request.method == "POST":
        with transaction.atomic():
            withdrawal.withdraw(consultant, by=request.user)
            consultant.refresh_from_db()
            mails.withdrawn(consultant, day=day, site=mail.origin(request))
        return redirect("profile:mine")
    assignments = consultant.assignments.filter(activity__isnull=False).count()
    context = {"consultant": consultant, "day": day, "assignments": assignments}
    return render(request, "roster/own/withdraw.html", context)


@for_owners(*READABLE)
@reauthentication_required(app="allauth.account")
def data(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    with translation.override("en"):
        content = orjson.dumps(own_data(consultant), option=orjson.OPT_INDENT_2, default=str)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{consultant.ref}.json"'
    return response
