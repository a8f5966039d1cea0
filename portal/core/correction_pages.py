"""Readers report mistakes, without an account: the form on any record, and the sender's private page afterwards."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import acting, corrections, mail
from portal.core.forms import PublicForm, few_links, is_forged
from portal.core.models import Correction, Curated, Membership, Organisation
from portal.core.models.correction import Correctable
from portal.core.permissions import get_visible
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox
from portal.core.submitting.limits import pause

MOST_LINKS = 3


class CorrectionForm(PublicForm):
    button = gettext_lazy("Send the report")

    part = forms.ChoiceField(
        label=gettext_lazy("What is wrong?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong.")},
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("What is right?"), max_length=2000, validators=[few_links(MOST_LINKS)],
        help_text=gettext_lazy("In your own words and in any language. At most 2,000 characters."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say what is right, or what should change.")},
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("How do you know?"), required=False, max_length=500, validators=[few_links(MOST_LINKS)],
        help_text=gettext_lazy("A document, a page's address, or that you took part: it makes checking quick."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Your name"), required=False, max_length=150, validators=[few_links(0)],
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), required=False, max_length=254,
        help_text=gettext_lazy("Only to tell you what became of your report. Never shown, and erased afterwards."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip

    def __init__(self, *args, parts: list[Correction.Part], possible: list[Membership] = (), **kwargs):
        """``parts``: what may be wrong. ``possible``: the memberships of a sender who is signed in, as they are now."""
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [(part.value, part.label) for part in parts]
        self.possible = {each.organisation.slug: each.organisation for each in possible}
        if possible:
            choices = [("", _("Myself")), *((slug, each.name) for slug, each in self.possible.items())]
            self.fields["sent_for"] = forms.ChoiceField(
                label=_("You send this for"), choices=choices, required=False, widget=forms.RadioSelect,
                help_text=_("Curators see that a member of this organisation says so."),
            )  # fmt: skip

    @property
    def organisation(self) -> Organisation | None:
        return self.possible.get(self.cleaned_data.get("sent_for", ""))

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("part", "text", "source", "name", "email")}


@never_cache
@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, ref: str, *, model: type[Curated]) -> HttpResponse:
    """The form; a room's urls.py says of which kind of record."""
    return report_on(request, get_visible(model.objects, request.user, ref=ref.upper()))


def report_on(request: HttpRequest, record: Correctable) -> HttpResponse:
    """For views with the decorators of ``correct``."""
    if request.method != "POST":
        return _form_page(request, record, _form(request, record))
    form = _form(request, record, request.POST)
    if is_forged(request):
        form.refuse_as_forged()
        return _form_page(request, record, form, status=403)
    if not form.is_valid():
        return _form_page(request, record, form)
    if before := _sent_before(record, form):
        return _sent_again(request, record, form, before)
    if not (answer := _may_send(request, form)):
        form.add_error(None, pause(answer))
        response = _form_page(request, record, form, status=429)
        response["Retry-After"] = str(answer.retry_after)
        return response
    made, _is_new = corrections.report(
        record, token=form.token, site=mail.origin(request), words=form.words, organisation=form.organisation,
        sent_by=request.user if request.user.is_authenticated else None,
    )  # fmt: skip
    return redirect(made)


def _form(request: HttpRequest, record: Correctable, sent: QueryDict | None = None) -> CorrectionForm:
    """Somebody who acts for an organisation may send it in that one's name."""
    act = acting.of(request)
    current = act.current.organisation.slug if act.current else ""
    asked = request.GET.get("for", "")
    if asked in {each.organisation.slug for each in act.possible}:
        current = asked
    initial = _asked_for(request) | {"sent_for": current}
    return CorrectionForm(sent, parts=corrections.parts_of(record), possible=act.possible, initial=initial)


def _asked_for(request: HttpRequest) -> dict[str, str]:
    """What a link to the form already says, such as the one in a mail that asks for an outcome."""
    part = request.GET.get("part", "")
    return {"part": part} if part in Correction.Part.values else {}


def _sent_before(record: Correctable, form: CorrectionForm) -> Correction | None:
    """What this very page has sent, or what somebody who went back and sent the same words has."""
    of_this_page = Correction.objects.filter(token=form.token).first()
    return of_this_page or Correction.objects.about(record).open().filter(**form.words).first()


def _sent_again(request: HttpRequest, record: Correctable, form: CorrectionForm, before: Correction) -> HttpResponse:
    """A retry leads to its report. Other words, from a page gone back to, may become a second report."""
    if before.record == record and (before.part, before.text) == (form.words["part"], form.words["text"]):
        return redirect(before)
    form.renew_stamp()
    message = _("You have sent the report %(ref)s from this page. Send the form once more for a second one.")
    form.add_error(None, message % {"ref": before.ref})
    return _form_page(request, record, form)


def _may_send(request: HttpRequest, form: CorrectionForm) -> Answer:
    """Few reports from one network; few mails to one mailbox, which may be that of somebody who never asked."""
    answer = allowed("correction", client_prefix(request), limit=10, period=timedelta(hours=1))
    if answer and (address := form.words["email"]):
        answer = allowed("correction mail", mailbox(address), limit=5, period=timedelta(days=1))
    return answer


def _form_page(request: HttpRequest, record: Correctable, form: CorrectionForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "record": record}
    return render(request, "corrections/correction_form.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
def correction(request: HttpRequest, token) -> HttpResponse:
    """The sender's page: thanks, what happens next, later what became of it. Only the sender knows its address."""
    found = get_object_or_404(Correction, token=token)
    return render(request, "corrections/correction_detail.html", {"correction": found, "record": found.record})


@never_cache
@csrf_exempt  # the address itself is the right to do this, and mail programs post to it (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token) -> HttpResponse:
    """No more mails about a report: asked by GET, because programs that check links open every one; done by POST."""
    found = get_object_or_404(Correction, token=token)
    if request.method == "POST":
        corrections.stop_mails(found)
        found.email = ""
    return render(request, "corrections/correction_stop.html", {"correction": found, "done": request.method == "POST"})
