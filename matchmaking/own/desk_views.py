"""``/matchmaking/``: the desk of the organisation somebody acts for; to others, how to take part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matchmaking.own import drafts
from matchmaking.own.desk import blocks_for
from portal.core import acting


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    act = acting.of(request)
    if act.current is None:
        return render(request, "matchmaking/own/take_part.html", {"act": act})
    organisation = act.current.organisation
    context = {
        "organisation": organisation,
        "blocks": blocks_for(request, act.current),
        "profile": drafts.missing_of_profile(organisation),
    }
    return render(request, "matchmaking/own/desk.html", context)
