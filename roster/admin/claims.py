"""Asking whose profile it is, from the desk, as often as it takes; and how current the roster is as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.core import mail
from portal.core.dates import number_text
from roster import claims, currency
from roster.admin.pages import address, consultant
from roster.models import Consultant


def may_invite(record: Consultant) -> bool:
    return not (record.account_id or record.withdrawn_at or record.is_sample or hasattr(record, "merged"))


def invite_view(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """By a button, so that no program that follows links mails anybody."""
    record = consultant(desk, request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        claim = claims.invite(record, by=request.user, site=mail.origin(request))
    except claims.ClaimRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        said = _("A mail to %(email)s asks whose profile it is. Its link works for %(days)d days.")
        messages.success(request, said % {"email": claim.email, "days": claims.OPEN_FOR.days})
    return redirect(address(record))


def figures() -> list[tuple[str, str]]:
    """Of published profiles, as label and number."""
    counted = currency.staleness()
    labels = {
        "published": _("Published"),
        "half_year": _("Confirmed in the last 6 months"),
        "year": _("Confirmed in the last 12 months"),
        "due": _("To be confirmed"),
        "silent": _("Silent, so hidden"),
        "unclaimed": _("Never claimed, published or not"),
    }
    return [(label, number_text(counted[name])) for name, label in labels.items()]
