"""The pages of an application: portal/core/submitting/views.py, with what is its own."""

from __future__ import annotations

from django.http import HttpRequest

from portal.core.submitting.views import Arrival, FormPages
from roster.applying import notices
from roster.applying.overview import ReviewPage, StatusPage
from roster.applying.preview import public_view
from roster.detail import ConsultantPage
from roster.models import Application


class ApplicationPages(FormPages):
    model = Application
    templates = "roster/applying"
    review_page, status_page = ReviewPage, StatusPage

    def tell_curators(self, submission: Application, news: Arrival, *, site: str, since=None) -> None:
        notices.waiting(submission, news, site=site, since=since)

    def review_context(self, request: HttpRequest, page: ReviewPage) -> dict:
        """The profile as anybody would read it, as soon as one can be made."""
        seen = public_view(page.submission, page.reference) if page.can_send else None
        return {"preview": ConsultantPage(request, seen) if seen else None}


pages = ApplicationPages()
