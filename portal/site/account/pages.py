"""One's own pages: overview, profile, mails, data, closing the account. Signing in is allauth's."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core import notifications
from portal.site.account import closing, own_data
from portal.site.account.blocks import blocks
from portal.site.account.own_forms import MailsForm, ProfileForm
from portal.site.account.second_factor import needs_mailbox


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "account/overview.html", {"blocks": blocks(request)})


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Where a curator without a second factor comes to, instead of the desk."""
    if not request.user.is_appointed:
        raise PermissionDenied
    by_code = f"{reverse('account_request_login_code')}?{urlencode({REDIRECT_FIELD_NAME: reverse('account-desk')})}"
    return render(request, "account/desk.html", {"needs_mailbox": needs_mailbox(request), "by_code_url": by_code})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("account")
    request.user.refresh_from_db()  # the header shows what is stored, not what was refused
    return render(request, "account/profile.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: HttpRequest) -> HttpResponse:
    form = MailsForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        notifications.choose(request.user, set(form.cleaned_data["wanted"]))
        messages.success(request, _("Your choice of mails is saved."))
        return redirect("account")
    return render(request, "account/mails.html", {"form": form})


@csrf_exempt  # the address itself is the right to do this, and mail programs post to it (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """Asked by GET, because programs that check links open every one; done by POST. Nobody has to sign in for it."""
    found = notifications.read_stop(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        notifications.stop(person, kind)
    context = {"kind": notifications.KINDS[kind], "done": request.method == "POST"}
    return render(request, "account/mails_stop.html", context)


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "account/data.html", {"chapters": own_data.CHAPTERS})


@login_required
@reauthentication_required(app="allauth.account")
@require_safe
def data_file(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(own_data.as_json(request.user), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close the account, after a page that says what goes and what stays, and what has to be done before."""
    obstacles = closing.obstacles(request.user)
    if request.method == "POST":
        try:
            closing.close(request.user)
        except ValidationError as refused:  # somebody else handed over to this person a moment ago
            obstacles = refused.messages
        else:
            language = translation.get_language()
            logout(request)
            with translation.override(language):
                return render(request, "account/closed.html")
    return render(request, "account/close.html", {"obstacles": obstacles})
