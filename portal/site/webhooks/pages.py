"""One's own webhooks: register an address, see the secret once, switch on by a ping, and see what arrived."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.core import mail
from portal.core.models import Webhook
from portal.core.private import kept_private
from portal.site.errors import too_many_requests
from portal.site.webhooks import registering
from portal.site.webhooks.forms import KindsForm, RegisterForm

LATEST = 30  # deliveries on the page


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The list, and the form below it. What answers a registration has the secret, and no other page ever has."""
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made, secret = registering.register(request.user, site=mail.origin(request), **form.cleaned_data)
        except registering.Refused as refused:
            form.add_error("url", refused)
        else:
            return _secret(request, made, secret)
    context = {"webhooks": request.user.webhooks.all(), "form": form}
    return kept_private(render(request, "webhooks/own.html", context))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = KindsForm(request.POST if request.method == "POST" else None, initial={"kinds": found.kinds})
    if form.is_valid():
        registering.choose(found, form.cleaned_data["kinds"])
        messages.success(request, _("Your choice is saved."))
        return redirect(found)
    latest = found.deliveries.select_related("announcement").order_by("-announcement")[:LATEST]
    context = {"webhook": found, "form": form, "deliveries": latest, "waiting": found.deliveries.waiting().count()}
    return kept_private(render(request, "webhooks/webhook.html", context))


@login_required
@never_cache
@require_POST
def move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """What its name says; a refusal is said on the webhook's page."""
    found, act = _own(request, pk), MOVES.get(move)
    if act is None:
        raise Http404
    try:
        return act(request, found)
    except registering.Refused as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(found)


def _ping(request: HttpRequest, found: Webhook) -> HttpResponse:
    if not (answer := registering.may_ping(request.user)):
        return too_many_requests(request, retry_after=answer.retry_after)
    registering.ping(found)
    messages.success(request, _("The receiver gave back the challenge: the webhook is active."))
    return redirect(found)


def _pause(request: HttpRequest, found: Webhook) -> HttpResponse:
    found.stop(Webhook.State.PAUSED)  # whoever comes back asks the API for what was missed
    messages.success(request, _("The webhook is paused."))
    return redirect(found)


def _rotate(request: HttpRequest, found: Webhook) -> HttpResponse:
    return _secret(request, found, registering.rotate(found))


def _again(request: HttpRequest, found: Webhook) -> HttpResponse:
    number = request.POST.get("delivery", "")
    pk = number if number.isdecimal() and len(number) < 19 else 0
    delivery = get_object_or_404(found.deliveries.select_related("webhook"), pk=pk)
    registering.send_again(delivery)
    messages.success(request, _("It is sent again."))
    return redirect(found)


def _delete(request: HttpRequest, found: Webhook) -> HttpResponse:
    registering.remove(found)
    messages.success(request, _("The webhook is deleted."))
    return redirect("webhooks")


MOVES: dict[str, Callable[[HttpRequest, Webhook], HttpResponse]] = {
    "ping": _ping, "pause": _pause, "secret": _rotate, "again": _again, "delete": _delete,
}  # fmt: skip


def _own(request: HttpRequest, pk: int) -> Webhook:
    return get_object_or_404(request.user.webhooks, pk=pk)


def _secret(request: HttpRequest, found: Webhook, secret: str) -> HttpResponse:
    return kept_private(render(request, "webhooks/secret.html", {"webhook": found, "secret": secret}))
