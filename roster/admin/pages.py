"""What the desk's pages about consultants share: who may come in, the frame, and a way back with what was said."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from portal.core.addresses import own_address
from portal.core.admin.moves import address
from portal.core.curation import MoveRefused
from roster.models import Consultant

__all__ = ["address", "allowed", "consultant", "go", "page", "way_back"]


def allowed(desk: ModelAdmin, request: HttpRequest) -> None:
    if not desk.has_change_permission(request):
        raise PermissionDenied


def consultant(desk: ModelAdmin, request: HttpRequest, pk: int) -> Consultant:
    allowed(desk, request)
    record = desk.get_object(request, str(pk))
    if record is None:
        raise Http404
    return record


def page(desk: ModelAdmin, request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    context = desk.admin_site.each_context(request) | {
        "title": title,
        "opts": desk.opts,
        "media": desk.media,
        **context,
    }
    return TemplateResponse(request, f"admin/consultant/{template}.html", context)


def go(request: HttpRequest, move: Callable[[], None], done: str) -> bool:
    """Make the move and say so, or say why not."""
    try:
        move()
    except MoveRefused as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    messages.success(request, done)
    return True


def way_back(request: HttpRequest, name: str) -> str:
    """The page of a list that a button was pressed on, or its first one."""
    return own_address(request, request.POST.get("back", "")) or reverse(f"admin:{name}")
