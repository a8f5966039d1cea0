"""Pages about topics."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.site.topics.pages import TopicPage, TopicsPage


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "topics/topic_list.html", {"page": TopicsPage(request)})


@require_safe
def topic_detail(request: HttpRequest, code: str) -> HttpResponse:
    topic = TopicPage(request, code.lower())
    crumbs = [{"label": _("Topics"), "url": reverse("topics:list")}, {"label": topic.label, "url": ""}]
    return render(request, "topics/topic_detail.html", {"topic": topic, "crumbs": crumbs})
