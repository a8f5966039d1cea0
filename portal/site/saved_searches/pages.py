"""Pages of saved searches: the form behind a list, the mailed button, one's own list, and stopping.

Whoever has no account comes by addresses that only their mails know: one that confirms a search, and one of their own
list. Opening a page never does anything, because programs open every link of a mail; pressing its button does.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.core import mail
from portal.core.forms import is_forged
from portal.core.models import SavedSearch, Subscriber, current_versions
from portal.core.private import kept_private
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox
from portal.core.submitting.limits import pause
from portal.site.saved_searches import saving
from portal.site.saved_searches.asking import Asked, filters_in, list_of
from portal.site.saved_searches.forms import ChangeForm, SaveForm

WRITABLE = ["GET", "HEAD", "POST"]


# --- Saving -----------------------------------------------------------------------------------------------------------
@never_cache
@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@require_http_methods(WRITABLE)
def new(request: HttpRequest, room: str) -> HttpResponse:
    """Save the search whose filters stand in the address, as its list has them."""
    listing = list_of(room)
    if listing is None:
        raise Http404
    person = request.user if request.user.is_authenticated else None
    asked = Asked(room, filters_in(listing, request.GET), person)
    initial = {"name": asked.name, "language": get_language()}
    typed = request.POST if request.method == "POST" else None  # which may be empty, or of a kind that is not read
    form = SaveForm(typed, initial=initial, has_account=bool(person))
    if request.method != "POST" or asked.is_void:
        return _form_page(request, asked, form)
    if is_forged(request):
        form.refuse_as_forged()
        return _form_page(request, asked, form, status=403)
    if not form.is_valid():
        return _form_page(request, asked, form)
    if not (answer := _may_save(request, form)):
        form.add_error(None, pause(answer))
        response = _form_page(request, asked, form, status=429)
        response["Retry-After"] = str(answer.retry_after)
        return response
    return _save(request, asked, form)


def _save(request: HttpRequest, asked: Asked, form: SaveForm) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("name", "period", "language")}
    who = {"by": asked.user} if asked.user.is_authenticated else {"email": form.cleaned_data["email"]}
    query = filters_in(asked.list, asked.parameters)
    try:
        saving.save(room=asked.room, query=query, token=form.token, site=mail.origin(request), **said, **who)
    except saving.SavingRefused as refused:
        form.add_error(None, refused)
        return _form_page(request, asked, form)
    if not asked.user.is_authenticated:
        return redirect("saved-search-sent")
    messages.success(request, _("The search is saved."))
    return redirect("account-searches")


def _may_save(request: HttpRequest, form: SaveForm) -> Answer:
    """Few from one network; few mails to one mailbox, which may be that of somebody who never asked."""
    answer = allowed("saved search", client_prefix(request), limit=30, period=timedelta(hours=1))
    if answer and (address := form.cleaned_data.get("email")):
        answer = allowed("saved search mail", mailbox(address), limit=5, period=timedelta(days=1))
    return answer


def _form_page(request: HttpRequest, asked: Asked, form: SaveForm, status: int = 200) -> HttpResponse:
    context = {"asked": asked, "form": form}
    return kept_private(render(request, "saved_searches/new.html", context, status=status))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same for a new address, a known one, and one that keeps this search already."""
    context = {"days": saving.UNCONFIRMED_FOR.days}
    return kept_private(render(request, "saved_searches/sent.html", context))


@never_cache
@csrf_exempt  # the address itself is the right to do this
@require_http_methods(WRITABLE)
def confirm(request: HttpRequest, token: UUID) -> HttpResponse:
    search = get_object_or_404(SavedSearch.objects.select_related("subscriber"), token=token)
    if request.method == "POST":
        reader = saving.confirm(search)
        messages.success(request, _("Confirmed. You will hear of what is new."))
        return kept_private(redirect(reader))
    if search.confirmed_at:
        return kept_private(redirect(search.subscriber))
    context = {"search": search, "asked": Asked(search.room, search.query)}
    return kept_private(render(request, "saved_searches/confirm.html", context))


# --- One's own --------------------------------------------------------------------------------------------------------
@login_required
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    return _list(request, Subscriber.objects.filter(user=request.user).first())


@never_cache
@require_safe
def private_list(request: HttpRequest, token: UUID) -> HttpResponse:
    subscriber = _reader(token)
    return redirect(subscriber) if subscriber.user_id else _list(request, subscriber)


def _list(request: HttpRequest, subscriber: Subscriber | None) -> HttpResponse:
    searches, versions = subscriber.searches.confirmed() if subscriber else [], current_versions()
    rows = [{"search": each, "asked": Asked(each.room, each.query, subscriber.user, versions)} for each in searches]
    return kept_private(render(request, "saved_searches/own.html", {"subscriber": subscriber, "rows": rows}))


@login_required
@require_http_methods(WRITABLE)
def account_change(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, get_object_or_404(SavedSearch, pk=pk, subscriber__user=request.user))


@never_cache
@csrf_exempt  # the address itself is the right to do this
@require_http_methods(WRITABLE)
def private_change(request: HttpRequest, token: UUID, pk: int) -> HttpResponse:
    """Of an account only its person, signed in, changes a search; what its mails hold may only be stopped."""
    return _change(request, get_object_or_404(_reader(token).searches.confirmed(), pk=pk, subscriber__user=None))


def _change(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    subscriber = search.subscriber
    if "delete" in request.POST:
        saving.delete(search)
        messages.success(request, _("The search is deleted."))
        still = Subscriber.objects.filter(pk=subscriber.pk).exists()
        return redirect(subscriber if still else "home")
    initial = {"name": search.name, "period": search.period, "language": subscriber.language}
    typed = request.POST if request.method == "POST" else None
    form = ChangeForm(typed, initial=initial, has_account=bool(subscriber.user_id))
    if form.is_valid():
        saving.change(search, **form.cleaned_data)
        messages.success(request, _("The search is saved."))
        return redirect(subscriber)
    context = {"form": form, "search": search, "asked": Asked(search.room, search.query, subscriber.user)}
    return kept_private(render(request, "saved_searches/change.html", context))


# --- Stopping ---------------------------------------------------------------------------------------------------------
@never_cache
@csrf_exempt  # the address itself is the right to do this, and mail programs post to it (RFC 8058)
@require_http_methods(WRITABLE)
def stop(request: HttpRequest, token: UUID, pk: int | None = None) -> HttpResponse:
    """One search or, without ``pk``, all of them. Done before is done."""
    subscriber = Subscriber.objects.filter(token=token).first()
    search = subscriber.searches.filter(pk=pk).first() if subscriber and pk else None
    done = request.method == "POST" or subscriber is None or bool(pk and search is None)
    if request.method == "POST" and search:
        saving.stop(search)
    elif request.method == "POST" and subscriber and not pk:
        saving.stop_all(subscriber)
    context = {"subscriber": subscriber, "search": search, "is_one": bool(pk), "done": done}
    return kept_private(render(request, "saved_searches/stop.html", context))


def _reader(token: UUID) -> Subscriber:
    return get_object_or_404(Subscriber, token=token)
