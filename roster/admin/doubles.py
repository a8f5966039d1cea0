"""Profiles that may be one person's, beside each other: told apart by a press, or merged on a page of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.admin.lookup import LookUp
from portal.core.admin.moves import ReasonForm
from portal.core.curation import MoveRefused
from roster import lookalikes, merging
from roster.admin.pages import address, allowed, consultant, go, page, way_back
from roster.models import Consultant, Merged, ToldApart

PAIRS_A_PAGE = 25
NAME = "roster_consultant_doubles"


class MergeForm(ReasonForm):
    """Which profile is kept, and why the two are one."""

    into = forms.ModelChoiceField(
        Consultant.objects.filter(merged=None, withdrawn_at=None),
        label=gettext_lazy("Profile to keep"),
        help_text=gettext_lazy("Type a part of the name or the reference."),
        widget=LookUp(Merged._meta.get_field("into"), admin.site),
        error_messages={"required": gettext_lazy("Choose the profile that is kept.")},
    )
    field_order = ["into", "reason"]


def list_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    allowed(desk, request)
    shown = Paginator(lookalikes.pairs(), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "one": one,
            "other": other,
            "reason": likeness.reason,
            "keep_one": merge_url(other, one),
            "keep_other": merge_url(one, other),
        }
        for one, other, likeness in shown
    ]
    apart = ToldApart.objects.select_related("one", "other", "decided_by")[:PAIRS_A_PAGE]
    return page(desk, request, "doubles", _("Profiles that may be one person’s"), rows=rows, page=shown, apart=apart)


def apart_view(desk: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Two people; or, with ``ask_again``, the question anew."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = [consultant(desk, request, _number(request.POST.get(name, ""))) for name in ("one", "other")]
    if "ask_again" in request.POST:
        go(request, lambda: merging.ask_again(*found), _("They may be one person again."))
    else:
        words = {"one": found[0].ref, "other": found[1].ref}
        told = _("%(one)s and %(other)s are two people: nobody is asked again.") % words
        go(request, lambda: merging.tell_apart(*found, by=request.user), told)
    return redirect(way_back(request, NAME))


def merge_view(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """What would happen is shown before anything does: first which profile is kept, then what comes of it."""
    gone = consultant(desk, request, pk)
    is_sent = request.method == "POST"
    form = MergeForm(request.POST if is_sent else None, initial={"into": request.GET.get("into")})
    kept = _kept(form, request.POST.get("into") if is_sent else request.GET.get("into"))
    if is_sent and form.is_valid() and "seen" in request.POST and request.POST["seen"] == str(kept.pk):
        words = {"gone": gone.ref, "kept": kept.ref}
        done = _("%(gone)s is merged into %(kept)s.") % words
        reason = form.cleaned_data["reason"]
        if go(request, lambda: merging.merge(gone, into=kept, by=request.user, reason=reason), done):
            return redirect(address(kept))
        return redirect(address(gone))
    return page(desk, request, "merge", _("Merge into another profile"), record=gone, form=form, kept=kept,
                **_outcome(gone, kept), back=address(gone), form_media=form.media)  # fmt: skip


def _kept(form: MergeForm, chosen: str | None) -> Consultant | None:
    pk = _number(chosen or "")
    return form.fields["into"].queryset.filter(pk=pk).first() if pk else None


def _outcome(gone: Consultant, kept: Consultant | None) -> dict:
    if kept is None:
        return {}
    try:
        return {"outcome": merging.outcome(gone, kept)}
    except MoveRefused as refusal:
        return {"refusal": " ".join(refusal.messages)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def merge_url(gone: Consultant, into: Consultant | None = None) -> str:
    query = f"?{urlencode({'into': into.pk})}" if into else ""
    return reverse("admin:roster_consultant_merge", args=[gone.pk]) + query
