"""The documents that were uploaded, in words: for the writer to see again, and for whoever has to judge them."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from partnerships.files import size_text
from partnerships.submission.models import Document, Submission


def shown_documents(submission: Submission, address: Callable[[Document], str] | None = None) -> list[dict]:
    """With their addresses on the writer's private page, or wherever ``address`` says."""

    def private(document: Document) -> str:
        return reverse("submission:document", args=[submission.ref, submission.token, document.pk])

    return [
        {
            "pk": each.pk,
            "name": each.name,
            "kind": Document.Kind(each.kind).label,
            "size": size_text(each.size),
            "url": (address or private)(each),
        }
        for each in submission.documents.all()
    ]
