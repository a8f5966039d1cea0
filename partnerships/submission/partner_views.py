"""The page on which a partner confirms, corrects or objects. Its address is the key, as for a submission."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from partnerships.detail import InitiativePage
from partnerships.submission import confirmations, steps
from partnerships.submission.models import Confirmation
from portal.core import mail, reference
from portal.core.answers import answers
from portal.core.curation import MoveRefused
from portal.core.dates import day_text
from portal.core.forms import few_links
from portal.core.models import State
from portal.core.private import kept_private
from portal.core.rate_limit import allowed, client_prefix
from portal.core.submitting.limits import pause

LONGEST_TEXT = 4000  # letters
DAY = timedelta(days=1)


class PartnerPage:
    """What the partner is asked about: the public record, or, before there is one, what it will be made of."""

    def __init__(self, request: HttpRequest, asked: Confirmation):
        self.request, self.asked, self.submission = request, asked, asked.submission
        self.problem = self.typed = ""
        self.is_mailed = False  # a new link, just now

    @property
    def stands(self) -> str:
        """Where it stands, for this link: "open", "old", "mailed" a new one, "closed"."""
        if self.is_mailed:
            return "mailed"
        if confirmations.is_open(self.asked):
            return "open"
        return "old" if self.asked.email and confirmations.is_too_old(self.asked) else "closed"

    @cached_property
    def record(self) -> InitiativePage | None:
        made = self.submission.initiative
        return InitiativePage(self.request, made) if made and made.state == State.PUBLISHED else None

    @cached_property
    def parts(self) -> list[dict]:
        forms = self.submission.filled(reference.current(), steps.PUBLIC)
        found = [{"heading": str(form.heading), "answers": answers(form)} for form in forms.values()]
        return [each for each in found if each["answers"]]

    @property
    def documents(self) -> list[str]:
        return [each.name for each in self.submission.documents.all()]

    @property
    def answered(self) -> str:
        asked = self.asked
        if not asked.answer:
            return ""
        words = {
            "confirmed": _("You confirmed it on %(day)s."),
            "corrected": _("You asked for a correction on %(day)s."),
            "objected": _("You objected on %(day)s."),
        }
        return words[asked.answer] % {"day": day_text(asked.answered_at.date())}

    @property
    def text(self) -> str:
        return self.typed or self.asked.text


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Confirmation.Answer)
    text = forms.CharField(required=False, max_length=LONGEST_TEXT, validators=[few_links(5)])


@csrf_exempt  # whoever can name the address may answer; a stranger's page cannot
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """GET changes nothing: programs open every link of a mail."""
    asked = Confirmation.objects.select_related("submission__initiative").known_by(pk, token)
    if asked is None:
        raise Http404
    page, status = PartnerPage(request, asked), 200
    if request.method == "POST":
        status = _change(request, page)
        if status == 302:
            return HttpResponseRedirect(f"{asked.get_absolute_url()}?thanks#answer")
    elif page.stands != "open":
        status = 410
    context = {"page": page, "asked": asked, "submission": page.submission, "told": request.GET}
    return kept_private(render(request, "partnerships/submission/partner.html", context, status=status))


def _change(request: HttpRequest, page: PartnerPage) -> int:
    """The status to answer with; 302 if what was asked for was done."""
    if request.POST.get("answer") == "link" and page.stands == "old":
        return _link(request, page)
    form = AnswerForm(request.POST)
    page.typed = request.POST.get("text", "")
    if not form.is_valid():
        page.problem = " ".join(each for some in form.errors.values() for each in some)
        return 200
    if not (answer := allowed("partner answer", client_prefix(request), limit=60, period=DAY)):
        page.problem = pause(answer)
        return 429
    try:
        values = form.cleaned_data
        confirmations.answer(page.asked, values["answer"], text=values["text"], site=mail.origin(request))
    except MoveRefused as refused:
        page.problem = " ".join(refused.messages)
        return 410 if refused.code == "closed" else 200
    return 302


def _link(request: HttpRequest, page: PartnerPage) -> int:
    if not (answer := allowed("partner link", str(page.asked.pk), limit=3, period=DAY)):
        page.problem = pause(answer)
        return 429
    confirmations.link_again(page.asked, site=mail.origin(request))
    page.is_mailed = True
    return 200
