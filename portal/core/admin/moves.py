"""The doors of portal/core/curation.py as buttons: a page for each that needs a reason, and actions on many records."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin, helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import curation, record_mails
from portal.core.curation import NEEDS_REASON, MoveRefused, moves_from
from portal.core.mail import origin
from portal.core.models import Curated, State

LABELS = {
    "submit": gettext_lazy("Submit for review"),
    "publish": gettext_lazy("Publish"),
    "send_back": gettext_lazy("Send back for changes"),
    "reject": gettext_lazy("Reject"),
    "verify": gettext_lazy("Still true today"),
    "question": gettext_lazy("Take back to review"),
    "archive": gettext_lazy("Archive"),
    "reopen": gettext_lazy("Reopen"),
}
AT_ONCE = 1000  # more than anybody reads through on the page that lists them
NAMED = 10  # of those that a message says were refused


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Kept with the record and shown to whoever may edit it."),
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        error_messages={"required": gettext_lazy("A reason is needed: somebody will want to know why.")},
    )


def buttons(record: Curated) -> list[dict]:
    """The open doors of a record."""
    return [
        {"move": move, "label": LABELS[move], "url": f"{address(record)}move/{move}/", "asks": move in NEEDS_REASON}
        for move in moves_from(record.state)
    ]


def move_view(model_admin: ModelAdmin, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
    """Go through one door: at once by POST, or by way of a page that asks for the reason."""
    record = model_admin.get_object(request, unquote(object_id))
    if record is None or move not in LABELS:
        raise Http404
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    # The list's filters travel along, so that a link leads back to the queue the curator came from.
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    reason = {}
    if move in NEEDS_REASON:
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return _ask(model_admin, request, [record], move, form, back=address(record) + query)
        reason = form.cleaned_data
    elif request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _go(request, record, move, reason)
    if "from_list" in request.GET:
        return redirect(f"{list_url(type(record))}?{request.GET['from_list']}")
    return redirect(address(record) + query)


def _go(request: HttpRequest, record: Curated, move: str, reason: dict[str, str]) -> None:
    try:
        with transaction.atomic():
            _door(move)(record, by=request.user, **reason)
            record_mails.decided(record, move, site=origin(request))
    except MoveRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        text = _("%(ref)s is now in the state “%(state)s”.")
        if move == "verify":
            text = _("%(ref)s was found true today.")
        messages.success(request, text % {"ref": record.ref, "state": State(record.state).label})


def _tell(model: type[Curated], moved: list[int], move: str, site: str) -> None:
    """Whoever handed in what organisations own, each for each record."""
    if move in record_mails.TOLD:
        owned = model.objects.filter(pk__in=moved, owner__isnull=False)
        for record in owned.select_related("owner", "submitted_by"):
            record_mails.decided(record, move, site=site)


def _door(move: str) -> Callable[..., None]:
    return getattr(curation, move)


def address(record: Curated) -> str:
    """Of its change page."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def list_url(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _ask(
    model_admin: ModelAdmin,
    request: HttpRequest,
    records: Iterable[Curated],
    move: str,
    form: ReasonForm | None,
    **context,
) -> HttpResponse:
    context |= model_admin.admin_site.each_context(request)
    context |= {
        "title": LABELS[move],
        "opts": model_admin.opts,
        "records": records,
        "form": form,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/curated/reason.html", context)


def move_many(
    model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet, move: str, action: str
) -> HttpResponse | None:
    """The admin action: a page that lists what will happen to which record, then all that can go through at once.

    ``action`` is the name of the action, which that page posts again.
    """
    if queryset.count() > AT_ONCE:
        messages.error(request, _("Choose at most %(number)d records at once.") % {"number": AT_ONCE})
        return None
    form = ReasonForm(request.POST if "confirmed" in request.POST else None) if move in NEEDS_REASON else None
    if "confirmed" not in request.POST or (form and not form.is_valid()):
        found = curation.prospects(queryset.order_by("pk"), move)
        return _ask(
            model_admin, request, [each.record for each in found if not each.refusal], move, form,
            refused=[each for each in found if each.refusal],
            action=action, checkbox=helpers.ACTION_CHECKBOX_NAME, back=request.get_full_path(),
        )  # fmt: skip
    with transaction.atomic():
        found = curation.move_many(queryset, move, by=request.user, **(form.cleaned_data if form else {}))
        _tell(queryset.model, [each.record.pk for each in found if not each.refusal], move, origin(request))
    refused = [each.refusal for each in found if each.refusal]
    if moved := len(found) - len(refused):
        text = ngettext("“%(move)s”: %(count)d record.", "“%(move)s”: %(count)d records.", moved)
        messages.success(request, text % {"move": LABELS[move], "count": moved})
    for refusal in refused[:NAMED]:
        messages.warning(request, refusal)
    if more := len(refused[NAMED:]):
        text = ngettext(
            "%(count)d further record stayed as it was.", "%(count)d further records stayed as they were.", more
        )
        messages.warning(request, text % {"count": more})
    return None
