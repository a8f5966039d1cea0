"""The pages of the form for partnerships: portal/core/submitting/views.py, with what is its own."""

from __future__ import annotations

from partnerships.submission import notices
from partnerships.submission.models import Submission
from partnerships.submission.notices import News
from partnerships.submission.overview import ReviewPage, StatusPage
from portal.core.submitting.views import Arrival, FormPages


class SubmissionPages(FormPages):
    model = Submission
    templates = "partnerships/submission"
    review_page, status_page = ReviewPage, StatusPage

    def tell_curators(self, submission: Submission, news: Arrival, *, site: str, since=None) -> None:
        notices.waiting(submission, News(news), site=site, since=since)


pages = SubmissionPages()
