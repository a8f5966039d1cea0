"""The documents that were uploaded, in words: for the writer to see again, and for whoever has to judge them."""

from __future__ import annotations

from collections.abc import Callable

from portal.core.dates import size_text
from portal.core.models import Submitted, Uploaded


def type_and_size(document: Uploaded) -> str:
    """ "PDF, 340 kB"."""
    return f"{document.get_kind_display()}, {size_text(document.size)}"


def shown_documents(submission: Submitted, address: Callable[[Uploaded], str] | None = None) -> list[dict]:
    """With their addresses on the writer's private page, or wherever ``address`` says."""

    def private(document: Uploaded) -> str:
        return submission.url("document", document.pk)

    return [
        {
            "pk": each.pk,
            "name": each.name,
            "kind": each.get_kind_display(),
            "size": size_text(each.size),
            "url": (address or private)(each),
        }
        for each in submission.documents.all()
    ]
