"""The files that came with a submission and are offered with the record made of it, as long as that is public."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from partnerships.models import Initiative, InitiativeDocument
from partnerships.submission.models import Document
from portal.core.submitting.documents import download

Kind = InitiativeDocument.Kind


def offered(initiative: Initiative) -> list[Document]:
    """All but what a curator withholds."""
    return [each for each in initiative.files.all() if not each.is_withheld]


def file_url(initiative: Initiative, document: Document) -> str:
    return reverse("partnerships:document", args=[initiative.ref, document.pk])


def as_links(initiative: Initiative, base: str) -> list[dict]:
    """As programs get them, beside links to documents elsewhere."""
    kind = {"kind": Kind.MATERIAL.value, "kind_label": str(Kind.MATERIAL.label)}
    return [kind | {"title": each.name, "url": base + file_url(initiative, each)} for each in offered(initiative)]


@require_safe
def document(request: HttpRequest, ref: str, pk: int) -> FileResponse:
    """To everyone while the record is published, else to nobody: curators find it with the submission."""
    initiative = get_object_or_404(Initiative.objects.published(), ref=ref.upper())
    response = download(get_object_or_404(initiative.files.filter(is_withheld=False), pk=pk))
    patch_cache_control(response, no_cache=True)  # it may be withheld tomorrow
    return response
