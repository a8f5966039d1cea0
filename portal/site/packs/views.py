"""A pack as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.exports.answers import answer_with, refusal
from portal.core.exports.formats import FORMATS
from portal.core.freshness import stamp_of
from portal.site.packs.pack import Pack


@require_safe
def pack(request: HttpRequest, kind: str, code: str, extension: str) -> HttpResponseBase:
    stamp, made = stamp_of(request), Pack(request)
    if request.GET:  # a file of something else than what was asked for would be worse than none
        return refusal({name: [_("A pack knows no conditions.")] for name in request.GET})
    return answer_with(request, made, FORMATS[extension], stamp)
