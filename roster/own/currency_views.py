"""The page behind the button "still correct": whoever has the mailed link may press it, and nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core.submitting.private import kept_private
from roster import currency
from roster.models import CurrencyCheck


@csrf_exempt  # the address itself is the right to do this; no cookie that ran out stands in the way
@require_http_methods(["GET", "HEAD", "POST"])
def still_correct(request: HttpRequest, token: UUID) -> HttpResponse:
    """Asked by GET, because programs open every link of a mail; noted by POST. A second press finds it done."""
    check = get_object_or_404(CurrencyCheck.objects.select_related("consultant"), token=token)
    if request.method == "POST" and check.answered_at is None:
        currency.confirm(check.consultant, by=None)
        check = CurrencyCheck.objects.select_related("consultant").get(pk=check.pk)
    context = {"check": check, "consultant": check.consultant}
    return kept_private(render(request, "roster/own/still_correct.html", context))
