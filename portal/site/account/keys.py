"""Keys for programs: one's own, with what each may do and when it was last used; making one, and revoking it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from portal.core import api_keys, mail
from portal.core.models import ApiKey
from portal.site.account.own_forms import KeyForm


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Those that work and, for some months, those that no longer do."""
    keys = list(request.user.api_keys.select_related("owner"))
    working = sum(not key.ending for key in keys)
    return render(request, "account/keys.html", {"keys": keys, "working": working})


@login_required
@reauthentication_required(app="allauth.account")
@sensitive_variables("text")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The key stands in the answer to the form and nowhere else: going on to another page would mean keeping it."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            key, text = _made(request, form.cleaned_data)
        except api_keys.MakingRefused as refused:
            form.add_error(None, refused)
        else:
            return render(request, "account/key_made.html", {"key": key, "text": text})
    return render(request, "account/key_new.html", {"form": form})


def _made(request: HttpRequest, said: dict) -> tuple[ApiKey, str]:
    """It works until the last day is over, in UTC."""
    end = datetime.combine(said["last_day"] + timedelta(days=1), time(), UTC)
    return api_keys.make(
        request.user, name=said["name"], scopes=said["scopes"], expires_at=end, site=mail.origin(request)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(request.user.api_keys.select_related("owner"), pk=pk)
    if request.method == "POST":
        api_keys.revoke(request.user.api_keys.filter(pk=pk))
        messages.success(request, _("The key is revoked. No program can use it any more."))
    if key.ending or request.method == "POST":
        return redirect("account-keys")
    return render(request, "account/key_revoke.html", {"key": key})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_all(request: HttpRequest) -> HttpResponse:
    """To who signs out everywhere or has a new password because somebody else may be in: neither ends a key."""
    keys = request.user.api_keys.working()
    if request.method == "POST" and api_keys.revoke(keys):
        messages.success(request, _("All keys are revoked. No program can use them any more."))
    if not keys:
        return redirect("account-keys")
    return render(request, "account/key_revoke.html", {"keys": keys})
