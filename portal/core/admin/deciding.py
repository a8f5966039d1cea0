"""The page of a decision: what it needs, then the very mail it will send, then the decision."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from portal.core import mail
from portal.core.admin.decision_forms import NoWords
from portal.core.admin.moves import address
from portal.core.curation import MoveRefused
from portal.core.models import Submitted
from portal.core.submitting.decisions import Decision, Told, decide, is_decided_by
from portal.core.submitting.desk import DeskPage


def decision_view(model_admin: ModelAdmin, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
    submission, decision = model_admin.get_object(request, object_id), model_admin.decisions.get(name)
    if submission is None or decision is None:
        raise Http404
    if not model_admin.has_decide_permission(request):
        raise PermissionDenied
    page = model_admin.desk_page(request, submission)
    form_class = model_admin.form_of(name)
    form = form_class(request.POST if request.method == "POST" else None, decision=decision, page=page)
    told, refusal = None, ""
    if form.is_valid() or (request.method != "POST" and not form.fields):
        words, seen = getattr(form, "cleaned_data", {}), request.POST.get("seen", "")
        try:
            told = decide(submission, decision, by=request.user, site=mail.origin(request), words=words, seen=seen)
        except MoveRefused as refused:
            refusal = " ".join(refused.messages)
            if seen and (refused.code == "said" or is_decided_by(submission, decision, request.user, words)):
                return redirect(address(submission))  # pressed twice
    if told and told.is_done:
        messages.success(request, _done(submission, told))
        return redirect(address(submission))
    return _shown(model_admin, request, page, decision, form, told, refusal)


def _done(submission: Submitted, told: Told) -> str:
    now = type(submission).objects.get(pk=submission.pk)
    values = {"ref": now.ref, "state": now.get_state_display()}
    if told.mail:
        return _("%(ref)s: “%(state)s”. The submitter is told by mail.") % values
    return _("%(ref)s: “%(state)s”. No mail was sent.") % values


def _shown(
    model_admin: ModelAdmin, request: HttpRequest, page: DeskPage, decision: Decision, form: NoWords,
    told: Told | None, refusal: str,
) -> HttpResponse:  # fmt: skip
    submission = type(page.submission).objects.select_related("state_by").get(pk=page.submission.pk)
    context = model_admin.admin_site.each_context(request) | {
        "title": decision.label,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "submission": submission,
        "decision": decision,
        "page": page,
        "form": form,
        "told": told,
        "preview": _preview(told, submission) if told and told.mail else None,
        "is_other_mail": told is not None and bool(request.POST.get("seen")),
        "refusal": refusal,
        "back": address(submission),
    }
    templates = [f"admin/{submission.NAME}/decision.html", "admin/submitting/decision.html"]
    return TemplateResponse(request, templates, context)


def _preview(told: Told, submission: Submitted) -> dict:
    """The mail as it will go out, but for the private address: it is the submitter's key, not the curator's."""
    language = get_language_info(told.mail.language)
    return {
        "to": told.mail.to,
        "subject": told.mail.subject,
        "text": told.mail.text.replace(submission.token, "…"),
        "language": language["name_local"],
        "code": told.mail.language,
        "direction": "rtl" if language["bidi"] else "ltr",
    }
