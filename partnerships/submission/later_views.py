"""Pages for whoever submitted what is published by now."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.submission import still_running as answers
from partnerships.submission.models import Submission
from portal.core import mail
from portal.core.forms import PublicForm, few_links
from portal.core.rate_limit import allowed
from portal.core.submitting.limits import pause
from portal.core.submitting.private import private

MOST_LINKS = 3


class StillRunningForm(PublicForm):
    button = gettext_lazy("Send the answer")

    runs = forms.ChoiceField(
        label=gettext_lazy("Is the partnership still running?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes, it is still running")), ("no", gettext_lazy("No, it has ended"))],
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )  # fmt: skip
    ended = forms.CharField(
        label=gettext_lazy("If it has ended: when?"), required=False, max_length=60, validators=[few_links(0)],
        help_text=gettext_lazy("As exactly as you know it, for example June 2024."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    results = forms.CharField(
        label=gettext_lazy("What came of it since?"), required=False, max_length=1800,
        validators=[few_links(MOST_LINKS)],
        help_text=gettext_lazy("Results, numbers, a link. A curator reads it before anything is changed."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("runs") == "no" and not cleaned.get("ended") and "ended" not in self.errors:
            self.add_error("ended", _("Say when it ended, as exactly as you know it."))
        return cleaned


@private(Submission, "GET", "HEAD", "POST")
def still_running(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Looking at it changes nothing: programs open the links of mails."""
    record = answers.record_of(submission)
    if record is None:
        raise Http404
    form = StillRunningForm(request.POST) if request.method == "POST" else StillRunningForm()
    done, report, status = False, None, 200
    if request.method == "POST" and form.is_valid():
        limit = allowed("still running", submission.ref, limit=10, period=timedelta(hours=1))
        if limit:
            done, report = True, _take(request, submission, form)
        else:
            form.add_error(None, pause(limit))
            status = 429
    context = {"submission": submission, "record": record, "form": form, "done": done, "report": report}
    return render(request, "partnerships/submission/still_running.html", context, status=status)


def _take(request: HttpRequest, submission: Submission, form: StillRunningForm):
    said = form.cleaned_data
    runs = said["runs"] == "yes"
    return answers.answer(
        submission, token=form.token, site=mail.origin(request), runs=runs,
        ended="" if runs else said["ended"], results=said["results"],
    )  # fmt: skip
