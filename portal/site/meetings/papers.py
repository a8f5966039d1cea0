"""Papers of a meeting that are kept here: how they are named, and fetched by whoever sees the meeting."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.core.models import Language, Meeting, MeetingPaper, State
from portal.core.permissions import get_visible
from portal.core.private import kept_private
from portal.core.reference import Reference
from portal.core.submitting.documents import CONTENT_TYPES, download
from portal.core.submitting.shown import type_and_size


def offered(meeting: Meeting) -> list[MeetingPaper]:
    """All but what a curator withholds."""
    return [each for each in meeting.papers.all() if not each.is_withheld]


def as_links(meeting: Meeting, reference: Reference) -> list[dict]:
    """As the page lists them, beside documents elsewhere: "Programme · French · PDF, 340 kB"."""
    return [
        {
            "title": str(paper),
            "url": paper.get_absolute_url(),
            "kind": " · ".join([
                *([str(paper.get_what_display())] if paper.title else []),
                reference[Language].by_code[paper.language_id].label, type_and_size(paper),
            ]),
            "is_here": True,
        }
        for paper in offered(meeting)
    ]  # fmt: skip


def as_data(paper: MeetingPaper, reference: Reference, base: str) -> dict:
    return {
        "kind": paper.what,
        "kind_label": paper.get_what_display(),
        "title": paper.title,
        "language": paper.language_id,
        "language_label": reference[Language].by_code[paper.language_id].label,
        "media_type": CONTENT_TYPES[paper.kind],
        "bytes": paper.size,
        "url": base + paper.get_absolute_url(),
    }


@require_safe
def paper(request: HttpRequest, ref: str, pk: int) -> FileResponse:
    """To whoever may see the meeting: everybody once it is published, nobody but curators when it is no more, or when
    they withhold the paper."""
    meeting = get_visible(Meeting.objects.all(), request.user, ref=ref.upper())
    found = get_object_or_404(meeting.papers, pk=pk)
    if found.is_withheld and not getattr(request.user, "is_curator", False):
        raise Http404
    response = download(found)
    if found.is_withheld or meeting.state != State.PUBLISHED:
        return kept_private(response)
    patch_cache_control(response, no_cache=True)  # it may be gone tomorrow
    return response
