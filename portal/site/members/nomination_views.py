"""Whom an organisation nominates for the roster. The nominator learns whether the person said yes, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import mail
from portal.core.curation import MoveRefused
from portal.core.form_fields import TermsField, text
from portal.core.memberships import EDITING
from portal.core.models import Membership, Topic
from portal.core.rate_limit import allowed, mailbox
from portal.core.submitting.limits import pause
from portal.site.members.access import WRITABLE, for_members
from portal.site.members.forms import MemberForm
from roster.applying.nominations import nominate

DAY = timedelta(days=1)


class NominateForm(MemberForm):
    button = gettext_lazy("Nominate")

    name = text(gettext_lazy("Name"), gettext_lazy("For example: Ana Souza"), most=200, autocomplete="off")
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), max_length=254,
        help_text=gettext_lazy("Of the person, not of an office: whoever opens the mail decides."),
        error_messages={"required": gettext_lazy("Enter the address of the person.")},
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    topics = TermsField(
        Topic, most=5, required=False, label=gettext_lazy("Topics"),
        help_text=gettext_lazy("What they know best; they can change it."),
    )  # fmt: skip
    why = text(
        gettext_lazy("Why"),
        gettext_lazy("They read it before they answer. For example: She trained our examiners in 2022 and 2024."),
        most=1000, rows=4,
    )  # fmt: skip


@for_members(*WRITABLE, roles=EDITING)
def nominations(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Those of the organisation by their state, and a form for one more."""
    form, status = NominateForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        status = _nominate(request, membership, form)
        if status == 302:
            messages.success(request, _("The person is asked by mail. You see here what they answer."))
            return redirect("members:nominations", membership.organisation.slug)
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "nominations": membership.organisation.nominations.all(),
        "form": form,
        "days": settings.KEEP_NOMINATION_DAYS,
    }
    return render(request, "members/nominations.html", context, status=status)


def _nominate(request: HttpRequest, membership: Membership, form: NominateForm) -> int:
    """The status to answer with; 302 once it is done."""
    said = form.cleaned_data
    for limit in (
        allowed("nomination", str(membership.organisation_id), limit=20, period=DAY),
        allowed("nomination of", mailbox(said["email"]), limit=3, period=DAY),
    ):
        if not limit:
            form.add_error(None, pause(limit))
            return 429
    try:
        nominate(membership.organisation, by=request.user, site=mail.origin(request), **said)
    except MoveRefused as refused:
        form.add_error(None, refused)
        return 200
    return 302
